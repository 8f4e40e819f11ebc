"""Application receipts 1.0 and 1.1, both ways: the only proof that the other side has a message."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from functools import cache, lru_cache

from lxml import etree

from plo_desktop.base.ids import new_uuid
from plo_desktop.domain.codebook import name_of, oid
from plo_desktop.domain.party import HER, Code, Identifier, Organisation, Professional
from plo_desktop.messages.head import Apprec, ApprecError, Head
from plo_desktop.wire.names import APPREC, APPREC_10, APPREC_11
from plo_desktop.wire.parties import child, children, read_code, text, text_or_v
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
_IN_TEXT = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})
_IN_ATTRIBUTE = _IN_TEXT | str.maketrans({'"': "&quot;", "\n": "&#10;", "\t": "&#9;"})


def apprec_version_for(head: Head) -> str:
    """Return the AppRec version that answers a message: PLO 1.5 and Dialog 1.0 → "1.0", all others "1.1".

    Helsefaglig dialog always takes 1.1 (HIS 1077).
    """
    old = head.version in ("1.5", "1.0") and head.type_code != "DIALOG_HELSEFAGLIG"
    return "1.0" if old else "1.1"


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
    at = moment_text(generated_at)
    # The schema demands a dateTime: an unreadable GenDate cannot be echoed.
    issued = head.generated if head.generated_at is not None else at
    # Written as text: every message that comes in waits for its receipt, and a tree takes six times as long.
    document = (
        _beginning(version),
        _leaf("GenDate", at),
        _leaf("Id", apprec_id or new_uuid()),
        _sides(
            version, our_party or head.receiver or _NO_ORGANISATION, role, head.sender or _NO_ORGANISATION
        ),
        _code("Status", _STATUS[status_ok]),
        *(_error(error) for error in errors if not status_ok),
        _around(
            "OriginalMsgId",
            _code("MsgType", Code(head.type_code, head.type_name)),
            _leaf("IssueDate", issued),
            _leaf("Id", head.msg_id),
        ),
        "</AppRec>",
    )
    return "".join(document).encode()


@cache
def _beginning(version: str) -> str:
    return "".join(
        (
            "<?xml version='1.0' encoding='UTF-8'?>\n",
            f'<AppRec xmlns="{_NAMESPACES[version]}">',
            _code("MsgType", Code("APPREC", "Applikasjonskvittering")),
            _leaf("MIGversion", _MIG[version]),
            _leaf("SoftwareName", SOFTWARE),
        )
    )


@lru_cache(maxsize=256)
def _sides(version: str, sender: Organisation, role: str, receiver: Organisation) -> str:
    """Return both addresses; the same few answer the same few all day."""
    roles = _SENDER_ROLES[version]
    return _side("Sender", sender, roles.get(role, roles[PRIMARY])) + _side(
        "Receiver", receiver, _RECEIVER_ROLES[version]
    )


def _error(error: ApprecError) -> str:
    said = Code(error.code, name_of("8221", error.code) or error.text, oid("8221"), error.detail)
    return _code("Error", said, bare=False)


def _side(local: str, party: Organisation, role: Code) -> str:
    main, further = _main_id(party.idents)
    parts = [_named(party.name, main)]
    if party.service is not None:
        own, others = _main_id(party.service.idents)
        parts.append(_around("Dept", _named(party.service.name, own), *map(_additional, others)))
    parts += map(_additional, further)
    # A person is named when the person is the communication party, not when somebody signs for a service.
    if party.person is not None and party.service is None:
        name = " ".join(
            part for part in (party.person.given, party.person.middle, party.person.family) if part
        )
        own, others = _main_id(party.person.idents)
        parts.append(_around("HCPerson", _named(name, own), *map(_additional, others)))
    return _around(local, _code("Role", role), _around("HCP", _around("Inst", *parts)))


def _main_id(idents: tuple[Identifier, ...]) -> tuple[Identifier | None, tuple[Identifier, ...]]:
    """Return the HER-id, else the first id, and those that are left."""
    main = next((i for i in idents if i.type.value == HER), idents[0] if idents else None)
    return main, tuple(ident for ident in idents if ident is not main)


def _named(name: str, main: Identifier | None) -> str:
    named = _leaf("Name", name) if name.strip() else ""
    return named + (_leaf("Id", main.id) + _code("TypeId", main.type) if main is not None else "")


def _additional(ident: Identifier) -> str:
    return _around("AdditionalId", _leaf("Id", ident.id), _code("Type", ident.type))


def _around(local: str, *inner: str) -> str:
    content = "".join(inner)
    return f"<{local}>{content}</{local}>" if content else f"<{local}/>"


def _leaf(local: str, said: str) -> str:
    return _around(local, said.strip().translate(_IN_TEXT))


@lru_cache(maxsize=512)
def _code(local: str, code: Code, *, bare: bool = True) -> str:
    """Return a CS (`bare`) or CV; empty parts are left out."""
    system, original = ("", "") if bare else (code.system, code.original)
    said = "".join(
        f' {name}="{value.strip().translate(_IN_ATTRIBUTE)}"'
        for name, value in (("V", code.value), ("S", system), ("DN", code.name), ("OT", original))
        if value.strip()
    )
    return f"<{local}{said}/>"


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
