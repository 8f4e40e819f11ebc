"""How the screens say times, dates, ages and numbers; one place, so that all screens say it alike."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from plo_desktop.base.clock import to_oslo

WEEKDAYS = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")
NOT_CLINICAL = "Ikke skriv helseopplysninger her."
"""Said beside words that go into events: clinical text belongs in messages (docs/event-log.md)."""


def local(moment: datetime) -> datetime:
    """Return a moment as Norwegian wall-clock time."""
    return to_oslo(moment)


def clock(moment: datetime) -> str:
    """Return "07:42"."""
    return local(moment).strftime("%H:%M")


def clock_seconds(moment: datetime) -> str:
    """Return "07:42:10"."""
    return local(moment).strftime("%H:%M:%S")


def day(day_: date) -> str:
    """Return "20.11.2026"."""
    return day_.strftime("%d.%m.%Y")


def short_day(day_: date) -> str:
    """Return "20.11"."""
    return day_.strftime("%d.%m")


def day_clock(moment: datetime) -> str:
    """Return "19.11.2026 03:10"."""
    return local(moment).strftime("%d.%m.%Y %H:%M")


def short_day_clock(moment: datetime) -> str:
    """Return "19.11 03:10"."""
    return local(moment).strftime("%d.%m %H:%M")


def weekday_day(day_: date) -> str:
    """Return "fredag 20.11.2026"."""
    return f"{WEEKDAYS[day_.weekday()]} {day(day_)}"


def duration(span: timedelta) -> str:
    """Return "35 min", "2 t 10 min" or "3 d 4 t"; never negative."""
    minutes = max(0, int(span.total_seconds() // 60))
    if minutes < 60:
        return f"{minutes} min"
    hours, minutes = divmod(minutes, 60)
    if hours < 48:
        return f"{hours} t {minutes} min" if minutes else f"{hours} t"
    days, hours = divmod(hours, 24)
    return f"{days} d {hours} t" if hours else f"{days} d"


def until(due: datetime, now: datetime) -> str:
    """Return the end of a wait: "14:10" today, "lør 06:51" within a week, else "27.11 06:51"."""
    there, here = local(due), local(now)
    if there.date() == here.date():
        return there.strftime("%H:%M")
    if timedelta() < there.date() - here.date() < timedelta(days=7):
        return f"{WEEKDAYS[there.weekday()][:3]} {there:%H:%M}"
    return there.strftime("%d.%m %H:%M")


def age(born: date, today: date) -> int:
    """Return whole years."""
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


def number(identifier: str) -> str:
    """Return an eleven-digit number with a gap before the last five; others as they are."""
    if len(identifier) == 11 and identifier.isdigit():
        return f"{identifier[:6]} {identifier[6:]}"
    return identifier


def phone(number: str) -> str:
    """Return an eight-digit number in pairs, "62 55 55 55"; others as they are."""
    plain = "".join(number.split())
    return " ".join(plain[at : at + 2] for at in range(0, 8, 2)) if len(plain) == 8 else number


def initials(name: str) -> str:
    """Return the first letters of the first and last word: "MJ"."""
    parts = name.split()
    return "".join(part[0] for part in (parts[:1] + parts[1:][-1:])).upper()


def count(amount: int, one: str, many: str) -> str:
    """Return "1 melding" or "3 meldinger"."""
    return f"{amount} {one if amount == 1 else many}"
