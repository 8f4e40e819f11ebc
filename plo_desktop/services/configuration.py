"""Reads the ward's configuration file: own addresses, transport, users, municipalities and settings."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field, replace
from datetime import date, time, timedelta
from pathlib import Path

from plo_desktop.base.errors import ExitCode, UserError
from plo_desktop.base.settings import SETTINGS, Value
from plo_desktop.domain.addresses import (
    EVERY_TYPE,
    PSYKISK_HELSE,
    SAKSBEHANDLER,
    SYKEPLEIE,
    AddressBook,
    Kommunekort,
    KommuneService,
    identifier,
)
from plo_desktop.domain.deadline_rules import standard_settings
from plo_desktop.domain.log_rows import Actor
from plo_desktop.domain.party import Organisation, Professional
from plo_desktop.domain.ward import OwnAddresses, OwnService, Ward
from plo_desktop.domain.working_days import WorkingCalendar
from plo_desktop.messages.registry import by_code
from plo_desktop.messages.text_kinds import split_name
from plo_desktop.services.desk import DeskSettings
from plo_desktop.services.lock import pins_in
from plo_desktop.services.phrases import read_phrases
from plo_desktop.services.toml_table import Table, fault

ROLES = ("sykepleier", "sekretær", "leder", "it")
SERVICE_KINDS = (SYKEPLEIE, SAKSBEHANDLER, PSYKISK_HELSE)
TRANSPORTS = ("folder", "demo")
PLO_VERSIONS = ("1.5", "1.6")
PROFILES = ("moved", "plain")
COPIES = ("each", "document")


@dataclass(frozen=True, slots=True)
class TransportChoice:
    """Which way out is used. `root` is absolute, or relative to the configuration file's folder.

    `copies`: "each" copy receiver gets a file, or the server finds them in the "document".
    """

    kind: str
    root: Path
    profile: str = "moved"
    copies: str = "each"


@dataclass(frozen=True, slots=True)
class Configuration:
    """Everything the file says. `warnings` are sentences about keys that are not used.

    `with_pin` are the ids of the users who can unlock.
    """

    ward: Ward = field(default_factory=lambda: Ward("Posten"))
    transport: TransportChoice | None = None
    users: tuple[Actor, ...] = ()
    with_pin: frozenset[str] = frozenset()
    addresses: AddressBook = field(default_factory=AddressBook)
    settings: DeskSettings = field(default_factory=DeskSettings)
    warnings: tuple[str, ...] = ()

    def user(self, name: str) -> Actor | None:
        """Return the user with this id or short name, or None."""
        wanted = name.strip().casefold()
        return next(
            (u for u in self.users if wanted in (u.user_id.casefold(), u.short_name.casefold())), None
        )


def load_configuration(path: Path) -> Configuration:
    """Return what the file says.

    Raises UserError with exit code CONFIGURATION that names file, key and what to write.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise UserError(
            "KONFIGURASJON", f"Finner ikke {path}.", "Oppgi filen med --config.", ExitCode.CONFIGURATION
        ) from None
    except OSError as wrong:
        raise UserError(
            "KONFIGURASJON",
            f"Kan ikke lese {path}: {wrong.strerror}.",
            "Se etter rettighetene til filen.",
            ExitCode.CONFIGURATION,
        ) from wrong
    except UnicodeDecodeError:
        raise UserError(
            "KONFIGURASJON", f"{path} er ikke UTF-8.", "Lagre filen som UTF-8.", ExitCode.CONFIGURATION
        ) from None
    return parse_configuration(text, str(path), path.parent)


def parse_configuration(text: str, source: str, folder: Path = Path()) -> Configuration:
    """Return what a configuration text says; `source` names it in errors. Raises as `load_configuration`."""
    try:
        values: dict[str, object] = dict(tomllib.loads(text))
    except tomllib.TOMLDecodeError as wrong:
        raise UserError(
            "KONFIGURASJON",
            f"{source} er ikke gyldig TOML: {wrong}.",
            "Rett linjen og prøv igjen.",
            ExitCode.CONFIGURATION,
        ) from None
    warnings: list[str] = []
    top = Table(source, "", values, warnings)
    own = tuple(_own(table) for table in top.tables("own"))
    ward = _ward(top.table("ward"), own)
    users = _users(top)
    kommuner = tuple(_kommune(table) for table in top.tables("kommuner"))
    found = Configuration(
        ward=ward,
        transport=_transport(top, folder),
        users=users,
        with_pin=frozenset(pins_in(text)),
        addresses=AddressBook(kommuner, tuple(_copy(table) for table in top.tables("kopimottaker"))),
        settings=_settings(top),
    )
    top.close()
    return replace(found, warnings=tuple(warnings))


