"""A bug is written down under the id that people are shown, and never with the words of a message."""

from __future__ import annotations

from pathlib import Path

from plo_desktop.base.bugs import BUG_LOG, note_bug, place_of

NAME = "Danser, Line"


def _fault() -> ValueError:
    try:
        raise ValueError(f"kan ikke lese {NAME}")
    except ValueError as fault:
        return fault


def a_data_directory(folder: Path) -> Path:
    (folder / "log.db").touch()
    return folder


def test_the_log_has_the_id_kind_and_place_and_not_the_words(tmp_path: Path) -> None:
    folder = a_data_directory(tmp_path)
    bug_id = note_bug(folder, _fault())
    written = (folder / BUG_LOG).read_text(encoding="utf-8")
    assert bug_id in written
    assert "ValueError" in written
    assert "test_bugs.py" in written
    assert "_fault" in written
    assert NAME not in written


def test_the_same_fault_at_the_same_place_has_the_same_id(tmp_path: Path) -> None:
    folder = a_data_directory(tmp_path)
    assert note_bug(folder, _fault()) == note_bug(folder, _fault())
    assert note_bug(folder, KeyError()) != note_bug(folder, _fault())


def test_a_folder_that_is_no_data_directory_is_not_made(tmp_path: Path) -> None:
    away = tmp_path / "feilskrevet"
    assert note_bug(away, _fault())
    assert note_bug(tmp_path, _fault())
    assert note_bug(None, _fault())
    assert list(tmp_path.iterdir()) == []


def test_a_log_that_cannot_be_written_still_gives_an_id(tmp_path: Path) -> None:
    folder = a_data_directory(tmp_path)
    (folder / "logs").touch()
    assert len(note_bug(folder, _fault())) == 8


def test_an_error_that_was_never_raised_has_no_place() -> None:
    assert place_of(ValueError()) == "ukjent sted"
