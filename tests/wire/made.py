"""Builders of whole messages with defaults, on the official test patients and actors."""

from __future__ import annotations

from datetime import UTC, date, datetime

from plo_desktop.domain.codebook import code
from plo_desktop.domain.party import Identifier, Organisation, Patient
from plo_desktop.messages.head import Question
from plo_desktop.messages.registry import sample
from plo_desktop.messages.spec import Content, MessageType
from plo_desktop.wire.envelope import BuildContext, build_message

MSG_ID = "6f0a1c52-6c0e-4b0e-9c53-0e3f6a3a1d01"
ORIGINAL = "13a5da20-05c6-11e8-8f1a-0800200c9a66"
QUESTION = Question(code("9152", "8"), "Når regner dere med utskrivning?")
GENERATED = datetime(2026, 11, 20, 6, 40, tzinfo=UTC)


def her(number: str) -> tuple[Identifier, ...]:
    """Return a HER-id as the only identifier."""
    return (Identifier(number, code("9051", "HER")),)


HOSPITAL = Organisation(
    "ST OLAVS HOSPITAL HF", her("59"), service=Organisation("Ortopedisk kirurgi", her("90998"))
)
KOMMUNE = Organisation(
    "Alvdal Kommune",
    (*her("99387"), Identifier("999888777", code("9051", "ENH"))),
    service=Organisation("Sykepleietjeneste", her("5078")),
)
LINE = Patient(
    "Danser",
    "Line",
    "",
    date(1969, 11, 13),
    code("3101", "2"),
    (Identifier("13116900216", code("8116", "FNR")),),
)


def a_context(
    msg_id: str = MSG_ID,
    standing: str = "N",
    patient: Patient = LINE,
    copies: tuple[Organisation, ...] = (),
    parent: str = "",
    conversation: str = "",
    processing: str = "",
    reason: str = "",
    version: str = "",
    question: Question | None = None,
) -> BuildContext:
    """Return an envelope from the hospital to the municipality."""
    return BuildContext(
        msg_id=msg_id,
        generated_at=GENERATED,
        sender=HOSPITAL,
        receiver=KOMMUNE,
        patient=patient,
        copies=copies,
        standing=standing,
        parent=parent,
        conversation=conversation,
        processing=processing,
        reason=reason,
        version=version,
        question=question,
    )


def a_context_for(mtype: MessageType, standing: str = "N", version: str = "") -> BuildContext:
    """Return an envelope with what the type needs: a reference, and the question that it repeats."""
    linked = ORIGINAL if mtype.answers or standing != "N" else ""
    asked = QUESTION if mtype.repeats_question else None
    return a_context(standing=standing, parent=linked, version=version, question=asked)


def a_message(mtype: MessageType, content: Content | None = None, ctx: BuildContext | None = None) -> bytes:
    """Return a whole message; with the type's sample content unless told otherwise."""
    return build_message(mtype, sample(mtype) if content is None else content, ctx or a_context_for(mtype))
