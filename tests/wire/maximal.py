"""Documents with every optional element of the grammar filled, one for each way of choosing."""

from __future__ import annotations

import base64
import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from lxml import etree

from plo_desktop.wire.grammar.library import APPREC_10, APPREC_11, Grammar, apprec, messages
from plo_desktop.wire.grammar.model import ANY_TYPE, XSD, XSI, ComplexType, Element, Particle, SimpleType
from plo_desktop.wire.names import DIALOG_10, DIALOG_11, MH, PAYLOADS, PLO

WAYS = 6
"""The longest choice of the grammar has six ways (Pasientlogistikk 2.0)."""

_WAYS_OF_OTHERS = 4
"""The other payloads' longest choice has three ways; the fourth repeats one with the codes as text."""

_KITH = "http://www.kith.no/xmlstds"
_XHTML = "http://www.w3.org/1999/xhtml"
_BASE64 = "http://www.kith.no/xmlstds/base64container"
_WITH_LOOSE_PARTS = "{http://www.kith.no/xmlstds/po/Pasientlogistikk/2012-04-01}Pasientlogistikk"
_DEEPEST_TWICE = 6
_DEEPEST_REPEAT = 2
_ALWAYS_IN_ENVELOPE = frozenset(f"{{{MH}}}{name}" for name in ("Content", "Patient"))
_FULL_ENVELOPE = "Pasientlogistikk"
"""The payload whose documents go all ways of the envelope and carry a signature."""

_PAYLOADS_20 = {"Sammenfatning": "SAMMENFATNING", "HelseopplysningerSaksbehandling": "HELSEOPPL_SOKNAD"}
_PDF = base64.b64encode(b"%PDF-1.4 ikke et ekte dokument").decode()


