"""What changes and cancellations do to earlier messages, in whatever order they came (HISD 1154, HITS 1218).

A message touches another only when both are of one side and type, about one patient and with one other party.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from plo_desktop.domain.delivery import REFUSED_STATUS
from plo_desktop.domain.log_rows import MessageRow
from plo_desktop.domain.receivers import primary

# O is the old "Oppdatert og erstatter" and counts as a change (wire-format 11).
CHANGES = ("M", "O")
CANCELS = "C"


def refers(row: MessageRow) -> bool:
    """Tell whether the message changes or cancels an earlier one."""
    return row.standing in (*CHANGES, CANCELS)


def takes_effect(row: MessageRow) -> bool:
    """Tell whether a change or cancellation counts: ours does not when it was taken back or refused."""
    if row.cancelled_send or row.refused_codes or row.quarantine:
        return False
    return row.direction != "ut" or primary(row).status != REFUSED_STATUS


def referred(group: Iterable[MessageRow]) -> Mapping[str, tuple[str, str]]:
    """Return (cancelled_by, replaced_by) of each message of one conversation, by MsgId.

    The answer does not depend on the order in which they came: a change or cancellation may come before its
    original (S-08). A cancellation voids its original and the changes made before it, the newest change is
    the valid version; what was changed after the cancellation stands, for people to look into (S-09).
    """
    rows = {row.msg_id: row for row in group}
    chains = {msg_id: _chain(row, rows) for msg_id, row in rows.items()}

    def age(row: MessageRow) -> tuple[datetime, int, int]:
        # Two changes of one second stand in the order of their references.
        return (row.generated_at or row.at, chains[row.msg_id][1], row.seq)

    def reaches(reference: MessageRow, row: MessageRow) -> bool:
        named = row.msg_id in (reference.parent, reference.conversation)
        same_chain = chains[reference.msg_id][0] == chains[row.msg_id][0]
        return (named or same_chain) and _akin(reference, row)

    def voids(cancel: MessageRow, row: MessageRow) -> bool:
        named = row.msg_id in (cancel.parent, cancel.conversation)
        return reaches(cancel, row) and (named or age(row)[0] <= age(cancel)[0])

    standing = [row for row in rows.values() if takes_effect(row)]
    cancels = sorted((row for row in standing if row.standing == CANCELS), key=age)
    changes = sorted((row for row in standing if row.standing in CHANGES), key=age)
    found: dict[str, tuple[str, str]] = {}
    for msg_id, row in rows.items():
        if row.standing == CANCELS:
            found[msg_id] = ("", "")
            continue
        cancelled_by = next((cancel.msg_id for cancel in cancels if voids(cancel, row)), "")
        later = [m.msg_id for m in changes if reaches(m, row) and (not refers(row) or age(m) > age(row))]
        found[msg_id] = (cancelled_by, later[-1] if later else "")
    return found


def _chain(row: MessageRow, rows: Mapping[str, MessageRow]) -> tuple[str, int]:
    """Return the id of the message that a chain of references began with, and how many steps away it is.

    Where a link is missing the conversation stands in for it; references in a ring end where they began.
    """
    seen: set[str] = set()
    while refers(row):
        seen.add(row.msg_id)
        links = [link for link in (row.parent, row.conversation) if link and link not in seen]
        following = next((rows[link] for link in links if link in rows), None)
        if following is None:
            return (row.conversation or row.parent or row.msg_id, len(seen))
        row = following
    return row.msg_id, len(seen)


def tied_to(row: MessageRow, others: Iterable[MessageRow]) -> tuple[MessageRow, ...]:
    """Return those of `others` that the message changes or cancels, or that do so to it, step by step."""
    left = [other for other in others if other.msg_id != row.msg_id]
    found: list[MessageRow] = []
    following = [row]
    while following:
        one = following.pop()
        near = [other for other in left if _akin(one, other) and (_names(one, other) or _names(other, one))]
        left = [other for other in left if other not in near]
        found += near
        following += near
    return tuple(sorted(found, key=lambda each: each.seq))


def _names(reference: MessageRow, row: MessageRow) -> bool:
    if not refers(reference):
        return False
    # Where a link never came, the conversation stands in for it.
    of_one = refers(row) and bool(row.conversation) and row.conversation == reference.conversation
    return of_one or row.msg_id in (reference.parent, reference.conversation)


def _akin(one: MessageRow, other: MessageRow) -> bool:
    return (
        one.msg_id != other.msg_id
        and one.direction == other.direction
        and one.type_code == other.type_code
        and same_counterpart(concerning(one), concerning(other))
        and same_patient(concerning(one), concerning(other))
    )


@dataclass(frozen=True, slots=True)
class Concerning:
    """Whom a message is about and who is at the other end, as far as it says."""

    patient_name: str
    patient_number: str
    born_on: date | None
    counterpart: str
    counterpart_id: str = ""


def concerning(row: MessageRow) -> Concerning:
    """Return what a row of the log says of patient and other party."""
    return Concerning(row.patient_name, row.patient_number, row.born_on, row.counterpart, row.counterpart_id)


def same_patient(one: Concerning, other: Concerning) -> bool:
    """Tell whether both are about one patient; by number, and only without one by name and birth date."""
    numbers = [_compact(each.patient_number) for each in (one, other)]
    if all(numbers):
        return numbers[0] == numbers[1]
    return (_plain(one.patient_name), one.born_on) == (_plain(other.patient_name), other.born_on)


def on_one_patient(one: MessageRow, other: MessageRow) -> bool:
    """Tell whether both are about one patient; on one stay also under two numbers (S-02)."""
    if one.stay_id and one.stay_id == other.stay_id:
        return True
    return same_patient(concerning(one), concerning(other))


def same_counterpart(one: Concerning, other: Concerning) -> bool:
    """Tell whether both came from (or went to) the same organisation; by HER-id, else by name."""
    if one.counterpart_id and other.counterpart_id:
        return _compact(one.counterpart_id) == _compact(other.counterpart_id)
    return _plain(one.counterpart) == _plain(other.counterpart)


def _compact(number: str) -> str:
    return "".join(number.split()).casefold()


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()
