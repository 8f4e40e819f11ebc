"""Says what can be done with a message: answer it, report it, change it, cancel it, send it anew, ring."""

from __future__ import annotations

from collections.abc import Sequence

from plo_desktop.domain.log_rows import MessageRow
from plo_desktop.domain.message_state import INCOMING, OUTGOING, Way, refused_by_receiver, way_of
from plo_desktop.domain.references import CANCELS
from plo_desktop.messages import registry
from plo_desktop.ui.session import Session

REPLY, DEVIATE, CHANGE, CANCEL, ANEW, CALL, REGISTER = (
    "reply",
    "deviate",
    "change",
    "cancel",
    "anew",
    "call",
    "register",
)
ACTS = (REPLY, DEVIATE, CHANGE, CANCEL, ANEW, CALL, REGISTER)


def acts_of(row: MessageRow, ways_to_answer: Sequence[str], session: Session) -> frozenset[str]:
    """Return the ids of the actions that make sense for a message as it stands.

    `ways_to_answer` are the types with which it can be answered; logistics is cancelled and sent anew, never
    changed (wire-format 11).
    """
    if row.is_receipt or row.quarantine:
        return frozenset()
    acts = {CALL} if row.counterpart else set()
    if row.direction == INCOMING:
        acts |= _on_incoming(row, ways_to_answer)
    elif row.direction == OUTGOING:
        acts |= _on_outgoing(row, session)
    return frozenset(acts)


def _on_incoming(row: MessageRow, ways_to_answer: Sequence[str]) -> set[str]:
    acts: set[str] = set()
    if row.refused_codes:
        return acts
    if ways_to_answer and not row.cancelled_by:
        acts.add(REPLY)
    if row.standing != CANCELS:
        acts.add(DEVIATE)
    return acts


def _on_outgoing(row: MessageRow, session: Session) -> set[str]:
    mtype = registry.by_code(row.type_code)
    if mtype is None or row.cancelled_send:
        return set()
    now = session.now()
    failed = refused_by_receiver(row) or way_of(row, now) is Way.GIVEN_UP
    if row.cancelled_by or failed:
        acts = {ANEW} if row.standing != CANCELS and not row.replaced_by else set()
    else:
        acts = set()
    gone = row.handed_over_at is not None or row.printed > 0
    if row.cancelled_by or row.replaced_by or row.standing == CANCELS or not gone:
        return acts
    if "M" in mtype.standings and not failed:
        acts.add(CHANGE)
    if CANCELS in mtype.standings and not refused_by_receiver(row):
        acts.add(CANCEL)
    return acts
