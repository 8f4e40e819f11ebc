"""Writes persons, organisations, identifiers, addresses and phones the short way a reader expects them."""

from __future__ import annotations

from lxml import etree

from plo_desktop.messages.outline import Line
from plo_desktop.wire.reading_nodes import Nodes, children, first, local
from plo_desktop.wire.reading_values import shown_person_number, visible

_SHORT_KIND = {
    "HER": "HER-id",
    "HPR": "HPR",
    "ENH": "org.nr.",
    "FNR": "fødselsnummer",
    "DNR": "D-nummer",
    "FHN": "felles hjelpenummer",
}
_PERSON_NUMBERS = ("FNR", "DNR", "FHN")
_NAME_PARTS = ("GivenName", "MiddleName", "FamilyName")
_NAMED = ("OrganisationName", "Name")
_BELOW = (
    "Organisation", "HealthcareProfessional", "Dept", "HCPerson", "Inst", "HCProf", "HCP", "Person",
    "Patient",
)  # fmt: skip


def person_name(node: etree._Element, nodes: Nodes) -> str:
    """Return "Magnar Koman": given, middle and family name."""
    return " ".join(part for part in (nodes.of(node, name) for name in _NAME_PARTS) if part)


def ident(node: etree._Element, nodes: Nodes) -> str:
    """Return "HPR 9144889", "HER-id 59" or "fødselsnummer 131169 00216"."""
    kind_node = first(node, "TypeId")
    if kind_node is None:
        kind_node = first(node, "Type")
    value = nodes.of(node, "Id")
    kind = kind_node.get("V", "").strip() if kind_node is not None else ""
    if kind in _PERSON_NUMBERS:
        value = shown_person_number(value)
    named_kind = nodes.text(kind_node)
    free = kind_node is not None and "OT" in kind_node.attrib
    shown_kind = named_kind if free else _SHORT_KIND.get(kind) or named_kind
    return " ".join(part for part in (shown_kind or "id", value) if part) if value else shown_kind


def numbers_as_written(nodes: Nodes) -> tuple[Line, ...]:
    """Return each person's number in one piece, to be copied and searched for: for reading it is parted."""
    found: dict[str, Line] = {}
    for node in nodes.named("Ident"):
        written = first(node, "Id")
        text = (written.text or "").strip() if written is not None else ""
        if shown_person_number(text) != visible(text):
            label = f"{nodes.of(node, 'TypeId') or 'Id'}, som skrevet"
            found.setdefault(text, Line(label, text, nodes.path(node)))
    return tuple(found.values())


def address(node: etree._Element, nodes: Nodes) -> str:
    """Return "Bugata 1, 4011 Stavanger", with the kind of address after it."""
    place = " ".join(part for part in (nodes.of(node, "PostalCode"), nodes.of(node, "City")) if part)
    postbox = nodes.of(node, "Postbox")
    rest = [nodes.of(node, name) for name in ("CityDistr", "County", "Country")]
    parts = [nodes.of(node, "StreetAdr"), f"postboks {postbox}" if postbox else "", place, *rest]
    known = {"Type", "StreetAdr", "PostalCode", "City", "Postbox", "County", "Country", "CityDistr"}
    parts += [_other(child, nodes) for child in children(node) if local(child) not in known]
    kind = nodes.of(node, "Type")
    shown = ", ".join(part for part in parts if part)
    return f"{shown} ({kind})" if kind and shown else shown or kind


def telecom(node: etree._Element, nodes: Nodes) -> str:
    """Return "tlf. 90094004 (Mobiltelefon)"; mail and fax say what they are."""
    found = first(node, "TeleAddress")
    written = (found.get("V", "") if found is not None else "").strip().lower()
    before = (
        "e-post " if written.startswith("mailto:") else "faks " if written.startswith("fax:") else "tlf. "
    )
    number = nodes.text(found)
    kind = nodes.of(node, "TypeTelecom")
    others = [
        _other(child, nodes) for child in children(node) if local(child) not in ("TypeTelecom", "TeleAddress")
    ]
    shown = f"{before}{number}" if number else ""
    shown = f"{shown} ({kind})".strip() if kind else shown
    return ", ".join(part for part in (shown, *others) if part)


def _other(node: etree._Element, nodes: Nodes) -> str:
    """Return any element on one line, with its label, so that nothing is left out."""
    said = nodes.text(node)
    below = [part for child in children(node) if (part := _other(child, nodes))]
    if not said and not below:
        return ""
    return f"{nodes.label(node)}: {', '.join([*([said] if said else []), *below])}"


def party(node: etree._Element, nodes: Nodes, *, role: bool = True) -> str:
    """Return a person or organisation on one line: name, profession, role, identifiers, phones, address.

    `role` is False when the caller shows RoleToPatient as a label.
    """
    parts: list[str] = []
    if name := person_name(node, nodes):
        parts.append(name)
    own_id = first(node, "Id")
    for child in children(node):
        tag = local(child)
        if (
            tag in _NAME_PARTS
            or (tag == "TypeId" and own_id is not None)
            or (tag == "RoleToPatient" and not role)
        ):
            continue
        if tag in _NAMED:
            parts.append(nodes.text(child))
        elif tag in _BELOW:
            parts.append(party(child, nodes))
        elif tag == "Id":
            parts.append(ident(node, nodes))
        elif tag in ("Ident", "AdditionalId"):
            if _repeats_name(child, parts, nodes):
                nodes.technical.append(Line(nodes.label(child), ident(child, nodes), nodes.path(child)))
            else:
                parts.append(ident(child, nodes))
        elif tag == "Address":
            parts.append(address(child, nodes))
        elif tag == "TeleCom":
            parts.append(telecom(child, nodes))
        elif tag == "DateOfBirth":
            parts.append(f"født {nodes.text(child)}" if nodes.text(child) else "")
        elif tag in ("TypeHealthcareProfessional", "RoleToPatient", "Sex", "TypeOrganisation"):
            parts.append(nodes.text(child))
        else:
            parts.append(_other(child, nodes))
    if loose := (node.text or "").strip():
        parts.append(visible(loose))
    return ", ".join(part for part in parts if part)


def _repeats_name(node: etree._Element, shown: list[str], nodes: Nodes) -> bool:
    """Tell whether a local identifier only says the unit's own name again, as a unit without number does."""
    kind = first(node, "TypeId")
    return kind is not None and kind.get("V", "").strip() == "LOK" and nodes.of(node, "Id") in shown


def organisation_name(node: etree._Element | None, nodes: Nodes) -> str:
    """Return entity and service or person: "Alvdal Kommune, Sykepleietjeneste"."""
    if node is None:
        return ""
    name = nodes.of(node, "OrganisationName")
    service = first(node, "Organisation")
    below = organisation_name(service, nodes) if service is not None else ""
    professional = first(node, "HealthcareProfessional")
    if not below and professional is not None:
        below = person_name(professional, nodes)
    return ", ".join(part for part in (name, below) if part)
