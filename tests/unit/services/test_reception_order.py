"""Reception keeps to the order of process rules 3.1, and knows the special cases of 3.3."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from plo_desktop.base.ids import new_uuid
from plo_desktop.domain.addresses import identifier
from plo_desktop.domain.party import Code, Identifier, Organisation, Patient
from plo_desktop.domain.ward import OwnService
from plo_desktop.messages.attachment import Attachment
from plo_desktop.messages.registry import sample
from plo_desktop.messages.types.avvik import AVVIK
from plo_desktop.messages.types.innleggelsesrapport import INNLEGGELSESRAPPORT
from plo_desktop.services import alerts, dispatch, overview, sign
from plo_desktop.services.desk import REFUSE, Desk
from plo_desktop.services.draft import open_draft
from plo_desktop.services.ports import MessageFilter
from plo_desktop.services.receive import fetch, take_in
from plo_desktop.wire.envelope import BuildContext, build_message
from tests.unit.services.desks import (
    ALVDAL,
    BERG,
    NOW,
    OWN,
    SECOND,
    Wire,
    a_report,
    a_stay,
    later,
    receipts,
    row_of,
)
from tests.wire.made import LINE

FNR = Code("FNR", "Fødselsnummer", "2.16.578.1.12.4.1.1.8116")
STRANGER = Organisation("Annet sykehus", (identifier("HER:1"),), Organisation("Post", (identifier("HER:2"),)))
PSYCHIATRY = OwnService("PLO innleggelse psykiatri", ("HER:91091",))
BOTH = replace(OWN, services=(*OWN.services, PSYCHIATRY))
NOBODY = Organisation("Alvdal kommune", (), Organisation("Sykepleietjeneste"))
ELSEWHERE = Organisation(OWN.name, (identifier("HER:59"),), Organisation("Arkiv", (identifier("HER:7"),)))


def verdict(desk: Desk, data: bytes) -> tuple[str, tuple[str, ...], int]:
    """Return outcome, codes, and how many receipts were made; the bytes must lie in the log in any case."""
    before = len(receipts(desk))
    outcome = take_in(desk, data)
    assert desk.store.document(outcome.sha256) == data
    return outcome.outcome, outcome.codes, len(receipts(desk)) - before


# -- the order ----------------------------------------------------------------------------------------------


def test_step_2_what_is_not_xml_is_never_answered(desk: Desk) -> None:
    assert verdict(desk, b"<MsgHead") == ("quarantined", ("T01",), 0)


def test_step_3_an_unknown_root_is_kept_with_its_name_and_not_answered(desk: Desk) -> None:
    """The sender of such a document cannot be read."""
    data = b"<?xml version='1.0'?><Rekvisisjon xmlns='http://example.invalid/r'><Navn>x</Navn></Rekvisisjon>"
    assert verdict(desk, data) == ("quarantined", ("T10",), 0)
    assert desk.store.messages(MessageFilter())[0].title


def test_step_3_an_unknown_payload_of_a_known_sender_is_refused_with_t10(desk: Desk) -> None:
    data = a_report().replace(b"po/innleggelse/2012-04-01", b"po/innleggelse/2031-01-01")
    data = data.replace(b"Innleggelsesrapport/2012-04-01", b"Innleggelsesrapport/2031-01-01")
    assert verdict(desk, data) == ("refused", ("T10",), 1)


def test_step_4_comes_before_5_a_document_against_its_schema_is_t02_whatever_its_id(desk: Desk) -> None:
    data = a_report(msg_id="ikke-en-uuid").replace(b"<MIGversion>v1.2 2006-05-24</MIGversion>", b"")
    assert verdict(desk, data) == ("refused", ("T02",), 1)


def test_steps_5_and_8_are_told_together_one_error_each(desk: Desk) -> None:
    """APP-E7."""
    data = a_report(replace(LINE, idents=(), sex=None), msg_id="ikke-en-uuid")
    assert verdict(desk, data) == ("refused", ("E10", "E36"), 1)
    assert [error.code for error in receipts(desk)[0].errors] == ["E10", "E36"]


def test_step_6_comes_before_7_a_known_id_is_not_answered_wherever_it_was_sent(desk: Desk) -> None:
    msg_id = new_uuid()
    take_in(desk, a_report(msg_id=msg_id))
    assert verdict(desk, a_report(msg_id=msg_id, receiver=STRANGER)) == ("quarantined", ("SAMME_ID",), 0)


def test_step_7_comes_before_8_what_is_for_others_is_not_judged_by_us(desk: Desk) -> None:
    data = a_report(Patient(family="Danser", given="Line"), receiver=STRANGER)
    assert verdict(desk, data) == ("quarantined", ("IKKE_TIL_OSS",), 0)


def test_step_9_without_a_sender_even_a_refusal_reaches_nobody(desk: Desk) -> None:
    data = a_report(replace(LINE, idents=(), sex=None), sender=NOBODY)
    assert verdict(desk, data)[2] == 0


@pytest.mark.parametrize(
    ("patient", "enough"),
    [
        (LINE, True),
        (replace(LINE, sex=None, birth_date=None), True),
        (replace(LINE, idents=()), True),
        (replace(LINE, idents=(), sex=None), False),
        (replace(LINE, idents=(), birth_date=None), False),
        (replace(LINE, idents=(Identifier("70019950032", replace(FNR, value="DNR")),), sex=None), True),
        (replace(LINE, idents=(Identifier("80005045804", replace(FNR, value="FHN")),), sex=None), True),
        (replace(LINE, idents=(Identifier("25036000305", replace(FNR, value="HNR")),), sex=None), False),
        (replace(LINE, family="", given=""), False),
    ],
)
def test_step_8_which_patients_are_identified(desk: Desk, patient: Patient, enough: bool) -> None:
    """Name with FNR, DNR or FHN, or with birth date and sex; a local number alone is not enough."""
    outcome, codes, answered = verdict(desk, a_report(patient))
    assert (outcome, answered) == ("accepted" if enough else "refused", 1)
    assert enough or codes[0] in ("E36", "T02")


def test_step_10_the_right_reader_is_alerted(desk: Desk) -> None:
    a_stay(desk)
    changes = take_in(desk, a_report()).changes
    assert changes.announce == ("Ny melding: Innleggelsesrapport",)
    assert [item.kind for item in overview.not_arrived(desk)] == ["usignert"]


# -- the special cases --------------------------------------------------------------------------------------


def test_s01_an_unknown_patient_is_accepted_and_gets_no_record_by_itself(desk: Desk) -> None:
    assert verdict(desk, a_report()) == ("accepted", (), 1)
    assert desk.store.stays(include_discharged=True) == []


def test_s04_two_patients_of_one_name_are_never_matched_by_it(desk: Desk) -> None:
    """Kjersti Arntsen, twice among the official test actors."""
    one = Patient(
        "Arntsen", "Kjersti", birth_date=date(1978, 11, 3), idents=(Identifier("03117800252", FNR),)
    )
    other = replace(one, birth_date=date(1952, 9, 19), idents=(Identifier("19095800273", FNR),))
    a_stay(desk, patient=one)
    outcome = take_in(desk, a_report(other))
    assert (row_of(desk, outcome).stay_id, row_of(desk, outcome).triage) == ("", "ukjent pasient")
    assert "ANNET_NUMMER" not in {each.code for each in outcome.warnings}


def test_s05_duplicates_are_silent_and_counted(desk: Desk) -> None:
    data = a_report()
    first = take_in(desk, data)
    again = [take_in(desk, data) for _ in range(2)]
    assert {outcome.outcome for outcome in again} == {"duplicate"}
    assert all(outcome.changes.announce == () for outcome in again)
    assert (row_of(desk, first).duplicates, len(receipts(desk))) == (2, 1)


def test_s06_one_import_and_a_receipt_for_each_role_and_none_for_the_second_delivery(desk: Desk) -> None:
    """RCV-INN-20, APP-S11: primary and copy are two services of one hospital."""
    ours = replace(desk, ward=replace(desk.ward, own=(BOTH,)))
    data = a_report(copies=(BOTH.as_sender(PSYCHIATRY),))
    outcomes = [take_in(ours, data).outcome for _ in range(2)]
    assert outcomes == ["accepted", "duplicate"]
    found = {(a.role, a.sender.service.name) for a in receipts(desk) if a.sender and a.sender.service}
    assert found == {("PRIM", "PLO innleggelse somatikk"), ("COP", "PLO innleggelse psykiatri")}
    assert desk.store.message_count(MessageFilter()) == 1


def test_s06_one_of_two_roles_can_be_refused_and_the_other_accepted(desk: Desk) -> None:
    strict = replace(desk, settings=replace(desk.settings, unknown_service=REFUSE))
    assert take_in(strict, a_report(copies=(ELSEWHERE,))).outcome == "accepted"
    assert sorted((a.role, a.status) for a in receipts(desk)) == [("COP", "2"), ("PRIM", "1")]


def test_s10_a_wrong_address_in_our_own_house_is_never_thrown_away(desk: Desk) -> None:
    outcome = take_in(desk, a_report(receiver=ELSEWHERE))
    assert (outcome.outcome, row_of(desk, outcome).triage) == ("accepted", "ukjent pasient")
    assert "UKJENT_TJENESTE" in {each.code for each in outcome.warnings}


def test_s11_a_message_with_an_attachment_that_we_cannot_open_is_kept_and_says_so(desk: Desk) -> None:
    context = BuildContext(
        msg_id=new_uuid(),
        generated_at=NOW,
        sender=ALVDAL.organisation(ALVDAL.services[0]),
        receiver=OWN.as_sender(OWN.services[0]),
        patient=LINE,
        attachments=(Attachment("Regneark", "", b"PK\x03\x04 noe annet", "application/zip"),),
    )
    outcome = take_in(desk, build_message(INNLEGGELSESRAPPORT, sample(INNLEGGELSESRAPPORT), context))
    assert outcome.outcome == "accepted"
    assert any("vedlegg" in said.casefold() for said in row_of(desk, outcome).warnings)


def test_s12_an_unknown_code_is_no_reason_to_refuse(desk: Desk) -> None:
    data = a_report()
    assert b'<Sex V="2"' in data
    assert (
        verdict(desk, data.replace(b'<Sex V="2" DN="Kvinne"', b'<Sex V="7" DN="Noe nytt"'))[0] == "accepted"
    )


# -- what is wrong with a message of ours -------------------------------------------------------------------


def an_avvik(desk: Desk, about: str) -> bytes:
    """Return the municipality's avvik on a message of ours."""
    context = BuildContext(
        msg_id=new_uuid(),
        generated_at=desk.now(),
        sender=ALVDAL.organisation(ALVDAL.services[0]),
        receiver=OWN.as_sender(OWN.services[0]),
        patient=LINE,
        parent=about,
        conversation=about,
    )
    return build_message(AVVIK, sample(AVVIK), context)


