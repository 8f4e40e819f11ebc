"""A program that Windows starts with a window has no standard streams, and works all the same."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from plo_desktop.cli import main


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["doctor"], 3),
        (["log"], 3),
        (["compose", "LOG_INNLAGT", "--template"], 0),
        (["nothing-such"], 2),
    ],
)
def test_a_command_ends_in_its_exit_code_without_any_stream(
    arguments: list[str], code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    try:
        ended = main(["--data-dir", str(tmp_path), *arguments])
    except SystemExit as left:
        ended = left.code if isinstance(left.code, int) else -1
    finally:
        sys.stdout.close()
        sys.stderr.close()
    assert ended == code
