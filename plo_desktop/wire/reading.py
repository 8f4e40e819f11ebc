"""Reads any document as an Outline: known parts in the order a nurse needs, then the rest, nothing lost."""

from __future__ import annotations

from lxml import etree

from plo_desktop.domain import codebook
from plo_desktop.messages.attachment import Attachment, megabytes
from plo_desktop.messages.outline import Item, Line, Outline, PatientLine, Section, Tone
from plo_desktop.wire import reading_sections as parts
from plo_desktop.wire.attachments import attached_documents
from plo_desktop.wire.grammar.library import APPREC_10, APPREC_11, grammar_for
from plo_desktop.wire.reading_dialogue import dialogue
from plo_desktop.wire.reading_medicines import medicines
from plo_desktop.wire.reading_nodes import NameOf, Nodes, children, first, local
from plo_desktop.wire.reading_parties import (
    address,
    ident,
    numbers_as_written,
    organisation_name,
    party,
    telecom,
)
from plo_desktop.wire.reading_values import shown_person_number, visible

_VERSIONS = {
    "2012-04-01": "1.6",
    "2009-06-30": "1.5",
    "2016-05-30": "2.0",
    "2006-10-11": "1.0",
    "2013-01-23": "1.1",
    "2012-02-15": "1.1",
    "2004-11-21": "1.0",
}
_STANDINGS = {"N": "Ny", "M": "Endring", "C": "Kansellering"}
_TEST_MARKS = {"T": "Testmelding", "D": "Testmelding (feilsøking)"}
_PERSON_NUMBERS = ("FNR", "DNR", "FHN")


def outline_of(
    root: etree._Element, *, our_ids: frozenset[str] = frozenset(), name_of: NameOf = codebook.name_of
) -> Outline:
    """Return the whole document to be read, whatever it is (process-rules 3.2).

    `our_ids` are the numbers of our own services ("HER:91090"), by which a copy to us is known. `name_of`
    names codes that came without DN.
    """
    nodes = Nodes(grammar_for(str(root.tag)), name_of, party)
    nodes.learn(root, nodes.grammar.element(str(root.tag)))
    if etree.QName(root).namespace in (APPREC_10, APPREC_11):
        return _apprec(root, nodes)
    return _message(root, nodes, our_ids)


def _message(root: etree._Element, nodes: Nodes, our_ids: frozenset[str]) -> Outline:
    head = first(root, "MsgInfo")
    payload = _payload(nodes)
    type_node = first(head, "Type")
    code = type_node.get("V", "").strip() if type_node is not None else ""
    title = nodes.text(type_node)
    if title in ("", code):
        title = _named_by_content(payload, nodes) if payload is not None else nodes.label(root)
    standing = _standing(nodes)
    facts = (*_facts(head, nodes, standing), *_kind_of_content(nodes, standing))
    patient, about = _patient(head, nodes)
    nodes.technical.extend(numbers_as_written(nodes))
    marks = _marks(head, our_ids)
    attached = _attachments(root, nodes, payload)
    critical = parts.critical(nodes)
    prose = parts.prose(nodes)
    first_prose = tuple(section for section in prose if section.title.startswith("Situasjon"))
    sections: list[Section] = []
    if critical:
        sections.append(Section("Kritisk informasjon", critical, Tone.CRITICAL))
    sections.extend(dialogue(nodes, code))
    sections.extend(parts.groups(nodes, parts.ASKED))
    sections.extend(parts.events(nodes))
    sections.extend(first_prose)
    sections.extend(parts.diagnoses(nodes))
    sections.extend(parts.earlier_diseases(nodes))
    sections.extend(medicines(nodes))
    sections.extend(parts.groups(nodes, parts.FOLLOW_UP))
    sections.extend(section for section in prose if section not in first_prose)
    sections.extend(parts.kin(nodes))
    sections.extend(parts.groups(nodes, parts.OTHERS))
    sections.extend(parts.contacts(nodes))
    sections.extend(attached)
    about += _about_patient(nodes)
    if about:
        sections.append(Section("Om pasienten", about))
    rest, technical = _rest(root, nodes, head)
    rest += tuple(nodes.leftovers)
    if rest:
        sections.append(Section("Øvrige opplysninger", rest))
    if technical:
        sections.append(Section("Tekniske opplysninger", technical, Tone.TECHNICAL))
    version = _version(payload if payload is not None else root)
    return Outline(title, code, version, standing, patient, facts, tuple(sections), marks)


