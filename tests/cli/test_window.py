"""The window commands from outside: they open, paint, leave with 0, and say what is missing in words."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.cli.running import ROOT, spawn
from tests.cli.wards import a_ward

USERS = """
[[users]]
id = "kberg"
name = "Kari Berg"
short_name = "Berg"
role = "sykepleier"
"""


def test_demo_opens_paints_and_leaves(tmp_path: Path) -> None:
    ran = spawn("--data-dir", tmp_path / "data", "demo", "--exit-after-first-paint")
    assert ran.code == 0, ran.err
    assert "Traceback" not in ran.err


def test_the_configured_ward_opens_paints_and_leaves(tmp_path: Path) -> None:
    ward = a_ward(tmp_path)
    ward.config.write_text(ward.config.read_text(encoding="utf-8") + USERS, encoding="utf-8")
    ran = spawn("--data-dir", ward.folder, "--config", ward.config, "--exit-after-first-paint")
    assert ran.code == 0, ran.err
    assert "Traceback" not in ran.err


def test_a_ward_that_is_not_set_up_is_told_before_a_window_opens(tmp_path: Path) -> None:
    ran = spawn("--data-dir", tmp_path / "nothing", "--exit-after-first-paint")
    assert ran.code == 3
    assert ran.err.startswith("feil: ")


@pytest.mark.skipif(sys.platform != "linux", reason="only there a program can be without a screen")
def test_without_a_screen_the_tour_is_named_instead_of_an_abort(tmp_path: Path) -> None:
    ran = spawn("--data-dir", tmp_path, "demo", QT_QPA_PLATFORM="", DISPLAY="", WAYLAND_DISPLAY="")
    assert ran.code == 1
    assert "--tour" in ran.err


def test_the_program_runs_from_any_folder(tmp_path: Path) -> None:
    import subprocess

    done = subprocess.run(
        [sys.executable, "-c", "from plo_desktop.cli import main; main(['--version'])"],
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT), "PATH": ""},
        capture_output=True,
        check=True,
    )
    assert done.stdout.startswith(b"plo-desktop ")
