"""The ward that receives and sends in the acceptance cases."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from plo_desktop.services.desk import Desk
from plo_desktop.store.sqlite_store import SqliteStore
from tests.unit.services.desks import a_desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Return a desk on an empty log; the official cases share MsgIds, so each has a log of its own."""
    made = a_desk(tmp_path / "log")
    yield made
    assert isinstance(made.store, SqliteStore)
    made.store.close()
