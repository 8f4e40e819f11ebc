"""A bug ends a command in one line with an id, and is noted under it in the data directory in use."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest

from plo_desktop.app import opening
from plo_desktop.commands import log
from plo_desktop.commands.places import PRACTICE_FOLDER
from tests.cli.running import call
from tests.cli.wards import a_ward

NAME = "Danser, Line"


def broken(*_: object, **__: object) -> int:
    raise RuntimeError(f"noe om {NAME}")


def test_a_bug_of_a_command_is_noted_in_the_data_directory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ward = a_ward(tmp_path)
    monkeypatch.setattr(log, "run", broken)
    ran = ward.call("log")
    noted = (ward.folder / "logs" / "bugs.log").read_text(encoding="utf-8")
    assert ran.code == 1
    assert f"Intern feil {noted.split()[1]}" in ran.err
    assert NAME not in ran.err + noted


def test_a_bug_of_the_practice_ward_is_noted_in_the_practice_wards_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ward = a_ward(tmp_path)
    practice = ward.folder / PRACTICE_FOLDER
    practice.mkdir()
    (practice / "log.db").touch()
    monkeypatch.setattr(opening, "run_demo", broken)
    try:
        ran = ward.call("demo")
    finally:
        gc.enable()  # the window's start switches it off
    noted = (practice / "logs" / "bugs.log").read_text(encoding="utf-8")
    assert f"Intern feil {noted.split()[1]}" in ran.err
    assert not (ward.folder / "logs").exists()


def test_a_bug_leaves_nothing_where_there_is_no_data_directory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(log, "run", broken)
    ran = call("--data-dir", tmp_path / "feilskrevet", "log")
    assert ran.code == 1
    assert "bugs.log" not in ran.err
    assert list(tmp_path.iterdir()) == []
