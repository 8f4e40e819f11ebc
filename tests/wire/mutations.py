"""Small, seeded damage to a message, of the kinds that senders really do."""

from __future__ import annotations

import copy
import random
from collections.abc import Callable

from lxml import etree

XSI = "http://www.w3.org/2001/XMLSchema-instance"
KITH = "http://www.kith.no/xmlstds"
PO = "http://www.kith.no/xmlstds/po/poKomponent/2012-04-01"

VALUES = (
    "", " ", "x", "true", "True", "1", "0", "-1", "+1", "1.5", "1,5", "1e3", "1e", "INF", "NaN", "2018",
    "2018Z",
    "018", "2018-01", "2018-13", "2018-02-29", "2016-02-29", "2018-01-30", " 2018-01-30", "2018-01-30Z",
    "2018-01-30T14:00:00", "2018-01-30T14:00", "2018-01-30T24:00:00", "2018-01-30T24:00:01", "0000-01-01",
    "2018-01-30T14:00:00.123+01:00", "2018-01-30T14:00:00+14:30", "14:00:00", "14:00", "tel:73 55 55 55",
    "tel:%zz",
    "http://a:b", "a#b#c", "[", "2.16.578", "2.16.", ".1", "v1.2 2006-05-24", " v1.2 2006-05-24",
    "EPJ dokument",
    "Legemidler", "Å", "\u202e", "12345678901234567890123456789", "AAAA", "AA==", "AB==",
)  # fmt: skip
TYPES = (
    "xs:string",
    "xs:token",
    "xs:int",
    "k:CS",
    "k:CV",
    "k:TS",
    "k:base",
    "nope",
    "k:nope",
    "",
    "k:ST",
    "xs:anyType",
)


_FEW = 5
"""A document with so few elements left is damaged enough."""


class Luck(random.Random):
    """Chance that repeats itself for the same seed."""


Mutation = Callable[[random.Random, etree._Element], None]


def _nodes(root: etree._Element) -> list[etree._Element]:
    return [node for node in root.iter() if isinstance(node.tag, str)]


def _below(root: etree._Element) -> list[etree._Element]:
    return [node for node in _nodes(root) if node.getparent() is not None]


def _parent(node: etree._Element) -> etree._Element:
    parent = node.getparent()
    assert parent is not None
    return parent


def drop(luck: random.Random, root: etree._Element) -> None:
    """Leave an element out."""
    node = luck.choice(_below(root))
    _parent(node).remove(node)


def duplicate(luck: random.Random, root: etree._Element) -> None:
    """Write an element twice."""
    node = luck.choice(_below(root))
    node.addnext(copy.deepcopy(node))


def swap(luck: random.Random, root: etree._Element) -> None:
    """Write two neighbours in the other order."""
    node = luck.choice(_below(root))
    following = node.getnext()
    if following is not None:
        node.addprevious(following)


def move(luck: random.Random, root: etree._Element) -> None:
    """Put an element somewhere else."""
    node, place = luck.choice(_below(root)), luck.choice(_nodes(root))
    if node not in place.iterancestors() and node is not place:
        place.insert(luck.randrange(len(place) + 1), node)


def rename(luck: random.Random, root: etree._Element) -> None:
    """Misspell an element, or give it another's name."""
    node, other = luck.choice(_nodes(root)), luck.choice(_nodes(root))
    node.tag = luck.choice([str(node.tag) + "x", str(other.tag)])


def change_namespace(luck: random.Random, root: etree._Element) -> None:
    """Put the right name in a wrong namespace."""
    node, other = luck.choice(_nodes(root)), luck.choice(_nodes(root))
    local = str(node.tag).rpartition("}")[2]
    elsewhere = str(other.tag)[1:].partition("}")[0] if "}" in str(other.tag) else ""
    space = luck.choice([elsewhere, PO, ""])
    node.tag = "{" + space + "}" + local if space else local


