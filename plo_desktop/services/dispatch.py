"""Sends: freezes a draft into bytes that wait 10 s, lets it be taken back, and hands over what is due."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from plo_desktop.base.errors import EnvironmentProblem, ExitCode, UserError
from plo_desktop.base.ids import new_uuid
from plo_desktop.domain.delivery import CopyTo
from plo_desktop.domain.events import Approved, Prepared, Queued, SendCancelled
from plo_desktop.domain.guards import may_approve
from plo_desktop.domain.log_rows import DraftRow, MessageRow
from plo_desktop.domain.party import Organisation
from plo_desktop.domain.routing import ELECTRONIC
from plo_desktop.messages.head import Standing
from plo_desktop.messages.registry import by_code
from plo_desktop.messages.spec import Content, Problem
from plo_desktop.messages.values import to_plain
from plo_desktop.services.composing import (
    KNOWN,
    OPENED_FOR,
    all_problems,
    build,
    intended,
    opened_for,
    read_content,
    ready_day,
    sending_ward,
    stops,
)
from plo_desktop.services.desk import Desk
from plo_desktop.services.draft import must_exist
from plo_desktop.services.handover import due, hand_over, learn
from plo_desktop.services.intention import Intended
from plo_desktop.services.phrases import unfilled
from plo_desktop.services.ports import Changes, Transport
from plo_desktop.services.receipts import lowest_her_id
from plo_desktop.services.sent_with import choices_of, local_values, noted
from plo_desktop.wire.inbox import inspect

WAITS = "_til_godkjenning"
"""Note of a draft that waits for approval: who prepared it, and when ("Lie 2026-11-20T07:40:00+00:00")."""


class CannotSend(UserError):
    """The message may not be sent as it is; `problems` say why, in the order of the form."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        text = " ".join(problem.message for problem in problems)
        super().__init__("KAN_IKKE_SENDES", text, "Rett det som er markert, og send igjen.", ExitCode.DATA)
        self.problems = problems


@dataclass(frozen=True, slots=True)
class QueuedMessage:
    """A message in the outbox; it leaves at `not_before` at the earliest. `channel`: elektronisk or papir."""

    msg_id: str
    not_before: datetime
    changes: Changes
    channel: str = ELECTRONIC


def recipient(desk: Desk, draft: DraftRow) -> Organisation | None:
    """Return who gets the message, entity and service, or None when the stay has no known municipality."""
    return intended(desk, draft).route.receiver


def channel(desk: Desk, draft: DraftRow) -> str:
    """Return how the message will go: elektronisk, papir or telefon."""
    return intended(desk, draft).route.channel


def check(desk: Desk, draft: DraftRow) -> tuple[Problem, ...]:
    """Return everything to be said before sending: form, type, guards and the right to approve."""
    plan = intended(desk, draft)
    found = (*all_problems(desk, plan, draft), *unfilled(plan.mtype, read_content(plan, draft)[0]))
    refusal = may_approve(desk.actor.role, plan.mtype.needs_approval)
    return (*found, Problem(refusal.code, refusal.text)) if refusal else found


def confirm_recipient(desk: Desk, draft: DraftRow) -> DraftRow:
    """Accept the recipient as it is now (guard 16) and return the saved draft."""
    accepted = replace(draft, sources={**draft.sources, OPENED_FOR: opened_for(intended(desk, draft))})
    with desk.store.transaction():
        must_exist(desk, draft.draft_id)
        desk.store.save_draft(accepted)
    return accepted


def confirm_patient(desk: Desk, draft: DraftRow) -> DraftRow:
    """Confirm a patient without a national number (T-02) and return the saved draft."""
    confirmed = replace(draft, sources={**draft.sources, KNOWN: "ja"})
    with desk.store.transaction():
        must_exist(desk, draft.draft_id)
        desk.store.save_draft(confirmed)
    return confirmed


def queue(desk: Desk, draft: DraftRow) -> QueuedMessage:
    """Approve, freeze and queue a draft in one transaction; the draft is gone and the bytes never change.

    Raises CannotSend when something forbids sending, the draft is then untouched; and UserError with code
    UTKAST_BORTE when the draft is gone, for one draft never becomes two messages.
    """
    must_exist(desk, draft.draft_id)
    found = check(desk, draft)
    if stopping := stops(found):
        raise CannotSend(stopping)
    plan = intended(desk, draft)
    content, _ = read_content(plan, draft)
    reused = tuple(f"{name}: {mark}" for name, mark in draft.sources.items() if not name.startswith("_"))
    with desk.store.transaction():
        must_exist(desk, draft.draft_id)
        queued = freeze(desk, plan, content, reused=reused)
        beside = noted(plan, content, draft, queued.msg_id, desk.now())
        desk.store.append(beside, actor=desk.actor, at=desk.now())
        desk.store.drop_draft(draft.draft_id)
    return replace(queued, changes=queued.changes | Changes(drafts=frozenset({draft.draft_id})))


