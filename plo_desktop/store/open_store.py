"""The one door to the database: finds the folder's key, takes ownership, refuses what is not its own."""

from __future__ import annotations

import contextlib
import os
import platform
from pathlib import Path
from typing import Final

from plo_desktop.base.ids import new_uuid
from plo_desktop.store.connection import PAGE, is_plain_sqlite, open_connection
from plo_desktop.store.faults import (
    database_gone,
    folder_unwritable,
    marker_gone,
    no_database,
    not_ours,
    wrong_purpose,
)
from plo_desktop.store.keys import (
    MARKER,
    KeyRing,
    Marker,
    SystemKeyRing,
    TestKeyFile,
    fingerprint,
    key_for,
    new_key,
    read_marker,
)
from plo_desktop.store.ownership import Ownership, require_own_disk
from plo_desktop.store.schema_version import SCHEMA, schema_of
from plo_desktop.store.sqlite_store import Place, SqliteStore
from plo_desktop.store.word_index import WordsOf

DATABASE: Final = "log.db"
LOCK: Final = "log.lock"


def open_store(
    data_dir: Path,
    *,
    create: bool = False,
    test: bool = False,
    keys: KeyRing | None = None,
    reading: bool = False,
    workstation: str = "",
    words_of: WordsOf | None = None,
) -> SqliteStore:
    """Open the log of a data directory.

    `create` makes what is not there yet; an existing database is opened, never replaced. `test` makes a test
    directory, or insists on one: its key lies beside it. `reading` needs no ownership and works beside an
    open window. `keys` is where the key lies in production, by default the key store of the operating system.
    `words_of` gives the words of a kept document: a store in which messages are received or searched for
    needs it. Words that the last process left waiting are indexed now.

    Raises UserError with the code NO_DATABASE, DATABASE_GONE, MARKER_GONE, KEY_GONE, WRONG_KEY,
    NOT_OUR_DATABASE, DATABASE_DAMAGED, DATABASE_IN_USE, NETWORK_DRIVE, WRONG_PURPOSE or ENGINE_TOO_OLD, and
    EnvironmentProblem when the folder or the key store cannot be used; the database file is then
    unchanged, and a folder that was made for it is taken away again.
    """
    path = data_dir / DATABASE
    new = _new_places(data_dir) if create else ()
    ownership = None if reading else _own(data_dir, create=create)
    try:
        marker = read_marker(data_dir)
        if marker is None:
            _require_nothing_there(path)
            if reading or not create:
                raise no_database(data_dir)
            marker = _begin(data_dir, keys, is_test=test)
        if (test and not marker.is_test) or (create and marker.is_test and not test):
            raise wrong_purpose(data_dir, is_test=marker.is_test)
        if not marker.is_test:
            require_own_disk(data_dir)
        ring = _ring(data_dir, keys, is_test=marker.is_test)
        _require_ours(path, marker)
        if not marker.made and reading:
            raise no_database(data_dir)
        place = Place(
            folder=data_dir,
            path=path,
            key=key_for(marker, ring),
            is_test=marker.is_test,
            workstation=workstation or platform.node(),
            reading=reading,
        )
        if reading and _is_older(place):
            # A list is asked for right after an upgrade: the steps are taken by a writer, as always.
            open_store(data_dir, keys=ring, workstation=workstation, words_of=words_of).close()
        return _opened(place, marker, ownership, words_of)
    except BaseException:
        if ownership is not None:
            ownership.release()
        if not (data_dir / MARKER).exists():
            _leave_nothing(new)
        raise


def _new_places(data_dir: Path) -> tuple[Path, ...]:
    """Return the lock and the folders that are not there yet, the innermost first."""
    places = (data_dir / LOCK, data_dir, *data_dir.parents)
    return tuple(place for place in places if not os.path.lexists(place))


def _leave_nothing(new: tuple[Path, ...]) -> None:
    """Take away what an attempt made that came to no database."""
    # What cannot be taken away is an empty folder, and that is no reason to hide why the attempt failed.
    with contextlib.suppress(OSError):
        for place in new:
            if place.is_dir():
                place.rmdir()
            else:
                place.unlink()


def _is_older(place: Place) -> bool:
    connection = open_connection(place.path, place.key, reading=True)
    try:
        return 0 < schema_of(connection) < SCHEMA
    finally:
        connection.close()


def _opened(
    place: Place, marker: Marker, ownership: Ownership | None, words_of: WordsOf | None
) -> SqliteStore:
    if not marker.made:
        # SQLite gives its other files the rights of this one.
        place.path.touch(mode=0o600)
    connection = open_connection(place.path, place.key, reading=place.reading)
    try:
        if not place.reading and schema_of(connection) < SCHEMA:
            # Loaded only when there is a step to take: sqlite-utils costs 100-200 ms at start.
            from plo_desktop.store.migrations import migrate

            migrate(connection)
        if place.reading and schema_of(connection) < SCHEMA:
            raise no_database(place.folder)
        if not marker.made and not place.reading:
            Marker(marker.database, marker.is_test, marker.fingerprint, made=True).write(place.folder)
        store = SqliteStore(place, connection, ownership, words_of)
        if words_of is not None:
            store.index_waiting()
        return store
    except BaseException:
        connection.close()
        raise


def _own(data_dir: Path, *, create: bool) -> Ownership:
    if not data_dir.is_dir():
        if not create:
            raise no_database(data_dir)
        try:
            data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise folder_unwritable(data_dir, error.strerror or str(error)) from error
    if not create and not (data_dir / MARKER).exists() and not (data_dir / DATABASE).exists():
        raise no_database(data_dir)
    return Ownership(data_dir / LOCK)


def _ring(data_dir: Path, keys: KeyRing | None, *, is_test: bool) -> KeyRing:
    # The marker decides, so that a key file can never open a directory in use, nor the other way round.
    if is_test:
        return TestKeyFile(data_dir)
    return keys or SystemKeyRing()


def _begin(data_dir: Path, keys: KeyRing | None, *, is_test: bool) -> Marker:
    if not is_test:
        require_own_disk(data_dir)
    database = new_uuid()
    key = new_key(database, _ring(data_dir, keys, is_test=is_test))
    marker = Marker(database, is_test, fingerprint(key), made=False)
    marker.write(data_dir)
    return marker


def _require_nothing_there(path: Path) -> None:
    head = _head(path)
    if head is None:
        return
    if not head:
        raise not_ours(path, "filen er tom")
    _require_encrypted(path, head)
    raise marker_gone(path.with_name(MARKER))


def _require_ours(path: Path, marker: Marker) -> None:
    head = _head(path)
    if not head:
        if marker.made:
            raise database_gone(path)
        return
    _require_encrypted(path, head)


def _require_encrypted(path: Path, head: bytes) -> None:
    if is_plain_sqlite(head):
        raise not_ours(path, "den er en ukryptert SQLite-database")
    if len(head) < PAGE or path.stat().st_size % PAGE:
        raise not_ours(path, "filen har ikke en databases lengde")


def _head(path: Path) -> bytes | None:
    """Return the first page of a file, or None when there is no file."""
    try:
        with path.open("rb") as file:
            return file.read(PAGE)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise folder_unwritable(path.parent, error.strerror or str(error)) from error
