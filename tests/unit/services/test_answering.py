"""Questions are answered by their asker's rules, avvik go to who sent the fault, and calls are noted."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from plo_desktop.base.errors import UserError
from plo_desktop.base.ids import new_uuid
from plo_desktop.domain.codebook import code
from plo_desktop.domain.events import Called
from plo_desktop.domain.message_state import needs_signature
from plo_desktop.domain.party import Identifier
from plo_desktop.services import admit, answering, composing, dispatch, overview, read, sign
from plo_desktop.services.desk import Desk
from plo_desktop.services.draft import open_draft, reuse_sources
from plo_desktop.services.receive import take_in
from plo_desktop.ui.compose.gather import gather
from plo_desktop.wire.inbox import inspect
from plo_desktop.wire.safe_xml import parse
from tests.unit.services.desks import HOUR, NAMELESS, a_report, a_stay, later
from tests.unit.services.dialogues import (
    AVVIK,
    FORESPORSEL,
    HELSEFAGLIG,
    HO,
    NOTAT,
    SAKSBEHANDLER,
    SVAR,
    filled,
    from_kommune,
    head_of,
    sent,
)
from tests.unit.services.test_dispatch import FILLED
from tests.wire import official
from tests.wire.made import LINE


def deadline(desk: Desk, msg_id: str, rule: str = "svar-på-forespørsel") -> str:
    """Return the state of a message's clock."""
    return next(row.state for row in overview.deadlines(desk) if row.rule == rule and row.msg_id == msg_id)


# -- answers ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "ways"),
    [("8", (HO, SVAR)), ("1", (HO, SVAR)), ("4", (SVAR,)), ("99", (SVAR,))],
)
def test_the_kind_of_question_decides_how_it_is_answered(
    desk: Desk, kind: str, ways: tuple[str, ...]
) -> None:
    a_stay(desk)
    asked = from_kommune(desk, FORESPORSEL, {"gjelder": {"value": kind, "system": "", "name": "x"}})
    assert answering.ways_to_answer(desk, asked) == ways
    assert answering.open_answer(desk, asked.msg_id).type_code == ways[0]


def test_only_questions_and_dialogue_are_answered(desk: Desk) -> None:
    a_stay(desk)
    for type_code, ways in ((SVAR, ()), (AVVIK, ()), (NOTAT, (NOTAT,)), (HELSEFAGLIG, (HELSEFAGLIG,))):
        row = from_kommune(desk, type_code, parent="0f0a1c52-6c0e-4b0e-9c53-0e3f6a3a1d02")
        assert answering.ways_to_answer(desk, row) == ways
    with pytest.raises(UserError, match="er ikke et spørsmål"):
        answering.open_answer(desk, from_kommune(desk, SVAR).msg_id)


def test_an_answer_goes_to_the_asker_refers_to_the_question_and_repeats_it(
    desk: Desk, shared_dir: Path
) -> None:
    a_stay(desk)
    asked = from_kommune(desk, FORESPORSEL, sender=SAKSBEHANDLER)
    written = filled(desk, answering.open_answer(desk, asked.msg_id), tekst="Torsdag, hvis formen holder.")
    reply = sent(desk, written)

    head = head_of(desk, reply)
    assert (reply.type_code, reply.counterpart_service) == (SVAR, "Saksbehandling")
    assert (head.parent, head.conversation) == (asked.msg_id, asked.msg_id)
    assert head.question is not None
    assert (head.question.kind.value, head.question.text) == ("99", "Når kommer pasienten hjem?")
    assert official.is_valid(shared_dir, parse(desk.store.document(reply.sha256) or b""))
    assert deadline(desk, asked.msg_id) == "ferdig"


def test_an_answer_later_in_a_dialogue_stays_in_its_conversation(desk: Desk) -> None:
    a_stay(desk)
    start = from_kommune(desk, NOTAT)
    asked = from_kommune(desk, FORESPORSEL, parent=start.msg_id)
    reply = sent(desk, filled(desk, answering.open_answer(desk, asked.msg_id), tekst="Ja."))
    assert (reply.parent, reply.conversation) == (asked.msg_id, start.msg_id)


