"""A field with all that belongs to it: label, requirement, change mark, source, editor, problem, ways out."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from plo_desktop.forms.editors import Editor
from plo_desktop.forms.look import Look
from plo_desktop.forms.style import label, yielding_label
from plo_desktop.messages.kinds import Rows, Wording, YesNo
from plo_desktop.messages.spec import Field, Problem, Severity

_BAR = 12


class FieldGroup(QWidget):
    """One field of the form. Signals carry the field's name.

    `way_out` also carries the text to put in, `confirm_asked` whether it was confirmed by key.
    """

    edited = Signal(str)
    left = Signal(str)
    confirm_asked = Signal(str, bool)
    way_out = Signal(str, str)

    def __init__(self, field: Field[object], editor: Editor, look: Look) -> None:
        super().__init__()
        self.field = field
        self.editor = editor
        self._look = look
        self._changed = False
        self._below: QWidget | None = None
        self._problem_words = ""
        self._reuse_words = ""
        self._shown_problem: tuple[Problem | None, tuple[tuple[str, str], ...]] = (None, ())
        self._shown_change = (False, "", "", "")
        self.ticked = isinstance(field.kind, YesNo | Wording)
        self.must = "Må fylles ut" if field.required else "Valgfritt"
        self._title = label(field.label, "field")
        self._title.setBuddy(editor.target())
        self._tag = label("ENDRET", "tag")
        self._before = yielding_label("", "caption")
        self._show_before = _button("Vis", "link")
        self._show_before.setAccessibleName(f"Vis det som sist ble sendt i {field.label}")
        self._show_before.setCheckable(True)
        self._show_before.toggled.connect(self._on_show_before)
        self._old_text = label("", "caption2", wraps=True)
        self._source = _ReuseHead(look, field.label)
        self._source.confirm.clicked.connect(self._on_confirm)
        self._problem = _IconLine(look)
        self._ways = QWidget()
        self._ways_row = QHBoxLayout(self._ways)
        self._ways_row.setContentsMargins(0, 4, 0, 0)
        self._ways_row.setSpacing(8)
        editor.edited.connect(lambda: self.edited.emit(self.field.name))
        editor.left.connect(lambda: self.left.emit(self.field.name))
        self._lay_out()
        editor.name_it(field.label)
        self._describe()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def _lay_out(self) -> None:
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(_BAR, 0, 0, 0)
        column.setSpacing(3)
        if not self.ticked:
            head = QHBoxLayout()
            head.setSpacing(8)
            head.setContentsMargins(0, 0, 0, 0)
            head.addWidget(self._title)
            head.addWidget(label(self.must, "caption"))
            head.addWidget(self._tag)
            head.addStretch(1)
            head.addWidget(self._before)
            head.addWidget(self._show_before)
            column.addLayout(head)
            if self.field.hint:
                self.editor.setToolTip(self.field.hint)
            column.addWidget(self._old_text)
        else:
            self._title.hide()
            self._title.setParent(self)
        body = QVBoxLayout()
        body.setSpacing(0)
        body.addWidget(self._source)
        self._row = QHBoxLayout()
        self._row.setSpacing(4)
        self._row.addWidget(self.editor, 1 if self._wide() else 0)
        if not self._wide():
            self._row.addStretch(1)
        body.addLayout(self._row)
        column.addLayout(body)
        column.addWidget(self._problem)
        column.addWidget(self._ways)
        for part in (self._tag, self._before, self._show_before, self._old_text, self._source):
            part.hide()
        self._problem.hide()
        self._ways.hide()

    def add_beside(self, tick: FieldGroup) -> None:
        """Put a tick that belongs to this field at the height of its editor."""
        self._row.insertWidget(1, tick, 1000)

    def _wide(self) -> bool:
        policy = self.editor.sizePolicy().horizontalPolicy()
        return policy is not QSizePolicy.Policy.Maximum

    def show_problem(self, problem: Problem | None, ways: Sequence[tuple[str, str]] = ()) -> None:
        """Show one problem under the field, or none; `ways` are (words, text to put in)."""
        if (problem, tuple(ways)) == self._shown_problem:
            return
        self._shown_problem = (problem, tuple(ways))
        self._problem_words = problem.message if problem else ""
        wrong = problem is not None and problem.severity is Severity.ERROR
        self.editor.mark_problem(wrong)
        self._problem.setVisible(problem is not None)
        if problem is not None:
            self._problem.say(problem.message, "forfalt" if wrong else "snart", strong=wrong)
        self._set_ways(ways)
        self._describe()

    def show_source(self, words: str) -> None:
        """Show where a reused text came from, or nothing when it is the writer's own."""
        if words == self._reuse_words:
            return
        had_focus = self._source.confirm.hasFocus()
        self._reuse_words = words
        self._source.say(words)
        self._source.setVisible(bool(words))
        self.editor.mark_reused(bool(words))
        if had_focus and not words:
            self.take_focus()
        self._describe()

    def show_change(self, changed: bool, when: str, before: str, today: str, *, prose: bool) -> None:
        """Show that the value differs from what was last sent `when`, and what that was.

        The mark is the one that the receiver will see: "ENDRET 20.11.2026", "NYTT 20.11.2026".
        """
        if (changed, when, before, today) == self._shown_change:
            return
        self._shown_change = (changed, when, before, today)
        self._changed = changed
        self._tag.setText(f"{'ENDRET' if before else 'NYTT'} {today}".rstrip())
        self._tag.setVisible(changed)
        self._before.setText(f"Sist sendt {when}" if prose and before else f"Sist sendt: {before or 'tomt'}")
        self._before.setVisible(changed)
        self._show_before.setVisible(changed and prose and bool(before))
        self._old_text.setText(before or "(tomt)")
        if not changed:
            self._show_before.setChecked(False)
        self._describe()
        self.update()

    def take_focus(self) -> None:
        """Put the caret in the field."""
        self.editor.target().setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_confirm(self) -> None:
        """Put the focus on what confirms a reused text; the text stands right below it."""
        if self._reuse_words:
            self._source.confirm.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.take_focus()

    def show_below(self, below: QWidget | None) -> None:
        """Show something of the form's screen under the field, or nothing."""
        if self._below is not None:
            self._below.hide()
            self._below.deleteLater()
        self._below = below
        if below is not None:
            self._column.addWidget(below)

    def restyle(self) -> None:
        """Take everything from the theme again."""
        self.editor.restyle()
        self._source.restyle()
        self._problem.restyle()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the change bar beside the whole group, so that it never scrolls away from it."""
        if self._changed:
            painter = QPainter(self)
            painter.fillRect(QRect(0, 0, 3, self.height()), self._look.color("ink"))
            painter.end()

    def _on_confirm(self) -> None:
        self.confirm_asked.emit(self.field.name, self._source.confirm.by_key)

    def _on_show_before(self, on: bool) -> None:
        self._old_text.setVisible(on)
        self._show_before.setText("Skjul" if on else "Vis")

    def _set_ways(self, ways: Sequence[tuple[str, str]]) -> None:
        while (item := self._ways_row.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for words, text in ways:
            button = _button(words, "small")
            button.setAccessibleName(f"{words}, {self.field.label}")
            button.clicked.connect(lambda _on=False, text=text: self.way_out.emit(self.field.name, text))
            self._ways_row.addWidget(button)
        self._ways_row.addStretch(1)
        self._ways.setVisible(bool(ways))
        if ways:
            self.editor.rebuilt.emit()

    def _describe(self) -> None:
        parts = [
            self.must,
            "Endret siden sist sendt" if self._changed else "",
            f"Fra {self._reuse_words}, ikke bekreftet" if self._reuse_words else "",
            self._problem_words or self.field.hint,
        ]
        said = ". ".join(part.rstrip(".") for part in parts if part)
        if isinstance(self.field.kind, Wording):
            said = f"{said}. Legger til «{self.field.kind.text}»"
        self.editor.describe(f"{said}.")
        if isinstance(self.field.kind, Rows):
            self.setAccessibleName(self.field.label)


class _ConfirmButton(QPushButton):
    """A button that Enter presses too, and that knows whether a key pressed it."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.by_key = False
        self.setProperty("kind", "small")
        self.setAutoDefault(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press by Enter or Space."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) or event.modifiers():
            super().keyPressEvent(event)
            return
        self.by_key = True
        self.click()
        self.by_key = False


class _ReuseHead(QFrame):
    """The blue head of a reused text: source, and the button that confirms."""

    def __init__(self, look: Look, field_label: str) -> None:
        super().__init__()
        self._look = look
        self.setProperty("part", "reusehead")
        self._icon = QLabel()
        self._words = label("", "dense")
        self.confirm = _ConfirmButton("Bekreft")
        self.confirm.setAccessibleName(f"Bekreft {field_label}")
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 2, 4, 2)
        row.setSpacing(8)
        row.addWidget(self._icon)
        row.addWidget(self._words, 1)
        row.addWidget(self.confirm)
        self.restyle()

    def say(self, words: str) -> None:
        """Name the source."""
        self._words.setText(f"Fra {words}")
        self._words.setToolTip(words)
        self.confirm.setAccessibleDescription(
            f"Teksten er fra {words} og er ikke bekreftet. Enter bekrefter og går til den neste."
        )

    def restyle(self) -> None:
        """Draw the icon in the theme's colour."""
        self._icon.setPixmap(self._look.pixmap("gjenbruk", self._look.state("venter").text))


class _IconLine(QWidget):
    """An icon with a sentence that wraps."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._state = "forfalt"
        self._icon = QLabel()
        self._icon.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._words = label("", "fault", wraps=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 2, 0, 0)
        row.setSpacing(6)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1)

    def say(self, words: str, state: str, *, strong: bool) -> None:
        """Show a sentence in the colour and with the icon of a state; `strong` stops sending."""
        self._state = state
        self._words.setText(words)
        role = "fault" if strong else "advice"
        if self._words.property("role") != role:
            self._words.setProperty("role", role)
            self._words.style().unpolish(self._words)
            self._words.style().polish(self._words)
        self.restyle()

    def restyle(self) -> None:
        """Draw the icon in the theme's colour."""
        look = self._look.state(self._state)
        self._icon.setPixmap(self._look.pixmap(look.icon, look.plain))


def _button(text: str, kind: str) -> QPushButton:
    made = QPushButton(text)
    made.setProperty("kind", kind)
    made.setAutoDefault(False)
    return made
