"""What comes in is kept, decided in the standard's order, linked, and receipted once per role."""

from __future__ import annotations

from dataclasses import replace

import pytest

from plo_desktop.base.errors import EnvironmentProblem
from plo_desktop.domain.addresses import identifier
from plo_desktop.domain.message_state import needs_signature
from plo_desktop.domain.party import Identifier, Organisation, Patient
from plo_desktop.domain.ward import OwnAddresses, OwnService
from plo_desktop.services import overview, triage
from plo_desktop.services.desk import Desk
from plo_desktop.services.dispatch import queue, release
from plo_desktop.services.draft import open_draft
from plo_desktop.services.ports import MessageFilter
from plo_desktop.services.receive import Outcome, fetch, take_in
from plo_desktop.wire.inbox import inspect
from tests.unit.services.desks import (
    OWN,
    SECOND,
    Wire,
    a_report,
    a_stay,
    answer_to,
    later,
    receipts,
)
from tests.wire.made import LINE

STRANGER = Organisation("Annet sykehus", (identifier("HER:1"),), Organisation("Post", (identifier("HER:2"),)))
STRANGERS = OwnAddresses("Annet sykehus", ("HER:1",), (OwnService("Post", ("HER:2",)),))
UNKNOWN_SERVICE = Organisation(
    "ST OLAVS HOSPITAL HF", (identifier("HER:59"),), Organisation("Ukjent", (identifier("HER:777"),))
)


def kept(desk: Desk, outcome: Outcome, data: bytes) -> bool:
    return (
        desk.store.document(outcome.sha256) == data and desk.store.message_by_sha(outcome.sha256) is not None
    )


def test_a_report_for_a_patient_on_the_ward_is_taken_in_linked_and_receipted(desk: Desk) -> None:
    stay_id = a_stay(desk)
    data = a_report()
    outcome = take_in(desk, data)
    row = desk.store.message(outcome.msg_id)
    assert (outcome.outcome, outcome.codes, outcome.warnings) == ("accepted", (), ())
    assert row is not None
    assert (row.stay_id, row.triage, row.counterpart) == (stay_id, "", "Alvdal kommune")
    assert kept(desk, outcome, data)
    assert [(a.status, a.role, a.original_id) for a in receipts(desk)] == [("1", "PRIM", outcome.msg_id)]


def test_our_receipt_is_never_a_message_that_waits(desk: Desk) -> None:
    a_stay(desk)
    take_in(desk, a_report())
    assert desk.store.outbox() == []
    assert not any(
        needs_signature(row) for row in desk.store.messages(MessageFilter(receipts=True)) if row.about
    )


def test_an_unknown_patient_is_accepted_with_a_warning_and_waits_in_triage(desk: Desk) -> None:
    outcome = take_in(desk, a_report())
    row = desk.store.message(outcome.msg_id)
    assert row is not None
    assert (outcome.outcome, row.triage) == ("accepted", "ukjent pasient")
    assert [warning.code for warning in outcome.warnings] == ["UKJENT_PASIENT"]
    assert [a.status for a in receipts(desk)] == ["1"]
    stay_id = a_stay(desk)
    triage.match(desk, outcome.msg_id, stay_id)
    placed = desk.store.message(outcome.msg_id)
    assert placed is not None
    assert (placed.stay_id, placed.triage) == (stay_id, "")


def test_a_patient_is_never_matched_by_name_alone(desk: Desk) -> None:
    a_stay(desk)
    without_number = replace(LINE, idents=())
    outcome = take_in(desk, a_report(without_number))
    row = desk.store.message(outcome.msg_id)
    assert row is not None
    assert (row.stay_id, row.triage) == ("", "ukjent pasient")


def test_the_same_number_under_another_name_is_matched_with_a_warning(desk: Desk) -> None:
    stay_id = a_stay(desk)
    outcome = take_in(desk, a_report(replace(LINE, family="Annerledes")))
    row = desk.store.message(outcome.msg_id)
    assert row is not None
    assert row.stay_id == stay_id
    assert [warning.code for warning in outcome.warnings] == ["ANNET_NAVN"]


def test_a_duplicate_is_counted_and_not_receipted_again(desk: Desk) -> None:
    data = a_report()
    first = take_in(desk, data)
    again = take_in(desk, data)
    row = desk.store.message(first.msg_id)
    assert row is not None
    assert (again.outcome, again.receipts, row.duplicates) == ("duplicate", (), 1)
    assert len(receipts(desk)) == 1


