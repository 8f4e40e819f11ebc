"""T1–T4: notify the municipality, sign its report, write Helseopplysninger, and mend what is missing."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from plo_desktop.domain.events import Queued
from plo_desktop.messages.types.helseopplysninger import FORVENTET, HELSEOPPLYSNINGER, USIKKER
from plo_desktop.messages.types.innlagt import INNLAGT
from plo_desktop.services import overview, read
from plo_desktop.services.desk import Desk
from plo_desktop.ui.frame.workspace import COMPOSE
from plo_desktop.wire.inbox import inspect
from tests.journeys.journey import AFTER_THE_HOLD, Begin
from tests.ui.ward_kit import receive_report, stay_of


def test_t1_admitted_patient_is_told_to_the_municipality_in_three_keys(begin: Begin) -> None:
    """One message to the nursing service; the report's clock and our own 24 hours run."""
    journey = begin()
    stay = journey.select("Danser")
    journey.ctrl(Qt.Key.Key_N)
    journey.press(Qt.Key.Key_1)
    journey.ctrl(Qt.Key.Key_Return)
    assert journey.counter.keys == ["Ctrl+N", "1", "Ctrl+Return"]
    assert journey.counter.clicks == 0
    journey.stage.pass_time(AFTER_THE_HOLD)
    journey.stage.window.exchange()
    (message,) = journey.sent(stay)
    assert (message.type_code, message.counterpart, message.counterpart_service) == (
        INNLAGT.code,
        "Alvdal kommune",
        "Sykepleietjeneste",
    )
    assert message.handed_over_at is not None
    clocks = {row.rule for row in overview.deadlines(journey.desk) if row.stay_id == stay.stay_id}
    assert {"innleggelsesrapport", "helseopplysninger-første"} <= clocks
    journey.picture("T1")


def three_reports(desk: Desk) -> None:
    """Let the municipality answer for three of the nurse's own patients, Hansvik's first."""
    for family, minutes in (("Danser", 18), ("Hansvik", 22), ("Älmgren", 20)):
        receive_report(desk, stay_of(desk, family), timedelta(minutes=minutes))


def a_report_for_dottno(desk: Desk) -> None:
    """Let Oppdal answer."""
    receive_report(desk, stay_of(desk, "Dottno"))


def test_t2_the_oldest_of_three_reports_is_signed_in_two_keys(begin: Begin) -> None:
    """Opening signs nothing; one key signs after its ten seconds; the next one is shown."""
    journey = begin(change=three_reports)
    assert len(journey.unsigned()) == 3
    oldest = journey.unsigned()[0]
    assert oldest.patient_name.startswith("Hansvik")
    journey.select("Danser")
    journey.ctrl(Qt.Key.Key_1)
    reader = journey.stage.window.workspace.reader()
    assert reader is not None
    assert reader.opened is not None
    assert reader.opened.msg_id == oldest.msg_id
    journey.stage.pass_time(timedelta(seconds=30))
    assert len(journey.unsigned()) == 3, "opening alone signs nothing"
    journey.ctrl(Qt.Key.Key_Return)
    assert journey.counter.keys == ["Ctrl+1", "Ctrl+Return"]
    assert journey.counter.clicks == 0
    journey.stage.pass_time(AFTER_THE_HOLD)
    signed = journey.desk.store.message(oldest.msg_id)
    assert signed is not None
    assert signed.signed_by == "Jones"
    left = [row.msg_id for row in journey.unsigned()]
    assert len(left) == 2
    shown = journey.stage.window.workspace.reader()
    assert shown is not None
    assert shown.opened is not None
    assert shown.opened.msg_id == left[0]
    journey.picture("T2")


