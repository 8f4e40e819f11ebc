"""T8 and T9: ask the municipality and get its answer, answer it, and tell it what is wrong with a message."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from plo_desktop.domain.codebook import code
from plo_desktop.domain.log_rows import DeadlineRow, MessageFilter, MessageRow
from plo_desktop.domain.type_codes import AVVIK, FORESPORSEL, SVAR
from plo_desktop.messages.types.avvik import ARSAK
from plo_desktop.messages.types.foresporsel import GJELDER, HASTER, SPORSMAL
from plo_desktop.services import overview, read
from plo_desktop.services.desk import Desk
from plo_desktop.ui.frame.rail import DEADLINES
from plo_desktop.ui.frame.workspace import COMPOSE
from plo_desktop.ui.reader.act_sheets import GuideSheet
from plo_desktop.wire.inbox import inspect
from tests.journeys.journey import AFTER_THE_HOLD, Begin, Journey
from tests.ui.coming_in import a_question
from tests.ui.ward_kit import receive_report, stay_of


def answer_clock(journey: Journey, msg_id: str) -> DeadlineRow:
    """Return the clock that runs for the answer to a question."""
    rows = overview.deadlines(journey.desk)
    return next(row for row in rows if row.rule == "svar-på-forespørsel" and row.msg_id == msg_id)


def let_the_municipality_answer(journey: Journey) -> None:
    """Let minutes pass with somebody at the desk, until the answer is fetched."""
    for _ in range(8):
        journey.stage.key(Qt.Key.Key_Shift)
        journey.stage.pass_time(timedelta(seconds=30))
        journey.stage.window.exchange()
    journey.stage.settle()


def asked(journey: Journey) -> MessageRow:
    """Return the question that was sent."""
    (row,) = journey.desk.store.messages(MessageFilter(type_code=FORESPORSEL, direction="ut"))
    return row


def test_t8_a_question_takes_four_keys_and_its_answer_is_threaded_and_unsigned(begin: Begin) -> None:
    """Ctrl+N, 7, the kind, the text, Ctrl+Enter; the answer stops the clock and waits for a signature."""
    journey = begin()
    stay = journey.select("Hansvik")
    journey.ctrl(Qt.Key.Key_N)
    journey.press(Qt.Key.Key_7)
    form = journey.stage.window.workspace.compose.form
    assert form is not None
    assert form.focused_field() == GJELDER.name
    journey.press(Qt.Key.Key_2)
    assert form.focused_field() == SPORSMAL.name
    journey.write("Hvilken styrke har Marevan?")
    journey.ctrl(Qt.Key.Key_Return)
    assert journey.counter.keys == ["Ctrl+N", "7", "2", "Ctrl+Return"]
    assert journey.counter.clicks == 0
    journey.stage.pass_time(AFTER_THE_HOLD)
    question = asked(journey)
    let_the_municipality_answer(journey)
    (answer,) = journey.desk.store.messages(MessageFilter(type_code=SVAR, direction="inn"))
    assert answer.parent == question.msg_id
    assert answer.stay_id == stay.stay_id
    assert answer.signed_at is None
    assert answer_clock(journey, question.msg_id).ended_at is not None
    journey.stage.window.open_view(DEADLINES)
    journey.stage.window.workspace.show_message(answer.msg_id)
    reader = journey.stage.window.workspace.reader()
    assert reader is not None
    assert reader.opened is not None
    assert [(link.relation, link.msg_id) for link in reader.opened.links] == [("Svarer på", question.msg_id)]
    journey.picture("T8")


def test_t8_what_is_urgent_asks_for_the_call_and_stays_open_until_it_is_noted(begin: Begin) -> None:
    """Sent without a word of the call it stands among what has not reached its end; with it, it does not."""
    journey = begin()
    journey.select("Hansvik")
    journey.ctrl(Qt.Key.Key_N)
    journey.press(Qt.Key.Key_7)
    journey.press(Qt.Key.Key_2)
    journey.write("Marevan: styrke og siste INR?")
    compose = journey.stage.window.workspace.compose
    assert compose.form is not None
    journey.press(Qt.Key.Key_Tab)
    assert compose.form.focused_field() == HASTER.name
    journey.press(Qt.Key.Key_Space)
    assert compose.content()[HASTER]
    journey.picture("T8-haster")
    journey.ctrl(Qt.Key.Key_Return)
    journey.stage.pass_time(AFTER_THE_HOLD)
    question = asked(journey)
    assert _to_phone(journey.desk) == [question.msg_id]
    journey.stage.window.workspace.show_message(question.msg_id)
    journey.stage.window.letters.act("call")
    journey.stage.settle()
    journey.write("Anne Ås, sykepleietjenesten")
    journey.ctrl(Qt.Key.Key_Return)
    assert _to_phone(journey.desk) == []


def _to_phone(desk: Desk) -> list[str]:
    return [item.msg_id for item in overview.not_arrived(desk) if "ring" in item.kind]


def a_question_about_danser(desk: Desk) -> None:
    """Let Alvdal ask about medicines, which is answered by a Svar."""
    a_question(desk, stay_of(desk, "Danser"), "Er Metoprolol fortsatt i bruk?")


def test_t8_an_incoming_question_is_answered_in_two_keys(begin: Begin) -> None:
    """Ctrl+R on the open question, the text, Ctrl+Enter; the answer repeats it and our clock stops."""
    journey = begin(change=a_question_about_danser)
    (question,) = journey.desk.store.messages(MessageFilter(type_code=FORESPORSEL, direction="inn"))
    journey.stage.window.workspace.show_message(question.msg_id)
    journey.counter.keys.clear()
    journey.ctrl(Qt.Key.Key_R)
    assert journey.stage.window.workspace.currentIndex() == COMPOSE
    journey.write("Metoprolol er seponert.")
    journey.ctrl(Qt.Key.Key_Return)
    assert journey.counter.keys == ["Ctrl+R", "Ctrl+Return"]
    journey.stage.pass_time(AFTER_THE_HOLD)
    (answer,) = journey.desk.store.messages(MessageFilter(type_code=SVAR, direction="ut"))
    assert answer.parent == question.msg_id
    assert "Er Metoprolol fortsatt i bruk?" in read.raw(journey.desk, answer.msg_id).decode()
    assert answer_clock(journey, question.msg_id).ended_at is not None


def a_report_for_danser(desk: Desk) -> None:
    """Let Alvdal report on the patient."""
    receive_report(desk, stay_of(desk, "Danser"))


def reading_the_report(begin: Begin) -> tuple[Journey, MessageRow]:
    """Have the municipality's report open, with nothing pressed yet."""
    journey = begin(change=a_report_for_danser)
    (report,) = journey.unsigned()
    journey.ctrl(Qt.Key.Key_1)
    reader = journey.stage.window.workspace.reader()
    assert reader is not None
    assert reader.opened is not None
    assert reader.opened.msg_id == report.msg_id
    journey.counter.keys.clear()
    return journey, report