def test_a_question_about_somebody_unknown_is_answered_with_the_patient_it_named(desk: Desk) -> None:
    asked = from_kommune(desk, FORESPORSEL)
    assert (asked.stay_id, asked.triage) == ("", "ukjent pasient")
    opened = answering.open_answer(desk, asked.msg_id)
    assert opened.stay_id == ""
    reply = sent(desk, filled(desk, opened, tekst="Pasienten er ikke hos oss."))
    assert (reply.stay_id, reply.patient_number) == ("", LINE.number)
    assert deadline(desk, asked.msg_id) == "ferdig"


def test_a_question_in_formatted_text_is_repeated_as_text(desk: Desk) -> None:
    a_stay(desk)
    plain = from_kommune(desk, FORESPORSEL, version="1.1")
    page = '<p xmlns="http://www.w3.org/1999/xhtml">Går hun i <b>trapp</b>?</p>'.encode()
    data = desk.store.document(plain.sha256) or b""
    formatted = data.replace("Når kommer pasienten hjem?".encode(), page)
    asked = take_in(desk, formatted.replace(plain.msg_id.encode(), new_uuid().encode())).msg_id
    opened = answering.open_answer(desk, asked)
    reply = sent(desk, filled(desk, opened, tekst="Ja, med støtte."))
    question = head_of(desk, reply).question
    assert question is not None
    assert question.text == "Går hun i trapp?"


def test_an_answer_about_somebody_unknown_draws_on_no_other_patient(desk: Desk) -> None:
    gry = replace(
        LINE, family="Telokk", given="Gry", idents=(Identifier("12057900499", code("8116", "FNR")),)
    )
    stay_id = a_stay(desk, patient=replace(gry, birth_date=date(1979, 5, 12)))
    sent(desk, filled(desk, open_draft(desk, stay_id, HO), **FILLED), receipted=False)
    asked = from_kommune(desk, FORESPORSEL)
    opened = answering.open_answer(desk, asked.msg_id)
    assert opened.stay_id == ""
    assert reuse_sources(desk, opened.stay_id, opened.type_code) == ()
    assert gather(desk, opened).messages == ()


def test_the_answer_speaks_the_dialogue_of_the_question(desk: Desk) -> None:
    a_stay(desk)
    asked = from_kommune(desk, FORESPORSEL, version="1.1")
    reply = sent(desk, filled(desk, answering.open_answer(desk, asked.msg_id), tekst="Ja."))
    assert (reply.version, head_of(desk, reply).version) == ("1.1", "1.1")


def test_helseopplysninger_as_an_answer_say_so_and_carry_the_question(desk: Desk, shared_dir: Path) -> None:
    a_stay(desk)
    asked = from_kommune(desk, FORESPORSEL, {"gjelder": "8"}, sender=SAKSBEHANDLER)
    reply = sent(desk, filled(desk, answering.open_answer(desk, asked.msg_id), **FILLED))

    data = desk.store.document(reply.sha256) or b""
    head = head_of(desk, reply)
    assert b"<SvarPaaForesporsel>true" in data
    assert head.question is not None
    assert (head.question.kind.value, head.question.msg_id) == ("8", asked.msg_id)
    assert (reply.parent, reply.standing) == (asked.msg_id, "N")
    assert official.is_valid(shared_dir, parse(data))
    assert deadline(desk, asked.msg_id) == "ferdig"


def test_later_helseopplysninger_as_an_answer_still_change_the_one_before(desk: Desk) -> None:
    stay_id = a_stay(desk)
    first = sent(desk, filled(desk, open_draft(desk, stay_id, HO), **FILLED))
    asked = from_kommune(desk, FORESPORSEL, {"gjelder": "8"})
    reply = sent(desk, filled(desk, answering.open_answer(desk, asked.msg_id), endring="Datoen er flyttet."))
    assert (reply.parent, reply.conversation, reply.standing) == (asked.msg_id, first.msg_id, "M")
    assert desk.message(first.msg_id).replaced_by == reply.msg_id


