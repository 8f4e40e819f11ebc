"""A prepared ward, copied for each case, so that no case sees another's messages."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.cli.wards import WardDirectory, a_ward


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a new ward."""
    base = tmp_path_factory.mktemp("prepared")
    a_ward(base)
    return base


@pytest.fixture
def ward(prepared: Path, tmp_path: Path) -> WardDirectory:
    """Return a ward of the test's own."""
    shutil.copytree(prepared, tmp_path, dirs_exist_ok=True)
    return WardDirectory(tmp_path / "ward", tmp_path / "plo.toml")
