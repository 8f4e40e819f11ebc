"""The main jobs by real key events on the practice ward, within their key targets (ux.md e, T1 and T2)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from plo_desktop.app.application import make_application
from plo_desktop.app.tour import run_tour
from plo_desktop.services import overview
from plo_desktop.services.ports import MessageFilter
from tests.ui.stage import Stage, make_stage


@pytest.fixture
def app(qapp: QApplication) -> QApplication:
    """Return the one application, named as ours."""
    assert qapp is not None
    return make_application()


@pytest.fixture
def stage(app: QApplication, tmp_path: Path) -> Iterator[Stage]:
    """Open the practice ward with its history; Jones is signed in."""
    made = make_stage(app, tmp_path)
    yield made
    made.close()


def unsigned(stage: Stage) -> int:
    """Return how many incoming messages wait for a signature."""
    return stage.desk.store.message_count(MessageFilter(unsigned=True))


def test_t1_three_keys_tell_the_municipality_that_a_patient_is_in(app: QApplication, tmp_path: Path) -> None:
    """Ctrl+N, 1, Ctrl+Enter send one message, and both clocks of the stay exist afterwards."""
    stage = make_stage(app, tmp_path, filled=False)
    stage.ctrl(Qt.Key.Key_3)
    workspace = stage.window.workspace
    workspace.patients.presenter.selected = next(
        stay.stay_id
        for stay in stage.desk.store.stays()
        if stay.services == "ja" and stay.kommune.startswith("Alvdal")
    )
    stage.window.open_view(2)
    stay_id = workspace.stay_id()
    stage.ctrl(Qt.Key.Key_N)
    stage.key(Qt.Key.Key_1)
    stage.ctrl(Qt.Key.Key_Return)
    stage.pass_time(timedelta(seconds=11))
    sent = stage.desk.store.messages(MessageFilter(stay_id=stay_id, direction="ut"))
    assert [row.type_code for row in sent] == ["LOG_INNLAGT"]
    assert sent[0].handed_over_at is not None
    rules = {row.rule for row in overview.deadlines(stage.desk) if row.stay_id == stay_id}
    assert {"innleggelsesrapport", "helseopplysninger-første"} <= rules
    stage.close()


def test_t2_opening_signs_nothing_and_one_key_signs_and_goes_on(stage: Stage) -> None:
    """Ctrl+1 shows the oldest unsigned report; Ctrl+Enter signs it after the hold and shows the next."""
    before = unsigned(stage)
    stage.ctrl(Qt.Key.Key_1)
    reader = stage.window.workspace.deadlines.reader
    assert reader.opened is not None
    first = reader.opened.msg_id
    row = stage.desk.store.message(first)
    assert row is not None
    assert row.opened_at is not None
    assert row.signed_at is None
    stage.ctrl(Qt.Key.Key_Return)
    assert reader.opened is not None
    assert reader.opened.msg_id != first
    assert unsigned(stage) == before
    stage.pass_time(timedelta(seconds=11))
    assert unsigned(stage) == before - 1
    row = stage.desk.store.message(first)
    assert row is not None
    assert row.signed_by == "Jones"


def test_a_signature_can_be_taken_back_for_ten_seconds(stage: Stage) -> None:
    """Ctrl+Z within the hold leaves the message unsigned, also when the time has passed."""
    before = unsigned(stage)
    stage.ctrl(Qt.Key.Key_1)
    stage.ctrl(Qt.Key.Key_Return)
    assert "Signerer" in stage.window.status.text
    stage.pass_time(timedelta(seconds=5))
    stage.ctrl(Qt.Key.Key_Z)
    stage.pass_time(timedelta(seconds=20))
    assert unsigned(stage) == before


def test_a_locked_screen_names_no_patient_and_opens_with_the_pin(stage: Stage) -> None:
    """The title and every label of the lock screen are free of names; a wrong PIN is counted."""
    names = {stay.patient.family for stay in stage.desk.store.stays()}
    stage.ctrl(Qt.Key.Key_L)
    assert stage.window.locker.is_locked
    shown = " ".join(
        child.text() for child in stage.window.lock_view.findChildren(type(stage.window.status._text))
    )
    assert not [name for name in names if name in shown + stage.window.frame.windowTitle()]
    stage.type("1234")
    stage.key(Qt.Key.Key_Return)
    assert stage.window.locker.is_locked
    stage.type("0000")
    stage.key(Qt.Key.Key_Return)
    assert not stage.window.locker.is_locked


def test_five_idle_minutes_lock_the_screen_after_a_warning(stage: Stage) -> None:
    """30 seconds before, a strip says so; then the screen is locked."""
    stage.pass_time(timedelta(seconds=1))
    stage.pass_time(timedelta(minutes=4, seconds=40))
    assert "Låser om" in stage.window.notice.text
    stage.pass_time(timedelta(seconds=30))
    assert stage.window.locker.is_locked


def test_search_finds_by_name_and_says_what_is_hidden(stage: Stage) -> None:
    """Ctrl+K, a name: the log shows only that patient and counts the rest."""
    stage.ctrl(Qt.Key.Key_K)
    stage.type("arntsen")
    inbox = stage.window.workspace.inbox
    lines = inbox.presenter.lines()
    assert lines
    assert all("Arntsen" in line.name for line in lines)
    assert "skjult" in inbox._hidden.text()


def test_a_message_in_triage_is_tied_to_a_stay(stage: Stage) -> None:
    """It cannot be signed before; afterwards it belongs to the stay."""
    inbox = stage.window.workspace.inbox
    stage.window.open_view(1)
    triaged = next(line.row for line in inbox.presenter.lines() if line.row.triage)
    inbox.show_message(triaged.msg_id)
    opened = inbox.reader.opened
    assert opened is not None
    assert opened.primary == ""
    stay = stage.desk.store.stays()[0]
    inbox.reader.presenter.match(stay.stay_id)
    row = stage.desk.store.message(triaged.msg_id)
    assert row is not None
    assert row.stay_id == stay.stay_id


def test_the_tour_does_the_whole_main_job(app: QApplication, tmp_path: Path) -> None:
    """Admit, notify, read, sign, write, declare ready, ask, report, print; all of it lies in the folder."""
    out = tmp_path / "tour"
    assert run_tour(out) == 0
    assert len(list(out.glob("*.png"))) >= 18
    written = {path.stem.split("-", 2)[2] for path in out.glob("*.xml")}
    sent = ("log_innlagt", "helseoppl_soknad", "log_utskrivningsklar", "utskrivningsrapport")
    assert {f"ut-{code}" for code in (*sent, "dialog_foresporsel", "dialog_avvik")} <= written
    assert {"inn-innleggelsesrapport", "inn-dialog_svar"} <= written
    assert (out / "utskrift.pdf").read_bytes().startswith(b"%PDF")
