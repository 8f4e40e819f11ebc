"""The simulated municipality: what it judges, receipts and reports."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from plo_desktop.domain.party import Patient
from plo_desktop.messages.head import Head
from plo_desktop.messages.spec import Content
from plo_desktop.messages.types.innlagt import INNLAGT
from plo_desktop.messages.types.innleggelsesrapport import ARSAK
from plo_desktop.services import practice
from plo_desktop.services.practice import dialogue, kommune
from plo_desktop.services.practice.patients import ALMGREN, BEDS, DANSER, DOTTNO, HANSVIK, Bed
from plo_desktop.wire.envelope import BuildContext, build_message, read_head
from plo_desktop.wire.inbox import Kind, inspect
from plo_desktop.wire.safe_xml import parse
from tests.wire import official

AT = datetime(2026, 11, 20, 7, 42, tzinfo=UTC)
NOTICE_ID = "1f0a4e2c-7f0d-4a54-9c7e-6a2b8f0c1d3e"


def notice(patient: Patient = DANSER, place: str = "Alvdal") -> bytes:
    """Return a Melding om innlagt pasient of the practice ward."""
    set_up = practice.configuration()
    card = set_up.addresses.find(place)
    sender = set_up.ward.sender()
    assert card is not None
    assert sender is not None
    values = {"innlagt": AT, "enhet": "Post 3B", "enhet_telefon": "72555503"}
    context = BuildContext(NOTICE_ID, AT, sender, card.organisation(card.service_of("sykepleie")), patient)
    return build_message(INNLAGT, Content(values), context)


def notice_head() -> Head:
    """Return the head of that message."""
    return read_head(parse(notice()))


@pytest.mark.parametrize("bed", BEDS, ids=lambda bed: bed.bed)
def test_every_patient_gets_a_report_that_we_can_take_in(bed: Bed, shared_dir: Path) -> None:
    report = kommune.report(notice(bed.patient), AT)

    found = inspect(report)
    assert found.acceptable
    assert found.findings() == ()
    assert official.is_valid(shared_dir, parse(report))


def test_the_report_goes_back_to_the_ward_and_is_about_the_patient() -> None:
    head = read_head(parse(kommune.report(notice(), AT)))

    assert head.sender is not None
    assert head.sender.full_name == "Alvdal kommune, Sykepleietjeneste"
    assert head.receiver is not None
    assert head.receiver.full_name == "ST OLAVS HOSPITAL HF, PLO innleggelse somatikk"
    assert head.patient is not None
    assert head.patient.number == DANSER.number
    assert (head.type_code, head.generated_at) == ("INNLEGGELSESRAPPORT", AT)


def test_asked_twice_it_gives_the_same_bytes() -> None:
    assert kommune.report(notice(), AT) == kommune.report(notice(), AT)
    assert kommune.apprec(notice(), (), AT) == kommune.apprec(notice(), (), AT)


def test_patients_get_different_reports() -> None:
    told = {_reason(patient) for patient in (DANSER, HANSVIK, DOTTNO, ALMGREN)}

    assert len(told) >= 3


def test_stopped_medicines_are_marked_as_stopped() -> None:
    report = kommune.report(notice(), AT).decode()

    assert report.count("Seponering") == 1
    assert report.index("Marevan") > report.index("Seponering")
    assert "Morfin" in report
    assert "Penicilliner" in report
    assert "MRSA" in report


def test_no_placeholder_is_left_in_a_report() -> None:
    for bed in BEDS:
        assert "{" not in kommune.report(notice(bed.patient), AT).decode()


def test_a_good_message_is_receipted(shared_dir: Path) -> None:
    receipt = kommune.apprec(notice(), kommune.judge(notice()), AT)

    found = inspect(receipt)
    assert found.kind is Kind.APPREC
    assert found.apprec is not None
    assert (found.apprec.status, found.apprec.original_id) == ("1", NOTICE_ID)
    assert official.is_valid(shared_dir, parse(receipt))


def test_a_message_without_a_patient_is_refused_with_the_code_of_the_standard() -> None:
    nameless = notice(Patient(family="Danser", given="Line"))

    codes = kommune.judge(nameless)
    assert codes == ("E36",)
    found = inspect(kommune.apprec(nameless, codes, AT)).apprec
    assert found is not None
    assert (found.status, [error.code for error in found.errors]) == ("2", ["E36"])


def test_a_refusal_carries_the_words_of_the_municipality() -> None:
    found = inspect(kommune.apprec(notice(), ("E21",), AT, "Ukjent tjeneste")).apprec

    assert found is not None
    assert found.errors[0].detail == "Ukjent tjeneste"


def test_a_note_refers_to_the_message_it_answers(shared_dir: Path) -> None:
    note = dialogue.note(notice_head(), "Vi kan ta imot <i morgen> & senere.", AT)

    head = read_head(parse(note))
    assert (head.type_code, head.parent, head.conversation) == ("DIALOG_NOTAT", NOTICE_ID, NOTICE_ID)
    assert inspect(note).findings() == ()
    assert official.is_valid(shared_dir, parse(note))


def _reason(patient: Patient) -> str | None:
    content = inspect(kommune.report(notice(patient), AT)).content
    return content[ARSAK] if content else None
