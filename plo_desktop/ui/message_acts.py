"""Says what can be done with a message: answer it, report it, change it, cancel it, send it anew, ring."""

from __future__ import annotations

from datetime import datetime

from plo_desktop.domain.log_rows import MessageRow
from plo_desktop.domain.message_state import OUTGOING, Way, refused_by_receiver, way_of
from plo_desktop.domain.references import CANCELS
from plo_desktop.messages import registry

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


def acts_of(
    row: MessageRow, now: datetime, *, answers: bool, may_report: bool, registers: bool
) -> frozenset[str]:
    """Return the ids of the actions that make sense for a message as it stands at `now`.

    `answers`: it can be answered; `may_report`: an avvik may be written about it; `registers`: it seems to
    be the municipality's answer. Logistics is cancelled and sent anew, never changed (wire-format 11).
    """
    if row.is_receipt or row.quarantine:
        return frozenset()
    wanted = {
        REPLY: answers,
        DEVIATE: may_report and row.standing != CANCELS,
        REGISTER: registers,
        CALL: bool(row.counterpart),
    }
    acts = {act for act, offered in wanted.items() if offered}
    return frozenset(acts | _on_outgoing(row, now) if row.direction == OUTGOING else acts)


def _on_outgoing(row: MessageRow, now: datetime) -> set[str]:
    mtype = registry.by_code(row.type_code)
    if mtype is None or row.cancelled_send:
        return set()
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
