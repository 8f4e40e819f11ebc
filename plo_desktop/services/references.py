"""Says what an arriving message means for earlier ones, and what its reader must know of that (S-05 … S-09).

What is changed and cancelled is worked out by `domain.references`; here it is put in words, and those who
have read or written the message concerned are told.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from plo_desktop.base.clock import to_oslo
from plo_desktop.base.ids import same_id
from plo_desktop.domain.events import Opened, Queued, Signed
from plo_desktop.domain.log_rows import MessageRow
from plo_desktop.domain.message_state import INCOMING, OUTGOING
from plo_desktop.domain.references import (
    CANCELS,
    CHANGES,
    Concerning,
    concerning,
    refers,
    same_counterpart,
    same_patient,
)
from plo_desktop.messages.head import Head
from plo_desktop.messages.spec import Problem, Severity
from plo_desktop.services.desk import Desk
from plo_desktop.services.ports import Store

AVVIK = "DIALOG_AVVIK"
_DONE = {CANCELS: "kansellert", **dict.fromkeys(CHANGES, "endret")}
_DOES = {CANCELS: "kansellerer", **dict.fromkeys(CHANGES, "endrer")}


@dataclass(frozen=True, slots=True)
class Referring:
    """What a message says of others: warnings, what to tell at once, and which rows it touches.

    `stay_id` is that of the message that it concerns when both are about one patient, else empty.
    """

    stay_id: str = ""
    problems: tuple[Problem, ...] = ()
    announce: tuple[str, ...] = ()
    touched: tuple[str, ...] = ()


def referring(desk: Desk, head: Head, title: str, content_key: str) -> Referring:
    """Return what an arriving message means for the messages that the log has."""
    twin = _twin(desk, head, content_key)
    if not head.parent and not head.conversation:
        return Referring(problems=twin)
    original = _original(desk, head)
    mismatch = _mismatch(head, original)
    if original is None or mismatch:
        return Referring(problems=(*mismatch, *twin))
    readers = _readers(desk, head, original)
    told: tuple[Problem, ...] = ()
    if readers:
        said = f"Meldingen som {_done(head)}, er lest av {readers}. Si fra hvis noe er gjort etter den."
        told = (_warning("LEST_FOR", said),)
    return Referring(
        stay_id=original.stay_id,
        problems=(*_said_before(head, original), *told, *twin),
        announce=tuple(_announced(desk, head, original, title, readers)),
        touched=(original.msg_id,),
    )


def waits_for_original(store: Store, row: MessageRow) -> bool:
    """Tell whether a change or cancellation came in whose original has not: it is applied when that comes."""
    if row.direction != INCOMING or not refers(row):
        return False
    return not any(
        named and named != row.msg_id and store.message(named) is not None
        for named in (row.parent, row.conversation)
    )


def _original(desk: Desk, head: Head) -> MessageRow | None:
    """Return the message that is referred to; a reference to itself leads nowhere."""
    own = same_id(head.msg_id)
    for named in (same_id(head.parent), same_id(head.conversation)):
        row = desk.store.message(named) if named and named != own else None
        if row is not None and not row.quarantine and not row.refused_codes and not row.is_receipt:
            return row
    return None


def _mismatch(head: Head, original: MessageRow | None) -> tuple[Problem, ...]:
    """Return why a reference is not followed (S-07, S-08, RCV-NEW-03)."""
    touches = head.standing in _DOES
    act = _DOES.get(head.standing, "")
    if original is None:
        if touches:
            said = f"Meldingen {act} en melding som ikke er mottatt. Den blir koblet når originalen kommer."
            return (_warning("ORIGINAL_MANGLER", said),)
        if head.type_code == AVVIK:
            return (_warning("ORIGINAL_MANGLER", "Avviket gjelder en melding som ikke finnes i loggen."),)
        return ()
    ours, theirs, title = concerning(original), _of(head), f"«{original.title}»"
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


def _said_before(head: Head, original: MessageRow) -> Iterator[Problem]:
    """Yield what is odd about a reference that is followed all the same (S-09)."""
    if head.standing not in _DOES:
        return
    if original.standing == CANCELS:
        said = f"Meldingen {_DOES[head.standing]} en kansellering. Avklar med avsenderen hva som gjelder."
        yield _warning("GJELDER_KANSELLERING", said)
    elif original.cancelled_by and head.standing == CANCELS:
        yield _warning("KANSELLERT_FOR", "Meldingen som kanselleres, var kansellert fra før.")
    elif original.cancelled_by:
        said = "Meldingen endrer en melding som er kansellert. Avklar med avsenderen hva som gjelder."
        yield _warning("ENDRER_KANSELLERT", said)


def _readers(desk: Desk, head: Head, original: MessageRow) -> str:
    """Return those who have read what is now cancelled or changed, as words (S-07), or an empty string."""
    if head.standing not in _DOES:
        return ""
    rows = (original, desk.store.message(same_id(head.conversation)), _newest(desk, original))
    read = {row.msg_id for row in rows if row is not None and row.direction == INCOMING}
    names = dict.fromkeys(
        logged.actor_name
        for msg_id in sorted(read)
        for logged in desk.store.events(msg_id=msg_id)
        if isinstance(logged.event, Opened | Signed)
    )
    return " og ".join(filter(None, (", ".join([*names][:-1]), *[*names][-1:])))


def _newest(desk: Desk, original: MessageRow) -> MessageRow | None:
    return desk.store.message(original.replaced_by) if original.replaced_by else None


def _announced(desk: Desk, head: Head, original: MessageRow, title: str, readers: str) -> Iterator[str]:
    if readers:
        yield f"{title} som {readers} har lest, er {_DONE[head.standing]}"
    if head.type_code == AVVIK and original.direction == OUTGOING:
        author = author_of(desk, original.msg_id)
        by = f", sendt av {author[1]}" if author else ""
        yield f"Avvik på {original.title}{by}"


def author_of(desk: Desk, msg_id: str) -> tuple[str, str] | None:
    """Return user id and name of the one who sent a message of ours, or None."""
    for logged in desk.store.events(msg_id=msg_id):
        if isinstance(logged.event, Queued):
            return logged.actor, logged.actor_name
    return None


def _twin(desk: Desk, head: Head, content_key: str) -> tuple[Problem, ...]:
    """Return a hint when the same content has come under another MsgId (S-05); nothing is dropped."""
    earlier = desk.store.like(content_key) if content_key else None
    if earlier is None or earlier.msg_id == same_id(head.msg_id):
        return ()
    said = f"Meldingen er lik en som kom {to_oslo(earlier.at):%d.%m.%Y %H:%M}. Den kan være sendt to ganger."
    return (Problem("MULIG_DUBLETT", said, Severity.WARNING),)


def _of(head: Head) -> Concerning:
    patient, sender = head.patient, head.sender
    return Concerning(
        patient_name=patient.list_name if patient else "",
        patient_number=patient.number if patient else "",
        born_on=patient.birth_date if patient else None,
        counterpart=sender.name if sender else "",
        counterpart_id=sender.her_id if sender else "",
    )


def _done(head: Head) -> str:
    return "kanselleres" if head.standing == CANCELS else "endres"


def _not_used(said: str, touches: bool) -> str:
    return f"{said} {'Den er ikke brukt; a' if touches else 'A'}vklar med avsenderen."


def _warning(code: str, said: str) -> Problem:
    return Problem(code, said, Severity.WARNING, path="MsgHead/MsgInfo/ConversationRef")
