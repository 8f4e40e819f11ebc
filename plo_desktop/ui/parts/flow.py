"""A layout that goes on the next line when the row is full, so that nothing is cut at 200 % text."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLayout, QLayoutItem, QSizePolicy, QWidget


class FlowLayout(QLayout):
    """Items from the left, wrapped; each as wide as it wants to be."""

    def __init__(self, parent: QWidget | None = None, gap: int = 8, row_gap: int = 8) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gap = gap
        self._wanted_gap = gap
        self._row_gap = row_gap
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        """Take over an item."""
        self._items.append(item)

    def count(self) -> int:
        """Return how many items there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Return an item, or None past the end."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Remove and return an item, or None past the end."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Take no more room than needed."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """The narrower, the higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height at a width."""
        left, top, right, bottom = self._margins()
        return self._place(QRect(0, 0, width - left - right, 0), move=False) + top + bottom

    def tightened_height(self, width: int) -> int:
        """Return the height at a width, with half the gap when the items then fit on one line."""
        self._gap = self._wanted_gap
        if len(self._rows(width)) > 1:
            self._gap = self._wanted_gap // 2
            if len(self._rows(width)) > 1:
                self._gap = self._wanted_gap
        return self.heightForWidth(width)

    def _margins(self) -> tuple[int, int, int, int]:
        margins = self.contentsMargins()
        return margins.left(), margins.top(), margins.right(), margins.bottom()

    def setGeometry(self, rect: QRect) -> None:
        """Place the items."""
        super().setGeometry(rect)
        left, top, right, bottom = self._margins()
        self._place(rect.adjusted(left, top, -right, -bottom), move=True)

    def sizeHint(self) -> QSize:
        """Return the size of all items on one line."""
        width = sum(item.sizeHint().width() + self._gap for item in self._items) - self._gap
        height = max((item.sizeHint().height() for item in self._items), default=0)
        left, top, right, bottom = self._margins()
        return QSize(max(width, 0) + left + right, height + top + bottom)

    def minimumSize(self) -> QSize:
        """Return the size of the widest item."""
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def _rows(self, width: int) -> list[list[QLayoutItem]]:
        rows: list[list[QLayoutItem]] = [[]]
        used = 0
        for item in self._items:
            widget = item.widget()
            if widget is not None and widget.isHidden():
                continue
            wanted = item.sizeHint().width()
            if rows[-1] and used + wanted > width:
                rows.append([])
                used = 0
            rows[-1].append(item)
            used += wanted + self._gap
        return rows

    def _place(self, rect: QRect, *, move: bool) -> int:
        y = rect.y()
        for row in self._rows(rect.width()):
            sizes = [_size(item, rect.width()) for item in row]
            height = max((size.height() for size in sizes), default=0)
            x = rect.x()
            for item, size in zip(row, sizes, strict=True):
                if move:
                    item.setGeometry(QRect(QPoint(x, y + (height - size.height()) // 2), size))
                x += size.width() + self._gap
            y += height + self._row_gap
        return max(0, y - self._row_gap - rect.y())


def _size(item: QLayoutItem, room: int) -> QSize:
    """Return the size of an item; one that is wider than the row gets the row, and the lines it takes."""
    hint = item.sizeHint()
    if hint.width() <= room:
        return hint
    return QSize(room, item.heightForWidth(room) if item.hasHeightForWidth() else hint.height())


class FlowBox(QWidget):
    """A row of widgets that is exactly as high as its wrapped lines; layouts around it need not know."""

    def __init__(self, gap: int = 8, row_gap: int = 6) -> None:
        super().__init__()
        self.flow = FlowLayout(self, gap=gap, row_gap=row_gap)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def add(self, widget: QWidget) -> None:
        """Add a widget at the end."""
        self.flow.addWidget(widget)

    def fit(self) -> None:
        """Wrap anew, after a widget in the row changed its width."""
        height = max(self.flow.tightened_height(self.width()), 1)
        if (self.minimumHeight(), self.maximumHeight()) != (height, height):
            self.setFixedHeight(height)
        # The gap may be another one at the same height.
        self.flow.setGeometry(self.rect())

    def event(self, event: QEvent) -> bool:
        """Follow widgets whose size changes, for instance when they get their font."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self.fit()
        return done

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap anew."""
        super().resizeEvent(event)
        self.fit()
