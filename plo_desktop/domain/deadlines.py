"""Tells when something is due and which clocks run, as pure functions of what has happened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from plo_desktop.domain.deadline_rules import (
    SOMATIKK,
    DeadlineSettings,
    Rule,
    limit_after,
    standard_settings,
)
from plo_desktop.domain.working_days import WorkingCalendar

VENTER, SNART, FORFALT, FERDIG, FERDIG_FOR_SENT = (
    "venter",
    "snart",
    "forfalt",
    "ferdig",
    "ferdig for sent",
)
ALMOST = timedelta(hours=4)
"""A deadline with less than this left is shown as `snart` (product.md 5)."""


@dataclass(frozen=True, slots=True)
class Limits:
    """The soft and the hard limit of one deadline, in UTC."""

    soft: datetime | None
    hard: datetime


def limits(
    rule: Rule | str,
    start: datetime,
    *,
    sector: str = SOMATIKK,
    discharged_at: datetime | None = None,
    settings: DeadlineSettings | None = None,
    calendar: WorkingCalendar | None = None,
) -> Limits:
    """Return both limits of `rule` (a Rule or its id) for a clock that started at `start` (aware).

    `discharged_at` brings the limit of `utskrivningsrapport` forward to the discharge (SSHF 5.6).
    Raises ValueError for a start without zone and KeyError for an unknown rule.
    """
    if start.tzinfo is None:
        raise ValueError("start must have a time zone")
    known = settings or standard_settings()
    found = known.rule(rule, sector) if isinstance(rule, str) else rule
    days = calendar or known.calendar
    begun = start.astimezone(UTC)
    hard = limit_after(found.hard, begun, days)
    if discharged_at is not None and found.id == "utskrivningsrapport":
        hard = min(hard, max(begun, discharged_at.astimezone(UTC)))
    soft = min(limit_after(found.soft, begun, days), hard) if found.soft else None
    return Limits(soft, hard)


def due(
    rule: Rule | str,
    start: datetime,
    *,
    sector: str = SOMATIKK,
    discharged_at: datetime | None = None,
    settings: DeadlineSettings | None = None,
    calendar: WorkingCalendar | None = None,
) -> datetime:
    """Return the hard limit in UTC; see `limits`."""
    return limits(
        rule, start, sector=sector, discharged_at=discharged_at, settings=settings, calendar=calendar
    ).hard


def soft_due(
    rule: Rule | str,
    start: datetime,
    *,
    sector: str = SOMATIKK,
    settings: DeadlineSettings | None = None,
    calendar: WorkingCalendar | None = None,
) -> datetime | None:
    """Return the soft limit in UTC, or None when the rule has none; see `limits`."""
    return limits(rule, start, sector=sector, settings=settings, calendar=calendar).soft


def state_at(bounds: Limits, now: datetime, ended_at: datetime | None = None) -> str:
    """Return the state of a deadline at `now`; one past its limit stays `forfalt` until it ends."""
    if ended_at is not None:
        return FERDIG if ended_at <= bounds.hard else FERDIG_FOR_SENT
    if now > bounds.hard:
        return FORFALT
    if bounds.hard - now < ALMOST or (bounds.soft is not None and now >= bounds.soft):
        return SNART
    return VENTER
