"""Sets a command's desk: configuration, clock, log, and the way out, for acts without a window."""

from __future__ import annotations

import platform
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from plo_desktop.base.clock import Clock
from plo_desktop.base.errors import ExitCode, UserError
from plo_desktop.commands.moments import clock_for
from plo_desktop.commands.places import config_file
from plo_desktop.domain.log_rows import SYSTEM
from plo_desktop.services.configuration import Configuration, load_configuration
from plo_desktop.services.desk import Desk
from plo_desktop.store.open_store import open_store
from plo_desktop.transport.folder import FolderTransport
from plo_desktop.wire.inbox import words_of


@dataclass(frozen=True, slots=True)
class Opened:
    """The desk of a command and the configuration behind it."""

    desk: Desk
    configuration: Configuration


@contextmanager
def opened(
    arguments: Namespace, folder: Path, *, reading: bool = False, needs_configuration: bool = True
) -> Iterator[Opened]:
    """Open everything, and close it at the end. The program itself is the actor.

    Raises UserError: NO_DATABASE and the like, 3 for a faulty or missing configuration, 2 for a wrong --now.
    """
    clock = clock_for(arguments, folder)
    path = config_file(arguments, folder)
    wanted = needs_configuration or path.exists()
    configuration = load_configuration(path) if wanted else Configuration()
    with open_store(folder, reading=reading, words_of=words_of) as store:
        desk = Desk(
            store,
            clock,
            SYSTEM,
            platform.node(),
            configuration.ward,
            configuration.addresses,
            configuration.settings,
        )
        yield Opened(desk, configuration)


def folder_transport(configuration: Configuration, clock: Clock) -> FolderTransport:
    """Return the configured way out; raises UserError with exit code 3 when there is none."""
    chosen = configuration.transport
    if chosen is None or chosen.kind != "folder":
        raise UserError(
            "NO_TRANSPORT",
            "Ingen mappe til en meldingsserver er satt opp.",
            'Skriv [transport] kind = "folder" og root = "…" i konfigurasjonen.',
            ExitCode.CONFIGURATION,
        )
    return FolderTransport(chosen.root, clock, profile=chosen.profile, copies=chosen.copies)
