"""The closed list of what can happen; each is a fact in the append-only log, in the past tense.

Bodies hold ids, codes and times, and of persons only what identifies a stay; clinical text lives in
documents. Times are aware datetimes in UTC. Message events carry `msg_id` in comparable form
(`base.ids.same_id`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from plo_desktop.domain.delivery import CopyTo
from plo_desktop.domain.party import Identifier, Patient


@dataclass(frozen=True, slots=True)
class Event:
    """What every event is; the log adds who, when and where."""


@dataclass(frozen=True, slots=True)
class StayAdmitted(Event):
    """A patient was admitted to the ward. `sector`: "somatikk", "psykisk helsevern" or "rus/TSB"."""

    stay_id: str
    patient: Patient
    ward: str
    bed: str
    sector: str
    stay_type: str
    admitted_at: datetime
    kommune: str
    services: str = "vet ikke"
    expects_needs: bool = True
    consent: str = "presumert"
    responsible: str = ""


@dataclass(frozen=True, slots=True)
class StayChanged(Event):
    """A stay's facts changed; only the fields that are not None changed."""

    stay_id: str
    bed: str | None = None
    kommune: str | None = None
    services: str | None = None
    expects_needs: bool | None = None
    consent: str | None = None
    responsible: str | None = None


@dataclass(frozen=True, slots=True)
class ExpectedDateSet(Event):
    """The expected discharge-ready date was set or moved."""

    stay_id: str
    expected_on: date | None
    uncertain: bool


@dataclass(frozen=True, slots=True)
class StayDischarged(Event):
    """The patient left. `to` is code 8408."""

    stay_id: str
    discharged_at: datetime
    to: str


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


@dataclass(frozen=True, slots=True)
class Approved(Event):
    """A fagmelding's content was approved before sending."""

    msg_id: str
    approver: str


@dataclass(frozen=True, slots=True)
class Queued(Event):
    """An outgoing message was frozen (bytes, MsgId) and waits to leave, not before `not_before`.

    `channel`: "elektronisk" or "papir". `about` is the message an AppRec answers, otherwise empty.
    `ready_on` is the discharge-ready day when the message declares one. `reused` says which fields hold
    text of an earlier message, and whether a person stood by it: "funksjon: Helseopplysninger (bekreftet)".
    `copies` get the same bytes, each at its own address; the events of the transport name a copy receiver by
    its HER-id in `to`, and the receiver itself by an empty one.
    """

    msg_id: str
    sha256: str
    type_code: str
    title: str
    version: str
    standing: str
    stay_id: str
    patient: Patient | None
    counterpart: str
    counterpart_service: str
    receiver_her_id: str
    our_service: str
    generated_at: datetime
    parent: str
    conversation: str
    channel: str
    not_before: datetime
    about: str = ""
    ready_on: date | None = None
    reused: tuple[str, ...] = ()
    copies: tuple[CopyTo, ...] = ()


@dataclass(frozen=True, slots=True)
class SendCancelled(Event):
    """Angre, before the message left; its content went back to a draft."""

    msg_id: str


@dataclass(frozen=True, slots=True)
class SendStarted(Event):
    """An attempt began; committed before the transport is touched."""

    msg_id: str
    attempt: int
    to: str = ""


@dataclass(frozen=True, slots=True)
class HandedOver(Event):
    """The message server has it (level 0); nothing more is known."""

    msg_id: str
    reference: str
    to: str = ""


@dataclass(frozen=True, slots=True)
class SendFailed(Event):
    """An attempt failed; `final` when the transport gave up."""

    msg_id: str
    code: str
    reason: str
    final: bool
    to: str = ""


@dataclass(frozen=True, slots=True)
class TransportConfirmed(Event):
    """The other side's message server has it (level 1)."""

    msg_id: str
    to: str = ""