def test_t3_helseopplysninger_reuses_the_report_in_five_keys(begin: Begin) -> None:
    """The date is typed as "+3?", which is Monday and unsure; the source of reused text is in the log."""
    journey = begin(change=a_report_for_dottno)
    stay = journey.select("Dottno")
    journey.ctrl(Qt.Key.Key_N)
    journey.press(Qt.Key.Key_2)
    assert journey.stage.window.workspace.currentIndex() == COMPOSE
    journey.ctrl(Qt.Key.Key_G)
    journey.press(Qt.Key.Key_Return)
    form = journey.stage.window.workspace.compose.form
    assert form is not None
    assert form.focused_field() == "pasientens_status"
    journey.write("Innlagt etter fall, opereres i dag.")
    journey.press(Qt.Key.Key_Tab)
    assert form.focused_field() == "antatt_forlop"
    journey.write("Mobiliseres fra i morgen.")
    journey.press(Qt.Key.Key_Tab)
    assert form.focused_field() == "forventet_utskrivningsklar"
    journey.write("+3?")
    journey.picture("T3-før-sending")
    journey.ctrl(Qt.Key.Key_Return)
    assert journey.counter.keys == ["Ctrl+N", "2", "Ctrl+G", "Return", "Ctrl+Return"]
    assert journey.counter.clicks == 0
    journey.stage.pass_time(AFTER_THE_HOLD)
    message = journey.sent(stay)[0]
    assert message.type_code == HELSEOPPLYSNINGER.code
    queued = [
        e.event for e in journey.desk.store.events(msg_id=message.msg_id) if isinstance(e.event, Queued)
    ]
    assert any("Innleggelsesrapport 20.11.2026, Oppdal kommune" in note for note in queued[0].reused)
    content = inspect(read.raw(journey.desk, message.msg_id)).content
    assert content is not None
    assert content[FORVENTET] == date(2026, 11, 23)
    assert content[USIKKER] is True
    assert "Datoen er usikker." in read.raw(journey.desk, message.msg_id).decode()
    journey.picture("T3")


def test_t4_two_faults_stop_sending_and_lead_to_their_fields(begin: Begin) -> None:
    """Nothing is sent; the focus stands on the first of two links; Enter lands; mending removes the line."""
    journey = begin()
    stay = journey.select("Danser")
    journey.ctrl(Qt.Key.Key_N)
    journey.press(Qt.Key.Key_2)
    journey.ctrl(Qt.Key.Key_Return)
    compose = journey.stage.window.workspace.compose
    assert journey.sent(stay) == []
    assert not journey.stage.window.holds.waiting()
    links = compose.summary.links
    assert [link.words for link in links] == ["«Pasientens status» mangler", "«Antatt forløp» mangler"]
    assert QApplication.focusWidget() is links[0]
    journey.picture("T4")
    journey.press(Qt.Key.Key_Return)
    assert compose.form is not None
    assert compose.form.focused_field() == "pasientens_status"
    journey.write("Innlagt med brystsmerter.")
    assert [link.words for link in compose.summary.links] == ["«Antatt forløp» mangler"]
    journey.press(Qt.Key.Key_Tab)
    journey.write("Utredes.")
    assert compose.summary.links == []
    assert journey.counter.keys == ["Ctrl+N", "2", "Ctrl+Return", "Return"]
    journey.ctrl(Qt.Key.Key_Return)
    journey.stage.pass_time(AFTER_THE_HOLD)
    assert [row.type_code for row in journey.sent(stay)] == [HELSEOPPLYSNINGER.code]


def test_undo_within_ten_seconds_brings_the_text_back(begin: Begin) -> None:
    """T14's first half: Ctrl+Z at five seconds, nothing has left, the form is open again."""
    journey = begin()
    stay = journey.select("Danser")
    journey.ctrl(Qt.Key.Key_N)
    journey.press(Qt.Key.Key_1)
    journey.ctrl(Qt.Key.Key_Return)
    journey.stage.pass_time(timedelta(seconds=5))
    journey.ctrl(Qt.Key.Key_Z)
    assert journey.sent(stay) == []
    assert journey.stage.window.workspace.currentIndex() == COMPOSE
    journey.stage.pass_time(timedelta(seconds=30))
    assert journey.sent(stay) == []
