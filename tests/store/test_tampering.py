"""The past cannot be changed by a fault in the program, and not unseen by somebody who goes around it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqc

from plo_desktop.domain import events as happened
from plo_desktop.store.chain import GENESIS, Record, sealed
from plo_desktop.store.connection import open_connection
from plo_desktop.store.open_store import DATABASE
from plo_desktop.store.sqlite_store import SqliteStore
from tests.store.builders import MORNING, NURSE, msg, new_store, take_in


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a closed test directory with three messages, their documents and a signature."""
    with new_store(tmp_path / "data") as store:
        for number in (1, 2, 3):
            take_in(store, number)
        store.append([happened.Signed(msg(1))], actor=NURSE, at=MORNING)
    return tmp_path / "data"


@pytest.fixture
def raw(folder: Path) -> Iterator[sqlite3.Connection]:
    """Return a bare connection to the same file, as somebody with the key could make."""
    key = bytes.fromhex((folder / "plo-desktop.test-key").read_text(encoding="ascii").split()[1])
    connection = open_connection(folder / DATABASE, key)
    yield connection.raw
    connection.close()


def reopened(folder: Path) -> SqliteStore:
    """Return the store of the folder."""
    return new_store(folder)


@pytest.mark.parametrize(
    "statement",
    [
        "update event set actor = 'somebody'",
        "delete from event where seq = 4",
        "insert or replace into event select * from event where seq = 4",
        "update document set body = x'00'",
        "insert into event select seq + 7, epoch, id, at_utc, offset, actor, actor_name, actor_short, "
        "actor_hpr, workstation, "
        "stay_id, message_id, kind, 'x', body, prev_hash, hash from event where seq = 4",
    ],
)
def test_the_log_is_append_only(folder: Path, raw: sqlite3.Connection, statement: str) -> None:
    """F22."""
    with pytest.raises(sqc.IntegrityError):
        raw.execute(statement)
    with reopened(folder) as store:
        assert store.verify().ok


def test_an_untouched_log_verifies(folder: Path) -> None:
    with reopened(folder) as store:
        report = store.verify()
    assert (report.ok, report.events, report.documents) == (True, 4, 3)


@pytest.mark.parametrize(
    ("around", "statement", "seq"),
    [
        ("event_no_update", "update event set actor = 'somebody' where seq = 2", 2),
        ("event_no_update", "update event set body = cast('{}' as blob) where seq = 4", 4),
        ("event_no_update", "update event set at_utc = '2026-11-21T07:41:00+00:00' where seq = 1", 1),
        ("event_no_update", "update event set hash = zeroblob(32) where seq = 4", 4),
        ("event_no_delete", "delete from event where seq = 2", 3),
        ("document_no_update", "update document set body = (select body from document where id = 2)", 0),
    ],
)
def test_what_was_changed_behind_the_triggers_is_found(
    folder: Path, raw: sqlite3.Connection, around: str, statement: str, seq: int
) -> None:
    raw.execute(f"drop trigger {around}")
    raw.execute(statement)
    with reopened(folder) as store:
        report = store.verify()
    assert not report.ok
    assert seq in {found for found, _ in report.problems}


def test_a_document_that_is_gone_is_told_with_its_event(folder: Path, raw: sqlite3.Connection) -> None:
    raw.execute("delete from document where id = 2")
    with reopened(folder) as store:
        assert [seq for seq, _ in store.verify().problems] == [2]


def test_a_cut_tail_shows_only_in_the_head(folder: Path, raw: sqlite3.Connection) -> None:
    """A hash chain cannot see it; the head, printed or sent elsewhere, can (reliability 4)."""
    with reopened(folder) as store:
        head = store.verify().head
    raw.execute("drop trigger event_no_delete")
    raw.execute("delete from event where seq = 4")
    with reopened(folder) as store:
        report = store.verify()
    assert report.ok
    assert report.head != head


def test_no_two_records_give_the_same_bytes() -> None:
    def record(actor: str, name: str) -> Record:
        return Record("id", "at", 60, actor, name, "", "", "", "", "", "Signed", "", b"{}")

    assert sealed(1, 1, GENESIS, record("ab", "c")) != sealed(1, 1, GENESIS, record("a", "bc"))
    assert sealed(1, 1, GENESIS, record("a", "b")) != sealed(2, 1, GENESIS, record("a", "b"))
