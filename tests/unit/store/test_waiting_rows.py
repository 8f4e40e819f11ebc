"""Inserts that wait for the end of their transaction are seen by whoever could miss them, and go with it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqc

from plo_desktop.store.connection import Connection, Row, open_connection

INSERT = "insert into thing (name, colour) values (?, ?)"
BY_NAME = "select colour from thing where name = ?"


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[Connection]:
    opened = open_connection(tmp_path / "things.db", bytes(32))
    opened.run("create table thing (name text primary key, colour text)")
    yield opened
    opened.close()


@contextmanager
def failing(connection: Connection) -> Iterator[None]:
    """A transaction that comes to nothing after what is done inside."""
    with suppress(LookupError), connection.transaction():
        yield
        raise LookupError


def put(connection: Connection, name: str, colour: str) -> None:
    connection.later(INSERT, (name, colour), (name,))


def all_things(connection: Connection) -> list[Row]:
    return connection.rows("select name, colour from thing order by name")


def test_any_statement_sees_what_waits(connection: Connection) -> None:
    with connection.transaction():
        put(connection, "a", "red")
        assert all_things(connection) == [("a", "red")]
        put(connection, "b", "blue")
        connection.run("update thing set colour = 'green' where name = 'b'")
        put(connection, "c", "grey")
        assert connection.row("select count(*) from thing") == (3,)
    assert all_things(connection) == [("a", "red"), ("b", "green"), ("c", "grey")]


def test_what_waits_is_found_by_its_name(connection: Connection) -> None:
    with connection.transaction():
        assert connection.found(BY_NAME, ("a",)) == []
        put(connection, "a", "red")
        assert connection.found(BY_NAME, ("a",)) == [("red",)]


def test_what_was_absent_is_found_when_it_has_come_by_another_way(connection: Connection) -> None:
    with connection.transaction():
        assert connection.found(BY_NAME, ("a",)) == []
        connection.run(INSERT, ("a", "red"))
        assert connection.found(BY_NAME, ("a",)) == [("red",)]


def test_what_was_absent_in_one_transaction_is_asked_for_in_the_next(
    connection: Connection, tmp_path: Path
) -> None:
    with connection.transaction():
        assert connection.found(BY_NAME, ("a",)) == []
    other = open_connection(tmp_path / "things.db", bytes(32))
    other.run(INSERT, ("a", "red"))
    other.close()
    with connection.transaction():
        assert connection.found(BY_NAME, ("a",)) == [("red",)]


def test_outside_a_transaction_nothing_waits(connection: Connection, tmp_path: Path) -> None:
    put(connection, "a", "red")
    other = open_connection(tmp_path / "things.db", bytes(32))
    assert all_things(other) == [("a", "red")]
    other.close()


def test_what_waits_goes_with_the_transaction_that_fails(connection: Connection) -> None:
    with failing(connection):
        put(connection, "a", "red")
    assert all_things(connection) == []
    with connection.transaction():
        put(connection, "b", "blue")
    assert all_things(connection) == [("b", "blue")]


def test_an_inner_transaction_fails_alone(connection: Connection) -> None:
    with connection.transaction():
        put(connection, "a", "red")
        with failing(connection):
            put(connection, "b", "blue")
            assert connection.found(BY_NAME, ("b",)) == [("blue",)]
        assert connection.found(BY_NAME, ("b",)) == []
        put(connection, "c", "grey")
    assert all_things(connection) == [("a", "red"), ("c", "grey")]


def test_what_cannot_be_written_at_the_end_takes_the_transaction_with_it(connection: Connection) -> None:
    connection.run(INSERT, ("a", "red"))
    transaction = connection.transaction()
    transaction.__enter__()
    connection.run(INSERT, ("b", "blue"))
    put(connection, "a", "green")
    with pytest.raises(sqc.IntegrityError):
        transaction.__exit__(None, None, None)
    assert all_things(connection) == [("a", "red")]
