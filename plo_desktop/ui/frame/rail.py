"""The rail at the left: Ny melding, and the views with their counts and keys."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRect, QSize, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QSizePolicy, QToolButton, QVBoxLayout

from plo_desktop.ui import actions
from plo_desktop.ui.parts.buttons import KeyHintButton
from plo_desktop.ui.parts.painting import CENTER, RIGHT, draw_icon, draw_text, text_width
from plo_desktop.ui.theme.theme import Theme

DEADLINES, INBOX, STAYS = 0, 1, 2
_ENTRIES = (
    ("Frister", "frister", "view_deadlines"),
    ("Innboks", "innboks", "view_inbox"),
    ("Pasienter", "pasienter", "view_stays"),
)
VIEW_ACTIONS = tuple(action for _, _, action in _ENTRIES)
"""The action that opens each view, in the order of the rail."""


class RailEntry(QToolButton):
    """One view: icon, word, count and key; overdue counts wear the badge of their state."""

    def __init__(self, theme: Theme, text: str, icon: str, hint: str) -> None:
        super().__init__()
        self._theme = theme
        self._icon_name = icon
        self._hint = hint
        self._count = ""
        self._urgent = False
        self.slim = False
        self.setText(text)
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)
        self.setAccessibleDescription(hint)

    def changeEvent(self, event: QEvent) -> None:
        """Take the room that another text size needs."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    def set_count(self, count: int, *, urgent: bool = False) -> None:
        """Show how many there are; an urgent nought shows nothing."""
        self._count = "" if urgent and not count else str(count)
        self._urgent = urgent
        word = "forfalt" if urgent and count else ""
        self.setAccessibleName(" ".join(part for part in (self.text(), self._count, word) if part))
        self.update()

    def sizeHint(self) -> QSize:
        """Return the height of an entry."""
        name = "rail_entry_slim" if self.slim else "rail_entry"
        return QSize(self._theme.px("rail_slim" if self.slim else "rail"), self._theme.px(name))

    def minimumSizeHint(self) -> QSize:
        """Entries keep their height."""
        return QSize(0, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the entry."""
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = self.rect()
        if self.isChecked():
            painter.fillRect(rect, theme.color("sel"))
            painter.fillRect(QRect(0, 0, 3, rect.height()), theme.color("ink"))
        elif self.underMouse():
            painter.fillRect(rect, theme.color("hover"))
        if self.slim:
            self._paint_slim(painter, rect)
        else:
            self._paint_wide(painter, rect)
        painter.end()

    def _badge(self, painter: QPainter, right: int, middle: int) -> None:
        theme = self._theme
        look = theme.state("forfalt")
        width = theme.px(16) + 16 + text_width(theme.font("dense", 600), self._count)
        height = theme.px(22)
        place = QRect(right - width, middle - height // 2, width, height)
        painter.setPen(QColor(look.edge))
        painter.setBrush(QColor(look.fill))
        painter.drawRoundedRect(place, 3, 3)
        size = theme.px(16)
        draw_icon(painter, theme, QPointF(place.x() + 5, middle - size / 2 + 0.5), "forfalt", look.text)
        room = place.adjusted(size + 9, 0, 0, 0)
        draw_text(painter, room, self._count, theme.font("dense", 600), QColor(look.text))

    def _paint_wide(self, painter: QPainter, rect: QRect) -> None:
        theme = self._theme
        size = theme.px(20)
        draw_icon(painter, theme, QPointF(16, (rect.height() - size) / 2), self._icon_name, "text", 20)
        weight = 600 if self.isChecked() else 400
        room = rect.adjusted(16 + size + 9, 0, 0, 0)
        draw_text(painter, room, self.text(), theme.font("dense", weight), theme.color("text"))
        hint = rect.adjusted(0, 0, -13, 0)
        draw_text(painter, hint, self._hint, theme.font("caption"), theme.color("text3"), RIGHT)
        right = rect.right() - 13 - text_width(theme.font("caption"), "Ctrl+1") - theme.px(11)
        if self._urgent and self._count:
            self._badge(painter, right + 1, rect.center().y() + 1)
        elif self._count:
            count = QRect(0, 0, right, rect.height())
            draw_text(painter, count, self._count, theme.font("dense"), theme.color("text"), RIGHT)

    def _paint_slim(self, painter: QPainter, rect: QRect) -> None:
        theme = self._theme
        size = theme.px(20)
        count = text_width(theme.font("dense"), self._count) + 6 if self._count and not self._urgent else 0
        badge = self._urgent and bool(self._count)
        x = theme.px(14) if badge else (rect.width() - size - count) // 2
        draw_icon(painter, theme, QPointF(x, theme.px(8)), self._icon_name, "text", 20)
        if badge:
            self._badge(painter, rect.right() - 8, theme.px(18))
        elif count:
            room = QRect(x + size + 6, theme.px(8), count, size)
            draw_text(painter, room, self._count, theme.font("dense"), theme.color("text"))
        below = QRect(0, theme.px(30), rect.width(), theme.px(20))
        weight = 600 if self.isChecked() else 400
        draw_text(painter, below, self.text(), theme.font("dense", weight), theme.color("text"), CENTER)


class Rail(QFrame):
    """Views in the order of the day; `chosen` tells which one was picked."""

    chosen = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._slim = False
        self.setProperty("surface", "chrome")
        self.setProperty("line", "right")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 12, 1, 8)
        box.setSpacing(2)
        self.new = KeyHintButton(theme, "Ny melding", actions.hint("new"), icon="ny")
        self.new.setProperty("align", "left")
        self.new.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        holder = QVBoxLayout()
        holder.setContentsMargins(13, 0, 12, 8)
        holder.addWidget(self.new)
        box.addLayout(holder)
        self._group = QButtonGroup(self)
        self.entries = []
        for number, (text, icon, action) in enumerate(_ENTRIES):
            entry = RailEntry(theme, text, icon, actions.hint(action))
            self._group.addButton(entry, number)
            self.entries.append(entry)
            box.addWidget(entry)
        box.addStretch(1)
        self._group.idClicked.connect(self.chosen)
        theme.changed.connect(self._measure)
        self._measure()

    def set_slim(self, slim: bool) -> None:
        """Put the words under the icons."""
        self._slim = slim
        for entry in self.entries:
            entry.slim = slim
            entry.updateGeometry()
        self.new.say("Ny" if slim else "Ny melding", "" if slim else actions.hint("new"))
        self._measure()

    def choose(self, number: int) -> None:
        """Show which view is open; -1 none of these."""
        self._group.setExclusive(number >= 0)
        for index, entry in enumerate(self.entries):
            entry.setChecked(index == number)
        self._group.setExclusive(True)

    def set_counts(self, overdue: int, unsigned: int, patients: int) -> None:
        """Show the counts."""
        self.entries[DEADLINES].set_count(overdue, urgent=True)
        self.entries[INBOX].set_count(unsigned)
        self.entries[STAYS].set_count(patients)

    def _measure(self) -> None:
        self.setFixedWidth(self._theme.px("rail_slim" if self._slim else "rail"))
