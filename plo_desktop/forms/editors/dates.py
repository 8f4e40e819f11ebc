"""Editors for a day and for a moment: type it in any way, and read back what was understood."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from PySide6.QtCore import Signal
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from plo_desktop.base.clock import to_oslo
from plo_desktop.forms.date_words import (
    NotUnderstood,
    echo,
    echo_moment,
    read_day,
    read_moment,
    without_doubt,
)
from plo_desktop.forms.editors.button_field import ButtonField
from plo_desktop.forms.editors.editor import Editor
from plo_desktop.forms.editors.month import MonthPopup
from plo_desktop.forms.look import Look
from plo_desktop.forms.style import label

Now = Callable[[], datetime]


class _DatedEditor(Editor):
    """A field with a calendar button, and beside it the date in words."""

    def __init__(self, look: Look, now: Now, widest: str, longest_echo: str) -> None:
        super().__init__(look)
        self._longest_echo = longest_echo
        self._now = now
        self._widest = widest
        self.line = ButtonField(self, look, "kalender")
        self.echo = label("", "echo")
        self.line.textChanged.connect(self._on_text)
        self.line.textEdited.connect(lambda _text: self.edited.emit())
        self.line.opened.connect(self.open_calendar)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(self.line)
        row.addWidget(self.echo)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.restyle()

    def restyle(self) -> None:
        """Set fonts, and widths that hold the longest spelling."""
        self.line.restyle()
        metrics = QFontMetricsF(self._look.font("body"))
        self.line.setFixedWidth(round(metrics.horizontalAdvance(self._widest)) + self._look.px(62))
        self.echo.setFont(self._look.font("body", 500))
        longest = QFontMetricsF(self.echo.font()).horizontalAdvance(self._longest_echo)
        self.echo.setMinimumWidth(round(longest) + 4)

    def target(self) -> QWidget:
        """Return the field."""
        return self.line

    def name_it(self, name: str) -> None:
        """Name field and calendar button."""
        super().name_it(name)
        self.line.button.setAccessibleName(f"Kalender for {name}")
        self.line.button.setToolTip("Kalender (Alt+Pil ned)")

    def type_text(self, text: str) -> None:
        """Write as if a person had typed it; a kept draft and the ways out of a problem use this."""
        self.line.setText(text)
        self.edited.emit()

    def typed(self) -> str:
        """Return a text that is no date yet."""
        return self.line.unread(self.fault())

    def open_calendar(self) -> None:
        """Show the month of the day in the field, or this month."""
        today = to_oslo(self._now()).date()
        shown = self._shown_day() or today
        MonthPopup(self, self._look, today, shown, self._take_day).open_below(self.line)

    def _take_day(self, day: date) -> None:
        self.type_text(f"{day:%d.%m.%Y}")

    def _shown_day(self) -> date | None:
        raise LookupError("each editor reads its own text")

    def _on_text(self, _text: str) -> None:
        raise LookupError("each editor echoes its own value")


class DayEditor(_DatedEditor):
    """Editor for a day: "+3" is answered by "= mandag 23.11.2026".

    `doubted` when "?" or "usikker" is typed after the day, for the tick that says so in the message.
    """

    doubted = Signal()

    def __init__(self, look: Look, now: Now) -> None:
        super().__init__(look, now, "28.08.2028", "= onsdag 28.08.2028")

    def value(self) -> object | None:
        """Return the day, or None when empty or not readable."""
        read = self._read()
        return read if isinstance(read, date) else None

    def put(self, value: object | None) -> None:
        """Show a day as dd.mm.yyyy; a text that already means this day is kept as it was typed."""
        if value is not None and value == self.value():
            return
        self.line.setText(f"{value:%d.%m.%Y}" if isinstance(value, date) else "")

    def fault(self) -> str:
        """Say why the text is no date."""
        read = self._read()
        return read.sentence if isinstance(read, NotUnderstood) else ""

    def _read(self) -> date | NotUnderstood | None:
        return read_day(without_doubt(self.line.text())[0], to_oslo(self._now()).date())

    def _shown_day(self) -> date | None:
        read = self._read()
        return read if isinstance(read, date) else None

    def _on_text(self, text: str) -> None:
        read = self._read()
        self.echo.setText(echo(read) if isinstance(read, date) else "")
        if isinstance(read, date) and without_doubt(text)[1]:
            self.doubted.emit()


class MomentEditor(_DatedEditor):
    """Editor for date and time of day, in Norwegian time."""

    def __init__(self, look: Look, now: Now) -> None:
        super().__init__(look, now, "28.08.2028 08:28", "")

    def value(self) -> object | None:
        """Return the moment in UTC, or None."""
        read = self._read()
        return read if isinstance(read, datetime) else None

    def put(self, value: object | None) -> None:
        """Show a moment as dd.mm.yyyy hh:mm."""
        if value is not None and value == self.value():
            return
        self.line.setText(f"{to_oslo(value):%d.%m.%Y %H:%M}" if isinstance(value, datetime) else "")

    def fault(self) -> str:
        """Say why the text is no moment."""
        read = self._read()
        return read.sentence if isinstance(read, NotUnderstood) else ""

    def _read(self) -> datetime | NotUnderstood | None:
        return read_moment(self.line.text(), self._now())

    def _shown_day(self) -> date | None:
        read = self._read()
        return to_oslo(read).date() if isinstance(read, datetime) else None

    def _take_day(self, day: date) -> None:
        read = self._read()
        clock = to_oslo(read if isinstance(read, datetime) else self._now())
        self.type_text(f"{day:%d.%m.%Y} {clock:%H:%M}")

    def _on_text(self, _text: str) -> None:
        read = self._read()
        self.echo.setText(echo_moment(read) if isinstance(read, datetime) else "")
