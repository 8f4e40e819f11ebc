"""Hands a message over to the transport, once for each of its receivers, and notes what is said of it.

The bytes are the same for all of them and each has its own address, attempts and answer (T-10, HIS 1153).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from plo_desktop.base.errors import EnvironmentProblem
from plo_desktop.domain.delivery import CONFIRMED, FAILED, TAKEN, Delivery, TransportNews, addressed
from plo_desktop.domain.events import HandedOver, SendFailed, SendStarted, TransportConfirmed
from plo_desktop.domain.log_rows import SYSTEM, MessageRow
from plo_desktop.domain.message_state import OUTGOING
from plo_desktop.domain.receivers import deliveries_of
from plo_desktop.domain.references import refers
from plo_desktop.domain.routing import ELECTRONIC
from plo_desktop.services.desk import Desk
from plo_desktop.services.ports import Changes, Transport

FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=30), timedelta(minutes=30)
_HOPELESS = frozenset({"KOLLISJON"})
"""Faults of one message that no further attempt mends; all others are the surroundings' and pass."""


def due(desk: Desk, row: MessageRow) -> Iterator[Delivery]:
    """Yield the receivers to whom a waiting message is to go now, the primary one first.

    A change or cancellation never overtakes its original on the way to a receiver (S-08).
    """
    now = desk.now()
    if row.not_before is not None and now < row.not_before:
        return
    original = desk.store.message(row.parent) if refers(row) else None
    for one in deliveries_of(row):
        if not one.waits_to_leave or _still_waits(original, one.address):
            continue
        if not one.attempts or _paused_enough(desk, row, one):
            yield one


def _still_waits(original: MessageRow | None, to: str) -> bool:
    if original is None or original.cancelled_send or original.channel != ELECTRONIC:
        return False
    if original.direction != OUTGOING:
        return False
    return any(one.address == to and one.waits_to_leave for one in deliveries_of(original))


def _paused_enough(desk: Desk, row: MessageRow, one: Delivery) -> bool:
    failed = [
        logged.at
        for logged in desk.store.events(msg_id=row.msg_id)
        if isinstance(logged.event, SendFailed) and logged.event.to == one.address
    ]
    # An attempt without a result was cut off by a crash: the same bytes go again at once.
    if len(failed) < one.attempts:
        return True
    return desk.now() >= max(failed) + pause_after(len(failed))


def pause_after(failures: int) -> timedelta:
    """Return how long to wait after so many failed attempts: 30 s, doubled each time, at most 30 min."""
    doubled = FIRST_PAUSE * float(1 << min(max(failures - 1, 0), 10))
    return min(doubled, LONGEST_PAUSE)


def hand_over(desk: Desk, transport: Transport, row: MessageRow, to: str) -> None:
    """Try to give the transport a message for one receiver, named as in `Delivery.address`.

    Raises EnvironmentProblem when the transport cannot be reached; that is noted on the message first.
    """
    with desk.store.transaction():
        one = _waiting(desk.store.message(row.msg_id), to)
        if one is None:
            return
        started = SendStarted(msg_id=row.msg_id, attempt=one.attempts + 1, to=to)
        desk.store.append([started], actor=SYSTEM, at=desk.now())
    data = desk.store.document(row.sha256)
    if data is None:
        _note_failure(desk, row, to, "DOKUMENT_BORTE", "Innholdet mangler i loggen.", final=True)
        return
    try:
        reference = transport.send(data, row.msg_id, row.type_code, row.generated_at or row.at, to=to)
    except EnvironmentProblem as problem:
        final = problem.code in _HOPELESS
        _note_failure(desk, row, to, problem.code, problem.text, final=final)
        if final:
            return
        raise
    handed_over = HandedOver(msg_id=row.msg_id, reference=reference, to=to)
    desk.store.append([handed_over], actor=SYSTEM, at=desk.now())


def _waiting(row: MessageRow | None, to: str) -> Delivery | None:
    one = _receiver(row, to)
    if row is None or row.cancelled_send or one is None or not one.waits_to_leave:
        return None
    return one


def _receiver(row: MessageRow | None, to: str) -> Delivery | None:
    receivers = deliveries_of(row) if row is not None else ()
    place = addressed(receivers, to)
    return None if place is None else receivers[place]


def _note_failure(desk: Desk, row: MessageRow, to: str, code: str, reason: str, *, final: bool) -> None:
    failed = SendFailed(msg_id=row.msg_id, code=code, reason=reason, final=final, to=to)
    desk.store.append([failed], actor=SYSTEM, at=desk.now())


def learn(desk: Desk, item: TransportNews) -> Changes:
    """Note what the transport says of an earlier message, once per receiver, and return what it touched."""
    row = desk.store.message(item.msg_id)
    if row is None or row.direction != OUTGOING:
        return Changes()
    told = [one for one in deliveries_of(row) if item.of_all or one.address == item.to]
    news = [(one, event) for one in told if (event := _news_of(one, item)) is not None]
    if not news:
        return Changes()
    desk.store.append([event for _, event in news], actor=SYSTEM, at=desk.now())
    missed = tuple(f"{row.title} til {one.name} er ikke levert" for one, _ in news if item.level == FAILED)
    return Changes(frozenset({row.msg_id}), frozenset({row.stay_id} - {""}), announce=missed)


def _news_of(one: Delivery, item: TransportNews) -> HandedOver | TransportConfirmed | SendFailed | None:
    if item.level == CONFIRMED and one.confirmed_at is None:
        return TransportConfirmed(msg_id=item.msg_id, to=one.address)
    if item.level == TAKEN and one.handed_over_at is None:
        # The program stopped between handing over and noting it.
        return HandedOver(msg_id=item.msg_id, reference="", to=one.address)
    if item.level == FAILED and not one.failed_finally and not one.status:
        return SendFailed(
            msg_id=item.msg_id, code="TRANSPORT", reason=item.reason, final=True, to=one.address
        )
    return None
