"""Finds the grammar of a tag; each namespace's text is read the first time somebody asks for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from plo_desktop.wire.grammar import (
    texts_apprec,
    texts_common,
    texts_dialog,
    texts_envelope,
    texts_plo15,
    texts_plo16,
    texts_plo20,
    texts_po16,
)
from plo_desktop.wire.grammar.content import State, compile_content
from plo_desktop.wire.grammar.model import (
    Attribute,
    ComplexType,
    Element,
    Particle,
    SimpleType,
    Vocabulary,
    walk,
)
from plo_desktop.wire.grammar.text import read

APPREC_10 = "http://www.kith.no/xmlstds/apprec/2004-11-21"
APPREC_11 = "http://www.kith.no/xmlstds/apprec/2012-02-15"


def _namespace_of(text: str) -> str:
    return text.split(maxsplit=3)[2]


def _by_namespace(*texts: str) -> dict[str, str]:
    return {_namespace_of(text): text for text in texts}


_COMMON = _by_namespace(texts_common.KITH)
_MESSAGES = _COMMON | _by_namespace(
    texts_common.FELLES,
    texts_common.EPJ_META,
    texts_common.EPJ_CAVE,
    texts_common.EPJ_NOTAT,
    texts_common.EPJ_LEGEMIDDEL,
    texts_envelope.MSGHEAD,
    texts_envelope.BASE64,
    texts_envelope.SIGNATURE,
    texts_po16.PO_16,
    texts_plo16.PASIENTLOGISTIKK_16,
    texts_plo16.HELSEOPPLYSNINGER_16,
    texts_plo16.UTSKRIVNINGSRAPPORT_16,
    texts_plo16.INNLEGGELSESRAPPORT_16,
    texts_plo16.TIL_LEGE_16,
    texts_plo16.MEDISINSKE_16,
    texts_plo16.TJENESTETILBUD_16,
    texts_plo15.PO_15,
    texts_plo15.PASIENTLOGISTIKK_15,
    texts_plo15.HELSEOPPLYSNINGER_15,
    texts_plo15.UTSKRIVNINGSRAPPORT_15,
    texts_plo15.INNLEGGELSESRAPPORT_15,
    texts_plo15.TIL_LEGE_15,
    texts_plo15.MEDISINSKE_15,
    texts_plo15.TJENESTETILBUD_15,
    texts_plo15.FRAVAR_15,
    texts_plo20.PO_20,
    texts_plo20.PASIENTLOGISTIKK_20,
    texts_plo20.SAMMENFATNING_20,
    texts_plo20.SAKSBEHANDLING_20,
    texts_dialog.DIALOG_10,
    texts_dialog.DIALOG_11,
)


class Grammar:
    """One family of namespaces that may stand in one document."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = texts
        self._vocabularies: dict[str, Vocabulary | None] = {}
        self._contents: dict[str, State] = {}
        self._children: dict[str, dict[str, Element]] = {}

    def knows(self, namespace: str) -> bool:
        """Tell whether the family has this namespace."""
        return namespace in self._texts

    def namespaces(self) -> tuple[str, ...]:
        """Return every namespace of the family."""
        return tuple(self._texts)

    def vocabulary(self, namespace: str) -> Vocabulary | None:
        """Return what a namespace declares, or None when it is unknown."""
        if namespace not in self._vocabularies:
            text = self._texts.get(namespace)
            self._vocabularies[namespace] = read(text, self._texts.__getitem__) if text else None
        return self._vocabularies[namespace]

    def element(self, tag: str) -> Element | None:
        """Return the global element of that tag, or None."""
        found = self.vocabulary(_space(tag))
        return found.elements.get(tag) if found else None

    def attribute(self, name: str) -> Attribute | None:
        """Return the global attribute of that name, or None."""
        found = self.vocabulary(_space(name))
        return found.attributes.get(name) if found else None

    def type_named(self, name: str) -> SimpleType | ComplexType | None:
        """Return a type of this family; None for built-in types and unknown names."""
        found = self.vocabulary(_space(name))
        return found.types.get(name) if found else None

    def content(self, type_name: str) -> State:
        """Return the state before the first child of an element with this complex type."""
        if type_name not in self._contents:
            self._contents[type_name] = compile_content(self.particle(type_name), self._global)
        return self._contents[type_name]

    def particle(self, type_name: str) -> Particle | None:
        """Return the order of children of a complex type, what it extends included."""
        found = self.type_named(type_name)
        if not isinstance(found, ComplexType):
            return None
        base = self.particle(found.base) if found.base else None
        if base is None or found.particle is None:
            return found.particle or base
        return Particle(1, 1, parts=(base, found.particle))

    def attributes(self, type_name: str) -> dict[str, Attribute]:
        """Return the attributes of a complex type, what it extends included."""
        found = self.type_named(type_name)
        if not isinstance(found, ComplexType):
            return {}
        return (self.attributes(found.base) if found.base else {}) | dict(found.attributes)

    def children(self, type_name: str) -> dict[str, Element]:
        """Return the elements that may stand in a complex type by tag, in their order."""
        if type_name not in self._children:
            particle = self.particle(type_name)
            leaves = walk(particle) if particle else iter(())
            self._children[type_name] = {found.tag: found for found in self._elements(leaves)}
        return self._children[type_name]

    def child(self, parent_type: str, tag: str) -> Element | None:
        """Return how an element is declared below a type, else the global element, else None."""
        return self.children(parent_type).get(tag) or self.element(tag)

    def _elements(self, leaves: Iterator[Particle]) -> Iterator[Element]:
        for leaf in leaves:
            if leaf.element:
                yield leaf.element
            elif leaf.ref:
                yield self._global(leaf.ref)

    def _global(self, tag: str) -> Element:
        found = self.element(tag)
        if found is None:
            raise LookupError(f"the grammar refers to {tag}, which it does not declare")
        return found


def _space(tag: str) -> str:
    return tag[1:].partition("}")[0] if tag[:1] == "{" else ""


@cache
def messages() -> Grammar:
    """Return the grammar of everything that can stand in a MsgHead."""
    return Grammar(_MESSAGES)


@cache
def apprec(namespace: str) -> Grammar:
    """Return the grammar of application receipts of one version."""
    if namespace == APPREC_10:
        return Grammar(_by_namespace(texts_apprec.APPREC_10))
    return Grammar(_COMMON | _by_namespace(texts_apprec.APPREC_11))


def grammar_for(tag: str) -> Grammar:
    """Return the grammar that judges a document with this root."""
    namespace = _space(tag)
    return apprec(namespace) if namespace in (APPREC_10, APPREC_11) else messages()
