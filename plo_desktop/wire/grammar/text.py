"""Reads grammar text (docs/grammar.md) into a Vocabulary; a fault in the text is told with its line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from plo_desktop.wire.grammar.model import (
    XSD,
    Attribute,
    ComplexType,
    Element,
    Particle,
    SimpleType,
    Vocabulary,
    Wildcard,
)

PREFIXES = {
    "": XSD,
    "mh": "http://www.kith.no/xmlstds/msghead/2006-05-24",
    "kith": "http://www.kith.no/xmlstds",
    "fk1": "http://www.kith.no/xmlstds/felleskomponent1",
    "b64": "http://www.kith.no/xmlstds/base64container",
    "ds": "http://www.w3.org/2000/09/xmldsig#",
    "m1": "http://www.kith.no/xmlstds/epj/meta/2008-02-20",
    "epj1": "http://www.kith.no/xmlstds/epj/epj1/2008-02-20",
    "epj2": "http://www.kith.no/xmlstds/epj/epj2/2008-02-20",
    "epj3": "http://www.kith.no/xmlstds/epj/epj3/2008-02-20",
    "po": "http://www.kith.no/xmlstds/po/poKomponent/2012-04-01",
}
"""Prefixes that every text may use; a text adds its own with `namespace` and `prefix` lines."""

_CARDINALITY: dict[str, tuple[int, int | None]] = {"1": (1, 1), "?": (0, 1), "*": (0, None), "+": (1, None)}
_EPJ_OID = "2.16.578.1.12.4.1.6."


class GrammarFault(Exception):
    """A grammar text that cannot be read; tells the line."""


@dataclass(slots=True)
class _Line:
    number: int
    indent: int
    words: list[str]
    label: str


@dataclass(slots=True)
class _Reader:
    """The state of reading one text: prefixes known so far, and what has been declared."""

    namespace: str = ""
    prefixes: dict[str, str] = field(default_factory=lambda: dict(PREFIXES))
    elements: dict[str, Element] = field(default_factory=dict)
    types: dict[str, SimpleType | ComplexType] = field(default_factory=dict)
    attributes: dict[str, Attribute] = field(default_factory=dict)
    inline: int = 0

    def clark(self, name: str) -> str:
        prefix, _, local = name.rpartition(":")
        return f"{{{self.prefixes[prefix]}}}{local}"

    def own(self, name: str) -> str:
        return f"{{{self.namespace}}}{name}"

    def named_type(self, text: str) -> tuple[str, str, str | None]:
        """Return type name, code set and fixed value of `kith:CS[9033]` or `string = v1`."""
        text, found, fixed = text.partition(" = ")
        name, _, codes = text.strip().partition("[")
        return self.clark(name), codes.rstrip("]"), fixed.strip() if found else None

    def simple(self, name: str, text: str) -> SimpleType:
        if text.startswith("union of "):
            return SimpleType(name, "", union=tuple(self.clark(part) for part in text[9:].split()))
        if " one of " in text:
            base, _, values = text.partition(" one of ")
            listed = tuple(value.strip() for value in values.split(" / "))
            return SimpleType(name, self.clark(base), one_of=listed)
        if " like " in text:
            base, _, pattern = text.partition(" like ")
            return SimpleType(name, self.clark(base), like=pattern)
        return SimpleType(name, self.clark(text))

    def type_of(self, owner: str, text: str) -> str:
        """Return the name of a type given in words, making a type of its own when the words limit it."""
        if " one of " not in text and " like " not in text and not text.startswith("union of "):
            return self.clark(text)
        name = f"{owner}#value"
        self.types[name] = self.simple(name, text)
        return name


def read(text: str, base_of: Callable[[str], str]) -> Vocabulary:
    """Return what `text` declares; `base_of` gives the text of a namespace that a `like` line names.

    Raises GrammarFault with the number of the line that cannot be read.
    """
    reader = _Reader()
    _read_into(reader, text, base_of)
    return Vocabulary(reader.namespace, reader.elements, reader.types, reader.attributes)


def _read_into(reader: _Reader, text: str, base_of: Callable[[str], str]) -> None:
    lines = _lines(text)
    at = 0
    while at < len(lines):
        head = lines[at]
        end = at + 1
        while end < len(lines) and lines[end].indent > 0:
            end += 1
        try:
            _declare(reader, head, lines[at + 1 : end], base_of)
        except (KeyError, IndexError, ValueError) as fault:
            raise GrammarFault(f"line {head.number}: {' '.join(head.words)}: {fault}") from fault
        at = end


def _lines(text: str) -> list[_Line]:
    found: list[_Line] = []
    pending = ""
    for number, raw in enumerate(text.splitlines(), start=1):
        line = pending + (raw.strip() if pending else raw.rstrip())
        pending = ""
        if not line.strip():
            continue
        if line.endswith(" /"):
            pending = line + " "
            continue
        body, _, label = line.partition(" | ")
        found.append(_Line(number, (len(line) - len(line.lstrip())) // 4, body.split(), label.strip()))
    return found


def _declare(reader: _Reader, head: _Line, body: list[_Line], base_of: Callable[[str], str]) -> None:
    word, rest = head.words[0], head.words[1:]
    match word:
        case "namespace":
            # A text that another is `like` speaks of its own namespace; there it means the other's.
            if not reader.namespace:
                reader.namespace = rest[1]
            reader.prefixes.setdefault(rest[0], reader.namespace)
            reader.prefixes[rest[0]] = reader.namespace
        case "prefix":
            reader.prefixes[rest[0]] = rest[1]
        case "like":
            _read_into(reader, base_of(rest[0]), base_of)
        case "without":
            for name in rest:
                del reader.elements[reader.own(name)]
        case "element":
            tag = reader.own(rest[0])
            if len(rest) > 1:
                type_name, codes, fixed = reader.named_type(" ".join(rest[2:]))
                reader.elements[tag] = Element(tag, head.label, type_name, codes, fixed)
            else:
                type_name = f"{tag}#content"
                reader.types[type_name] = _complex(reader, type_name, body, 1)
                reader.elements[tag] = Element(tag, head.label, type_name)
        case "type" | "mixed" | "abstract":
            name = reader.own(rest[-1])
            reader.types[name] = _complex(
                reader, name, body, 1, mixed=word == "mixed", abstract=word == "abstract"
            )
        case "simple":
            name = reader.own(rest[0])
            reader.types[name] = reader.simple(name, " ".join(rest[2:]))
        case "attribute":
            name = reader.own(rest[0])
            described, found, fixed = " ".join(rest[2:]).partition(" = ")
            type_name = reader.type_of(name, described)
            reader.attributes[name] = Attribute(name, type_name, fixed=fixed if found else None)
        case _:
            raise ValueError("no such declaration")


def _complex(
    reader: _Reader, name: str, body: list[_Line], indent: int, *, mixed: bool = False, abstract: bool = False
) -> ComplexType:
    attributes: dict[str, Attribute] = {}
    text = base = ""
    children: list[_Line] = []
    for line in body:
        first = line.words[0]
        if line.indent != indent:
            children.append(line)
        elif first.startswith("@"):
            found = _attribute(reader, name, line)
            attributes[found.name] = found
        elif first == "component":
            attributes.update(_component(reader, line))
        elif first == "text":
            text = reader.clark(line.words[1])
        elif first == "extends":
            base = reader.clark(line.words[1])
        else:
            children.append(line)
    parts = _particles(reader, children, indent)
    if len(parts) == 1 and parts[0].parts:
        particle: Particle | None = parts[0]
    else:
        particle = Particle(1, 1, parts=parts) if parts else None
    return ComplexType(name, particle, attributes, mixed, abstract, text, base)


def _attribute(reader: _Reader, owner: str, line: _Line) -> Attribute:
    name, use = line.words[0][1:], line.words[1]
    clark = reader.clark(name) if ":" in name else name
    described = " ".join(line.words[2:])
    type_name = reader.type_of(f"{owner}@{name}", described) if described else ""
    return Attribute(clark, type_name, required=use == "1")


def _component(reader: _Reader, line: _Line) -> dict[str, Attribute]:
    """`component EPJ sak 14.50001.0`: the marks that every EPJ part must carry."""
    string = f"{{{XSD}}}string"
    kind = Attribute(reader.clark("m1:basiskomponenttype"), "", True, " ".join(line.words[1:-1]))
    number = Attribute(reader.clark("m1:komponenttype"), "", True, _EPJ_OID + line.words[-1])
    category = Attribute(reader.clark("m1:informasjonskategori"), "")
    own_id = Attribute("komponentID", string, True)
    reference = Attribute("referanseViktigTilleggsinfo", string)
    return {each.name: each for each in (kind, number, category, own_id, reference)}


def _particles(reader: _Reader, lines: list[_Line], indent: int) -> tuple[Particle, ...]:
    parts: list[Particle] = []
    at = 0
    while at < len(lines):
        line = lines[at]
        end = at + 1
        while end < len(lines) and lines[end].indent > indent:
            end += 1
        parts.append(_particle(reader, line, lines[at + 1 : end], indent))
        at = end
    return tuple(parts)


def _particle(reader: _Reader, line: _Line, inner: list[_Line], indent: int) -> Particle:
    name = line.words[0]
    low, high = _CARDINALITY[line.words[1]]
    if name in ("choice", "sequence"):
        return Particle(low, high, parts=_particles(reader, inner, indent + 1), choice=name == "choice")
    if name == "any":
        other = reader.namespace if line.words[3] == "##other" else ""
        return Particle(low, high, wildcard=Wildcard(line.words[2] == "strict", other))
    if ":" in name:
        return Particle(low, high, ref=reader.clark(name))
    # Local elements of the common types stand in no namespace (elementFormDefault unqualified).
    tag = name if reader.namespace == PREFIXES["kith"] else reader.own(name)
    if inner:
        reader.inline += 1
        type_name = f"{tag}#inline{reader.inline}"
        reader.types[type_name] = _complex(reader, type_name, inner, indent + 1)
        return Particle(low, high, element=Element(tag, line.label, type_name))
    type_name, codes, fixed = reader.named_type(" ".join(line.words[2:]))
    return Particle(low, high, element=Element(tag, line.label, type_name, codes, fixed))
