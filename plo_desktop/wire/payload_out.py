"""Builds a payload from a filled-in message by walking its declaration; no type has code of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal

from lxml import etree

from plo_desktop.base.ids import new_uuid
from plo_desktop.domain.amount import Amount
from plo_desktop.domain.codebook import code, name_of, oid
from plo_desktop.domain.party import Code
from plo_desktop.messages.head import Question, Standing
from plo_desktop.messages.kinds import (
    Choice,
    CodeSystem,
    Day,
    LineText,
    Moment,
    Number,
    PersonName,
    Phone,
    Prose,
    Quantity,
    Rows,
    When,
    Whole,
    Wording,
    YesNo,
    split_name,
)
from plo_desktop.messages.measured_kinds import plain_number
from plo_desktop.messages.spec import Content, Field, MessageType, Place, Step
from plo_desktop.wire.grammar.library import messages
from plo_desktop.wire.names import DIALOGUE_VERSIONS, namespaces, qname
from plo_desktop.wire.times import moment_text
from plo_desktop.wire.version_needs import ASKING_VERSIONS, add_required_booleans

Origin = tuple[tuple[Field[object], int], ...]
"""The field that made an element, after the lists it stands in, each with the number of its row from 1."""

_ITEM, _DOCUMENT = "EPJ sak", "EPJ dokument"
_COMPONENTS = "2.16.578.1.12.4.1.6."
# EPJ components carry fixed attributes (wire-format 9): element → (base type, component type, category).
_EPJ = {
    "epj1:Cave": (_ITEM, "14.50001.0", "Cave/allergier"),
    "epj1:SakshodeCave": (_DOCUMENT, "13.10028.0", "Cave/allergier"),
    "epj1:Allerginotat": (_DOCUMENT, "13.11036.1", "Cave/allergier"),
    "epj2:GenereltJournalnotat": (_DOCUMENT, "13.11009.0", "Andre notater"),
    "epj3:Legemiddelinfo": (_DOCUMENT, "13.10301.0", "Legemidler"),
    "epj3:LegemidlerAdministrertVedOverforing": (_DOCUMENT, "13.10302.0", "Legemidler"),
}


def build_payload(
    mtype: MessageType,
    content: Content,
    standing: str = Standing.NEW,
    *,
    version: str = "",
    reason: str = "",
    question: Question | None = None,
    new_id: Callable[[], str] = new_uuid,
) -> etree._Element:
    """Return the payload element in a version (the type's own when empty), children in its grammar's order.

    Empty fields make no elements and text is sent without blanks around it; fields that the version has no
    place for are left out. `reason` says why a message is cancelled and goes where the official examples put
    it (wire-format 11). `question` is the request that is answered; its copy is part of the answer.
    """
    version = version or mtype.version
    writer = _Writer(version, new_id)
    root = _written(writer, mtype, content, standing)
    if question is not None:
        _write_question(writer, root, question)
    if reason:
        _write_reason(writer, root, reason)
    if version in ASKING_VERSIONS:
        add_required_booleans(root)
    declared = messages().element(qname(mtype.root, version))
    if declared is not None:
        _put_in_order(root, declared.type)
    return root


def traced_payload(
    mtype: MessageType, content: Content, version: str
) -> tuple[etree._Element, Mapping[etree._Element, Origin]]:
    """Return a payload, children unordered, and for its elements the field that made each of them."""
    writer = _Writer(version, new_uuid)
    root = _written(writer, mtype, content, Standing.NEW)
    if version in ASKING_VERSIONS:
        add_required_booleans(root)
    return root, writer.origins


def _written(writer: _Writer, mtype: MessageType, content: Content, standing: str) -> etree._Element:
    version = writer.version
    root = writer.root(mtype.root)
    if not mtype.root.startswith("dia:"):
        status = writer.element(root, (*_sending(version), Step("po:Forsendelsesstatus")))
        status.set("V", standing)
        status.set("DN", name_of("7309", standing))
    for rule in mtype.by_standing:
        if rule.since <= version:
            writer.code(root, rule.place, code(rule.oid_suffix, dict(rule.values).get(standing, "")))
    for place, text in mtype.fixed:
        writer.text(root, place, text)
    writer.fields(root, mtype.sent_fields(), content)
    return root


def _sending(version: str) -> tuple[Step, ...]:
    """2.0 wraps the blocks that all messages share."""
    wrapped = (Step("po:FellesAdministrativeOpplysninger"),) if version == "2.0" else ()
    return (*wrapped, Step("po:InformasjonOmForsendelsen"))


def _write_question(writer: _Writer, root: etree._Element, question: Question) -> None:
    """A dialogue repeats the question inside its note; PLO tells it with the sending (HIS 1152)."""
    if writer.version in DIALOGUE_VERSIONS:
        note = root.find(qname("dia:Notat", writer.version))
        if note is None:
            note = writer.element(root, (Step("dia:Notat"),))
        steps: tuple[Step, ...] = (Step("dia:Foresporsel"),)
        prefix = "dia"
    elif writer.version == "2.0":
        return
    else:
        note, prefix = root, "po"
        writer.element(root, (*_sending(writer.version), Step("po:SvarPaaForesporsel"))).text = "true"
        steps = (*_sending(writer.version), Step("po:Foresporsel"))
        writer.text(root, Place((*steps, Step("po:RefDokIdForesp"))), question.msg_id)
    writer.code(note, Place((*steps, Step(f"{prefix}:TypeForesp"))), question.kind)
    writer.text(note, Place((*steps, Step(f"{prefix}:Sporsmal"))), question.text.strip())


def _write_reason(writer: _Writer, root: etree._Element, reason: str) -> None:
    events = root.iter(writer.tag("po:TidsfestetHendelse"))
    if etree.QName(root).localname == "Pasientlogistikk":
        for event in list(events):
            writer.element(event, (Step("po:BeskrivelseAvHendelse"),)).text = reason.strip()
        return
    declared = messages().element(str(root.tag))
    places = messages().children(declared.type) if declared is not None else {}
    note = (Step("epj2:Journaltekst", key="kansellering"), Step("epj2:Notat"))
    if writer.tag("po:Sykepleierdokumentasjon") in places:
        above = (Step("po:Sykepleierdokumentasjon"), Step("po:InfoFraSykepleier"))
    elif writer.tag("po:InfoAndreViktigeOpplysninger") in places:
        above = (Step("po:InfoAndreViktigeOpplysninger"), Step("epj2:GenereltJournalnotat"))
    else:
        # Orientering om tjenestetilbud has no place for a note, and its official example gives no reason.
        return
    writer.element(root, (*above, *note)).text = reason.strip()


def _put_in_order(parent: etree._Element, type_name: str) -> None:
    """Sort children as the grammar lists them; several of one name keep their order."""
    children = list(parent)
    declared = messages().children(type_name)
    if len(children) > 1:
        rank = {tag: number for number, tag in enumerate(declared)}
        parent[:] = sorted(children, key=lambda child: rank.get(str(child.tag), len(rank)))
    for child in children:
        found = declared.get(str(child.tag))
        if found is not None:
            _put_in_order(child, found.type)


class _Writer:
    """Makes elements on demand and remembers which step made which, so that fields share their parents."""

    def __init__(self, version: str, new_id: Callable[[], str]) -> None:
        self.version = version
        self.origins: dict[etree._Element, Origin] = {}
        self._origin: Origin = ()
        self._made: dict[tuple[etree._Element, Step], etree._Element] = {}
        self._new_id = new_id

    def tag(self, name: str) -> str:
        """Return the name as lxml writes it in this version."""
        return qname(name, self.version)

    @property
    def dialogue(self) -> str:
        """The namespace in which a dialogue names its own persons."""
        return namespaces(self.version)["dia"]

    def root(self, name: str) -> etree._Element:
        prefix = name.partition(":")[0]
        dialogue = prefix == "dia"
        used = (prefix, "fk1") if dialogue else (prefix, "fk1", "epj1", "epj2", "m1")
        known = namespaces(self.version)
        nsmap: dict[str | None, str] = {each: known[each] for each in used}
        if not dialogue:
            nsmap[None] = known["po"]
        return etree.Element(self.tag(name), nsmap=nsmap)

    def element(self, parent: etree._Element, steps: tuple[Step, ...]) -> etree._Element:
        node = parent
        for step in steps:
            known = self._made.get((node, step))
            if known is None:
                known = self._make(node, step)
                self._made[node, step] = known
            node = known
        return node

    def _make(self, parent: etree._Element, step: Step) -> etree._Element:
        made = etree.SubElement(parent, self.tag(step.name))
        self.origins[made] = self._origin
        if epj := _EPJ.get(step.name):
            made.set(qname("m1:basiskomponenttype"), epj[0])
            made.set(qname("m1:komponenttype"), _COMPONENTS + epj[1])
            made.set(qname("m1:informasjonskategori"), epj[2])
            made.set("komponentID", self._new_id())
        for name, text in step.attrs:
            made.set(qname(name), text)
        for way, suffix, values in step.coded:
            if values:
                value = code(suffix.removeprefix("="), values.partition("|")[0])
                steps = tuple(Step(name) for name in way.split("/"))
                self._set_code(self.element(made, steps), value, bare=suffix.startswith("="))
        for child, text in step.texts:
            self.element(made, (Step(child),)).text = text
        return made

    def _set_code(self, element: etree._Element, value: Code, *, bare: bool = False) -> None:
        parts = (("V", value.value), ("S", "" if bare else value.system), ("DN", value.name))
        for name, text in (*parts, ("OT", "" if bare else value.original)):
            if text:
                element.set(name, text)

    def code(self, parent: etree._Element, place: Place, value: Code, *, bare: bool = False) -> None:
        self._set_code(self.element(parent, place.steps), value, bare=bare)

    def text(self, parent: etree._Element, place: Place, text: str) -> None:
        if not text:
            return
        element = self.element(parent, place.steps)
        if place.attr:
            element.set(place.attr, text)
        else:
            element.text = text

    def fields(self, parent: etree._Element, fields: Iterable[Field[object]], content: Content) -> None:
        asked = (each for each in fields if each.is_in(self.version))
        given = [(each, value) for each in asked if (value := content[each]) is not None]
        for each, value in given:
            if not isinstance(each.kind, CodeSystem) and not each.place.first_line:
                self._field(parent, each, value)
        for each, value in given:
            if each.place.first_line:
                self._field(parent, each, value)
        for each, value in given:
            # A system without a code says nothing.
            if isinstance(each.kind, CodeSystem) and self._known(parent, each.place.steps) is not None:
                self._field(parent, each, value)
        for each, value in given:
            for place in each.echo:
                known = self._known(parent, place.steps)
                if not place.attr or (known is not None and known.get(place.attr) is None):
                    self.text(parent, place, _wire_text(each, value))

    def _known(self, parent: etree._Element, steps: tuple[Step, ...]) -> etree._Element | None:
        node: etree._Element | None = parent
        for step in steps:
            node = self._made.get((node, step)) if node is not None else None
        return node

    def _field(self, parent: etree._Element, field: Field[object], value: object) -> None:
        outer = self._origin
        self._origin = (*outer, (field, 0))
        self._write(parent, field, value)
        self._origin = outer

    def _write(self, parent: etree._Element, field: Field[object], value: object) -> None:
        kind: object = field.kind
        match kind, value:
            case Rows() as rows, tuple():
                *above, last = field.place.steps
                for number, row in enumerate(value, start=1):
                    self._origin = (*self._origin[:-1], (field, number))
                    self.fields(self._make(self.element(parent, tuple(above)), last), rows.fields, row)
            case PersonName(), str():
                family, given = split_name(value)
                person = self.element(parent, field.place.steps)
                prefix = "dia" if etree.QName(person).namespace == self.dialogue else "fk1"
                for local, part in (("FamilyName", family), ("GivenName", given)):
                    self.text(person, Place((Step(f"{prefix}:{local}"),)), part)
            case Choice(bare=bare), Code():
                self.code(parent, field.place, value, bare=bare)
            case CodeSystem(), Code(value=suffix):
                self.text(parent, field.place, suffix if "." in suffix else oid(suffix))
            case Quantity(), Amount():
                element = self.element(parent, field.place.steps)
                element.set("V", value.value)
                if value.unit:
                    element.set("U", value.unit)
            case Wording(text=text), bool() if field.place.first_line:
                element = self.element(parent, field.place.steps)
                element.text = f"{text}\n{element.text}" if element.text else text
            case _:
                self.text(parent, field.place, _wire_text(field, value))


def _wire_text(field: Field[object], value: object) -> str:
    """Return a value as text or attribute; raises TypeError for a value that its kind does not hold."""
    kind: object = field.kind
    match kind, value:
        case Wording(text=text), bool():
            return text
        case YesNo(), bool():
            return "true"
        case Phone(), str():
            return "tel:" + "".join(value.split())
        case ((LineText() | Prose() | When()), str()):
            return value.strip()
        case Moment(), datetime():
            return moment_text(value)
        case Day(), date():
            return value.isoformat()
        case Whole(), int():
            return str(value)
        case Number(), Decimal():
            return plain_number(value)
        case _:
            raise TypeError(f"{field.name} holds {type(value).__name__}, which its kind does not write")
