"""The moment a command acts at: now, or the one that --now names."""

from __future__ import annotations

from argparse import Namespace
from datetime import datetime
from pathlib import Path

from plo_desktop.base.clock import Clock, SetClock, SystemClock, from_oslo
from plo_desktop.base.errors import ExitCode, UserError
from plo_desktop.store.keys import read_marker

_YEARS = range(1950, 2101)
"""The years for which working days are known."""


def clock_for(arguments: Namespace, folder: Path) -> Clock:
    """Return the computer's clock, or a standing one for --now.

    Raises UserError with exit code 2 when --now is no moment, or the directory was not made with init --test.
    """
    text: str = getattr(arguments, "now", "")
    if not text:
        return SystemClock()
    marker = read_marker(folder)
    if marker is None or not marker.is_test:
        raise UserError(
            "NOW_OUTSIDE_TEST",
            "--now kan bare brukes i en datamappe som er laget med init --test.",
            "Utelat --now, eller lag en testmappe.",
            ExitCode.USAGE,
        )
    return SetClock(moment(text))


def moment(text: str) -> datetime:
    """Return an ISO 8601 moment of the years 1950 to 2100, aware; without zone it is Norwegian time.

    Raises UserError with exit code 2 when it is none.
    """
    try:
        found = datetime.fromisoformat(text)
        if found.year not in _YEARS:
            raise ValueError(text)
        return from_oslo(found) if found.tzinfo is None else found
    except (ValueError, OverflowError) as error:
        raise UserError(
            "NOT_A_MOMENT",
            f"--now {text} er ikke et tidspunkt.",
            "Skriv det som 2026-11-20T08:00:00+01:00.",
            ExitCode.USAGE,
        ) from error