def test_an_avvik_is_tied_to_the_message_and_alerts_its_author(desk: Desk) -> None:
    """RCV-NEW-05."""
    stay_id = a_stay(desk)
    sent = dispatch.queue(desk, open_draft(desk, stay_id, "LOG_INNLAGT")).msg_id
    later(desk, 11 * SECOND)
    dispatch.release(desk, Wire())
    outcome = take_in(desk, an_avvik(desk, sent))
    row = row_of(desk, outcome)
    assert (outcome.outcome, row.parent, row.stay_id) == ("accepted", sent, stay_id)
    assert any("May Jones" in said for said in outcome.changes.announce)
    assert sent in outcome.changes.messages
    (alert,) = alerts.for_user(desk)
    assert (alert.kind, alert.msg_id, alert.about) == ("avvik", outcome.msg_id, sent)
    assert alerts.for_user(desk.as_actor(BERG)) == ()
    sign.open_message(desk, outcome.msg_id)
    assert alerts.for_user(desk) == ()
    kept = desk.store.message(sent)
    assert kept is not None
    assert not kept.cancelled_by


def test_an_avvik_on_nothing_that_we_know_is_taken_in_and_says_so(desk: Desk) -> None:
    outcome = take_in(desk, an_avvik(desk, new_uuid()))
    assert outcome.outcome == "accepted"
    assert "ORIGINAL_MANGLER" in {each.code for each in outcome.warnings}


