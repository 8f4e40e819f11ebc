"""Takes bytes in: keeps them, decides, links and receipts, in one transaction, in the order of the standard.

Process rules 3.1: keep, readable, known, valid, MsgId, duplicate, for us, patient, sender, import. Nothing is
told to anybody (acknowledgement, AppRec, screen) before the bytes and the event are committed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence

from plo_desktop.base.bugs import note_bug
from plo_desktop.base.errors import EnvironmentProblem, UserError
from plo_desktop.services.arrival import (
    ACCEPTED,
    DUPLICATE,
    OUR_FAULT,
    QUARANTINED,
    REFUSED,
    Outcome,
    duplicate,
    quarantine,
    taken_before,
)
from plo_desktop.services.desk import Desk
from plo_desktop.services.ports import Changes, Incoming, Transport
from plo_desktop.services.receive_messages import take_message
from plo_desktop.services.receive_receipts import take_apprec
from plo_desktop.wire.inbox import Inspected, Kind, judge

__all__ = [
    "ACCEPTED",
    "DUPLICATE",
    "OUR_FAULT",
    "QUARANTINED",
    "REFUSED",
    "TOGETHER",
    "Outcome",
    "fetch",
    "take_in",
    "take_in_together",
]

TOGETHER = 25
"""How many documents share one commit at most; a commit costs as much as all the rest of one document."""
_TOGETHER_BYTES = 4_000_000


def take_in(desk: Desk, data: bytes) -> Outcome:
    """Take one document in and return what became of it. Never raises for anything in the bytes.

    Receiving's one boundary: whatever goes wrong in the program, the bytes are kept and the next message gets
    its turn. Raises UserError when the log itself cannot be written; the bytes then stay with the sender.
    """
    sha256 = hashlib.sha256(data).hexdigest()
    try:
        inspected = judge(data)
        with desk.store.transaction():
            return _decided(desk, data, sha256, inspected)
    except UserError:
        raise
    except Exception as bug:
        return _set_aside(desk, data, sha256, bug)


def take_in_together(desk: Desk, several: Sequence[bytes]) -> tuple[Outcome, ...]:
    """Take fetched documents in with one durable commit for all; each fares as it would alone.

    Nothing may be acknowledged before this returns. When one of them cannot be managed, none is taken in
    here, and each gets its own turn. Raises UserError as `take_in` does.
    """
    if len(several) > 1 and (outcomes := _with_one_commit(desk, several)) is not None:
        return outcomes
    return tuple(take_in(desk, data) for data in several)


def _with_one_commit(desk: Desk, several: Sequence[bytes]) -> tuple[Outcome, ...] | None:
    try:
        looked_into = [(data, hashlib.sha256(data).hexdigest(), judge(data)) for data in several]
        with desk.store.transaction():
            _look_ahead(desk, looked_into)
            outcomes = tuple(
                _decided(desk, data, sha256, inspected) for data, sha256, inspected in looked_into
            )
            # With the same commit, or a fetch would wait for the disk twice.
            desk.store.note_fetched(desk.now())
            return outcomes
    except Exception:
        # Whose fault it was shows when each is taken in by itself.
        return None


def _look_ahead(desk: Desk, looked_into: Sequence[tuple[bytes, str, Inspected]]) -> None:
    seen = [inspected for _, _, inspected in looked_into]
    desk.store.look_ahead(
        [sha256 for _, sha256, _ in looked_into],
        [inspected.head.msg_id for inspected in seen if inspected.head],
        [inspected.content_key for inspected in seen],
    )


def _decided(desk: Desk, data: bytes, sha256: str, inspected: Inspected) -> Outcome:
    """Steps 1 and 6 to 10, inside the caller's transaction."""
    desk.store.keep(data)
    match inspected.kind:
        case Kind.APPREC:
            return take_apprec(desk, inspected, sha256)
        case Kind.MESSAGE:
            return take_message(desk, inspected, sha256)
        case _:
            refusal = inspected.refusal
            code, reason = (refusal.code, refusal.text) if refusal else ("T99", "Kan ikke leses.")
            return quarantine(desk, inspected, sha256, "", code, reason)


def _set_aside(desk: Desk, data: bytes, sha256: str, bug: Exception) -> Outcome:
    """Keep what the program could not manage, for people to see; the mended program reads it anew."""
    bug_id = note_bug(desk.store.folder, bug)
    reason = f"Programmet klarte ikke å lese meldingen. Den er lagret. Meld feil {bug_id} til IT."
    with desk.store.transaction():
        desk.store.keep(data)
        known = taken_before(desk, sha256)
        if known is not None:
            return duplicate(desk, known, known.msg_id, sha256)
        return quarantine(desk, None, sha256, "", OUR_FAULT, reason)


def fetch(desk: Desk, transport: Transport) -> Changes:
    """Take in all that the transport holds; each is acknowledged only after the commit that holds it.

    What could not be taken in is laid aside with the transport. Raises EnvironmentProblem when the transport
    cannot be reached; what was taken in by then stays.
    """
    changes = Changes()
    began = desk.now()
    seen: set[str] = set()
    while waiting := [item for item in transport.fetch() if item.reference not in seen]:
        for batch in _batches(waiting):
            seen.update(item.reference for item in batch)
            outcomes = take_in_together(desk, [item.data for item in batch])
            changes = Changes.of((changes, *(outcome.changes for outcome in outcomes)))
            for item, outcome in zip(batch, outcomes, strict=True):
                try:
                    transport.acknowledge(item.reference, aside=outcome.outcome == QUARANTINED)
                except EnvironmentProblem as problem:
                    # It is safe in the log; a message server that keeps its copy only gives a duplicate.
                    changes |= Changes(announce=(problem.text,))
    noted = desk.store.fetched_at()
    if noted is None or noted < began:
        desk.store.note_fetched(desk.now())
    return changes


def _batches(waiting: Iterable[Incoming]) -> Iterator[list[Incoming]]:
    """Yield what is taken in together, in order: few and small enough that nobody waits for the log."""
    batch: list[Incoming] = []
    size = 0
    for item in waiting:
        if batch and (len(batch) == TOGETHER or size + len(item.data) > _TOGETHER_BYTES):
            yield batch
            batch, size = [], 0
        batch.append(item)
        size += len(item.data)
    if batch:
        yield batch