def test_every_byte_sequence_is_in_the_log_also_when_only_the_letter_case_of_the_id_differs(
    desk: Desk,
) -> None:
    data = a_report(msg_id="b799207b-f0fa-4a2c-a2ab-40b95732de85")
    shouted = data.replace(b"b799207b-f0fa", b"B799207B-F0FA")
    assert [take_in(desk, each).outcome for each in (data, shouted, data)] == [
        "accepted", "quarantined", "duplicate",
    ]  # fmt: skip
    outcome = take_in(desk, shouted)
    assert desk.store.message_by_sha(outcome.sha256) is not None


def test_the_same_id_in_another_letter_case_with_other_bytes_is_quarantined(
    desk: Desk,
) -> None:
    msg_id = "6f0a1c52-6c0e-4b0e-9c53-0e3f6a3a1d01"
    first = take_in(desk, a_report(msg_id=msg_id))
    other = a_report(msg_id=msg_id.upper(), patient=replace(LINE, middle="Marie"))
    second = take_in(desk, other)
    assert (first.outcome, second.outcome, second.codes) == ("accepted", "quarantined", ("SAMME_ID",))
    assert kept(desk, second, other)
    untouched = desk.store.message(msg_id)
    assert untouched is not None
    assert untouched.sha256 == first.sha256
    assert len(receipts(desk)) == 1


def test_what_is_addressed_to_others_is_quarantined_without_receipt(desk: Desk) -> None:
    outcome = take_in(desk, a_report(receiver=STRANGER))
    assert (outcome.outcome, outcome.codes, receipts(desk)) == ("quarantined", ("IKKE_TIL_OSS",), [])


def test_what_was_quarantined_is_judged_anew_when_it_comes_again(desk: Desk) -> None:
    """The address was missing in the configuration, IT mended it, and the message server sent it again."""
    data = a_report(receiver=STRANGER)
    outcomes = [take_in(desk, data), take_in(desk, data)]
    assert [each.outcome for each in outcomes] == ["quarantined", "quarantined"]
    mended = replace(desk, ward=replace(desk.ward, own=(*desk.ward.own, STRANGERS)))
    taken, again = take_in(mended, data), take_in(mended, data)
    rows = desk.store.messages(MessageFilter())
    assert (taken.outcome, again.outcome) == ("accepted", "duplicate")
    assert [(row.msg_id, row.quarantine, row.duplicates) for row in rows] == [(taken.msg_id, "", 3)]
    assert [receipt.status for receipt in receipts(desk)] == ["1"]


def test_the_newest_reason_for_quarantine_is_the_one_told(desk: Desk) -> None:
    msg_id = "6f0a1c52-6c0e-4b0e-9c53-0e3f6a3a1d02"
    elsewhere = a_report(msg_id=msg_id, receiver=STRANGER)
    take_in(desk, elsewhere)
    take_in(desk, a_report(msg_id=msg_id))
    mended = replace(desk, ward=replace(desk.ward, own=(*desk.ward.own, STRANGERS)))
    outcome = take_in(mended, elsewhere)
    row = desk.store.message_by_sha(outcome.sha256)
    assert row is not None
    assert (outcome.outcome, row.quarantine) == ("quarantined", "SAMME_ID")
    assert "annet innhold" in row.reason


def test_an_unknown_service_of_ours_waits_in_triage(desk: Desk) -> None:
    a_stay(desk)
    outcome = take_in(desk, a_report(receiver=UNKNOWN_SERVICE))
    row = desk.store.message(outcome.msg_id)
    assert row is not None
    assert (outcome.outcome, row.triage) == ("accepted", "ukjent tjeneste")
    assert [a.status for a in receipts(desk)] == ["1"]


def test_an_unknown_service_of_ours_is_refused_when_the_ward_says_so(desk: Desk) -> None:
    strict = replace(desk, settings=replace(desk.settings, unknown_service="refuse"))
    outcome = take_in(strict, a_report(receiver=UNKNOWN_SERVICE))
    assert (outcome.outcome, outcome.codes) == ("refused", ("E21",))
    assert [(a.status, a.errors[0].code) for a in receipts(desk)] == [("2", "E21")]


