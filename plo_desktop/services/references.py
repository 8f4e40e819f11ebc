"""Tells the reader when a message points at another that it cannot touch: missing, or about somebody else."""

from __future__ import annotations

from plo_desktop.base.ids import same_id
from plo_desktop.domain.log_rows import MessageRow
from plo_desktop.domain.message_state import OUTGOING
from plo_desktop.domain.references import (
    CANCELS,
    CHANGES,
    Concerning,
    concerning,
    same_counterpart,
    same_patient,
)
from plo_desktop.messages.head import Head
from plo_desktop.messages.spec import Problem, Severity
from plo_desktop.services.ports import Store


def reference_problems(store: Store, head: Head) -> tuple[Problem, ...]:
    """Return what is wrong with the message's reference (S-07, S-08, RCV-NEW-03), as warnings."""
    if not head.parent:
        return ()
    original = _original(store, head)
    touches = head.standing in (*CHANGES, CANCELS)
    act = "kansellerer" if head.standing == CANCELS else "endrer"
    if original is None:
        if not touches:
            return ()
        said = f"Meldingen {act} en melding som ikke er mottatt. Den blir koblet når originalen kommer."
        return (_warning("ORIGINAL_MANGLER", said),)
    ours = concerning(original)
    theirs = _of(head)
    title = f"«{original.title}»"
    if not same_patient(ours, theirs):
        said = f"Meldingen viser til {title}, som gjelder en annen pasient."
        return (_warning("ANNEN_PASIENT", _not_used(said, touches)),)
    if touches and (original.direction == OUTGOING or not same_counterpart(ours, theirs)):
        said = f"Meldingen {act} {title}, som kom fra en annen avsender."
        return (_warning("ANNEN_AVSENDER", _not_used(said, touches)),)
    if touches and original.type_code != head.type_code:
        said = f"Meldingen {act} {title}, som er en annen type melding."
        return (_warning("ANNEN_TYPE", _not_used(said, touches)),)
    return ()


def _original(store: Store, head: Head) -> MessageRow | None:
    for named in (head.parent, head.conversation):
        row = store.message(same_id(named)) if named else None
        if row is not None and not row.quarantine and not row.refused_codes:
            return row
    return None


def _of(head: Head) -> Concerning:
    patient, sender = head.patient, head.sender
    return Concerning(
        patient_name=patient.list_name if patient else "",
        patient_number=patient.number if patient else "",
        born_on=patient.birth_date if patient else None,
        counterpart=sender.name if sender else "",
        counterpart_id=sender.her_id if sender else "",
    )


def _not_used(said: str, touches: bool) -> str:
    return f"{said} {'Den er ikke brukt; a' if touches else 'A'}vklar med avsenderen."


def _warning(code: str, said: str) -> Problem:
    return Problem(code, said, Severity.WARNING, path="MsgHead/MsgInfo/ConversationRef")
