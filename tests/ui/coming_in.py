"""What a municipality may send to the ward: answers, questions, new versions, cancellations, files."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import replace

from plo_desktop.domain.codebook import code
from plo_desktop.domain.log_rows import StayRow
from plo_desktop.domain.party import Identifier, Organisation, Patient
from plo_desktop.messages.attachment import PDF, TEXT, Attachment
from plo_desktop.messages.head import Question
from plo_desktop.messages.registry import by_code
from plo_desktop.messages.spec import MessageType
from plo_desktop.messages.types.foresporsel import FORESPORSEL
from plo_desktop.messages.types.innleggelsesrapport import INNLEGGELSESRAPPORT
from plo_desktop.messages.types.notat import NOTAT
from plo_desktop.messages.types.svar import SVAR
from plo_desktop.messages.values import from_plain
from plo_desktop.services import print_out, receive
from plo_desktop.services.desk import Desk
from plo_desktop.services.practice import kommune
from plo_desktop.services.practice.texts import Wording
from plo_desktop.wire.envelope import BuildContext, build_message

_IDS = uuid.UUID("0b7f6c1e-90a4-4a0c-8a7e-5f4f2a6c1d20")
_NO_FIELDS = ("pasienter", "alle", "legemidler")
_ELSEWHERE = Organisation("Ledger legesenter", (Identifier("90001", code("9051", "HER")),))


def coming_in(
    desk: Desk,
    stay: StayRow,
    mtype: MessageType,
    values: Mapping[str, object],
    *,
    parent: str = "",
    conversation: str = "",
    standing: str = "N",
    reason: str = "",
    processing: str = "",
    patient: Patient | None = None,
    copy_to_us: bool = False,
    attachments: tuple[Attachment, ...] = (),
    question: Question | None = None,
) -> str:
    """Let the stay's kommune send a message now; return its id."""
    card = desk.addresses.find(stay.kommune)
    ours = desk.ward.sender()
    assert card is not None
    assert ours is not None
    service = card.service_of("sykepleie")
    ctx = BuildContext(
        msg_id=_id(desk, stay, mtype, standing, parent),
        generated_at=desk.now(),
        sender=card.organisation(service),
        receiver=_ELSEWHERE if copy_to_us else ours,
        copies=(ours,) if copy_to_us else (),
        patient=patient or stay.patient,
        standing=standing,
        parent=parent,
        conversation=conversation,
        reason=reason,
        processing=processing,
        attachments=attachments,
        question=question,
    )
    outcome = receive.take_in(desk, build_message(mtype, from_plain(mtype, dict(values)), ctx))
    assert outcome.outcome == "accepted", outcome
    return outcome.msg_id


def _id(desk: Desk, stay: StayRow, mtype: MessageType, standing: str, parent: str) -> str:
    seed = f"{desk.now().isoformat()} {stay.stay_id} {mtype.code} {standing} {parent}"
    return str(uuid.uuid5(_IDS, seed))


def report_words(desk: Desk, stay: StayRow, **changed: str) -> dict[str, object]:
    """Return what the municipality reports of a patient, with some fields said otherwise."""
    told = Wording(desk.now(), stay.kommune).into_table(kommune.report_for(stay.patient))
    return {name: plain for name, plain in told.items() if name not in _NO_FIELDS} | changed


def worded(desk: Desk, stay: StayRow, values: Mapping[str, object]) -> dict[str, object]:
    """Return values with the dates and names that the practice texts leave open."""
    return dict(Wording(desk.now(), stay.kommune).into_table(values))


def a_report(desk: Desk, stay: StayRow, **changed: str) -> str:
    """Let the municipality send its Innleggelsesrapport."""
    return coming_in(desk, stay, INNLEGGELSESRAPPORT, report_words(desk, stay, **changed))


def a_changed_report(desk: Desk, stay: StayRow, first: str, **changed: str) -> str:
    """Let the municipality replace its report."""
    words = report_words(desk, stay, **changed)
    return coming_in(desk, stay, INNLEGGELSESRAPPORT, words, standing="M", parent=first, conversation=first)


def a_cancelled_report(desk: Desk, stay: StayRow, first: str, reason: str) -> str:
    """Let the municipality cancel its report."""
    words = report_words(desk, stay)
    return coming_in(
        desk, stay, INNLEGGELSESRAPPORT, words, standing="C", parent=first, conversation=first, reason=reason
    )


def a_question(desk: Desk, stay: StayRow, text: str = "Hvilke legemidler er endret?", kind: str = "4") -> str:
    """Let the municipality ask about a patient."""
    values = {"gjelder": kind, "sporsmal": text}
    return coming_in(desk, stay, FORESPORSEL, _plain(FORESPORSEL, values))


def an_answer(desk: Desk, stay: StayRow, question: str, text: str, asked: Question) -> str:
    """Let the municipality answer a question of ours."""
    values = {"tekst": text, "dato": desk.now().date().isoformat()}
    return coming_in(
        desk, stay, SVAR, _plain(SVAR, values), parent=question, conversation=question, question=asked
    )


def a_note(desk: Desk, stay: StayRow, about: str, text: str, attachments: tuple[Attachment, ...] = ()) -> str:
    """Let the municipality write a note about a message of ours."""
    values = {"tema": "6", "tekst": text, "dato": desk.now().date().isoformat()}
    return coming_in(
        desk, stay, NOTAT, _plain(NOTAT, values), parent=about, conversation=about, attachments=attachments
    )


def some_files(desk: Desk, about: str) -> tuple[Attachment, ...]:
    """Return a PDF, a text and something that is neither."""
    return (
        Attachment("Epikrise fra legevakten", PDF, print_out.preview(desk, about), PDF),
        Attachment("Målinger siste uke", TEXT, b"Vekt 71 kg\nBlodtrykk 132/78", TEXT),
        Attachment("Regneark", "", b"PK\x03\x04" + bytes(4000), "application/vnd.ms-excel"),
    )


def another_number(patient: Patient) -> Patient:
    """Return the same person, as far as name and birth date go, under a shared help number."""
    return replace(patient, idents=(Identifier("MEL-4471", code("8116", "HNR")),))


def _plain(mtype: MessageType, values: Mapping[str, object]) -> dict[str, object]:
    """Return only the fields that the type has; a code is written by its value."""
    assert by_code(mtype.code) is mtype
    return {name: value for name, value in values.items() if mtype.field_named(name) is not None}
