"""CI runs what the README tells a stranger to run, and nothing else."""

from __future__ import annotations

import os
import re
import stat

import pytest

import dev

RUN = dev.ROOT / ".ci" / "run"
TEST_COMMAND = "python3 dev.py test"


def test_ci_runs_the_readme_test_command() -> None:
    """The command stands alone in a code block of the README and is the last line of `.ci/run`."""
    blocks = re.findall(r"^```\w*\n(.*?)\n```$", (dev.ROOT / "README.md").read_text("utf-8"), re.M | re.S)
    assert TEST_COMMAND in blocks
    lines = [line for line in RUN.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    assert lines[-1] == f"exec {TEST_COMMAND} </dev/null"
    assert lines[:-1] == [
        "set -eu",
        'cd "$(dirname "$0")/.."',
        "export CI=true PLO_FAIL_ON_SKIP=1",
    ]


@pytest.mark.parametrize("command", ["demo", "test"])
def test_the_readme_has_the_two_commands(command: str) -> None:
    """Both are commands that dev.py knows."""
    assert f"\n```\npython3 dev.py {command}\n```\n" in (dev.ROOT / "README.md").read_text("utf-8")
    assert command in dev.COMMANDS


def test_ci_run_can_be_started() -> None:
    """The file may be executed (Windows keeps no such mark)."""
    assert os.name == "nt" or RUN.stat().st_mode & stat.S_IXUSR
