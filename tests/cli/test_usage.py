"""Usage: what is offered, what is refused, and with which exit code."""

from __future__ import annotations

import pytest

from plo_desktop import __version__
from tests.cli.running import call, spawn


def test_version() -> None:
    ran = call("--version")
    assert (ran.code, ran.text) == (0, f"plo-desktop {__version__}\n")


@pytest.mark.parametrize(
    "arguments",
    [
        ["nothing-such"],
        ["show"],
        ["show", "a.xml", "--format", "docx"],
        ["validate"],
        ["compose", "LOG_INNLAGT"],
        ["compose", "LOG_INNLAGT", "--template", "--from", "a.toml"],
        ["receive"],
        ["log", "--limit", "0"],
        ["log", "--limit", "mange"],
        ["log", "--sea", "x"],
        ["--data-dir"],
        ["show", "a.xml", "--now", "2026-11-20T08:00:00"],
        ["doctor", "--now", "2026-11-20T08:00:00"],
    ],
)
def test_a_wrong_call_ends_with_2_and_says_why(arguments: list[str]) -> None:
    ran = call(*arguments)
    assert ran.code == 2
    assert "plo-desktop" in ran.err
    assert not ran.out


@pytest.mark.parametrize("later", ["nodpakke", "addresses", "backup", "restore", "support-bundle", "config"])
def test_a_command_that_does_not_work_yet_is_not_offered(later: str) -> None:
    assert call(later).code == 2
    assert f" {later} " not in call("--help").text


def test_help_names_every_command_and_the_exit_codes() -> None:
    text = call("--help").text
    commands = "demo show validate compose receive exchange log deadlines doctor verify init"
    assert [name for name in commands.split() if name not in text] == []
    assert "5 data" in text


def test_python_m_is_the_same_program() -> None:
    assert spawn("--version").text == call("--version").text