def change_text(luck: random.Random, root: etree._Element) -> None:
    """Give an element, wherever it is, a text of another kind."""
    luck.choice(_nodes(root)).text = luck.choice(VALUES)


def change_leaf(luck: random.Random, root: etree._Element) -> None:
    """Give an element without children another text."""
    leaves = [node for node in _nodes(root) if not len(node)]
    luck.choice(leaves).text = luck.choice(VALUES)


def add_tail(luck: random.Random, root: etree._Element) -> None:
    """Write loose text between elements."""
    luck.choice(_below(root)).tail = luck.choice(["x", " ", "\u00a0", "\n1"])


def change_attribute(luck: random.Random, root: etree._Element) -> None:
    """Give an attribute another value."""
    having = [node for node in _nodes(root) if node.attrib]
    node = luck.choice(having)
    node.set(luck.choice(sorted(str(name) for name in node.attrib)), luck.choice(VALUES))


def remove_attribute(luck: random.Random, root: etree._Element) -> None:
    """Leave an attribute out."""
    having = [node for node in _nodes(root) if node.attrib]
    node = luck.choice(having)
    del node.attrib[luck.choice(sorted(str(name) for name in node.attrib))]


def add_attribute(luck: random.Random, root: etree._Element) -> None:
    """Write an attribute that may or may not stand there."""
    node = luck.choice(_nodes(root))
    name = luck.choice(
        ["V", "DN", "S", "OT", "U", "ukjent", f"{{{XSI}}}nil", f"{{{XSI}}}schemaLocation", f"{{{XSI}}}x"]
    )
    node.set(name, luck.choice(VALUES))


def set_type(luck: random.Random, root: etree._Element) -> None:
    """Claim another type with xsi:type."""
    old = luck.choice(_below(root))
    declared = {"xs": "http://www.w3.org/2001/XMLSchema", "k": KITH}
    new = etree.Element(old.tag, dict(old.attrib), nsmap=declared)
    new.text, new.tail = old.text, old.tail
    new.extend(list(old))
    new.set(f"{{{XSI}}}type", luck.choice(TYPES))
    _parent(old).replace(old, new)


def add_comment(luck: random.Random, root: etree._Element) -> None:
    """Write a comment, which changes nothing."""
    node = luck.choice(_nodes(root))
    comment = etree.Comment("merknad")
    comment.tail = luck.choice(["", "", "x"])
    node.insert(luck.randrange(len(node) + 1), comment)


def add_foreign(luck: random.Random, root: etree._Element) -> None:
    """Write an element of one's own."""
    node = luck.choice(_nodes(root))
    tag = luck.choice(
        ["ukjent", "{urn:x}ukjent", f"{{{KITH}}}REF", f"{{{PO}}}Merknad", f"{{{PO}}}InfoReservasjon"]
    )
    node.insert(luck.randrange(len(node) + 1), etree.Element(tag))


def empty(luck: random.Random, root: etree._Element) -> None:
    """Empty an element of all it holds."""
    node = luck.choice(_nodes(root))
    tail = node.tail
    node.clear()
    node.tail = tail


MUTATIONS: tuple[Mutation, ...] = (
    drop, drop, duplicate, swap, move, rename, change_namespace, change_text, change_leaf, change_leaf,
    add_tail,
    change_attribute, change_attribute, remove_attribute, add_attribute, set_type, add_comment, add_foreign,
    empty,
)  # fmt: skip


def mutated(root: etree._Element, seed: int) -> tuple[etree._Element, str]:
    """Return a copy of a document with one piece of damage, every fourth time two, and what was done."""
    luck = Luck(seed)
    damaged = copy.deepcopy(root)
    done = [luck.choice(MUTATIONS) for _ in range(2 if seed % 4 == 3 else 1)]
    for mutation in done:
        if len(_nodes(damaged)) > _FEW:
            mutation(luck, damaged)
    # Written and read again, so that both judges see what would have come over the wire.
    return etree.fromstring(etree.tostring(damaged, encoding="UTF-8")), ", ".join(
        mutation.__name__ for mutation in done
    )
