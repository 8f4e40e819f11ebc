"""Keeps the listed rows in step with the log, event by event, in the event's own transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Final

from plo_desktop.domain import events as happened
from plo_desktop.domain.log_rows import MessageRow, StayRow
from plo_desktop.domain.references import referred, refers, takes_effect
from plo_desktop.store.connection import Connection
from plo_desktop.store.faults import AlreadyLogged
from plo_desktop.store.projections import (
    OUTGOING,
    Logged,
    answered_earlier,
    handle_of_bytes,
    has_left,
    message_after,
    moves_ready_day,
    new_row,
    new_stay,
    ready_on,
    stay_after,
)
from plo_desktop.store.row_columns import Columns

MESSAGES: Final = Columns(MessageRow, "message")
STAYS: Final = Columns(StayRow, "stay")

_LINKED = (
    "where seq in (select seq from message where msg_id in ({0}) "
    "union select seq from message where conversation in ({0}) and conversation <> '' "
    "union select seq from message where parent in ({0}) and parent <> '')"
)
ONLY_SEQ: Final = "select seq from message "
BY_ID: Final = "where msg_id = ?"
REFERRING: Final = (
    "select 1 from message where conversation = ? and conversation <> '' union all "
    "select 1 from message where parent = ? and parent <> '' limit 1"
)
BY_SHA: Final = "where sha256 = ? and (direction = 'inn' or about = '') order by seq limit 1"
"""Finds bytes that came in, and messages of ours; our own receipts are not looked for by their bytes."""
_RECEIPTS = "where about = ? and about <> '' and direction = 'inn' order by seq"
_BEGINS = (happened.Received, happened.Refused, happened.Queued)
"""Events whose MsgId must be new: the second one is the same message again."""


class Projector:
    """Applies events to the tables `message` and `stay`. `began` is told of each new message."""

    def __init__(self, connection: Connection, began: Callable[[MessageRow], None]) -> None:
        self._connection = connection
        self._began = began

    def require_new(self, events: Iterable[happened.Event]) -> None:
        """Raise AlreadyLogged when an event begins a message that the log has or an earlier one begins."""
        begun: set[str] = set()
        for event in events:
            if isinstance(event, _BEGINS) and event.msg_id:
                there = self.message(event.msg_id)
                if event.msg_id in begun or (there is not None and not there.quarantine):
                    raise AlreadyLogged(type(event).__name__, event.msg_id)
                begun.add(event.msg_id)

    def apply(self, logged: Logged) -> None:
        """Bring the rows up to date with one event."""
        match logged.event:
            case happened.Received() | happened.Refused() | happened.Queued():
                self._begin(logged)
            case happened.Quarantined(sha256=sha256, msg_id=msg_id):
                if (known := self._by_sha(sha256)) is not None:
                    self._save(known, message_after(known, logged))
                else:
                    self._insert(logged, self._free_handle(msg_id, sha256))
            case happened.DuplicateReceived(sha256=sha256, msg_id=msg_id):
                self._change(self._by_sha(sha256) or self.message(msg_id), logged)
            case happened.ApprecReceived(apprec_id=apprec_id, sha256=sha256, msg_id=msg_id):
                known = self._by_sha(sha256)
                if known is not None and not known.quarantine:
                    self._save(known, message_after(known, Logged(logged.seq, logged.at, "", _AGAIN)))
                    return
                self._release(sha256)
                self._insert(logged, self._free_handle(apprec_id, sha256))
                self._change(self.message(msg_id), logged)
            case happened.StayAdmitted() as event:
                stay = new_stay(event)
                self._connection.run("delete from stay where stay_id = ?", (stay.stay_id,))
                self._connection.run(STAYS.insert, STAYS.values(stay))
                self._connection.run("delete from stay_number where stay_id = ?", (stay.stay_id,))
                self._number(stay)
            case happened.StayMatched(msg_id=msg_id, stay_id=stay_id, identifiers=identifiers):
                self._change(self.message(msg_id), logged)
                if identifiers:
                    self._change_stay(stay_id, logged)
            case happened.StayChanged(stay_id=stay_id) | happened.ExpectedDateSet(stay_id=stay_id):
                self._change_stay(stay_id, logged)
            case happened.StayDischarged(stay_id=stay_id) | happened.KommuneAnswered(stay_id=stay_id):
                self._change_stay(stay_id, logged)
            case happened.DischargedWithoutReport():
                pass
            case happened.PatientViewed() | happened.CopyTaken() | happened.SignedIn() | happened.Locked():
                pass
            case event:
                self._change(self.message(_msg_id(event)), logged)

    def message(self, msg_id: str) -> MessageRow | None:
        """Return a message's row by MsgId or handle."""
        return self._one(BY_ID, msg_id)

    def _by_sha(self, sha256: str) -> MessageRow | None:
        return self._one(BY_SHA, sha256) if sha256 else None

    def _one(self, condition: str, value: str) -> MessageRow | None:
        return row_of(self._connection, condition, value)

    def _begin(self, logged: Logged) -> None:
        row = new_row(logged)
        if row is None:
            return
        if row.direction != OUTGOING and (before := self._release(row.sha256)) is not None:
            row = replace(row, duplicates=before.duplicates + 1)
        self._make_way(row.msg_id)
        if row.direction == OUTGOING and not row.is_receipt:
            early = self._connection.rows(MESSAGES.select + _RECEIPTS, (row.msg_id,))
            row = answered_earlier(row, map(MESSAGES.read, early))
        linked = refers(row) or (not row.is_receipt and self._is_referred_to(row.msg_id))
        self._add(row)
        if linked:
            self._link(row)
        if moves_ready_day(row):
            self._settle_ready_day(row.stay_id)

    def _release(self, sha256: str) -> MessageRow | None:
        """Take bytes out of quarantine that are judged anew, so that they stand in the lists once."""
        known = self._by_sha(sha256)
        if known is None or not known.quarantine:
            return None
        self._connection.run("delete from message where seq = ?", (known.seq,))
        return known

    def _make_way(self, msg_id: str) -> None:
        """Only bytes in quarantine can stand there (`require_new`); they keep no id from its message."""
        there = self.message(msg_id)
        if there is not None:
            self._connection.run(
                "update message set msg_id = ? where seq = ?", (handle_of_bytes(there.sha256), there.seq)
            )

    def _insert(self, logged: Logged, handle: str) -> None:
        row = new_row(logged)
        if row is None:
            return
        row = replace(row, msg_id=handle)
        self._add(row)

    def _add(self, row: MessageRow) -> None:
        names = (row.msg_id, row.sha256, row.conversation, row.parent, row.content_key)
        self._connection.later(MESSAGES.insert, MESSAGES.values(row), names)
        self._began(row)

    def _free_handle(self, msg_id: str, sha256: str) -> str:
        taken = not msg_id or self.message(msg_id) is not None
        return handle_of_bytes(sha256) if taken else msg_id

    def _change(self, row: MessageRow | None, logged: Logged) -> None:
        if row is None:
            return
        after = message_after(row, logged)
        self._save(row, after)
        if refers(after) and takes_effect(after) != takes_effect(row):
            self._link(after)
        if moves_ready_day(after) and after.cancelled_send and not row.cancelled_send:
            self._settle_ready_day(after.stay_id)
        if moves_ready_day(after) and has_left(after) and not has_left(row):
            # A new period, or none: what the municipality answered before is no answer to it.
            self._connection.run(
                "update stay set answer = '', answer_from = null, answer_by = '', answer_at = null "
                "where stay_id = ? and stay_id <> ''",
                (after.stay_id,),
            )

    def _save(self, before: MessageRow, after: MessageRow) -> None:
        if (update := MESSAGES.update(before, after, "seq")) is not None:
            self._connection.run(*update)

    def _change_stay(self, stay_id: str, logged: Logged) -> None:
        found = self._connection.row(STAYS.select + "where stay_id = ?", (stay_id,))
        if found is None:
            return
        row = STAYS.read(found)
        after = stay_after(row, logged.event, logged.at)
        if (update := STAYS.update(row, after, "stay_id")) is not None:
            self._connection.run(*update)
        if after.patient.idents != row.patient.idents:
            self._number(after)

    def _number(self, stay: StayRow) -> None:
        """Let the stay be found by every number of its patient."""
        for number in {bare_number(ident.id) for ident in stay.patient.idents}:
            sql = "insert or ignore into stay_number values (?, ?)"
            self._connection.run(sql, (number, stay.stay_id))

    def _is_referred_to(self, msg_id: str) -> bool:
        return bool(self._connection.found(REFERRING, (msg_id, msg_id)))

    def _link(self, row: MessageRow) -> None:
        group = self._conversation(row)
        stays = set()
        for msg_id, (cancelled_by, replaced_by) in referred(group).items():
            before = next(one for one in group if one.msg_id == msg_id)
            if (before.cancelled_by, before.replaced_by) == (cancelled_by, replaced_by):
                continue
            self._connection.run(
                "update message set cancelled_by = ?, replaced_by = ? where seq = ?",
                (cancelled_by, replaced_by, before.seq),
            )
            if moves_ready_day(before):
                stays.add(before.stay_id)
        for stay_id in stays:
            self._settle_ready_day(stay_id)

    def _conversation(self, row: MessageRow) -> list[MessageRow]:
        """Return every message that references lead to from this one, either way."""
        found: dict[str, MessageRow] = {}
        asked: set[str] = set()
        links = {row.msg_id, row.conversation, row.parent} - {""}
        while new := links - asked:
            asked |= new
            marks = ", ".join("?" * len(new))
            for values in self._connection.rows(MESSAGES.select + _LINKED.format(marks), [*new] * 3):
                one = MESSAGES.read(values)
                found[one.msg_id] = one
                links |= {one.msg_id}
                if refers(one):
                    links |= {one.conversation, one.parent} - {""}
        return list(found.values())

    def _settle_ready_day(self, stay_id: str) -> None:
        if not stay_id:
            return
        found = self._connection.rows(
            MESSAGES.select + "where stay_id = ? and stay_id <> '' and direction = 'ut' "
            "and (ready_on is not null or type_code = 'LOG_AVMELDING')",
            (stay_id,),
        )
        day = ready_on(map(MESSAGES.read, found))
        self._connection.run(
            "update stay set ready_on = ? where stay_id = ?", (day.isoformat() if day else None, stay_id)
        )


_AGAIN = happened.DuplicateReceived("", "")


def row_of(connection: Connection, condition: str, value: str) -> MessageRow | None:
    """Return the first row that a condition on one value finds: most often none, and then it costs little."""
    found = connection.found(f"{ONLY_SEQ}{condition}", (value,))
    return MESSAGES.read(connection.rows(MESSAGES.select + "where seq = ?", found[0])[0]) if found else None


def bare_number(number: str) -> str:
    """Return a person's number without the spaces that people write in it."""
    return "".join(number.split())


def _msg_id(event: happened.Event) -> str:
    return str(getattr(event, "msg_id", ""))
