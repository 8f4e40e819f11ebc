"""Finds the files that ship with the program, in a checkout, an installed wheel and a frozen build alike."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path


@cache
def resource_dir() -> Path:
    """Return the folder that holds `tokens.toml`, `frister.toml`, fonts, icons and codebooks.

    Raises FileNotFoundError when the program is installed without its resources.
    """
    package = Path(__file__).resolve().parent.parent
    frozen = getattr(sys, "_MEIPASS", None)
    candidates = [package / "_resources", package.parent / "resources"]
    if frozen:
        candidates.insert(0, Path(frozen) / "resources")
    for candidate in candidates:
        if candidate.is_dir():
            return candidate
    raise FileNotFoundError(f"no resources beside {package}")


def read_text(name: str) -> str:
    """Return one resource as UTF-8 text; `name` is relative to the resource folder."""
    return (resource_dir() / name).read_text(encoding="utf-8")