def _payload(nodes: Nodes) -> etree._Element | None:
    for document in nodes.named("Document"):
        content = first(document, "RefDoc", "Content")
        inner = next(children(content), None) if content is not None else None
        if inner is not None and local(inner) != "Base64Container":
            return inner
    return None


def _named_by_content(payload: etree._Element, nodes: Nodes) -> str:
    """Return the name of a message whose type has none: of its kind of logistics, else of its payload."""
    inner = [
        child for child in children(payload) if etree.QName(child).namespace == etree.QName(payload).namespace
    ]
    is_logistics = local(payload) == "Pasientlogistikk" and inner
    return nodes.label(inner[-1] if is_logistics else payload)


def _version(node: etree._Element) -> str:
    namespace = etree.QName(node).namespace or ""
    return _VERSIONS.get(namespace.rpartition("/")[2], "")


def _standing(nodes: Nodes) -> str:
    node = next(nodes.named("Forsendelsesstatus"), None)
    if node is None:
        return ""
    value = node.get("V", "").strip()
    written = nodes.text(node)
    nodes.take(node)
    words = _STANDINGS.get(value) or written
    if written and written != words:
        nodes.technical.append(Line(nodes.label(node), written, nodes.path(node)))
    return words


def _facts(head: etree._Element | None, nodes: Nodes, standing: str) -> tuple[Line, ...]:
    if head is None:
        return (Line("Status", standing),) if standing else ()
    facts: list[Line] = []
    type_node = first(head, "Type")
    if type_node is not None:
        nodes.take(type_node)
    for name, label in (("Sender", "Fra"), ("Receiver", "Til"), ("OtherReceiver", "Kopi til")):
        for node in [child for child in children(head) if local(child) == name]:
            inner = next((each for each in children(node) if local(each) in _PARTIES), None)
            shown = organisation_name(inner, nodes) if inner is not None else ""
            if inner is not None and not shown:
                shown = party(inner, nodes)
            facts.append(Line(label, shown, nodes.path(node)))
            full = party(inner, nodes) if inner is not None else ""
            others = nodes.lines(node, *_PARTIES)
            nodes.technical.append(Line(nodes.label(node), full, nodes.path(node)))
            nodes.technical.extend(others)
            nodes.take(node)
    sent = first(head, "GenDate")
    if sent is not None:
        facts.append(Line(nodes.label(sent), nodes.text(sent), nodes.path(sent)))
        nodes.take(sent)
        nodes.technical.append(
            Line("Sendt, som skrevet", visible((sent.text or "").strip()), nodes.path(sent))
        )
    if standing:
        facts.append(Line("Status", standing))
    return tuple(facts)


def _kind_of_content(nodes: Nodes, standing: str) -> tuple[Line, ...]:
    """Return which notice this is and what it changes: what a reader asks first of an update (P-05)."""
    found: list[Line] = []
    for node in nodes.named("TypeInnholdIMelding", "InnholdKonsultasjon"):
        for child in children(node):
            changed = local(child) == "Merknad" and standing == _STANDINGS["M"]
            label = "Hva er endret" if changed else nodes.label(child)
            found.append(Line(label, nodes.text(child), nodes.path(child)))
        if not (node.text or "").strip():
            nodes.take(node)
    return tuple(found)


_PARTIES = ("Organisation", "HealthcareProfessional", "Patient", "Person")


def _marks(head: etree._Element | None, our_ids: frozenset[str]) -> tuple[str, ...]:
    marks: list[str] = []
    status = first(head, "ProcessingStatus")
    value = status.get("V", "").strip() if status is not None else ""
    if value and value != "P":
        marks.append(_TEST_MARKS.get(value, "Testmelding"))
    if our_ids and head is not None:
        main = _ids(first(head, "Receiver"))
        copies = [_ids(node) for node in children(head) if local(node) == "OtherReceiver"]
        if not main & our_ids and any(ids & our_ids for ids in copies):
            marks.append("Kopi til oss")
    return tuple(marks)


