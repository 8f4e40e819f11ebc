"""The buttons of the form, and beside them once more who it is about and who gets it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from plo_desktop.ui.compose.model import Frame
from plo_desktop.ui.parts.buttons import KeyHintButton
from plo_desktop.ui.parts.labels import label
from plo_desktop.ui.theme.theme import Theme


class ActionBar(QFrame):
    """Primary first from the left; the primary is never disabled."""

    send = Signal()
    close_asked = Signal()
    print_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setProperty("surface", "chrome")
        self.setProperty("line", "top2")
        self.primary = KeyHintButton(theme, "Send", "Ctrl+Enter", icon="ut", kind="primary")
        self.primary.clicked.connect(self.send)
        self.save = KeyHintButton(theme, "Lagre og lukk", "Esc")
        self.save.clicked.connect(self.close_asked)
        self.paper = KeyHintButton(theme, "Skriv ut", "Ctrl+P")
        self.paper.clicked.connect(self.print_asked)
        self._may_print = True
        self._name = label("", "strong")
        self._number = label("", "dense2")
        self._to = label("", "dense2")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 20, 0)
        row.setSpacing(8)
        for button in (self.primary, self.save, self.paper):
            row.addWidget(button)
        row.addStretch(1)
        who = QVBoxLayout()
        who.setSpacing(0)
        line = QHBoxLayout()
        line.setSpacing(6)
        line.addStretch(1)
        line.addWidget(self._name)
        line.addWidget(self._number)
        who.addStretch(1)
        who.addLayout(line)
        who.addWidget(self._to, 0, Qt.AlignmentFlag.AlignRight)
        who.addStretch(1)
        row.addLayout(who)
        theme.changed.connect(self._restyle)
        self._restyle()

    def show_frame(self, frame: Frame) -> None:
        """Show patient, receiver and what the primary button does."""
        self.primary.say(frame.action.words, "Ctrl+Enter", frame.action.icon)
        self._may_print = frame.action.may_print
        self._name.setText(frame.person)
        self._number.setText(frame.number)
        self._to.setText(f"til {frame.to}" if frame.to else "ingen mottaker")
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where room is short the third button gives way first; its key still works."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        buttons = sum(button.sizeHint().width() + 8 for button in (self.primary, self.save, self.paper))
        person = self._name.sizeHint().width() + 6 + self._number.sizeHint().width()
        fits = buttons + max(person, self._to.sizeHint().width()) + 52 <= self.width()
        self.paper.setVisible(self._may_print and fits)

    def _restyle(self) -> None:
        self.setFixedHeight(self._theme.px("action_bar"))
