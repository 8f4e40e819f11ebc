"""Picks store, transport and clock of a ward: the practice ward, or the one that is configured."""

from __future__ import annotations

import platform
import shutil
from dataclasses import dataclass
from pathlib import Path

from plo_desktop.base.clock import Clock, SystemClock
from plo_desktop.base.errors import ExitCode, UserError
from plo_desktop.base.resources import read_text
from plo_desktop.commands.places import PRACTICE_FOLDER
from plo_desktop.domain.log_rows import Actor
from plo_desktop.services import lock
from plo_desktop.services.configuration import Configuration, load_configuration
from plo_desktop.services.desk import Desk
from plo_desktop.services.ports import Transport
from plo_desktop.store.faults import folder_unwritable
from plo_desktop.store.open_store import LOCK, open_store
from plo_desktop.store.ownership import Ownership
from plo_desktop.store.sqlite_store import SqliteStore
from plo_desktop.transport.demo import SimulatedKommune
from plo_desktop.transport.folder import FolderTransport
from plo_desktop.ui.frame.main_window import Place, people_of
from plo_desktop.ui.parts.mark_tag import PRACTICE, TEST
from plo_desktop.wire.inbox import words_of

_MEMORY = "kommune.json"


@dataclass(frozen=True, slots=True)
class Setup:
    """Everything a window stands on. `pins` are scrypt hashes by user id."""

    store: SqliteStore
    configuration: Configuration
    pins: dict[str, str]
    transport: Transport
    clock: Clock
    practice: bool
    folder: Path

    def desk(self, store: SqliteStore, actor: Actor) -> Desk:
        """Return the desk of a person on one connection."""
        configuration = self.configuration
        return Desk(
            store,
            self.clock,
            actor,
            platform.node(),
            configuration.ward,
            configuration.addresses,
            configuration.settings,
        )

    def place(self) -> Place:
        """Return what the window says about where it stands."""
        configuration = self.configuration
        own = configuration.ward.organisation
        return Place(
            ward=configuration.ward.name,
            house=own.name if own else "",
            people=people_of(configuration.users),
            pins=self.pins,
            mark=PRACTICE if self.practice else TEST if self.store.is_test else "",
            lock_after=configuration.settings.lock_after,
        )


def practice_setup(
    folder: Path, clock: Clock, *, fresh: bool = False, filled: bool = True, lively: bool = False
) -> Setup:
    """Open the isolated practice ward below `folder`; `fresh` begins it anew, `filled` gives it a history.

    `lively`: the municipality also writes by itself during the first quarter of an hour.

    Raises UserError when the folder cannot be used.
    """
    # The practice ward's texts and municipality take 0.1 s to load; a real ward never needs them.
    from plo_desktop.services import practice

    place = folder / PRACTICE_FOLDER
    if fresh and place.exists():
        _clear(place)
    place.mkdir(parents=True, exist_ok=True)
    store = open_store(place, create=True, test=True, words_of=words_of)
    configuration = practice.configuration()
    transport = SimulatedKommune(clock, practice.answers(), place / _MEMORY)
    pins = lock.pins_in(read_text("practice/config.toml"))
    setup = Setup(store, configuration, pins, transport, clock, practice=True, folder=place)
    if not store.stays(include_discharged=True):
        desk = setup.desk(store, configuration.users[0])
        if filled:
            practice.fill(desk)
            for item in practice.coming(desk) if lively else ():
                transport.deliver(item.data, item.name, item.at)
        else:
            practice.empty_ward(desk)
    return setup


def _clear(place: Path) -> None:
    """Empty the practice ward's folder. Raises UserError DATABASE_IN_USE while a window has it open."""
    ownership = Ownership(place / LOCK)
    try:
        for each in place.iterdir():
            if each.name == LOCK:
                continue
            if each.is_dir() and not each.is_symlink():
                shutil.rmtree(each)
            else:
                each.unlink()
    except OSError as error:
        raise folder_unwritable(place, error.strerror or str(error)) from error
    finally:
        ownership.release()


def ward_setup(folder: Path, config: Path) -> Setup:
    """Open the configured ward. Raises UserError with what IT has to mend."""
    configuration = load_configuration(config)
    chosen = configuration.transport
    if chosen is None or chosen.kind != "folder":
        raise UserError(
            "NO_TRANSPORT",
            "Ingen mappe til en meldingsserver er satt opp.",
            'Skriv [transport] kind = "folder" og root = "…" i konfigurasjonen.',
            ExitCode.CONFIGURATION,
        )
    if not people_of(configuration.users):
        raise UserError(
            "NO_USERS",
            "Ingen brukere er satt opp.",
            "Skriv minst én [[users]] med id, name, short_name, role og pin_hash i konfigurasjonen.",
            ExitCode.CONFIGURATION,
        )
    clock = SystemClock()
    transport = FolderTransport(chosen.root, clock, profile=chosen.profile, copies=chosen.copies)
    pins = lock.pins_in(config.read_text(encoding="utf-8-sig"))
    store = open_store(folder, words_of=words_of)
    return Setup(store, configuration, pins, transport, clock, practice=False, folder=folder)