@pytest.mark.parametrize(("digit", "reason"), [(Qt.Key.Key_1, "1"), (Qt.Key.Key_2, "2"), (Qt.Key.Key_3, "9")])
def test_t9_an_avvik_takes_three_keys_and_names_its_message(begin: Begin, digit: Qt.Key, reason: str) -> None:
    """Ctrl+D, one of three reasons, the text, Ctrl+Enter; the original is tied by its id."""
    journey, report = reading_the_report(begin)
    journey.ctrl(Qt.Key.Key_D)
    journey.press(digit)
    journey.write("Rapporten gjelder en annen pasient.")
    journey.ctrl(Qt.Key.Key_Return)
    assert len(journey.counter.keys) == 3, journey.counter.keys
    assert journey.counter.clicks == 0
    journey.stage.pass_time(AFTER_THE_HOLD)
    (avvik,) = journey.desk.store.messages(MessageFilter(type_code=AVVIK, direction="ut"))
    assert avvik.parent == report.msg_id
    content = inspect(read.raw(journey.desk, avvik.msg_id)).content
    assert content is not None
    assert content.by_name()[ARSAK.name] == code("8117", reason)
    journey.stage.window.workspace.show_message(report.msg_id)
    reader = journey.stage.window.workspace.reader()
    assert reader is not None
    assert reader.opened is not None
    assert ("Avvik meldt", avvik.msg_id) in [(link.relation, link.msg_id) for link in reader.opened.links]
    journey.picture(f"T9-{reason}")


def test_t9_a_technical_fault_sends_nothing_and_says_whom_to_tell(begin: Begin) -> None:
    """Technical faults are no avvik: the guide says IT, and nothing is written or sent."""
    journey, _ = reading_the_report(begin)
    before = journey.desk.store.message_count(MessageFilter(direction="ut"))
    journey.ctrl(Qt.Key.Key_D)
    sheet = QApplication.activeModalWidget()
    assert isinstance(sheet, GuideSheet)
    journey.press(Qt.Key.Key_5)
    assert "IT" in sheet.said
    assert "Ingenting blir sendt" in sheet.said
    journey.press(Qt.Key.Key_Escape)
    assert journey.stage.window.workspace.currentIndex() == DEADLINES
    assert journey.desk.store.drafts() == []
    assert journey.desk.store.message_count(MessageFilter(direction="ut")) == before
