"""Finds the stay that an incoming message is about: by number, never by name alone (S-04)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from plo_desktop.domain.log_rows import StayRow
from plo_desktop.domain.party import Patient
from plo_desktop.messages.spec import Problem, Severity
from plo_desktop.services.ports import Store

NATIONAL = ("FNR", "DNR")
NUMBERS = (*NATIONAL, "FHN")
UNKNOWN_PATIENT, SEVERAL_STAYS = "ukjent pasient", "flere opphold"


@dataclass(frozen=True, slots=True)
class Match:
    """The stay found, or why a person must place the message; `problems` are for the reader."""

    stay_id: str = ""
    triage: str = ""
    problems: tuple[Problem, ...] = ()


def match_stay(store: Store, patient: Patient | None, concerned_stay: str = "") -> Match:
    """Return the patient's one stay; a stay on the ward comes before the last discharged one.

    `concerned_stay` is the stay of the message that this one answers or concerns, about the same patient: it
    decides between several. National numbers come before help numbers (S-03), and name alone never decides
    (S-04).
    """
    if patient is None:
        return Match(triage=UNKNOWN_PATIENT, problems=(_unknown(),))
    known = _known(store, patient)
    answered = store.stay(concerned_stay) if concerned_stay else None
    if answered is not None and (not known or answered in known):
        return Match(answered.stay_id, problems=_differences(answered.patient, patient))
    current = [row for row in known if row.discharged_at is None]
    if len(current) > 1:
        said = "Pasienten har flere opphold på posten. Knytt meldingen til riktig opphold."
        return Match(triage=SEVERAL_STAYS, problems=(Problem("FLERE_OPPHOLD", said, Severity.WARNING),))
    if not known:
        return Match(triage=UNKNOWN_PATIENT, problems=(_unknown(), *_proposals(store, patient)))
    stay = current[0] if current else max(known, key=lambda row: row.admitted_at)
    return Match(stay.stay_id, problems=_differences(stay.patient, patient))


def _known(store: Store, patient: Patient) -> list[StayRow]:
    numbers = _numbers(patient)
    for kinds in (NATIONAL, NUMBERS):
        wanted = {each for each in numbers if each[0] in kinds}
        stays = store.stays_of(number for _, number in wanted) if wanted else ()
        found = [row for row in stays if wanted & _numbers(row.patient)]
        if found:
            return found
    return []


def _numbers(patient: Patient) -> set[tuple[str, str]]:
    return {
        (ident.type.value, "".join(ident.id.split()))
        for ident in patient.idents
        if ident.type.value in NUMBERS and ident.id.strip()
    }


def might_be(stay: StayRow, name: str, born_on: date | None) -> bool:
    """Tell whether a stay's patient has this name and birth date: to propose, not to decide (S-04)."""
    ours = stay.patient
    return (
        born_on is not None
        and ours.birth_date == born_on
        and _plain(ours.list_name) == _plain(name)
        and bool(name.strip())
    )


def _proposals(store: Store, patient: Patient) -> tuple[Problem, ...]:
    """Return a hint when the ward has somebody of that name and birth date under another number (S-02)."""
    likely = [stay for stay in store.stays() if might_be(stay, patient.list_name, patient.birth_date)]
    if not likely:
        return ()
    who = " og ".join(f"{stay.patient.list_name}, seng {stay.bed}" for stay in likely)
    said = f"På posten ligger {who}, med samme navn og fødselsdato, men et annet nummer. Sjekk, og knytt."
    return (Problem("ANNET_NUMMER", said, Severity.WARNING),)


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()


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
