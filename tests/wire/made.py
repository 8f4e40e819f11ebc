"""Builders of whole messages with defaults, on the official test patients and actors."""

from __future__ import annotations

from datetime import UTC, date, datetime

from plo_desktop.domain.codebook import code
from plo_desktop.domain.party import Identifier, Organisation, Patient
from plo_desktop.messages.registry import sample
from plo_desktop.messages.spec import Content, MessageType
from plo_desktop.wire.envelope import BuildContext, build_message

MSG_ID = "6f0a1c52-6c0e-4b0e-9c53-0e3f6a3a1d01"
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
    )


def a_message(mtype: MessageType, content: Content | None = None, ctx: BuildContext | None = None) -> bytes:
    """Return a whole message; with the type's sample content unless told otherwise."""
    return build_message(mtype, sample(mtype) if content is None else content, ctx or a_context())
