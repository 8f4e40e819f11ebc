"""Writes a bug down under an id, without the words of anybody's message."""

from __future__ import annotations

import hashlib
import traceback
from pathlib import Path
from types import TracebackType

from plo_desktop.base.clock import SystemClock

_BUG_LOG = Path("logs") / "bugs.log"
_MOST_FRAMES = 40


def line_about(error: BaseException, trace: TracebackType | None, folder: Path | None) -> str:
    """Return one line with the bug's id, and note it in `folder` where that is a data directory.

    The same fault at the same place has the same id.
    """
    frames = traceback.extract_tb(trace)[-_MOST_FRAMES:]
    places = [f"{_short(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames]
    name = type(error).__name__
    bug_id = hashlib.sha256("\n".join([name, *places]).encode()).hexdigest()[:8]
    noted = folder is not None and _note(folder, bug_id, name, places)
    where = f" Se {_BUG_LOG.as_posix()} i datamappen." if noted else ""
    at = places[-1] if places else "ukjent sted"
    return f"feil: Intern feil {bug_id} ({name} i {at}). Meld den til IT.{where}"


def _note(folder: Path, bug_id: str, name: str, places: list[str]) -> bool:
    # The exception's own words stay out: they may hold what a sender wrote of a patient.
    if not (folder / "log.db").is_file():
        return False
    path = folder / _BUG_LOG
    entry = "\n".join([f"{SystemClock().now().isoformat()} {bug_id} {name}", *(f"  {at}" for at in places)])
    try:
        path.parent.mkdir(exist_ok=True)
        with path.open("a", encoding="utf-8") as log:
            log.write(entry + "\n")
    except OSError:
        return False
    return True


def _short(filename: str) -> str:
    parts = Path(filename).parts
    return "/".join(parts[-2:])
