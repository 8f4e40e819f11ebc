"""Errors that a person can act on; anything else is a bug."""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """Exit codes of the command line (stable, product.md 10)."""

    OK = 0
    FAILED = 1
    USAGE = 2
    CONFIGURATION = 3
    NETWORK = 4
    DATA = 5


class UserError(Exception):
    """Something the user can mend: a stable code, what is wrong, and the next step, in Norwegian."""

    def __init__(self, code: str, text: str, next_step: str, exit_code: ExitCode = ExitCode.FAILED) -> None:
        super().__init__(f"{code}: {text} {next_step}")
        self.code = code
        self.text = text
        self.next_step = next_step
        self.exit_code = exit_code


class NotPossible(UserError):
    """What was asked for does not go together with what the log holds."""

    def __init__(self, code: str, text: str, next_step: str) -> None:
        super().__init__(code, text, next_step, ExitCode.DATA)


class EnvironmentProblem(UserError):
    """The surroundings fail (disk, folder, key store, printer): say what to do, and try again later."""
