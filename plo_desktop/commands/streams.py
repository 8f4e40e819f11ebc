"""Makes standard output speak UTF-8 also where the machine's locale is C or a Windows code page."""

from __future__ import annotations

import io
import sys


def speak_utf8() -> None:
    """Switch standard output and error to UTF-8; what cannot be encoded is escaped, never fatal."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
