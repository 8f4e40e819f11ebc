"""A strip under the context bar for what the user can mend: what is wrong, and the next step."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy

from plo_desktop.base.errors import UserError
from plo_desktop.ui.parts.buttons import KeyHintButton
from plo_desktop.ui.parts.chip import IconWidget
from plo_desktop.ui.parts.labels import label
from plo_desktop.ui.theme.theme import Theme


class NoticeStrip(QFrame):
    """Stays until it is closed; a newer notice takes the place of the older."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("surface", "page")
        self.setProperty("line", "bottom2")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 12, 8)
        row.setSpacing(10)
        self._icon = IconWidget(theme, "snart", "snart")
        self._text = label("", "strong", wrap=True, selectable=True)
        self._code = label("", "caption2")
        self.leave = KeyHintButton(theme, "Lukk", kind="small")
        self.leave.setAccessibleName("Lukk beskjeden")
        self.leave.clicked.connect(self.hide)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._text, 1)
        row.addWidget(self._code)
        row.addWidget(self.leave)
        self.hide()

    def show_error(self, error: UserError) -> None:
        """Say what is wrong and what to do."""
        self.show_words(f"{error.text} {error.next_step}", error.code)

    def show_words(self, text: str, code: str = "") -> None:
        """Say something that must be seen."""
        self._text.setText(text)
        self._code.setText(code)
        self.setAccessibleName(text)
        self.show()

    @property
    def text(self) -> str:
        """What the strip says."""
        return self._text.text()
