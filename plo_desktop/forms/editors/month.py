"""A month to point at, for those who would rather see the weeks than type a date."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from plo_desktop.forms.date_words import MONTHS, WEEKDAYS, day_words
from plo_desktop.forms.look import Look

_STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -7,
    Qt.Key.Key_Down: 7,
}


class MonthGrid(QWidget):
    """Six painted weeks, Monday first, with week numbers; arrows move, Page Up/Down change month."""

    chosen = Signal(object)

    def __init__(self, look: Look, today: date, day: date) -> None:
        super().__init__()
        self._look = look
        self._today = today
        self.day = day
        self._cell = look.px(34)
        self._head = look.px(64)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedSize(self._cell * 8 + 16, self._head + self._cell * 6 + 12)
        self.setMouseTracking(True)
        self._say()

    def move_to(self, day: date) -> None:
        """Point at another day, and say it to screen readers."""
        self.day = day
        self._say()
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move by the arrows, choose by Enter, today by Home."""
        key = event.key()
        if key in _STEPS:
            self.move_to(self.day + timedelta(days=_STEPS[Qt.Key(key)]))
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.move_to(_other_month(self.day, -1 if key == Qt.Key.Key_PageUp else 1))
        elif key == Qt.Key.Key_Home:
            self.move_to(self._today)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit(self.day)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the day under the pointer, or turn the month by its arrows."""
        point = event.position().toPoint()
        if self._arrow(0).contains(point) or self._arrow(1).contains(point):
            self.move_to(_other_month(self.day, -1 if self._arrow(0).contains(point) else 1))
            return
        for day in self._days():
            if self._place(day).contains(point):
                self.chosen.emit(day)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw month, weekdays, week numbers and days."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        centre = Qt.AlignmentFlag.AlignCenter
        painter.setFont(self._look.font("dense", 600))
        painter.setPen(self._look.color("text"))
        title = QRect(8, 4, self.width() - 16, self._head // 2)
        painter.drawText(title, centre, f"{MONTHS[self.day.month - 1].capitalize()} {self.day.year}")
        for side, name in enumerate(("venstre", "hoyre")):
            place = self._arrow(side)
            pixmap = self._look.pixmap(name, "text")
            half = pixmap.deviceIndependentSize().toSize() / 2
            painter.drawPixmap(place.center() - QPoint(half.width(), half.height()), pixmap)
        painter.setFont(self._look.font("caption"))
        painter.setPen(self._look.color("text3"))
        for column, name in enumerate(("Uke", *(day[:2].capitalize() for day in WEEKDAYS))):
            head = QRect(8 + column * self._cell, self._head // 2 + 4, self._cell, self._head // 2 - 4)
            painter.drawText(head, centre, name)
        for day in self._days():
            self._paint_day(painter, day)
        painter.end()

    def _paint_day(self, painter: QPainter, day: date) -> None:
        place = self._place(day)
        centre = Qt.AlignmentFlag.AlignCenter
        if day.weekday() == 0:
            painter.setFont(self._look.font("caption"))
            painter.setPen(self._look.color("text3"))
            week = place.translated(-self._cell, 0)
            painter.drawText(week, centre, str(day.isocalendar().week))
        colour = "text" if day.month == self.day.month else "text3"
        box = place.adjusted(2, 2, -2, -2)
        if day == self.day:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._look.color("ink"))
            painter.drawRoundedRect(box, 4, 4)
            colour = "onink"
        elif day == self._today:
            painter.setPen(QPen(self._look.color("edge"), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box, 4, 4)
        painter.setFont(self._look.font("dense", 600 if day in (self.day, self._today) else 400))
        painter.setPen(self._look.color(colour))
        painter.drawText(place, centre, str(day.day))

    def _days(self) -> list[date]:
        first = self.day.replace(day=1)
        start = first - timedelta(days=first.weekday())
        return [start + timedelta(days=step) for step in range(42)]

    def _place(self, day: date) -> QRect:
        number = (day - self._days()[0]).days
        column, row = number % 7 + 1, number // 7
        return QRect(8 + column * self._cell, self._head + 4 + row * self._cell, self._cell, self._cell)

    def _arrow(self, side: int) -> QRect:
        left = 8 if side == 0 else self.width() - 8 - self._cell
        return QRect(left, 2, self._cell, self._cell)

    def _say(self) -> None:
        self.setAccessibleName(f"Kalender, {day_words(self.day)}")
        self.setAccessibleDescription("Piltaster flytter, Enter velger, Esc lukker.")


class MonthPopup(QFrame):
    """The month as a popup under a field; closes by Esc, by a click beside it, or when a day is chosen."""

    def __init__(
        self, parent: QWidget, look: Look, today: date, day: date, choose: Callable[[date], None]
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("surface", "card")
        self._choose = choose
        self.grid = MonthGrid(look, today, day)
        self.grid.chosen.connect(self._on_chosen)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.addWidget(self.grid)

    def open_below(self, field: QWidget) -> None:
        """Show under the field and take the focus."""
        self.move(field.mapToGlobal(QPoint(0, field.height() + 2)))
        self.show()
        self.grid.setFocus(Qt.FocusReason.PopupFocusReason)

    def _on_chosen(self, day: date) -> None:
        self.close()
        self._choose(day)


def _other_month(day: date, step: int) -> date:
    """Return the same day of the month before or after, or the last day it has."""
    month = day.month + step
    first = date(day.year + (month - 1) // 12, (month - 1) % 12 + 1, 1)
    following = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return first.replace(day=min(day.day, (following - first).days))
