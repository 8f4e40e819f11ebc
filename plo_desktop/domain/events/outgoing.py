"""What happens to a message of ours, from approval to the receipt, and what goes with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from plo_desktop.domain.delivery import CopyTo
from plo_desktop.domain.events.event import Event
from plo_desktop.domain.party import Patient


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
