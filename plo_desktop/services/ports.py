"""What the acts need of the world, as protocols: the store, the way out, the clock, the user."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from pathlib import Path
from typing import Protocol

from plo_desktop.domain.delivery import Incoming, TransportNews
from plo_desktop.domain.events import Event
from plo_desktop.domain.log_rows import (
    Actor,
    DraftRow,
    LoggedEvent,
    MessageFilter,
    MessageRow,
    StayRow,
)

__all__ = [
    "Changes",
    "Incoming",
    "LoggedEvent",
    "MessageFilter",
    "Store",
    "Transport",
    "TransportNews",
]


class Store(Protocol):
    """The local log. One process owns the file; each thread uses its own Store."""

    @property
    def folder(self) -> Path:
        """The data directory, where bugs are noted."""
        ...

    def transaction(self) -> AbstractContextManager[None]:
        """Everything inside is committed together (synchronous=FULL) or not at all."""
        ...

    def append(self, events: Iterable[Event], *, actor: Actor, at: datetime, external_id: str = "") -> None:
        """Append events and update projections. A repeated (kind, external_id) raises store.AlreadyLogged."""
        ...

    def keep(self, data: bytes, media_type: str = "application/xml") -> str:
        """Store exact bytes once and return their sha256 (lower-case hex)."""
        ...

    def document(self, sha256: str) -> bytes | None:
        """Return stored bytes, or None."""
        ...

    def index_text(self, msg_id: str, text: str) -> None:
        """Make the words of a message findable in the log's search."""
        ...

    def index_document(self, msg_id: str) -> None:
        """Make the words of a message's kept bytes findable: read later, missed by no search."""
        ...

    def index_waiting(self) -> None:
        """Write the words that wait into the index; what cannot be written now goes on waiting."""
        ...

    def events(self, *, stay_id: str = "", msg_id: str = "") -> Sequence[LoggedEvent]:
        """Return events in order, of one stay or message or all."""
        ...

    def message(self, msg_id: str) -> MessageRow | None:
        """Return one message by comparable MsgId."""
        ...

    def message_by_sha(self, sha256: str) -> MessageRow | None:
        """Return the log entry of these bytes, also unreadable ones."""
        ...

    def look_ahead(self, sha256s: Sequence[str], msg_ids: Iterable[str], content_keys: Iterable[str]) -> None:
        """Ask now for what will be asked for; inside a transaction, what is not there is then known."""
        ...

    def new_id(self) -> str:
        """Return an id for a message of ours, which no message has."""
        ...

    def like(self, content_key: str) -> MessageRow | None:
        """Return the first standing message that came in with this content, or None (S-05)."""
        ...

    def superseded_since_read(self, user_id: str) -> Sequence[MessageRow]:
        """Return what a user has read and its sender has changed or cancelled, unseen by the user (S-07)."""
        ...

    def messages(self, wanted: MessageFilter) -> Sequence[MessageRow]:
        """Return a page of the log, newest first."""
        ...

    def message_count(self, wanted: MessageFilter) -> int:
        """Return how many messages the filter finds, without its limit."""
        ...

    def stays(self, *, include_discharged: bool = False) -> Sequence[StayRow]:
        """Return the ward's stays by bed."""
        ...

    def stays_of(self, numbers: Iterable[str]) -> Sequence[StayRow]:
        """Return all stays, discharged ones too, of a patient who has one of these numbers, oldest first."""
        ...

    def stay(self, stay_id: str) -> StayRow | None:
        """Return one stay."""
        ...

    def outbox(self) -> Sequence[MessageRow]:
        """Return queued messages that have not been handed over, printed or cancelled, oldest first."""
        ...

    def apprecs_waiting(self) -> Sequence[MessageRow]:
        """Return our own receipts that wait to leave."""
        ...

    def save_draft(self, draft: DraftRow) -> None:
        """Insert or replace a draft; on disk when this returns."""
        ...

    def draft(self, draft_id: str) -> DraftRow | None:
        """Return one draft."""
        ...

    def drafts(self, *, stay_id: str = "", owner: str = "") -> Sequence[DraftRow]:
        """Return drafts, newest first."""
        ...

    def drop_draft(self, draft_id: str) -> None:
        """Remove a draft that has become a message or was thrown away."""
        ...

    def fetched_at(self) -> datetime | None:
        """Return when the transport was last read with success."""
        ...

    def note_fetched(self, at: datetime) -> None:
        """Remember a successful fetch."""
        ...


class Transport(Protocol):
    """A way out and in. Raises EnvironmentProblem when it cannot be reached; the outbox then waits."""

    def send(self, data: bytes, msg_id: str, type_code: str, at: datetime, *, to: str = "") -> str:
        """Hand over exact bytes for one receiver; return a reference. Repeating the same call is harmless.

        `to` is the HER-id of a copy receiver, empty for the receiver itself.
        """
        ...

    def fetch(self) -> Sequence[Incoming]:
        """Return what waits, without removing it."""
        ...

    def acknowledge(self, reference: str, *, aside: bool = False) -> None:
        """Remove what has been stored; only called after the commit. `aside`: it could not be taken in."""
        ...

    def news(self) -> Sequence[TransportNews]:
        """Return what is new about earlier messages; may repeat itself."""
        ...


@dataclass(frozen=True, slots=True)
class Changes:
    """What an act touched, so that presenters refetch only that."""

    messages: frozenset[str] = frozenset()
    stays: frozenset[str] = frozenset()
    drafts: frozenset[str] = frozenset()
    announce: tuple[str, ...] = ()

    def __or__(self, other: Changes) -> Changes:
        return Changes.of((self, other))

    @staticmethod
    def of(several: Iterable[Changes]) -> Changes:
        """Return what all of them touched; for many at once cheaper than one after the other."""
        parts = tuple(several)
        return Changes(
            frozenset().union(*(part.messages for part in parts)),
            frozenset().union(*(part.stays for part in parts)),
            frozenset().union(*(part.drafts for part in parts)),
            tuple(chain.from_iterable(part.announce for part in parts)),
        )
