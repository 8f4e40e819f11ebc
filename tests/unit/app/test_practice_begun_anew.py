"""`demo --fresh` begins the practice ward anew, but never under a window that has it open."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from plo_desktop.app.setups import practice_setup
from plo_desktop.base.clock import SetClock
from plo_desktop.base.errors import UserError
from plo_desktop.commands.places import PRACTICE_FOLDER
from plo_desktop.domain.log_rows import MessageFilter

CLOCK = SetClock(datetime(2026, 11, 20, 6, 40, tzinfo=UTC))


def files(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in (folder / PRACTICE_FOLDER).rglob("*") if path.is_file()}


def test_a_practice_ward_that_is_open_is_left_alone(tmp_path: Path) -> None:
    setup = practice_setup(tmp_path, CLOCK, filled=False)
    before = files(tmp_path)
    with pytest.raises(UserError) as told:
        practice_setup(tmp_path, CLOCK, fresh=True, filled=False)
    assert told.value.code == "DATABASE_IN_USE"
    assert files(tmp_path) == before
    setup.store.close()


def test_a_practice_ward_that_is_closed_is_begun_anew(tmp_path: Path) -> None:
    setup = practice_setup(tmp_path, CLOCK, filled=False)
    setup.store.close()
    left = tmp_path / PRACTICE_FOLDER / "logs"
    left.mkdir()
    (left / "bugs.log").touch()
    again = practice_setup(tmp_path, CLOCK, fresh=True, filled=False)
    assert not left.exists()
    assert again.store.messages(MessageFilter()) == []
    again.store.close()
