"""What a grammar text says, as plain values: elements, types, attributes and the order of children."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

XSD = "http://www.w3.org/2001/XMLSchema"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
ANY_TYPE = f"{{{XSD}}}anyType"


@dataclass(frozen=True, slots=True)
class Element:
    """An element: its tag in Clark notation, its label to a reader, and the name of its type.

    `codes` is the code set's OID suffix when the element implies one. `fixed` is the only text allowed.
    """

    tag: str
    label: str
    type: str
    codes: str = ""
    fixed: str | None = None


@dataclass(frozen=True, slots=True)
class Wildcard:
    """Any element. `strict`: it must be declared. `other`: not from this namespace."""

    strict: bool
    other: str = ""


@dataclass(frozen=True, slots=True)
class Particle:
    """A step in the order of children: an element, a reference to a global one, a wildcard, or a group.

    `high` is None when there is no upper limit. `choice` tells what a group of `parts` is.
    """

    low: int
    high: int | None
    element: Element | None = None
    ref: str = ""
    wildcard: Wildcard | None = None
    parts: tuple[Particle, ...] = ()
    choice: bool = False


@dataclass(frozen=True, slots=True)
class Attribute:
    """An attribute by its name in Clark notation."""

    name: str
    type: str
    required: bool = False
    fixed: str | None = None


@dataclass(frozen=True, slots=True)
class SimpleType:
    """A text value: a built-in base, further limited, or a union of built-in types."""

    name: str
    base: str
    one_of: tuple[str, ...] = ()
    like: str = ""
    union: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ComplexType:
    """An element's content. `text` names the type of its text when it holds text only."""

    name: str
    particle: Particle | None = None
    attributes: Mapping[str, Attribute] = field(default_factory=dict)
    mixed: bool = False
    abstract: bool = False
    text: str = ""
    base: str = ""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Everything one namespace declares, by Clark name."""

    namespace: str
    elements: Mapping[str, Element]
    types: Mapping[str, SimpleType | ComplexType]
    attributes: Mapping[str, Attribute]


def walk(particle: Particle) -> Iterator[Particle]:
    """Yield the leaves (elements, references, wildcards) in the order in which they must stand."""
    if particle.parts:
        for part in particle.parts:
            yield from walk(part)
    else:
        yield particle
