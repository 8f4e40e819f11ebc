"""Keeps the stays: admission, changed facts, the expected day, and discharge."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from plo_desktop.base.errors import NotPossible
from plo_desktop.base.ids import StayId, new_uuid
from plo_desktop.domain.clocks import DOGN
from plo_desktop.domain.deadline_rules import SOMATIKK
from plo_desktop.domain.events import (
    DischargedWithoutReport,
    Event,
    ExpectedDateSet,
    StayAdmitted,
    StayChanged,
    StayDischarged,
)
from plo_desktop.domain.guards import discharge_waits_for_report
from plo_desktop.domain.log_rows import StayRow
from plo_desktop.domain.party import Patient
from plo_desktop.domain.person_number import fault
from plo_desktop.services.composing import standing_messages
from plo_desktop.services.desk import Desk
from plo_desktop.services.ports import Changes

CHECKED_NUMBERS = ("FNR", "DNR", "FHN")


@dataclass(frozen=True, slots=True)
class NewStay:
    """A patient to be admitted. `services`: ja, nei or vet ikke; `admitted_at` is aware, None means now."""

    patient: Patient
    bed: str = ""
    kommune: str = ""
    services: str = "vet ikke"
    expects_needs: bool = True
    admitted_at: datetime | None = None
    sector: str = SOMATIKK
    stay_type: str = DOGN
    consent: str = "presumert"
    responsible: str = ""


def admit(desk: Desk, new: NewStay) -> tuple[StayId, Changes]:
    """Admit a patient to the ward.

    Raises UserError with exit code DATA when the name is missing, a number fails its check (T-01), there is
    neither number nor birth date (T-02), the time is ahead, or the patient already lies on the ward.
    """
    patient, now = new.patient, desk.now()
    if not patient.family.strip() or not patient.given.strip():
        raise NotPossible("NAVN_MANGLER", "Pasientens navn mangler.", "Skriv fornavn og etternavn.")
    for ident in patient.idents:
        if ident.type.value in CHECKED_NUMBERS and (said := fault(ident.id, ident.type.value)):
            raise NotPossible("PASIENTNUMMER", said, "Skriv nummeret på nytt, eller la det stå tomt.")
    if not patient.number and patient.birth_date is None:
        raise NotPossible(
            "UTEN_NUMMER", "Pasienten har verken nummer eller fødselsdato.", "Skriv en av delene."
        )
    admitted_at = new.admitted_at or now
    if admitted_at > now:
        raise NotPossible("FRAM_I_TID", "Innleggelsen er fram i tid.", "Skriv når pasienten ble lagt inn.")
    for stay in desk.store.stays():
        if patient.number and stay.patient.number == patient.number:
            said = f"{patient.list_name} ligger allerede på posten, i seng {stay.bed or 'ukjent'}."
            raise NotPossible("ALLEREDE_INNE", said, "Åpne oppholdet i listen Pasienter.")
    stay_id = StayId(new_uuid())
    admitted = StayAdmitted(
        stay_id=stay_id,
        patient=patient,
        ward=desk.ward.name,
        bed=new.bed.strip(),
        sector=new.sector,
        stay_type=new.stay_type,
        admitted_at=admitted_at,
        kommune=_known_name(desk, new.kommune),
        services=new.services,
        expects_needs=new.expects_needs,
        consent=new.consent,
        responsible=new.responsible,
    )
    desk.store.append([admitted], actor=desk.actor, at=now)
    return stay_id, Changes(stays=frozenset({stay_id}), announce=(f"{patient.list_name} er lagt inn",))


def change(
    desk: Desk,
    stay_id: str,
    *,
    bed: str | None = None,
    kommune: str | None = None,
    services: str | None = None,
    expects_needs: bool | None = None,
    consent: str | None = None,
    responsible: str | None = None,
) -> Changes:
    """Change facts of a stay; what is None stays. Raises UserError when there is no such stay."""
    _stay(desk, stay_id)
    changed = StayChanged(
        stay_id=stay_id,
        bed=bed,
        kommune=None if kommune is None else _known_name(desk, kommune),
        services=services,
        expects_needs=expects_needs,
        consent=consent,
        responsible=responsible,
    )
    desk.store.append([changed], actor=desk.actor, at=desk.now())
    return Changes(stays=frozenset({stay_id}))


def set_expected(desk: Desk, stay_id: str, day: date | None, uncertain: bool) -> Changes:
    """Set or move the expected discharge-ready day; always a date, with a mark when it is unsure (P-04)."""
    stay = _stay(desk, stay_id)
    if (stay.expected_on, stay.expected_uncertain) == (day, uncertain):
        return Changes()
    event = ExpectedDateSet(stay_id=stay_id, expected_on=day, uncertain=uncertain)
    desk.store.append([event], actor=desk.actor, at=desk.now())
    return Changes(stays=frozenset({stay_id}))


def discharge(desk: Desk, stay_id: str, at: datetime, to: str, *, without_report: str = "") -> Changes:
    """Note that the patient left at `at` (aware) to code 8408.

    `without_report` is why no Utskrivningsrapport goes along. Raises UserError when the times cannot be, and
    RAPPORT_MANGLER when the municipality waits for a report and no reason is given (guard 9).
    """
    stay = _stay(desk, stay_id)
    if stay.discharged_at is not None:
        raise NotPossible(
            "ALLEREDE_UTSKREVET", "Pasienten er allerede utskrevet.", "Se oppholdet i Pasienter."
        )
    if at < stay.admitted_at:
        raise NotPossible("FOR_INNLEGGELSEN", "Utskrivningen er før innleggelsen.", "Rett tidspunktet.")
    if at > desk.now():
        raise NotPossible("FRAM_I_TID", "Utskrivningen er fram i tid.", "Skriv når pasienten dro.")
    events: list[Event] = [StayDischarged(stay_id=stay_id, discharged_at=at, to=to)]
    if missing := discharge_waits_for_report(stay, standing_messages(desk, stay_id)):
        if not without_report.strip():
            raise NotPossible(
                missing.code, missing.text, "Send rapport nå, eller skriv hvorfor den må vente."
            )
        events.append(DischargedWithoutReport(stay_id=stay_id, reason=without_report.strip()))
    desk.store.append(events, actor=desk.actor, at=desk.now())
    said = f"{stay.patient.list_name} er utskrevet"
    return Changes(stays=frozenset({stay_id}), announce=(said,))


def _known_name(desk: Desk, kommune: str) -> str:
    card = desk.addresses.find(kommune) if kommune.strip() else None
    return card.name if card else kommune.strip()


def _stay(desk: Desk, stay_id: str) -> StayRow:
    stay = desk.store.stay(stay_id)
    if stay is None:
        raise NotPossible("UKJENT_OPPHOLD", "Oppholdet finnes ikke.", "Velg pasienten i listen på nytt.")
    return stay
