"""Reads a payload into a content and tells every value that the declaration did not take."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from lxml import etree

from plo_desktop.base.clock import to_oslo
from plo_desktop.domain.amount import Amount
from plo_desktop.domain.codebook import name_of, oid, suffix_of
from plo_desktop.domain.party import Code
from plo_desktop.messages.head import Standing
from plo_desktop.messages.kinds import (
    Choice,
    CodeSystem,
    Day,
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
    join_name,
)
from plo_desktop.messages.measured_kinds import is_when, read_number
from plo_desktop.messages.spec import Content, Field, Leftover, MessageType, Place, Step
from plo_desktop.wire.fault_words import Paths
from plo_desktop.wire.formatted import flowing
from plo_desktop.wire.names import DIALOGUE_VERSIONS, META, XSI, qname, version_of
from plo_desktop.wire.times import read_day, read_moment
from plo_desktop.wire.version_needs import ASKING_VERSIONS, required_falses

_TECHNICAL = frozenset(
    {
        f"{{{META}}}basiskomponenttype",
        f"{{{META}}}komponenttype",
        f"{{{META}}}informasjonskategori",
        "komponentID",
        f"{{{XSI}}}schemaLocation",
    }
)


def read_payload(mtype: MessageType, payload: etree._Element) -> tuple[Content, tuple[Leftover, ...]]:
    """Return what the declaration finds in a payload of any version, and every value it did not take.

    Leftovers are what a message rebuilt from the content would lack. Nothing is demanded: a field that cannot
    be read as its kind stays in the leftovers.
    """
    reader = _Reader(version_of(etree.QName(payload).namespace or "") or "1.6")
    values = reader.fields(payload, tuple(mtype.sent_fields()))
    reader.take_standing(mtype, payload)
    reader.take_question(payload)
    reader.take_what_the_version_asks(payload)
    return Content(values), tuple(reader.leftovers(payload))


class _Reader:
    """Finds values by place and notes what it took, so that the rest can be told."""

    def __init__(self, version: str) -> None:
        self._version = version
        self._taken: set[tuple[etree._Element, str]] = set()
        self._first_lines: dict[etree._Element, str] = {}

    def take_standing(self, mtype: MessageType, payload: etree._Element) -> None:
        standing = Standing.NEW.value
        for status in payload.iter(self._tag("po:Forsendelsesstatus")):
            standing = status.get("V", "")
            self._take_code(status, "7309", standing)
        for rule in mtype.by_standing:
            for element in self._found(payload, rule.place):
                self._take_code(element, rule.oid_suffix, dict(rule.values).get(standing, ""))

    def take_question(self, payload: etree._Element) -> None:
        """The copy of a question belongs to the head: an answer is written with it, not from it."""
        if self._version in DIALOGUE_VERSIONS:
            for copy in payload.iterfind(self._way("dia:Notat/dia:Foresporsel")):
                self._take_copy(copy, ("TypeForesp", "Sporsmal"))
            return
        for sending in payload.iterfind(self._tag("po:InformasjonOmForsendelsen")):
            asked = sending.find(self._tag("po:Foresporsel"))
            answers = sending.find(self._tag("po:SvarPaaForesporsel"))
            if asked is not None:
                self._take_copy(asked, ("TypeForesp", "Sporsmal", "RefDokIdForesp"))
                if answers is not None and self._raw(answers, "") in ("true", "1"):
                    self._taken.add((answers, ""))

    def _take_copy(self, copy: etree._Element, locals_: tuple[str, ...]) -> None:
        for child in copy.iterchildren(*(f"{{*}}{local}" for local in locals_)):
            self._taken.update((child, attr) for attr in ("", "V", "S", "DN", "OT"))

    def take_what_the_version_asks(self, payload: etree._Element) -> None:
        if self._version in ASKING_VERSIONS:
            self._taken.update((element, "") for element in required_falses(payload))

    def fields(self, parent: etree._Element, fields: Sequence[Field[object]]) -> dict[str, object]:
        values: dict[str, object] = {}
        opening = {each.name: self._opening(parent, each) for each in fields if each.place.first_line}
        for each in fields:
            value = opening[each.name] if each.name in opening else self._field(parent, each)
            if value is not None and value != "" and value is not False:
                values[each.name] = value
        return values

    def _field(self, parent: etree._Element, field: Field[object]) -> object:
        kind = field.kind
        if isinstance(kind, Rows):
            rows = []
            for element in self._found(parent, field.place, spread=len(field.place.steps)):
                row = Content(self.fields(element, kind.fields))
                self._take_fixed(element, field.place.steps[-1])
                if row.by_name():
                    rows.append(row)
            return tuple(rows) or None
        if isinstance(kind, Prose):
            texts = [self._prose(e, field) for e in self._found(parent, field.place)]
            said = [text for text in texts if isinstance(text, str) and text]
            return "\n\n".join(said) or None
        value: object = None
        for place in (field.place, *field.echo):
            for element in self._found(parent, place, spread=2 if isinstance(kind, Phone) else 1):
                if place.attr and (element, place.attr) in self._taken:
                    continue
                if value is None:
                    value = self._value(element, field, place)
                elif self._raw(element, place.attr) == value:
                    self._taken.add((element, place.attr))
        return value

    def _opening(self, parent: etree._Element, field: Field[object]) -> bool:
        """Whether the text at the place begins with the field's sentence; its own field reads on after it."""
        kind: object = field.kind
        for element in self._found(parent, field.place):
            line, _, rest = self._raw(element, "").partition("\n")
            whole = rest == rest.lstrip() and next(element.iterchildren(etree.Element), None) is None
            if isinstance(kind, Wording) and line == kind.text and whole:
                self._first_lines[element] = line
                self._taken.add((element, ""))
                return True
        return False

    def _prose(self, element: etree._Element, field: Field[object]) -> object:
        """Formatted text is read as plain text with breaks; its structure stays in the leftovers."""
        text = self._value(element, field, field.place)
        inside = next(element.iterchildren(etree.Element), None)
        return text if inside is None or field.place.attr else flowing(element)

    # -- finding

    def _tag(self, name: str) -> str:
        return qname(name, self._version)

    def _found(self, parent: etree._Element, place: Place, *, spread: int = 1) -> Iterator[etree._Element]:
        """Yield the elements at a place. All but the last `spread` steps keep to one element, so that values
        that belong together are read from the same unit or person.
        """
        steps = place.steps
        if not place.anywhere:
            yield from self._down(parent, steps, len(steps) - spread)
            return
        coded = [number for number, step in enumerate(steps) if step.coded]
        anchor = coded[-1] if coded else len(steps) - 1
        for element in parent.iter(self._tag(steps[anchor].name)):
            if self._matches(element, steps[anchor]):
                self._take_fixed(element, steps[anchor])
                yield from self._down(element, steps[anchor + 1 :], 0)

    def _down(self, node: etree._Element, steps: tuple[Step, ...], bound: int) -> Iterator[etree._Element]:
        if not steps:
            yield node
            return
        for child in node.iterchildren(self._tag(steps[0].name)):
            if not (self._matches(child, steps[0]) and self._leads_on(child, steps[1:])):
                continue
            self._take_fixed(child, steps[0])
            yield from self._down(child, steps[1:], bound - 1)
            if bound > 0:
                return

    def _leads_on(self, node: etree._Element, steps: tuple[Step, ...]) -> bool:
        """Whether the coded steps further down can be met from here; one that may be absent asks nothing."""
        asking = [number for number, step in enumerate(steps, start=1) if step.coded and not _may_lack(step)]
        if not asking:
            return True
        children = node.iterchildren(self._tag(steps[0].name))
        ahead = steps[1 : asking[-1]]
        return any(self._matches(c, steps[0]) and self._leads_on(c, ahead) for c in children)

    def _matches(self, element: etree._Element, step: Step) -> bool:
        says = partial(self._says, element)
        return all(says(*coded) for coded in step.coded) and not any(says(*coded) for coded in step.never)

    def _says(self, element: etree._Element, way: str, suffix: str, values: str) -> bool:
        found = element.find(self._way(way))
        if found is None:
            return "" in values.split("|")[1:]
        if not (suffix.startswith("=") or suffix_of(found.get("S", "").strip()) == suffix):
            return False
        return not values or found.get("V", "").strip() in values.split("|")

    def _way(self, way: str) -> str:
        return "/".join(self._tag(name) for name in way.split("/"))

    # -- taking

    def _take_fixed(self, element: etree._Element, step: Step) -> None:
        """Note what writing this step would make again by itself."""
        for way, suffix, values in step.coded:
            found = element.find(self._way(way))
            if found is not None and values:
                self._take_code(found, suffix.removeprefix("="), values.partition("|")[0])
        for child, text in step.texts:
            found = element.find(self._tag(child))
            if found is not None and (found.text or "").strip() == text:
                self._taken.add((found, ""))

    def _take_code(self, element: etree._Element, suffix: str, value: str) -> None:
        if element.get("V", "").strip() != value:
            return
        self._taken.add((element, "V"))
        if element.get("S", oid(suffix)).strip() == oid(suffix):
            self._taken.add((element, "S"))
        if element.get("DN", "").strip() in ("", name_of(suffix, value)):
            self._taken.add((element, "DN"))

    def _raw(self, element: etree._Element, attr: str) -> str:
        if attr:
            return element.get(attr, "").strip()
        return own_text(element).strip().removeprefix(self._first_lines.get(element, "")).strip()

    def _value(self, element: etree._Element, field: Field[object], place: Place) -> object:
        if isinstance(field.kind, PersonName):
            return self._person(element)
        if isinstance(field.kind, Choice):
            return self._choice(element, field.kind)
        if isinstance(field.kind, CodeSystem):
            return self._system(element, field.kind, place)
        if isinstance(field.kind, Quantity):
            return self._amount(element)
        text = self._raw(element, place.attr)
        value, whole = _from_wire(field, text)
        if whole:
            self._taken.add((element, place.attr))
            # The code system of a value that stands in an attribute is part of its place.
            for name, fixed in place.steps[-1].attrs if place.steps else ():
                if element.get(name) == fixed:
                    self._taken.add((element, name))
        return value

    def _person(self, element: etree._Element) -> str:
        parts = []
        for local in ("FamilyName", "GivenName", "MiddleName"):
            child = element.find(f"{{*}}{local}")
            parts.append(self._raw(child, "") if child is not None else "")
            if child is not None:
                self._taken.add((child, ""))
        return join_name(parts[0], f"{parts[1]} {parts[2]}")

    def _choice(self, element: etree._Element, kind: Choice) -> Code | None:
        value, system, name, original = (element.get(a, "").strip() for a in ("V", "S", "DN", "OT"))
        if not (value or name or original):
            return None
        self._taken.update((element, attr) for attr in ("V", "S", "DN", "OT"))
        return Code(value, name or name_of(kind.oid_suffix, value), system or oid(kind.oid_suffix), original)

    def _system(self, element: etree._Element, kind: CodeSystem, place: Place) -> Code | None:
        """The system that the step itself writes is not held."""
        system = self._raw(element, place.attr)
        self._taken.add((element, place.attr))
        usual = dict(place.steps[-1].attrs).get(place.attr) if place.steps else None
        return kind.system(suffix_of(system)) if system and system != usual else None

    def _amount(self, element: etree._Element) -> Amount | None:
        value, unit = (element.get(a, "").strip() for a in ("V", "U"))
        if read_number(value) is None:
            return None
        self._taken.update((element, attr) for attr in ("V", "U"))
        return Amount(value, unit)

    # -- the rest

    def leftovers(self, payload: etree._Element) -> Iterator[Leftover]:
        paths = Paths()
        for element in payload.iter(etree.Element):
            for attr, text in element.attrib.items():
                if text.strip() and str(attr) not in _TECHNICAL and (element, str(attr)) not in self._taken:
                    name = etree.QName(str(attr)).localname
                    yield Leftover(f"{paths.of(element)}/@{name}", text.strip())
            text = own_text(element).strip()
            if text and (element, "") not in self._taken:
                yield Leftover(paths.of(element), text)


