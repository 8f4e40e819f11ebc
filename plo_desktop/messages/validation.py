"""One list of what is wrong with a content, in the same words for form, command line and import."""

from __future__ import annotations

from collections.abc import Iterator

from plo_desktop.domain.identification import identify
from plo_desktop.domain.party import Patient
from plo_desktop.domain.person_number import DNR, FHN, FNR, fault
from plo_desktop.messages.kinds import Rows
from plo_desktop.messages.logistics import too_much_told
from plo_desktop.messages.spec import Content, Facts, Field, MessageType, Problem, Severity


def problems(mtype: MessageType, content: Content, facts: Facts) -> tuple[Problem, ...]:
    """Return missing and faulty values and what the type's own checks say, in form order."""
    found: list[Problem] = []
    for each in mtype.fields():
        value = content[each]
        if value is None:
            if each.required:
                said = f"«{each.label}» mangler. Fyll ut feltet."
                found.append(Problem("MANGLER", said, field_name=each.name))
        elif said := each.kind.fault(value):
            found.append(Problem("FORMAT", f"«{each.label}»: {said}", field_name=each.name))
        if value is not None and facts.version:
            found.extend(_left_behind(each, value, facts.version))
    found.extend(too_much_told(mtype, content))
    for check in mtype.checks:
        found.extend(check(content, facts))
    if facts.patient is not None:
        found.extend(_patient_problems(facts.patient))
    order = {each.name: number for number, each in enumerate(mtype.fields())}
    return tuple(sorted(found, key=lambda problem: order.get(problem.field_name, len(order))))


def _left_behind(field: Field[object], value: object, version: str) -> Iterator[Problem]:
    """An older version has no place for some fields; what is written there does not reach the receiver."""
    kind: object = field.kind
    absent = [] if field.is_in(version) else [field]
    if isinstance(kind, Rows) and isinstance(value, tuple):
        rows = [row for row in value if isinstance(row, Content)]
        absent += [
            each for each in kind.fields if not each.is_in(version) and any(each in row for row in rows)
        ]
    for each in absent:
        said = f"«{each.label}» kan ikke sendes i versjon {version}, som mottakeren tar imot. "
        yield Problem(
            "IKKE_I_VERSJONEN", said + "Skriv det også i en av tekstene.", Severity.WARNING, field.name
        )


def _patient_problems(patient: Patient) -> Iterator[Problem]:
    """T-01: a wrong number is refused. T-02: sending without a national number is a deliberate act."""
    wrong = [said for i in patient.idents if (said := fault(i.id.strip(), i.type.value))]
    identity = identify(patient)
    if wrong:
        yield Problem("PASIENTNUMMER", f"Pasientens nummer er feil. {wrong[0]}")
    elif identity.code:
        said = f"{identity.reason} Mottakeren vil avvise meldingen. Fyll ut pasientens opplysninger."
        yield Problem("PASIENT_UKJENT", said)
    elif not any(patient.ident(kind) for kind in (FNR, DNR, FHN)):
        said = "Pasienten har ikke fødselsnummer. Se etter at navn, fødselsdato og kjønn er riktige."
        yield Problem("UTEN_FODSELSNUMMER", said, Severity.WARNING)
    if not wrong:
        for said in identity.warnings:
            yield Problem("FODSELSDATO", said, Severity.WARNING)


def may_send(found: tuple[Problem, ...]) -> bool:
    """Tell whether nothing among the problems forbids sending."""
    return all(problem.severity is not Severity.ERROR for problem in found)