@dataclass(slots=True)
class _Filling:
    """One document being filled: `way` is which branch of each choice, `payload` what stands in Content."""

    grammar: Grammar
    way: int
    payload: str = ""
    numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))
    open: list[str] = field(default_factory=list)
    placed: int = 0

    def element(self, declared: Element) -> etree._Element:
        """Return the element with everything that may stand in it."""
        node = etree.Element(declared.tag)
        self.open.append(declared.tag)
        self._fill(node, declared)
        self.open.pop()
        return node

    def _fill(self, node: etree._Element, declared: Element) -> None:
        if declared.type == ANY_TYPE:
            node.append(self._xhtml())
            return
        found = self.grammar.type_named(declared.type)
        if not isinstance(found, ComplexType):
            node.text = declared.fixed if declared.fixed is not None else self.value(declared.type)
            return
        if found.abstract:
            node.set(f"{{{XSI}}}type", "kith:ED")
            return
        self._attributes(node, declared.type)
        if found.text:
            node.text = self.value(found.text)
        particle = self.grammar.particle(declared.type)
        if particle is not None:
            self._particle(node, particle)

    def _attributes(self, node: etree._Element, type_name: str) -> None:
        attributes = self.grammar.attributes(type_name)
        free_text = "OT" in attributes and self.way % 2 == 1
        for name, each in attributes.items():
            if free_text and name in ("V", "DN"):
                continue
            if each.fixed is not None:
                node.set(name, each.fixed)
                continue
            general = each if each.type else self.grammar.attribute(name)
            assert general is not None
            value = self.value(general.type) if general.fixed is None else general.fixed
            node.set(name, f"tel:{next(self.numbers)}" if type_name.endswith("}URL") else value)

    def _particle(self, node: etree._Element, particle: Particle) -> None:
        if particle.parts:
            self._group(node, particle)
            return
        if particle.wildcard is not None:
            if node.tag != f"{{{MH}}}Content":
                node.append(self._stranger(particle))
            else:
                node.extend(self._contents())
            return
        declared = particle.element or self.grammar.element(particle.ref)
        assert declared is not None
        if particle.low == 0 and self.open.count(declared.tag) >= _DEEPEST_REPEAT:
            return
        if particle.low == 0 and self._is_envelope_told_elsewhere(declared.tag):
            return
        many = (
            particle.high is None and self.open.count(declared.tag) == 0 and len(self.open) < _DEEPEST_TWICE
        )
        for _ in range(2 if many else 1):
            node.append(self.element(declared))

    def _is_envelope_told_elsewhere(self, tag: str) -> bool:
        """Tell whether an optional part of the envelope is left to the payload that has all of it."""
        if not self.payload or self.payload.endswith(_FULL_ENVELOPE) or tag in _ALWAYS_IN_ENVELOPE:
            return False
        return self.open[-1].startswith(f"{{{MH}}}") and f"{{{MH}}}Patient" not in self.open

    def _group(self, node: etree._Element, particle: Particle) -> None:
        if not particle.choice or particle.high is None:
            for part in particle.parts:
                self._particle(node, part)
        else:
            self._particle(node, particle.parts[self._chosen(node) % len(particle.parts)])

    def _chosen(self, node: etree._Element) -> int:
        """Return which branch to take; the first document of a message must be there and hold the payload."""
        if node.tag == f"{{{MH}}}MsgHead":
            return int(self.way == WAYS - 1)
        return 1 if node.tag == f"{{{MH}}}RefDoc" and not self.placed else self.way

    def _contents(self) -> list[etree._Element]:
        self.placed += 1
        if self.placed > 1:
            container = etree.Element(f"{{{_BASE64}}}Base64Container", nsmap={"b64": _BASE64})
            container.text = _PDF
            return [container]
        loose = unreachable() if self.payload == _WITH_LOOSE_PARTS and self.way == 0 else ()
        declared = [self.grammar.element(tag) for tag in (self.payload, *loose)]
        return [self.element(each) for each in declared if each is not None]

    def _stranger(self, particle: Particle) -> etree._Element:
        """Return what may stand where anything may: declared elsewhere, or of nobody's if that is let in."""
        assert particle.wildcard is not None
        if particle.wildcard.strict:
            return etree.Element(f"{{{_KITH}}}REF", V=f"tel:{next(self.numbers)}", nsmap={"kith": _KITH})
        stranger = etree.Element("{urn:fremmed}Fremmed", nsmap={"x": "urn:fremmed"})
        stranger.text = self._word()
        return stranger

    def _xhtml(self) -> etree._Element:
        word = self._word
        cells = "".join(f"<tr><td>{word()}</td><td>{word()}</td></tr>" for _ in range(2))
        return etree.fromstring(
            f'<div xmlns="{_XHTML}"><h2>{word()}</h2><p>{word()} <strong>{word()}</strong> {word()}<br/>'
            f"{word()}</p><ul><li>{word()}</li><li>{word()}<ol><li>{word()}</li></ol></li></ul>"
            f"<table><caption>{word()}</caption><tr><th>{word()}</th><th>{word()}</th></tr>{cells}</table>"
            f'<p><a href="https://x.invalid/{word()}">{word()}</a> &#xE5;</p></div>'
        )

    def _word(self) -> str:
        return f"tekst{next(self.numbers):04d}"

    def value(self, type_name: str) -> str:
        """Return a text of a simple type, another one each time where the type lets it."""
        found = self.grammar.type_named(type_name)
        if isinstance(found, SimpleType):
            if found.one_of:
                return found.one_of[self.way % len(found.one_of)]
            if found.union:
                return self._moment(found.union[next(self.numbers) % len(found.union)])
            if found.like:
                return "true" if "true" in found.like else f"2.16.578.1.12.4.1.1.{next(self.numbers)}"
            return self.value(found.base)
        return self._built_in(type_name.removeprefix(f"{{{XSD}}}"))

    def _built_in(self, name: str) -> str:
        number = next(self.numbers)
        match name:
            case "boolean":
                return "true"
            case "integer":
                return str(number)
            case "decimal" | "double" | "float":
                return f"{number}.5"
            case "anyURI":
                return f"http://x.invalid/{number}"
            case "base64Binary":
                return base64.b64encode(f"bytes{number:04d}".encode()).decode()
            case "ID" | "NCName" | "NMTOKEN" | "Name":
                return f"id{number:04d}"
            case "language":
                return "nb"
            case "dateTime" | "date" | "time" | "gYear" | "gYearMonth":
                return self._moment(name)
            case _:
                return f"tekst{number:04d}"

    def _moment(self, kind: str) -> str:
        number = next(self.numbers)
        year, month, day = 1900 + number % 200, 1 + number % 12, 1 + number % 28
        clock = f"{number % 24:02d}:{number % 60:02d}:00"
        match kind.removeprefix(f"{{{XSD}}}"):
            case "dateTime":
                return f"{year}-{month:02d}-{day:02d}T{clock}"
            case "time":
                return clock
            case "gYear":
                return str(year)
            case "gYearMonth":
                return f"{year}-{month:02d}"
            case _:
                return f"{year}-{month:02d}-{day:02d}"


