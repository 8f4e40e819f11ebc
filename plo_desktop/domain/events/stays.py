"""What happens to a patient's stay on the ward."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from plo_desktop.domain.events.event import Event
from plo_desktop.domain.party import Patient


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