def _ids(node: etree._Element | None) -> frozenset[str]:
    """Return the numbers in a party as "HER:59"; old messages write "59.91090" for entity and service."""
    found: set[str] = set()
    for each in node.iter("{*}Ident") if node is not None else ():
        kind = first(each, "TypeId")
        named = kind.get("V", "").strip() if kind is not None else ""
        written = first(each, "Id")
        number = "".join((written.text or "").split()) if written is not None else ""
        found |= {f"{named}:{part}" for part in (number, *number.split(".")) if part}
    return frozenset(found)


def _patient(head: etree._Element | None, nodes: Nodes) -> tuple[PatientLine | None, tuple[Item, ...]]:
    node = first(head, "Patient")
    if node is None:
        return None, ()
    given = " ".join(part for part in (nodes.of(node, "GivenName"), nodes.of(node, "MiddleName")) if part)
    name = ", ".join(part for part in (nodes.of(node, "FamilyName"), given) if part)
    idents = [child for child in children(node) if local(child) == "Ident"]
    kinds = [
        (found.get("V", "").strip() if (found := first(each, "TypeId")) is not None else "")
        for each in idents
    ]
    chosen = next((kinds.index(kind) for kind in _PERSON_NUMBERS if kind in kinds), 0 if idents else -1)
    number = kind = ""
    if chosen >= 0:
        number = shown_person_number(nodes.of(idents[chosen], "Id"))
        kind = nodes.of(idents[chosen], "TypeId")
    shown = PatientLine(name, number, kind, nodes.of(node, "DateOfBirth"), nodes.of(node, "Sex"))
    about: list[Item] = []
    for child in children(node):
        tag = local(child)
        if tag == "Ident" and child is not (idents[chosen] if chosen >= 0 else None):
            about.append(Line(nodes.label(child), ident(child, nodes), nodes.path(child)))
        elif tag == "Address":
            about.append(Line(nodes.label(child), address(child, nodes), nodes.path(child)))
        elif tag == "TeleCom":
            about.append(Line(nodes.label(child), telecom(child, nodes), nodes.path(child)))
        elif tag not in ("FamilyName", "GivenName", "MiddleName", "DateOfBirth", "Sex", "Ident"):
            about.extend(nodes.items(child))
    if chosen >= 0:
        about.extend(nodes.lines(idents[chosen], "Id", "TypeId"))
    nodes.take(node)
    return shown, tuple(item for item in about if not isinstance(item, Line) or item.text)


def _about_patient(nodes: Nodes) -> tuple[Item, ...]:
    found: list[Item] = []
    for node in nodes.named("TilleggsopplysningPasient"):
        found.extend(nodes.below(node))
    return tuple(found)


def _attachments(root: etree._Element, nodes: Nodes, payload: etree._Element | None) -> tuple[Section, ...]:
    """List attachments with description, format and size; what is in them is never opened here (R-09)."""
    known = {document: (attachment, odd) for document, attachment, odd in attached_documents(root)}
    items: list[Item] = []
    for document in nodes.named("Document"):
        reference = first(document, "RefDoc")
        content = first(reference, "Content")
        if reference is None or (
            payload is not None and content is not None and payload in children(content)
        ):
            continue
        attachment, odd = known.get(document, (None, ()))
        declared = nodes.of(reference, "MimeType")
        said = [nodes.of(reference, "Description"), nodes.of(document, "ContentDescription")]
        said += [attachment.format_name, _size(attachment)] if attachment else []
        if attachment and attachment.media_type == declared.lower():
            nodes.technical.append(
                Line(f"Format på vedlegg {len(items) + 1}", declared, nodes.path(reference))
            )
        else:
            said.append(declared)
        container = first(content, "Base64Container")
        if container is not None:
            nodes.said.add(container)
            nodes.take(container)
        for name in ("IssueDate", "MsgType", "Id", "Compression"):
            if (fact := first(reference, name)) is not None:
                nodes.technical.extend(nodes.items(fact))
        rest = nodes.lines(reference, "MimeType", "Description", "Content")
        rest += nodes.lines(content) if content is not None else ()
        rest += nodes.lines(document, "RefDoc", "ContentDescription")
        shown = ", ".join(dict.fromkeys(part for part in said if part))
        extra = [*(f"Vedlegget {each}" for each in odd), *(f"{line.label}: {line.text}" for line in rest)]
        text = "\n".join(part for part in (shown, *extra) if part)
        items.append(Line(f"Vedlegg {len(items) + 1}", text, nodes.path(document)))
        nodes.take(document)
    return (Section(f"Vedlegg ({len(items)})", tuple(items)),) if items else ()


