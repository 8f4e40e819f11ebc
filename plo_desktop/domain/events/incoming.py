"""What happens to a message that came in, from its bytes to its signature."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from plo_desktop.domain.events.event import Event
from plo_desktop.domain.party import Identifier, Patient


@dataclass(frozen=True, slots=True)
class Received(Event):
    """A message came in and was accepted; its bytes are the document `sha256`.

    `triage` says why a person must place it ("ukjent pasient", "flere opphold", "ukjent tjeneste"), or is
    empty. `content_key` is the same for two messages that differ only in id and time (S-05).
    """

    msg_id: str
    sha256: str
    type_code: str
    title: str
    version: str
    standing: str
    stay_id: str
    triage: str
    patient: Patient | None
    counterpart: str
    counterpart_service: str
    our_service: str
    generated_at: datetime | None
    parent: str
    conversation: str
    as_copy: bool = False
    test_mark: str = ""
    warnings: tuple[str, ...] = ()
    counterpart_id: str = ""
    content_key: str = ""


@dataclass(frozen=True, slots=True)
class Refused(Event):
    """A readable message was refused with a negative AppRec; kept with its bytes, not imported."""

    msg_id: str
    sha256: str
    type_code: str
    title: str
    version: str
    codes: tuple[str, ...]
    patient: Patient | None
    counterpart: str
    reason: str


@dataclass(frozen=True, slots=True)
class Quarantined(Event):
    """Bytes that cannot be taken in (unreadable, same MsgId with other bytes, not addressed to us).

    Type, title and counterpart are what can be read of them all the same.
    """

    msg_id: str
    sha256: str
    code: str
    reason: str
    type_code: str = ""
    title: str = ""
    counterpart: str = ""


@dataclass(frozen=True, slots=True)
class DuplicateReceived(Event):
    """The same MsgId with the same bytes came again; counted, no second AppRec."""

    msg_id: str
    sha256: str


@dataclass(frozen=True, slots=True)
class StayMatched(Event):
    """A person tied a message in triage to a stay.

    `identifiers` are those of the message that the stay did not have: both are kept (S-02).
    """

    msg_id: str
    stay_id: str
    identifiers: tuple[Identifier, ...] = ()


@dataclass(frozen=True, slots=True)
class Opened(Event):
    """A user had the message on screen. Reading never signs."""

    msg_id: str


@dataclass(frozen=True, slots=True)
class ResponsibilityTaken(Event):
    """A user took or was given responsibility for an incoming message."""

    msg_id: str
    by: str


@dataclass(frozen=True, slots=True)
class Signed(Event):
    """Read and followed up by the responsible nurse (SSHF 5.2)."""

    msg_id: str
