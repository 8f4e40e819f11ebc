"""Corrects what was sent: change, cancel, or begin anew; receivers and references follow from it (T-07)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from plo_desktop.base.errors import NotPossible
from plo_desktop.base.ids import new_uuid
from plo_desktop.domain.guards import may_approve
from plo_desktop.domain.log_rows import DraftRow, MessageRow
from plo_desktop.domain.message_state import OUTGOING, refused_by_receiver
from plo_desktop.domain.routing import ELECTRONIC, Route
from plo_desktop.messages.head import Standing
from plo_desktop.messages.kinds import Prose
from plo_desktop.messages.registry import by_code
from plo_desktop.messages.spec import Content, Family, Field, MessageType, Problem
from plo_desktop.messages.values import to_plain
from plo_desktop.services.composing import (
    OPENED_FOR,
    build,
    intended,
    opened_for,
    standing_messages,
)
from plo_desktop.services.concerned import CONCERNS, Concerned, content_of, message_in_log
from plo_desktop.services.desk import Desk
from plo_desktop.services.dispatch import CannotSend, QueuedMessage, freeze
from plo_desktop.services.draft import open_draft
from plo_desktop.services.intention import Intended
from plo_desktop.services.ports import Changes
from plo_desktop.services.sent_with import choices_of
from plo_desktop.wire.inbox import inspect

CONTACT = "kontakt"
"""The section with unit and responsible person, which the cancellation of a fagmelding carries."""
_PREFIX = "Kansellering:"


def open_change(desk: Desk, msg_id: str) -> DraftRow:
    """Return a draft of a change: the whole content of the last version, to its receivers.

    Raises UserError when the message is not ours to change, or its type has no changes (logistics).
    """
    sent, mtype = _standing(desk, msg_id)
    if Standing.CHANGE not in mtype.standings:
        raise NotPossible(
            "KAN_IKKE_ENDRES",
            f"{mtype.title} kan ikke endres.",
            "Kanseller meldingen, og send en ny.",
        )
    opened = open_draft(desk, sent.row.stay_id, sent.row.type_code, sent.row.msg_id)
    chosen = {name: note for name, note in choices_of(desk, sent.row).items() if name != CONCERNS}
    marked = replace(opened, sources={**chosen, **opened.sources})
    desk.store.save_draft(marked)
    return marked


def cancel(desk: Desk, msg_id: str, reason: str) -> QueuedMessage:
    """Cancel a message with all its versions: the receiver and every copy receiver are told why.

    It can be taken back for 10 seconds as any message. `changes.announce` says to ring when it is urgent
    (T-11). Raises UserError when there is no reason or nothing to cancel, CannotSend when the user may not
    approve such a message.
    """
    sent, mtype = _standing(desk, msg_id)
    if Standing.CANCEL not in mtype.standings:
        raise NotPossible(
            "KAN_IKKE_KANSELLERES",
            f"{mtype.title} kan ikke kanselleres.",
            "Send en ny melding, eller ring mottakeren.",
        )
    if not reason.strip():
        raise NotPossible(
            "GRUNN_MANGLER", "Skriv hvorfor meldingen kanselleres.", "Mottakeren får grunnen å se."
        )
    refusal = may_approve(desk.actor.role, mtype.needs_approval)
    if refusal is not None:
        raise CannotSend((Problem(refusal.code, refusal.text),))
    plan = _cancellation(desk, sent, mtype)
    said = reason.strip() if reason.strip().startswith(_PREFIX) else f"{_PREFIX} {reason.strip()}"
    queued = freeze(desk, plan, _carried(desk, plan, sent.row, said), reason=said)
    told = Changes(
        messages=frozenset({sent.row.msg_id, msg_id}),
        announce=(f"Kansellering av {mtype.title} ligger i utboksen", phone_hint(desk, sent.row)),
    )
    return replace(queued, changes=replace(queued.changes, announce=()) | told)


def open_anew(desk: Desk, msg_id: str) -> DraftRow:
    """Return a new draft with the content of a message that was cancelled, refused or not delivered.

    It becomes a message of its own with a new MsgId (A-06). Raises UserError when there is nothing to read.
    """
    sent = _ours(desk, msg_id)
    mtype = _type_of(sent.row)
    now = desk.now()
    blank = DraftRow(
        draft_id=new_uuid(),
        stay_id=sent.row.stay_id,
        type_code=mtype.code,
        owner=desk.actor.user_id,
        content=to_plain(content_of(desk, sent.row)),
        saved_at=now,
        created_at=now,
        sources=_choices_anew(desk, sent, mtype),
    )
    made = replace(blank, sources={**blank.sources, OPENED_FOR: opened_for(intended(desk, blank))})
    desk.store.save_draft(made)
    return made


def phone_hint(desk: Desk, row: MessageRow) -> str:
    """Return the hint to ring the receiver as well, with the number when it is known (T-11)."""
    card = desk.addresses.find(row.counterpart)
    number = f" på telefon {card.phone}" if card is not None and card.phone else ""
    return f"Haster det, eller gjaldt meldingen feil pasient: ring {row.counterpart}{number} også"


def _choices_anew(desk: Desk, sent: Concerned, mtype: MessageType) -> dict[str, str]:
    """Return what the new draft keeps: copy receivers, and what it answers when it is an answer."""
    chosen = choices_of(desk, sent.row)
    if not mtype.answers and sent.row.standing != Standing.NEW:
        chosen.pop(CONCERNS, None)
    return chosen


def _standing(desk: Desk, msg_id: str) -> tuple[Concerned, MessageType]:
    """Return the valid version of a message of ours. Raises UserError when it is void or never left."""
    sent = _ours(desk, msg_id)
    if sent.row.replaced_by and not sent.row.cancelled_by:
        sent = _ours(desk, sent.row.replaced_by)
    row = sent.row
    if row.cancelled_by or row.standing == Standing.CANCEL:
        raise NotPossible("KANSELLERT", "Meldingen er kansellert.", "Åpne den på nytt for å sende en ny.")
    if row.cancelled_send:
        raise NotPossible("ANGRET", "Meldingen ble angret før den gikk.", "Innholdet ligger som utkast.")
    if refused_by_receiver(row):
        raise NotPossible(
            "AVVIST",
            f"{row.counterpart} har avvist meldingen og ikke tatt den inn.",
            "Åpne den på nytt, rett feilen, og send en ny.",
        )
    return sent, _type_of(row)


def _ours(desk: Desk, msg_id: str) -> Concerned:
    sent = message_in_log(desk, msg_id)
    if sent.row.direction != OUTGOING:
        raise NotPossible("IKKE_VAR", "Meldingen er ikke sendt herfra.", "Meld avvik til den som sendte den.")
    return sent


def _type_of(row: MessageRow) -> MessageType:
    mtype = by_code(row.type_code)
    if mtype is None:
        raise NotPossible("UKJENT_TYPE", f"{row.title} kan ikke skrives her.", "Ring mottakeren.")
    return mtype


def _cancellation(desk: Desk, sent: Concerned, mtype: MessageType) -> Intended:
    row, head = sent.row, sent.head
    return Intended(
        mtype=mtype,
        stay=desk.store.stay(row.stay_id) if row.stay_id else None,
        route=Route(row.channel or ELECTRONIC, head.receiver),
        earlier=standing_messages(desk, row.stay_id) if row.stay_id else (),
        standing=Standing.CANCEL,
        parent=row.msg_id,
        conversation=row.conversation or row.msg_id,
        version=row.version,
        copies=tuple(copy.party for copy in head.copies if copy.party is not None),
        about=sent,
        as_sent=head.patient,
    )


def _carried(desk: Desk, plan: Intended, row: MessageRow, reason: str) -> Content:
    """Return what a cancellation holds besides its reason: the least that is a whole message.

    Logistics repeats all its blocks, a fagmelding names unit and responsible person (wire-format 11); what
    its schema demands besides is repeated from the message.
    """
    whole = content_of(desk, row)
    for content in _narrower(plan.mtype, whole):
        inspected = inspect(build(desk, plan, content, new_uuid(), desk.now(), reason))
        if inspected.acceptable and not inspected.faults:
            return content
    return whole


def _narrower(mtype: MessageType, whole: Content) -> Iterator[Content]:
    if mtype.family is not Family.FAG:
        return
    values = whole.by_name()
    contact = {
        field.name for section in mtype.sections if section.name == CONTACT for field in section.fields
    }
    required = {field.name: _kind(field) for field in mtype.fields() if field.required}
    coded = {name for name, kind in required.items() if not isinstance(kind, Prose)}
    for names in (contact, contact | coded, contact | required.keys()):
        yield Content({name: value for name, value in values.items() if name in names})


def _kind(field: Field[object]) -> object:
    return field.kind
