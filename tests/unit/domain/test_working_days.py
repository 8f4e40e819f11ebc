"""The working-day calendar agrees with an independent one and treats the edges as the procedure needs."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import holidays
import pytest

from plo_desktop.base.clock import OSLO, to_oslo
from plo_desktop.domain.working_days import (
    WorkingCalendar,
    easter_sunday,
    end_of_first_working_day,
    first_working_day_after,
    is_working_day,
    statutory_days,
)


@pytest.mark.parametrize("decade", range(1950, 2101, 10))
def test_statutory_days_are_those_of_the_holidays_package(decade: int) -> None:
    for year in range(decade, min(decade + 10, 2101)):
        expected = set(holidays.country_holidays("NO", years=year))
        assert set(statutory_days(year)) == expected, year


def test_there_are_twelve_statutory_days_unless_two_coincide() -> None:
    assert len(statutory_days(2026)) == 12
    assert statutory_days(2027)[date(2027, 5, 17)] == "17. mai, 2. pinsedag"
    assert len(statutory_days(2027)) == 11


@pytest.mark.parametrize(
    ("year", "day"), [(2024, date(2024, 3, 31)), (2026, date(2026, 4, 5)), (2038, date(2038, 4, 25))]
)
def test_easter_sunday_falls_where_the_almanac_says(year: int, day: date) -> None:
    assert easter_sunday(year) == day


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        (date(2026, 11, 20), date(2026, 11, 23)),
        (date(2026, 4, 1), date(2026, 4, 7)),
        (date(2026, 4, 30), date(2026, 5, 4)),
        (date(2026, 5, 13), date(2026, 5, 15)),
        (date(2026, 12, 23), date(2026, 12, 24)),
        (date(2026, 12, 24), date(2026, 12, 28)),
        (date(2027, 5, 14), date(2027, 5, 18)),
    ],
)
def test_first_working_day_skips_weekends_and_holidays(start: date, expected: date) -> None:
    assert first_working_day_after(start) == expected


def test_first_working_day_is_never_the_day_itself() -> None:
    assert first_working_day_after(date(2026, 11, 19)) == date(2026, 11, 20)


def test_saturday_counts_only_when_the_setting_says_so() -> None:
    saturday = date(2026, 11, 21)
    assert not is_working_day(saturday)
    assert is_working_day(saturday, WorkingCalendar(saturday=True))


def test_a_local_closed_day_is_skipped() -> None:
    closed = WorkingCalendar(closed=frozenset({date(2026, 12, 24)}))
    assert first_working_day_after(date(2026, 12, 23), closed) == date(2026, 12, 28)


def test_the_calendar_day_of_the_start_is_counted_in_oslo() -> None:
    late_thursday_in_utc = datetime(2026, 11, 19, 23, 30, tzinfo=UTC)
    assert to_oslo(end_of_first_working_day(late_thursday_in_utc)) == datetime(
        2026, 11, 23, 15, 0, tzinfo=OSLO
    )


def test_the_end_is_the_same_wall_clock_on_both_sides_of_a_clock_change() -> None:
    before_spring = datetime(2026, 3, 27, 12, 0, tzinfo=OSLO)
    assert end_of_first_working_day(before_spring) == datetime(2026, 3, 30, 13, 0, tzinfo=UTC)
    before_autumn = datetime(2026, 10, 23, 12, 0, tzinfo=OSLO)
    assert end_of_first_working_day(before_autumn) == datetime(2026, 10, 26, 14, 0, tzinfo=UTC)


def test_the_end_of_the_day_is_settable() -> None:
    calendar = WorkingCalendar(ends_at=time(12, 30))
    friday = datetime(2026, 11, 20, 8, 0, tzinfo=OSLO)
    assert end_of_first_working_day(friday, calendar) == datetime(2026, 11, 23, 11, 30, tzinfo=UTC)
