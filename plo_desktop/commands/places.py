"""Where a command works: its data directory, its configuration file, and the moment it acts at."""

from __future__ import annotations

import contextlib
import os
from argparse import Namespace
from datetime import datetime
from pathlib import Path

from plo_desktop.base.clock import Clock, SetClock, SystemClock, from_oslo
from plo_desktop.base.errors import ExitCode, UserError
from plo_desktop.commands.files import write_file
from plo_desktop.store.keys import read_marker

ENVIRONMENT = "PLO_DESKTOP_HOME"
CONFIG_NAME = "config.toml"
_YEARS = range(1950, 2101)
"""The years for which working days are known."""
_CONFIG_PLACE = "config.path"


def data_dir(arguments: Namespace) -> Path:
    """Return --data-dir, else PLO_DESKTOP_HOME, else the system's place; it need not exist."""
    given: Path | None = getattr(arguments, "data_dir", None)
    if given is not None:
        return given
    named = os.environ.get(ENVIRONMENT)
    if named:
        return Path(named)
    # platformdirs takes a while to load and is needed by interactive use only.
    import platformdirs

    return Path(platformdirs.user_data_dir("plo-desktop", appauthor=False))


def config_file(arguments: Namespace, folder: Path) -> Path:
    """Return --config, else config.toml in the data directory, else the file that `init` was given.

    The file need not exist.
    """
    given: Path | None = getattr(arguments, "config", None)
    if given is not None:
        return given
    own = folder / CONFIG_NAME
    with contextlib.suppress(OSError, UnicodeDecodeError):
        if not own.exists():
            return Path((folder / _CONFIG_PLACE).read_text(encoding="utf-8").strip())
    return own


def remember_config(folder: Path, config: Path) -> None:
    """Note in the data directory where its configuration lies; raises EnvironmentProblem."""
    write_file(folder / _CONFIG_PLACE, f"{config.absolute()}\n".encode())


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
