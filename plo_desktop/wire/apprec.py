"""Application receipts 1.0 and 1.1, both ways: the only proof that the other side has a message."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from lxml import etree

from plo_desktop.base.ids import new_uuid
from plo_desktop.domain.codebook import name_of, oid
from plo_desktop.domain.party import HER, Code, Identifier, Organisation, Professional
from plo_desktop.messages.head import Apprec, ApprecError, Head
from plo_desktop.wire.names import APPREC, APPREC_10, APPREC_11
from plo_desktop.wire.parties import add, add_code, child, children, read_code, text, text_or_v
from plo_desktop.wire.times import moment_text, read_moment

SOFTWARE = "PLO Desktop"
PRIMARY, COPY = "PRIM", "COP"
_NAMESPACES = {"1.0": APPREC_10, "1.1": APPREC_11}
_MIG = {"1.0": "1.0 2004-11-21", "1.1": "v1.1 2012-02-15"}
# The roles have other codes in 1.0 (wire-format 17): version → our role → (V, DN).
_SENDER_ROLES = {
    "1.1": {PRIMARY: Code("PRIM", "Primærmottaker"), COPY: Code("COP", "Kopimottaker")},
    "1.0": {PRIMARY: Code("SPR", "Tjenesteyter"), COPY: Code("COP", "Kopimottaker")},
}
_RECEIVER_ROLES = {"1.1": Code("AVS", "Avsender"), "1.0": Code("RECEIVER", "Mottaker")}
_STATUS = {True: Code("1", "OK"), False: Code("2", "Avvist")}
_NO_ORGANISATION = Organisation("")


def apprec_version_for(head: Head) -> str:
    """Return the AppRec version that answers a message: PLO 1.5 and Dialog 1.0 → "1.0", all others "1.1"."""
    return "1.0" if head.version in ("1.5", "1.0") else "1.1"


def build_apprec(
    head: Head,
    *,
    status_ok: bool,
    errors: Iterable[ApprecError] = (),
    our_party: Organisation | None = None,
    role: str = PRIMARY,
    apprec_id: str = "",
    generated_at: datetime,
    version: str = "",
) -> bytes:
    """Return the receipt for the message with this head as UTF-8 with declaration.

    Addresses are mirrored: the message's sender receives, `our_party` (else the message's receiver) sends.
    `role` is "PRIM" or "COP". Raises ValueError for a refusal without a reason, which nobody could act on.
    """
    errors = tuple(errors)
    if not status_ok and not errors:
        raise ValueError("a refusal needs at least one error")
    version = version or apprec_version_for(head)
    ns = _NAMESPACES[version]
    root = etree.Element(f"{{{ns}}}AppRec", nsmap={None: ns})
    add_code(root, "MsgType", Code("APPREC", "Applikasjonskvittering"), bare=True, namespace=ns)
    add(root, "MIGversion", _MIG[version], ns)
    add(root, "SoftwareName", SOFTWARE, ns)
    add(root, "GenDate", moment_text(generated_at), ns)
    add(root, "Id", apprec_id or new_uuid(), ns)
    roles = _SENDER_ROLES[version]
    _add_party(
        root, "Sender", our_party or head.receiver or _NO_ORGANISATION, roles.get(role, roles[PRIMARY])
    )
    _add_party(root, "Receiver", head.sender or _NO_ORGANISATION, _RECEIVER_ROLES[version])
    add_code(root, "Status", _STATUS[status_ok], bare=True, namespace=ns)
    for error in () if status_ok else errors:
        said = Code(error.code, name_of("8221", error.code) or error.text, oid("8221"), error.detail)
        add_code(root, "Error", said, bare=False, namespace=ns)
    original = add(root, "OriginalMsgId", "", ns)
    add_code(original, "MsgType", Code(head.type_code, head.type_name), bare=True, namespace=ns)
    # The schema demands a dateTime: an unreadable GenDate cannot be echoed.
    issued = head.generated if head.generated_at is not None else moment_text(generated_at)
    add(original, "IssueDate", issued, ns)
    add(original, "Id", head.msg_id, ns)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)


def _add_party(root: etree._Element, local: str, party: Organisation, role: Code) -> None:
    ns = etree.QName(root).namespace or ""
    made = add(root, local, "", ns)
    add_code(made, "Role", role, bare=True, namespace=ns)
    inst = add(add(made, "HCP", "", ns), "Inst", "", ns)
    further = _add_id(inst, party.name, party.idents)
    if party.service is not None:
        dept = add(inst, "Dept", "", ns)
        _add_further(dept, _add_id(dept, party.service.name, party.service.idents))
    _add_further(inst, further)
    # A person is named when the person is the communication party, not when somebody signs for a service.
    if party.person is not None and party.service is None:
        person = add(inst, "HCPerson", "", ns)
        name = " ".join(
            part for part in (party.person.given, party.person.middle, party.person.family) if part
        )
        _add_further(person, _add_id(person, name, party.person.idents))


def _add_id(parent: etree._Element, name: str, idents: tuple[Identifier, ...]) -> tuple[Identifier, ...]:
    """Write name and the HER-id (else the first id); return the identifiers that are left."""
    ns = etree.QName(parent).namespace or ""
    if name.strip():
        add(parent, "Name", name, ns)
    main = next((i for i in idents if i.type.value == HER), idents[0] if idents else None)
    if main is None:
        return ()
    add(parent, "Id", main.id, ns)
    add_code(parent, "TypeId", main.type, bare=True, namespace=ns)
    return tuple(ident for ident in idents if ident is not main)


def _add_further(parent: etree._Element, idents: tuple[Identifier, ...]) -> None:
    ns = etree.QName(parent).namespace or ""
    for ident in idents:
        made = add(parent, "AdditionalId", "", ns)
        add(made, "Id", ident.id, ns)
        add_code(made, "Type", ident.type, bare=True, namespace=ns)


def is_apprec(root: etree._Element) -> bool:
    """Tell whether a document is a receipt of a version we know."""
    name = etree.QName(root)
    return name.localname == "AppRec" and name.namespace in APPREC


def read_apprec(root: etree._Element) -> Apprec:
    """Return a receipt; dates may stand as text or, as the first print of 1.1 had them, in @V."""
    original = child(root, "OriginalMsgId")
    sender = child(root, "Sender")
    errors = (read_code(each) or Code("") for each in children(root, "Error"))
    kind = read_code(child(original, "MsgType")) or Code("")
    role = read_code(child(sender, "Role"))
    status = read_code(child(root, "Status"))
    return Apprec(
        version=APPREC.get(etree.QName(root).namespace or "", ""),
        msg_id=text(root, "Id"),
        generated=text_or_v(root, "GenDate"),
        status=status.value if status else "",
        original_id=text(original, "Id"),
        original_type=kind.value,
        original_issued=text_or_v(original, "IssueDate"),
        sender=_party(sender),
        receiver=_party(child(root, "Receiver")),
        errors=tuple(ApprecError(e.value, e.name or name_of("8221", e.value), e.original) for e in errors),
        role=role.value if role else "",
    )


def _party(element: etree._Element | None) -> Organisation | None:
    inst = child(element, "HCP", "Inst")
    if inst is None:
        lone = child(element, "HCP", "HCProf")
        return Organisation("", person=_person(lone)) if lone is not None else None
    services = [Organisation(text(d, "Name"), _idents(d)) for d in children(inst, "Dept")]
    persons = [_person(p) for p in children(inst, "HCPerson")]
    return Organisation(
        name=text(inst, "Name"),
        idents=_idents(inst),
        service=services[0] if services else None,
        person=persons[0] if persons else None,
    )


def _person(element: etree._Element) -> Professional:
    given, _, family = text(element, "Name").rpartition(" ")
    return Professional(family=family, given=given, idents=_idents(element))


def _idents(element: etree._Element) -> tuple[Identifier, ...]:
    found: list[Identifier] = []
    if main := text(element, "Id"):
        found.append(Identifier(main, read_code(child(element, "TypeId")) or Code("")))
    for each in children(element, "AdditionalId"):
        if number := text(each, "Id"):
            found.append(Identifier(number, read_code(child(each, "Type")) or Code("")))
    return tuple(found)


def generated_at(apprec: Apprec) -> datetime | None:
    """Return when the receipt was made, in UTC, or None when its date cannot be read."""
    return read_moment(apprec.generated)
