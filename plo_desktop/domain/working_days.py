"""Says which days count as working days in Norway, because several deadlines end on the first of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache

from plo_desktop.base.clock import OSLO, to_oslo

_SATURDAY = 5
_SUNDAY = 6


@dataclass(frozen=True, slots=True)
class WorkingCalendar:
    """Whether Saturday counts, which days the municipality is closed, and when a working day ends.

    No act defines "virkedag" for these messages (NOU 2017:17 chapter 1.4), hence `saturday` is a setting.
    `ends_at` is Norwegian wall-clock time.
    """

    saturday: bool = False
    closed: frozenset[date] = field(default=frozenset())
    ends_at: time = time(15, 0)


STANDARD = WorkingCalendar()


def easter_sunday(year: int) -> date:
    """Return Easter Sunday of a Gregorian year (the anonymous computation of 1876)."""
    golden = year % 19
    century, rest = divmod(year, 100)
    leap_century, century_rest = divmod(century, 4)
    correction = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap_century - correction + 15) % 30
    leap, year_rest = divmod(rest, 4)
    weekday = (32 + 2 * century_rest + 2 * leap - epact - year_rest) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


@lru_cache(maxsize=256)
def _statutory(year: int) -> tuple[tuple[date, str], ...]:
    easter = easter_sunday(year)
    named = (
        (date(year, 1, 1), "1. nyttårsdag"),
        (easter - timedelta(days=3), "skjærtorsdag"),
        (easter - timedelta(days=2), "langfredag"),
        (easter, "1. påskedag"),
        (easter + timedelta(days=1), "2. påskedag"),
        (date(year, 5, 1), "1. mai"),
        (date(year, 5, 17), "17. mai"),
        (easter + timedelta(days=39), "Kristi himmelfartsdag"),
        (easter + timedelta(days=49), "1. pinsedag"),
        (easter + timedelta(days=50), "2. pinsedag"),
        (date(year, 12, 25), "1. juledag"),
        (date(year, 12, 26), "2. juledag"),
    )
    return tuple(sorted(named))


def statutory_days(year: int) -> dict[date, str]:
    """Return the statutory holidays of a year with their names; two may fall on one day (17.05.2027)."""
    days: dict[date, str] = {}
    for day, name in _statutory(year):
        days[day] = f"{days[day]}, {name}" if day in days else name
    return days


def is_working_day(day: date, calendar: WorkingCalendar = STANDARD) -> bool:
    """Tell whether `day` is a working day under the calendar's settings."""
    if day.weekday() == _SUNDAY or (day.weekday() == _SATURDAY and not calendar.saturday):
        return False
    return day not in calendar.closed and all(day != holiday for holiday, _ in _statutory(day.year))


def first_working_day_after(day: date, calendar: WorkingCalendar = STANDARD) -> date:
    """Return the first working day that comes after `day`, never `day` itself."""
    found = day + timedelta(days=1)
    while not is_working_day(found, calendar):
        found += timedelta(days=1)
    return found


def end_of_first_working_day(start: datetime, calendar: WorkingCalendar = STANDARD) -> datetime:
    """Return, in UTC, when the first working day after the Oslo calendar day of `start` (aware) ends."""
    day = first_working_day_after(to_oslo(start).date(), calendar)
    return datetime.combine(day, calendar.ends_at, tzinfo=OSLO).astimezone(UTC)


def end_of_same_day(start: datetime) -> datetime:
    """Return, in UTC, the last minute of the Oslo calendar day of `start` (aware)."""
    return datetime.combine(to_oslo(start).date(), time(23, 59), tzinfo=OSLO).astimezone(UTC)