def _size(attachment: Attachment) -> str:
    return megabytes(len(attachment.content)) if attachment.content else ""


def _rest(
    root: etree._Element, nodes: Nodes, head: etree._Element | None
) -> tuple[tuple[Item, ...], tuple[Item, ...]]:
    """Return what nobody has shown yet: of the payload for the reader, of the envelope for support."""
    envelope = etree.QName(root).namespace if head is not None else None
    rest: list[Item] = []
    _gather(root, nodes, envelope, rest)
    return tuple(rest), tuple(item for item in nodes.technical if not isinstance(item, Line) or item.text)


def _gather(node: etree._Element, nodes: Nodes, envelope: str | None, rest: list[Item]) -> None:
    inside = envelope is not None and etree.QName(node).namespace == envelope
    if inside:
        if node not in nodes.used and not len(node):
            nodes.technical.extend(nodes.items(node))
            return
        if node not in nodes.used:
            nodes.marks(node)
            if words := nodes.text(node):
                nodes.technical.append(Line(nodes.label(node), words, nodes.path(node)))
        for child in children(node):
            _gather(child, nodes, envelope, rest)
            if node not in nodes.used and (child.tail or "").strip():
                nodes.technical.append(
                    Line(nodes.label(node), visible((child.tail or "").strip()), nodes.path(node))
                )
    elif etree.QName(node).namespace == "http://www.w3.org/2000/09/xmldsig#":
        nodes.technical.extend(nodes.items(node))
    else:
        rest.extend(nodes.below(node))


def _apprec(root: etree._Element, nodes: Nodes) -> Outline:
    """Return a receipt: its status word, each error in full, and which message it is about."""
    status = first(root, "Status")
    facts = [Line("Status", nodes.text(status), nodes.path(status) if status is not None else "")]
    for name, label in (("Sender", "Fra"), ("Receiver", "Til")):
        node = first(root, name)
        holder = first(node, "HCP")
        if node is not None and holder is not None:
            facts.append(Line(label, party(holder, nodes), nodes.path(node)))
            nodes.technical.extend(nodes.lines(node, "HCP"))
            nodes.take(node)
    sent = first(root, "GenDate")
    if sent is not None:
        facts.append(Line("Sendt", nodes.text(sent), nodes.path(sent)))
        nodes.technical.append(
            Line("Sendt, som skrevet", visible((sent.text or "").strip()), nodes.path(sent))
        )
        nodes.take(sent)
    type_node = first(root, "MsgType")
    title = (nodes.text(type_node) if type_node is not None else "") or nodes.label(root)
    for node in (status, type_node):
        if node is not None:
            nodes.take(node)
    errors = tuple(
        Line("Feil", nodes.text(node), nodes.path(node)) for node in children(root) if local(node) == "Error"
    )
    for node in [child for child in children(root) if local(child) == "Error"]:
        nodes.take(node)
    original = first(root, "OriginalMsgId")
    about = nodes.below(original)
    own_id = first(root, "Id")
    if own_id is not None:
        nodes.technical.extend(nodes.items(own_id))
    sections: list[Section] = []
    if errors:
        sections.append(Section("Feil", errors, Tone.WARNING))
    if about:
        sections.append(Section("Kvitteringen gjelder", about))
    if rest := (*nodes.below(root), *nodes.leftovers):
        sections.append(Section("Øvrige opplysninger", rest))
    technical = tuple(item for item in nodes.technical if not isinstance(item, Line) or item.text)
    if technical:
        sections.append(Section("Tekniske opplysninger", technical, Tone.TECHNICAL))
    shown_facts = tuple(fact for fact in facts if fact.text)
    return Outline(title, "APPREC", _version(root), "", None, shown_facts, tuple(sections))
