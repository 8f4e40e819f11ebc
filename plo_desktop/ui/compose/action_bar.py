"""The buttons of the form, and beside them once more who it is about and who gets it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetricsF, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from plo_desktop.ui.compose.model import Frame, OtherAction
from plo_desktop.ui.parts.buttons import KeyHintButton
from plo_desktop.ui.parts.labels import label
from plo_desktop.ui.theme.theme import Theme


class ActionBar(QFrame):
    """Primary first from the left; the primary is never disabled."""

    send = Signal()
    close_asked = Signal()
    print_asked = Signal()
    other_asked = Signal(str)
    rebuilt = Signal()

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
        self._said = ""
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 20, 0)
        row.setSpacing(8)
        for button in (self.primary, self.save, self.paper):
            row.addWidget(button)
        self.others: list[KeyHintButton] = []
        self._others: tuple[OtherAction, ...] = ()
        self._row = row
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
        self.primary.say(frame.action.words, frame.action.key, frame.action.icon)
        self._show_others(frame.action.others)
        self._may_print = frame.action.may_print
        self._name.setText(frame.person)
        self._number.setText(frame.number)
        self._said = f"til {frame.to}" if frame.to else "ingen mottaker"
        self._to.setToolTip(self._said)
        self._to.setAccessibleName(self._said)
        self._arrange()

    def _show_others(self, others: tuple[OtherAction, ...]) -> None:
        if others == self._others:
            return
        self._others = others
        for button in self.others:
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.others = []
        for place, other in enumerate(others, start=1):
            button = KeyHintButton(self._theme, other.words, other.key)
            button.clicked.connect(lambda _on=False, chosen=other.id: self.other_asked.emit(chosen))
            self._row.insertWidget(place, button)
            self.others.append(button)
        self.rebuilt.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where room is short the third button gives way first; its key still works."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        always = (self.primary, *self.others, self.save)
        buttons = sum(button.sizeHint().width() + 8 for button in always)
        paper = self.paper.sizeHint().width() + 8
        person = self._name.sizeHint().width() + 6 + self._number.sizeHint().width()
        to = QFontMetricsF(self._to.font()).horizontalAdvance(self._said) + 4
        room = self.width() - 52 - buttons
        self.paper.setVisible(self._may_print and paper + max(person, to) <= room)
        # The receiver is cut with dots before a button is: in full it stands at the top of the form.
        self._to.setVisible(room >= person // 2)
        self._name.setVisible(room >= person // 2)
        self._number.setVisible(room >= person)
        metrics = QFontMetricsF(self._to.font())
        self._to.setText(metrics.elidedText(self._said, Qt.TextElideMode.ElideRight, max(room, 0)))

    def _restyle(self) -> None:
        self.setFixedHeight(self._theme.px("action_bar"))
