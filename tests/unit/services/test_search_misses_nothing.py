"""The words of a message are indexed after it is received; no search misses it, whenever the program stopped.

Each message is looked for by its MsgId, which stands in its bytes alone and not in the row of the lists.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from plo_desktop.base.errors import EnvironmentProblem
from plo_desktop.domain.log_rows import MessageFilter
from plo_desktop.services.desk import Desk
from plo_desktop.services.exchange import round_trip
from plo_desktop.services.receive import TOGETHER, take_in_together
from plo_desktop.store.event_log import EventLog
from plo_desktop.store.open_store import open_store
from plo_desktop.store.sqlite_store import SqliteStore
from plo_desktop.wire.inbox import words_of
from tests.unit.services.desks import Wire, a_report

REPOSITORY = Path(__file__).parents[3]
KILLED_AFTER_COMMIT = """
import os, signal, sys
from pathlib import Path
from plo_desktop.base.ids import new_uuid
from plo_desktop.services.receive import take_in_together
from tests.unit.services.desks import a_desk, a_report
desk = a_desk(Path(sys.argv[1]))
ids = [new_uuid() for _ in range(30)]
take_in_together(desk, [a_report(msg_id=msg_id) for msg_id in ids])
os.write(1, " ".join(ids).encode())
os.kill(os.getpid(), signal.SIGKILL)
"""


def received(desk: Desk, many: int = 1) -> list[str]:
    """Take messages in with one commit and return their ids."""
    return [outcome.msg_id for outcome in take_in_together(desk, [a_report() for _ in range(many)])]


def found(store: SqliteStore, words: str) -> list[str]:
    return [row.msg_id for row in store.messages(MessageFilter(search=words))]


def log_of(desk: Desk) -> SqliteStore:
    assert isinstance(desk.store, SqliteStore)
    return desk.store


def test_a_message_is_found_at_once_by_the_words_of_its_bytes(desk: Desk) -> None:
    (msg_id,) = received(desk)
    assert desk.store.message_count(MessageFilter(search=msg_id)) == 1
    assert found(log_of(desk), msg_id) == [msg_id]


def test_a_command_beside_the_window_finds_what_waits_for_its_words(desk: Desk) -> None:
    ids = received(desk, 3)
    with open_store(desk.store.folder, reading=True, words_of=words_of) as beside:
        assert [found(beside, msg_id) for msg_id in ids] == [[msg_id] for msg_id in ids]
        assert beside.message_count(MessageFilter(search="danser")) == len(ids)


def test_a_store_that_cannot_read_documents_says_so_instead_of_missing_them(desk: Desk) -> None:
    received(desk)
    with (
        open_store(desk.store.folder, reading=True) as blind,
        pytest.raises(LookupError, match="words_of"),
    ):
        found(blind, "danser")


def test_after_an_exchange_no_message_waits_for_its_words(desk: Desk) -> None:
    wire = Wire(waiting=[a_report() for _ in range(TOGETHER * 3)])
    round_trip(desk, wire)
    # Only the index can answer here: this store reads no documents.
    with open_store(desk.store.folder, reading=True) as blind:
        assert blind.message_count(MessageFilter(search="danser")) == TOGETHER * 3


def test_a_rebuild_and_the_next_opening_index_what_waits(desk: Desk) -> None:
    log = log_of(desk)
    first = received(desk)
    log.rebuild()
    with open_store(log.folder, reading=True) as blind:
        assert found(blind, first[0]) == first
    second = received(desk)
    log.close()
    open_store(log.folder, words_of=words_of).close()
    with open_store(log.folder, reading=True) as blind:
        assert found(blind, second[0]) == second


def test_words_that_cannot_be_written_are_searched_all_the_same(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    (msg_id,) = received(desk)

    def full(_: EventLog) -> None:
        raise EnvironmentProblem("DISK_FULL", "Disken er full.", "Rydd plass.")

    monkeypatch.setattr(EventLog, "transaction", full)
    assert found(log_of(desk), msg_id) == [msg_id]
    monkeypatch.undo()
    assert found(log_of(desk), msg_id) == [msg_id]


@pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")
def test_killed_between_the_commit_and_the_index_nothing_is_missed(tmp_path: Path) -> None:
    killed = subprocess.run(
        [sys.executable, "-c", KILLED_AFTER_COMMIT, str(tmp_path / "ward")],
        cwd=REPOSITORY,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    ids = killed.stdout.split()
    assert len(ids) == 30
    with open_store(tmp_path / "ward", reading=True, words_of=words_of) as beside:
        assert [found(beside, msg_id) for msg_id in ids] == [[msg_id] for msg_id in ids]
    with open_store(tmp_path / "ward", words_of=words_of) as store:
        assert [found(store, msg_id) for msg_id in ids] == [[msg_id] for msg_id in ids]
        assert store.verify().ok
