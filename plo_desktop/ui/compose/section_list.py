"""The sections of the form with how far each has come, so that an interrupted nurse finds her place."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
)

from plo_desktop.forms.problems import SectionRow, SectionState
from plo_desktop.ui.parts.labels import frame, label
from plo_desktop.ui.parts.painting import (
    RIGHT,
    draw_icon,
    draw_row_ground,
    draw_row_ring,
    draw_text,
    text_width,
)
from plo_desktop.ui.theme.theme import Theme

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()

_ICONS = {
    SectionState.DONE: ("ferdig", "ferdig"),
    SectionState.MISSING: ("forfalt", "forfalt"),
    SectionState.WRONG: ("forfalt", "forfalt"),
    SectionState.CONFIRM: ("venter", "venter"),
    SectionState.EMPTY: ("ikkeenna", ""),
    SectionState.TODO: ("ikkeenna", ""),
}

_RIGHT = 8
_NEWS = ("ENDRET", "NYTT")
"""Words at the right that a long title does not push out; the icon says the same as all the others."""


def tail_of(row: SectionRow) -> str:
    """Return the word at the right of an entry; change is told before everything but what is wrong."""
    if row.state in (SectionState.MISSING, SectionState.WRONG, SectionState.CONFIRM):
        return row.state.value
    if row.changed:
        return "NYTT" if row.new else "ENDRET"
    return "" if row.state is SectionState.DONE else row.state.value


class _Rows(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[SectionRow, ...] = ()

    def show(self, rows: Sequence[SectionRow]) -> None:
        if len(rows) != len(self.rows):
            self.beginResetModel()
            self.rows = tuple(rows)
            self.endResetModel()
        elif tuple(rows) != self.rows:
            self.rows = tuple(rows)
            self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            changed = ("nytt" if row.new else "endret") if row.changed else ""
            return ", ".join(part for part in (row.title, row.state.value, changed) if part)
        return None


class _Painter(QStyledItemDelegate):
    def __init__(self, theme: Theme, rows: _Rows, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._theme = theme
        self._rows = rows
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(self._theme.px(120), self._theme.px(36))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        theme, row, rect = self._theme, self._rows.rows[index.row()], option.rect
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        hover = bool(option.state & QStyle.StateFlag.State_MouseOver)
        draw_row_ground(painter, theme, rect, selected=selected, hover=hover)
        name, state = _ICONS[row.state]
        colour = theme.state(state).plain if state else theme.color("text2").name()
        size = theme.px(16)
        draw_icon(painter, theme, QPointF(rect.x() + 16, rect.center().y() - size / 2 + 0.5), name, colour)
        tail = tail_of(row)
        font = theme.font("caption", 600 if tail in _NEWS else 400)
        left = 16 + size + 8
        room = rect.width() - left - _RIGHT
        if tail not in _NEWS and text_width(theme.font("dense"), row.title) > room - self._tail(font, tail):
            tail = ""
        tone = "text" if tail in _NEWS else ("text2" if selected else "text3")
        draw_text(painter, rect.adjusted(0, 0, -_RIGHT, 0), tail, font, theme.color(tone), RIGHT)
        width = room - self._tail(font, tail)
        words = QRect(rect.x() + left, rect.y(), width, rect.height())
        bold = theme.font("dense", 600)
        face = bold if selected and text_width(bold, row.title) <= width else theme.font("dense")
        draw_text(painter, words, row.title, face, theme.color("text"), elide=True)
        if selected and self._view.hasFocus():
            draw_row_ring(painter, theme, rect)

    def _tail(self, font: QFont, tail: str) -> int:
        return text_width(font, tail) + 6 if tail else 0


class _List(QListView):
    """A list in which Enter goes to the section."""

    entered_row = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.entered_row.emit(self.currentIndex().row())
            return
        super().keyPressEvent(event)


class SectionList(QFrame):
    """The left column of the form; `chosen` carries the section's name."""

    chosen = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setProperty("surface", "sunken")
        self.setProperty("line", "right")
        self._rows = _Rows()
        self.list = _List()
        self.list.setModel(self._rows)
        self.list.setItemDelegate(_Painter(theme, self._rows, self.list))
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setMouseTracking(True)
        self.list.setAccessibleName("Avsnitt")
        self.list.setStyleSheet("QListView { background: transparent; }")
        self.list.clicked.connect(lambda index: self._go(index.row()))
        self.list.entered_row.connect(self._go)
        head = QHBoxLayout()
        head.setContentsMargins(16, 10, 12, 8)
        title = label("Avsnitt", "strong")
        title.setBuddy(self.list)
        head.addWidget(title, 1)
        head.addWidget(label("F6", "caption"))
        self.note = label("", "caption2", wrap=True)
        self._note_box = frame("sunken", "top")
        note_column = QVBoxLayout(self._note_box)
        note_column.setContentsMargins(16, 12, 12, 12)
        note_column.addWidget(self.note)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 1, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.list, 1)
        column.addWidget(self._note_box)
        self._note_box.hide()
        theme.changed.connect(self._restyle)
        self._restyle()

    def show_rows(self, rows: Sequence[SectionRow]) -> None:
        """Show the sections as they stand."""
        self._rows.show(rows)

    def show_note(self, words: str) -> None:
        """Show what differs from what was last sent, or nothing."""
        self.note.setText(words)
        self._note_box.setVisible(bool(words))

    def point_at(self, name: str) -> None:
        """Show where the caret is."""
        for number, row in enumerate(self._rows.rows):
            if row.name == name:
                self.list.setCurrentIndex(self._rows.index(number))

    def _go(self, number: int) -> None:
        if 0 <= number < len(self._rows.rows):
            self.chosen.emit(self._rows.rows[number].name)

    def _restyle(self) -> None:
        self.setFixedWidth(self._theme.px("section_list"))
        self.list.doItemsLayout()
