"""The search and filter field with its icon and its key, and tabs that show counts."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLineEdit, QPushButton, QSizePolicy, QWidget

from plo_desktop.ui.parts.painting import RIGHT, draw_icon, draw_text, text_width
from plo_desktop.ui.theme.theme import Theme


class SearchField(QLineEdit):
    """A field with a magnifying glass and its shortcut; Esc empties it, then leaves it."""

    left = Signal()

    def __init__(self, theme: Theme, placeholder: str, hint: str, name: str) -> None:
        super().__init__()
        self._theme = theme
        self._hint = hint
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(name)
        self.setAccessibleDescription(hint)
        theme.changed.connect(self._make_room)
        self._make_room()

    def _make_room(self) -> None:
        hint = text_width(self._theme.font("caption"), self._hint) + 8 if self._hint else 0
        self.setTextMargins(self._theme.px(16) + 4, 0, hint, 0)

    def minimumSizeHint(self) -> QSize:
        """Room for the hint and some letters."""
        return QSize(self._theme.px(150), super().minimumSizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc empties the field; in an empty field it gives the focus back to the list."""
        if event.key() == Qt.Key.Key_Escape:
            if self.text():
                self.clear()
            else:
                self.left.emit()
            return
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.left.emit()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the field, its icon and its key."""
        super().paintEvent(event)
        theme = self._theme
        painter = QPainter(self)
        size = theme.px(16)
        draw_icon(painter, theme, QPointF(10, (self.height() - size) / 2), "sok", "text2")
        if self._hint:
            room = QRect(0, 0, self.width() - 10, self.height())
            draw_text(painter, room, self._hint, theme.font("caption"), theme.color("text3"), RIGHT)
        painter.end()


class Tab(QPushButton):
    """One tab: word and count, an ink line under the chosen one."""

    def __init__(self, theme: Theme, text: str) -> None:
        super().__init__(text)
        self._theme = theme
        self._count = ""
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def changeEvent(self, event: QEvent) -> None:
        """Take the room that another text size needs."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    def set_count(self, count: int) -> None:
        """Show how many rows stand under the tab."""
        self._count = str(count)
        self.setAccessibleName(f"{self.text()} {count}")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room for word and count."""
        width = text_width(self._theme.font("dense", 600), self.text()) + 16
        if self._count:
            width += 6 + text_width(self._theme.font("dense"), self._count)
        return QSize(width, self._theme.px("tabs"))

    def minimumSizeHint(self) -> QSize:
        """A tab is never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the tab."""
        theme = self._theme
        painter = QPainter(self)
        on = self.isChecked()
        font = theme.font("dense", 600 if on else 400)
        used = text_width(font, self.text())
        if self._count:
            used += 6 + text_width(theme.font("dense"), self._count)
        x = (self.width() - used) // 2
        colour = theme.color("text" if on or self.underMouse() else "text2")
        x += draw_text(painter, QRect(x, 0, self.width(), self.height()), self.text(), font, colour)
        if self._count:
            room = QRect(x + 5, 0, self.width(), self.height())
            draw_text(painter, room, self._count, theme.font("dense"), theme.color("text2"))
        if on:
            painter.fillRect(QRect(0, self.height() - 2, self.width(), 2), theme.color("ink"))
        painter.end()


class Tabs(QWidget):
    """Tabs in a row; `chosen` tells the index that a person picked."""

    chosen = Signal(int)

    def __init__(self, theme: Theme, texts: Sequence[str]) -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        self._tabs = [Tab(theme, text) for text in texts]
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for index, tab in enumerate(self._tabs):
            self._group.addButton(tab, index)
            row.addWidget(tab)
        row.addStretch(1)
        self._tabs[0].setChecked(True)
        self._group.idClicked.connect(self.chosen)

    def choose(self, index: int) -> None:
        """Show another tab as chosen, without telling."""
        self._tabs[index].setChecked(True)

    def current(self) -> int:
        """Return the chosen index."""
        return self._group.checkedId()

    def set_counts(self, counts: Sequence[int]) -> None:
        """Show the counts."""
        for tab, count in zip(self._tabs, counts, strict=True):
            tab.set_count(count)
