"""One section of a form; in a long form it can be folded, and its fields are then not made at all."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from plo_desktop.forms.look import Look
from plo_desktop.forms.style import label
from plo_desktop.messages.kinds import Rows
from plo_desktop.messages.spec import Content, Field, Section

GAP = 14
ROW_PARTS = 2
"""What one closed entry of a list has for Tab: change and remove."""


def weight_of(fields: Iterable[Field[object]], content: Content) -> int:
    """Return how many things Tab would stop at in these fields; a value may have come with its Bekreft."""
    return sum(_weight(each, content) for each in fields)


def _weight(field: Field[object], content: Content) -> int:
    held = content[field]
    rows = held if isinstance(held, tuple) and isinstance(field.kind, Rows) else ()
    return 1 + (held is not None) + ROW_PARTS * len(rows)


def to_open(sections: Iterable[Section], content: Content, most: int) -> frozenset[str]:
    """Return the names of the sections that are open from the start, at most `most` stops for Tab.

    What must be filled in comes first, then what is filled in; an empty voluntary section is folded.
    """
    listed = list(sections)
    must = [s for s in listed if any(f.required and content[f] is None for f in s.fields)]
    filled = [s for s in listed if s not in must and any(content[f] is not None for f in s.fields)]
    if listed and listed[0] not in must:
        must.insert(0, listed[0])
    found: set[str] = set()
    room = most
    for section in (*must, *filled):
        weight = weight_of(section.fields, content)
        if weight <= room or section in must:
            found.add(section.name)
            room -= weight
    return frozenset(found)


class SectionBox(QWidget):
    """A heading over its fields. `fold_asked` carries the section's name."""

    fold_asked = Signal(str)

    def __init__(self, section: Section, look: Look, *, foldable: bool, headed: bool) -> None:
        super().__init__()
        self.section = section
        self._look = look
        self.is_open = False
        self._body = QWidget()
        self.column = QVBoxLayout(self._body)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(GAP)
        self.button: QPushButton | None = None
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(8 if foldable else GAP)
        if foldable:
            self.button = QPushButton(section.title.replace("&", "&&"))
            self.button.setProperty("kind", "fold")
            self.button.setAutoDefault(False)
            self.button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            self.button.clicked.connect(lambda: self.fold_asked.emit(self.section.name))
            outer.addWidget(self.button)
        elif headed:
            heading = label(section.title, "subtitle")
            heading.setContentsMargins(12, 10, 0, 0)
            outer.addWidget(heading)
        outer.addWidget(self._body)
        self._body.hide()

    def show_open(self, is_open: bool, filled: int, missing: bool) -> None:
        """Show the fields or fold them; `filled` of them hold something, `missing`: one must and does not."""
        self.is_open = is_open
        self._body.setVisible(is_open)
        if self.button is None:
            return
        # Tab goes from field to field; to fold an open section again is for the pointer.
        self.button.setFocusPolicy(Qt.FocusPolicy.NoFocus if is_open else Qt.FocusPolicy.StrongFocus)
        self.button.setProperty("keys", "F6" if is_open else "")
        count = len(self.section.fields)
        fields = "1 felt" if count == 1 else f"{count} felt"
        state = f"{filled} fylt ut" if filled else ("må fylles ut" if missing else "valgfritt")
        title = self.section.title.replace("&", "&&")
        self.button.setText(title if is_open else f"{title}   {fields}, {state}")
        self.button.setAccessibleName(f"{self.section.title}, avsnitt")
        self.button.setAccessibleDescription("Åpent" if is_open else f"{fields}, {state}. Enter åpner.")
        self.restyle()

    def restyle(self) -> None:
        """Draw the arrow in the theme's colour."""
        if self.button is not None:
            size = self._look.px(16)
            self.button.setIcon(self._look.icon("ned" if self.is_open else "hoyre", "text2"))
            self.button.setIconSize(QSize(size, size))

    def empty(self) -> None:
        """Take down the fields."""
        _take_down(self.column)


def _take_down(layout: QLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()
        elif inner is not None:
            _take_down(inner)


def has_focus(box: QWidget, focused: QWidget | None) -> bool:
    """Tell whether the focus is inside a box."""
    return focused is not None and (focused is box or box.isAncestorOf(focused))
