"""`pin-hash`: makes the line that IT writes for a user, so that nobody's PIN is ever written down."""

from __future__ import annotations

import getpass
import re
import sys

from plo_desktop.base.errors import ExitCode, UserError
from plo_desktop.services.lock import pin_hash

_PIN = re.compile(r"[0-9]{4,8}")


def run() -> int:
    """Ask for a PIN, or read it from a pipe, and print `pin_hash = "…"`.

    Raises UserError with exit code USAGE when it is not 4 to 8 digits.
    """
    asks = sys.stdin.isatty()
    pin = getpass.getpass("PIN: ") if asks else sys.stdin.readline().strip()
    if _PIN.fullmatch(pin) is None:
        raise UserError("PIN", "PIN-koden må være 4 til 8 sifre.", "Prøv igjen.", ExitCode.USAGE)
    print(f'pin_hash = "{pin_hash(pin)}"')
    return ExitCode.OK
