"""What a nurse types in a date field is understood, or refused in a sentence that helps."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plo_desktop.forms.date_words import (
    NotUnderstood,
    day_words,
    echo,
    echo_moment,
    read_day,
    read_moment,
    read_time,
    without_doubt,
)

FRIDAY = date(2026, 11, 20)
NOW = datetime(2026, 11, 20, 6, 40, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("211126", date(2026, 11, 21)),
        ("2111", date(2026, 11, 21)),
        ("21112026", date(2026, 11, 21)),
        ("20261121", date(2026, 11, 21)),
        ("21.11", date(2026, 11, 21)),
        ("21.11.", date(2026, 11, 21)),
        ("21.11.26", date(2026, 11, 21)),
        ("21.11.2026", date(2026, 11, 21)),
        ("21/11", date(2026, 11, 21)),
        ("21/11/26", date(2026, 11, 21)),
        ("21-11", date(2026, 11, 21)),
        ("1.2.27", date(2027, 2, 1)),
        ("21. 11", date(2026, 11, 21)),
        ("2026-11-21", date(2026, 11, 21)),
        ("21. nov", date(2026, 11, 21)),
        ("21 november 2026", date(2026, 11, 21)),
        ("+0", FRIDAY),
        ("+2", date(2026, 11, 22)),
        ("+3", date(2026, 11, 23)),
        ("+ 3", date(2026, 11, 23)),
        ("+1 uke", date(2026, 11, 27)),
        ("+2u", date(2026, 12, 4)),
        ("-1", date(2026, 11, 19)),
        ("−1", date(2026, 11, 19)),
        ("om 2 dager", date(2026, 11, 22)),
        ("om en uke", date(2026, 11, 27)),
        ("i dag", FRIDAY),
        ("I DAG", FRIDAY),
        ("idag", FRIDAY),
        ("i morgen", date(2026, 11, 21)),
        ("imorgen", date(2026, 11, 21)),
        ("i går", date(2026, 11, 19)),
        ("i overmorgen", date(2026, 11, 22)),
        ("man", date(2026, 11, 23)),
        ("ma", date(2026, 11, 23)),
        ("tir", date(2026, 11, 24)),
        ("ons", date(2026, 11, 25)),
        ("tor", date(2026, 11, 26)),
        ("fre", FRIDAY),
        ("lør", date(2026, 11, 21)),
        ("søn", date(2026, 11, 22)),
        ("søndag", date(2026, 11, 22)),
        ("Mandag", date(2026, 11, 23)),
        ("på mandag", date(2026, 11, 23)),
        ("neste tirsdag", date(2026, 11, 24)),
        ("neste fredag", date(2026, 11, 27)),
        ("førstkommende fredag", date(2026, 11, 27)),
        ("forrige fredag", date(2026, 11, 13)),
        ("sist torsdag", date(2026, 11, 19)),
        ("  21.11  ", date(2026, 11, 21)),
    ],
)
def test_what_people_type_is_understood(typed: str, day: date) -> None:
    """All of these are in use on wards; seen from Friday 20.11.2026."""
    assert read_day(typed, FRIDAY) == day


def test_next_tuesday_said_on_a_monday_is_in_the_week_after() -> None:
    """ "Neste" is next week; the coming Tuesday is called "tirsdag" alone."""
    monday = date(2026, 11, 16)
    assert read_day("neste tirsdag", monday) == date(2026, 11, 24)
    assert read_day("tirsdag", monday) == date(2026, 11, 17)


@pytest.mark.parametrize(
    ("typed", "today", "day"),
    [
        ("02.01", date(2026, 12, 28), date(2027, 1, 2)),
        ("28.12", date(2027, 1, 3), date(2026, 12, 28)),
        ("13.11.69", FRIDAY, date(1969, 11, 13)),
        ("29.02", date(2027, 12, 1), date(2028, 2, 29)),
    ],
)
def test_a_missing_year_is_the_nearest_one(typed: str, today: date, day: date) -> None:
    """Around new year people write neither the old year nor the new one."""
    assert read_day(typed, today) == day


@pytest.mark.parametrize("typed", ["31.11", "30.02.2026", "211326", "00.11", "2026-13-01", "29.02.2027"])
def test_a_day_that_does_not_exist_is_told_so(typed: str) -> None:
    """Never moved silently to a neighbouring day."""
    assert read_day(typed, FRIDAY) == NotUnderstood(
        f"Datoen {typed} finnes ikke. Skriv for eksempel 21.11, +2, i morgen eller fredag."
    )


@pytest.mark.parametrize(
    "typed", ["snart", "x", "t", "s", "21.", "12345", "+", "neste", "mandagen", "21.11.026"]
)
def test_other_words_are_refused_with_examples(typed: str) -> None:
    """The sentence repeats what was typed and shows how to write it."""
    answer = read_day(typed, FRIDAY)
    assert isinstance(answer, NotUnderstood)
    assert f"«{typed}»" in answer.sentence
    assert "21.11" in answer.sentence


def test_an_empty_field_is_neither_right_nor_wrong() -> None:
    """Whether it must be filled in is the message type's matter."""
    assert read_day("  ", FRIDAY) is None
    assert read_time("") is None
    assert read_moment("", NOW) is None