def _ids(table: Table) -> tuple[str, ...]:
    ids = table.texts("ids", needed=True)
    for text in ids:
        try:
            identifier(text)
        except ValueError:
            said = f"har «{text}» uten type"
            raise fault(table.source, table.at("ids"), said, 'Skriv ids = ["HER:59"].') from None
    if not ids:
        raise fault(table.source, table.at("ids"), "er tom", 'Skriv ids = ["HER:59"].')
    return ids


def _own(table: Table) -> OwnAddresses:
    services = []
    for each in table.tables("services"):
        sector = each.text("sector", "somatikk")
        services.append(OwnService(each.text("name", needed=True), _ids(each), sector))
        each.close()
    found = OwnAddresses(table.text("name", needed=True), _ids(table), tuple(services))
    table.close()
    return found


def _ward(table: Table, own: tuple[OwnAddresses, ...]) -> Ward:
    found = Ward(
        name=table.text("name", "Posten"),
        phone=table.text("phone"),
        local_id=table.text("local_id"),
        own=own,
        service_name=table.text("service"),
    )
    names = [service.name for each in own for service in each.services]
    if found.service_name and found.service_name not in names:
        wrong = f"er «{found.service_name}», som ikke står under [[own.services]]"
        raise fault(table.source, table.at("service"), wrong, f"Skriv en av: {', '.join(names)}.")
    table.close()
    return found


def _users(top: Table) -> tuple[Actor, ...]:
    users: list[Actor] = []
    for table in top.tables("users"):
        user_id = table.text("id", needed=True)
        name = table.text("name", needed=True)
        role = table.text("role", "sykepleier")
        if role not in ROLES:
            raise fault(table.source, table.at("role"), f"er «{role}»", f"Skriv en av: {', '.join(ROLES)}.")
        short = table.text("short_name", name.rsplit(" ", 1)[-1])
        # Read by services.lock, which alone has to do with PINs.
        table.raw("pin_hash")
        users.append(Actor(user_id, name, short, table.text("profession"), table.text("hpr"), role))
        for other in users[:-1]:
            if other.user_id == user_id or other.short_name == short:
                wrong = f"er lik for {other.name} og {name}"
                key = "id" if other.user_id == user_id else "short_name"
                raise fault(table.source, table.at(key), wrong, "Skriv et eget navn for hver bruker.")
        table.close()
    return tuple(users)


def _kommune(table: Table) -> Kommunekort:
    services = []
    for each in table.tables("services"):
        kind = each.text("kind", needed=True)
        if kind not in SERVICE_KINDS:
            write = f"Skriv en av: {', '.join(SERVICE_KINDS)}."
            raise fault(each.source, each.at("kind"), f"er «{kind}»", write)
        services.append(
            KommuneService(each.text("name", needed=True), kind, each.text("her_id", needed=True))
        )
        each.close()
    receivers, versions = table.table("receivers"), table.table("versions")
    found = Kommunekort(
        name=table.text("name", needed=True),
        her_id=table.text("her_id"),
        number=table.text("number"),
        services=tuple(services),
        electronic=table.flag("electronic", default=True),
        phone=table.text("phone"),
        street=table.text("street"),
        postal_code=table.text("postal_code"),
        city=table.text("city"),
        receivers=tuple((code, receivers.text(code)) for code in receivers.values),
        versions=tuple((code, versions.text(code)) for code in versions.values),
    )
    for code, version in found.versions:
        _check_version(versions, code, version)
    if found.electronic and not found.her_id:
        write = 'Skriv her_id = "99387", eller electronic = false for papir.'
        raise fault(table.source, table.at("her_id"), f"mangler for {found.name}", write)
    table.close()
    return found


def _check_version(table: Table, code: str, version: str) -> None:
    mtype = by_code(code)
    if code != EVERY_TYPE and mtype is None:
        write = 'Skriv en meldingstype som HELSEOPPL_SOKNAD, eller "*" for alle PLO-meldinger.'
        raise fault(table.source, table.at(code), "er ingen meldingstype", write)
    known = (mtype.version, *mtype.also_sent) if mtype else PLO_VERSIONS
    if version not in known:
        raise fault(
            table.source, table.at(code), f"er «{version}»", f"Skriv en av: {', '.join(sorted(known))}."
        )


