"""Whether a message says well enough who its patient is: the four combinations of HITS 1168."""

from __future__ import annotations

from dataclasses import dataclass

from plo_desktop.domain.party import Identifier, Patient
from plo_desktop.domain.person_number import DNR, FHN, FNR, birth_date_of, fault, kind_of

_SUFFICIENT = (FNR, DNR, FHN)
_MEN, _WOMEN = "1", "2"


@dataclass(frozen=True, slots=True)
class Identification:
    """What was found: `code` is "E36" with a reason when the patient is not identified, else empty.

    `warnings` are sentences for the reader: a number that fails its check, a birth date that differs.
    """

    code: str = ""
    reason: str = ""
    warnings: tuple[str, ...] = ()

    @property
    def sufficient(self) -> bool:
        """Whether the message may be taken in."""
        return not self.code


def identify(patient: Patient | None) -> Identification:
    """Apply the rule: name and FNR, DNR or FHN, or name and birth date and sex; else E36.

    A number that fails its check digits identifies nobody; one that is right but named as another kind does.
    """
    if patient is None:
        return Identification("E36", "Meldingen har ingen pasient.")
    if not patient.family.strip() or not patient.given.strip():
        return Identification("E36", "Pasientens navn mangler.", _warnings(patient))
    warnings = _warnings(patient)
    if any(_holds(ident) for ident in patient.idents):
        return Identification(warnings=warnings)
    sex = patient.sex.value if patient.sex else ""
    if patient.birth_date is not None and sex in (_MEN, _WOMEN):
        return Identification(warnings=warnings)
    reason = "Navn uten gyldig identifikator, og ikke både fødselsdato og kjønn."
    return Identification("E36", reason, warnings)


def _holds(ident: Identifier) -> bool:
    number = _compact(ident)
    kind = kind_of(number)
    return ident.type.value in _SUFFICIENT and kind in _SUFFICIENT and not fault(number, kind)


def _compact(ident: Identifier) -> str:
    """Return the number without the spaces that people write in it."""
    return "".join(ident.id.split())


def _warnings(patient: Patient) -> tuple[str, ...]:
    found: list[str] = []
    for ident in patient.idents:
        number = _compact(ident)
        if said := fault(number, ident.type.value):
            found.append(f"Pasientens nummer «{number}»: {said}")
            continue
        born = birth_date_of(number) if ident.type.value in (FNR, DNR) else None
        if born and patient.birth_date and born != patient.birth_date:
            found.append(
                f"Fødselsdatoen {patient.birth_date:%d.%m.%Y} stemmer ikke med nummeret, "
                f"som gir {born:%d.%m.%Y}. Avklar med avsender hvem meldingen gjelder."
            )
    return tuple(found)
