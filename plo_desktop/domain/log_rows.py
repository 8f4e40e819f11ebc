"""Frozen rows that the log's queries return and the screens show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from plo_desktop.domain.delivery import Delivery
from plo_desktop.domain.events import Event
from plo_desktop.domain.party import Patient


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: a personal user. `role`: "sykepleier", "sekretær", "leder", "it", or "system"."""

    user_id: str
    name: str
    short_name: str
    profession: str = ""
    hpr: str = ""
    role: str = "sykepleier"


SYSTEM = Actor("system", "PLO Desktop", "PLO Desktop", role="system")


@dataclass(frozen=True, slots=True)
class MessageRow:
    """One message of the log, both directions, with its raw axes; `message_state` turns them into words."""

    msg_id: str
    direction: str
    type_code: str
    title: str
    version: str
    standing: str
    sha256: str
    stay_id: str
    patient_name: str
    patient_number: str
    born_on: date | None
    counterpart: str
    counterpart_service: str
    our_service: str
    at: datetime
    generated_at: datetime | None
    parent: str
    conversation: str
    triage: str = ""
    quarantine: str = ""
    refused_codes: tuple[str, ...] = ()
    reason: str = ""
    opened_by: str = ""
    opened_at: datetime | None = None
    responsible: str = ""
    signed_by: str = ""
    signed_at: datetime | None = None
    approved_by: str = ""
    channel: str = ""
    not_before: datetime | None = None
    attempts: int = 0
    handed_over_at: datetime | None = None
    confirmed_at: datetime | None = None
    failed_reason: str = ""
    failed_finally: bool = False
    cancelled_send: bool = False
    apprec_status: str = ""
    apprec_at: datetime | None = None
    apprec_errors: tuple[str, ...] = ()
    duplicates: int = 0
    printed: int = 0
    as_copy: bool = False
    test_mark: str = ""
    warnings: tuple[str, ...] = ()
    cancelled_by: str = ""
    replaced_by: str = ""
    seq: int = 0
    about: str = ""
    """The message that this row, a receipt, answers; empty for all other messages."""
    ready_on: date | None = None
    """The discharge-ready day that an outgoing message declares."""
    counterpart_id: str = ""
    """The HER-id of the organisation at the other end, when the message says it."""
    deliveries: tuple[Delivery, ...] = ()
    """Each receiver of an outgoing message, the primary one first; the axes above say how the worst is off.

    A receipt that came in has one: the receiver that it is from and what it says.
    """
    content_key: str = ""
    """The same for two messages that differ only in id and time (S-05); of incoming messages only."""

    @property
    def is_receipt(self) -> bool:
        """Tell whether this row is an application receipt and no message in itself."""
        return self.about != ""


@dataclass(frozen=True, slots=True)
class StayRow:
    """One stay with what the screens need of it."""

    stay_id: str
    patient: Patient
    ward: str
    bed: str
    sector: str
    stay_type: str
    admitted_at: datetime
    kommune: str
    services: str
    expects_needs: bool
    consent: str
    responsible: str
    expected_on: date | None = None
    expected_uncertain: bool = False
    ready_on: date | None = None
    discharged_at: datetime | None = None
    discharged_to: str = ""
    answer: str = ""
    """What the municipality has answered to Melding om utskrivningsklar pasient, or empty."""
    answer_from: date | None = None
    answer_by: str = ""
    answer_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class DraftRow:
    """An unfinished message; the only content in the store that changes."""

    draft_id: str
    stay_id: str
    type_code: str
    owner: str
    content: dict[str, object]
    saved_at: datetime
    created_at: datetime
    sources: dict[str, str]


@dataclass(frozen=True, slots=True)
class DeadlineRow:
    """One running or ended deadline. `state`: venter, snart, forfalt, ferdig, ferdig for sent."""

    rule: str
    title: str
    msg_id: str
    stay_id: str
    patient_name: str
    bed: str
    started_at: datetime
    started_by: str
    soft: datetime | None
    due: datetime
    state: str
    responsible: str
    ours: bool
    ended_at: datetime | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class LoggedEvent:
    """An event as it lies in the log. `actor` is the user id, `actor_name` the name at that time."""

    seq: int
    event_id: str
    at: datetime
    actor: str
    workstation: str
    event: Event
    actor_name: str = ""


@dataclass(frozen=True, slots=True)
class MessageFilter:
    """What to list of the log, newest first; all conditions must hold.

    `unsigned`: came in, was not refused, and waits for a signature. `not_delivered`: went out or should have,
    and no positive receipt or paper copy shows that it arrived. `quarantined`: only what could not be taken
    in (True) or only what could (False). Receipts are left out unless `receipts`. `refused_unseen`: came in,
    was refused, and nobody has looked at it.
    """

    search: str = ""
    direction: str = ""
    unsigned: bool = False
    not_delivered: bool = False
    quarantined: bool | None = None
    stay_id: str = ""
    type_code: str = ""
    before_seq: int | None = None
    limit: int = 100
    receipts: bool = False
    refused_unseen: bool = False
