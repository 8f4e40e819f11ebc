"""Appends facts and brings the lists up to date in one durable transaction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Final

from plo_desktop.base.clock import to_oslo
from plo_desktop.base.ids import new_uuid
from plo_desktop.domain.events import Event
from plo_desktop.domain.log_rows import Actor, LoggedEvent, MessageRow
from plo_desktop.store.chain import GENESIS, Record, sealed
from plo_desktop.store.connection import Connection, Row
from plo_desktop.store.event_codec import UnknownKind, as_bytes, from_bytes, moment_text
from plo_desktop.store.faults import AlreadyLogged, damaged, newer_schema, reading_only
from plo_desktop.store.projections import Logged
from plo_desktop.store.projector import Projector
from plo_desktop.store.word_index import WordIndex, WordsOf

EPOCH: Final = 1
"""A new file begins a new epoch; this file holds the first."""

_INSERT = (
    "insert into event (seq, epoch, id, at_utc, offset, actor, actor_name, actor_short, actor_hpr, "
    "workstation, stay_id, message_id, kind, external_id, body, prev_hash, hash) "
    "values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_SELECT = "select seq, id, at_utc, actor, workstation, actor_name, actor_short, kind, body from event "
_BATCH = 2000

# What begins a message is found through its row, which has the event's number; the rest through the index.
_OF_MESSAGE = (
    "seq in (select seq from event where message_id = :msg_id and message_id <> '' "
    "and kind not in ('Received', 'Refused', 'Queued') "
    "union select seq from message where msg_id = :msg_id)"
)
_OF_STAY = (
    "seq in (select seq from event where stay_id = :stay_id and stay_id <> '' "
    "union select seq from message where stay_id = :stay_id and stay_id <> '' "
    "union select event.seq from message join event on event.message_id = message.msg_id "
    "where message.stay_id = :stay_id and message.stay_id <> '' and event.message_id <> '' "
    "and event.kind not in ('Received', 'Refused', 'Queued'))"
)


class EventLog:
    """The append-only table `event`. Not for use by more than one thread."""

    def __init__(self, connection: Connection, workstation: str, words_of: WordsOf | None = None) -> None:
        self._connection = connection
        self._workstation = workstation
        self.projector = Projector(connection, self._began)
        self.words = WordIndex(connection, self.projector.message, words_of)
        self.refusal = reading_only if connection.reading else None
        self._rebuilding = False
        self._spoilt: BaseException | None = None
        # The last event of the transaction that is open; nobody else can append one meanwhile.
        self._last: tuple[int, bytes] | None = None

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Commit everything inside together or nothing; raises UserError where nothing may be written."""
        if self.refusal is not None:
            raise self.refusal()
        outermost = not self._connection.raw.in_transaction
        mark = self.words.mark()
        try:
            with self._connection.transaction():
                yield
                if outermost:
                    if self._spoilt is not None:
                        raise self._spoilt
                    self.words.write()
        except BaseException:
            self.words.back_to(mark)
            self._last = None
            raise
        finally:
            if outermost:
                self._spoilt = self._last = None

    @contextmanager
    def joined(self) -> Iterator[None]:
        """Work inside the transaction that is open, or in one of its own when none is.

        A savepoint would cost more than the work. Instead, what fails here half-way spoils the open
        transaction, which then cannot be committed even when the caller catches the error.
        """
        if not self._connection.raw.in_transaction:
            with self.transaction():
                yield
            return
        try:
            yield
        except BaseException as error:
            self._spoilt = error
            raise

    def append(self, events: Iterable[Event], *, actor: Actor, at: datetime, external_id: str = "") -> None:
        """Append events and update the lists.

        Raises AlreadyLogged when (kind, external_id) or the MsgId of a new message is in the log; nothing of
        this call is then kept. Raises ValueError when `at` or a time in an event has no zone.
        """
        # Serialised before anything is written: what cannot be stored must not stop half-way.
        stated = [(event, as_bytes(event)) for event in events]
        moment, offset = moment_text(at), _offset(at)
        if not self._connection.raw.in_transaction:
            with self.transaction():
                self._append(stated, moment, offset, actor, at, external_id)
            return
        self._append(stated, moment, offset, actor, at, external_id)

    def _append(
        self,
        stated: Sequence[tuple[Event, bytes]],
        moment: str,
        offset: int,
        actor: Actor,
        at: datetime,
        external_id: str,
    ) -> None:
        for event, _ in stated:
            if external_id and self._has(type(event).__name__, external_id):
                raise AlreadyLogged(type(event).__name__, external_id)
        self.projector.require_new(event for event, _ in stated)
        with self.joined():
            seq, previous = self.head()
            for event, body in stated:
                seq += 1
                record = Record(
                    event_id=new_uuid(),
                    at_utc=moment,
                    offset=offset,
                    actor=actor.user_id,
                    actor_name=actor.name,
                    actor_short=actor.short_name,
                    actor_hpr=actor.hpr,
                    workstation=self._workstation,
                    stay_id=str(getattr(event, "stay_id", "")),
                    message_id=str(getattr(event, "msg_id", "")),
                    kind=type(event).__name__,
                    external_id=external_id,
                    body=body,
                )
                own = sealed(EPOCH, seq, previous, record)
                self._connection.later(_INSERT, _values(seq, record, previous, own))
                previous = own
                self.projector.apply(Logged(seq, at, actor.short_name or actor.name, event))
            self._last = seq, previous

    def head(self) -> tuple[int, bytes]:
        """Return number and hash of the last event; (0, GENESIS) for an empty log."""
        if self._last is not None:
            return self._last
        # No event waits to be written yet, whatever else does.
        found = self._connection.rows("select seq, hash from event order by seq desc limit 1", apart=True)
        if not found:
            return 0, GENESIS
        seq, own = found[0]
        if not isinstance(seq, int) or not isinstance(own, bytes):
            raise damaged()
        return seq, own

    def events(self, *, stay_id: str = "", msg_id: str = "") -> Sequence[LoggedEvent]:
        """Return events in order, of one stay (its messages' events too) or message, or all."""
        conditions: list[str] = []
        if msg_id:
            conditions.append(_OF_MESSAGE)
        if stay_id:
            conditions.append(_OF_STAY)
        where = f"where {' and '.join(conditions)} " if conditions else ""
        values = {"msg_id": msg_id, "stay_id": stay_id}
        found = self._connection.rows(f"{_SELECT}{where}order by seq", values)
        return [_logged_event(row) for row in found]

    def rebuild(self) -> None:
        """Throw the lists away and fold the log again; the rows come out the same.

        The word search stays: what it holds never changes after it was written, and is tied to event numbers,
        as is what waits to be written into it.
        """
        self._rebuilding = True
        # What it knows of the rows ends with them.
        self.projector = Projector(self._connection, self._began)
        try:
            with self.transaction():
                self._connection.run("delete from message")
                self._connection.run("delete from stay")
                self._connection.run("delete from stay_number")
                done = 0
                while found := self._connection.rows(
                    _SELECT + "where seq > ? order by seq limit ?", (done, _BATCH)
                ):
                    for row in found:
                        event = _logged_event(row)
                        done = event.seq
                        shown = str(row[6]) or event.actor_name
                        self.projector.apply(Logged(event.seq, event.at, shown, event.event))
        finally:
            self._rebuilding = False

    def _has(self, kind: str, external_id: str) -> bool:
        sql = "select 1 from event where kind = ? and external_id = ? and external_id <> ''"
        return self._connection.row(sql, (kind, external_id)) is not None

    def _began(self, row: MessageRow) -> None:
        if not self._rebuilding:
            self.words.add_row(row)


def _offset(at: datetime) -> int:
    offset = to_oslo(at).utcoffset()
    return 0 if offset is None else int(offset.total_seconds()) // 60


def _values(seq: int, record: Record, previous: bytes, own: bytes) -> tuple[str | int | bytes, ...]:
    return (
        seq,
        EPOCH,
        record.event_id,
        record.at_utc,
        record.offset,
        record.actor,
        record.actor_name,
        record.actor_short,
        record.actor_hpr,
        record.workstation,
        record.stay_id,
        record.message_id,
        record.kind,
        record.external_id,
        record.body,
        previous,
        own,
    )


def _logged_event(row: Row) -> LoggedEvent:
    seq, event_id, at_utc, actor, workstation, actor_name, _, kind, body = row
    if not isinstance(seq, int) or not isinstance(body, bytes):
        raise damaged()
    try:
        event = from_bytes(str(kind), body)
    except UnknownKind as error:
        raise newer_schema() from error
    except (ValueError, TypeError) as error:
        raise damaged() from error
    return LoggedEvent(
        seq=seq,
        event_id=str(event_id),
        at=datetime.fromisoformat(str(at_utc)),
        actor=str(actor),
        workstation=str(workstation),
        event=event,
        actor_name=str(actor_name),
    )
