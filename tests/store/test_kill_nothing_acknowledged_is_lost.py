"""F01: whatever was told as done is there after the process was killed at any moment."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import IO

import pytest

from plo_desktop.domain.events import Queued, Signed
from plo_desktop.domain.log_rows import MessageFilter
from plo_desktop.store.open_store import open_store
from plo_desktop.store.sqlite_store import SqliteStore
from tests.store.builders import new_store

KILLS = 110
STRIDE = 100_000
REPOSITORY = Path(__file__).parents[2]


def killed_once(process: subprocess.Popen[str], begin: int, wait: float) -> list[str]:
    """Let a writer run, kill it after `wait` seconds of writing, and return what it acknowledged."""
    orders, answers = pipes(process)
    orders.write(f"{begin}\n")
    orders.flush()
    pid = int(answers.readline().split()[1])
    killer = threading.Timer(wait, os.kill, (pid, signal.SIGKILL))
    killer.start()
    told: list[str] = []
    while (line := answers.readline()) not in ("gone\n", ""):
        told.append(line.strip())
    killer.join()
    return told


def pipes(process: subprocess.Popen[str]) -> tuple[IO[str], IO[str]]:
    """Return the pipes to and from the process."""
    if process.stdin is None or process.stdout is None:
        raise ValueError("the process has no pipes")
    return process.stdin, process.stdout


def rows(store: SqliteStore) -> tuple[object, ...]:
    """Return everything that a rebuild makes anew."""
    return (store.messages(MessageFilter(receipts=True, limit=-1)), store.stays(include_discharged=True))


@pytest.mark.skipif(sys.platform == "win32", reason="needs fork and SIGKILL")
def test_a_hundred_kills_lose_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    new_store(folder).close()
    moments = random.SystemRandom()
    acknowledged: list[str] = []
    with subprocess.Popen(
        [sys.executable, "-m", "tests.store.killed_child", str(folder)],
        cwd=REPOSITORY,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        for kill in range(KILLS):
            wait = moments.uniform(0.0, 0.12)
            acknowledged += killed_once(process, kill * STRIDE, wait)
    with open_store(folder) as store:
        report = store.verify()
        assert report.ok, report.problems[:5]
        happenings = [logged.event for logged in store.events()]
        signed = {event.msg_id for event in happenings if isinstance(event, Signed)}
        sent = {event.msg_id for event in happenings if isinstance(event, Queued)}
        drafts = {draft.draft_id for draft in store.drafts()}
        for told in acknowledged:
            match told.split():
                case ["ack", "message", msg_id, sha256]:
                    row = store.message(msg_id)
                    assert row is not None, told
                    assert row.sha256 == sha256
                    assert store.document(sha256) is not None, told
                case ["ack", "signed", msg_id]:
                    assert msg_id in signed, told
                case ["ack", "queued", msg_id]:
                    assert msg_id in sent, told
                case ["ack", "draft", draft_id]:
                    assert draft_id in drafts, told
                case _:
                    pytest.fail(f"unexpected line {told!r}")
        before = rows(store)
        found = store.message_count(MessageFilter(search="danser"))
        assert found == store.message_count(MessageFilter())
        store.rebuild()
        assert rows(store) == before
    assert len(acknowledged) > KILLS
