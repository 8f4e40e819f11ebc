"""Reads any element with the grammar's labels, so that nothing a sender wrote is left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from lxml import etree

from plo_desktop.domain.codebook import set_name
from plo_desktop.messages.outline import Item, Line, Prose, Section
from plo_desktop.wire.formatted import flowed, formatted
from plo_desktop.wire.grammar.library import Grammar
from plo_desktop.wire.grammar.model import ANY_TYPE, XSD, XSI, Element
from plo_desktop.wire.reading_values import (
    plain,
    shown,
    shown_address,
    shown_moment,
    shown_number,
    visible,
)

NameOf = Callable[[str, str], str]
"""Code set's OID suffix and V to the name of the code, or an empty string."""

OID_PREFIX = "2.16.578.1.12.4.1.1."
ONLY_WHEN_TRUE = frozenset((
    "Hoveddiagnose", "Horselsvikt", "Synsvikt", "Pacemaker", "BandasjemateriellEngangsutstyr",
    "HjelpLegemiddeladm", "EtterBehov", "PasientParorendeBestiller", "FunksjonshemmingKroniskSykdom",
    "MuntligInformasjon", "Anslag", "SkalIkkeTasSammenMedAnnetLegemiddel", "ForbeholdOmVideresending",
    "SvarPaaForesporsel", "NarmesteParorende", "TiltakKanTermineres",
    "HensynVedForskrivning", "HensynMatDrikke", "Kontaktallergi", "PollenInnsektstikk",
    "PrivatTjeneste", "Ekstern", "PersonTolkebehov",
))  # fmt: skip
"""Yes/no elements of which a no says nothing (wire-format 2, R-12)."""

WITH_CODE = frozenset(("Diagnosekode", "Atc", "VirkestoffLegemiddel", "KodetVurdering", "Error"))
"""Coded elements whose code itself is read by clinicians and support: "A46 Erysipelas"."""

OTHER_SYSTEMS = ("7170", "7171")
"""Systems of diagnoses that are named, for a hospital takes a bare code to be ICD-10."""

TECHNICAL_NAMES = frozenset((
    "MIGversion", "MsgId", "ConversationRef", "ProcessingStatus", "Ack", "ComMethod", "RefDokIdForesp",
    "DokIdForesp", "DokIdNotat", "EnquiryRefId", "OidRef", "SoftwareName", "SoftwareVersion", "ReseptId",
))  # fmt: skip
"""Elements that only support needs; they stand in the technical section."""

_DEEPEST_SECTION = 30
_SIGNATURE = "{http://www.w3.org/2000/09/xmldsig#}Signature"
_FK1 = "{http://www.kith.no/xmlstds/felleskomponent1}"
_PARTY_TYPES = frozenset(f"{_FK1}{name}" for name in ("Person", "HealthcareProfessional", "Organisation"))
_CODED = ("V", "DN", "OT", "S", "U")


def local(node: etree._Element) -> str:
    """Return an element's name without namespace."""
    return _local(str(node.tag))


@lru_cache(maxsize=2048)
def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def children(node: etree._Element) -> Iterator[etree._Element]:
    """Return the element children, without comments."""
    return iter(node.iterchildren("*"))


def first(node: etree._Element | None, *names: str) -> etree._Element | None:
    """Return the first descendant by local names, one per level, or None."""
    for name in names:
        if node is None:
            return None
        node = next(iter(node.iterchildren("{*}" + name)), None)
    return node


def code_set(node: etree._Element) -> str:
    """Return the OID suffix that a coded element names in @S, or an empty string."""
    return (node.get("S") or "").strip().removeprefix(OID_PREFIX)


