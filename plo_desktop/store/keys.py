"""The database key: in the operating system's key store, or beside a directory that is marked as a test.

A key is made once, before its database exists, and never again (reliability 10).
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

from plo_desktop.base.errors import EnvironmentProblem, UserError
from plo_desktop.base.ids import is_uuid
from plo_desktop.store.faults import (
    folder_unwritable,
    key_gone,
    marker_unreadable,
    no_key_store,
    wrong_key,
)

KEY_BYTES: Final = 32
MARKER: Final = "plo-desktop.json"
TEST_KEY: Final = "plo-desktop.test-key"
_SERVICE: Final = "PLO Desktop"

# What may hold the key. Everything else is refused: "null" forgets it silently, "fail" has no store, and the
# files of keyrings.alt lie unencrypted in the home directory.
_TRUSTED: Final = frozenset(
    {
        "keyring.backends.SecretService.Keyring",
        "keyring.backends.Windows.WinVaultKeyring",
        "keyring.backends.kwallet.DBusKeyring",
        "keyring.backends.kwallet.DBusKeyringKWallet4",
        "keyring.backends.libsecret.Keyring",
        "keyring.backends.macOS.Keyring",
    }
)
_CHAIN: Final = "keyring.backends.chainer.ChainerBackend"


class KeyRing(Protocol):
    """Where the keys of databases in use lie. Raises EnvironmentProblem when it cannot be reached."""

    @property
    def name(self) -> str:
        """Say where the keys lie, in Norwegian."""
        ...

    def get(self, database: str) -> str | None:
        """Return the key of a database as 64 hexadecimal digits, or None."""
        ...

    def put(self, database: str, key: str) -> None:
        """Keep the key of a database."""
        ...


class SystemKeyRing:
    """The key store of the operating system, when it is one of those that can be trusted."""

    name = "maskinens nøkkellager"

    def get(self, database: str) -> str | None:
        """Return the key of a database, or None."""
        # keyring takes 120 ms to import and is needed once, and never for a test directory.
        import keyring
        import keyring.errors

        require_trusted(backend_names(keyring.get_keyring()))
        try:
            return keyring.get_password(_SERVICE, database)
        except keyring.errors.KeyringError as error:
            raise _unreachable(error) from error

    def put(self, database: str, key: str) -> None:
        """Keep the key of a database."""
        import keyring
        import keyring.errors

        require_trusted(backend_names(keyring.get_keyring()))
        try:
            keyring.set_password(_SERVICE, database, key)
        except keyring.errors.KeyringError as error:
            raise _unreachable(error) from error


def _unreachable(error: Exception) -> EnvironmentProblem:
    return EnvironmentProblem(
        "KEY_STORE_UNREACHABLE",
        f"Nøkkellageret svarer ikke ({type(error).__name__}).",
        "Lås opp nøkkelringen, og prøv igjen.",
    )


def backend_names(backend: object) -> tuple[str, ...]:
    """Return the full class names of a keyring backend, or of all backends in a chain."""
    name = f"{type(backend).__module__}.{type(backend).__qualname__}"
    if name != _CHAIN:
        return (name,)
    return tuple(one for part in getattr(backend, "backends", ()) for one in backend_names(part))


def require_trusted(names: tuple[str, ...]) -> None:
    """Raise EnvironmentProblem NO_KEY_STORE unless every backend is on the list of trusted ones."""
    if not names or not _TRUSTED.issuperset(names):
        raise no_key_store(", ".join(sorted(set(names) - _TRUSTED)) or "ingen")


@dataclass(frozen=True, slots=True)
class TestKeyFile:
    """The key of a test directory, in plain sight beside the database."""

    __test__ = False

    folder: Path
    name: str = TEST_KEY

    def get(self, database: str) -> str | None:
        """Return the key, or None when the file is not there or belongs to another database."""
        try:
            owner, _, key = (self.folder / TEST_KEY).read_text(encoding="ascii").strip().partition(" ")
        except FileNotFoundError:
            return None
        except (OSError, UnicodeDecodeError) as error:
            raise key_gone(TEST_KEY) from error
        return key if owner == database else None

    def put(self, database: str, key: str) -> None:
        """Write the key file."""
        write_durably(self.folder / TEST_KEY, f"{database} {key}\n")


@dataclass(frozen=True, slots=True)
class Marker:
    """What lies beside the database in the clear: which key it needs, and whether it is a test.

    `fingerprint` recognises the key without revealing it. `made` is false until the database first stood.
    """

    database: str
    is_test: bool
    fingerprint: str
    made: bool

    def write(self, folder: Path) -> None:
        """Write the marker so that it is whole after a power cut."""
        plain = {
            "about": "Ta vare på denne filen: uten den finner ikke PLO Desktop nøkkelen til databasen.",
            "database": self.database,
            "purpose": "test" if self.is_test else "drift",
            "fingerprint": self.fingerprint,
            "made": self.made,
        }
        write_durably(folder / MARKER, json.dumps(plain, ensure_ascii=False, indent=1) + "\n")


def read_marker(folder: Path) -> Marker | None:
    """Return the folder's marker, or None; raises UserError MARKER_UNREADABLE."""
    path = folder / MARKER
    try:
        plain = json.loads(path.read_text(encoding="utf-8"))
        marker = Marker(
            str(plain["database"]), plain["purpose"] == "test", str(plain["fingerprint"]), bool(plain["made"])
        )
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise marker_unreadable(path) from error
    if not is_uuid(marker.database):
        raise marker_unreadable(path)
    return marker


def key_for(marker: Marker, ring: KeyRing) -> bytes:
    """Return the 32-byte key; raises UserError KEY_GONE or WRONG_KEY without having touched the database."""
    found = ring.get(marker.database)
    if found is None:
        raise key_gone(ring.name)
    try:
        key = bytes.fromhex(found)
    except ValueError as error:
        raise wrong_key() from error
    if len(key) != KEY_BYTES or fingerprint(key) != marker.fingerprint:
        raise wrong_key()
    return key


def new_key(database: str, ring: KeyRing) -> bytes:
    """Make and keep a random key; raises UserError when the ring does not give back what it was given."""
    key = secrets.token_bytes(KEY_BYTES)
    ring.put(database, key.hex())
    if ring.get(database) != key.hex():
        raise UserError(
            "KEY_NOT_KEPT",
            f"Nøkkelen ble ikke lagret i {ring.name}.",
            "Ingen database er laget. Se om nøkkellageret virker, og prøv igjen.",
        )
    return key


def fingerprint(key: bytes) -> str:
    """Return 16 hexadecimal digits that recognise a random 256-bit key and do not reveal it."""
    return hashlib.sha256(b"plo-desktop key fingerprint\x00" + key).hexdigest()[:16]


def write_durably(path: Path, text: str) -> None:
    """Write a small file whole or not at all, readable by its owner only, and on disk when this returns."""
    draft = path.with_name(path.name + ".new")
    try:
        file = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(file, "w", encoding="utf-8") as out:
            out.write(text)
            out.flush()
            os.fsync(out.fileno())
        draft.replace(path)
        if os.name == "posix":
            # The new name is on disk only when the folder is.
            place = os.open(path.parent, os.O_RDONLY)
            try:
                os.fsync(place)
            finally:
                os.close(place)
    except OSError as error:
        raise folder_unwritable(path.parent, error.strerror or str(error)) from error
