"""The stay beside Frister: its main button does what the row does, and its drafts open as what they are."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from plo_desktop.services import approval
from plo_desktop.ui.frame.rail import DEADLINES, STAYS
from plo_desktop.ui.stay.story import StoryEvent
from tests.screens.screens import SCREENS
from tests.screens.writing import choose_task
from tests.ui.stage import Stage, make_stage
from tests.ui.ward_kit import stay_of

HO = "HELSEOPPL_SOKNAD"


@pytest.fixture
def stage(qapp: QApplication, tmp_path: Path) -> Iterator[Stage]:
    """The practice ward, with Helseopplysninger of a secretary waiting for a nurse."""
    made = make_stage(qapp, tmp_path, size=(1366, 768))
    SCREENS["frister-til-godkjenning"](made)
    yield made
    made.close()


def events(stage: Stage) -> list[StoryEvent]:
    """Return the events of the stay on the screen."""
    pane = stage.window.workspace.stay_pane()
    assert pane is not None
    assert pane.story is not None
    return [row for row in pane.story.rows if isinstance(row, StoryEvent)]


def test_the_main_button_says_what_control_enter_does(stage: Stage) -> None:
    """Not the stay's next step, while the row is another task."""
    pane = stage.window.workspace.stay_pane()
    assert pane is not None
    assert pane.main.words == "Godkjenn helseopplysninger"
    stage.ctrl(Qt.Key.Key_Return)
    stage.settle()
    form = stage.window.workspace.compose.form
    assert form is not None
    assert form.mtype.code == HO
    assert stage.window.workspace.compose.actions_bar.primary.words == "Godkjenn og send"


def test_clicking_it_does_the_same(stage: Stage) -> None:
    pane = stage.window.workspace.stay_pane()
    assert pane is not None
    pane.main.click()
    stage.settle()
    assert stage.window.workspace.compose.actions_bar.primary.words == "Godkjenn og send"


def test_a_row_that_is_written_names_what_is_written(stage: Stage) -> None:
    stay_id = stay_of(stage.desk, "Gundersen").stay_id
    rows = stage.window.workspace.deadlines.presenter._visible()
    report = next(row for row in rows if row.stay_id == stay_id and row.act == "write")
    stage.window.open_view(DEADLINES)
    stage.ctrl(Qt.Key.Key_Home)
    choose_task(stage, report.key)
    pane = stage.window.workspace.stay_pane()
    assert pane is not None
    assert pane.main.words == "Skriv utskrivningsrapport"


def test_in_pasienter_the_next_step_leads(stage: Stage) -> None:
    """The list of patients asks for nothing of its own."""
    stage.window.workspace.patients.presenter.selected = stay_of(stage.desk, "Arntsen").stay_id
    stage.window.open_view(STAYS)
    stage.settle()
    pane = stage.window.workspace.stay_pane()
    assert pane is not None
    assert not pane.main.words.startswith("Godkjenn")


def test_what_waits_for_approval_opens_as_what_it_is(stage: Stage) -> None:
    """From the events of the stay too, and not as the stay's next message."""
    waiting = next(event for event in events(stage) if event.title.startswith("Til godkjenning"))
    pane = stage.window.workspace.stay_pane()
    assert pane is not None
    pane.events.opened.emit(waiting)
    stage.settle()
    assert stage.window.workspace.compose.actions_bar.primary.words == "Godkjenn og send"
    assert approval.waiting(stage.desk)


def test_a_draft_is_somebodys_by_name(stage: Stage) -> None:
    """Not by the id that she signs in with."""
    lines = [event.line for event in events(stage) if event.title.startswith("Utkast")]
    assert lines
    assert all(line.startswith("Berg har utkast") for line in lines)
