"""T5: utskrivningsklar with its report as one package, and what stands in its way (SSHF 5.4, 5.6)."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit

from plo_desktop.domain.events import Queued, SentAlone
from plo_desktop.domain.party import Code
from plo_desktop.messages.types.utskrivningsklar import KLAR
from plo_desktop.services import overview, read
from plo_desktop.ui.compose.word_sheet import WordSheet
from plo_desktop.ui.frame.workspace import COMPOSE
from plo_desktop.wire.inbox import inspect
from tests.journeys.journey import AFTER_THE_HOLD, Begin, Journey

UTSKRIVNINGSKLAR, RAPPORT = "LOG_UTSKRIVNINGSKLAR", "UTSKRIVNINGSRAPPORT"


def decided(journey: Journey) -> None:
    """Name the doctor who decided, beginning where the caret is: two letters of one the ward has named."""
    form = journey.stage.window.workspace.compose.form
    assert form is not None
    assert form.focused_field() == "besluttet_av"
    journey.write("ko")
    journey.press(Qt.Key.Key_Tab)
    values = form.content().by_name()
    assert values["besluttet_av"] == "Magnar Koman"
    assert isinstance(profession := values["besluttet_av_yrke"], Code)
    assert profession.text == "Lege"
    assert values["besluttet_av_hpr"] == "9144889"


def test_t5_ready_and_report_go_as_one_package_in_four_keys(begin: Begin) -> None:
    """The report is filled in from the last Helseopplysninger; both leave together or not at all."""
    journey = begin(filled=True)
    stay = journey.select("Danser")
    before = len(journey.sent(stay))
    journey.ctrl(Qt.Key.Key_N)
    journey.press(Qt.Key.Key_3)
    compose = journey.stage.window.workspace.compose
    assert compose.form is not None
    decided(journey)
    journey.picture("T5-steg-1")
    journey.press(Qt.Key.Key_Return)
    assert compose.form.mtype.code == RAPPORT
    assert compose.actions_bar.primary.words == "Send begge (2)"
    journey.picture("T5-steg-2")
    journey.ctrl(Qt.Key.Key_Return)
    assert journey.counter.keys == ["Ctrl+N", "3", "Return", "Ctrl+Return"]
    assert journey.counter.clicks == 0
    both = journey.sent(stay)[: len(journey.sent(stay)) - before]
    assert {row.type_code for row in both} == {UTSKRIVNINGSKLAR, RAPPORT}
    assert len({row.not_before for row in both}) == 1
    assert len(journey.stage.window.holds.waiting()) == 1, "one Angre for both"
    report = next(row for row in both if row.type_code == RAPPORT)
    queued = [e.event for e in journey.desk.store.events(msg_id=report.msg_id) if isinstance(e.event, Queued)]
    assert any(
        note.startswith("sykepleiesammenfatning: Helseopplysninger 19.11.2026, Berg")
        for note in queued[0].reused
    )
    assert any(
        note.startswith("i_bruk: Innleggelsesrapport 19.11.2026, Alvdal kommune") for note in queued[0].reused
    )
    journey.stage.pass_time(AFTER_THE_HOLD)
    journey.stage.window.exchange()
    sent = [journey.desk.store.message(row.msg_id) for row in both]
    assert all(row is not None and row.handed_over_at is not None for row in sent)
    ready = next(row for row in both if row.type_code == UTSKRIVNINGSKLAR)
    content = inspect(read.raw(journey.desk, ready.msg_id)).content
    assert content is not None
    assert content[KLAR] == date(2026, 11, 20)


def test_t5_tomorrow_is_refused_with_its_reason(begin: Begin) -> None:
    """21.11 on Friday 20.11: step 1 is not left, and the reason stands at the field and in the summary."""
    journey = begin(filled=True)
    stay = journey.select("Danser")
    before = len(journey.sent(stay))
    journey.ctrl(Qt.Key.Key_N)
    journey.press(Qt.Key.Key_3)
    decided(journey)
    compose = journey.stage.window.workspace.compose
    assert compose.form is not None
    compose.form.focus_field("utskrivningsklar")
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    field.selectAll()
    journey.write("21.11")
    journey.press(Qt.Key.Key_Return)
    assert compose.form.mtype.code == UTSKRIVNINGSKLAR
    assert [link.words for link in compose.summary.links] == ["Utskrivningsklar dato er fram i tid"]
    assert QApplication.focusWidget() is compose.summary.links[0]
    assert len(journey.sent(stay)) == before
    journey.picture("T5-fram-i-tid")


def test_one_undo_brings_both_back_with_their_marks(begin: Begin) -> None:
    """Ctrl+Z at five seconds: nothing has left, and the package is open again as it was."""
    journey = begin(filled=True)
    stay = journey.select("Danser")
    before = len(journey.sent(stay))
    journey.ctrl(Qt.Key.Key_N)
    journey.press(Qt.Key.Key_3)
    decided(journey)
    journey.press(Qt.Key.Key_Return)
    journey.ctrl(Qt.Key.Key_Return)
    journey.ctrl(Qt.Key.Key_Z)
    assert len(journey.sent(stay)) == before
    workspace = journey.stage.window.workspace
    assert workspace.currentIndex() == COMPOSE
    assert {row.type_code for row in journey.desk.store.drafts(stay_id=stay.stay_id)} == {
        UTSKRIVNINGSKLAR,
        RAPPORT,
    }
    report = next(r for r in journey.desk.store.drafts(stay_id=stay.stay_id) if r.type_code == RAPPORT)
    assert "Helseopplysninger 19.11.2026, Berg" in report.sources["sykepleiesammenfatning"]


def test_ready_without_report_needs_a_reason_and_leaves_a_task(begin: Begin) -> None:
    """SSHF 5.4: the button asks why; the log keeps it, and the report's clock runs."""
    journey = begin(filled=True)
    stay = journey.select("Danser")
    before = len(journey.sent(stay))
    journey.ctrl(Qt.Key.Key_N)
    journey.press(Qt.Key.Key_3)
    decided(journey)
    button = journey.stage.window.workspace.compose.actions_bar.others[0]
    assert button.words == "Send uten rapport …"
    button.click()
    journey.stage.settle()
    sheet = QApplication.activeModalWidget()
    assert isinstance(sheet, WordSheet)
    journey.press(Qt.Key.Key_Return)
    assert len(journey.sent(stay)) == before, "without a reason nothing is sent"
    journey.write("Rapporten skrives av kveldsvakten")
    journey.press(Qt.Key.Key_Return)
    assert [row.type_code for row in journey.sent(stay)][: len(journey.sent(stay)) - before] == [
        UTSKRIVNINGSKLAR
    ]
    reasons = [e.event.reason for e in journey.desk.store.events() if isinstance(e.event, SentAlone)]
    assert reasons == ["Rapporten skrives av kveldsvakten"]
    journey.stage.pass_time(AFTER_THE_HOLD)
    journey.stage.window.exchange()
    rules = {row.rule for row in overview.deadlines(journey.desk) if row.stay_id == stay.stay_id}
    assert "utskrivningsrapport" in rules


def test_a_patient_without_kommune_gets_one_in_step_one(begin: Begin) -> None:
    """Asked for at once, inside the step, not after the report is written."""
    journey = begin(filled=True)
    stay = journey.select("Påjord")
    assert not stay.kommune
    journey.ctrl(Qt.Key.Key_N)
    journey.press(Qt.Key.Key_3)
    compose = journey.stage.window.workspace.compose
    assert compose.above.kommune is not None
    compose.focus_above()
    journey.write("Alvdal kommune")
    journey.press(Qt.Key.Key_Tab)
    linked = journey.desk.store.stay(stay.stay_id)
    assert linked is not None
    assert linked.kommune == "Alvdal kommune"
    asked = [box for box in compose.above.findChildren(QLineEdit) if box.isVisible()]
    assert asked == []
    assert compose.form is not None
    assert compose.form.focused_field() == "besluttet_av"
    assert "Alvdal kommune" in compose.actions_bar._said
