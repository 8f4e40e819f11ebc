"""Dates and times as people type them, because a nurse writes "+3" or "tor" faster than any picker."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from plo_desktop.base.clock import OSLO, from_oslo, to_oslo

WEEKDAYS = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")
MONTHS = (
    "januar",
    "februar",
    "mars",
    "april",
    "mai",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "desember",
)
NEAR_DAYS = {"i forgårs": -2, "i går": -1, "i dag": 0, "i morgen": 1, "i overmorgen": 2}
DAY_EXAMPLES = "Skriv for eksempel 21.11, +2, i morgen eller fredag."
MOMENT_EXAMPLES = "Skriv dato og klokkeslett, for eksempel 19.11 03:10."

_SEPARATED = re.compile(r"(\d{1,2})\s?[./-]\s?(\d{1,2})(?:\s?[./-]\s?(\d{4}|\d{2}))?\.?")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_DIGITS = re.compile(r"\d{4}|\d{6}|\d{8}")
_STEP = re.compile(r"([+\-−–])\s?(\d{1,3})(\s?u(?:ke|ker)?)?")
_IN_DAYS = re.compile(r"om (\d{1,3}|en|ei|to|tre) (dag|dager|uke|uker)")
_NAMED_MONTH = re.compile(r"(\d{1,2})\.?\s?([a-zæøå]{3,9})\.?(?:\s?(\d{4}|\d{2}))?")
_WEEKDAY = re.compile(r"(?:(neste|forrige|sist|førstkommende|på|kommende) )?([a-zæøå]{2,7})\.?")
_CLOCK = re.compile(r"(?:kl\.?\s?)?(\d{1,2})\s?[:.]\s?(\d{2})")
_CLOCK_DIGITS = re.compile(r"(?:kl\.?\s?)?(\d{3,4})")
_HOUR = re.compile(r"kl\.?\s?(\d{1,2})")
_BARE_HOUR = re.compile(r"(\d{1,2})")
_CLOCK_ALONE = re.compile(r"kl\.?\s?\d.*|\d{1,2}:\d{2}|\d{3,4}")
_NUMBERS = {"en": 1, "ei": 1, "to": 2, "tre": 3}


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """Text that is no date or time; `sentence` says why and how to write it."""

    sentence: str


def day_words(day: date) -> str:
    """Return a day with its weekday: "mandag 23.11.2026"."""
    return f"{WEEKDAYS[day.weekday()]} {day:%d.%m.%Y}"


def echo(day: date) -> str:
    """Return the answer shown beside a date field: "= mandag 23.11.2026"."""
    return f"= {day_words(day)}"


def echo_moment(moment: datetime) -> str:
    """Return the answer shown beside a field of date and clock: "= torsdag 19.11.2026 kl. 03:10"."""
    local = to_oslo(moment)
    return f"= {day_words(local.date())} kl. {local:%H:%M}"


def read_day(text: str, today: date) -> date | NotUnderstood | None:
    """Return the day that `text` means seen from `today`, None for an empty text, or why it is no day.

    A date without a year is the nearest one. A weekday alone is the first from today on; "neste tirsdag" is
    the one in next week (Monday first).
    """
    said = " ".join(text.lower().split())
    if not said:
        return None
    for meaning in _readings(said, today):
        return meaning
    return NotUnderstood(f"«{text.strip()}» er ikke en dato. {DAY_EXAMPLES}")


def without_doubt(text: str) -> tuple[str, bool]:
    """Return the text without a "?" or "usikker" at its end, and whether there was one: "+3?" is unsure."""
    said = text.strip()
    for ending in ("?", "usikker", "usikkert"):
        if said.lower().endswith(ending):
            return said[: -len(ending)].rstrip(" ,"), True
    return text, False


def read_time(text: str) -> time | NotUnderstood | None:
    """Return the time of day that `text` means ("0740", "7:40", "kl 7"), None if empty, or why not."""
    said = " ".join(text.lower().split())
    if not said:
        return None
    if found := _CLOCK.fullmatch(said):
        return _clock(int(found[1]), int(found[2]))
    if found := _CLOCK_DIGITS.fullmatch(said):
        return _clock(int(found[1][:-2]), int(found[1][-2:]))
    if found := _HOUR.fullmatch(said) or _BARE_HOUR.fullmatch(said):
        return _clock(int(found[1]), 0)
    return NotUnderstood(f"«{text.strip()}» er ikke et klokkeslett. Skriv for eksempel 0740 eller 7:40.")


def read_moment(text: str, now: datetime) -> datetime | NotUnderstood | None:
    """Return date and time of day as an aware UTC datetime, read as Norwegian wall-clock time.

    A time alone is today; "nå" is now, whole minutes. The hour that summer time skips is refused; of the hour
    that comes twice in autumn the first is meant.
    """
    said = " ".join(text.lower().split())
    if not said:
        return None
    local = to_oslo(now)
    if said in ("nå", "no"):
        return now.astimezone(UTC).replace(second=0, microsecond=0)
    if _CLOCK_ALONE.fullmatch(said):
        return _joined(local.date(), read_time(said))
    for day_text, clock_text in _splits(said):
        day = read_day(day_text, local.date())
        if isinstance(day, date):
            return _joined(day, read_time(clock_text))
    whole = read_day(said, local.date())
    if isinstance(whole, date):
        return NotUnderstood(f"Klokkeslett mangler. {MOMENT_EXAMPLES}")
    return NotUnderstood(f"«{text.strip()}» er ikke dato og klokkeslett. {MOMENT_EXAMPLES}")


def _readings(said: str, today: date) -> Iterator[date | NotUnderstood]:
    """Yield what the words can mean, the most definite first; only the first is used."""
    if said in NEAR_DAYS:
        yield today + timedelta(days=NEAR_DAYS[said])
    if said.replace(" ", "") in ("idag", "imorgen", "igår"):
        yield today + timedelta(days=NEAR_DAYS["i " + said.replace(" ", "")[1:]])
    if found := _STEP.fullmatch(said):
        sign = 1 if found[1] == "+" else -1
        yield today + timedelta(days=sign * int(found[2]) * (7 if found[3] else 1))
    if found := _IN_DAYS.fullmatch(said):
        number = _NUMBERS.get(found[1]) or int(found[1])
        yield today + timedelta(days=number * (7 if found[2].startswith("uke") else 1))
    if found := _ISO.fullmatch(said):
        yield _day(int(found[3]), int(found[2]), int(found[1]), said)
    if found := _SEPARATED.fullmatch(said):
        yield _in_year(int(found[1]), int(found[2]), found[3] or "", today, said)
    if _DIGITS.fullmatch(said):
        yield _from_digits(said, today)
    yield from _named(said, today)


def _named(said: str, today: date) -> Iterator[date | NotUnderstood]:
    """Yield readings with the name of a month or a weekday."""
    if (found := _NAMED_MONTH.fullmatch(said)) and (
        month := _starting(MONTHS, found[2], least=3)
    ) is not None:
        yield _in_year(int(found[1]), month + 1, found[3] or "", today, said)
    if (found := _WEEKDAY.fullmatch(said)) and (
        weekday := _starting(WEEKDAYS, found[2], least=2)
    ) is not None:
        yield _weekday(found[1] or "", weekday, today)


def _starting(names: tuple[str, ...], beginning: str, least: int) -> int | None:
    """Return the number of the only name that begins so; "ma" is Monday, "nov" November."""
    if len(beginning) < least:
        return None
    fitting = [number for number, name in enumerate(names) if name.startswith(beginning)]
    return fitting[0] if len(fitting) == 1 else None


def _weekday(which: str, weekday: int, today: date) -> date:
    """Return the weekday that is meant: the first from today on, or as "neste" and "forrige" say."""
    ahead = (weekday - today.weekday()) % 7
    if which == "neste":
        return today + timedelta(days=7 - today.weekday() + weekday)
    if which in ("forrige", "sist"):
        return today - timedelta(days=(today.weekday() - weekday) % 7 or 7)
    if which in ("førstkommende", "kommende"):
        return today + timedelta(days=ahead or 7)
    return today + timedelta(days=ahead)


def _from_digits(digits: str, today: date) -> date | NotUnderstood:
    """Return the day of 2111, 211126, 21112026 or 20261121."""
    if len(digits) == 8 and not 1900 <= int(digits[4:]) <= 2099:
        return _day(int(digits[6:]), int(digits[4:6]), int(digits[:4]), digits)
    return _in_year(int(digits[:2]), int(digits[2:4]), digits[4:], today, digits)


def _in_year(day: int, month: int, year: str, today: date, said: str) -> date | NotUnderstood:
    """Return the day in its year: four digits, two digits (at most 20 years ahead), or the nearest year."""
    if len(year) == 4:
        return _day(day, month, int(year), said)
    if year:
        century = 2000 if 2000 + int(year) <= today.year + 20 else 1900
        return _day(day, month, century + int(year), said)
    around = [_day(day, month, today.year + step, said) for step in (-1, 0, 1)]
    real = [found for found in around if isinstance(found, date)]
    return min(real, key=lambda found: abs(found - today)) if real else around[1]


def _day(day: int, month: int, year: int, said: str) -> date | NotUnderstood:
    """Return the day, or a sentence when the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return NotUnderstood(f"Datoen {said} finnes ikke. {DAY_EXAMPLES}")


