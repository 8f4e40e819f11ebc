"""Data directories with a configuration, as IT would set them up."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from tests.cli.running import Ran, call

CONFIG = """
[[own]]
name = "ST OLAVS HOSPITAL HF"
ids = ["HER:59"]

[[own.services]]
name = "Ortopedisk kirurgi"
ids = ["HER:90998"]
sector = "somatikk"

[[own.services]]
name = "PLO innleggelse somatikk"
ids = ["HER:91090"]
sector = "somatikk"

[ward]
name = "Post 3B"
phone = "73555555"

[transport]
kind = "folder"
root = "share"

[[kommuner]]
name = "Alvdal kommune"
her_id = "99387"
number = "3428"

[[kommuner.services]]
name = "Sykepleietjeneste"
kind = "sykepleie"
her_id = "5078"
"""
NOW = "2026-11-20T08:00:00+01:00"


@dataclass(frozen=True, slots=True)
class WardDirectory:
    """A test directory with its configuration beside it."""

    folder: Path
    config: Path

    def call(self, *arguments: str | Path) -> Ran:
        """Run a command on it."""
        return call("--data-dir", self.folder, "--config", self.config, *arguments)

    def at(self, *arguments: str | Path, now: str = NOW) -> Ran:
        """Run a command on it at a set moment."""
        return self.call(*arguments, "--now", now)


def a_ward(base: Path) -> WardDirectory:
    """Make a test directory below `base`."""
    base.mkdir(parents=True, exist_ok=True)
    ward = WardDirectory(base / "ward", base / "plo.toml")
    ward.config.write_text(CONFIG, encoding="utf-8")
    (base / "share").mkdir(exist_ok=True)
    made = ward.call("init", "--test")
    assert made.code == 0, made.err
    return ward
