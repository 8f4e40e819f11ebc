"""`doctor`: looks at everything the program stands on, and says how to mend what is wrong."""

from __future__ import annotations

import os
import platform
import shutil
from argparse import Namespace
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path

from plo_desktop import __version__
from plo_desktop.base.clock import SystemClock, to_oslo
from plo_desktop.base.errors import ExitCode, UserError
from plo_desktop.base.resources import resource_dir
from plo_desktop.commands.files import print_json
from plo_desktop.commands.places import config_file
from plo_desktop.domain.addresses import SAKSBEHANDLER, SYKEPLEIE
from plo_desktop.domain.log_rows import MessageFilter
from plo_desktop.services.configuration import Configuration, load_configuration
from plo_desktop.store.open_store import open_store
from plo_desktop.store.sqlite_store import SqliteStore

OK, WARN, FAIL = "ok", "warn", "fail"
_RESOURCES = (
    "tokens.json",
    "tokens.toml",
    "frister.toml",
    "codebooks.toml",
    "fonts/Inter-Regular.ttf",
    "fonts/Inter-Medium.ttf",
    "fonts/Inter-SemiBold.ttf",
    "fonts/Inter-Bold.ttf",
    "icons/forfalt.svg",
)
_LITTLE_ROOM = 1_000_000_000
_NO_ROOM = 100_000_000
_CLOCK_SLACK = timedelta(minutes=5)
_FIRST_YEAR = 2025


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at. `level`: "ok", "warn" or "fail"; `fix` says what to do, empty when all is well."""

    check: str
    level: str
    text: str
    fix: str = ""


def run(arguments: Namespace, folder: Path) -> int:
    """Print every check; returns 4 when the transport fails, 3 for the configuration, 1 for the rest."""
    checks = tuple(_checks(arguments, folder))
    if arguments.json:
        print_json([asdict(check) for check in checks])
    else:
        for check in checks:
            fix = f" {check.fix}" if check.fix else ""
            print(f"{check.level:<5} {check.check:<10} {check.text}{fix}")
    return _exit_code({check.check for check in checks if check.level == FAIL})


def _exit_code(failed: set[str]) -> int:
    if "transport" in failed:
        return ExitCode.NETWORK
    if "config" in failed:
        return ExitCode.CONFIGURATION
    return ExitCode.FAILED if failed else ExitCode.OK


def _checks(arguments: Namespace, folder: Path) -> Iterator[Check]:
    yield Check("program", OK, f"PLO Desktop {__version__}, Python {platform.python_version()}")
    yield _resources()
    configuration, told = _configuration(config_file(arguments, folder))
    yield told
    yield _disk(folder)
    yield from _log(folder)
    if configuration:
        yield _users(configuration)
        yield _kommuner(configuration)
        yield _transport(configuration)


def _failed(name: str, error: UserError) -> Check:
    return Check(name, FAIL, error.text, error.next_step)


def _resources() -> Check:
    try:
        here = resource_dir()
    except FileNotFoundError:
        return Check("resources", FAIL, "Programmets egne filer mangler.", "Installer programmet på nytt.")
    missing = [name for name in _RESOURCES if not (here / name).is_file()]
    if missing:
        return Check("resources", FAIL, f"Mangler {', '.join(missing)}.", "Installer programmet på nytt.")
    return Check("resources", OK, "Skrifter, ikoner og regler er på plass.")


def _configuration(path: Path) -> tuple[Configuration | None, Check]:
    try:
        found = load_configuration(path)
    except UserError as error:
        return None, _failed("config", error)
    if found.warnings:
        said = " ".join(found.warnings)
        return found, Check("config", WARN, f"Lest fra {path}. {said}", "Rett skrivefeil i filen.")
    if not found.ward.own:
        return found, Check("config", WARN, f"{path} har ingen egne adresser.", "Skriv dem som [[own]].")
    return found, Check("config", OK, f"Lest fra {path}.")


def _disk(folder: Path) -> Check:
    place = next((each for each in (folder, *folder.absolute().parents) if each.exists()), Path("/"))
    try:
        free = shutil.disk_usage(place).free
    except OSError as error:
        return Check("disk", WARN, f"Ledig plass er ukjent ({error.strerror}).", "Se på disken.")
    said = f"{free // 1_000_000} MB ledig der loggen ligger."
    if free < _NO_ROOM:
        return Check("disk", FAIL, said, "Rydd plass: meldinger kan snart ikke lagres.")
    if free < _LITTLE_ROOM:
        return Check("disk", WARN, said, "Rydd plass.")
    return Check("disk", OK, said)


def _log(folder: Path) -> Iterator[Check]:
    try:
        store = open_store(folder, reading=True)
    except UserError as error:
        yield _failed("log", error)
        yield _clock(None)
        return
    with store:
        kind = "Testmappe: nøkkelen ligger ved siden av loggen" if store.is_test else "Loggen er kryptert"
        if store.is_test:
            yield Check("key", WARN, f"{kind}.", "Bruk den aldri til ekte pasienter.")
        else:
            yield Check("key", OK, "Nøkkelen ligger i maskinens nøkkellager.")
        yield _opened(store)
        newest = store.messages(MessageFilter(limit=1, receipts=True))
        yield _clock(newest[0].at if newest else None)
        waiting = len(store.outbox())
        if waiting:
            yield Check(
                "outbox", WARN, f"{waiting} meldinger venter på å bli sendt.", "Kjør exchange --once."
            )
        else:
            yield Check("outbox", OK, "Ingen meldinger venter på å bli sendt.")


def _opened(store: SqliteStore) -> Check:
    folder = store.folder
    if not os.access(folder, os.W_OK):
        return Check("log", FAIL, f"{folder} kan ikke skrives.", "Gi brukeren rett til å skrive i mappen.")
    count = store.message_count(MessageFilter(receipts=True))
    return Check("log", OK, f"Loggen i {folder} er kryptert og kan leses: {count} meldinger.")


def _clock(newest: datetime | None) -> Check:
    now = SystemClock().now()
    said = f"Klokken er {to_oslo(now):%d.%m.%Y %H:%M} i Norge."
    if now.year < _FIRST_YEAR:
        return Check("clock", FAIL, said, "Still maskinens klokke.")
    if newest is not None and newest > now + _CLOCK_SLACK:
        return Check(
            "clock",
            WARN,
            f"{said} Loggen har en melding fra etter dette.",
            "Se om maskinens klokke går rett.",
        )
    return Check("clock", OK, said)


def _users(configuration: Configuration) -> Check:
    if not configuration.users:
        return Check(
            "users", WARN, "Ingen brukere er satt opp: vinduet åpner ikke.", "Skriv dem som [[users]]."
        )
    without = [user.name for user in configuration.users if user.user_id not in configuration.with_pin]
    if without:
        said = f"{', '.join(without)} har ingen PIN og kan ikke låse opp."
        return Check("users", WARN, said, "Kjør plo-desktop pin-hash, og skriv svaret som pin_hash.")
    return Check("users", OK, f"{len(configuration.users)} brukere kan låse opp.")


def _kommuner(configuration: Configuration) -> Check:
    cards = configuration.addresses.cards
    if not cards:
        said = "Ingen kommuner er satt opp: ingen kan få elektroniske meldinger."
        return Check("kommuner", WARN, said, "Skriv dem som [[kommuner]].")
    lacking = [
        f"{card.name} ({kind})"
        for card in cards
        if card.electronic
        for kind in (SYKEPLEIE, SAKSBEHANDLER)
        if card.service_of(kind) is None
    ]
    if lacking:
        said = f"Tjeneste mangler for {', '.join(lacking)}: slike meldinger går ikke elektronisk."
        return Check("kommuner", WARN, said, "Skriv tjenesten med her_id under [[kommuner.services]].")
    return Check("kommuner", OK, f"{len(cards)} kommuner er satt opp.")


def _transport(configuration: Configuration) -> Check:
    chosen = configuration.transport
    if chosen is None or chosen.kind != "folder":
        said = "Ingen vei ut er satt opp: ingenting kan sendes eller hentes."
        if chosen is not None:
            said = f'[transport] kind = "{chosen.kind}" virker bare i øvelsesposten.'
        return Check("transport", WARN, said, 'Skriv [transport] kind = "folder" og root = "…".')
    root = chosen.root
    if not root.is_dir():
        return Check(
            "transport",
            FAIL,
            f"Mappen til meldingsserveren, {root}, finnes ikke eller kan ikke nås.",
            "Meldinger venter i utboksen. Be IT se etter nettverksmappen.",
        )
    for place in (root / "in", root / "out", root):
        if place.is_dir() and not os.access(place, os.R_OK | os.W_OK | os.X_OK):
            return Check("transport", FAIL, f"{place} kan ikke brukes.", "Gi brukeren rett til mappen.")
    return Check("transport", OK, f"Mappen til meldingsserveren, {root}, kan nås.")