def freeze(
    desk: Desk, plan: Intended, content: Content, *, reused: tuple[str, ...] = (), reason: str = ""
) -> QueuedMessage:
    """Make the bytes of a message, approve it in the user's name, and put it in the outbox.

    `reason` is why an earlier message is cancelled. Raises CannotSend when the message is not what the
    standard allows, or a copy receiver has no address.
    """
    now, msg_id = desk.now(), new_uuid()
    copies = _copies_to(plan)
    data = build(desk, plan, content, msg_id, now, reason)
    inspected = inspect(data)
    if not inspected.acceptable or inspected.faults:
        said = inspected.refusal.text if inspected.refusal else inspected.faults[0].message
        raise CannotSend((Problem("EGENKONTROLL", f"Meldingen består ikke kontrollen før sending: {said}"),))
    receiver = plan.route.receiver or Organisation("")
    service = sending_ward(desk, plan).service
    not_before = now + desk.settings.hold if plan.route.channel == ELECTRONIC else now
    with desk.store.transaction():
        queued = Queued(
            msg_id=msg_id,
            sha256=desk.store.keep(data),
            type_code=plan.mtype.code,
            title=plan.mtype.title,
            version=plan.version,
            standing=plan.standing,
            stay_id=plan.stay_id,
            patient=plan.patient,
            counterpart=receiver.name,
            counterpart_service=receiver.service.name if receiver.service else "",
            receiver_her_id=lowest_her_id(receiver),
            our_service=service.name if service else "",
            generated_at=now,
            parent=plan.parent,
            conversation=plan.conversation,
            channel=plan.route.channel,
            not_before=not_before,
            ready_on=None if plan.standing == Standing.CANCEL else ready_day(plan.mtype, content),
            reused=reused,
            copies=copies,
        )
        desk.store.append([queued], actor=desk.actor, at=now)
        if plan.mtype.needs_approval:
            approved = Approved(msg_id=msg_id, approver=desk.actor.short_name)
            desk.store.append([approved], actor=desk.actor, at=now)
        desk.store.index_text(msg_id, inspected.words)
    changes = Changes(
        messages=frozenset({msg_id, plan.parent} - {""}),
        stays=frozenset({plan.stay_id} - {""}),
        announce=(f"{plan.mtype.title} til {receiver.full_name} ligger i utboksen",),
    )
    return QueuedMessage(msg_id, not_before, changes, plan.route.channel)


def _copies_to(plan: Intended) -> tuple[CopyTo, ...]:
    found: dict[str, CopyTo] = {}
    for party in plan.copies:
        her_id = lowest_her_id(party)
        if not her_id:
            said = f"Kopimottakeren {party.full_name} har ingen HER-id."
            raise CannotSend((Problem("KOPI_UTEN_ADRESSE", said),))
        below = party.full_name.removeprefix(party.name).removeprefix(", ")
        found[her_id] = CopyTo(party.name, below, her_id)
    return tuple(found.values())


def queue_together(desk: Desk, drafts: Sequence[DraftRow]) -> tuple[QueuedMessage, ...]:
    """Queue several drafts in one transaction: all of them lie in the outbox, or none (SSHF 5.4, 5.6).

    Raises CannotSend with what stops any of them, and UserError when one of them is gone, as `queue`; every
    draft is then untouched.
    """
    with desk.store.transaction():
        return tuple(queue(desk, draft) for draft in drafts)


def undo_together(desk: Desk, msg_ids: Sequence[str]) -> tuple[tuple[str, ...], Changes]:
    """Take several messages back in one transaction and return their drafts in the same order.

    Raises UserError as `undo` when one of them can no longer be taken back; none of them is then.
    """
    changes, drafts = Changes(), []
    with desk.store.transaction():
        for msg_id in msg_ids:
            draft_id, touched = undo(desk, msg_id)
            drafts.append(draft_id)
            changes |= touched
    return tuple(drafts), changes