def _type_codes(payload: etree._Element) -> str:
    local = etree.QName(payload).localname
    inner = {etree.QName(child).localname for child in payload.iterchildren("*")}
    for code, (root, child) in PAYLOADS.items():
        if root == local and (not child or child in inner):
            return code
    return _PAYLOADS_20[local]


def _settle(root: etree._Element, payload: str) -> None:
    """Give the head what it needs to be taken in: a type that agrees, an id, a known patient."""
    inner = next(root.iter(payload))
    head = root[0]
    for name, value in (("V", _type_codes(inner)), ("DN", "Meldingstypen i klartekst")):
        head[0].set(name, value)
    for node in root.iter(f"{{{MH}}}MsgId"):
        node.text = "6f0a1c52-6c0e-4b0e-9c53-0e3f6a3a1d01"
    _identify(head[-1])
    for node in inner.iter("{*}Forsendelsesstatus"):
        node.set("V", "N")
        node.set("DN", "Ny")


def _identify(patient: etree._Element) -> None:
    """Give the patient one of the official test patients' numbers."""
    number, kind = patient.find("{*}Ident/{*}Id"), patient.find("{*}Ident/{*}TypeId")
    assert number is not None
    assert kind is not None
    number.text = "13116900216"
    kind.set("V", "FNR")
    kind.set("DN", "Fødselsnummer")


def roots() -> Iterator[tuple[str, str, int]]:
    """Yield (name, tag of the payload, way) of every payload that a message may carry."""
    tags: list[tuple[str, str]] = []
    for version, table in PLO.items():
        for prefix, space in table.items():
            vocabulary = messages().vocabulary(space) if prefix.startswith("p") and prefix != "po" else None
            for tag in vocabulary.elements if vocabulary else ():
                if tag.rpartition("}")[2] in _payload_roots():
                    tags.append((f"{version} {tag.rpartition('}')[2]}", tag))
    for version, space in (("1.0", DIALOG_10), ("1.1", DIALOG_11)):
        tags.append((f"{version} Dialogmelding", f"{{{space}}}Dialogmelding"))
    for name, tag in tags:
        for way in range(WAYS if tag.endswith(_FULL_ENVELOPE) else _WAYS_OF_OTHERS):
            yield f"{name}, way {way}", tag, way


@cache
def unreachable() -> tuple[str, ...]:
    """Return the global elements that no payload leads to; only a sender's whim puts them in a message."""
    grammar = messages()
    reached: set[str] = set()
    types: set[str] = set()
    first = (f"{{{MH}}}MsgHead", f"{{{_BASE64}}}Base64Container", *(tag for _, tag, _ in roots()))
    waiting = [found for tag in first if (found := grammar.element(tag))]
    while waiting:
        each = waiting.pop()
        reached.add(each.tag)
        if each.type not in types:
            types.add(each.type)
            waiting.extend(grammar.children(each.type).values())
    spaces = (grammar.vocabulary(space) for space in grammar.namespaces())
    declared_tags = (tag for space in spaces if space for tag in space.elements)
    return tuple(tag for tag in declared_tags if tag not in reached and not tag.endswith("}REF"))


def _payload_roots() -> frozenset[str]:
    return frozenset({root for root, _ in PAYLOADS.values()} | set(_PAYLOADS_20))


@cache
def _message(tag: str, way: int) -> bytes:
    filling = _Filling(messages(), way, tag)
    declared = messages().element(f"{{{MH}}}MsgHead")
    assert declared is not None
    root = filling.element(declared)
    _settle(root, tag)
    etree.cleanup_namespaces(root)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def documents() -> Iterator[tuple[str, bytes]]:
    """Yield every maximal document by name: all payloads in all ways, and both versions of the receipt."""
    for name, tag, way in roots():
        yield name, _message(tag, way)
    for version, space in (("1.0", APPREC_10), ("1.1", APPREC_11)):
        for way in range(2):
            grammar = apprec(space)
            declared = grammar.element(f"{{{space}}}AppRec")
            assert declared is not None
            root = _Filling(grammar, way).element(declared)
            for status in root.iterchildren(f"{{{space}}}Status"):
                status.set("V", "2")
            yield f"{version} AppRec, way {way}", etree.tostring(root, encoding="UTF-8")
