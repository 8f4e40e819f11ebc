"""What the grammar demands of each type of element, worked out once and kept for the life of the program."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache, lru_cache

from plo_desktop.wire.grammar.content import State
from plo_desktop.wire.grammar.library import Grammar
from plo_desktop.wire.grammar.model import ANY_TYPE, XSD, Attribute, ComplexType, SimpleType
from plo_desktop.wire.grammar.values import BASES, BLANKS, JUDGES, WORDS, WORDS_OF_TIME, Judge, collapsed

_SHORT = 64
_ID = f"{{{XSD}}}ID"


@dataclass(slots=True, eq=False)
class ValueDemand:
    """How one attribute, or the text of an element, is judged."""

    judge: Judge | None
    words: str
    is_id: bool = False


@dataclass(slots=True, eq=False)
class Demands:
    """A type made ready for checking: children by state, or text by value, and the attributes."""

    type_name: str
    state: State | None = None
    text: ValueDemand | None = None
    mixed: bool = False
    open: bool = False
    empty: bool = False
    abstract: bool = False
    attributes: dict[str, ValueDemand] = field(default_factory=dict)
    required: tuple[str, ...] = ()


@dataclass(slots=True, eq=False)
class AllDemands:
    """Plans by type for one grammar; kept for the life of the program."""

    grammar: Grammar
    plans: dict[str, Demands] = field(default_factory=dict)

    def plan(self, type_name: str) -> Demands:
        """Return the demands of a type."""
        found = self.plans.get(type_name)
        if found is None:
            found = self.plans[type_name] = self._make(type_name)
        return found

    def _make(self, type_name: str) -> Demands:
        if type_name == ANY_TYPE:
            return Demands(type_name, mixed=True, open=True)
        described = self.grammar.type_named(type_name)
        if not isinstance(described, ComplexType):
            return Demands(type_name, text=self.value(type_name))
        attributes = self.grammar.attributes(type_name)
        plan = Demands(
            type_name,
            mixed=described.mixed,
            abstract=described.abstract,
            attributes={name: self.attribute(each) for name, each in attributes.items()},
            required=tuple(name for name, each in attributes.items() if each.required),
        )
        if described.text:
            plan.text = self.value(described.text)
        else:
            plan.state = self.grammar.content(type_name)
            plan.empty = self.grammar.particle(type_name) is None and not described.mixed
        return plan

    def attribute(self, attribute: Attribute) -> ValueDemand:
        """Return how an attribute is judged; one without a type of its own is a global one.

        The fixed values of the EPJ marks are written, not demanded: the reference validator lets others pass,
        and a message must not be refused for a mark that no reader sees.
        """
        if attribute.type:
            return self.value(attribute.type)
        general = self.grammar.attribute(attribute.name)
        if general is None:
            raise LookupError(f"the grammar refers to attribute {attribute.name}, which it does not declare")
        return self.value(general.type)

    def value(self, type_name: str) -> ValueDemand:
        """Return how a text of a simple type is judged."""
        judge, words = self._simple(type_name)
        return ValueDemand(judge and _remembering(judge), words, is_id=self.derives(type_name, _ID))

    def _simple(self, type_name: str) -> tuple[Judge | None, str]:
        described = self.grammar.type_named(type_name)
        if not isinstance(described, SimpleType):
            return JUDGES[type_name], WORDS.get(type_name, "har en verdi som ikke er tillatt")
        if described.union:
            return _one_of_types(described.union), WORDS_OF_TIME
        judge, words = self._simple(described.base)
        is_token = self.derives(described.base, f"{{{XSD}}}token") or described.base == f"{{{XSD}}}boolean"
        if described.one_of:
            listed = frozenset(described.one_of)
            shown = ", ".join(described.one_of)
            return (lambda text: (collapsed(text) if is_token else text) in listed), f"må være en av: {shown}"
        if described.like:
            pattern = re.compile(described.like)
            return (
                lambda text: (
                    pattern.fullmatch(collapsed(text) if is_token else text) is not None
                    and (judge is None or judge(text))
                ),
                "må være en OID, som 2.16.578.1" if is_token and judge is None else words,
            )
        return judge, words

    def derives(self, type_name: str, ancestor: str) -> bool:
        """Tell whether a type is `ancestor`, or derived from it."""
        if ancestor == ANY_TYPE:
            return True
        at = type_name
        while at and at != ancestor:
            described = self.grammar.type_named(at)
            at = described.base if described else BASES.get(at, "")
        return at == ancestor


def _remembering(judge: Judge) -> Judge:
    """Judge a short text once: code systems, codes and days come again in every message."""
    remembered = lru_cache(maxsize=1024)(judge)
    return lambda text: remembered(text) if len(text) <= _SHORT else judge(text)


def _one_of_types(names: tuple[str, ...]) -> Judge:
    judges = [judge for name in names if (judge := JUDGES[name]) is not None]
    return lambda text: any(judge(text.strip(BLANKS)) for judge in judges)


@cache
def demands_of(grammar: Grammar) -> AllDemands:
    """Return the demands of one grammar; the same ones each time."""
    return AllDemands(grammar)
