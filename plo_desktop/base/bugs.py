"""Writes a bug down under the id that people are shown, without the words of anybody's message."""

from __future__ import annotations

import hashlib
import traceback
from pathlib import Path

from plo_desktop.base.clock import SystemClock

BUG_LOG = Path("logs") / "bugs.log"
_LOG = "log.db"
_MOST_FRAMES = 40


def note_bug(folder: Path | None, error: BaseException) -> str:
    """Return the bug's id ("1a2b3c4d"), and note it in `logs/bugs.log` of an opened data directory.

    Noted are the moment, the id, the kind of exception and the places in the code it went through. The
    exception's own words stay out: they may hold what a sender wrote of a patient. The same fault at the same
    place has the same id. Never raises: a bug that cannot be noted still has its id.
    """
    passed = _places(error)
    name = type(error).__name__
    bug_id = hashlib.sha256("\n".join([name, *passed]).encode()).hexdigest()[:8]
    if folder is not None:
        _note(folder, "\n".join([f"{bug_id} {name}", *(f"  {at}" for at in passed)]))
    return bug_id


def place_of(error: BaseException) -> str:
    """Return where in the code a bug came up: file, line and function."""
    passed = _places(error)
    return passed[-1] if passed else "ukjent sted"


def _places(error: BaseException) -> list[str]:
    frames = traceback.extract_tb(error.__traceback__)[-_MOST_FRAMES:]
    return [f"{'/'.join(Path(at.filename).parts[-2:])}:{at.lineno} {at.name}" for at in frames]


def _note(folder: Path, entry: str) -> None:
    # A mistyped --data-dir is not made into a folder by its own failure.
    if not (folder / _LOG).is_file():
        return
    path = folder / BUG_LOG
    try:
        path.parent.mkdir(exist_ok=True)
        with path.open("a", encoding="utf-8") as log:
            log.write(f"{SystemClock().now().isoformat()} {entry}\n")
    except OSError:
        return
