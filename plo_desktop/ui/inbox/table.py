"""The log as a virtual table: pages of 100 arrive as one scrolls, one line per message."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from plo_desktop.ui.inbox.presenter import LogLine
from plo_desktop.ui.message_words import type_words
from plo_desktop.ui.parts.painting import (
    ChipFace,
    chip_width,
    draw_chip,
    draw_icon,
    draw_line_below,
    draw_plain_state,
    draw_row_ground,
    draw_row_ring,
    draw_text,
    plain_state_width,
    text_width,
)
from plo_desktop.ui.parts.row_table import RowTable
from plo_desktop.ui.theme.theme import Theme

ROW = Qt.ItemDataRole.UserRole + 1
_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
HEADS = ("Retning", "Tid", "Pasient, født", "Type", "Kommune", "Status, signert av", "Ansv.")
DIRECTION, TIME, PATIENT, TYPE, KOMMUNE, STATE, OWNER = range(7)
_PAD = 16


class LogModel(QAbstractTableModel):
    """Lines fetched so far; asks for more when the view comes near the end."""

    def __init__(self, parent: QObject, has_more: Callable[[], bool], fetch: Callable[[], None]) -> None:
        super().__init__(parent)
        self.lines: list[LogLine] = []
        self._has_more = has_more
        self._fetch = fetch

    def set_lines(self, lines: Sequence[LogLine]) -> None:
        """Show other lines; the same messages keep their place."""
        if [line.row.msg_id for line in lines] == [line.row.msg_id for line in self.lines]:
            self.lines = list(lines)
            if self.lines:
                self.dataChanged.emit(self.index(0, 0), self.index(len(self.lines) - 1, OWNER))
            return
        self.beginResetModel()
        self.lines = list(lines)
        self.endResetModel()

    def add_lines(self, lines: Sequence[LogLine]) -> None:
        """Add a page."""
        if not lines:
            return
        start = len(self.lines)
        self.beginInsertRows(QModelIndex(), start, start + len(lines) - 1)
        self.lines.extend(lines)
        self.endInsertRows()

    def number_of(self, msg_id: str) -> int:
        """Return the number of a message's line, or -1."""
        return next((n for n, line in enumerate(self.lines) if line.row.msg_id == msg_id), -1)

    def canFetchMore(self, parent: _Index) -> bool:
        """Tell whether the log holds more."""
        return not parent.isValid() and self._has_more()

    def fetchMore(self, parent: _Index) -> None:
        """Fetch the next page."""
        self._fetch()

    def rowCount(self, parent: _Index = _ROOT) -> int:
        """Return how many lines are fetched."""
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: _Index = _ROOT) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(HEADS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return a column's head."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return HEADS[section]
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the line, a cell's words, or the sentence for a screen reader."""
        if not 0 <= index.row() < len(self.lines):
            return None
        line = self.lines[index.row()]
        if role == ROW:
            return line
        if role == Qt.ItemDataRole.AccessibleTextRole and index.column() == 0:
            return line.sentence
        if role == Qt.ItemDataRole.ToolTipRole:
            return type_words(line.row) if index.column() == TYPE else None
        if role == Qt.ItemDataRole.DisplayRole:
            texts = (
                line.direction,
                line.time,
                f"{line.name} {line.born}".strip(),
                line.type,
                line.kommune,
                line.state.text,
                line.owner,
            )
            return texts[index.column()]
        return None


class LogDelegate(QStyledItemDelegate):
    """Draws the cells; the search hit in a name is underlined."""

    def __init__(self, theme: Theme, table: RowTable) -> None:
        super().__init__(table)
        self._theme = theme
        self._table = table
        self.hit = ""

    def widths(self, lines: Sequence[LogLine]) -> dict[int, int]:
        """Return the width of every fixed column, measured bold, so that no name is cut."""
        theme = self._theme
        bold, plain = theme.font("dense", 600), theme.font("dense")
        head = theme.font("caption", 500)
        gap = theme.px(14)
        names = (text_width(bold, line.name) + 6 + text_width(bold, line.born) for line in lines)
        widths = {
            DIRECTION: theme.px(16) + 8 + text_width(plain, "Inn") + _PAD + gap,
            TIME: max((text_width(bold, line.time) for line in lines), default=theme.px(80)) + gap,
            PATIENT: max(names, default=theme.px(120)) + gap,
            KOMMUNE: min(
                max((text_width(plain, line.kommune) for line in lines), default=theme.px(70)), theme.px(150)
            )
            + gap,
            STATE: max((self._state_width(line) for line in lines), default=theme.px(130)) + gap,
            OWNER: max((text_width(plain, line.owner) for line in lines), default=0) + gap,
        }
        for column, title in enumerate(HEADS):
            if column in widths:
                pad = _PAD if column == DIRECTION else 0
                widths[column] = max(widths[column], text_width(head, title) + pad + gap)
        return widths

    def _state_width(self, line: LogLine) -> int:
        face = ChipFace(line.state.state, line.state.text, line.state.icon)
        return plain_state_width(self._theme, face) if line.state.calm else chip_width(self._theme, face)

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Return the height of a line."""
        return QSize(80, self._theme.px("innboks"))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one cell."""
        line = index.data(ROW)
        if not isinstance(line, LogLine):
            return
        theme = self._theme
        rect: QRect = option.rect
        column = index.column()
        selected = self._table.currentIndex().row() == index.row()
        hover = self._table.hover_row == index.row()
        draw_row_ground(painter, theme, rect, selected=selected, hover=hover, first=column == 0)
        draw_line_below(painter, theme, rect)
        colour = theme.color("text3" if line.past else "text")
        font = theme.font("dense", 600 if line.unread else 400)
        room = rect.adjusted(_PAD if column == DIRECTION else 6, 0, -2, 0)
        if column == DIRECTION:
            size = theme.px(16)
            tint = "text3" if line.past else "text"
            draw_icon(painter, theme, QPointF(room.x(), room.center().y() - size / 2 + 1), line.icon, tint)
            draw_text(painter, room.adjusted(size + 6, 0, 0, 0), line.direction, theme.font("dense"), colour)
        elif column == PATIENT:
            self._patient(painter, room, line)
        elif column == STATE:
            self._state(painter, room, line)
        else:
            text = str(index.data())
            soft = theme.color("text3" if line.past else "text2")
            plain = column in (KOMMUNE, OWNER)
            shown = theme.font("dense") if plain else font
            draw_text(painter, room, text, shown, soft if plain else colour, elide=column in (TYPE, KOMMUNE))
        if self._table.rings(index.row()) and column == OWNER:
            painter.setClipping(False)
            whole = QRect(0, rect.y(), self._table.viewport().width(), rect.height() - 1)
            draw_row_ring(painter, theme, whole)

    def _patient(self, painter: QPainter, room: QRect, line: LogLine) -> None:
        theme = self._theme
        font = theme.prose_font("dense", 600 if line.unread else 400)
        colour = theme.color("text3" if line.past else "text")
        place = line.name.casefold().find(self.hit.casefold()) if self.hit else -1
        if place >= 0:
            before = text_width(font, line.name[:place]) - 1
            width = text_width(font, line.name[place : place + len(self.hit)])
            height = theme.px(20)
            mark = QRect(room.x() + before, room.center().y() - height // 2 + 1, width, height)
            painter.fillRect(mark, theme.color("sel"))
            painter.fillRect(QRect(mark.x(), mark.bottom(), width, 1), colour)
        used = draw_text(painter, room, line.name, font, colour)
        born = room.adjusted(used + 5, 0, 0, 0)
        weight = 600 if line.unread else 400
        soft = theme.color("text3" if line.past else "text2")
        draw_text(painter, born, line.born, theme.font("caption", weight), soft)

    def _state(self, painter: QPainter, room: QRect, line: LogLine) -> None:
        theme = self._theme
        face = ChipFace(line.state.state, line.state.text, line.state.icon)
        if line.state.calm:
            draw_plain_state(painter, theme, room, face, muted=line.past)
            return
        height = theme.px("chip")
        width = min(chip_width(theme, face), room.width())
        draw_chip(
            painter, theme, QRect(room.x(), room.y() + (room.height() - height) // 2, width, height), face
        )
