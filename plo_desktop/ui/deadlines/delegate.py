"""Draws the rows of Frister: chip, patient over task, owner or the row's button."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from plo_desktop.ui.deadlines.model import ROW
from plo_desktop.ui.deadlines.rows import Group, TaskRow
from plo_desktop.ui.parts.painting import (
    RIGHT,
    ChipFace,
    chip_width,
    draw_chip,
    draw_icon,
    draw_line_below,
    draw_row_ground,
    draw_row_ring,
    draw_small_button,
    draw_text,
    text_width,
)
from plo_desktop.ui.parts.row_table import RowTable
from plo_desktop.ui.theme.theme import Theme

_PAD = 16
_UNOWNED = ChipFace("uten", "Uten ansv.")


class TaskDelegate(QStyledItemDelegate):
    """Two lines per row; `slim` puts the chip under the name. The chosen or pointed row has a button."""

    def __init__(self, theme: Theme, table: RowTable) -> None:
        super().__init__(table)
        self._theme = theme
        self._table = table
        self.slim = False
        self._chip_width = theme.px("chip_frister_width")

    def chip_column(self, rows: list[TaskRow]) -> int:
        """Give all chips one width, wide enough for the longest; return the width of the first column."""
        widths = (chip_width(self._theme, ChipFace(row.state, row.chip)) for row in rows)
        self._chip_width = max(self._theme.px("chip_frister_width"), *widths, 0)
        return _PAD + self._chip_width + 12

    def owner_column(self, owners: list[str]) -> int:
        """Return the width of the last column, so that no name is cut."""
        theme = self._theme
        widest = max((text_width(theme.font("dense"), owner) for owner in owners), default=0)
        button = text_width(theme.font("dense", 500), "Signer") + 46
        return max(widest, button, chip_width(theme, _UNOWNED)) + _PAD + 8

    def row_height(self, row: Group | TaskRow) -> int:
        """Return the height of a row."""
        if isinstance(row, Group):
            return self._theme.px("group")
        return self._theme.px("frister_slim" if self.slim else "frister")

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the height; widths belong to the view."""
        return QSize(100, self.row_height(index.data(ROW)))

    def button_rect(self, cell: QRect, words: str) -> QRect:
        """Return where the row's button stands in the last cell."""
        theme = self._theme
        width = max(text_width(theme.font("dense", 500), words) + 46, theme.px(88))
        height = theme.px("button_small")
        return QRect(cell.right() - _PAD - width + 1, cell.y() + (cell.height() - height) // 2, width, height)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw one cell."""
        row = index.data(ROW)
        rect: QRect = option.rect
        if isinstance(row, Group):
            self._group(painter, rect, row, index.row())
            return
        selected = self._table.currentIndex().row() == index.row()
        hover = self._table.hover_row == index.row()
        draw_row_ground(painter, self._theme, rect, selected=selected, hover=hover, first=index.column() == 0)
        draw_line_below(painter, self._theme, rect)
        if self.slim:
            self._slim(painter, rect, row)
        elif index.column() == 0:
            self._chip(
                painter,
                QRect(rect.x() + _PAD, rect.y(), self._chip_width, rect.height()),
                row,
            )
        elif index.column() == 1:
            self._patient(painter, rect, row)
        else:
            self._owner(painter, rect, row, show_button=selected or hover, hover=hover)
        if self._table.rings(index.row()) and (index.column() == 2 or self.slim):
            whole = QRect(0, rect.y(), self._table.viewport().width(), rect.height() - 1)
            painter.setClipping(False)
            draw_row_ring(painter, self._theme, whole)

    def _group(self, painter: QPainter, rect: QRect, row: Group, number: int) -> None:
        theme = self._theme
        painter.fillRect(rect, theme.color("page"))
        x = rect.x() + _PAD
        room = QRect(x, rect.y(), rect.width(), rect.height())
        x += draw_text(painter, room, row.title, theme.font("dense", 600), theme.color("text")) + 8
        room = QRect(x, rect.y(), 100, rect.height())
        draw_text(painter, room, str(row.count), theme.font("dense"), theme.color("text2"))
        draw_line_below(painter, theme, rect)

    def _chip(self, painter: QPainter, cell: QRect, row: TaskRow) -> None:
        theme = self._theme
        face = ChipFace(row.state, row.chip)
        height = theme.px("chip")
        width = max(cell.width(), chip_width(theme, face))
        place = QRect(cell.x(), cell.y() + (cell.height() - height) // 2, width, height)
        draw_chip(painter, theme, place, face)

    def _lines(self, rect: QRect) -> tuple[QRect, QRect]:
        half = rect.height() // 2
        upper = QRect(rect.x(), rect.y() + self._theme.px(4), rect.width(), half - self._theme.px(4))
        lower = QRect(rect.x(), rect.y() + half, rect.width(), half - self._theme.px(5))
        return upper, lower

    def _name(self, painter: QPainter, line: QRect, row: TaskRow) -> None:
        theme = self._theme
        x = line.x()
        name = theme.prose_font("body", 600)
        x += draw_text(painter, line, row.name, name, theme.color("text")) + 10
        caption = theme.font("caption")
        for words in (row.bed, row.born_year):
            if words:
                room = QRect(x, line.y() + 1, line.right() - x, line.height())
                x += draw_text(painter, room, words, caption, theme.color("text2")) + 10
        if row.paper:
            size = theme.px(14)
            draw_icon(painter, theme, QPointF(x, line.center().y() - size / 2 + 1), "papir", "text2", 14)
            room = QRect(x + size + 4, line.y() + 1, 100, line.height())
            draw_text(painter, room, "Papir", caption, theme.color("text2"))

    def _patient(self, painter: QPainter, rect: QRect, row: TaskRow) -> None:
        upper, lower = self._lines(rect)
        self._name(painter, upper, row)
        theme = self._theme
        draw_text(painter, lower, row.task, theme.font("dense"), theme.color("text2"), elide=True)

    def _owner(self, painter: QPainter, rect: QRect, row: TaskRow, *, show_button: bool, hover: bool) -> None:
        theme = self._theme
        if show_button and row.button:
            draw_small_button(painter, theme, self.button_rect(rect, row.button), row.button, hover)
            return
        if not row.owner:
            width, height = chip_width(theme, _UNOWNED), theme.px(22)
            y = rect.y() + (rect.height() - height) // 2
            draw_chip(painter, theme, QRect(rect.right() - _PAD - width + 1, y, width, height), _UNOWNED)
            return
        room = rect.adjusted(0, 0, -_PAD, 0)
        draw_text(painter, room, row.owner, theme.font("dense"), theme.color("text2"), RIGHT)

    def _slim(self, painter: QPainter, rect: QRect, row: TaskRow) -> None:
        theme = self._theme
        upper, lower = self._lines(rect.adjusted(_PAD, 0, -_PAD, 0))
        self._name(painter, upper, row)
        if row.owner:
            draw_text(painter, upper, row.owner, theme.font("dense"), theme.color("text2"), RIGHT)
        else:
            width = chip_width(theme, _UNOWNED)
            place = QRect(upper.right() - width, upper.y() + 1, width, theme.px(20))
            draw_chip(painter, theme, place, _UNOWNED)
        width = self._chip_width
        self._chip(painter, QRect(lower.x(), lower.y(), width, lower.height()), row)
        room = lower.adjusted(width + 12, 0, 0, 0)
        draw_text(painter, room, row.task, theme.font("dense"), theme.color("text2"), elide=True)
