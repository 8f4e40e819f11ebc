"""One user's reading, undoing and sheets are never another's, and a fault ends no work for ever."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from plo_desktop.base.errors import UserError
from plo_desktop.domain.events import CopyTaken, Locked, Opened, PatientViewed, SendCancelled
from plo_desktop.domain.log_rows import Actor
from plo_desktop.services import practice
from plo_desktop.services.desk import Desk
from plo_desktop.services.ports import Changes
from plo_desktop.ui.compose.compose_view import ComposeView
from plo_desktop.ui.lanes import Failed
from plo_desktop.ui.parts.mark_tag import MarkTag
from plo_desktop.ui.reader.print_sheet import PrintSheet
from plo_desktop.ui.tasks import OpenDesk, TaskRunner
from tests.ui.stage import Stage, make_stage

T = TypeVar("T")


@pytest.fixture
def stage(qapp: QApplication, tmp_path: Path) -> Iterator[Stage]:
    made = make_stage(qapp, tmp_path)
    yield made
    made.close()


def unlock_as(stage: Stage, user: str) -> None:
    actor = practice.user(user)
    stage.window.locker.try_pin(actor, "0000")
    assert not stage.window.locker.is_locked


def events_by(stage: Stage, user_id: str, kind: type) -> list[object]:
    return [
        each.event
        for each in stage.desk.store.events()
        if each.actor == user_id and isinstance(each.event, kind)
    ]


def test_the_next_user_s_look_at_what_stands_on_the_screen_is_logged(stage: Stage) -> None:
    reader = stage.window.workspace.deadlines.reader
    assert reader.opened is not None
    msg_id = reader.opened.msg_id
    stage.window.lock("av deg")
    unlock_as(stage, "Berg")
    berg = practice.user("Berg").user_id
    assert Opened(msg_id=msg_id) in events_by(stage, berg, Opened)
    assert events_by(stage, berg, PatientViewed)


def test_another_user_cannot_take_back_what_one_has_sent(stage: Stage) -> None:
    stay = next(stay for stay in stage.desk.store.stays() if stay.patient.family == "Danser")
    stage.window.workspace.write(stay.stay_id, "LOG_INNLAGT")
    stage.window.workspace.writing.send()
    assert stage.window.holds.waiting()
    stage.window.lock("av deg")
    unlock_as(stage, "Berg")
    stage.ctrl(Qt.Key.Key_Z)
    assert stage.window.holds.waiting()
    assert not [each for each in stage.desk.store.events() if isinstance(each.event, SendCancelled)]


class LateLanes:
    """Lanes that answer only when told, as a busy workstation does."""

    def __init__(self, stage: Stage) -> None:
        self._desk = stage.desk
        self.answers: list[Callable[[], None]] = []

    def store(
        self, actor: Actor, work: Callable[[Desk], T], done: Callable[[T], None], failed: Failed | None = None
    ) -> None:
        result = work(self._desk.as_actor(actor))
        self.answers.append(lambda: done(result))


def test_a_preview_that_was_asked_for_before_the_lock_never_opens_over_it(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    late = LateLanes(stage)
    monkeypatch.setattr(stage.window.session, "_lanes", late)
    stage.window.sheets.print_open()
    asked = list(late.answers)
    assert asked
    stage.window.lock("av deg")
    for answer in asked:
        answer()
    assert not [
        each for each in QApplication.topLevelWidgets() if isinstance(each, QDialog) and each.isVisible()
    ]


def test_nobody_is_said_to_have_locked_a_workstation_that_opens_at_the_lock(stage: Stage) -> None:
    stage.window.session.leave()
    stage.window.lock("ved oppstart")
    assert not [each for each in stage.desk.store.events() if isinstance(each.event, Locked)]


def test_a_draft_is_saved_while_one_types_without_a_pause(stage: Stage, qtbot: QtBot) -> None:
    stage.window.open_view(2)
    stage.window.workspace.write(stage.window.workspace.stay_id(), "HELSEOPPL_SOKNAD")
    view = stage.window.workspace.compose
    assert isinstance(view, ComposeView)
    view._pause.setInterval(60)
    with qtbot.waitSignal(view.paused, timeout=2000):
        for _ in range(8):
            view._on_edited("pasientens_status")
            qtbot.wait(15)


def test_work_that_fails_by_a_bug_is_told_to_its_asker_and_the_next_goes_on(
    stage: Stage, qtbot: QtBot
) -> None:
    bugs: list[BaseException] = []
    told: list[str] = []
    lanes = TaskRunner(
        lambda: OpenDesk(stage.desk, lambda: None), stage.setup.transport, lambda error: None, bugs.append
    )

    def fails(desk: Desk) -> Changes:
        raise ZeroDivisionError

    def ended(error: UserError) -> None:
        told.append(error.code)

    lanes.store(stage.desk.actor, fails, lambda changes: told.append("ferdig"), ended)
    lanes.store(stage.desk.actor, lambda desk: 1, lambda one: told.append("neste"))
    qtbot.waitUntil(lambda: len(told) == 2, timeout=int(timedelta(seconds=5).total_seconds() * 1000))
    lanes.close()
    assert told == ["INTERN_FEIL", "neste"]
    assert [type(bug) for bug in bugs] == [ZeroDivisionError]


def test_a_window_on_a_test_directory_says_so_everywhere(stage: Stage) -> None:
    assert replace(stage.setup, practice=False).place().mark == "TEST"
    stage.window.frame.context.show_ward("Post 3B", "TEST")
    tags = stage.window.frame.context.findChildren(MarkTag)
    assert {tag.text() for tag in tags} == {"TEST"}
    assert all("aldri" in tag.accessibleName() for tag in tags)


def test_a_message_saved_as_a_file_is_noted_but_is_not_printed(stage: Stage, tmp_path: Path) -> None:
    stage.window.sheets.print_open()
    sheet = stage.window.sheets.open
    assert isinstance(sheet, PrintSheet)
    sheet.save_to(tmp_path / "no-such-folder" / "a.pdf")
    assert "Kunne ikke lagre" in sheet._reason.text()
    sheet.save_to(tmp_path / "a.pdf")
    taken = [each.event for each in stage.desk.store.events() if isinstance(each.event, CopyTaken)]
    assert [event.how for event in taken] == ["pdf-fil"]
    row = stage.desk.store.message(taken[0].msg_id)
    assert row is not None
    assert row.printed == 0
