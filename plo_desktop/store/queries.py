"""What the screens and commands ask of the lists."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from plo_desktop.base.ids import same_id
from plo_desktop.domain.log_rows import MessageFilter, MessageRow, StayRow
from plo_desktop.store.connection import Connection
from plo_desktop.store.projections import INCOMING, OUTGOING, RECEIPT
from plo_desktop.store.projector import (
    BY_ID,
    BY_SHA,
    MESSAGES,
    ONLY_SEQ,
    REFERRING,
    STAYS,
    bare_number,
    row_of,
)
from plo_desktop.store.word_index import WordIndex

_LIKE = "where content_key = ? and content_key <> '' and cancelled_by = '' order by seq limit 1"
# Each names those of a JSON list of values that a query for one value would find.
_SHAS_THERE = (
    "select sha256 from message where sha256 in (select value from json_each(?)) "
    "and (direction = 'inn' or about = '')"
)
_IDS_THERE = "select msg_id from message where msg_id in (select value from json_each(?))"
_IDS_REFERRED_TO = (
    "select conversation from message where conversation in (select value from json_each(?1)) "
    "and conversation <> '' union all select parent from message "
    "where parent in (select value from json_each(?1)) and parent <> ''"
)
_KEYS_THERE = (
    "select content_key from message where content_key in (select value from json_each(?)) "
    "and content_key <> '' and cancelled_by = ''"
)
_HAS_NUMBER = "select 1 from stay_number where number = ? limit 1"
_OF_NUMBER = "where stay_id in (select stay_id from stay_number where number = ?)"

# Each says in full what its partial index says, or SQLite would not use the index.
_UNSIGNED = "direction = 'inn' and signed_at is null and refused_codes = '[]' and about = ''"
_STANDING = "cancelled_by = '' and replaced_by = ''"
# The indexes that are for these questions: message_superseded, event_message.
SUPERSEDED = (
    "direction = 'inn' and (cancelled_by <> '' or replaced_by <> '') "
    "and exists (select 1 from event where message_id <> '' and kind = 'Opened' "
    "and kind not in ('Received', 'Refused', 'Queued') and actor = ? and message_id = message.msg_id) "
    "and not exists (select 1 from event where message_id <> '' and kind = 'Opened' "
    "and kind not in ('Received', 'Refused', 'Queued') and actor = ? "
    "and message_id = iif(message.cancelled_by <> '', message.cancelled_by, message.replaced_by))"
)
_UNDELIVERED = (
    "direction = 'ut' and cancelled_send = 0 and printed = 0 "
    "and apprec_status not in ('1', '3') and about = ''"
)
_OUTBOX = (
    "direction = 'ut' and handed_over_at is null and cancelled_send = 0 "
    "and printed = 0 and failed_finally = 0"
)


def message(connection: Connection, msg_id: str) -> MessageRow | None:
    """Return one message by comparable MsgId or handle."""
    return _one(connection, BY_ID, same_id(msg_id))


def message_by_sha(connection: Connection, sha256: str) -> MessageRow | None:
    """Return the first log entry of these bytes."""
    return _one(connection, BY_SHA, sha256.lower())


def look_ahead(
    connection: Connection,
    sha256s: Iterable[str],
    msg_ids: Iterable[str],
    content_keys: Iterable[str],
    new_ids: Iterable[str],
) -> None:
    """Ask for messages that will soon be asked for, so that the connection knows which are not there.

    `new_ids` are for messages of ours that will answer them.
    """
    ids = [same_id(msg_id) for msg_id in msg_ids]
    connection.look_ahead(f"{ONLY_SEQ}{BY_SHA}", _SHAS_THERE, (each.lower() for each in sha256s))
    connection.look_ahead(f"{ONLY_SEQ}{BY_ID}", _IDS_THERE, (*ids, *new_ids))
    connection.look_ahead(REFERRING, _IDS_REFERRED_TO, ids)
    connection.look_ahead(f"{ONLY_SEQ}{_LIKE}", _KEYS_THERE, content_keys)


def like(connection: Connection, content_key: str) -> MessageRow | None:
    """Return the first standing message that came in with this content, or None."""
    return _one(connection, _LIKE, content_key)


def superseded_since_read(connection: Connection, user_id: str) -> Sequence[MessageRow]:
    """Return what a user has read and its sender has changed or cancelled, unseen by the user."""
    found = connection.rows(f"{MESSAGES.select}where {SUPERSEDED} order by seq", (user_id, user_id))
    return [MESSAGES.read(row) for row in found]


def messages(connection: Connection, words: WordIndex, wanted: MessageFilter) -> Sequence[MessageRow]:
    """Return a page of the log, newest first, after the row `before_seq`."""
    where, values = _conditions(words, wanted)
    found = connection.rows(f"{MESSAGES.select}{where} order by seq desc limit ?", [*values, wanted.limit])
    return [MESSAGES.read(row) for row in found]


def message_count(connection: Connection, words: WordIndex, wanted: MessageFilter) -> int:
    """Return how many messages the filter finds, without its limit and page."""
    where, values = _conditions(words, wanted, paged=False)
    found = connection.row(" ".join(("select count(*) from message", where)), values)
    return int(found[0]) if found and isinstance(found[0], int) else 0


def outbox(connection: Connection) -> Sequence[MessageRow]:
    """Return queued messages that have not left, without receipts, oldest first."""
    return _all(connection, f"where {_OUTBOX} and about = '' order by seq")


def apprecs_waiting(connection: Connection) -> Sequence[MessageRow]:
    """Return our own receipts that wait to leave, oldest first."""
    return _all(connection, f"where {_OUTBOX} and about <> '' order by seq")


def stays(connection: Connection, *, include_discharged: bool) -> Sequence[StayRow]:
    """Return the ward's stays by bed, numbers in beds in their own order ("312-2" before "312-10")."""
    where = "" if include_discharged else "where discharged_at is null "
    found = [STAYS.read(row) for row in connection.settled(f"{STAYS.select}{where}order by bed, stay_id")]
    return sorted(found, key=lambda row: (row.discharged_at is not None, _by_number(row.bed), row.stay_id))


