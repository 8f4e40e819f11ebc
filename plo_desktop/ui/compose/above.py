"""What stands over the fields: a quoted question, who prepared the message, the municipality to choose."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from plo_desktop.domain.party import Code
from plo_desktop.forms.editors.choice import ChoiceEditor
from plo_desktop.ui.compose.model import Above, Note
from plo_desktop.ui.parts.chip import IconWidget
from plo_desktop.ui.parts.labels import clear, frame, label
from plo_desktop.ui.theme.theme import Theme

_LONG, _MANY_LINES, _SCROLLED = 600, 9, 190
"""A text longer than so many characters or lines is scrolled, in a box of so many pixels at 100 %."""


class AboveFields(QWidget):
    """Shows an Above. `kommune_chosen` carries the name, `agreed` whether the agreements are clear."""

    kommune_chosen = Signal(str)
    agreed = Signal(bool)
    rebuilt = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._above = Above()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(12, 0, 0, 0)
        self._column.setSpacing(12)
        self.kommune: ChoiceEditor | None = None
        self.agreements: QCheckBox | None = None
        self.hide()

    def show_above(self, above: Above) -> None:
        """Show it; the same is left alone."""
        if above != self._above:
            self._above = above
            self._build()

    def take_focus(self) -> None:
        """Put the focus on what is asked here."""
        if self.kommune is not None:
            self.kommune.target().setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.agreements is not None:
            self.agreements.setFocus(Qt.FocusReason.OtherFocusReason)

    def restyle(self) -> None:
        """Build anew in the theme's type."""
        self._build()

    def _build(self) -> None:
        clear(self._column)
        self.kommune = self.agreements = None
        for note in self._above.notes:
            self._column.addWidget(self._note(note))
        if self._above.kommuner:
            self._column.addWidget(self._ask_kommune())
        if self._above.agreements is not None:
            self._column.addWidget(self._ask_agreements(self._above.agreements))
        self.setVisible(self._column.count() > 0)
        self.rebuilt.emit()

    def _note(self, note: Note) -> QWidget:
        box = _boxed()
        row = QHBoxLayout(box)
        row.setContentsMargins(12, 10, 12, 10)
        row.setSpacing(10)
        row.addWidget(IconWidget(self._theme, note.icon, "text2"), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(3)
        words.addWidget(label(note.title, "strong", wrap=True))
        if note.text:
            text = label(note.text, "body", wrap=True, selectable=True)
            words.addWidget(self._scrolled(text, note.title) if _is_long(note.text) else text)
        row.addLayout(words, 1)
        box.setAccessibleName(note.title)
        box.setAccessibleDescription(note.text)
        return box

    def _scrolled(self, text: QWidget, title: str) -> QScrollArea:
        """Let a very long text be scrolled, so that what is written in answer to it stays beside it."""
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        area.setAccessibleName(f"{title}, hele teksten")
        inner = frame("sunken")
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 8, 0)
        column.addWidget(text)
        column.addStretch(1)
        area.setWidget(inner)
        area.setFixedHeight(self._theme.px(_SCROLLED))
        return area

    def _ask_kommune(self) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        editor = ChoiceEditor(self._theme, tuple(Code(name, name) for name in self._above.kommuner))
        editor.name_it("Kommune")
        editor.describe("Må fylles ut. Pasienten er ikke knyttet til en kommune.")
        head = QHBoxLayout()
        head.setSpacing(8)
        title = label("Kommune", "field")
        title.setBuddy(editor.target())
        head.addWidget(title)
        head.addWidget(label("Må fylles ut", "caption"))
        head.addStretch(1)
        column.addLayout(head)
        column.addWidget(editor)
        said = "Pasienten er ikke knyttet til en kommune. Valget lagres på oppholdet."
        column.addWidget(label(said, "caption2", wrap=True))
        editor.left.connect(self._take_kommune)
        self.kommune = editor
        return holder

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes the municipality that is written."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and self.kommune is not None and self.kommune.target().hasFocus():
            self._take_kommune()
            return
        super().keyPressEvent(event)

    def _take_kommune(self) -> None:
        chosen = self.kommune.value() if self.kommune is not None else None
        if isinstance(chosen, Code):
            self.kommune_chosen.emit(chosen.value)

    def _ask_agreements(self, settled: bool) -> QWidget:
        box = QCheckBox("Avtaler rundt utskrivelsen er avklart med kommunen")
        box.setChecked(settled)
        box.setAccessibleDescription("Gjelder psykisk helsevern og rus/TSB. Avklares før meldingen sendes.")
        box.clicked.connect(self.agreed)
        self.agreements = box
        return box


def _is_long(text: str) -> bool:
    return len(text) > _LONG or text.count("\n") > _MANY_LINES


def _boxed() -> QFrame:
    made = frame("sunken")
    made.setProperty("part", "rowedit")
    return made