@dataclass(slots=True)
class Nodes:
    """The reading of one document: what is declared for each node, and which nodes have been shown."""

    grammar: Grammar
    name_of: NameOf
    party: Callable[[etree._Element, Nodes], str]
    declared: dict[etree._Element, Element | None] = field(default_factory=dict)
    used: set[etree._Element] = field(default_factory=set)
    said: set[etree._Element] = field(default_factory=set)
    technical: list[Item] = field(default_factory=list)
    leftovers: list[Item] = field(default_factory=list)
    flowed: set[etree._Element] = field(default_factory=set)
    paths: dict[etree._Element, str] = field(default_factory=dict)
    by_name: dict[str, list[etree._Element]] = field(default_factory=dict)

    def named(self, *names: str) -> Iterator[etree._Element]:
        """Yield the elements of the document with these local names, name by name, in document order.

        What lies inside a signature is no part of the message, whatever it looks like (B33).
        """
        for name in names:
            yield from self.by_name.get(name, ())

    def learn(self, node: etree._Element, element: Element | None, *, signed: bool = False) -> None:
        """Find the declaration and the path of a node and of everything below it."""
        self.declared[node] = element
        if node not in self.paths:
            self.paths[node] = local(node)
            self.by_name[local(node)] = [node]
        path = self.paths[node]
        signed = signed or node.tag == _SIGNATURE
        counts: dict[str, int] = {}
        inner = list(children(node))
        names = [local(child) for child in inner]
        totals = Counter(names) if len(set(names)) < len(names) else None
        for child, name in zip(inner, names, strict=True):
            counts[name] = counts.get(name, 0) + 1
            number = f"[{counts[name]}]" if totals and totals[name] > 1 else ""
            self.paths[child] = f"{path}/{name}{number}"
            if not signed:
                self.by_name.setdefault(name, []).append(child)
            tag = str(child.tag)
            found = self.grammar.child(element.type, tag) if element else self.grammar.element(tag)
            self.learn(child, found, signed=signed)

    def path(self, node: etree._Element) -> str:
        """Return where a node stands, as in a fault's path."""
        return self.paths.get(node, "")

    def label(self, node: etree._Element) -> str:
        """Return the node's label; of an unknown element its own name."""
        element = self.declared.get(node)
        return element.label if element and element.label else visible(local(node))

    def take(self, node: etree._Element) -> None:
        """Note that a node and all below it has been shown.

        Marks of EPJ parts go to the technical section. What was below it and yet not said, because it has no
        business there, is left over and shown with the rest.
        """
        for each in node.iter():
            if each not in self.used and isinstance(each.tag, str):
                self.used.add(each)
                self.marks(each)
                self._leave_over(each)

    def take_below(self, node: etree._Element) -> None:
        """Note that a node, which its caller has marked, and all below it has been shown."""
        self._leave_over(node)
        for child in children(node):
            self.take(child)

    def _leave_over(self, node: etree._Element) -> None:
        opened = self.declared.get(node) is not None and self._type(node) == ANY_TYPE
        silent = local(node) in ONLY_WHEN_TRUE and not _is_coded(node)
        if node not in self.said and not silent and (words := self.text(node)):
            self.leftovers.append(Line(self.label(node), words, self.path(node)))
        if not opened and node not in self.flowed:
            for child in node:
                if child.tail and child.tail.strip():
                    self.leftovers.append(Line(self.label(node), plain(child.tail), self.path(node)))

    def _type(self, node: etree._Element) -> str:
        element = self.declared.get(node)
        return element.type if element else ""

    def marks(self, node: etree._Element) -> None:
        """Put attributes that no reader needs in the technical section, one line per element."""
        marks = [
            f"{visible(name.rpartition('}')[2])}: {visible(text.strip())}"
            for name, text in node.items()
            if name not in _CODED and not name.startswith(f"{{{XSI}}}") and text.strip()
        ]
        if marks:
            self.technical.append(Line(self.label(node), ", ".join(marks), self.path(node)))

    def coded(self, node: etree._Element) -> str:
        """Return a coded value, time, quantity or address in words: DN, else the name, else OT, else V."""
        value, name, original = (node.get(key, "").strip() for key in ("V", "DN", "OT"))
        element = self.declared.get(node)
        type_name = element.type.rpartition("}")[2] if element else ""
        unit = node.get("U", "").strip()
        # Attributes that the type does not have are shown as well, after the value.
        odd = [visible(part) for part in (name, original) if part]
        if type_name == "TS":
            return " ".join(part for part in (shown_moment(value), visible(unit), *odd) if part)
        if type_name == "URL":
            return " ".join(part for part in (shown_address(value), visible(unit), *odd) if part)
        if type_name in ("PQ", "MO", "REAL") or unit:
            return " ".join(part for part in (shown_number(value), visible(unit), *odd) if part)
        if not name and value:
            suffix = code_set(node) or (element.codes if element else "")
            name = self.name_of(suffix, value) if suffix else ""
        words = visible(name)
        if value and (not words or (local(node) in WITH_CODE and value != words)):
            words = f"{visible(value)} {words}".strip() if words or not original else ""
        if value and code_set(node) in OTHER_SYSTEMS and local(node) in WITH_CODE:
            words = f"{words} ({set_name(code_set(node))})"
        if original and original != name:
            between = " " if words.endswith(".") else ": "
            words = f"{words}{between}{visible(original)}" if words else visible(original)
        return words or visible(value)

    def text(self, node: etree._Element | None) -> str:
        """Return what a leaf says, coded or not, as a reader sees it; empty for a node that is not there."""
        if node is None:
            return ""
        self.said.add(node)
        element = self.declared.get(node)
        if element is not None and element.type == ANY_TYPE:
            return self.flow(node)
        written = node.text or ""
        own = shown(written, element.type if element else "") if written.strip() else ""
        coded = self.coded(node) if _is_coded(node) else ""
        return " ".join(part for part in (coded, own) if part)

    def flow(self, node: etree._Element) -> str:
        """Return formatted content as text, and note all of it said."""
        self._note_flowed(node)
        words, left_out = flowed(node, self.path(node))
        if node not in self.used:
            self.technical.extend(left_out)
        return f"{words} {self._own(node)}".strip()

    def shaped(self, node: etree._Element) -> tuple[Item, ...]:
        """Return formatted content with its headings, lists and tables, and note all of it said."""
        self._note_flowed(node)
        found = formatted(node, self.label(node), self.path(node))
        self.technical.extend(found.left_out)
        return (*found.items, *self._line(node, self._own(node)))

    def _note_flowed(self, node: etree._Element) -> None:
        for each in node.iter():
            self.said.add(each)
            self.flowed.add(each)

    def _own(self, node: etree._Element) -> str:
        """Return coded attributes of the node itself, which a sender may have put on formatted content."""
        return " ".join(said for key in _CODED if (said := visible(node.get(key, "").strip())))

    def of(self, node: etree._Element | None, *names: str) -> str:
        """Return what the first descendant of that path says, or an empty string."""
        return self.text(first(node, *names))

    def items(self, node: etree._Element) -> tuple[Item, ...]:
        """Return all that a node holds and nobody has shown yet, labelled, and note it shown."""
        if node in self.used:
            return ()
        self.used.add(node)
        self.marks(node)
        if local(node) in TECHNICAL_NAMES:
            for each in list(node.iter()):
                if isinstance(each.tag, str) and (words := self.text(each)):
                    self.technical.append(Line(self.label(each), words, self.path(each)))
            self.take_below(node)
            return ()
        element = self.declared.get(node)
        inner = list(children(node))
        if element is not None and element.type == ANY_TYPE:
            shaped = self.shaped(node)
            self.take(node)
            return shaped
        if not inner:
            return self._leaf(node, element)
        if element is not None and element.type in _PARTY_TYPES:
            words = self.party(node, self)
            self.used.discard(node)
            self.take(node)
            return self._line(node, words)
        own = self._line(node, plain(node.text or "")) if (node.text or "").strip() else ()
        below = list(own)
        for child in inner:
            below.extend(self.items(child))
            if (child.tail or "").strip():
                below.append(Line(self.label(node), plain(child.tail or ""), self.path(node)))
        if _is_coded(node):
            below[:0] = self._line(node, self.coded(node))
        if not below:
            return ()
        # A wrapper and the one thing in it often have the same name; a heading twice says nothing.
        title = self.label(node)
        flat = tuple(each for item in below for each in _without_heading(item, title))
        # No standard nests this deep; whoever does must not bring down what walks the outline.
        return flat if self.path(node).count("/") > _DEEPEST_SECTION else (Section(title, flat),)

    def below(self, node: etree._Element | None) -> tuple[Item, ...]:
        """Return the items of a node without a heading for the node itself."""
        if node is None:
            return ()
        found: list[Item] = []
        for item in self.items(node):
            found.extend(item.items if isinstance(item, Section) else (item,))
        return tuple(found)

    def lines(self, node: etree._Element, *skip: str) -> tuple[Line, ...]:
        """Return everything below a node as flat lines, except children of the given names."""
        found: list[Line] = []
        for child in children(node):
            if local(child) not in skip:
                _flatten(self.items(child), "", found)
        return tuple(found)

    def _leaf(self, node: etree._Element, element: Element | None) -> tuple[Item, ...]:
        boolean = element is not None and element.type == f"{{{XSD}}}boolean"
        is_no = boolean and (node.text or "").strip() in ("false", "0")
        if is_no and local(node) in ONLY_WHEN_TRUE and not _is_coded(node):
            return ()
        return self._line(node, self.text(node))

    def _line(self, node: etree._Element, text: str) -> tuple[Item, ...]:
        if not text.strip():
            return ()
        if len(text) > 160 or "\n" in text:
            return (Prose(self.label(node), text, self.path(node)),)
        return (Line(self.label(node), text, self.path(node)),)


def _without_heading(item: Item, title: str) -> tuple[Item, ...]:
    return item.items if isinstance(item, Section) and item.title == title else (item,)


def _is_coded(node: etree._Element) -> bool:
    given = node.attrib
    return bool(given) and any(key in given for key in _CODED)


def _flatten(items: tuple[Item, ...], before: str, found: list[Line]) -> None:
    for item in items:
        match item:
            case Line():
                found.append(Line(f"{before}{item.label}", item.text, item.path))
            case Prose():
                found.append(Line(f"{before}{item.heading}", item.text, item.path))
            case Section():
                _flatten(item.items, f"{before}{item.title}: ", found)
            case _:
                continue
