"""Each deadline of the procedure ends when the procedure says, also on the nights when the clock changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest

from plo_desktop.base.clock import OSLO
from plo_desktop.domain.deadline_rules import DeadlineSettings, parse_rules, standard_settings
from plo_desktop.domain.deadlines import due, limits, soft_due, state_at
from plo_desktop.domain.working_days import WorkingCalendar

FRIDAY = datetime(2026, 11, 20, 7, 40, tzinfo=OSLO)
HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("rule", "sector", "hours"),
    [
        ("signer-innkommende", "somatikk", 24),
        ("innleggelsesrapport", "somatikk", 24),
        ("helseopplysninger-første", "somatikk", 24),
        ("helseopplysninger-første", "psykisk helsevern", 24),
        ("utskrivningsrapport", "somatikk", 2),
        ("ny-helseopplysninger-etter-avmelding", "somatikk", 2),
        ("svar-på-forespørsel", "somatikk", 24),
        ("kvittering", "somatikk", 96),
        ("epikrise", "somatikk", 0),
    ],
)
def test_hard_limits_in_hours(rule: str, sector: str, hours: int) -> None:
    assert due(rule, FRIDAY, sector=sector) == FRIDAY + hours * HOUR


@pytest.mark.parametrize(
    ("rule", "sector"),
    [
        ("innleggelsesrapport", "psykisk helsevern"),
        ("innleggelsesrapport", "rus/TSB"),
        ("innleggelsesrapport", "psyk"),
        ("svar-på-forespørsel", "rus/TSB"),
        ("innleggelsesrapport (psyk, rus)", "rus"),
        ("Svar saksbehandler", "somatikk"),
        ("svar-saksbehandler", "somatikk"),
    ],
)
def test_first_working_day_limits_end_monday_at_three(rule: str, sector: str) -> None:
    assert due(rule, FRIDAY, sector=sector) == datetime(2026, 11, 23, 15, 0, tzinfo=OSLO)


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("signer-innkommende", 12 * HOUR),
        ("innleggelsesrapport", 4 * HOUR),
        ("helseopplysninger-første", 12 * HOUR),
        ("kommunens-svar-utskrivningsklar", 2 * HOUR),
        ("kvittering", HOUR / 4),
        ("svar-saksbehandler", None),
    ],
)
def test_soft_limits(rule: str, expected: timedelta | None) -> None:
    assert soft_due(rule, FRIDAY) == (None if expected is None else FRIDAY + expected)


def test_the_answer_on_utskrivningsklar_is_due_the_same_day() -> None:
    assert due("kommunens-svar-utskrivningsklar", FRIDAY) == datetime(2026, 11, 20, 23, 59, tzinfo=OSLO)


def test_a_soft_limit_never_comes_after_the_hard_one() -> None:
    late = datetime(2026, 11, 20, 23, 0, tzinfo=OSLO)
    assert limits("kommunens-svar-utskrivningsklar", late).soft == datetime(2026, 11, 20, 23, 59, tzinfo=OSLO)


@pytest.mark.parametrize(
    ("start", "end"),
    [
        (datetime(2026, 3, 28, 12, 0, tzinfo=OSLO), datetime(2026, 3, 29, 13, 0, tzinfo=OSLO)),
        (datetime(2026, 10, 24, 12, 0, tzinfo=OSLO), datetime(2026, 10, 25, 11, 0, tzinfo=OSLO)),
    ],
)
def test_24_hours_are_24_hours_of_the_clock_on_the_wall_of_the_world(start: datetime, end: datetime) -> None:
    assert due("signer-innkommende", start) == end
    assert due("signer-innkommende", start) - start.astimezone(UTC) == 24 * HOUR


def test_the_doubled_autumn_hour_starts_two_different_clocks() -> None:
    first = datetime(2026, 10, 25, 2, 30, tzinfo=OSLO, fold=0)
    second = datetime(2026, 10, 25, 2, 30, tzinfo=OSLO, fold=1)
    assert due("signer-innkommende", second) - due("signer-innkommende", first) == HOUR


def test_utskrivningsrapport_is_due_at_the_discharge_when_that_comes_first() -> None:
    half_hour_later = FRIDAY + HOUR / 2
    assert due("utskrivningsrapport", FRIDAY, discharged_at=half_hour_later) == half_hour_later
    assert due("utskrivningsrapport", FRIDAY, discharged_at=FRIDAY + 5 * HOUR) == FRIDAY + 2 * HOUR


def test_a_start_without_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        due("kvittering", FRIDAY.replace(tzinfo=None))


def test_an_unknown_rule_is_refused() -> None:
    with pytest.raises(KeyError):
        due("finnes-ikke", FRIDAY)


def test_a_rule_can_be_handed_in_whole() -> None:
    rule = replace(standard_settings().rule("kvittering"), hard="1 t")
    assert due(rule, FRIDAY) == FRIDAY + HOUR


def test_a_ward_can_change_a_limit_and_the_end_of_its_working_day() -> None:
    settings = standard_settings().having("utskrivningsrapport", hard="30 min")
    assert due("utskrivningsrapport", FRIDAY, settings=settings) == FRIDAY + HOUR / 2
    early = DeadlineSettings(settings.rules, WorkingCalendar(ends_at=time(12)))
    assert due("svar-saksbehandler", FRIDAY, settings=early) == datetime(2026, 11, 23, 12, 0, tzinfo=OSLO)


def test_a_limit_nobody_can_read_is_refused_with_examples() -> None:
    with pytest.raises(ValueError, match="første virkedag"):
        standard_settings().having("kvittering", hard="snart")
    with pytest.raises(ValueError, match="ingen frist"):
        parse_rules('[[frist]]\nid = "x"\nhard = "om litt"')


def test_every_rule_says_what_starts_it_what_ends_it_and_where_it_comes_from() -> None:
    for rule in standard_settings().rules:
        assert all((rule.title, rule.trigger, rule.start, rule.ends, rule.source, rule.responsible)), rule.id


def test_states_from_waiting_to_overdue() -> None:
    bounds = limits("signer-innkommende", FRIDAY)
    assert state_at(bounds, FRIDAY + 11 * HOUR) == "venter"
    assert state_at(bounds, FRIDAY + 12 * HOUR) == "snart"
    assert state_at(bounds, FRIDAY + 24 * HOUR) == "snart"
    assert state_at(bounds, FRIDAY + 24 * HOUR + timedelta(seconds=1)) == "forfalt"
    assert state_at(bounds, FRIDAY + 1000 * HOUR) == "forfalt"


def test_less_than_four_hours_left_is_soon_also_without_a_soft_limit() -> None:
    bounds = limits("svar-saksbehandler", FRIDAY)
    assert state_at(bounds, bounds.hard - 4 * HOUR) == "venter"
    assert state_at(bounds, bounds.hard - 4 * HOUR + timedelta(seconds=1)) == "snart"


def test_what_ended_late_says_so() -> None:
    bounds = limits("signer-innkommende", FRIDAY)
    assert state_at(bounds, FRIDAY + 30 * HOUR, FRIDAY + 24 * HOUR) == "ferdig"
    assert state_at(bounds, FRIDAY + 30 * HOUR, FRIDAY + 25 * HOUR) == "ferdig for sent"