def _may_lack(step: Step) -> bool:
    return all("" in values.split("|")[1:] for _, _, values in step.coded)


def _from_wire(field: Field[object], text: str) -> tuple[object, bool]:
    """Return the value, and whether it says all that the text says."""
    kind: object = field.kind
    match kind:
        case Wording(text=wording):
            return text == wording, text == wording
        case YesNo():
            return text in ("true", "1"), text in ("true", "1")
        case Phone():
            number = text.removeprefix("tel:")
            is_phone = text.startswith("tel:") or number[:1] in tuple("+0123456789")
            return (number, True) if number and is_phone else (None, False)
        case Moment():
            moment = read_moment(text)
            return moment, moment is not None
        case Day():
            day = read_day(text)
            if day is None and (moment := read_moment(text)) is not None:
                return to_oslo(moment).date(), False
            return day, day is not None
        case When():
            return (text, True) if is_when(text) else (None, False)
        case Number():
            decimal = read_number(text)
            return decimal, decimal is not None
        case Whole():
            digits = text.removeprefix("-")
            fits = digits.isascii() and digits.isdigit() and len(digits) <= 9
            return (int(text), True) if fits else (None, False)
        case _:
            return text, True


def own_text(element: etree._Element) -> str:
    """Return the text directly in an element, across comments, with line breaks as one character."""
    parts = [element.text or "", *((child.tail or "") for child in element)]
    return "".join(parts).replace("\r\n", "\n").replace("\r", "\n")
