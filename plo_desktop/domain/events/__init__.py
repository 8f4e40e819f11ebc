"""The closed list of what can happen; each is a fact in the append-only log, in the past tense.

Bodies hold ids, codes and times, and of persons only what identifies a stay; clinical text lives in
documents. Times are aware datetimes in UTC. Message events carry `msg_id` in comparable form
(`base.ids.same_id`).
"""

from __future__ import annotations

from plo_desktop.domain.events.event import Event
from plo_desktop.domain.events.incoming import (
    DuplicateReceived,
    Opened,
    Quarantined,
    Received,
    Refused,
    ResponsibilityTaken,
    Signed,
    StayMatched,
)
from plo_desktop.domain.events.outgoing import (
    ApprecReceived,
    ApprovalRequested,
    ApprovalReturned,
    Approved,
    Called,
    CallNeeded,
    HandedOver,
    Prepared,
    Queued,
    SendCancelled,
    SendFailed,
    SendStarted,
    SentAlone,
    TransportConfirmed,
)
from plo_desktop.domain.events.people import (
    CopyTaken,
    Locked,
    PatientViewed,
    Printed,
    SignedIn,
)
from plo_desktop.domain.events.stays import (
    DischargedWithoutReport,
    ExpectedDateSet,
    KommuneAnswered,
    StayAdmitted,
    StayChanged,
    StayDischarged,
)

__all__ = [
    "EVENTS",
    "ApprecReceived",
    "ApprovalRequested",
    "ApprovalReturned",
    "Approved",
    "CallNeeded",
    "Called",
    "CopyTaken",
    "DischargedWithoutReport",
    "DuplicateReceived",
    "Event",
    "ExpectedDateSet",
    "HandedOver",
    "KommuneAnswered",
    "Locked",
    "Opened",
    "PatientViewed",
    "Prepared",
    "Printed",
    "Quarantined",
    "Queued",
    "Received",
    "Refused",
    "ResponsibilityTaken",
    "SendCancelled",
    "SendFailed",
    "SendStarted",
    "SentAlone",
    "Signed",
    "SignedIn",
    "StayAdmitted",
    "StayChanged",
    "StayDischarged",
    "StayMatched",
    "TransportConfirmed",
]

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
