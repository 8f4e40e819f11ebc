"""What can go wrong with the database file, each with the sentence and the next step that a person needs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlcipher3.dbapi2 as sqc

from plo_desktop.base.errors import EnvironmentProblem, ExitCode, UserError

_KEPT = "Filen er ikke rørt. Ta vare på den, og kontakt IT."


class AlreadyLogged(Exception):
    """The same fact was logged before: a repeated (kind, external id), or a second message with the MsgId."""

    def __init__(self, kind: str, external_id: str) -> None:
        super().__init__(f"{kind} {external_id} is already in the log")
        self.kind = kind
        self.external_id = external_id


def no_database(folder: Path) -> UserError:
    """Nothing has been set up in the folder."""
    return UserError(
        "NO_DATABASE",
        f"Det finnes ingen database i {folder}.",
        "Lag den med «plo-desktop init», eller velg en annen mappe med --data-dir.",
        ExitCode.CONFIGURATION,
    )


def database_gone(path: Path) -> UserError:
    """The folder says that a database was made, but the file is not there or is empty."""
    return UserError(
        "DATABASE_GONE",
        f"Databasen {path} finnes ikke lenger, eller er tom.",
        "Programmet lager ikke en ny over den gamle. Hent filen fra sikkerhetskopien, "
        "eller velg en ny mappe.",
        ExitCode.DATA,
    )


def marker_gone(path: Path) -> UserError:
    """There is a database without the small file that says which key is its own."""
    return UserError(
        "MARKER_GONE",
        f"Filen {path.name} mangler ved siden av databasen.",
        f"Hent den fra sikkerhetskopien. {_KEPT}",
        ExitCode.DATA,
    )


def marker_unreadable(path: Path) -> UserError:
    """The small file beside the database cannot be understood."""
    return UserError(
        "MARKER_UNREADABLE",
        f"Filen {path.name} ved siden av databasen kan ikke leses.",
        f"Hent den fra sikkerhetskopien. {_KEPT}",
        ExitCode.DATA,
    )


def key_gone(where: str) -> UserError:
    """A database exists and its key does not."""
    return UserError(
        "KEY_GONE",
        f"Nøkkelen til databasen finnes ikke i {where}.",
        f"Logg på maskinen som den brukeren som laget databasen, eller hent nøkkelen frem igjen. {_KEPT}",
        ExitCode.DATA,
    )


def wrong_key() -> UserError:
    """The key that was found belongs to another database."""
    return UserError(
        "WRONG_KEY",
        "Feil nøkkel: nøkkelen som ble funnet, hører ikke til denne databasen.",
        f"Hent riktig nøkkel. {_KEPT}",
        ExitCode.DATA,
    )


def not_ours(path: Path, why: str) -> UserError:
    """The file is something else than an encrypted log."""
    return UserError(
        "NOT_OUR_DATABASE", f"{path} er ikke en logg fra PLO Desktop: {why}.", _KEPT, ExitCode.DATA
    )


def damaged() -> UserError:
    """The pages of the file do not carry the seal that the key gives."""
    return UserError(
        "DATABASE_DAMAGED",
        "Databasen er skadet og kan ikke leses.",
        f"Bruk utskrift og telefon så lenge. {_KEPT}",
        ExitCode.DATA,
    )


def in_use() -> UserError:
    """Another window, session or command holds the database."""
    return UserError(
        "DATABASE_IN_USE",
        "Databasen er åpen i et annet vindu eller en annen økt.",
        "Bruk vinduet som er åpent, eller lukk det og prøv igjen.",
    )


def network_drive(folder: Path, kind: str) -> UserError:
    """SQLite's log is not safe on a network file system (F15)."""
    return UserError(
        "NETWORK_DRIVE",
        f"{folder} ligger på et nettverksområde ({kind}). Der er ikke databasen trygg.",
        "Velg en mappe på maskinens egen disk med --data-dir.",
        ExitCode.CONFIGURATION,
    )