def stay(connection: Connection, stay_id: str) -> StayRow | None:
    """Return one stay."""
    found = connection.rows(STAYS.select + "where stay_id = ?", (stay_id,), apart=True)
    return STAYS.read(found[0]) if found else None


def stays_of(connection: Connection, numbers: Iterable[str]) -> Sequence[StayRow]:
    """Return all stays, discharged ones too, of a patient who has one of these numbers, oldest first."""
    found: dict[str, StayRow] = {}
    for number in numbers:
        given = (bare_number(number),)
        if not connection.found(_HAS_NUMBER, given):
            continue
        for row in map(STAYS.read, connection.found(STAYS.select + _OF_NUMBER, given)):
            found[row.stay_id] = row
    return sorted(found.values(), key=lambda row: (row.admitted_at, row.stay_id))


def _by_number(bed: str) -> tuple[tuple[int, str], ...]:
    parts: list[tuple[int, str]] = []
    digits = ""
    for sign in bed.casefold() + " ":
        if sign.isascii() and sign.isdigit():
            digits += sign
            continue
        if digits:
            parts.append((int(digits), ""))
            digits = ""
        parts.append((-1, sign))
    return tuple(parts)


def _all(connection: Connection, where: str) -> Sequence[MessageRow]:
    return [MESSAGES.read(row) for row in connection.rows(MESSAGES.select + where)]


def _one(connection: Connection, where: str, value: str) -> MessageRow | None:
    return row_of(connection, where, value)


def _conditions(
    words: WordIndex, wanted: MessageFilter, *, paged: bool = True
) -> tuple[str, list[str | int]]:
    conditions: list[str] = []
    values: list[str | int] = []
    if wanted.search.strip():
        found, found_values = words.condition(wanted.search)
        conditions.append(found)
        values += found_values
    if wanted.unsigned:
        # What was cancelled or replaced needs no signature; what did that does (S-07, S-08).
        conditions += [_UNSIGNED, _STANDING]
    if wanted.refused_unseen:
        conditions.append("direction = 'inn' and refused_codes <> '[]' and opened_at is null")
    if wanted.not_delivered:
        conditions.append(_UNDELIVERED)
    if wanted.quarantined is not None:
        conditions.append("quarantine <> ''" if wanted.quarantined else "quarantine = ''")
    if wanted.direction:
        conditions.append("direction = ?")
        values.append({"in": INCOMING, "out": OUTGOING}.get(wanted.direction, wanted.direction))
    if wanted.stay_id:
        conditions.append("stay_id = ? and stay_id <> ''")
        values.append(wanted.stay_id)
    if wanted.type_code:
        conditions.append("type_code = ?")
        values.append(wanted.type_code)
    if not wanted.receipts and wanted.type_code != RECEIPT:
        conditions.append("about = ''")
    if paged and wanted.before_seq is not None:
        conditions.append("seq < ?")
        values.append(wanted.before_seq)
    return ("where " + " and ".join(conditions) if conditions else ""), values
