"""The command line's one boundary: a command ends in an exit code and one line, never in a traceback."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from types import TracebackType

from plo_desktop.base.errors import ExitCode, UserError

_INTERRUPTED = 130


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
                # Only a bug needs what writes one down, and no start has to wait for it.
                from plo_desktop.base import bugs

                bug_id = bugs.note_bug(self.log_dir, error)
                name = f"{type(error).__name__} i {bugs.place_of(error)}"
                noted = self.log_dir is not None and (self.log_dir / bugs.BUG_LOG).is_file()
                where = f" Se {bugs.BUG_LOG.as_posix()} i datamappen." if noted else ""
                say(f"feil: Intern feil {bug_id} ({name}). Meld den til IT.{where}")
                self.exit_code = ExitCode.FAILED
        return True


def say(line: str) -> None:
    """Write one line to standard error; nothing happens when nobody listens."""
    try:
        print(line, file=sys.stderr, flush=True)
    except (BrokenPipeError, ValueError):
        _forget_output()


def _forget_output() -> None:
    """Point standard output at nothing, so that Python's own flush at exit does not complain."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
