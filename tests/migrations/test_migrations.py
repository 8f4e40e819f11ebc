"""A database comes up to date step by step, and a stop at any moment costs nothing."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest
import sqlite_utils

from plo_desktop.base.errors import UserError
from plo_desktop.store.connection import Connection, open_connection
from plo_desktop.store.keys import TEST_KEY
from plo_desktop.store.migrations import STEPS, migrate
from plo_desktop.store.open_store import DATABASE, open_store
from plo_desktop.store.queries import SUPERSEDED
from plo_desktop.store.schema_version import SCHEMA, schema_of
from tests.store.builders import MORNING, NURSE, msg, new_store, received, take_in

REPOSITORY = Path(__file__).parents[2]
KEY = bytes(range(32))
NAMES = [step.name for step in STEPS._migrations]


@pytest.fixture
def empty(tmp_path: Path) -> Connection:
    """Return a connection to a database that has taken no step."""
    return open_connection(tmp_path / DATABASE, KEY)


def shape(connection: Connection) -> list[tuple[object, ...]]:
    """Return the statements that made every table, index and trigger."""
    return sorted(
        connection.rows("select type, name, sql from sqlite_master where name <> 'sqlite_sequence'"), key=str
    )


def test_the_number_of_steps_is_the_schema_version(empty: Connection) -> None:
    migrate(empty)
    assert len(NAMES) == SCHEMA == schema_of(empty)


@pytest.mark.parametrize("stopped_before", NAMES)
def test_a_database_of_any_earlier_step_comes_up_to_date(
    empty: Connection, tmp_path: Path, stopped_before: str
) -> None:
    STEPS.apply(sqlite_utils.Database(empty.raw), stop_before=stopped_before)
    assert schema_of(empty) == NAMES.index(stopped_before)
    migrate(empty)
    fresh = open_connection(tmp_path / "fresh.db", KEY)
    migrate(fresh)
    assert shape(empty) == shape(fresh)
    fresh.close()


def test_taking_the_steps_again_changes_nothing(empty: Connection) -> None:
    migrate(empty)
    before = shape(empty)
    migrate(empty)
    assert shape(empty) == before


def test_every_table_of_ours_is_strict(empty: Connection) -> None:
    migrate(empty)
    ours = empty.rows(
        "select name from pragma_table_list where type = 'table' and strict = 0 and schema = 'main' "
        "and name not like 'sqlite_%' and name not like '_sqlite_%'"
    )
    assert ours == []


def test_the_lists_read_through_their_indexes(empty: Connection) -> None:
    """A partial index is used only when the question says in full what the index says."""
    migrate(empty)
    for question, index in (
        ("select seq from message where msg_id = 'x'", "message_msg_id"),
        (
            "select * from message where direction = 'inn' and signed_at is null and refused_codes = '[]' "
            "and about = '' order by seq desc",
            "message_unsigned",
        ),
        (
            "select * from message where sha256 = ? and (direction = 'inn' or about = '') order by seq",
            "message_sha256",
        ),
        (
            "select * from message where direction = 'inn' and signed_at is null and refused_codes = '[]' "
            "and about = '' and cancelled_by = '' and replaced_by = '' order by seq desc",
            "message_unsigned",
        ),
        (
            "select * from message where direction = 'inn' and refused_codes <> '[]' and opened_at is null",
            "message_refused",
        ),
        (
            "select * from message where content_key = ? and content_key <> '' and cancelled_by = ''",
            "message_content_key",
        ),
        (" ".join(("select seq from message where", SUPERSEDED)), "message_superseded"),
        (" ".join(("select seq from message where", SUPERSEDED)), "event_message"),
        ("select seq from event where stay_id = ? and stay_id <> ''", "event_stay"),
    ):
        plan = " ".join(
            str(row[3]) for row in empty.rows(f"explain query plan {question}", ("x",) * question.count("?"))
        )
        assert index in plan, plan


@pytest.mark.skipif(sys.platform == "win32", reason="needs fork and SIGKILL")
def test_a_kill_while_the_database_is_made_leaves_one_that_can_be_made(tmp_path: Path) -> None:
    """F20."""
    moments = random.SystemRandom()
    with subprocess.Popen(
        [sys.executable, "-m", "tests.migrations.creating_child"],
        cwd=REPOSITORY,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for number in range(40):
            process.stdin.write(f"{tmp_path / str(number)}\n")
            process.stdin.flush()
            pid = int(process.stdout.readline())
            killer = threading.Timer(moments.uniform(0, 0.05), kill, (pid,))
            killer.start()
            assert process.stdout.readline() == "gone\n"
            killer.cancel()
            killer.join()
        process.stdin.close()
    for number in range(40):
        with new_store(tmp_path / str(number)) as store:
            take_in(store, 1)
            assert store.verify().ok


def kill(pid: int) -> None:
    """Kill a process unless it is done."""
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return


def test_a_newer_database_can_be_read_and_not_written(tmp_path: Path) -> None:
    """F21."""
    folder = tmp_path / "data"
    with new_store(folder) as store:
        take_in(store, 1)
    key = bytes.fromhex((folder / TEST_KEY).read_text(encoding="ascii").split()[1])
    connection = open_connection(folder / DATABASE, key)
    connection.run(f"pragma user_version = {SCHEMA + 1}")
    connection.run("alter table message add column later text")
    connection.close()
    with open_store(folder) as store:
        assert store.message(msg(1)) is not None
        assert store.writes_refused is not None
        with pytest.raises(UserError) as told:
            store.append([received(2)], actor=NURSE, at=MORNING)
    assert told.value.code == "NEWER_DATABASE"


def test_a_start_takes_no_step_and_loads_no_migration(tmp_path: Path) -> None:
    """sqlite-utils and keyring cost 300 ms, which the first window does not have."""
    new_store(tmp_path / "data").close()
    script = (
        "import sys; from pathlib import Path\n"
        "from plo_desktop.domain.log_rows import MessageFilter\n"
        "from plo_desktop.store.open_store import open_store\n"
        "store = open_store(Path(sys.argv[1]))\n"
        "store.messages(MessageFilter()); store.stays(); store.outbox()\n"
        "print([name for name in ('sqlite_utils', 'keyring') if name in sys.modules])\n"
    )
    said = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path / "data")],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=True,
    )
    assert said.stdout.strip() == "[]"