def test_the_echo_says_the_weekday() -> None:
    """So that "+3" is seen to be a Monday before it is sent."""
    assert echo(date(2026, 11, 23)) == "= mandag 23.11.2026"
    assert day_words(FRIDAY) == "fredag 20.11.2026"
    assert echo_moment(datetime(2026, 11, 19, 2, 10, tzinfo=UTC)) == "= torsdag 19.11.2026 kl. 03:10"


@given(day=st.dates(date(2007, 1, 1), date(2046, 12, 31)))
def test_every_full_spelling_means_the_same_day(day: date) -> None:
    """Six spellings of any day within forty years."""
    spellings = ("%d.%m.%Y", "%d.%m.%y", "%Y-%m-%d", "%d/%m/%Y", "%d%m%y", "%d%m%Y")
    assert {read_day(day.strftime(spelling), FRIDAY) for spelling in spellings} == {day}


@given(text=st.text(max_size=20))
def test_no_text_breaks_the_reader(text: str) -> None:
    """Whatever is pasted, there is an answer."""
    assert isinstance(read_day(text, FRIDAY), date | NotUnderstood | None)
    assert isinstance(read_time(text), time | NotUnderstood | None)
    assert isinstance(read_moment(text, NOW), datetime | NotUnderstood | None)


@given(steps=st.integers(0, 999))
def test_steps_count_days_both_ways(steps: int) -> None:
    """+n and -n."""
    assert read_day(f"+{steps}", FRIDAY) == FRIDAY + timedelta(days=steps)
    assert read_day(f"-{steps}", FRIDAY) == FRIDAY - timedelta(days=steps)


@pytest.mark.parametrize(
    ("typed", "clock"),
    [
        ("0740", time(7, 40)),
        ("740", time(7, 40)),
        ("7:40", time(7, 40)),
        ("07.40", time(7, 40)),
        ("kl 7", time(7)),
        ("kl. 7", time(7)),
        ("kl 0740", time(7, 40)),
        ("kl. 7:40", time(7, 40)),
        ("7", time(7)),
        ("0000", time(0)),
        ("23:59", time(23, 59)),
    ],
)
def test_times_are_understood(typed: str, clock: time) -> None:
    """With and without "kl", colon or point."""
    assert read_time(typed) == clock


@pytest.mark.parametrize("typed", ["24:00", "0760", "kl 25", "99"])
def test_a_time_that_does_not_exist_is_told_so(typed: str) -> None:
    """The clock ends at 23:59."""
    assert read_time(typed) == NotUnderstood("Klokken går fra 00:00 til 23:59.")


@pytest.mark.parametrize(
    ("typed", "moment"),
    [
        ("19.11 0310", datetime(2026, 11, 19, 2, 10, tzinfo=UTC)),
        ("19.11.2026 03:10", datetime(2026, 11, 19, 2, 10, tzinfo=UTC)),
        ("i går kl 3", datetime(2026, 11, 19, 2, 0, tzinfo=UTC)),
        ("i dag 0500", datetime(2026, 11, 20, 4, 0, tzinfo=UTC)),
        ("fre kl. 05.00", datetime(2026, 11, 20, 4, 0, tzinfo=UTC)),
        ("0500", datetime(2026, 11, 20, 4, 0, tzinfo=UTC)),
        ("5:00", datetime(2026, 11, 20, 4, 0, tzinfo=UTC)),
        ("nå", datetime(2026, 11, 20, 6, 40, tzinfo=UTC)),
        ("1.7 12:00", datetime(2026, 7, 1, 10, 0, tzinfo=UTC)),
        ("25.10.2026 02:30", datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
    ],
)
def test_date_and_clock_in_one_field(typed: str, moment: datetime) -> None:
    """Read as Norwegian time; in the doubled autumn hour the first is meant."""
    assert read_moment(typed, NOW) == moment


def test_a_date_without_clock_asks_for_the_clock() -> None:
    """ "19.11" in this field is a date, never 19:11."""
    answer = read_moment("19.11", NOW)
    assert isinstance(answer, NotUnderstood)
    assert answer.sentence.startswith("Klokkeslett mangler")


def test_the_hour_that_summer_time_skips_is_refused() -> None:
    """29.03.2026 goes from 02:00 to 03:00."""
    answer = read_moment("29.03.2026 02:30", NOW)
    assert answer == NotUnderstood("Klokken 02:30 finnes ikke 29.03.2026: da går sommertiden inn.")


@pytest.mark.parametrize(
    ("typed", "left", "doubt"),
    [
        ("+3?", "+3", True),
        ("23.11 ?", "23.11", True),
        ("man, usikker", "man", True),
        ("+3", "+3", False),
        ("", "", False),
    ],
)
def test_doubt_is_typed_after_the_day(typed: str, left: str, doubt: bool) -> None:
    """One way to tick "usikker" without leaving the field."""
    assert without_doubt(typed) == (left, doubt)
