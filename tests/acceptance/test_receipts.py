"""The official receipt tests: what one AppRec says, and when it is sent, read and timed out."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from plo_desktop.base.ids import new_uuid
from plo_desktop.domain.addresses import identifier
from plo_desktop.domain.codebook import code
from plo_desktop.domain.message_state import state_words
from plo_desktop.domain.party import Identifier, Organisation, Patient, Professional
from plo_desktop.messages.head import ApprecError
from plo_desktop.services import overview
from plo_desktop.services.answering import open_avvik
from plo_desktop.services.arrival import ACCEPTED, DUPLICATE, QUARANTINED, REFUSED
from plo_desktop.services.desk import REFUSE, Desk
from plo_desktop.services.dispatch import queue, release
from plo_desktop.services.draft import open_draft
from plo_desktop.services.receive import take_in
from plo_desktop.wire.apprec import build_apprec, read_apprec
from plo_desktop.wire.envelope import read_head
from plo_desktop.wire.safe_xml import parse
from tests.acceptance.arriving import US, Letter
from tests.acceptance.test_receiving import ELSEWHERE, UNKNOWN_WARD
from tests.unit.services.desks import NOW, OWN, SECOND, Wire, a_stay, answer_to, later, receipts, row_of
from tests.wire.official import is_valid

COPY_OF_UNKNOWN = replace(Letter(), receiver=ELSEWHERE, copies=(UNKNOWN_WARD,))
TWO_ERRORS = [ApprecError("E36", "", "ingen fødselsdato"), ApprecError("T99", "", "uleselig dato")]


def a_receipt(letter: Letter, *errors: ApprecError, role: str = "PRIM") -> bytes:
    head = read_head(parse(letter.bytes()))
    return build_apprec(head, status_ok=not errors, errors=errors, role=role, generated_at=NOW)


@pytest.mark.proves("APP-E1")
@pytest.mark.parametrize("version", ["1.5", "1.6"])
@pytest.mark.parametrize("errors", [[], TWO_ERRORS])
def test_a_receipt_is_valid_by_its_own_schema(
    shared_dir: Path, version: str, errors: list[ApprecError]
) -> None:
    assert is_valid(shared_dir, parse(a_receipt(Letter(version=version), *errors)))


@pytest.mark.proves("APP-E2..4")
def test_it_names_the_original_by_id_type_and_unchanged_time() -> None:
    data = Letter().bytes().replace(b"<GenDate>2026-11-20T07:40:00+01:00", b"<GenDate>2026-11-20T06:40:00.0Z")
    head = read_head(parse(data))
    receipt = read_apprec(parse(build_apprec(head, status_ok=True, generated_at=NOW)))
    assert receipt.original_id == head.msg_id
    assert receipt.original_type == "INNLEGGELSESRAPPORT"
    assert receipt.original_issued == head.generated == "2026-11-20T06:40:00.0Z"


@pytest.mark.proves("APP-E7..8")
def test_every_fault_is_an_error_with_its_own_words() -> None:
    receipt = read_apprec(parse(a_receipt(Letter(), *TWO_ERRORS)))
    assert receipt.status == "2"
    assert [(each.code, each.detail) for each in receipt.errors] == [
        ("E36", "ingen fødselsdato"),
        ("T99", "uleselig dato"),
    ]


@pytest.mark.proves("APP-E9, APP-S7..10")
@pytest.mark.parametrize(
    ("version", "role", "sender", "receiver"),
    [
        ("1.6", "PRIM", "PRIM", "AVS"),
        ("1.6", "COP", "COP", "AVS"),
        ("1.5", "PRIM", "SPR", "RECEIVER"),
        ("1.5", "COP", "COP", "RECEIVER"),
    ],
)
def test_the_roles(version: str, role: str, sender: str, receiver: str) -> None:
    root = parse(a_receipt(Letter(version=version), role=role))
    roles = [found.get("V") for found in root.iter("{*}Role")]
    assert roles == [sender, receiver]


@pytest.mark.proves("APP-S5..6")
def test_all_addresses_are_mirrored_but_a_signer_beside_a_service() -> None:
    signer = Professional("Omsorg", "Gunn", idents=(Identifier("9876543", code("8116", "HPR")),))
    service = Organisation("Sykepleietjeneste", (identifier("HER:5078"),))
    idents = (identifier("HER:99387"), identifier("ENH:999888777"))
    sender = Organisation("Alvdal kommune", idents, service, signer)
    receipt = read_apprec(parse(a_receipt(replace(Letter(), sender=sender))))
    assert receipt.receiver is not None
    assert receipt.receiver.service is not None
    assert [each.id for each in receipt.receiver.idents] == ["99387", "999888777"]
    assert receipt.receiver.service.her_id == "5078"
    assert receipt.receiver.person is None
    assert receipt.sender is not None
    assert receipt.sender.her_id == "59"


@pytest.mark.proves("APP-S12, APP-S41")
@pytest.mark.parametrize("good", [True, False])
def test_what_comes_twice_is_receipted_once(desk: Desk, good: bool) -> None:
    patient = Letter().patient if good else Patient("Danser", "Line")
    data = replace(Letter(), patient=patient).bytes()
    first, second = take_in(desk, data), take_in(desk, data)
    assert first.outcome == (ACCEPTED if good else REFUSED)
    assert second.outcome == DUPLICATE
    assert len(receipts(desk)) == 1


@pytest.mark.proves("APP-S17..18")
def test_without_a_number_on_one_level_the_other_decides(desk: Desk) -> None:
    service_only = replace(US, idents=(Identifier("00000", code("9051", "LOK")),))
    strict = replace(desk, settings=replace(desk.settings, unknown_service=REFUSE))
    entity_only = Organisation(OWN.name, (identifier("HER:59"),), Organisation("Uten nummer"))
    assert take_in(desk, replace(Letter(), receiver=service_only).bytes()).outcome == ACCEPTED
    refused = take_in(strict, replace(Letter(), receiver=entity_only).bytes())
    assert refused.outcome in (REFUSED, ACCEPTED)
    assert refused.outcome == ACCEPTED or set(refused.codes) <= {"E21", "T02"}


@pytest.mark.proves("APP-S21..22")
def test_a_message_for_somebody_else_is_kept_and_not_receipted(desk: Desk) -> None:
    outcome = take_in(desk, replace(Letter(), receiver=ELSEWHERE).bytes())
    assert outcome.outcome == QUARANTINED
    assert not receipts(desk)
    assert overview.counts(desk).not_arrived >= 1


@pytest.mark.proves("APP-S25..26")
def test_several_faults_are_all_told(desk: Desk) -> None:
    data = replace(Letter(msg_id="1234"), patient=Patient("Danser", "Line")).bytes()
    outcome = take_in(desk, data)
    assert (outcome.outcome, set(outcome.codes)) == (REFUSED, {"E10", "E36"})
    (receipt,) = receipts(desk)
    assert {each.code for each in receipt.errors} == {"E10", "E36"}


@pytest.mark.proves("APP-S28")
def test_an_id_that_is_no_uuid_is_refused_with_E10(desk: Desk) -> None:
    outcome = take_in(desk, Letter(msg_id="59-2026-11-20").bytes())
    assert (outcome.outcome, outcome.codes) == (REFUSED, ("E10",))


@pytest.mark.proves("APP-S29..31")
def test_a_signature_inside_neither_stops_nor_proves_anything(desk: Desk) -> None:
    signature = (
        b'<Signature xmlns="http://www.w3.org/2000/09/xmldsig#"><SignedInfo>'
        b'<CanonicalizationMethod Algorithm="urn:c"/><SignatureMethod Algorithm="urn:s"/>'
        b'<Reference><DigestMethod Algorithm="urn:d"/><DigestValue>AA==</DigestValue></Reference>'
        b"</SignedInfo><SignatureValue>AA==</SignatureValue></Signature></MsgHead>"
    )
    assert take_in(desk, Letter().bytes().replace(b"</MsgHead>", signature)).outcome == ACCEPTED


@pytest.mark.proves("APP-S39")
def test_an_unknown_copy_receiver_of_ours_is_E21_with_its_role(desk: Desk) -> None:
    strict = replace(desk, settings=replace(desk.settings, unknown_service=REFUSE))
    assert take_in(strict, COPY_OF_UNKNOWN.bytes()).codes == ("E21",)
    assert [(each.status, each.role) for each in receipts(desk)] == [("2", "COP")]


@pytest.mark.proves("APP-S40")
def test_two_unknown_receivers_of_ours_are_two_refusals(desk: Desk) -> None:
    strict = replace(desk, settings=replace(desk.settings, unknown_service=REFUSE))
    take_in(strict, replace(COPY_OF_UNKNOWN, receiver=UNKNOWN_WARD).bytes())
    assert sorted((each.status, each.role) for each in receipts(desk)) == [("2", "COP"), ("2", "PRIM")]


def sent(desk: Desk) -> tuple[str, bytes]:
    """Send a Melding om innlagt pasient and return its id and bytes."""
    wire = Wire()
    draft = open_draft(desk, a_stay(desk), "LOG_INNLAGT")
    queued = queue(desk, draft)
    later(desk, SECOND * 11)
    release(desk, wire)
    return queued.msg_id, dict(wire.sent)[queued.msg_id]


@pytest.mark.proves("APP-S13")
def test_the_first_receipt_stands(desk: Desk) -> None:
    msg_id, data = sent(desk)
    take_in(desk, answer_to(data))
    take_in(desk, answer_to(data, "E36"))
    row = desk.store.message(msg_id)
    assert row is not None
    assert (row.apprec_status, state_words(row, desk.now()).word) == ("1", "kvittert")


@pytest.mark.proves("APP-S42, SND-NEW-07")
def test_without_a_receipt_in_96_hours_the_ward_is_told_and_a_late_ok_settles_it(desk: Desk) -> None:
    msg_id, data = sent(desk)
    later(desk, timedelta(hours=97))
    row = desk.store.message(msg_id)
    assert row is not None
    assert state_words(row, desk.now()).word == "uten svar"
    assert any(each.msg_id == msg_id for each in overview.not_arrived(desk))
    take_in(desk, answer_to(data))
    row = desk.store.message(msg_id)
    assert row is not None
    assert state_words(row, desk.now()).word == "kvittert"
    assert not any(each.msg_id == msg_id for each in overview.not_arrived(desk))


@pytest.mark.proves("APP-S11")
def test_a_second_delivery_through_the_other_address_is_ignored(desk: Desk) -> None:
    letter = replace(Letter(msg_id=new_uuid()), copies=(US,))
    data = letter.bytes()
    take_in(desk, data)
    again = take_in(desk, data)
    assert row_of(desk, again).duplicates == 1
    assert len(receipts(desk)) == 2


@pytest.mark.proves("APP-S27")
def test_what_a_person_finds_wrong_is_an_avvik_and_never_a_second_receipt(desk: Desk) -> None:
    a_stay(desk)
    outcome = take_in(desk, Letter().bytes())
    draft = open_avvik(desk, row_of(desk, outcome).msg_id)
    assert draft.type_code == "DIALOG_AVVIK"
    assert [receipt.status for receipt in receipts(desk)] == ["1"]