def undo(desk: Desk, msg_id: str) -> tuple[str, Changes]:
    """Take a message back before it leaves and return the id of the draft that holds its content again.

    Anybody on the ward may stop a message; the draft goes back to the one who sent it. A cancellation that is
    taken back leaves no draft, and the id is empty. Raises UserError with code FOR_SENT when its 10 seconds
    are over or an attempt has begun, and ER_ENDRET when a later message that waits changes or cancels it.
    """
    now = desk.now()
    with desk.store.transaction():
        row = desk.store.message(msg_id)
        if row is None or row.cancelled_send or row.not_before is None:
            raise UserError(
                "INGENTING_A_ANGRE", "Meldingen ligger ikke i utboksen.", "Se i korrespondanseloggen."
            )
        if now >= row.not_before or row.attempts or row.handed_over_at is not None:
            raise UserError(
                "FOR_SENT",
                "Meldingen er sendt og kan ikke angres.",
                "Send en endring, eller ring kommunen hvis det haster.",
            )
        if row.replaced_by or row.cancelled_by:
            raise UserError(
                "ER_ENDRET",
                f"{row.title} er endret eller kansellert av en senere melding i utboksen.",
                "Angre den senere meldingen først.",
            )
        draft = _draft_of(desk, row, now) if row.standing != Standing.CANCEL else None
        desk.store.append([SendCancelled(msg_id=row.msg_id)], actor=desk.actor, at=now)
        if draft is not None:
            desk.store.save_draft(draft)
    changes = Changes(
        messages=frozenset({row.msg_id, row.parent} - {""}),
        stays=frozenset({row.stay_id} - {""}),
        drafts=frozenset({draft.draft_id} if draft else ()),
        announce=(
            f"{row.title} er angret og ligger som utkast"
            if draft
            else f"Kanselleringen av {row.title} er angret",
        ),
    )
    return draft.draft_id if draft else "", changes


def _draft_of(desk: Desk, row: MessageRow, now: datetime) -> DraftRow:
    data = desk.store.document(row.sha256)
    content = inspect(data).content if data is not None else None
    if content is None or by_code(row.type_code) is None:
        raise UserError(
            "INNHOLD_BORTE", "Innholdet kan ikke hentes tilbake.", "La meldingen gå, og send en rettelse."
        )
    return DraftRow(
        draft_id=new_uuid(),
        stay_id=row.stay_id,
        type_code=row.type_code,
        owner=_owner_of(desk, row),
        content=to_plain(content) | local_values(desk, row),
        saved_at=now,
        created_at=now,
        sources=_marks_of(desk, row),
    )


def _owner_of(desk: Desk, row: MessageRow) -> str:
    """Return the user id of the one who wrote a message: who prepared it, else who queued it."""
    logged = desk.store.events(msg_id=row.msg_id)
    prepared = [each.event.owner for each in logged if isinstance(each.event, Prepared)]
    queued = [each.actor for each in logged if isinstance(each.event, Queued)]
    return next(iter([*prepared, *queued]), desk.actor.user_id)


def _marks_of(desk: Desk, row: MessageRow) -> dict[str, str]:
    """Return what the log keeps of a draft's notes: marks of reused text, and who prepared it."""
    logged = [each.event for each in desk.store.events(msg_id=row.msg_id)]
    notes = [note for event in logged if isinstance(event, Queued) for note in event.reused]
    marks = {name: words for name, _, words in (note.partition(": ") for note in notes)}
    prepared = [event.by for event in logged if isinstance(event, Prepared)]
    return marks | choices_of(desk, row) | ({WAITS: prepared[0]} if prepared else {})


# -- the network --------------------------------------------------------------------------------------------


def release(desk: Desk, transport: Transport) -> Changes:
    """Hand over every receipt and message that is due, and learn what became of earlier ones.

    Raises EnvironmentProblem when the transport cannot be reached; see `release_all`.
    """
    changes, problem = release_all(desk, transport)
    if problem is not None:
        raise problem
    return changes


def release_all(desk: Desk, transport: Transport) -> tuple[Changes, EnvironmentProblem | None]:
    """As `release`, but return the problem beside what changed before it.

    A transport that cannot be reached is noted on the message that met it and ends the round; everything
    waits with the same bytes and MsgId.
    """
    changes = Changes()
    try:
        for row in (*desk.store.apprecs_waiting(), *desk.store.outbox()):
            if row.channel != ELECTRONIC:
                continue
            for receiver in due(desk, row):
                changes |= Changes(frozenset({row.msg_id}), frozenset({row.stay_id} - {""}))
                hand_over(desk, transport, row, receiver.address)
        for item in transport.news():
            changes |= learn(desk, item)
    except EnvironmentProblem as problem:
        return changes, problem
    return changes, None