def test_as_copy_receiver_we_answer_in_that_role_and_the_row_says_so(desk: Desk) -> None:
    a_stay(desk)
    us = OWN.as_sender(OWN.services[0])
    outcome = take_in(desk, a_report(receiver=STRANGER, copies=(us,)))
    row = desk.store.message(outcome.msg_id)
    assert row is not None
    assert row.as_copy
    assert [a.role for a in receipts(desk)] == ["COP"]


def test_primary_and_copy_in_one_message_is_one_import_and_a_receipt_per_role(desk: Desk) -> None:
    us = OWN.as_sender(OWN.services[0])
    outcome = take_in(desk, a_report(copies=(us,)))
    assert outcome.outcome == "accepted"
    assert sorted(a.role for a in receipts(desk)) == ["COP", "PRIM"]
    assert desk.store.message_count(MessageFilter()) == 1


@pytest.mark.parametrize(
    "patient",
    [
        Patient(family="Danser", given="Line"),
        replace(LINE, family=""),
        replace(LINE, idents=(Identifier("13116900217", LINE.idents[0].type),), sex=None),
    ],
)
def test_a_patient_that_is_not_identified_is_refused_with_e36(desk: Desk, patient: Patient) -> None:
    outcome = take_in(desk, a_report(patient))
    assert (outcome.outcome, outcome.codes[0]) in (("refused", "E36"), ("refused", "T02"))
    assert [a.status for a in receipts(desk)] == ["2"]


def test_a_msg_id_that_is_no_uuid_is_refused_with_e10_and_found_by_its_bytes(desk: Desk) -> None:
    for name in ("ikke-en-uuid", "ikke-en-uuid "):
        data = a_report(msg_id=name)
        outcome = take_in(desk, data)
        assert (outcome.outcome, outcome.codes) == ("refused", ("E10",))
        assert kept(desk, outcome, data)
    assert take_in(desk, a_report(msg_id="ikke-en-uuid")).outcome in ("duplicate", "refused")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"ikke xml",
        b"<a",
        b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>",
        b"<?xml version='1.0'?><rot xmlns='http://ukjent'/>",
    ],
)
def test_what_cannot_be_read_is_kept_in_quarantine_and_counted(desk: Desk, data: bytes) -> None:
    outcome = take_in(desk, data)
    assert outcome.outcome == "quarantined"
    assert outcome.codes
    assert kept(desk, outcome, data)
    assert receipts(desk) == []
    assert [item.kind for item in overview.not_arrived(desk)] == ["karantene"]


def test_a_structural_fault_is_refused_with_t02(desk: Desk) -> None:
    data = a_report().replace(b"<MIGversion>v1.2 2006-05-24</MIGversion>", b"")
    outcome = take_in(desk, data)
    assert (outcome.outcome, outcome.codes) == ("refused", ("T02",))
    assert [a.errors[0].code for a in receipts(desk)] == ["T02"]
    assert take_in(desk, data).outcome == "duplicate"
    assert len(receipts(desk)) == 1


def test_a_sender_without_any_number_gets_no_receipt(desk: Desk) -> None:
    nobody = Organisation("Alvdal kommune", (), Organisation("Sykepleietjeneste"))
    outcome = take_in(desk, a_report(sender=nobody))
    assert outcome.outcome == "quarantined"
    assert receipts(desk) == []


def test_a_cancellation_marks_the_message_it_cancels_in_either_order(desk: Desk) -> None:
    a_stay(desk)
    original, other = a_report(), a_report()
    first, second = inspect(original).head, inspect(other).head
    assert first is not None
    assert second is not None
    take_in(desk, original)
    take_in(desk, a_report(standing="C", parent=first.msg_id))
    take_in(desk, a_report(standing="C", parent=second.msg_id))
    take_in(desk, other)
    for msg_id in (first.msg_id, second.msg_id):
        row = desk.store.message(msg_id)
        assert row is not None
        assert row.cancelled_by


def test_words_of_a_message_are_found(desk: Desk) -> None:
    a_stay(desk)
    outcome = take_in(desk, a_report())
    found = desk.store.messages(MessageFilter(search="danser"))
    assert [row.msg_id for row in found] == [outcome.msg_id]


# -- receipts that come in ----------------------------------------------------------------------------------


