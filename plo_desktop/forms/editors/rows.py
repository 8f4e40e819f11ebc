"""Editor for a list of entries: each on one line, one open at a time, all by keyboard."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from plo_desktop.forms.editors.editor import Editor
from plo_desktop.forms.editors.row_line import head_of, words_of
from plo_desktop.forms.look import Look
from plo_desktop.forms.style import label
from plo_desktop.messages.kinds import Prose, Rows, YesNo
from plo_desktop.messages.spec import Content, Field

MAIN_FIELDS = 8
"""So many fields of an entry are shown at first; the others on asking, unless they are filled in."""

_WALK = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Delete)

MakeEditor = Callable[[Field[object]], Editor]


class RowsEditor(Editor):
    """Editor for Rows. Entries are changed in place, so that nothing waits for a save button."""

    def __init__(self, look: Look, kind: Rows, make: MakeEditor) -> None:
        super().__init__(look)
        self._kind = kind
        self._make = make
        self._name = kind.noun
        self._rows: list[Content] = []
        self._removed: tuple[int, Content] | None = None
        self._open: int | None = None
        self._open_editors: dict[str, Editor] = {}
        self._all_fields = False
        self._steps: list[QPushButton] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._lines = QWidget()
        self._lines_column = QVBoxLayout(self._lines)
        self._lines_column.setContentsMargins(0, 0, 0, 0)
        self._lines_column.setSpacing(0)
        self._column.addWidget(self._lines)
        self._add = _small(f"Legg til {kind.noun}")
        self._add.clicked.connect(self.add_row)
        self._undo = _small("Angre fjerning")
        self._undo.clicked.connect(self.undo_removal)
        buttons = QHBoxLayout()
        buttons.setContentsMargins(0, 6, 0, 0)
        buttons.setSpacing(8)
        buttons.addWidget(self._add)
        buttons.addWidget(self._undo)
        buttons.addStretch(1)
        self._column.addLayout(buttons)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._rebuild()

    def value(self) -> object | None:
        """Return the entries that hold anything."""
        filled = tuple(row for row in self._current() if row.by_name())
        return filled or None

    def put(self, value: object | None) -> None:
        """Show entries, all closed; the same entries leave an open one alone."""
        wanted = list(cast("tuple[Content, ...]", value or ()))
        if wanted == [row for row in self._current() if row.by_name()]:
            return
        self._open, self._removed, self._rows = None, None, wanted
        self._rebuild()

    def fault(self) -> str:
        """Return why a field of the open entry cannot be read."""
        return next((fault for editor in self._open_editors.values() if (fault := editor.fault())), "")

    def target(self) -> QWidget:
        """Return the open entry's first field, else the button that adds."""
        first = next(iter(self._open_editors.values()), None)
        return first.target() if first is not None else self._add

    def name_it(self, name: str) -> None:
        """Name the buttons after the field, so that no two in the form are called the same."""
        self._name = name
        self._add.setAccessibleName(f"Legg til {self._kind.noun}, {name}")
        self._undo.setAccessibleName(f"Angre fjerning, {name}")
        self._rebuild()

    def describe(self, description: str) -> None:
        """Describe the button that adds."""
        self._add.setAccessibleDescription(description)

    def mark_problem(self, on: bool) -> None:
        """Nothing to draw: the words stand under the entries."""

    def restyle(self) -> None:
        """Make the lines anew in the theme's type."""
        self._rows = self._current()
        self._rebuild()

    def add_row(self) -> None:
        """Add an empty entry and open it."""
        self._rows = [*self._current(), Content()]
        self._show_open(len(self._rows) - 1)

    def open_row(self, number: int) -> None:
        """Open one entry for editing."""
        self._rows = self._current()
        self._show_open(number)

    def close_row(self) -> None:
        """Close the open entry; an empty one goes away."""
        self._rows = [row for row in self._current() if row.by_name()]
        self._open = None
        self._rebuild()
        self._add.setFocus(Qt.FocusReason.OtherFocusReason)
        self.left.emit()

    def remove_row(self, number: int) -> None:
        """Remove one entry; it can be taken back until another one goes."""
        rows = self._current()
        self._removed = (number, rows.pop(number))
        self._rows, self._open = rows, None
        self._rebuild()
        self._undo.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edited.emit()

    def undo_removal(self) -> None:
        """Put back the entry that was removed last."""
        if self._removed is not None:
            number, row = self._removed
            self._removed, self._rows = None, self._current()
            self._rows.insert(number, row)
            self._rebuild()
            self._add.setFocus(Qt.FocusReason.OtherFocusReason)
            self.edited.emit()

    def show_all_fields(self) -> None:
        """Show the fields of the open entry that are seldom filled in."""
        if self._open is not None:
            last = list(self._open_editors)[-1]
            self._rows, self._all_fields = self._current(), True
            self._rebuild()
            names = list(self._open_editors)
            after = names[min(names.index(last) + 1, len(names) - 1)]
            self._open_editors[after].target().setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows and Delete on a button of an entry are about the entries, not about the buttons."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in _WALK:
            self.keyPressEvent(event)
            return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down go between entries, Delete removes one, Enter in the open one is done with it."""
        focused = next((n for n, button in enumerate(self._steps) if button.hasFocus()), None)
        key = event.key()
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif focused is not None and key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            after = focused + (1 if key == Qt.Key.Key_Down else -1)
            self._steps[after % len(self._steps)].setFocus(Qt.FocusReason.OtherFocusReason)
        elif focused is not None and key == Qt.Key.Key_Delete:
            self.remove_row(int(self._steps[focused].property("entry")))
        elif focused is not None and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._steps[focused].click()
        elif self._open is not None and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.close_row()
        else:
            super().keyPressEvent(event)

    def _show_open(self, number: int) -> None:
        self._open = number
        self._all_fields = False
        self._rebuild()
        self.target().setFocus(Qt.FocusReason.OtherFocusReason)

    def _current(self) -> list[Content]:
        """Return the entries with what stands in the open one."""
        rows = list(self._rows)
        if self._open is not None and self._open_editors:
            values = {name: editor.value() for name, editor in self._open_editors.items()}
            rows[self._open] = Content({**rows[self._open].by_name(), **values})
        return rows

    def _rebuild(self) -> None:
        self._open_editors = {}
        self._steps = []
        while (item := self._lines_column.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.setParent(None)
                old.deleteLater()
        head = head_of(self._kind) if any(n != self._open for n in range(len(self._rows))) else None
        if head is not None:
            self._lines_column.addWidget(self._with_room(head))
        for number, row in enumerate(self._rows):
            line = self._editing(number, row) if number == self._open else self._line(number, row)
            self._lines_column.addWidget(line)
        self._undo.setVisible(self._removed is not None)
        self._add.setFont(self._look.font("dense", 500))
        self.updateGeometry()
        self.rebuilt.emit()

    def _line(self, number: int, row: Content) -> QWidget:
        line = QFrame()
        line.setProperty("surface", "page")
        line.setProperty("line", "bottom")
        layout = QHBoxLayout(line)
        layout.setContentsMargins(0, 3, 0, 3)
        layout.setSpacing(8)
        words = self._kind.row_words(row) or "tom"
        layout.addWidget(words_of(self._kind, row), 1)
        for word, act in (("Rediger", self.open_row), ("Fjern", self.remove_row)):
            button = QPushButton(word)
            button.installEventFilter(self)
            button.setProperty("kind", "link")
            button.setAccessibleName(f"{word} {self._kind.noun} {number + 1}: {words}, {self._name}")
            button.clicked.connect(_with(act, number))
            layout.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
            button.setProperty("entry", number)
            if act == self.open_row:
                button.setToolTip("Pil opp og ned går mellom radene, Delete fjerner")
                self._steps.append(button)
        return line

    def _with_room(self, head: QWidget) -> QWidget:
        """Return the titles with as much room at the right as the buttons of the lines take."""
        holder = QWidget()
        layout = QHBoxLayout(holder)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(head, 1)
        for word in ("Rediger", "Fjern"):
            room = QPushButton(word)
            room.setProperty("kind", "link")
            kept = room.sizePolicy()
            kept.setRetainSizeWhenHidden(True)
            room.setSizePolicy(kept)
            layout.addWidget(room)
            room.hide()
        return holder

    def _editing(self, number: int, row: Content) -> QWidget:
        frame = QFrame()
        frame.setProperty("part", "rowedit")
        column = QVBoxLayout(frame)
        column.setContentsMargins(12, 8, 12, 10)
        column.setSpacing(8)
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        place = 0
        shown = self._fields_shown(row)
        for each in shown:
            editor = self._make(each)
            editor.put(row[each])
            editor.edited.connect(self.edited)
            editor.left.connect(self.left)
            name = f"{each.label}, {self._kind.noun} {number + 1}, {self._name}"
            editor.name_it(name)
            cell = QVBoxLayout()
            cell.setSpacing(2)
            if not isinstance(each.kind, YesNo):
                caption = label(each.label, "caption")
                caption.setBuddy(editor.target())
                must = "Må fylles ut" if each.required else "Valgfritt"
                head = QHBoxLayout()
                head.setSpacing(8)
                head.addWidget(caption)
                head.addWidget(label(must, "caption"))
                head.addStretch(1)
                cell.addLayout(head)
                editor.describe(f"{must}. {each.hint}".strip())
            cell.addWidget(editor)
            cell.addStretch(1)
            wide = isinstance(each.kind, Prose)
            place += place % 2 if wide else 0
            grid.addLayout(cell, place // 2, place % 2, 1, 2 if wide else 1)
            place += 2 if wide else 1
            self._open_editors[each.name] = editor
        column.addLayout(grid)
        done = _small("Ferdig")
        done.setAccessibleName(f"Ferdig med {self._kind.noun} {number + 1}, {self._name}")
        done.clicked.connect(self.close_row)
        remove = _small("Fjern")
        remove.setAccessibleName(f"Fjern {self._kind.noun} {number + 1}, {self._name}")
        remove.clicked.connect(_with(self.remove_row, number))
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(done)
        buttons.addWidget(remove)
        if left := len(self._kind.fields) - len(shown):
            more = _small(f"Flere felt ({left})")
            more.setAccessibleName(f"Flere felt for {self._kind.noun} {number + 1}, {self._name}")
            more.clicked.connect(self.show_all_fields)
            buttons.addWidget(more)
        buttons.addStretch(1)
        column.addLayout(buttons)
        return frame

    def _fields_shown(self, row: Content) -> tuple[Field[object], ...]:
        """Return the fields of the open entry: the first ones, what must be there, and what is filled in."""
        fields = self._kind.fields
        if self._all_fields or len(fields) <= MAIN_FIELDS + 1:
            return fields
        return tuple(
            each
            for number, each in enumerate(fields)
            if number < MAIN_FIELDS or each.required or row[each] is not None
        )


def _small(text: str) -> QPushButton:
    button = QPushButton(text)
    button.setProperty("kind", "small")
    return button


def _with(act: Callable[[int], None], number: int) -> Callable[[], None]:
    """Return the act on one entry, as a slot without arguments."""

    def do() -> None:
        act(number)

    return do
