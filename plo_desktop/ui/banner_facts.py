"""What the patient banner says, made from a stay or, without one, from the message itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from plo_desktop.domain.log_rows import StayRow
from plo_desktop.domain.party import Patient
from plo_desktop.messages.outline import PatientLine
from plo_desktop.ui import words


@dataclass(frozen=True, slots=True)
class BannerFacts:
    """Texts of the banner. `tags`: (CAVE, words). `marks`: (icon, words). `facts`: (caption, value)."""

    name: str
    person: str
    facts: tuple[tuple[str, str], ...]
    tags: tuple[tuple[str, str], ...] = ()
    marks: tuple[tuple[str, str], ...] = ()
    number: str = ""

    @property
    def sentence(self) -> str:
        """The whole banner as one sentence for a screen reader."""
        facts = ", ".join(f"{caption} {value or 'ikke kjent'}" for caption, value in self.facts)
        marks = ", ".join([f"{kind} {text}" for kind, text in self.tags] + [text for _, text in self.marks])
        return ". ".join(part for part in (f"Pasient {self.name}", self.person, facts, marks) if part)


def banner_name(patient: Patient) -> str:
    """Return the name with the family name in capitals: "DANSER, Line"."""
    given = " ".join(part for part in (patient.given, patient.middle) if part)
    return ", ".join(part for part in (patient.family.upper(), given) if part) or "Ukjent navn"


def number_caption(patient: Patient) -> str:
    """Return what kind of number identifies the patient."""
    for kind, caption in (("FNR", "Fødselsnummer"), ("DNR", "D-nummer"), ("FHN", "Felles hjelpenummer")):
        if patient.ident(kind):
            return caption
    return "Hjelpenummer" if patient.idents else "Fødselsnummer"


def sex_word(code_value: str) -> str:
    """Return the word of code set 3101."""
    return {"1": "mann", "2": "kvinne"}.get(code_value, "")


def person_words(born: date | None, sex: str, today: date) -> str:
    """Return "f. 13.11.1969 (57 år), kvinne"."""
    birth = f"f. {words.day(born)} ({words.age(born, today)} år)" if born else "fødselsdato ikke kjent"
    return ", ".join(part for part in (birth, sex) if part)


def of_stay(
    stay: StayRow,
    now: datetime,
    channel: str,
    same_name: bool = False,
    tags: tuple[tuple[str, str], ...] = (),
) -> BannerFacts:
    """Return the banner of a stay; `channel` is "elektronisk" or "papir"."""
    patient = stay.patient
    today = words.local(now).date()
    kommune = f"{stay.kommune.removesuffix(' kommune')}, {channel}" if stay.kommune else ""
    facts = [
        (number_caption(patient), words.number(patient.number)),
        ("Seng", stay.bed),
        ("Innlagt", words.day_clock(stay.admitted_at)),
        ("Kommune", kommune),
        ("Samtykke", stay.consent),
        ("Ansvarlig", stay.responsible or "ingen"),
    ]
    if stay.ready_on:
        facts.insert(4, ("Utskrivningsklar", words.day(stay.ready_on)))
    return BannerFacts(
        banner_name(patient),
        person_words(patient.birth_date, sex_word(patient.sex.value if patient.sex else ""), today),
        tuple(facts),
        tags,
        (("bruker", "Navnelikhet: flere på posten"),) if same_name else (),
        words.number(patient.number),
    )


def of_message(patient: PatientLine | None) -> BannerFacts:
    """Return the banner of a message that is tied to no stay: only what the message says."""
    if patient is None:
        return BannerFacts(
            "Ingen pasient i meldingen", "", (("Fødselsnummer", ""), ("Opphold", "ikke knyttet"))
        )
    person = ", ".join(
        part for part in (f"f. {patient.born}" if patient.born else "", patient.sex.lower()) if part
    )
    family, comma, given = patient.name.partition(",")
    name = f"{family.upper()},{given}" if comma else patient.name
    facts = (
        (patient.number_kind or "Fødselsnummer", words.number(patient.number)),
        ("Opphold", "ikke knyttet"),
    )
    return BannerFacts(name, person, facts, number=words.number(patient.number))
