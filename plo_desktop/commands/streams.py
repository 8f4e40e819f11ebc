"""Gives the program streams it can write to, in UTF-8 also where the locale is C or a Windows code page."""

from __future__ import annotations

import io
import os
import sys


def speak_utf8() -> None:
    """Switch standard output and error to UTF-8; what cannot be encoded is escaped, never fatal.

    A program without a console, as Windows starts one with a window, gets streams that go nowhere.
    """
    if sys.stdout is None:
        sys.stdout = _nowhere()
    if sys.stderr is None:
        sys.stderr = _nowhere()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _nowhere() -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BufferedWriter(io.FileIO(os.devnull, "w")), encoding="utf-8")
