"""The window fits every screen and text size, and with room for one pane only nothing is out of reach."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt

from plo_desktop.app.application import make_application
from plo_desktop.ui.frame.rail import DEADLINES, INBOX, STAYS
from plo_desktop.ui.frame.workspace import NOT_ARRIVED
from tests.ui.accessibility import settle
from tests.ui.stage import Stage, make_stage

VIEWS = (DEADLINES, INBOX, STAYS, NOT_ARRIVED)


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """A practice ward at 200 per cent on a small screen."""
    folder: Path = tmp_path_factory.mktemp("ward")
    made = make_stage(make_application(), folder, size=(1366, 768))
    made.theme.set_percent(200)
    settle()
    yield made
    made.theme.set_percent(100)
    made.close()


@pytest.mark.parametrize("view", VIEWS)
def test_the_window_is_as_large_as_asked(stage: Stage, view: int) -> None:
    """No view makes it wider or higher."""
    stage.window.open_view(view)
    settle()
    assert stage.window.frame.size() == QSize(1366, 768)


def test_enter_opens_and_escape_leads_back(stage: Stage) -> None:
    """One pane: the list, then the reader with Tilbake, then the list again."""
    stage.window.open_view(DEADLINES)
    settle()
    pair = stage.window.workspace.deadlines.pair
    assert (pair.single, pair.hides_detail) == (True, True)
    stage.key(Qt.Key.Key_Return)
    settle()
    assert stage.window.workspace.deadlines.reader.main.isVisible()
    stage.key(Qt.Key.Key_Escape)
    settle()
    assert pair.hides_detail
    assert stage.window.workspace.deadlines.table.hasFocus()


def test_nothing_is_signed_that_is_not_on_the_screen(stage: Stage) -> None:
    """Ctrl+Enter on the list opens the message; only the next one signs."""
    stage.window.open_view(DEADLINES)
    settle()
    stage.ctrl(Qt.Key.Key_Return)
    settle()
    assert stage.window.holds.newest(stage.window.session.actor.user_id) is None
    stage.ctrl(Qt.Key.Key_Return)
    assert stage.window.holds.newest(stage.window.session.actor.user_id) is not None
    stage.ctrl(Qt.Key.Key_Z)
    assert stage.window.holds.newest(stage.window.session.actor.user_id) is None


def test_the_rows_are_drawn_for_the_width_that_the_list_got(stage: Stage) -> None:
    """On an ordinary screen the chip stands beside the name, with room for the row's button."""
    stage.theme.set_percent(100)
    settle()
    stage.window.open_view(DEADLINES)
    settle()
    deadlines = stage.window.workspace.deadlines
    assert not deadlines.list_is_slim()
    assert not deadlines._delegate.slim
    stage.theme.set_percent(200)
    settle()
