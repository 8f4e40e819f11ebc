"""Finds the messages of one conversation: question and answer, versions, and what is said of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from plo_desktop.base.ids import same_id
from plo_desktop.domain.log_rows import MessageFilter, MessageRow
from plo_desktop.services.desk import Desk

_MANY = 1000


def linked(desk: Desk, row: MessageRow) -> tuple[MessageRow, ...]:
    """Return the other messages of the conversation that `row` stands in, oldest first (HITS 1218).

    Two messages belong together when one names the other as its parent, its conversation, its successor or
    its cancellation, or when both name the same conversation. Receipts are left out.
    """
    return conversation(row, _near(desk, row))


def conversation(row: MessageRow, rows: Iterable[MessageRow]) -> tuple[MessageRow, ...]:
    """Return those of `rows` that hang together with `row`, without it, oldest first."""
    known = set(_ids(row))
    left = {each.msg_id: each for each in rows if each.msg_id != row.msg_id and not each.is_receipt}
    found: list[MessageRow] = []
    while True:
        near = [each for each in left.values() if not known.isdisjoint(_ids(each))]
        if not near:
            return tuple(sorted(found, key=lambda each: (each.at, each.seq)))
        for each in near:
            del left[each.msg_id]
            known |= set(_ids(each))
        found += near


def threads(rows: Iterable[MessageRow]) -> dict[str, str]:
    """Return for each message the id of the oldest one that it hangs together with; its own when alone."""
    above: dict[str, str] = {}

    def top(named: str) -> str:
        while (higher := above.get(named, named)) != named:
            named = higher
        return named

    ordered = sorted(rows, key=lambda each: (each.at, each.seq))
    for row in ordered:
        first = top(row.msg_id)
        for named in _ids(row):
            above[top(named)] = first
    oldest: dict[str, str] = {}
    return {row.msg_id: oldest.setdefault(top(row.msg_id), row.msg_id) for row in ordered}


def _ids(row: MessageRow) -> Iterator[str]:
    """Yield the comparable ids that tie a message to others, its own first."""
    for named in (row.msg_id, row.parent, row.conversation, row.cancelled_by, row.replaced_by):
        if named:
            yield same_id(named)


def _near(desk: Desk, row: MessageRow) -> Iterator[MessageRow]:
    """Yield all messages that can be linked: those of the stay, else of the number, and those named by id."""
    if row.stay_id:
        yield from desk.store.messages(MessageFilter(stay_id=row.stay_id, limit=_MANY))
    elif row.patient_number:
        yield from desk.store.messages(MessageFilter(search=row.patient_number, limit=_MANY))
    for named in _ids(row):
        other = desk.store.message(named)
        if other is not None:
            yield other
