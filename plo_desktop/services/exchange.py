"""One round with the transport: send what is due, fetch what waits, receipt it."""

from __future__ import annotations

from dataclasses import dataclass

from plo_desktop.base.errors import EnvironmentProblem
from plo_desktop.domain.message_state import OUTGOING
from plo_desktop.services.desk import Desk
from plo_desktop.services.dispatch import release_all
from plo_desktop.services.ports import Changes, Transport
from plo_desktop.services.receive import fetch


@dataclass(frozen=True, slots=True)
class ExchangeReport:
    """What one round did. `problem` is why it stopped, or None; what was done before it stands."""

    changes: Changes
    sent: int
    received: int
    waiting: int
    problem: EnvironmentProblem | None = None

    def __str__(self) -> str:
        return f"Sendt {self.sent}, mottatt {self.received}, venter {self.waiting}."


def round_trip(desk: Desk, transport: Transport) -> ExchangeReport:
    """Do one round and return what happened, also when the transport failed on the way."""
    before = _waiting(desk)
    changes, problem = release_all(desk, transport)
    came = Changes()
    if problem is None:
        try:
            came = fetch(desk, transport)
        except EnvironmentProblem as met:
            problem = met
    if problem is None:
        # The receipts of what just came in leave in the same round.
        queued = _waiting(desk)
        more, problem = release_all(desk, transport)
        changes |= more
        before |= queued
    # Nobody waits for it: what came in is acknowledged, and its receipts have left.
    desk.store.index_waiting()
    left = _waiting(desk)
    incoming = [row for msg_id in came.messages if (row := desk.store.message(msg_id))]
    return ExchangeReport(
        changes | came,
        sent=len(before - left),
        received=sum(row.direction != OUTGOING for row in incoming),
        waiting=len(left),
        problem=problem,
    )


def once(desk: Desk, transport: Transport) -> ExchangeReport:
    """Do one round. Raises EnvironmentProblem when the transport cannot be reached."""
    report = round_trip(desk, transport)
    if report.problem is not None:
        raise report.problem
    return report


def _waiting(desk: Desk) -> frozenset[str]:
    rows = (*desk.store.apprecs_waiting(), *desk.store.outbox())
    return frozenset(row.msg_id for row in rows if row.channel == "elektronisk")
