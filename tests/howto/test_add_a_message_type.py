"""docs/howto/add-a-message-type.md, followed word for word in a copy of the program: one file is enough."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import dev

PAGE = (dev.ROOT / "docs" / "howto" / "add-a-message-type.md").read_text(encoding="utf-8")
CODE = "FRAVARSMELDING"
FORM = f"""
from PySide6.QtWidgets import QApplication
from plo_desktop.forms.message_form import MessageForm
from plo_desktop.messages.registry import by_code, sample
from tests.ui.form_kit import a_theme, friday_0740
app = QApplication([])
mtype = by_code({CODE!r})
form = MessageForm(mtype, a_theme(), friday_0740)
form.put(sample(mtype))
assert form.content() == sample(mtype)
"""
CONFIGURATION = """
[[own]]
name = "Alvdal Kommune"
ids = ["HER:99387"]
[[own.services]]
name = "Sykepleietjeneste"
ids = ["HER:5078"]
"""


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the program with the page's one file in it."""
    folder = tmp_path_factory.mktemp("program")
    for name in ("plo_desktop", "resources", "tests", "typings", "dev.py", "pyproject.toml"):
        source = dev.ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, folder / name)
    (path,) = re.findall(r"Save this as `([^`]+)`", PAGE)
    (code,) = blocks("python")
    assert not (folder / path).exists()
    (folder / path).write_text(code, encoding="utf-8")
    return folder


def done(copy: Path, *command: str) -> str:
    env = {**os.environ, "PYTHONPATH": str(copy), "PLO_SHARED": str(dev.shared_folder(os.environ, dev.ROOT))}
    ran = subprocess.run(
        [sys.executable, *command], cwd=copy, env=env, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran.stdout


def test_the_commands_of_the_page_work(copy: Path) -> None:
    first, _ = blocks("sh")
    said = ""
    for line in first.strip().splitlines():
        program, *words = shlex.split(line)
        assert program == "python"
        said = done(copy, *words)
    assert "Fraværsmelding" in said
    assert "Fravær fra" in said


def test_the_form_holds_every_field(copy: Path) -> None:
    done(copy, "-c", FORM)


def test_it_is_received_and_found_in_the_log(copy: Path, tmp_path: Path) -> None:
    config, ward = tmp_path / "config.toml", tmp_path / "ward"
    config.write_text(CONFIGURATION, encoding="utf-8")
    where = ("-m", "plo_desktop", "--config", str(config), "--data-dir", str(ward))
    values, message = tmp_path / "values.toml", tmp_path / "message.xml"
    done(copy, "-m", "plo_desktop", "compose", CODE, "--template", "-o", str(values))
    done(copy, "-m", "plo_desktop", "compose", CODE, "--from", str(values), "-o", str(message))
    done(copy, *where, "init", "--test")
    assert "accepted" in done(copy, *where, "receive", str(message), "--json")
    assert "Fraværsmelding" in done(copy, *where, "log")


def test_the_tests_that_walk_the_registry_take_it_along(copy: Path) -> None:
    said = done(
        copy, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-k", CODE, "tests/wire", "tests/unit/messages"
    )
    passed = re.search(r"(\d+) passed", said)
    assert passed is not None
    assert int(passed[1]) >= 3
