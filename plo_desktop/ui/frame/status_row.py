"""The row at the bottom: the last delivery, or what waits with its Angre; the text size at the right."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout

from plo_desktop.ui import actions
from plo_desktop.ui.parts.buttons import KeyHintButton
from plo_desktop.ui.parts.chip import IconWidget
from plo_desktop.ui.parts.labels import label
from plo_desktop.ui.theme.theme import Theme


class StatusRow(QFrame):
    """Says one thing at a time; what can be taken back goes before what has happened."""

    undo_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setProperty("surface", "chrome")
        self.setProperty("line", "top")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(6)
        self._icon = IconWidget(theme, "ferdig", "ferdig")
        self._text = label("", "caption2")
        self.undo = KeyHintButton(theme, "Angre", actions.hint("undo"), kind="small")
        self.undo.hide()
        self.undo.clicked.connect(self.undo_wanted)
        row.addWidget(self._icon)
        row.addWidget(self._text)
        row.addSpacing(2)
        row.addWidget(self.undo)
        row.addStretch(1)
        self._size = label("", "caption2")
        row.addWidget(self._size)
        theme.changed.connect(self._measure)
        self._measure()

    def _measure(self) -> None:
        self.setFixedHeight(self._theme.px("status"))
        self._size.setText(f"Tekst {self._theme.percent} %")

    def show_last(self, text: str) -> None:
        """Show the last delivery."""
        self._icon.show_icon("ferdig", "ferdig")
        self._icon.setVisible(bool(text))
        self._say(text, "caption2")
        self.undo.hide()

    def show_hold(self, verb: str, seconds: int, undo_text: str) -> None:
        """Count down what can still be taken back."""
        self._icon.show_icon("utboks" if verb.startswith("Sender") else "signer", "text")
        self._icon.show()
        self._say(f"{verb} om {seconds} s", "strong")
        self.undo.setToolTip(undo_text)
        self.undo.show()

    def _say(self, text: str, role: str) -> None:
        self._text.setText(text)
        if self._text.property("role") != role:
            self._text.setProperty("role", role)
            self._text.style().unpolish(self._text)
            self._text.style().polish(self._text)

    @property
    def text(self) -> str:
        """What the row says."""
        return self._text.text()
