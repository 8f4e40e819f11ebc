"""What a format version asks for by itself, so that one declaration can be sent in several versions."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from lxml import etree

from plo_desktop.messages.spec import MessageType
from plo_desktop.wire.grammar.library import messages
from plo_desktop.wire.grammar.model import XSD, Element, Particle

_BOOLEAN = f"{{{XSD}}}boolean"
# 1.6 is what the declarations are written for; the versions around it demand answers that it does not.
ASKING_VERSIONS = ("1.5", "2.0")
_TITLES = {("HELSEOPPL_SOKNAD", "1.5"): "Helseopplysninger ved søknad"}


def wire_title(mtype: MessageType, version: str) -> str:
    """Return the DN of MsgInfo/Type in a version (wire-format 3)."""
    return _TITLES.get((mtype.code, version), mtype.wire_title)


def add_required_booleans(payload: etree._Element) -> None:
    """Write "false" where the payload's grammar demands a yes or no that nobody gave.

    An element that is demanded and itself demands nothing but such booleans is made too: 1.5 wants
    OpplysningerTilSoknad/EgensoknadSendt in every Helseopplysninger.
    """
    for parent, declared in list(_missing(payload)):
        made = etree.SubElement(parent, declared.tag)
        if declared.type == _BOOLEAN:
            made.text = "false"
        else:
            for inner in _needed(declared.type):
                etree.SubElement(made, inner.tag).text = "false"


def required_falses(payload: etree._Element) -> Iterator[etree._Element]:
    """Yield the elements that `add_required_booleans` would make again."""
    for parent, type_name in _typed(payload):
        for declared in _needed(type_name):
            found = parent.find(declared.tag)
            if found is not None and declared.type == _BOOLEAN and (found.text or "").strip() == "false":
                yield found


def missing_children(payload: etree._Element) -> Iterator[tuple[etree._Element, Element]]:
    """Yield every element that lacks a child which its grammar demands, with the child's declaration."""
    for parent, type_name in _typed(payload):
        for declared in _needed(type_name):
            if parent.find(declared.tag) is None:
                yield parent, declared


def _missing(payload: etree._Element) -> Iterator[tuple[etree._Element, Element]]:
    for parent, declared in missing_children(payload):
        inner = _needed(declared.type)
        if declared.type == _BOOLEAN or (inner and all(each.type == _BOOLEAN for each in inner)):
            yield parent, declared


def _typed(payload: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """Yield every element that the grammar knows, with the name of its type."""
    declared = messages().element(str(payload.tag))
    waiting = [(payload, declared.type)] if declared is not None else []
    while waiting:
        element, type_name = waiting.pop()
        yield element, type_name
        known = messages().children(type_name)
        for child in element.iterchildren(etree.Element):
            found = known.get(str(child.tag))
            if found is not None:
                waiting.append((child, found.type))


@cache
def _needed(type_name: str) -> tuple[Element, ...]:
    particle = messages().particle(type_name)
    leaves = _demanded(particle) if particle is not None else iter(())
    found = (leaf.element or messages().element(leaf.ref) for leaf in leaves)
    return tuple(each for each in found if each is not None)


def _demanded(particle: Particle) -> Iterator[Particle]:
    if not particle.low or particle.choice:
        return
    if particle.parts:
        for part in particle.parts:
            yield from _demanded(part)
    else:
        yield particle
