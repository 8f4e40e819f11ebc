"""Writes our grammar as XML Schema, so that the parser's own engine can judge the messages that are right.

Where the two languages do not say exactly the same, what is written here is the stricter: a message that it
refuses is judged again by the grammar itself, one that it accepts is not.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from xml.sax.saxutils import quoteattr

from plo_desktop.wire.grammar.library import Grammar
from plo_desktop.wire.grammar.model import (
    ANY_TYPE,
    XSD,
    Attribute,
    ComplexType,
    Element,
    Particle,
    SimpleType,
    Vocabulary,
)

_UNBOUNDED = "unbounded"
# Any element that is declared; the grammar's own "any type" also lets through what is not.
_ANYTHING = (
    '<xs:complexType mixed="true"><xs:sequence>'
    '<xs:any minOccurs="0" maxOccurs="unbounded" processContents="strict"/>'
    "</xs:sequence></xs:complexType>"
)


def schema_texts(grammar: Grammar) -> Mapping[str, str]:
    """Return the schema of each namespace of a family, by namespace; each imports others by that name.

    Raises LookupError when the grammar names a namespace that it does not have.
    """
    texts: dict[str, str] = {}
    for namespace in grammar.namespaces():
        vocabulary = grammar.vocabulary(namespace)
        if vocabulary is None:
            raise LookupError(f"the grammar names {namespace}, which it does not have")
        texts[namespace] = _Writer(vocabulary).text()
    return texts


def joining_text(namespaces: Iterable[str]) -> str:
    """Return a schema that only brings the schemas of these namespaces together; each is its own address."""
    imports = "".join(_import(namespace) for namespace in namespaces)
    return f'<xs:schema xmlns:xs="{XSD}">{imports}</xs:schema>'


def _import(namespace: str) -> str:
    return f"<xs:import namespace={quoteattr(namespace)} schemaLocation={quoteattr(namespace)}/>"


class _Writer:
    """Writes one namespace, and notes which others it refers to."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.prefixes = {XSD: "xs", vocabulary.namespace: "own"}

    def text(self) -> str:
        own = self.vocabulary
        # A name with "#" is a type that only its own element has, and stands inside it.
        parts = [self._type(each, name) for name, each in own.types.items() if "#" not in name]
        parts += [self._element(each) for each in own.elements.values()]
        parts += [self._declared(each) for each in own.attributes.values()]
        others = (namespace for namespace in self.prefixes if namespace not in (XSD, own.namespace))
        imports = "".join(map(_import, others))
        named = "".join(f" xmlns:{prefix}={quoteattr(space)}" for space, prefix in self.prefixes.items())
        return (
            f'<xs:schema{named} targetNamespace={quoteattr(own.namespace)} elementFormDefault="unqualified">'
            f"{imports}{''.join(parts)}</xs:schema>"
        )

    def _name(self, clark: str) -> str:
        namespace, _, local = clark[1:].rpartition("}")
        prefix = self.prefixes.setdefault(namespace, f"n{len(self.prefixes)}")
        return f"{prefix}:{local}"

    def _type(self, described: SimpleType | ComplexType, name: str = "") -> str:
        named = f' name="{_local(name)}"' if name else ""
        if isinstance(described, SimpleType):
            return f"<xs:simpleType{named}>{self._limited(described)}</xs:simpleType>"
        marks = f"{named}{_mark('mixed', described.mixed)}{_mark('abstract', described.abstract)}"
        attributes = "".join(self._attribute(each) for each in described.attributes.values())
        if described.text:
            inner = self._extension(described.text, attributes)
            return f"<xs:complexType{marks}><xs:simpleContent>{inner}</xs:simpleContent></xs:complexType>"
        content = self._content(described.particle) + attributes
        if described.base:
            content = f"<xs:complexContent>{self._extension(described.base, content)}</xs:complexContent>"
        return f"<xs:complexType{marks}>{content}</xs:complexType>"

    def _extension(self, base: str, inner: str) -> str:
        return f'<xs:extension base="{self._name(base)}">{inner}</xs:extension>'

    def _limited(self, described: SimpleType) -> str:
        if described.union:
            return f'<xs:union memberTypes="{" ".join(map(self._name, described.union))}"/>'
        facets = "".join(f"<xs:enumeration value={quoteattr(value)}/>" for value in described.one_of)
        if described.like:
            facets += f"<xs:pattern value={quoteattr(described.like)}/>"
        return f'<xs:restriction base="{self._name(described.base)}">{facets}</xs:restriction>'

    def _content(self, particle: Particle | None) -> str:
        if particle is None:
            return ""
        return self._particle(particle if particle.parts else Particle(1, 1, parts=(particle,)))

    def _particle(self, particle: Particle) -> str:
        high = _UNBOUNDED if particle.high is None else str(particle.high)
        count = f' minOccurs="{particle.low}" maxOccurs="{high}"'
        if particle.parts:
            group = "choice" if particle.choice else "sequence"
            return f"<xs:{group}{count}>{''.join(map(self._particle, particle.parts))}</xs:{group}>"
        if particle.wildcard is not None:
            other = ' namespace="##other"' if particle.wildcard.other else ""
            return f'<xs:any{count}{other} processContents="strict"/>'
        if particle.element is not None:
            return self._element(particle.element, count)
        return f'<xs:element ref="{self._name(particle.ref)}"{count}/>'

    def _element(self, element: Element, count: str = "") -> str:
        # `count` is there for a child, which stands in a namespace or in none by its own tag.
        form = ' form="qualified"' if count and element.tag[:1] == "{" else ""
        fixed = f" fixed={quoteattr(element.fixed)}" if element.fixed is not None else ""
        begin = f'<xs:element name="{_local(element.tag)}"{count}{form}{fixed}'
        if element.type == ANY_TYPE:
            return f"{begin}>{_ANYTHING}</xs:element>"
        if "#" in element.type:
            return f"{begin}>{self._type(self.vocabulary.types[element.type])}</xs:element>"
        return f'{begin} type="{self._name(element.type)}"/>'

    def _attribute(self, attribute: Attribute) -> str:
        # The fixed values of the EPJ marks are not demanded (see `wire.checking`).
        use = ' use="required"' if attribute.required else ""
        if not attribute.type:
            return f'<xs:attribute ref="{self._name(attribute.name)}"{use}/>'
        return self._declared(attribute, use)

    def _declared(self, attribute: Attribute, use: str = "") -> str:
        begin = f'<xs:attribute name="{_local(attribute.name)}"{use}'
        if "#" in attribute.type:
            return f"{begin}>{self._type(self.vocabulary.types[attribute.type])}</xs:attribute>"
        return f'{begin} type="{self._name(attribute.type)}"/>'


def _local(clark: str) -> str:
    return clark.rpartition("}")[2]


def _mark(name: str, holds: bool) -> str:
    return f' {name}="true"' if holds else ""
