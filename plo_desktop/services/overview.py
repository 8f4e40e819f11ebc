"""What the ward must look at: deadlines, what has not arrived, and the counts that are always seen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from plo_desktop.base.clock import to_oslo
from plo_desktop.domain.calls import waits_for_call
from plo_desktop.domain.clocks import running
from plo_desktop.domain.deadlines import FORFALT
from plo_desktop.domain.delivery import COPY, REFUSED_STATUS, Delivery
from plo_desktop.domain.events import StayAdmitted, StayChanged
from plo_desktop.domain.log_rows import DeadlineRow, MessageRow, StayRow
from plo_desktop.domain.message_state import (
    OUTGOING,
    StateWord,
    needs_signature,
    refused_by_receiver,
    unreached,
)
from plo_desktop.domain.receivers import deliveries_of, primary, went_to
from plo_desktop.domain.routing import PAPER
from plo_desktop.domain.type_codes import FORESPORSEL, HELSEFAGLIG, HELSEOPPLYSNINGER, NOTAT, SVAR
from plo_desktop.messages.head import Standing
from plo_desktop.messages.registry import by_code
from plo_desktop.services import alerts, approval
from plo_desktop.services.desk import Desk
from plo_desktop.services.ports import MessageFilter
from plo_desktop.services.references import waits_for_original

MANY = 10_000
KEPT_AFTER_DISCHARGE = timedelta(days=90)
OLD_DRAFT = timedelta(hours=8)
STUCK_AFTER = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class NotArrived:
    """Something that has not arrived where it should. `kind` groups it: "avvist", "usignert", "utkast" …"""

    kind: str
    text: str
    msg_id: str
    stay_id: str
    since: datetime | None = None
    detail: str = ""
    draft_id: str = ""
    type_code: str = ""


@dataclass(frozen=True, slots=True)
class Counts:
    """The numbers that are always visible."""

    overdue: int
    unsigned: int
    outbox: int
    not_arrived: int
    patients: int


def deadlines(desk: Desk) -> tuple[DeadlineRow, ...]:
    """Return every open deadline and those that ended today, the most urgent first.

    The clocks of a stay are followed until 90 days after discharge; those of unsigned and unreceipted
    messages for ever.
    """
    now = desk.now()
    stays = _followed(desk, now)
    messages: dict[str, MessageRow] = {}
    for stay in stays:
        wanted = MessageFilter(stay_id=stay.stay_id, limit=MANY)
        messages |= {row.msg_id: row for row in desk.store.messages(wanted)}
    for wanted in (MessageFilter(unsigned=True, limit=MANY), MessageFilter(not_delivered=True, limit=MANY)):
        messages |= {row.msg_id: row for row in desk.store.messages(wanted)}
    messages |= {row.msg_id: row for row in _loose_dialogue(desk)}
    today = to_oslo(now).date()
    rows = running(
        stays,
        messages.values(),
        now,
        desk.settings.deadlines,
        desk.ward.sectors(),
        desk.addresses,
        _moved(desk, stays, messages.values()),
    )
    return tuple(row for row in rows if row.ended_at is None or to_oslo(row.ended_at).date() == today)


def _moved(desk: Desk, stays: Sequence[StayRow], messages: Iterable[MessageRow]) -> Mapping[str, datetime]:
    """Return when stays got another municipality than the one that has their Helseopplysninger."""
    told = [row for row in messages if row.direction == OUTGOING and row.type_code == HELSEOPPLYSNINGER]
    found: dict[str, datetime] = {}
    for stay in stays:
        card, of_stay = (
            desk.addresses.find(stay.kommune),
            (row for row in told if row.stay_id == stay.stay_id),
        )
        if all(went_to(row, stay.kommune, card) for row in of_stay):
            continue
        kommune = ""
        for logged in desk.store.events(stay_id=stay.stay_id):
            event = logged.event
            named = event.kommune if isinstance(event, StayAdmitted | StayChanged) else None
            if named is not None and named != kommune:
                found[stay.stay_id], kommune = logged.at, named
    return found


def _loose_dialogue(desk: Desk) -> Iterator[MessageRow]:
    """Yield questions tied to no stay, signed ones too, and their answers: due whoever the patient is."""
    asked = desk.store.messages(MessageFilter(type_code=FORESPORSEL, limit=MANY))
    questions = {row.msg_id: row for row in asked if not row.stay_id}
    yield from questions.values()
    for code in (SVAR, HELSEFAGLIG, NOTAT) if questions else ():
        wanted = MessageFilter(type_code=code, limit=MANY)
        yield from (row for row in desk.store.messages(wanted) if row.parent in questions)


def _followed(desk: Desk, now: datetime) -> list[StayRow]:
    since = now - KEPT_AFTER_DISCHARGE
    return [
        stay
        for stay in desk.store.stays(include_discharged=True)
        if stay.discharged_at is None or stay.discharged_at >= since
    ]


def not_arrived(desk: Desk) -> tuple[NotArrived, ...]:
    """Return everything that stopped somewhere: nothing may lie where this list does not look."""
    now = desk.now()
    undelivered = desk.store.messages(MessageFilter(not_delivered=True, limit=MANY))
    unsigned = desk.store.messages(MessageFilter(unsigned=True, limit=MANY))
    found = [
        *_undelivered(desk, undelivered, now),
        *_unanswered_receipts(desk, now),
        *_refused(desk),
        *_alerts(desk),
        *_incoming(desk, unsigned),
        *_calls(desk),
        *to_approve(desk),
        *_old_drafts(desk, now),
    ]
    return tuple(found)


def _undelivered(desk: Desk, rows: Sequence[MessageRow], now: datetime) -> Iterator[NotArrived]:
    for row in rows:
        if row.cancelled_by or row.replaced_by:
            continue
        if refused_by_receiver(row) and _sent_again(desk, row, primary(row)):
            continue
        if row.channel == PAPER:
            yield _told("til utskrift", row, "skal skrives ut og postlegges", row.at)
        elif missed := unreached(row, now):
            yield from (_missed(row, one, state) for one, state in missed if not _sent_again(desk, row, one))
        elif row.handed_over_at is None and row.not_before and now - row.not_before >= STUCK_AFTER:
            yield _told("i utboks", row, row.failed_reason or "har ikke gått ut", row.not_before)


def _missed(row: MessageRow, one: Delivery, state: StateWord) -> NotArrived:
    """Return the line of one receiver who has not got a message: each of them counts (T-10, A-05)."""
    since = one.at or one.handed_over_at or row.at
    kind = "ikke kvittert" if state.word in ("overlevert", "transportkvittert") else state.word
    return _told(kind, row, state.detail, since, f"{one.full_name} (kopi)" if one.role == COPY else "")


def _told(kind: str, row: MessageRow, detail: str, since: datetime | None, other: str = "") -> NotArrived:
    other = other or row.counterpart or "ukjent avsender"
    way = "til" if row.direction == OUTGOING else "fra"
    return NotArrived(
        kind, f"{row.title or 'Uleselig innhold'} {way} {other}", row.msg_id, row.stay_id, since, detail
    )


def _sent_again(desk: Desk, refused: MessageRow, receiver: Delivery) -> bool:
    """Tell whether a later message of the type went to the receiver, so that the refused one is settled."""
    if receiver.status != REFUSED_STATUS or not refused.stay_id:
        return False
    wanted = MessageFilter(
        stay_id=refused.stay_id, type_code=refused.type_code, direction=OUTGOING, limit=MANY
    )
    return any(
        row.seq > refused.seq
        and not row.cancelled_send
        and not row.cancelled_by
        and row.standing != Standing.CANCEL
        and any(
            one.address == receiver.address and one.status != REFUSED_STATUS for one in deliveries_of(row)
        )
        for row in desk.store.messages(wanted)
    )


def _unanswered_receipts(desk: Desk, now: datetime) -> Iterator[NotArrived]:
    for row in desk.store.apprecs_waiting():
        if row.not_before is not None and now - row.not_before >= STUCK_AFTER:
            yield _told("i utboks", row, row.failed_reason or "har ikke gått ut", row.not_before)


def _refused(desk: Desk) -> Iterator[NotArrived]:
    """Yield what we refused until somebody has looked: its sender was told, the patient may be ours."""
    for row in desk.store.messages(MessageFilter(refused_unseen=True, limit=MANY)):
        yield _told("avvist av oss", row, row.reason or ", ".join(row.refused_codes), row.at)


def _alerts(desk: Desk) -> Iterator[NotArrived]:
    """Yield what has happened since to messages that the user at the desk has read or sent (S-07)."""
    for alert in alerts.for_user(desk):
        yield NotArrived(alert.kind, alert.text, alert.msg_id, alert.stay_id, alert.at)


def _incoming(desk: Desk, rows: Sequence[MessageRow]) -> Iterator[NotArrived]:
    for row in rows:
        if row.quarantine:
            yield _told("karantene", row, row.reason, row.at)
        elif needs_signature(row) and waits_for_original(desk.store, row):
            yield _told("ukoblet", row, "originalen er ikke mottatt", row.at)
        elif needs_signature(row):
            yield _told("usignert", row, row.triage, row.at)


def _calls(desk: Desk) -> Iterator[NotArrived]:
    """Yield urgent questions of ours until somebody has noted the call (guard 12)."""
    wanted = MessageFilter(type_code=FORESPORSEL, direction=OUTGOING, limit=MANY)
    for row in desk.store.messages(wanted):
        if waits_for_call(row):
            yield _told("skal ringes", row, "haster, og ingen samtale er notert", row.at)


def to_approve(desk: Desk) -> Iterator[NotArrived]:
    """Yield what somebody prepared and a nurse has not approved yet (guard 10)."""
    for each in approval.waiting(desk):
        mtype = by_code(each.draft.type_code)
        title = mtype.title if mtype else each.draft.type_code
        stay_id, said = each.draft.stay_id, f"klargjort av {each.by}"
        yield NotArrived(
            "til godkjenning",
            f"Godkjenn {title}",
            "",
            stay_id,
            each.at,
            said,
            draft_id=each.draft.draft_id,
            type_code=each.draft.type_code,
        )


def _old_drafts(desk: Desk, now: datetime) -> Iterator[NotArrived]:
    for draft in desk.store.drafts():
        if now - draft.saved_at >= OLD_DRAFT and not approval.waits(draft):
            mtype = by_code(draft.type_code)
            title = mtype.title if mtype else draft.type_code
            yield NotArrived("utkast", f"Utkast: {title}", "", draft.stay_id, draft.saved_at, draft.owner)


def counts(desk: Desk) -> Counts:
    """Return the numbers of the frame."""
    waiting = not_arrived(desk)
    return Counts(
        overdue=sum(row.state == FORFALT for row in deadlines(desk)),
        unsigned=sum(item.kind in ("usignert", "ukoblet") for item in waiting),
        outbox=len(desk.store.outbox()),
        not_arrived=len(waiting),
        patients=len(desk.store.stays()),
    )