def engine_too_old(version: str) -> UserError:
    """SQLite before 3.51.3 may corrupt a log with two connections (the WAL-reset bug, F16)."""
    return UserError(
        "ENGINE_TOO_OLD",
        f"SQLite {version} har en feil som kan ødelegge databasen.",
        "Oppdater PLO Desktop eller pakken sqlcipher3.",
        ExitCode.CONFIGURATION,
    )


def newer_schema() -> UserError:
    """A newer program has used the database; this one may read it (F21)."""
    return UserError(
        "NEWER_DATABASE",
        "Databasen er tatt i bruk av en nyere utgave av PLO Desktop. Denne utgaven kan bare lese den.",
        "Oppdater programmet. Lesing og utskrift virker i mellomtiden.",
        ExitCode.DATA,
    )


def reading_only() -> UserError:
    """Something was to be written through a store that was opened for reading."""
    return UserError(
        "READ_ONLY", "Databasen er åpnet bare for lesing.", "Gjør endringen i vinduet som er åpent."
    )


def wrong_purpose(folder: Path, *, is_test: bool) -> UserError:
    """A test directory was asked for and this is none, or the other way round."""
    what = "en testmappe" if is_test else "en mappe i drift, ikke en testmappe"
    return UserError(
        "WRONG_PURPOSE", f"{folder} er {what}.", "Velg en annen mappe med --data-dir.", ExitCode.USAGE
    )


def no_key_store(name: str) -> EnvironmentProblem:
    """The operating system offers no key store that may hold the key."""
    return EnvironmentProblem(
        "NO_KEY_STORE",
        f"Maskinen har ikke noe trygt nøkkellager (fant «{name}»).",
        "Logg på en vanlig økt med nøkkelring, eller bruk «init --test» til prøver.",
        ExitCode.CONFIGURATION,
    )


def folder_unwritable(folder: Path, reason: str) -> EnvironmentProblem:
    """The data directory cannot be made or written."""
    return EnvironmentProblem(
        "FOLDER_UNWRITABLE",
        f"Kan ikke skrive i {folder}: {reason}.",
        "Gi brukeren rett til å skrive i mappen, eller velg en annen med --data-dir.",
    )


_DISK = {
    "SQLITE_FULL": (
        "DISK_FULL",
        "Disken er full. Det siste ble ikke lagret.",
        "Frigjør plass, og prøv igjen.",
    ),
    "SQLITE_IOERR": (
        "DISK_ERROR",
        "Disken svarer med feil. Det siste ble ikke lagret.",
        "Start programmet på nytt. Skjer det igjen, bruk en annen maskin og kontakt IT.",
    ),
    "SQLITE_CANTOPEN": (
        "FOLDER_UNWRITABLE",
        "Databasen kan ikke åpnes.",
        "Se om mappen finnes, og om brukeren har rett til å lese og skrive i den.",
    ),
    "SQLITE_READONLY": (
        "FOLDER_UNWRITABLE",
        "Databasen kan ikke skrives. Det siste ble ikke lagret.",
        "Gi brukeren rett til å skrive i mappen, eller velg en annen med --data-dir.",
    ),
    "SQLITE_PERM": (
        "FOLDER_UNWRITABLE",
        "Databasen kan ikke åpnes.",
        "Gi brukeren rett til å lese og skrive i mappen.",
    ),
    "SQLITE_BUSY": (
        "DATABASE_BUSY",
        "Databasen er opptatt. Det siste ble ikke lagret.",
        "Prøv igjen om litt. Skjer det ofte, se om et annet program (antivirus, kopiering) holder filen.",
    ),
}


def explained(error: sqc.DatabaseError) -> Exception:
    """Return the error as a person can act on it, or the error itself when it is a fault in the program."""
    name = str(getattr(error, "sqlite_errorname", ""))
    if name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
        return damaged()
    for prefix, (code, text, next_step) in _DISK.items():
        if name.startswith(prefix):
            return EnvironmentProblem(code, text, next_step)
    return error


@contextmanager
def explaining() -> Iterator[None]:
    """Turn the engine's errors into `UserError` and `EnvironmentProblem` where a person can act on them."""
    try:
        yield
    except sqc.DatabaseError as error:
        told = explained(error)
        if told is error:
            raise
        raise told from error
