"""Opens the encrypted file the one way in which it is safe, and runs statements on it."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import sqlcipher3.dbapi2 as sqc

from plo_desktop.store.faults import damaged, engine_too_old, explained

Value = str | int | float | bytes | None
Row = tuple[Value, ...]

PAGE = 4096
_PLAIN_HEADER = b"SQLite format 3\x00"
_FIRST_SAFE = (3, 51, 3)
_SAFE_BACKPORTS = {(3, 44, 6), (3, 50, 7)}

_SETTINGS = (
    # Without it, INSERT OR REPLACE removes a row unseen by the trigger that forbids removal.
    "pragma recursive_triggers = on",
    "pragma trusted_schema = off",
    "pragma cell_size_check = on",
    "pragma foreign_keys = on",
    "pragma temp_store = memory",
    "pragma cache_size = -16000",
)


def is_plain_sqlite(head: bytes) -> bool:
    """Tell whether the first bytes of a file are those of an unencrypted SQLite database."""
    return head.startswith(_PLAIN_HEADER)


def require_safe_engine(version: tuple[int, ...]) -> None:
    """Raise UserError when this SQLite has the WAL-reset bug (F16)."""
    if version < _FIRST_SAFE and version not in _SAFE_BACKPORTS:
        raise engine_too_old(".".join(map(str, version)))


class Connection:
    """One open connection, for one thread, with the engine's errors told as a person can act on them.

    Inserts may be left to wait (`later`) until the transaction ends or a statement could see that they are
    not there: many of one kind in a row take a third of the time that they take between other work.
    """

    def __init__(self, raw: sqc.Connection, *, reading: bool) -> None:
        self.raw = raw
        self.reading = reading
        self._savepoints = 0
        self._waiting: dict[str, list[Sequence[object]]] = {}
        self._names: set[str] = set()
        # Queries that found nothing in this transaction, by their value; they need not be asked again.
        self._absent: dict[str, set[str]] = {}
        self._settled: dict[str, list[Row]] = {}

    def later(self, sql: str, values: Sequence[object], names: Sequence[str] = ()) -> None:
        """Run an insert before this transaction's end; `names` are what its row may be found by (`found`)."""
        if not self.raw.in_transaction:
            self.run(sql, values)
            return
        self._waiting.setdefault(sql, []).append(values)
        self._names.update(names)
        for name in names:
            self._absent.pop(name, None)

    def found(self, sql: str, values: Sequence[str]) -> list[Row]:
        """Return the rows of a query for rows that have one of these very values, as `rows` would.

        What waits is written first only when a row of it is named by such a value. What was not there earlier
        in the transaction is asked for again only when something has been written since.
        """
        known = self._absent.get(values[0])
        if known is not None and sql in known:
            return []
        if self._waiting and not self._names.isdisjoint(values):
            self.write()
        try:
            found = self.raw.execute(sql, values).fetchall()
        except sqc.DatabaseError as error:
            raise explained(error) from error
        if not found and self.raw.in_transaction:
            self._absent.setdefault(values[0], set()).add(sql)
        return found

    def look_ahead(self, sql: str, there: str, values: Iterable[str]) -> None:
        """Ask at once what `found` would ask of each value, and remember what is not there.

        `there` gives those of the values, a JSON list, for which `sql` would find rows. Many at once take a
        fraction of the time that they take one by one, between other work.
        """
        asked = {value for value in values if value}
        if not asked or not self.raw.in_transaction:
            return
        found = {row[0] for row in self.rows(there, (json.dumps([*asked]),))}
        for value in asked - found:
            self._absent.setdefault(value, set()).add(sql)

    def settled(self, sql: str) -> list[Row]:
        """Return the rows of a query of a table whose rows never wait; asked once until something is run."""
        if not self.raw.in_transaction:
            return self.rows(sql, apart=True)
        if sql not in self._settled:
            self._settled[sql] = self.rows(sql, apart=True)
        return self._settled[sql]

    def write(self) -> None:
        """Run what waits, in the order in which each kind of row was first asked for."""
        waiting, self._waiting = self._waiting, {}
        self._names.clear()
        try:
            for sql, several in waiting.items():
                self.raw.executemany(sql, several)
        except sqc.DatabaseError as error:
            raise explained(error) from error

    def rows(
        self, sql: str, values: Sequence[object] | Mapping[str, object] = (), *, apart: bool = False
    ) -> list[Row]:
        """Run a statement and return its rows. `apart`: it reads no table for which rows may wait."""
        if self._waiting and not apart:
            self.write()
        try:
            return self.raw.execute(sql, values).fetchall()
        except sqc.DatabaseError as error:
            raise explained(error) from error

    def row(self, sql: str, values: Sequence[object] = ()) -> Row | None:
        """Run a statement and return its first row, or None."""
        if self._waiting:
            self.write()
        try:
            found: Row | None = self.raw.execute(sql, values).fetchone()
        except sqc.DatabaseError as error:
            raise explained(error) from error
        return found

    def run(self, sql: str, values: Sequence[object] = ()) -> None:
        """Run a statement for its effect."""
        if self._waiting:
            self.write()
        self._absent.clear()
        self._settled.clear()
        try:
            self.raw.execute(sql, values)
        except sqc.DatabaseError as error:
            raise explained(error) from error

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Commit everything inside together, or nothing; an inner transaction can fail alone."""
        if self.raw.in_transaction:
            self._savepoints += 1
            name = f"inner_{self._savepoints}"
            begin, commit, undo = f"savepoint {name}", f"release {name}", f"rollback to {name}"
        else:
            begin, commit, undo = "begin immediate", "commit", "rollback"
        self.run(begin)
        try:
            yield
            self.run(commit)
        except BaseException:
            self._waiting.clear()
            self._names.clear()
            self._absent.clear()
            self._settled.clear()
            # A full disk has already rolled everything back; there is then nothing left to undo.
            if self.raw.in_transaction:
                self.run(undo)
                if undo != "rollback":
                    self.run(commit)
            raise
        finally:
            if undo != "rollback":
                self._savepoints -= 1

    def close(self) -> None:
        """Close the connection; a closed one can be closed again."""
        self.raw.close()


def open_connection(path: Path, key: bytes, *, reading: bool = False) -> Connection:
    """Return a connection to the file, encrypted with the raw 32-byte key, durable after each commit.

    Raises UserError DATABASE_DAMAGED when the first page does not carry the key's seal, and
    EnvironmentProblem when the file cannot be opened.
    """
    require_safe_engine(sqc.sqlite_version_info)
    try:
        raw = sqc.connect(_address(path, reading), timeout=10.0, isolation_level=None, uri=True)
        try:
            _prepare(raw, key, reading=reading)
        except BaseException:
            raw.close()
            raise
    except sqc.DatabaseError as error:
        raise explained(error) from error
    return Connection(raw, reading=reading)


def _address(path: Path, reading: bool) -> str:
    address = path.absolute().as_uri()
    if not reading:
        return address
    waiting = path.with_name(path.name + "-wal")
    if not waiting.exists() and not _writable(path.parent):
        # A folder that cannot be written, after a clean exit: nothing waits beside the file, and nobody can
        # change it.
        return address + "?immutable=1"
    return address


def _writable(folder: Path) -> bool:
    return os.access(folder, os.W_OK, effective_ids=os.access in os.supports_effective_ids)


def _prepare(raw: sqc.Connection, key: bytes, *, reading: bool) -> None:
    # Else a wrong key is told on stderr by the engine, before the program can say it properly.
    raw.execute("pragma cipher_log_level = NONE")
    raw.execute(f"pragma key = \"x'{key.hex()}'\"")
    try:
        raw.execute("select count(*) from sqlite_master").fetchone()
    except sqc.DatabaseError as error:
        if str(error).startswith("file is not a database"):
            raise damaged() from error
        raise
    for setting in _SETTINGS:
        raw.execute(setting)
    if reading:
        raw.execute("pragma query_only = on")
        return
    raw.execute("pragma journal_mode = wal").fetchone()
    raw.execute("pragma synchronous = full")
    # 16 MB: the same few pages change with every message, and are copied back once instead of four times.
    raw.execute("pragma wal_autocheckpoint = 4000")