# -- what lies in quarantine --------------------------------------------------------------------------------


def test_what_is_readable_in_quarantine_says_what_it_is_and_from_whom(desk: Desk) -> None:
    outcome = take_in(desk, a_report(receiver=STRANGER))
    row = row_of(desk, outcome)
    assert (row.type_code, row.title) == ("INNLEGGELSESRAPPORT", "Innleggelsesrapport")
    assert row.counterpart == "Alvdal kommune"
    (item,) = overview.not_arrived(desk)
    assert item.text == "Innleggelsesrapport fra Alvdal kommune"


def test_the_transport_lays_aside_only_what_could_not_be_taken_in(desk: Desk) -> None:
    refused = a_report(replace(LINE, idents=(), sex=None))
    wire = Wire(waiting=[a_report(), b"rusk", refused, a_report(receiver=STRANGER)])
    fetch(desk, wire)
    assert wire.acknowledged == ["0", "1", "2", "3"]
    assert wire.laid_aside == ["1", "3"]


def test_what_we_refused_is_counted_until_somebody_has_looked(desk: Desk) -> None:
    outcome = take_in(desk, a_report(replace(LINE, idents=(), sex=None)))
    assert [item.kind for item in overview.not_arrived(desk)] == ["avvist av oss"]
    sign.open_message(desk, outcome.msg_id)
    assert overview.not_arrived(desk) == ()