def sent(desk: Desk) -> tuple[str, bytes]:
    stay_id = a_stay(desk)
    queued = queue(desk, open_draft(desk, stay_id, "LOG_INNLAGT"))
    later(desk, 11 * SECOND)
    wire = Wire()
    release(desk, wire)
    return queued.msg_id, wire.sent[0][1]


def test_a_positive_receipt_moves_the_responsibility(desk: Desk) -> None:
    msg_id, data = sent(desk)
    outcome = take_in(desk, answer_to(data))
    row = desk.store.message(msg_id)
    assert row is not None
    assert (outcome.outcome, row.apprec_status) == ("accepted", "1")
    assert msg_id in outcome.changes.messages


def test_a_refusal_is_told_with_code_and_words(desk: Desk) -> None:
    msg_id, data = sent(desk)
    outcome = take_in(desk, answer_to(data, "E21"))
    row = desk.store.message(msg_id)
    assert row is not None
    assert (row.apprec_status, outcome.codes) == ("2", ("E21",))
    assert "med grunn" in row.apprec_errors[0]
    assert "avvist" in outcome.changes.announce[0]
    assert [item.kind for item in overview.not_arrived(desk)] == ["avvist"]


def test_the_first_receipt_stands(desk: Desk) -> None:
    msg_id, data = sent(desk)
    take_in(desk, answer_to(data))
    take_in(desk, answer_to(data, "X99"))
    row = desk.store.message(msg_id)
    assert row is not None
    assert row.apprec_status == "1"


def test_a_receipt_is_never_receipted_and_its_duplicate_is_counted(desk: Desk) -> None:
    _, data = sent(desk)
    receipt = answer_to(data)
    assert [take_in(desk, receipt).outcome for _ in range(2)] == ["accepted", "duplicate"]
    assert receipts(desk) == []


def test_a_receipt_for_a_message_we_never_sent_is_kept_and_told(desk: Desk) -> None:
    outcome = take_in(desk, answer_to(a_report()))
    assert (outcome.outcome, outcome.warnings[0].code) == ("accepted", "UKJENT_ORIGINAL")
    assert desk.store.message_by_sha(outcome.sha256) is not None


def test_a_receipt_from_somebody_else_does_not_settle_the_message(desk: Desk) -> None:
    msg_id, data = sent(desk)
    outcome = take_in(desk, answer_to(data, sender=STRANGER))
    row = desk.store.message(msg_id)
    assert row is not None
    assert (outcome.warnings[0].code, row.apprec_status) == ("FEIL_AVSENDER", "")


def test_fetching_acknowledges_only_what_is_in_the_log(desk: Desk) -> None:
    wire = Wire(waiting=[a_report(), b"rusk"])
    changes = fetch(desk, wire)
    assert wire.acknowledged == ["0", "1"]
    assert desk.store.message_count(MessageFilter()) == 2
    assert len(changes.messages) >= 2
    assert desk.store.fetched_at() == desk.now()


def test_what_cannot_be_acknowledged_is_kept_and_only_counted_when_it_comes_again(desk: Desk) -> None:
    class ReadOnly(Wire):
        """A share on which nothing can be moved."""

        def acknowledge(self, reference: str, *, aside: bool = False) -> None:
            raise EnvironmentProblem("MAPPE_FEIL", "Mappen kan ikke skrives.", "Be IT se.")

    wire = ReadOnly(waiting=[a_report()])
    assert "Mappen kan ikke skrives." in fetch(desk, wire).announce
    fetch(desk, wire)
    row = desk.store.messages(MessageFilter())[0]
    assert row.duplicates == 1
    assert len(receipts(desk)) == 1


def test_a_receipt_with_a_known_id_and_other_bytes_is_quarantined_and_counts_for_nothing(desk: Desk) -> None:
    message = a_report()
    first = answer_to(message)
    first_outcome = take_in(desk, first)
    other = answer_to(message, "E36")
    apprec_id = first_outcome.msg_id.encode()
    second = inspect(other).apprec
    assert second is not None
    outcome = take_in(desk, other.replace(second.msg_id.encode(), apprec_id))
    assert (first_outcome.outcome, outcome.outcome, outcome.codes) == (
        "accepted",
        "quarantined",
        ("SAMME_ID",),
    )