def test_a_helsefaglig_dialog_is_answered_in_kind(desk: Desk, shared_dir: Path) -> None:
    a_stay(desk)
    asked = from_kommune(desk, HELSEFAGLIG)
    opened = answering.open_answer(desk, asked.msg_id)
    assert opened.content["emne"] == "SV: Hjelpemidler"
    reply = sent(desk, filled(desk, opened, tekst="Ja, til innebruk."))
    assert (reply.version, reply.parent) == ("1.1", asked.msg_id)
    assert official.is_valid(shared_dir, parse(desk.store.document(reply.sha256) or b""))


def test_an_answer_taken_back_is_still_an_answer(desk: Desk) -> None:
    a_stay(desk)
    asked = from_kommune(desk, FORESPORSEL)
    written = filled(desk, answering.open_answer(desk, asked.msg_id), tekst="Ja.")
    draft_id, _ = dispatch.undo(desk, dispatch.queue(desk, written).msg_id)
    again = desk.store.draft(draft_id)
    assert again is not None
    assert composing.intended(desk, again).parent == asked.msg_id


def test_an_answer_is_never_begun_without_its_message(desk: Desk) -> None:
    with pytest.raises(UserError, match="skrives alltid til en melding"):
        open_draft(desk, a_stay(desk), SVAR)


# -- our own questions --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "service"),
    [
        ("1", "Sykepleietjeneste"),
        ("4", "Sykepleietjeneste"),
        ("8", "Saksbehandling"),
        ("99", "Sykepleietjeneste"),
    ],
)
def test_the_kind_of_question_decides_the_service(desk: Desk, kind: str, service: str) -> None:
    opened = open_draft(desk, a_stay(desk), FORESPORSEL)
    asked = sent(desk, filled(desk, opened, gjelder=kind, sporsmal="Hva får pasienten hjelp til?"))
    assert asked.counterpart_service == service


def test_another_service_can_be_chosen_for_anything_else(desk: Desk) -> None:
    opened = open_draft(desk, a_stay(desk), FORESPORSEL)
    offered = composing.services_offered(composing.intended(desk, opened))
    assert [service.kind for service in offered] == ["sykepleie", "saksbehandler"]
    opened.sources[composing.SERVICE] = "saksbehandler"
    asked = sent(desk, filled(desk, opened, gjelder="99", sporsmal="Samarbeidsmøte torsdag?"))
    assert asked.counterpart_service == "Saksbehandling"


def test_the_answer_stops_the_clock_and_waits_for_a_signature(desk: Desk) -> None:
    opened = open_draft(desk, a_stay(desk), FORESPORSEL)
    asked = sent(desk, filled(desk, opened, gjelder="4"))
    assert deadline(desk, asked.msg_id) == "venter"
    later(desk, HOUR)
    answer = from_kommune(desk, SVAR, parent=asked.msg_id)
    assert deadline(desk, asked.msg_id) == "ferdig"
    assert needs_signature(answer)
    sign.sign(desk, answer.msg_id)
    assert not needs_signature(desk.message(answer.msg_id))


def test_a_report_that_refers_to_the_question_answers_it(desk: Desk) -> None:
    opened = open_draft(desk, a_stay(desk), FORESPORSEL)
    asked = sent(desk, filled(desk, opened, gjelder="1"))
    take_in(desk, a_report(parent=asked.msg_id))
    assert deadline(desk, asked.msg_id) == "ferdig"


def test_a_question_back_answers_nothing(desk: Desk) -> None:
    opened = open_draft(desk, a_stay(desk), FORESPORSEL)
    asked = sent(desk, filled(desk, opened, gjelder="1"))
    from_kommune(desk, FORESPORSEL, parent=asked.msg_id)
    assert deadline(desk, asked.msg_id) == "venter"


