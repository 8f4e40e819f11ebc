"""`init`: makes a data directory without a window."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from plo_desktop.base.errors import ExitCode, UserError
from plo_desktop.commands.places import remember_config
from plo_desktop.services.configuration import load_configuration
from plo_desktop.store.keys import read_marker
from plo_desktop.store.open_store import open_store


def run(arguments: Namespace, folder: Path) -> int:
    """Make the directory, and note where its configuration lies so that later commands find it.

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
    if given is not None:
        load_configuration(given)
    open_store(folder, create=True, test=arguments.test).close()
    if given is not None:
        remember_config(folder, given)
    kind = "Testmappe" if arguments.test else "Datamappe"
    print(f"{kind} laget: {folder}")
    return ExitCode.OK
