"""A disk that is full or cannot be written: told as such, nothing half-kept, and work goes on afterwards."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from plo_desktop.base.errors import EnvironmentProblem
from plo_desktop.domain.log_rows import MessageFilter
from plo_desktop.store.connection import open_connection
from plo_desktop.store.event_log import EventLog
from plo_desktop.store.keys import TEST_KEY
from plo_desktop.store.open_store import DATABASE, open_store
from tests.store.builders import MORNING, NURSE, new_store, received, take_in

REPOSITORY = Path(__file__).parents[2]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a closed test directory with one message."""
    with new_store(tmp_path / "data") as store:
        take_in(store, 1)
    return tmp_path / "data"


@pytest.fixture
def full(folder: Path) -> Iterator[tuple[EventLog, Path]]:
    """Return the log on a file that may not grow by more than a few pages (F07), and its folder."""
    key = bytes.fromhex((folder / TEST_KEY).read_text(encoding="ascii").split()[1])
    connection = open_connection(folder / DATABASE, key)
    pages = connection.row("pragma page_count")
    assert pages is not None
    connection.run(f"pragma max_page_count = {int(str(pages[0])) + 3}")
    yield EventLog(connection, "PC"), folder
    connection.close()


def fill(log: EventLog) -> tuple[int, str]:
    """Receive until the disk is full, and return how many messages there are and what was told."""
    number = 1
    try:
        while number < 5000:
            log.append([received(number + 1)], actor=NURSE, at=MORNING)
            number += 1
    except EnvironmentProblem as problem:
        return number, problem.code
    pytest.fail("the disk never became full")


def test_a_full_disk_is_told_and_what_was_acknowledged_stays(full: tuple[EventLog, Path]) -> None:
    """F07."""
    log, folder = full
    kept, told = fill(log)
    assert told == "DISK_FULL"
    with pytest.raises(EnvironmentProblem):
        log.append([received(9000 + number) for number in range(500)], actor=NURSE, at=MORNING)
    with open_store(folder) as store:
        report = store.verify()
        assert report.events == kept
        assert {text.split()[-1] for _, text in report.problems} <= {"mangler."}
        assert store.message_count(MessageFilter()) == kept
        take_in(store, 5000)
        assert store.message_count(MessageFilter(search="danser")) == kept + 1


def test_a_caught_failure_cannot_be_committed_by_what_follows(full: tuple[EventLog, Path]) -> None:
    log, folder = full

    def carry_on_regardless() -> None:
        with log.transaction():
            try:
                log.append([received(number) for number in range(2, 900)], actor=NURSE, at=MORNING)
            except EnvironmentProblem:
                return

    with pytest.raises(EnvironmentProblem):
        carry_on_regardless()
    with open_store(folder) as store:
        assert store.message_count(MessageFilter()) == 1
        assert store.verify().ok


AS_NOBODY = """
import os, sys
from pathlib import Path
from plo_desktop.base.errors import EnvironmentProblem
from plo_desktop.domain.log_rows import MessageFilter
from plo_desktop.store.open_store import open_store

folder = Path(sys.argv[1])
if os.geteuid() == 0:
    # Root may write everywhere. What nobody may not read of Python itself is imported first.
    with open_store(folder, reading=True) as store:
        store.message_count(MessageFilter(search="danser"))
    os.setegid(65534)
    os.seteuid(65534)
try:
    open_store(folder).close()
except EnvironmentProblem as error:
    print(error.code)
with open_store(folder, reading=True) as store:
    print(store.message_count(MessageFilter(search="danser")))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="folders have other rights there")
def test_a_folder_that_cannot_be_written_can_still_be_read(folder: Path) -> None:
    """F08: no editing, but reading and paper work."""
    for path in (folder, *folder.iterdir()):
        path.chmod(0o555 if path.is_dir() else 0o444)
    for parent in folder.parents:
        if parent.stat().st_uid == os.geteuid() and "pytest" in str(parent):
            parent.chmod(0o755)
    said = subprocess.run(
        [sys.executable, "-c", AS_NOBODY, str(folder)],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=False,
    )
    folder.chmod(0o755)
    assert said.stderr == ""
    assert said.stdout.split() == ["FOLDER_UNWRITABLE", "1"]
