"""What stands where a list would be: empty and checked, or not fetched; never just white."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from plo_desktop.ui.parts.chip import IconWidget
from plo_desktop.ui.parts.labels import column, label
from plo_desktop.ui.theme.theme import Theme


class EmptyPage(QWidget):
    """An icon, what is the case, and what it means."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("surface", "page")
        box = column(self, (16, 24, 16, 16))
        row = QHBoxLayout()
        row.setSpacing(8)
        self._icon = IconWidget(theme, "ferdig", "ferdig")
        self._what = label("", "strong", wrap=True)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._what, 1)
        box.addLayout(row)
        box.addSpacing(4)
        self._means = label("", "dense2", wrap=True)
        box.addWidget(self._means)
        box.addStretch(1)

    def say(self, state: str, what: str, means: str) -> None:
        """Show a state ("ferdig", "forfalt", "info") and its words."""
        self._icon.show_icon(state, state if state != "info" else "text2")
        self._what.setText(what)
        self._means.setText(means)
        self.setAccessibleName(f"{what}. {means}")
