"""What the simulated municipality says in dialogues: answers to the ward, and questions of its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from hashlib import sha256

from plo_desktop.base.clock import to_oslo
from plo_desktop.base.resources import resource_dir
from plo_desktop.domain.codebook import code
from plo_desktop.domain.party import Code, Organisation, Patient
from plo_desktop.domain.type_codes import AVVIK, FORESPORSEL, HELSEFAGLIG, NOTAT, SVAR, UTSKRIVNINGSKLAR
from plo_desktop.messages.attachment import PNG, Attachment
from plo_desktop.messages.head import Head, Question
from plo_desktop.messages.kinds import plain_of
from plo_desktop.messages.registry import by_code
from plo_desktop.messages.types.foresporsel import GJELDER, HEALTH, SPORSMAL
from plo_desktop.messages.types.notat import ANSWER_ON_READY
from plo_desktop.messages.values import from_plain
from plo_desktop.services.practice import kommune
from plo_desktop.services.practice.texts import Wording, texts
from plo_desktop.transport.demo import Answers
from plo_desktop.wire.envelope import BuildContext, build_message, read_head
from plo_desktop.wire.inbox import inspect
from plo_desktop.wire.safe_xml import parse

REPLIES_TO = frozenset({FORESPORSEL, UTSKRIVNINGSKLAR})
"""Types that the municipality answers by itself; the notice of admission has its report."""

EIDE = {
    "kontakt": "Sigrun Eide",
    "kontakt_yrke": "SP",
    "kontakt_hpr": "9144951",
    "kontakt_telefon": "62555540",
}
"""The case worker who signs what the municipality writes."""

_NOBODY = Organisation("")
_FROM_KOMMUNE = "9152"


def answers() -> Answers:
    """Return what `transport.demo.SimulatedKommune` needs."""
    return Answers(
        kommune.judge,
        lambda data, codes, at, to: kommune.apprec(data, codes, at, to=to),
        kommune.report,
        reply,
        REPLIES_TO,
    )


def reply(data: bytes, at: datetime) -> bytes:
    """Return what the municipality answers to a Forespørsel or to Melding om utskrivningsklar pasient.

    Every other question about health is answered by an Innleggelsesrapport (HIS 1152). Raises ValueError for
    any other message.
    """
    head = read_head(parse(data))
    if head.type_code == UTSKRIVNINGSKLAR:
        answers = list(texts("dialog")["klar"].values())
        return note(head, str(answers[_pick(head) % len(answers)]), at)
    if head.type_code != FORESPORSEL:
        raise ValueError(head.type_code)
    asked = inspect(data).content
    kind = asked[GJELDER] if asked else None
    question = Question(kind or Code("99"), (asked[SPORSMAL] if asked else "") or "", head.msg_id)
    if question.kind.value == HEALTH and _pick(head) % 2:
        return kommune.report_answering(head, question, at)
    known = texts("dialog")["svar"]
    text = str(known.get(question.kind.value, known["99"]))
    return _write(SVAR, {"tekst": text}, _back(head, at, SVAR), question=question)


def note(head: Head, text: str, at: datetime) -> bytes:
    """Return the municipality's note about a message of ours (process rules 1, step 11).

    Only a note on utskrivningsklar has the theme of that answer; every other one is about the patient.
    """
    theme = code(*ANSWER_ON_READY) if head.type_code == UTSKRIVNINGSKLAR else code("7321", "6")
    return _write(NOTAT, {"tema": plain_of(theme), "tekst": text}, _back(head, at, NOTAT))


def question(head: Head, at: datetime) -> bytes:
    """Return a question that the municipality asks about the patient of a message of ours."""
    kind = plain_of(code(_FROM_KOMMUNE, "8"))
    values = {"gjelder": kind, "sporsmal": texts("dialog")["egne"]["foresporsel"]}
    return _write(FORESPORSEL, values, replace(_back(head, at, FORESPORSEL), parent="", conversation=""))


def avvik(head: Head, at: datetime) -> bytes:
    """Return the municipality's avvik about a message of ours."""
    values = {"arsak": "2", "tekst": texts("dialog")["egne"]["avvik"]}
    return _write(AVVIK, values, _back(head, at, AVVIK))


def helsefaglig(head: Head, at: datetime) -> bytes:
    """Return a Helsefaglig dialog with a sketch attached, about the patient of a message of ours."""
    said = texts("dialog")["egne"]
    sketch = (resource_dir() / "practice" / "inngang.png").read_bytes()
    ctx = replace(
        _back(head, at, HELSEFAGLIG),
        parent="",
        conversation="",
        attachments=(Attachment(str(said["skisse"]), PNG, sketch),),
    )
    values = {"emne": said["emne"], "tekst": said["helsefaglig"], "onsket_yrke": "FT"}
    return _write(HELSEFAGLIG, values, ctx)


def _write(
    type_code: str, values: Mapping[str, object], ctx: BuildContext, *, question: Question | None = None
) -> bytes:
    mtype = by_code(type_code)
    if mtype is None:
        raise ValueError(type_code)
    worded = Wording(ctx.generated_at, ctx.sender.name).into_table({**values, **EIDE})
    if mtype.field_named("dato") is not None:
        worded["dato"] = to_oslo(ctx.generated_at).date().isoformat()
    return build_message(mtype, from_plain(mtype, worded), replace(ctx, question=question))


def _back(head: Head, at: datetime, what: str) -> BuildContext:
    return BuildContext(
        msg_id=kommune.ids(f"{head.msg_id.lower()} {what.lower()}")(),
        generated_at=at,
        sender=head.receiver or _NOBODY,
        receiver=head.sender or _NOBODY,
        patient=head.patient or Patient(),
        parent=head.msg_id,
        conversation=head.conversation or head.msg_id,
    )


def _pick(head: Head) -> int:
    return sha256(head.msg_id.lower().encode()).digest()[0]
