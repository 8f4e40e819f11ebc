"""Where a command works: its data directory and its configuration file."""

from __future__ import annotations

import contextlib
import os
from argparse import Namespace
from pathlib import Path

from plo_desktop.commands.files import write_file

ENVIRONMENT = "PLO_DESKTOP_HOME"
CONFIG_NAME = "config.toml"
PRACTICE_FOLDER = "ovelse"
"""Where the practice ward lies in a data directory."""

_CONFIG_PLACE = "config.path"


def data_dir(arguments: Namespace) -> Path:
    """Return --data-dir, else PLO_DESKTOP_HOME, else the system's place; it need not exist."""
    given: Path | None = getattr(arguments, "data_dir", None)
    if given is not None:
        return given
    named = os.environ.get(ENVIRONMENT)
    if named:
        return Path(named)
    # platformdirs takes a while to load and is needed by interactive use only.
    import platformdirs

    return Path(platformdirs.user_data_dir("plo-desktop", appauthor=False))


def config_file(arguments: Namespace, folder: Path) -> Path:
    """Return --config, else config.toml in the data directory, else the file that `init` was given.

    The file need not exist.
    """
    given: Path | None = getattr(arguments, "config", None)
    if given is not None:
        return given
    own = folder / CONFIG_NAME
    with contextlib.suppress(OSError, UnicodeDecodeError):
        if not own.exists():
            return Path((folder / _CONFIG_PLACE).read_text(encoding="utf-8").strip())
    return own


def remember_config(folder: Path, config: Path) -> None:
    """Note in the data directory where its configuration lies; raises EnvironmentProblem."""
    write_file(folder / _CONFIG_PLACE, f"{config.absolute()}\n".encode())
