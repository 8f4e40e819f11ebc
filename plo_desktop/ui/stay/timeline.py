"""The story of a stay as a list: time, a circle on a line, what happened, and its state."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QStyledItemDelegate, QStyleOptionViewItem

from plo_desktop.ui import words
from plo_desktop.ui.parts.last_input import LastInput
from plo_desktop.ui.parts.painting import (
    ChipFace,
    chip_width,
    draw_chip,
    draw_circle_icon,
    draw_line_below,
    draw_plain_state,
    draw_row_ground,
    draw_row_ring,
    draw_text,
    plain_state_width,
)
from plo_desktop.ui.stay.story import DayHead, StoryEvent
from plo_desktop.ui.theme.theme import Theme

ROW = Qt.ItemDataRole.UserRole + 1
_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class StoryModel(QAbstractListModel):
    """Days and events."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[DayHead | StoryEvent, ...] = ()

    def set_rows(self, rows: tuple[DayHead | StoryEvent, ...]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def row_at(self, number: int) -> DayHead | StoryEvent | None:
        """Return a row, or None past the end."""
        return self._rows[number] if 0 <= number < len(self._rows) else None

    def number_of(self, msg_id: str) -> int:
        """Return the number of the message's row, or -1."""
        return next(
            (n for n, row in enumerate(self._rows) if isinstance(row, StoryEvent) and row.msg_id == msg_id),
            -1,
        )

    def rowCount(self, parent: _Index = _ROOT) -> int:
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Days cannot be chosen."""
        if isinstance(self.row_at(index.row()), StoryEvent):
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return Qt.ItemFlag.NoItemFlags

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the row, or its words."""
        row = self.row_at(index.row())
        if role == ROW:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            if isinstance(row, DayHead):
                return row.text
            return row.sentence if row is not None else None
        return None


class StoryDelegate(QStyledItemDelegate):
    """Draws days and events; `compact` leaves out the time column and shows the whole moment at the right."""

    def __init__(self, theme: Theme, view: StoryList, compact: bool) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view
        self._compact = compact

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Return the height of a row."""
        head = isinstance(index.data(ROW), DayHead)
        return QSize(100, self._theme.px("group") if head else self._theme.px("frister"))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one row."""
        row = index.data(ROW)
        rect: QRect = option.rect
        if isinstance(row, DayHead):
            painter.fillRect(rect, self._theme.color("sunken"))
            draw_line_below(painter, self._theme, rect)
            room = rect.adjusted(24, 0, 0, 0)
            draw_text(painter, room, row.text, self._theme.font("dense", 600), self._theme.color("text"))
            return
        if isinstance(row, StoryEvent):
            self._event(painter, rect, row, index.row())

    def _event(self, painter: QPainter, rect: QRect, row: StoryEvent, number: int) -> None:
        theme = self._theme
        chosen = self._view.currentIndex().row() == number and (self._compact or self._view.hasFocus())
        draw_row_ground(painter, theme, rect, selected=chosen, hover=False)
        time_width = 0 if self._compact else theme.px(92 if row.when else 54)
        left = rect.x() + (16 if self._compact else 24)
        if not self._compact:
            room = QRect(left, rect.y(), time_width, rect.height() - theme.px(16))
            when = row.when or words.clock(row.at)
            draw_text(painter, room, when, theme.font("dense"), theme.color("text2"))
        middle = QPointF(left + time_width + theme.px(12), rect.y() + rect.height() / 2)
        line_x = round(middle.x())
        painter.fillRect(QRect(line_x, rect.y(), 1, rect.height()), theme.color("line2"))
        draw_circle_icon(painter, theme, middle, row.icon, row.filled)
        x = line_x + theme.px(24)
        right = self._right(painter, rect, row)
        half = rect.height() // 2
        upper = QRect(x, rect.y() + theme.px(4), right - x - 8, half - theme.px(4))
        lower = QRect(x, rect.y() + half, rect.right() - 16 - x, half - theme.px(5))
        weight = 600 if row.filled or self._compact else 500
        draw_text(painter, upper, row.title, theme.font("dense", weight), theme.color("text"), elide=True)
        draw_text(painter, lower, row.line, theme.font("caption"), theme.color("text2"), elide=True)
        if self._compact:
            draw_line_below(painter, theme, rect)
        if self._view.rings(number):
            draw_row_ring(painter, theme, rect)

    def _right(self, painter: QPainter, rect: QRect, row: StoryEvent) -> int:
        """Draw the state, or in a thread the moment, at the right; return where it begins."""
        theme = self._theme
        half = rect.height() // 2
        end = rect.right() - (12 if self._compact else 16)
        if self._compact:
            text = words.short_day_clock(row.at)
            width = int(theme.px(80))
            room = QRect(end - width, rect.y() + theme.px(4), width, half - theme.px(4))
            align = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            draw_text(painter, room, text, theme.font("caption"), theme.color("text2"), align)
            return end - width
        if row.state is None:
            return end
        face = ChipFace(row.state.state, row.state.text, row.state.icon)
        if row.state.calm:
            width = plain_state_width(theme, face)
            draw_plain_state(
                painter, theme, QRect(end - width, rect.y() + theme.px(3), width + 2, half), face
            )
        else:
            width = chip_width(theme, face)
            draw_chip(painter, theme, QRect(end - width, rect.y() + theme.px(4), width, theme.px(22)), face)
        return end - width


class StoryList(QListView):
    """Events that can be chosen and opened."""

    picked = Signal(object)
    opened = Signal(object)

    def __init__(self, theme: Theme, name: str, last_input: LastInput, *, compact: bool = False) -> None:
        super().__init__()
        self._last = last_input
        self._model = StoryModel(self)
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setModel(self._model)
        self.setItemDelegate(StoryDelegate(theme, self, compact))
        self.clicked.connect(self._clicked)
        theme.changed.connect(self.doItemsLayout)

    def show_rows(self, rows: tuple[DayHead | StoryEvent, ...]) -> None:
        """Show other rows."""
        self._model.set_rows(rows)

    def choose(self, msg_id: str) -> None:
        """Mark the event of a message."""
        number = self._model.number_of(msg_id)
        if number >= 0:
            self.setCurrentIndex(self._model.index(number))
            self.scrollTo(self._model.index(number))

    def rings(self, number: int) -> bool:
        """Tell whether this row wears the focus ring."""
        return self.hasFocus() and self._last.by_key and self.currentIndex().row() == number

    def wanted_height(self) -> int:
        """Return the height of all rows."""
        return sum(self.sizeHintForRow(number) for number in range(self._model.rowCount()))

    def _clicked(self, index: QModelIndex) -> None:
        row = self._model.row_at(index.row())
        if isinstance(row, StoryEvent):
            self.picked.emit(row)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click opens."""
        row = self._model.row_at(self.currentIndex().row())
        if isinstance(row, StoryEvent):
            self.opened.emit(row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the chosen event."""
        row = self._model.row_at(self.currentIndex().row())
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            if isinstance(row, StoryEvent):
                self.opened.emit(row)
            return
        if event.text() and event.text().isprintable() and not event.modifiers():
            event.ignore()
            return
        super().keyPressEvent(event)
