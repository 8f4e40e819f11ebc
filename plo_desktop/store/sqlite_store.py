"""The store that the services use: one connection, for one thread, to the one encrypted file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from plo_desktop.base.errors import EnvironmentProblem, UserError
from plo_desktop.base.ids import new_uuid
from plo_desktop.domain.events import Event
from plo_desktop.domain.log_rows import Actor, DraftRow, LoggedEvent, MessageFilter, MessageRow, StayRow
from plo_desktop.store import documents, drafts, queries
from plo_desktop.store.connection import Connection, open_connection
from plo_desktop.store.event_codec import moment_text
from plo_desktop.store.event_log import EventLog
from plo_desktop.store.faults import newer_schema
from plo_desktop.store.ownership import Ownership
from plo_desktop.store.schema_version import SCHEMA, schema_of
from plo_desktop.store.verifying import VerifyReport, verify
from plo_desktop.store.word_index import WordsOf


@dataclass(frozen=True, slots=True)
class Place:
    """Where a database lies and how it is opened. `key` is shown by no repr."""

    folder: Path
    path: Path
    key: bytes
    is_test: bool
    workstation: str
    reading: bool

    def __repr__(self) -> str:
        return f"Place({self.path})"


class SqliteStore:
    """Implements `services.ports.Store`. Open it with `open_store`; close it, or use it in a `with`."""

    def __init__(
        self,
        place: Place,
        connection: Connection,
        ownership: Ownership | None,
        words_of: WordsOf | None = None,
    ) -> None:
        self._place = place
        self._connection = connection
        self._ownership = ownership
        self._words_of = words_of
        self._new_ids: list[str] = []
        self._log = EventLog(connection, place.workstation, words_of)
        if schema_of(connection) > SCHEMA:
            self._log.refusal = newer_schema

    @property
    def is_test(self) -> bool:
        """Tell whether this is a test directory, with its key beside it; the screens say so all the time."""
        return self._place.is_test

    @property
    def folder(self) -> Path:
        """The data directory."""
        return self._place.folder

    @property
    def writes_refused(self) -> UserError | None:
        """Why nothing can be written, or None when it can: opened for reading, or a newer schema."""
        return None if self._log.refusal is None else self._log.refusal()

    def another(self) -> SqliteStore:
        """Return a store on the same file for another thread, to be made and used in that thread.

        It lives under the ownership of the store it came from, and is closed before that one.
        """
        place = self._place
        connection = open_connection(place.path, place.key, reading=place.reading)
        return SqliteStore(place, connection, None, self._words_of)

    def close(self) -> None:
        """Close the file and let another process own it."""
        self._connection.close()
        if self._ownership is not None:
            self._ownership.release()

    def __enter__(self) -> SqliteStore:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def transaction(self) -> AbstractContextManager[None]:
        """Everything inside is committed together (synchronous=FULL) or not at all; may be nested."""
        return self._log.transaction()

    def append(self, events: Iterable[Event], *, actor: Actor, at: datetime, external_id: str = "") -> None:
        """Append events and update the lists.

        Raises AlreadyLogged for a repeated (kind, external_id), or for the MsgId of a message that is there.
        """
        self._log.append(events, actor=actor, at=at, external_id=external_id)

    def keep(self, data: bytes, media_type: str = "application/xml") -> str:
        """Store exact bytes once and return their SHA-256 in lower-case hexadecimal."""
        with self._log.joined():
            return documents.keep(self._connection, data, media_type)

    def document(self, sha256: str) -> bytes | None:
        """Return stored bytes, or None."""
        return documents.read(self._connection, sha256)

    def index_text(self, msg_id: str, text: str) -> None:
        """Make the words of a message findable; raises KeyError when the log has no such message."""
        with self._log.joined():
            self._log.words.add_text(msg_id, text)

    def index_document(self, msg_id: str) -> None:
        """Make the words of a message's kept bytes findable: read later, missed by no search."""
        with self._log.joined():
            self._log.words.add_document(msg_id)

    def index_waiting(self) -> None:
        """Write the words that wait into the index, in transactions of their own.

        What cannot be written now, as on a full disk or beside a long transaction of another thread, goes on
        waiting; a search looks through it.
        """
        if self._log.refusal is not None or self._connection.raw.in_transaction:
            return
        try:
            more = True
            while more:
                with self._log.transaction():
                    more = self._log.words.catch_up()
        except (EnvironmentProblem, UserError):
            return

    def reindex(self, words_of: Callable[[bytes], str]) -> None:
        """Write the whole word search anew; `words_of` gives the words of a document's bytes."""
        with self._log.transaction():
            self._connection.run("delete from message_words")
            self._connection.run("delete from words_waiting")
            everything = MessageFilter(receipts=True, limit=-1)
            for row in queries.messages(self._connection, self._log.words, everything):
                content = documents.read(self._connection, row.sha256)
                self._log.words.add_text(row.msg_id, words_of(content) if content is not None else "")

    def events(self, *, stay_id: str = "", msg_id: str = "") -> Sequence[LoggedEvent]:
        """Return events in order, of one stay (with its messages) or message, or all."""
        return self._log.events(stay_id=stay_id, msg_id=msg_id)

    def message(self, msg_id: str) -> MessageRow | None:
        """Return one message by comparable MsgId, or by the handle of bytes that have none."""
        return queries.message(self._connection, msg_id)

    def message_by_sha(self, sha256: str) -> MessageRow | None:
        """Return the log entry of these bytes, also unreadable ones and receipts."""
        return queries.message_by_sha(self._connection, sha256)

    def look_ahead(self, sha256s: Sequence[str], msg_ids: Iterable[str], content_keys: Iterable[str]) -> None:
        """Ask now for what will be asked for; inside a transaction, what is not there is then known."""
        self._new_ids = [new_uuid() for _ in sha256s]
        queries.look_ahead(self._connection, sha256s, msg_ids, content_keys, self._new_ids)

    def new_id(self) -> str:
        """Return an id for a message of ours, one that `look_ahead` has asked for where there is one left."""
        return self._new_ids.pop() if self._new_ids else new_uuid()

    def like(self, content_key: str) -> MessageRow | None:
        """Return the first standing message that came in with this content, or None."""
        return queries.like(self._connection, content_key)

    def superseded_since_read(self, user_id: str) -> Sequence[MessageRow]:
        """Return what a user has read and its sender has changed or cancelled, unseen by the user."""
        return queries.superseded_since_read(self._connection, user_id)

    def messages(self, wanted: MessageFilter) -> Sequence[MessageRow]:
        """Return a page of the log, newest first."""
        self._ready_for(wanted)
        return queries.messages(self._connection, self._log.words, wanted)

    def message_count(self, wanted: MessageFilter) -> int:
        """Return how many messages the filter finds, without its limit."""
        self._ready_for(wanted)
        return queries.message_count(self._connection, self._log.words, wanted)

    def _ready_for(self, wanted: MessageFilter) -> None:
        if wanted.search.strip() and self._log.words.worth_catching_up():
            self.index_waiting()

    def stays(self, *, include_discharged: bool = False) -> Sequence[StayRow]:
        """Return the ward's stays by bed."""
        return queries.stays(self._connection, include_discharged=include_discharged)

    def stays_of(self, numbers: Iterable[str]) -> Sequence[StayRow]:
        """Return all stays, discharged ones too, of a patient who has one of these numbers, oldest first."""
        return queries.stays_of(self._connection, numbers)

    def stay(self, stay_id: str) -> StayRow | None:
        """Return one stay."""
        return queries.stay(self._connection, stay_id)

    def outbox(self) -> Sequence[MessageRow]:
        """Return queued messages that have not been handed over, printed or cancelled, oldest first."""
        return queries.outbox(self._connection)

    def apprecs_waiting(self) -> Sequence[MessageRow]:
        """Return our own receipts that wait to leave."""
        return queries.apprecs_waiting(self._connection)

    def save_draft(self, draft: DraftRow) -> None:
        """Insert or replace a draft; on disk when this returns."""
        with self._log.transaction():
            drafts.save(self._connection, draft)

    def draft(self, draft_id: str) -> DraftRow | None:
        """Return one draft."""
        return drafts.one(self._connection, draft_id)

    def drafts(self, *, stay_id: str = "", owner: str = "") -> Sequence[DraftRow]:
        """Return drafts, newest first."""
        return drafts.several(self._connection, stay_id=stay_id, owner=owner)

    def drop_draft(self, draft_id: str) -> None:
        """Remove a draft that has become a message or was thrown away."""
        with self._log.joined():
            drafts.drop(self._connection, draft_id)

    def fetched_at(self) -> datetime | None:
        """Return when the transport was last read with success."""
        found = self._connection.row("select value from note where name = 'fetched_at'")
        return None if found is None else datetime.fromisoformat(str(found[0]))

    def note_fetched(self, at: datetime) -> None:
        """Remember a successful fetch."""
        with self._log.joined():
            self._connection.run(
                "insert into note (name, value) values ('fetched_at', ?) "
                "on conflict (name) do update set value = excluded.value",
                (moment_text(at),),
            )

    def rebuild(self) -> None:
        """Throw the lists away and fold the log again; words that wait are indexed."""
        self._log.rebuild()
        if self._words_of is not None:
            self.index_waiting()

    def verify(self) -> VerifyReport:
        """Check every seal, link and document; reads the whole file."""
        return verify(self._connection)
