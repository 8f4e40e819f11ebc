"""One person at one window, with everything she presses counted; journeys begin here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from plo_desktop.domain.log_rows import MessageFilter, MessageRow, StayRow
from plo_desktop.services.desk import Desk
from plo_desktop.ui.frame.rail import STAYS
from tests.journeys.counting import Counter
from tests.ui.form_kit import focused
from tests.ui.stage import Stage
from tests.ui.ward_kit import stay_of

CONTROL = Qt.KeyboardModifier.ControlModifier
AFTER_THE_HOLD = timedelta(seconds=11)


@dataclass
class Journey:
    """One person at one window, with everything she presses counted."""

    stage: Stage
    counter: Counter
    folder: Path

    @property
    def desk(self) -> Desk:
        """The log behind the window."""
        return self.stage.desk

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where the focus is."""
        self.stage.key(key, modifier)
        self.stage.settle()

    def ctrl(self, key: Qt.Key) -> None:
        """Press Ctrl and a key."""
        self.press(key, CONTROL)

    def write(self, text: str) -> None:
        """Write where the caret is, letter by letter."""
        QTest.keyClicks(focused(), text)
        self.stage.settle()

    def select(self, family: str) -> StayRow:
        """Have the right patient selected, as every job begins."""
        stay = stay_of(self.desk, family)
        self.stage.window.workspace.patients.presenter.selected = stay.stay_id
        self.stage.window.open_view(STAYS)
        self.stage.settle()
        assert self.stage.window.workspace.stay_id() == stay.stay_id
        self.counter.keys.clear()
        self.counter.clicks = 0
        return stay

    def sent(self, stay: StayRow) -> list[MessageRow]:
        """Return what was sent for a stay."""
        rows = self.desk.store.messages(MessageFilter(stay_id=stay.stay_id, direction="ut"))
        return [row for row in rows if not row.cancelled_send]

    def unsigned(self) -> list[MessageRow]:
        """Return the incoming messages nobody has signed, oldest first."""
        return sorted(self.desk.store.messages(MessageFilter(unsigned=True)), key=lambda row: row.at)

    def picture(self, name: str) -> None:
        """Keep what the window shows, for review."""
        self.stage.settle()
        assert self.stage.window.frame.grab().save(str(self.folder / f"{name}.png"))


Begin = Callable[..., Journey]