def _clock(hour: int, minute: int) -> time | NotUnderstood:
    """Return the time of day, or a sentence when there is none such."""
    if hour > 23 or minute > 59:
        return NotUnderstood("Klokken går fra 00:00 til 23:59.")
    return time(hour, minute)


def _splits(said: str) -> Iterator[tuple[str, str]]:
    """Yield the ways to part a text into day and time of day, the longest day first."""
    words = said.split(" ")
    for cut in range(len(words) - 1, 0, -1):
        day_text = " ".join(words[:cut])
        if not day_text.endswith(("kl", "kl.")):
            yield day_text, " ".join(words[cut:])


def _joined(day: date, clock: time | NotUnderstood | None) -> datetime | NotUnderstood:
    """Return the moment in UTC, or a sentence when the clock never showed that time."""
    if clock is None:
        return NotUnderstood(f"Klokkeslett mangler. {MOMENT_EXAMPLES}")
    if isinstance(clock, NotUnderstood):
        return clock
    local = datetime.combine(day, clock, tzinfo=OSLO)
    moment = from_oslo(local.replace(tzinfo=None))
    if to_oslo(moment).time() != clock:
        return NotUnderstood(f"Klokken {clock:%H:%M} finnes ikke {day:%d.%m.%Y}: da går sommertiden inn.")
    return moment
