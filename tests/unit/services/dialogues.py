"""What a municipality writes to the ward in dialogues, with defaults; and short ways to send our own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from plo_desktop.base.ids import new_uuid
from plo_desktop.domain.codebook import code
from plo_desktop.domain.log_rows import DraftRow, MessageRow
from plo_desktop.domain.party import Organisation, Patient
from plo_desktop.messages.head import Head, Question
from plo_desktop.messages.registry import by_code
from plo_desktop.messages.values import from_plain
from plo_desktop.services import dispatch, draft, receive
from plo_desktop.services.desk import Desk
from plo_desktop.wire.envelope import BuildContext, build_message, read_head
from plo_desktop.wire.safe_xml import parse
from tests.unit.services.desks import ALVDAL, OWN, SECOND, Wire, answer_to, later
from tests.wire.made import LINE

FORESPORSEL, SVAR, AVVIK, NOTAT = "DIALOG_FORESPORSEL", "DIALOG_SVAR", "DIALOG_AVVIK", "DIALOG_NOTAT"
HELSEFAGLIG, HO, KLAR = "DIALOG_HELSEFAGLIG", "HELSEOPPL_SOKNAD", "LOG_UTSKRIVNINGSKLAR"
SYKEPLEIE = ALVDAL.organisation(ALVDAL.services[0])
SAKSBEHANDLER = ALVDAL.organisation(ALVDAL.services[1])
SAYS: Mapping[str, Mapping[str, object]] = {
    FORESPORSEL: {"gjelder": "99", "sporsmal": "Når kommer pasienten hjem?"},
    SVAR: {"tekst": "Pasienten har hjemmesykepleie to ganger om dagen."},
    AVVIK: {"arsak": "2", "tekst": "Legemiddellisten mangler."},
    NOTAT: {"tema": "6", "tekst": "Vi kommer på besøk i morgen."},
    HELSEFAGLIG: {"emne": "Hjelpemidler", "tekst": "Trenger pasienten rullestol?"},
}


def from_kommune(
    desk: Desk,
    type_code: str,
    values: Mapping[str, object] | None = None,
    *,
    sender: Organisation = SYKEPLEIE,
    patient: Patient = LINE,
    parent: str = "",
    conversation: str = "",
    version: str = "",
) -> MessageRow:
    """Let a dialogue message arrive, and return its row."""
    mtype = by_code(type_code)
    assert mtype is not None
    context = BuildContext(
        msg_id=new_uuid(),
        generated_at=desk.now(),
        sender=sender,
        receiver=OWN.as_sender(OWN.services[0]),
        patient=patient,
        parent=parent,
        conversation=conversation or parent,
        version=version,
        question=Question(code("9154", "99"), "Hva trenger dere?") if type_code == SVAR else None,
    )
    content = from_plain(mtype, {**SAYS[type_code], **(values or {})})
    outcome = receive.take_in(desk, build_message(mtype, content, context))
    assert outcome.outcome == "accepted", outcome
    return desk.message(outcome.msg_id)


def filled(desk: Desk, opened: DraftRow, **values: object) -> DraftRow:
    """Return a saved draft with more filled in."""
    return draft.save(desk, replace(opened, content={**opened.content, **values}))


def sent(desk: Desk, written: DraftRow, wire: Wire | None = None, *, receipted: bool = True) -> MessageRow:
    """Send a draft, let it leave, and let the receiver accept it."""
    queued = dispatch.queue(desk, written)
    later(desk, 11 * SECOND)
    dispatch.release(desk, wire or Wire())
    row = desk.message(queued.msg_id)
    if receipted:
        receive.take_in(desk, answer_to(desk.store.document(row.sha256) or b""))
    return desk.message(queued.msg_id)


def head_of(desk: Desk, row: MessageRow) -> Head:
    """Return the head of a message of the log."""
    return read_head(parse(desk.store.document(row.sha256) or b""))
