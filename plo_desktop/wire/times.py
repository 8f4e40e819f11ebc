"""Times as XML writes them: Norwegian wall-clock time, with or without offset, in one place."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

from plo_desktop.base.clock import from_oslo, to_oslo

_MOMENT = re.compile(r"(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(\.\d+)?(Z|[+-]\d\d:\d\d)?", re.ASCII)
_DAY = re.compile(r"(\d{4}-\d\d-\d\d)(Z|[+-]\d\d:\d\d)?", re.ASCII)


def moment_text(moment: datetime) -> str:
    """Return an aware moment as Norwegian time with its offset, whole seconds: "2026-11-20T07:40:00+01:00".

    The offset is legal in dateTime and TS and removes the doubt of the doubled autumn hour.
    """
    return to_oslo(moment).isoformat(timespec="seconds")


def read_moment(text: str) -> datetime | None:
    """Return the moment in UTC; without offset it is Norwegian time; None for anything but a dateTime."""
    found = _MOMENT.fullmatch(text.strip())
    # Senders write 0001-01-01 for "no date"; such years cannot even be turned to UTC.
    if found is None or not 1000 <= int(found[1]) <= 9000:
        return None
    fraction = (found[7] or ".0")[1:7].ljust(6, "0")
    zone = (found[8] or "").replace("Z", "+00:00")
    plain = f"{text.strip()[:19]}.{fraction}{zone}"
    try:
        moment = datetime.fromisoformat(plain)
        return moment.astimezone(UTC) if moment.tzinfo else from_oslo(moment)
    except (ValueError, OverflowError):
        return None


def read_day(text: str) -> date | None:
    """Return a calendar day, or None for anything but a date."""
    found = _DAY.fullmatch(text.strip())
    if found is None:
        return None
    try:
        return date.fromisoformat(found[1])
    except ValueError:
        return None