def _copy(table: Table) -> Organisation:
    """Read a copy receiver: an entity, with a service or a person (fastlege) below it (HIS 1153 AD2.8)."""
    name, idents = table.text("name", needed=True), _ids(table)
    person: Professional | None = None
    service: Organisation | None = None
    if "person" in table.values:
        each = table.table("person")
        family, given = split_name(each.text("name", needed=True))
        person = Professional(family, given, idents=tuple(map(identifier, _ids(each))))
        each.close()
    if "service" in table.values:
        each = table.table("service")
        service = Organisation(each.text("name", needed=True), tuple(map(identifier, _ids(each))))
        each.close()
    table.close()
    return Organisation(name, tuple(map(identifier, idents)), service, person)


def _transport(top: Table, folder: Path) -> TransportChoice | None:
    if "transport" not in top.values:
        return None
    table = top.table("transport")
    kind = table.text("kind", needed=True)
    if kind not in TRANSPORTS:
        write = f"Skriv en av: {', '.join(TRANSPORTS)}."
        raise fault(table.source, table.at("kind"), f"er «{kind}»", write)
    profile = table.text("profile", "moved")
    if profile not in PROFILES:
        write = f"Skriv en av: {', '.join(PROFILES)}."
        raise fault(table.source, table.at("profile"), f"er «{profile}»", write)
    copies = table.text("copies", "each")
    if copies not in COPIES:
        raise fault(table.source, table.at("copies"), f"er «{copies}»", f"Skriv en av: {', '.join(COPIES)}.")
    root = table.text("root", needed=kind == "folder")
    table.close()
    return TransportChoice(kind, folder / root, profile, copies)


def _settings(top: Table) -> DeskSettings:
    values: dict[str, Value] = {}
    tables: dict[str, Table] = {}
    for setting in SETTINGS:
        group, name = setting.key.split(".")
        table = tables.setdefault(group, top.table(group))
        given = table.raw(name)
        values[setting.key] = setting.default
        if given is None:
            continue
        if write := setting.fault(given):
            raise fault(table.source, setting.key, f"er {given!r}", write)
        if isinstance(given, list):
            values[setting.key] = tuple(str(item) for item in given)
        elif isinstance(given, bool | int | str):
            values[setting.key] = given
    for table in tables.values():
        table.close()
    deadlines = replace(standard_settings(), calendar=_calendar(top.source, values))
    changes = top.table("deadlines")
    for rule in changes.values:
        limits = changes.table(rule)
        soft, hard = limits.raw("soft"), limits.raw("hard")
        try:
            deadlines = deadlines.having(
                rule, soft=None if soft is None else str(soft), hard=None if hard is None else str(hard)
            )
        except KeyError:
            known = ", ".join(sorted({each.id for each in deadlines.rules}))
            raise fault(top.source, changes.at(rule), "er ingen frist", f"Fristene er: {known}.") from None
        except ValueError as wrong:
            raise fault(
                top.source, changes.at(rule), "har en grense som ikke kan leses", str(wrong)
            ) from None
        limits.close()
    return DeskSettings(
        deadlines=deadlines,
        unknown_service=str(values["receive.unknown_service"]),
        hold=timedelta(seconds=_whole(values["dispatch.hold_seconds"])),
        processing=str(values["dispatch.processing"]),
        lock_after=timedelta(minutes=_whole(values["lock.minutes"])),
        phrases=read_phrases(top),
    )


def _whole(value: Value) -> int:
    return value if isinstance(value, int) else 0


def _calendar(source: str, values: dict[str, Value]) -> WorkingCalendar:
    closed = values["virkedag.stengt"]
    try:
        ends_at = time.fromisoformat(str(values["virkedag.slutter"]))
        days = frozenset(date.fromisoformat(text) for text in (closed if isinstance(closed, tuple) else ()))
    except ValueError as wrong:
        write = 'Skriv slutter = "15:00" og stengt = ["2026-12-24"].'
        raise fault(source, "virkedag", f"kan ikke leses: {wrong}", write) from None
    return WorkingCalendar(bool(values["virkedag.lordag"]), days, ends_at)