def test_a_question_about_somebody_unknown_has_its_clock_too(desk: Desk) -> None:
    told = from_kommune(desk, NOTAT)
    opened = answering.open_question(desk, told.msg_id)
    asked = sent(desk, filled(desk, opened, sporsmal="Hvem gjelder dette?"))
    assert (asked.stay_id, asked.counterpart_service) == ("", "Sykepleietjeneste")
    assert deadline(desk, asked.msg_id) == "venter"
    from_kommune(desk, SVAR, parent=asked.msg_id)
    assert deadline(desk, asked.msg_id) == "ferdig"


def test_a_reminder_begins_a_conversation_about_our_message(desk: Desk) -> None:
    stay_id = a_stay(desk)
    told = sent(desk, filled(desk, open_draft(desk, stay_id, HO), **FILLED))
    opened = answering.open_question(desk, told.msg_id)
    assert opened.content["gjelder"] == "8"
    asked = sent(desk, filled(desk, opened, sporsmal="Har dere sett på saken?"))
    assert (asked.parent, asked.conversation) == (told.msg_id, told.msg_id)
    assert asked.counterpart_service == "Saksbehandling"


def test_an_urgent_question_is_an_open_task_until_somebody_was_phoned(desk: Desk) -> None:
    opened = open_draft(desk, a_stay(desk), FORESPORSEL)
    written = filled(desk, opened, gjelder="4", sporsmal="Har pasienten fått insulin i dag?", haster=True)
    assert "HASTER_RING" in [problem.code for problem in dispatch.check(desk, written)]
    asked = sent(desk, written)
    assert [item.msg_id for item in overview.not_arrived(desk) if item.kind == "skal ringes"] == [
        asked.msg_id
    ]
    with pytest.raises(UserError, match="Hvem dere ringte"):
        answering.note_call(desk, asked.msg_id, "  ")
    with pytest.raises(UserError, match="fram i tid"):
        answering.note_call(desk, asked.msg_id, "Eide", desk.now() + timedelta(minutes=5))
    answering.note_call(desk, asked.msg_id, "Sigrun Eide, Sykepleietjeneste")
    assert not [item for item in overview.not_arrived(desk) if item.kind == "skal ringes"]


def test_a_call_written_in_the_form_needs_no_further_note(desk: Desk) -> None:
    opened = open_draft(desk, a_stay(desk), FORESPORSEL)
    written = filled(desk, opened, gjelder="4", haster=True, ringt="Sigrun Eide, kl. 07.40")
    assert "HASTER_RING" not in [problem.code for problem in dispatch.check(desk, written)]
    asked = sent(desk, written)
    assert not [item for item in overview.not_arrived(desk) if item.kind == "skal ringes"]
    assert [call.whom for call in calls(desk, asked.msg_id)] == ["Sigrun Eide, kl. 07.40"]


def test_a_call_about_what_does_not_hurry_is_noted_too(desk: Desk) -> None:
    opened = open_draft(desk, a_stay(desk), FORESPORSEL)
    asked = sent(desk, filled(desk, opened, gjelder="4", ringt="Sigrun Eide, kl. 07.40"))
    assert [call.whom for call in calls(desk, asked.msg_id)] == ["Sigrun Eide, kl. 07.40"]


def test_what_is_never_sent_is_in_the_draft_again_after_angre(desk: Desk) -> None:
    opened = open_draft(desk, a_stay(desk), FORESPORSEL)
    values = {"gjelder": "4", "sporsmal": "Siste insulin?", "haster": True, "ringt": "Sigrun Eide, kl. 07.40"}
    queued = dispatch.queue(desk, filled(desk, opened, **values))
    assert b"Eide" not in read.raw(desk, queued.msg_id)
    draft_id, _ = dispatch.undo(desk, queued.msg_id)
    again = desk.store.draft(draft_id)
    assert again is not None
    kept = {name: again.content[name] for name in ("sporsmal", "haster", "ringt")}
    assert kept == {"sporsmal": "Siste insulin?", "haster": True, "ringt": "Sigrun Eide, kl. 07.40"}