@dataclass(frozen=True, slots=True)
class ApprecReceived(Event):
    """An application receipt for a message of ours. `status` is code 8258; `errors`: "E21 text: detail".

    `from_her_id` is the receiver's address for which it counts, `role` what that receiver is: "PRIM", "COP".
    """

    msg_id: str
    apprec_id: str
    sha256: str
    status: str
    errors: tuple[str, ...]
    from_party: str
    from_her_id: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True)
class Printed(Event):
    """A message was put on paper; `copy_no` counts from 1."""

    msg_id: str
    copy_no: int


@dataclass(frozen=True, slots=True)
class CopyTaken(Event):
    """A copy left the program otherwise than by sending or printing a message.

    `how`: "pdf-fil", "utkast på papir", "utkast som pdf-fil" or "råmelding". `msg_id` is empty for a draft.
    """

    msg_id: str
    stay_id: str
    how: str


@dataclass(frozen=True, slots=True)
class ApprovalRequested(Event):
    """Somebody who may not approve a fagmelding prepared one; its draft waits for a nurse (SSHF 4.0)."""

    draft_id: str
    stay_id: str
    type_code: str


@dataclass(frozen=True, slots=True)
class ApprovalReturned(Event):
    """A prepared fagmelding went back to the one who wrote it, with a word, or was fetched back."""

    draft_id: str
    stay_id: str
    type_code: str
    word: str = ""


@dataclass(frozen=True, slots=True)
class Prepared(Event):
    """A message that was sent had been prepared by another than its approver; `owner` is a user id."""

    msg_id: str
    draft_id: str
    owner: str
    by: str


@dataclass(frozen=True, slots=True)
class SentAlone(Event):
    """Utskrivningsklar went without its Utskrivningsrapport; `reason` says why (SSHF 5.4)."""

    msg_id: str
    stay_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class CallNeeded(Event):
    """A message of ours is urgent, so its receiver is to be phoned as well (SSHF 5.8)."""

    msg_id: str
    stay_id: str


@dataclass(frozen=True, slots=True)
class Called(Event):
    """Somebody was phoned about a message. `whom` is person or service, as the user wrote it."""

    msg_id: str
    stay_id: str
    whom: str
    called_at: datetime


@dataclass(frozen=True, slots=True)
class KommuneAnswered(Event):
    """The municipality's answer to Melding om utskrivningsklar pasient was entered or confirmed (§ 11).

    `answer`: "kan ta imot", "kan ikke ta imot" or "kan ta imot fra", the last with `from_on`. `msg_id` is the
    message that says it, empty for an answer by phone; then `text` is what was noted of the call.
    """

    stay_id: str
    msg_id: str
    answer: str
    from_on: date | None
    by: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class DischargedWithoutReport(Event):
    """The patient left although no Utskrivningsrapport was sent; `reason` says why (SSHF 5.6)."""

    stay_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class PatientViewed(Event):
    """A user looked at a patient; every look is logged."""

    stay_id: str


@dataclass(frozen=True, slots=True)
class SignedIn(Event):
    """A user signed in over the lock."""


@dataclass(frozen=True, slots=True)
class Locked(Event):
    """The workstation was locked."""


EVENTS: tuple[type[Event], ...] = (
    StayAdmitted,
    StayChanged,
    ExpectedDateSet,
    StayDischarged,
    Received,
    Refused,
    Quarantined,
    DuplicateReceived,
    StayMatched,
    Opened,
    ResponsibilityTaken,
    Signed,
    Approved,
    Queued,
    SendCancelled,
    SendStarted,
    HandedOver,
    SendFailed,
    TransportConfirmed,
    ApprecReceived,
    Printed,
    CopyTaken,
    ApprovalRequested,
    ApprovalReturned,
    Prepared,
    SentAlone,
    CallNeeded,
    Called,
    KommuneAnswered,
    DischargedWithoutReport,
    PatientViewed,
    SignedIn,
    Locked,
)
"""Every kind of event; the log stores `type(event).__name__` as its kind."""
