"""Time enters the program here and nowhere else, so that every rule can be tested at any moment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

OSLO = ZoneInfo("Europe/Oslo")


class Clock(Protocol):
    """Anything that can tell the present moment."""

    def now(self) -> datetime:
        """Return the present moment as an aware datetime in UTC."""
        ...


@dataclass(frozen=True, slots=True)
class SystemClock:
    """The computer's own clock."""

    def now(self) -> datetime:
        """Return the present moment as an aware datetime in UTC."""
        return datetime.now(UTC)


@dataclass(slots=True)
class SetClock:
    """A clock that stands still until it is moved; used by tests, the tour and `--now`."""

    moment: datetime

    def now(self) -> datetime:
        """Return the set moment in UTC."""
        return self.moment.astimezone(UTC)

    def advance(self, step: timedelta) -> None:
        """Move the clock forward by `step`."""
        self.moment += step


def to_oslo(moment: datetime) -> datetime:
    """Return `moment` (aware) as Norwegian wall-clock time."""
    return moment.astimezone(OSLO)


def from_oslo(naive: datetime) -> datetime:
    """Return Norwegian wall-clock time without zone as UTC; in the doubled autumn hour, the earlier one."""
    return naive.replace(tzinfo=OSLO, fold=0).astimezone(UTC)
