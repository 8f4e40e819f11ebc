"""What the main button does in the log: check, then send, approve, or put up for approval."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from plo_desktop.domain.log_rows import DraftRow
from plo_desktop.messages.spec import Problem
from plo_desktop.services import approval, dispatch, draft
from plo_desktop.services.composing import stops
from plo_desktop.services.desk import Desk
from plo_desktop.services.dispatch import QueuedMessage
from plo_desktop.services.ports import Changes


class Way(StrEnum):
    """What the main button does."""

    SEND = "send"
    SUBMIT = "til godkjenning"


@dataclass(frozen=True, slots=True)
class Tried:
    """What became of an attempt: per draft its row and what was found, and what is in the outbox.

    `submitted` when the drafts wait for approval instead.
    """

    rows: tuple[DraftRow, ...]
    found: tuple[tuple[Problem, ...], ...]
    queued: tuple[QueuedMessage, ...] = ()
    submitted: Changes | None = None


def attempt(desk: Desk, rows: Sequence[DraftRow], way: Way, blocked: bool) -> Tried:
    """Save, check, and do it when nothing stops any of the drafts: all of them or none.

    `blocked`: something in a form cannot be read. Raises UserError when a draft was sent or thrown away.
    """
    with desk.store.transaction():
        saved = tuple(draft.save(desk, row) for row in rows)
    found = tuple(_found(desk, row, way) for row in saved)
    if blocked or any(stops(each) for each in found):
        return Tried(saved, found)
    if way is Way.SUBMIT:
        changes = Changes()
        with desk.store.transaction():
            for row in saved:
                changes |= approval.submit(desk, row)
        return Tried(saved, found, submitted=changes)
    if any(approval.waits(row) for row in saved):
        with desk.store.transaction():
            return Tried(saved, found, tuple(approval.approve(desk, row) for row in saved))
    return Tried(saved, found, dispatch.queue_together(desk, saved))


def _found(desk: Desk, row: DraftRow, way: Way) -> tuple[Problem, ...]:
    found = dispatch.check(desk, row)
    if way is Way.SUBMIT:
        # Approving is just what is asked of somebody else.
        return tuple(problem for problem in found if problem.code != approval.CANNOT)
    return found


def take_back(
    desk: Desk, msg_ids: Sequence[str], notes: Sequence[Mapping[str, str]]
) -> tuple[tuple[str, ...], Changes]:
    """Angre: the messages never leave, and their drafts have the marks and notes they had."""
    with desk.store.transaction():
        draft_ids, changes = dispatch.undo_together(desk, msg_ids)
        for draft_id, sources in zip(draft_ids, notes, strict=True):
            row = desk.store.draft(draft_id)
            if row is not None:
                desk.store.save_draft(replace(row, sources=dict(sources)))
    return draft_ids, changes