def calls(desk: Desk, msg_id: str) -> list[Called]:
    """Return the calls that the log holds about a message."""
    return [each.event for each in desk.store.events(msg_id=msg_id) if isinstance(each.event, Called)]


def test_annen_henvendelse_needs_its_text(desk: Desk) -> None:
    opened = filled(desk, open_draft(desk, a_stay(desk), FORESPORSEL), gjelder="99")
    with pytest.raises(dispatch.CannotSend, match="må si hva det gjelder"):
        dispatch.queue(desk, opened)


# -- avvik --------------------------------------------------------------------------------------------------


def test_an_avvik_is_tied_to_its_message_and_goes_to_its_sender(desk: Desk, shared_dir: Path) -> None:
    a_stay(desk)
    fault = take_in(desk, a_report()).msg_id
    opened = answering.open_avvik(desk, fault, "1")
    told = sent(desk, filled(desk, opened, tekst="Pasienten er ikke innlagt hos oss."))
    head = head_of(desk, told)
    assert (head.type_code, head.parent, head.conversation) == (AVVIK, fault, fault)
    assert head.receiver is not None
    assert head.receiver.full_name == "Alvdal kommune, Sykepleietjeneste"
    data = desk.store.document(told.sha256) or b""
    assert b'V="1"' in data
    assert b"8117" in data
    assert official.is_valid(shared_dir, parse(data))


def test_an_avvik_repeats_the_patient_that_the_message_named(desk: Desk) -> None:
    fault = take_in(desk, a_report()).msg_id
    assert desk.message(fault).triage == "ukjent pasient"
    told = sent(desk, filled(desk, answering.open_avvik(desk, fault, "1"), tekst="Ukjent hos oss."))
    assert (told.stay_id, told.patient_number) == ("", LINE.number)


def test_there_is_no_avvik_to_what_we_refused_or_wrote(desk: Desk) -> None:
    refused = take_in(desk, a_report(NAMELESS))
    assert refused.outcome == "refused"
    with pytest.raises(UserError, match="tatt imot og kvittert"):
        answering.open_avvik(desk, refused.msg_id)
    ours = sent(desk, filled(desk, open_draft(desk, a_stay(desk), HO), **FILLED))
    assert not answering.may_report(ours)


def test_the_guide_sends_technical_faults_to_it_and_nothing_to_the_municipality() -> None:
    by_key = {each.key: each for each in answering.guide()}
    assert (by_key["teknisk"].type_code, by_key["spor"].type_code) == ("", FORESPORSEL)
    assert [by_key[key].reason for key in ("feilsending", "mangler", "annet")] == ["1", "2", "9"]
    assert [each.key for each in answering.guide() if each.also_internally] == ["alvorlig"]
    assert "IT" in by_key["teknisk"].say


def test_an_avvik_is_sent_also_when_the_patient_objects(desk: Desk) -> None:
    stay_id = a_stay(desk)
    admit.change(desk, stay_id, consent="motsetter seg")
    fault = take_in(desk, a_report()).msg_id
    told = sent(desk, filled(desk, answering.open_avvik(desk, fault, "2"), tekst="Mangler legemidler."))
    assert told.apprec_status == "1"


def test_a_received_avvik_is_shown_with_the_message_it_is_about(desk: Desk) -> None:
    stay_id = a_stay(desk)
    ours = sent(desk, filled(desk, open_draft(desk, stay_id, HO), **FILLED))
    told = from_kommune(desk, AVVIK, parent=ours.msg_id)
    assert (told.stay_id, told.parent) == (stay_id, ours.msg_id)
    assert inspect(desk.store.document(told.sha256) or b"").content is not None


def test_a_note_is_written_about_a_patient(desk: Desk, shared_dir: Path) -> None:
    opened = answering.open_note(desk, a_stay(desk))
    told = sent(desk, filled(desk, opened, tekst="Ektefellen henter hjelpemidlene."))
    assert (told.type_code, told.parent) == (NOTAT, "")
    assert official.is_valid(shared_dir, parse(desk.store.document(told.sha256) or b""))
