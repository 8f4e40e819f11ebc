"""The command line's one boundary: a command ends in an exit code and one line, never in a traceback."""

from __future__ import annotations

import hashlib
import os
import sys
import traceback
from pathlib import Path
from types import TracebackType

from plo_desktop.base.clock import SystemClock
from plo_desktop.base.errors import ExitCode, UserError

_BUG_LOG = Path("logs") / "bugs.log"
_INTERRUPTED = 130
_MOST_FRAMES = 40


class Boundary:
    """A context in which a command runs. `exit_code` is how it ended; `log_dir` is set when known."""

    def __init__(self) -> None:
        """Begin as a success, without a place for the bug log."""
        self.exit_code: int = ExitCode.OK
        self.log_dir: Path | None = None

    def __enter__(self) -> Boundary:
        """Return the boundary itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        """Turn what was raised into an exit code; let only SystemExit pass."""
        match error:
            case None:
                pass
            case SystemExit():
                return False
            case UserError():
                say(f"feil: {error.text} {error.next_step}".rstrip())
                self.exit_code = error.exit_code
            case BrokenPipeError():
                _forget_output()
            case KeyboardInterrupt():
                self.exit_code = _INTERRUPTED
            case MemoryError():
                say("feil: Maskinen har ikke nok minne til dette. Del opp, eller lukk andre programmer.")
                self.exit_code = ExitCode.FAILED
            case _:
                self._tell_bug(error, trace)
                self.exit_code = ExitCode.FAILED
        return True

    def _tell_bug(self, error: BaseException, trace: TracebackType | None) -> None:
        """Say one line with an id; the same fault at the same place has the same id."""
        frames = traceback.extract_tb(trace)[-_MOST_FRAMES:]
        places = [f"{_short(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames]
        name = type(error).__name__
        bug_id = hashlib.sha256("\n".join([name, *places]).encode()).hexdigest()[:8]
        where = f" Se {_BUG_LOG.as_posix()} i datamappen." if self._note(bug_id, name, places) else ""
        at = places[-1] if places else "ukjent sted"
        say(f"feil: Intern feil {bug_id} ({name} i {at}). Meld den til IT.{where}")

    def _note(self, bug_id: str, name: str, places: list[str]) -> bool:
        # The exception's own words stay out: they may hold what a sender wrote of a patient.
        if self.log_dir is None or not (self.log_dir / "log.db").is_file():
            return False
        path = self.log_dir / _BUG_LOG
        entry = "\n".join(
            [f"{SystemClock().now().isoformat()} {bug_id} {name}", *(f"  {at}" for at in places)]
        )
        try:
            path.parent.mkdir(exist_ok=True)
            with path.open("a", encoding="utf-8") as log:
                log.write(entry + "\n")
        except OSError:
            return False
        return True


def say(line: str) -> None:
    """Write one line to standard error; nothing happens when nobody listens."""
    try:
        print(line, file=sys.stderr, flush=True)
    except (BrokenPipeError, ValueError):
        _forget_output()


def _short(filename: str) -> str:
    parts = Path(filename).parts
    return "/".join(parts[-2:])


def _forget_output() -> None:
    """Point standard output at nothing, so that Python's own flush at exit does not complain."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
