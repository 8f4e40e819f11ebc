"""Reads and writes the files that a command names, and says in words why one cannot be."""

from __future__ import annotations

import contextlib
import json
import os
import sys
from pathlib import Path

from plo_desktop.base.errors import EnvironmentProblem, ExitCode, UserError

STANDARD = "-"
LARGEST = 200 * 1024 * 1024
"""Bytes that are read of one file; a message is at most 35 MiB, and a larger one is kept to be looked at."""


def read_input(name: str) -> bytes:
    """Return the bytes of a file, or of standard input for "-".

    Raises UserError with exit code 5 when it is missing, a directory, unreadable or beyond all measure.
    """
    found = _start_of(name, LARGEST + 1)
    if len(found) > LARGEST:
        raise _unreadable(
            "FILE_HUGE",
            f"{name} er over {LARGEST // 1024 // 1024} MB.",
            "Det er ikke en melding; se på filen.",
        )
    return found


def require_readable(name: str) -> None:
    """Raise UserError as `read_input` would; standard input can be read only once and is not tried."""
    if name != STANDARD:
        _start_of(name, 1)


def _start_of(name: str, count: int) -> bytes:
    try:
        if name == STANDARD:
            return sys.stdin.buffer.read(count)
        with Path(name).open("rb") as file:
            return file.read(count)
    except FileNotFoundError as error:
        raise _unreadable(
            "FILE_MISSING", f"Finner ikke filen {name}.", "Se etter skrivefeil i navnet."
        ) from error
    except IsADirectoryError as error:
        raise _unreadable("FILE_IS_DIRECTORY", f"{name} er en mappe.", "Oppgi en fil.") from error
    except PermissionError as error:
        raise _unreadable("FILE_CLOSED", f"Får ikke lese {name}.", "Gi lesetilgang til filen.") from error
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) and error.strerror else "ugyldig navn"
        raise _unreadable("FILE_UNREADABLE", f"Kan ikke lese {name} ({why}).", "Se på filen.") from error


def _unreadable(code: str, text: str, next_step: str) -> UserError:
    return UserError(code, text, next_step, ExitCode.DATA)


def write_output(name: str, content: bytes) -> None:
    """Write bytes to a file, or to standard output for "-" or no name.

    Raises EnvironmentProblem when the file cannot be written.
    """
    if name in ("", STANDARD):
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return
    write_file(Path(name), content)


def write_file(path: Path, content: bytes) -> None:
    """Write a file whole or not at all; raises EnvironmentProblem when that cannot be done."""
    if path.exists() and not path.is_file():
        # A device or a pipe is written through, a directory is refused by the system below.
        _write_through(path, content)
        return
    draft = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        draft.write_bytes(content)
        draft.replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):
            draft.unlink(missing_ok=True)
        raise _unwritable(path, error) from error


def _write_through(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError as error:
        raise _unwritable(path, error) from error


def _unwritable(path: Path, error: OSError) -> EnvironmentProblem:
    why = error.strerror or type(error).__name__
    return EnvironmentProblem(
        "OUTPUT_UNWRITABLE", f"Kan ikke skrive {path} ({why}).", "Velg en annen mappe eller rydd plass."
    )


def print_json(value: object) -> None:
    """Print a value as JSON with Norwegian letters as they are."""
    print(json.dumps(value, ensure_ascii=False, indent=2))
