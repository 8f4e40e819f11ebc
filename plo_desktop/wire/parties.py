"""Persons, units and addresses of MsgHead and felleskomponent1, read and written in one place (HIS 1153)."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from lxml import etree

from plo_desktop.domain.codebook import oid
from plo_desktop.domain.party import Address, Code, Identifier, Organisation, Patient, Professional, Telecom
from plo_desktop.wire.names import MH
from plo_desktop.wire.times import read_day

# -- reading: children by local name, because old senders mix mh and fk1 ------------------------------------


def children(element: etree._Element, local: str) -> list[etree._Element]:
    """Return the children with this local name in any namespace."""
    return list(element.iterchildren(f"{{*}}{local}"))


def child(element: etree._Element | None, *locals_: str) -> etree._Element | None:
    """Return the first descendant along these local names, or None."""
    for local in locals_:
        if element is None:
            return None
        for each in element:
            tag = each.tag
            if isinstance(tag, str) and (tag == local or tag.endswith(f"}}{local}")):
                element = each
                break
        else:
            return None
    return element


_Parts = dict[str, list[etree._Element]]


def parts_of(element: etree._Element | None) -> _Parts:
    """Return all children by local name: one walk, where asking for each name would be one walk per name."""
    parts: _Parts = {}
    if element is not None:
        for each in element:
            if isinstance(each.tag, str):
                parts.setdefault(each.tag.rpartition("}")[2], []).append(each)
    return parts


def text(element: etree._Element | None, *locals_: str) -> str:
    """Return the trimmed text at the end of the way, or an empty string."""
    found = child(element, *locals_)
    if found is None:
        return ""
    return ("".join(found.itertext()) if len(found) else found.text or "").strip()


def text_or_v(element: etree._Element | None, *locals_: str) -> str:
    """Return text, or the attribute V where an old document printed it so (Errata of AppRec 1.1)."""
    found = child(element, *locals_)
    return (text(found) or found.get("V", "").strip()) if found is not None else ""


def read_code(element: etree._Element | None) -> Code | None:
    """Return a CS or CV, or None when it is absent or empty."""
    if element is None:
        return None
    get = element.get
    return _code_of(get("V", ""), get("DN", ""), get("S", ""), get("OT", ""))


@lru_cache(maxsize=1024)
def _code_of(value: str, name: str, system: str, original: str) -> Code | None:
    found = Code(value.strip(), name.strip(), system.strip(), original.strip())
    return found if found.value or found.name or found.system or found.original else None


def _first(parts: _Parts, local: str) -> etree._Element | None:
    found = parts.get(local)
    return found[0] if found else None


def _said(parts: _Parts, local: str) -> str:
    found = parts.get(local)
    return text(found[0]) if found else ""


def _coded(parts: _Parts, local: str) -> Code | None:
    found = parts.get(local)
    return read_code(found[0]) if found else None


def _bare(parts: _Parts, local: str, oid_suffix: str) -> Code | None:
    """Return a CS with the code set that its element implies, so that equal codes compare equal."""
    found = _coded(parts, local)
    return replace(found, system=found.system or oid(oid_suffix)) if found else None


def _idents(parts: _Parts) -> tuple[Identifier, ...]:
    """Return the identifiers that have an id; a missing type becomes an empty code."""
    found: list[Identifier] = []
    for each in parts.get("Ident", ()):
        of_one = parts_of(each)
        if number := _said(of_one, "Id"):
            found.append(Identifier(number, _coded(of_one, "TypeId") or Code("")))
    return tuple(found)


def _telecoms(parts: _Parts) -> tuple[Telecom, ...]:
    found: list[Telecom] = []
    for each in parts.get("TeleCom", ()):
        address = child(each, "TeleAddress")
        value = address.get("V", "").strip() if address is not None else ""
        if value:
            found.append(Telecom(value, read_code(child(each, "TypeTelecom"))))
    return tuple(found)


def _addresses(parts: _Parts) -> tuple[Address, ...]:
    return tuple(_address(parts_of(each)) for each in parts.get("Address", ()))


def _address(parts: _Parts) -> Address:
    return Address(
        _coded(parts, "Type"),
        _said(parts, "StreetAdr"),
        _said(parts, "PostalCode"),
        _said(parts, "City"),
        _said(parts, "Postbox"),
        _coded(parts, "County"),
        _coded(parts, "Country"),
    )


def read_professional(element: etree._Element | None) -> Professional | None:
    """Return health personnel, or None when the element is absent or says nothing."""
    if element is None:
        return None
    parts = parts_of(element)
    found = Professional(
        family=_said(parts, "FamilyName"),
        given=_said(parts, "GivenName"),
        middle=_said(parts, "MiddleName"),
        profession=_bare(parts, "TypeHealthcareProfessional", "9060"),
        role=_coded(parts, "RoleToPatient"),
        idents=_idents(parts),
        telecoms=_telecoms(parts),
    )
    return found if found != Professional() else None


def read_organisation(element: etree._Element | None) -> Organisation | None:
    """Return an entity with its service or person, or None when there is neither name nor identifier.

    Remembered by its text: a ward hears from the same few services, and it is itself the other party.
    """
    if element is None:
        return None
    written = etree.tostring(element, with_tail=False)
    found = _organisations.get(written, _UNREAD)
    if not isinstance(found, _Unread):
        return found
    if len(_organisations) >= _MOST_REMEMBERED:
        _organisations.clear()
    _organisations[written] = read = _organisation_in(element)
    return read


class _Unread:
    """Stands for what has not been read yet."""


_UNREAD = _Unread()
_MOST_REMEMBERED = 500
_organisations: dict[bytes, Organisation | None] = {}


def _organisation_in(element: etree._Element) -> Organisation | None:
    parts = parts_of(element)
    found = Organisation(
        name=_said(parts, "OrganisationName"),
        idents=_idents(parts),
        service=read_organisation(_first(parts, "Organisation")),
        person=read_professional(_first(parts, "HealthcareProfessional")),
        type=_coded(parts, "TypeOrganisation"),
        addresses=_addresses(parts),
        telecoms=_telecoms(parts),
    )
    return found if found.name or found.idents or found.service or found.person else None


def read_patient(element: etree._Element | None) -> Patient | None:
    """Return the patient, or None when the element is absent."""
    if element is None:
        return None
    parts = parts_of(element)
    return Patient(
        family=_said(parts, "FamilyName"),
        given=_said(parts, "GivenName"),
        middle=_said(parts, "MiddleName"),
        birth_date=read_day(_said(parts, "DateOfBirth")),
        sex=_bare(parts, "Sex", "3101"),
        idents=_idents(parts),
        addresses=_addresses(parts),
        telecoms=_telecoms(parts),
    )


# -- writing: MsgHead's order of children -------------------------------------------------------------------


def add(parent: etree._Element, local: str, said: str = "", namespace: str = MH) -> etree._Element:
    """Append a child with trimmed text and return it."""
    made = etree.SubElement(parent, f"{{{namespace}}}{local}")
    if said.strip():
        made.text = said.strip()
    return made


def _add_text(parent: etree._Element, local: str, said: str) -> None:
    if said.strip():
        add(parent, local, said)


def add_code(
    parent: etree._Element, local: str, value: Code | None, *, bare: bool, namespace: str = MH
) -> None:
    """Append a CS (`bare`) or CV, or nothing when there is no value."""
    if value is None:
        return
    made = add(parent, local, namespace=namespace)
    for name, said in (
        ("V", value.value),
        ("S", "" if bare else value.system),
        ("DN", value.name),
        ("OT", "" if bare else value.original),
    ):
        if said.strip():
            made.set(name, said.strip())


def _add_idents(parent: etree._Element, idents: tuple[Identifier, ...]) -> None:
    for ident in idents:
        made = add(parent, "Ident")
        add(made, "Id", ident.id)
        add_code(made, "TypeId", ident.type, bare=False)


def _add_reachable(
    parent: etree._Element, addresses: tuple[Address, ...], telecoms: tuple[Telecom, ...]
) -> None:
    for address in addresses[:1]:
        made = add(parent, "Address")
        add_code(made, "Type", address.type, bare=True)
        _add_text(made, "StreetAdr", address.street)
        _add_text(made, "PostalCode", address.postal_code)
        _add_text(made, "City", address.city)
        _add_text(made, "Postbox", address.postbox)
        add_code(made, "County", address.county, bare=True)
        add_code(made, "Country", address.country, bare=True)
    for telecom in telecoms:
        made = add(parent, "TeleCom")
        add_code(made, "TypeTelecom", telecom.type, bare=True)
        # A telecom address has no blanks (wire-format 2), though people write numbers in groups.
        add(made, "TeleAddress").set("V", "".join(telecom.address.split()))


def _add_names(parent: etree._Element, family: str, middle: str, given: str) -> None:
    _add_text(parent, "FamilyName", family)
    _add_text(parent, "MiddleName", middle)
    _add_text(parent, "GivenName", given)


def add_organisation(parent: etree._Element, party: Organisation) -> None:
    """Append mh:Organisation on its two levels: name before type, unlike felleskomponent1."""
    made = add(parent, "Organisation")
    add(made, "OrganisationName", party.name)
    add_code(made, "TypeOrganisation", party.type, bare=False)
    _add_idents(made, party.idents)
    _add_reachable(made, party.addresses, party.telecoms)
    if party.service is not None:
        add_organisation(made, party.service)
    if party.person is not None:
        person = add(made, "HealthcareProfessional")
        add_code(person, "TypeHealthcareProfessional", party.person.profession, bare=True)
        add_code(person, "RoleToPatient", party.person.role, bare=False)
        _add_names(person, party.person.family, party.person.middle, party.person.given)
        _add_idents(person, party.person.idents)
        _add_reachable(person, (), party.person.telecoms)


def add_patient(parent: etree._Element, patient: Patient) -> None:
    """Append mh:Patient; birth date and sex go along so that the receiver can identify without number."""
    made = add(parent, "Patient")
    _add_names(made, patient.family, patient.middle, patient.given)
    if patient.birth_date is not None:
        add(made, "DateOfBirth", patient.birth_date.isoformat())
    add_code(made, "Sex", patient.sex, bare=True)
    _add_idents(made, patient.idents)
    _add_reachable(made, patient.addresses, patient.telecoms)
