"""Finds the stay that an incoming message is about: by number, never by name alone (S-04)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from plo_desktop.domain.log_rows import StayRow
from plo_desktop.domain.party import Patient
from plo_desktop.messages.spec import Problem, Severity
from plo_desktop.services.ports import Store

NUMBERS = ("FNR", "DNR", "FHN")
UNKNOWN_PATIENT, SEVERAL_STAYS = "ukjent pasient", "flere opphold"


@dataclass(frozen=True, slots=True)
class Match:
    """The stay found, or why a person must place the message; `problems` are for the reader."""

    stay_id: str = ""
    triage: str = ""
    problems: tuple[Problem, ...] = ()


def match_stay(store: Store, patient: Patient | None) -> Match:
    """Return the patient's one stay; a stay on the ward comes before the last discharged one."""
    if patient is None:
        return Match(triage=UNKNOWN_PATIENT, problems=(_unknown(),))
    known = _of(store.stays_of(number for _, number in _numbers(patient)), patient)
    current = [row for row in known if row.discharged_at is None]
    if len(current) > 1:
        said = "Pasienten har flere opphold på posten. Knytt meldingen til riktig opphold."
        return Match(triage=SEVERAL_STAYS, problems=(Problem("FLERE_OPPHOLD", said, Severity.WARNING),))
    if not known:
        return Match(triage=UNKNOWN_PATIENT, problems=(_unknown(),))
    stay = current[0] if current else max(known, key=lambda row: row.admitted_at)
    return Match(stay.stay_id, problems=_differences(stay.patient, patient))


def _numbers(patient: Patient) -> set[tuple[str, str]]:
    return {
        (ident.type.value, "".join(ident.id.split()))
        for ident in patient.idents
        if ident.type.value in NUMBERS and ident.id.strip()
    }


def _of(stays: Sequence[StayRow], patient: Patient) -> list[StayRow]:
    wanted = _numbers(patient)
    return [row for row in stays if wanted & _numbers(row.patient)]


def _unknown() -> Problem:
    said = "Pasienten har ikke noe opphold på posten. Meldingen er tatt imot og må knyttes til et opphold."
    return Problem("UKJENT_PASIENT", said, Severity.WARNING)


def _differences(ours: Patient, theirs: Patient) -> tuple[Problem, ...]:
    found: list[Problem] = []
    if ours.family.casefold().strip() != theirs.family.casefold().strip():
        said = f"Navnet i meldingen er {theirs.list_name}, på oppholdet {ours.list_name}. Sjekk pasienten."
        found.append(Problem("ANNET_NAVN", said, Severity.WARNING))
    if ours.birth_date and theirs.birth_date and ours.birth_date != theirs.birth_date:
        said = "Fødselsdatoen i meldingen er en annen enn på oppholdet. Sjekk pasienten."
        found.append(Problem("ANNEN_FODSELSDATO", said, Severity.WARNING))
    return tuple(found)
