"""`init`: makes a data directory without a window."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from plo_desktop.base.errors import ExitCode, UserError
from plo_desktop.commands.files import read_input, write_file
from plo_desktop.commands.places import CONFIG_NAME
from plo_desktop.services.configuration import load_configuration
from plo_desktop.store.keys import read_marker
from plo_desktop.store.open_store import open_store


def run(arguments: Namespace, folder: Path) -> int:
    """Make the directory, and put a checked copy of the configuration in it so that later commands find it.

    Raises UserError when there is a log already, when the configuration is faulty, or as `open_store` does.
    """
    marker = read_marker(folder)
    if marker is not None and marker.made:
        raise UserError(
            "ALREADY_THERE",
            f"Det finnes allerede en logg i {folder}.",
            "Bruk den som den er, eller velg en ny mappe med --data-dir.",
        )
    given: Path | None = getattr(arguments, "config", None)
    copy = b""
    if given is not None:
        load_configuration(given)
        copy = read_input(str(given))
    open_store(folder, create=True, test=arguments.test).close()
    if given is not None and given.resolve() != (folder / CONFIG_NAME).resolve():
        write_file(folder / CONFIG_NAME, copy)
    kind = "Testmappe" if arguments.test else "Datamappe"
    print(f"{kind} laget: {folder}")
    return ExitCode.OK
