"""A fagmelding that a secretary prepared waits as a draft until a nurse approves it (SSHF 4.0, guard 10)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from plo_desktop.base.errors import ExitCode, UserError
from plo_desktop.domain.events import ApprovalRequested, ApprovalReturned, Prepared
from plo_desktop.domain.guards import APPROVERS, may_approve
from plo_desktop.domain.log_rows import Actor, DraftRow
from plo_desktop.messages.registry import by_code
from plo_desktop.messages.spec import Content, MessageType, Problem
from plo_desktop.messages.values import to_plain
from plo_desktop.services import dispatch, draft
from plo_desktop.services.composing import intended, stops
from plo_desktop.services.desk import Desk
from plo_desktop.services.dispatch import WAITS, CannotSend, QueuedMessage
from plo_desktop.services.ports import Changes

RETURNED = "_sendt_tilbake"
"""Note of a draft that a nurse sent back: who, and with what word ("Jones: Skriv mer om funksjon")."""

CANNOT = "KAN_IKKE_GODKJENNE"


@dataclass(frozen=True, slots=True)
class Waiting:
    """A draft that waits for approval: prepared `by` (short name) `at`."""

    draft: DraftRow
    by: str
    at: datetime


def waits(row: DraftRow) -> bool:
    """Tell whether a draft waits for approval."""
    return WAITS in row.sources


def prepared(row: DraftRow) -> tuple[str, datetime] | None:
    """Return who prepared a waiting draft, by short name, and when; None when it does not wait."""
    name, found, at = row.sources.get(WAITS, "").rpartition(" ")
    try:
        return (name, datetime.fromisoformat(at)) if found else None
    except ValueError:
        return (name, row.saved_at)


def must_be_approved(actor: Actor, mtype: MessageType) -> bool:
    """Tell whether this user prepares the message for somebody else to approve."""
    return may_approve(actor.role, mtype.needs_approval) is not None


def submit(desk: Desk, row: DraftRow) -> Changes:
    """Put a finished draft up for approval. Raises CannotSend with what must be mended first, or UserError
    when the draft is gone.
    """
    mtype = by_code(row.type_code)
    found = tuple(p for p in stops(dispatch.check(desk, row)) if p.code != CANNOT)
    if found:
        raise CannotSend(found)
    now = desk.now()
    notes = {name: note for name, note in row.sources.items() if name != RETURNED}
    mark = f"{desk.actor.short_name} {now.isoformat()}"
    with desk.store.transaction():
        draft.must_exist(desk, row.draft_id)
        desk.store.save_draft(replace(row, saved_at=now, sources={**notes, WAITS: mark}))
        asked = ApprovalRequested(draft_id=row.draft_id, stay_id=row.stay_id, type_code=row.type_code)
        desk.store.append([asked], actor=desk.actor, at=now)
    return _touched(row, f"{mtype.title if mtype else 'Meldingen'} venter på godkjenning")


def waiting(desk: Desk) -> tuple[Waiting, ...]:
    """Return the drafts that wait for approval, the oldest first."""
    found = [(row, who) for row in desk.store.drafts() if (who := prepared(row)) is not None]
    return tuple(sorted((Waiting(row, by, at) for row, (by, at) in found), key=lambda each: each.at))


def to_approve(desk: Desk, stay_id: str, type_code: str) -> DraftRow | None:
    """Return what waits on a stay for this user's approval, the oldest of the type, or None."""
    if desk.actor.role not in APPROVERS:
        return None
    rows = (each.draft for each in waiting(desk))
    return next((row for row in rows if (row.stay_id, row.type_code) == (stay_id, type_code)), None)


def opened_by_approver(desk: Desk, row: DraftRow) -> DraftRow:
    """Return a waiting draft with the approver as the one the municipality asks.

    She takes the place of nobody, and of the one who prepared it; a colleague who was named stays. What was
    prepared is not touched otherwise, and nothing is saved: looking approves nothing.
    """
    mtype, who = by_code(row.type_code), prepared(row)
    if mtype is None or who is None or desk.actor.role not in APPROVERS:
        return row
    named = _contact(desk, mtype)
    held = [str(row.content[name]) for name in named if name in row.content]
    if held and not any(who[0] in text.split() for text in held):
        return row
    return replace(row, content={**row.content, **named})


def _contact(desk: Desk, mtype: MessageType) -> Mapping[str, object]:
    facts = {f.name: fact for f in mtype.fields() if (fact := draft.user_fact(desk, f)) is not None}
    return to_plain(Content(facts))


def approve(desk: Desk, row: DraftRow) -> QueuedMessage:
    """Send as the responsible nurse or leader; the log and the message name her.

    Raises CannotSend when something forbids it, also when the user may not approve.
    """
    with desk.store.transaction():
        fresh = draft.must_exist(desk, row.draft_id)
        queued = dispatch.queue(desk, row)
        if WAITS in fresh.sources:
            made = Prepared(
                msg_id=queued.msg_id,
                draft_id=row.draft_id,
                owner=fresh.owner,
                by=fresh.sources[WAITS],
            )
            desk.store.append([made], actor=desk.actor, at=desk.now())
    return queued


def send_back(desk: Desk, row: DraftRow, word: str) -> Changes:
    """Give a waiting draft back to the one who prepared it, with a word. Raises UserError without one."""
    if desk.actor.role not in APPROVERS:
        refusal = may_approve(desk.actor.role, needs_approval=True)
        raise CannotSend((Problem(CANNOT, refusal.text if refusal else ""),))
    if not word.strip():
        raise UserError(
            "BEGRUNNELSE_MANGLER",
            "Skriv kort hva som må rettes.",
            "Skriv det, og send tilbake.",
            ExitCode.DATA,
        )
    return _fetch_back(desk, row, f"{desk.actor.short_name}: {word.strip()}")


def take_back(desk: Desk, draft_id: str) -> Changes:
    """Fetch back what waits for approval, to write on; anybody on the ward may."""
    return _fetch_back(desk, draft.must_exist(desk, draft_id), "")


def _fetch_back(desk: Desk, row: DraftRow, word: str) -> Changes:
    now = desk.now()
    with desk.store.transaction():
        fresh = draft.must_exist(desk, row.draft_id)
        notes = {name: note for name, note in fresh.sources.items() if name not in (WAITS, RETURNED)}
        kept = {**notes, RETURNED: word} if word else notes
        desk.store.save_draft(replace(fresh, saved_at=now, sources=kept))
        returned = ApprovalReturned(
            draft_id=row.draft_id, stay_id=row.stay_id, type_code=row.type_code, word=word
        )
        desk.store.append([returned], actor=desk.actor, at=now)
    mtype = by_code(row.type_code)
    said = "er sendt tilbake" if word else "er hentet tilbake"
    return _touched(row, f"{mtype.title if mtype else 'Meldingen'} {said}")


def receiver_of(desk: Desk, row: DraftRow) -> str:
    """Return the full name of who gets what waits, or an empty string."""
    receiver = intended(desk, row).route.receiver
    return receiver.full_name if receiver else ""


def _touched(row: DraftRow, said: str) -> Changes:
    return Changes(stays=frozenset({row.stay_id} - {""}), drafts=frozenset({row.draft_id}), announce=(said,))
