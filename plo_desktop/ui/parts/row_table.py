"""A table that shows rows, not cells: one selection per row, hover and key focus drawn by its delegate."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QEnterEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView

from plo_desktop.ui.parts.last_input import LastInput

_Index = QModelIndex | QPersistentModelIndex


class RowTable(QTableView):
    """Rows with hover; `activated_row` on Enter or double click, `pressed_at` for painted buttons."""

    row_changed = Signal(int)
    activated_row = Signal(int)

    def __init__(self, name: str, last_input: LastInput) -> None:
        super().__init__()
        self.last_input = last_input
        self.hover_row = -1
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Held here, for Python's garbage collection does not see all that Qt holds.
        self._heads = (self.horizontalHeader(), self.verticalHeader(), self.viewport())
        self.verticalHeader().setVisible(False)
        self.verticalHeader().setMinimumSectionSize(20)
        self.horizontalHeader().setVisible(False)
        self.horizontalHeader().setMinimumSectionSize(20)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def currentChanged(self, current: _Index, previous: _Index) -> None:
        """Tell which row is chosen."""
        super().currentChanged(current, previous)
        if current.isValid() and current.row() != previous.row():
            self.row_changed.emit(current.row())
        self.viewport().update()

    def choose_row(self, row: int) -> None:
        """Choose a row and bring it into view; -1 chooses none."""
        if row < 0:
            self.clearSelection()
            self.setCurrentIndex(QModelIndex())
            return
        if self.currentIndex().row() != row:
            self.setCurrentIndex(self.model().index(row, 0))
        self.scrollTo(self.model().index(row, 0))

    def rings(self, row: int) -> bool:
        """Tell whether this row wears the focus ring."""
        return self.hasFocus() and self.last_input.by_key and self.currentIndex().row() == row

    def step(self, direction: int) -> None:
        """Choose the next (1) or previous (-1) row that can be chosen."""
        row = self.currentIndex().row() + direction
        while 0 <= row < self.model().rowCount():
            index = self.model().index(row, 0)
            if index.flags() & Qt.ItemFlag.ItemIsSelectable:
                self.choose_row(row)
                return
            row += direction

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter activates; plain keys do not search, since scanners type letters."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            if self.currentIndex().isValid():
                self.activated_row.emit(self.currentIndex().row())
            return
        if event.text() and event.text().isprintable() and not event.modifiers():
            event.ignore()
            return
        super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the pointer."""
        super().mouseMoveEvent(event)
        self._hover(self.rowAt(int(event.position().y())))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click opens."""
        row = self.rowAt(int(event.position().y()))
        if row >= 0:
            self.activated_row.emit(row)

    def enterEvent(self, event: QEnterEvent) -> None:
        """The pointer came in."""
        super().enterEvent(event)
        self._hover(self.rowAt(int(event.position().y())))

    def leaveEvent(self, event: QEvent) -> None:
        """The pointer left."""
        self._hover(-1)

    def _hover(self, row: int) -> None:
        if row != self.hover_row:
            self.hover_row = row
            self.viewport().update()
