"""Judges a message's structure as the official schemas do, and says what is wrong in words to act on."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from plo_desktop.wire.demands import AllDemands, Demands, ValueDemand, demands_of
from plo_desktop.wire.fault_words import labelled, list_of, local, named, path_of, quote, quoted_tag
from plo_desktop.wire.grammar.content import State
from plo_desktop.wire.grammar.library import grammar_for
from plo_desktop.wire.grammar.model import (
    ANY_TYPE,
    XSI,
    Element,
    Wildcard,
)
from plo_desktop.wire.grammar.values import BLANKS, JUDGES
from plo_desktop.wire.structure import is_surely_right

__all__ = ["Fault", "check", "faults_by_walk", "path_of"]

_MOST_FAULTS = 100
_XSI_TYPE = f"{{{XSI}}}type"
_XSI_NIL = f"{{{XSI}}}nil"
_XSI_PLACES = (f"{{{XSI}}}schemaLocation", f"{{{XSI}}}noNamespaceSchemaLocation")
_XSI_FREE = frozenset((_XSI_TYPE, _XSI_NIL, *_XSI_PLACES))
_Q_NAME = re.compile(r"(?:([^\W\d][\w.\-]*):)?([^\W\d][\w.\-]*)")


@dataclass(frozen=True, slots=True)
class Fault:
    """One breach of the standard: where ("MsgHead/MsgInfo/Patient/DateOfBirth"), and a Norwegian sentence."""

    path: str
    message: str
    code: str


def check(root: etree._Element) -> tuple[Fault, ...]:
    """Return the breaches of the standard in document order, at most 100; empty when the structure is right.

    The verdict equals that of the official schemas: MsgHead 1.2 with every payload of PLO 1.5, 1.6 and 2.0
    and Dialogmelding 1.0 and 1.1, and AppRec 1.0 and 1.1 (T-09). An unknown root is a fault.
    """
    return () if is_surely_right(root, grammar_for(str(root.tag))) else faults_by_walk(root)


def faults_by_walk(root: etree._Element) -> tuple[Fault, ...]:
    """Return what `check` returns, from the grammar alone; the quick judgement must agree with it."""
    tag = str(root.tag)
    grammar = grammar_for(tag)
    declared = grammar.element(tag)
    if declared is None:
        name = etree.QName(root)
        where = f" i navnerommet {name.namespace}" if name.namespace else ""
        return (Fault(name.localname, f"Ukjent meldingsformat: «{name.localname}»{where}.", "UNKNOWN_ROOT"),)
    walk = _Walk(demands_of(grammar))
    walk.visit(root, declared)
    return tuple(walk.faults[:_MOST_FAULTS])


class _Walk:
    """One pass over one document."""

    def __init__(self, judge: AllDemands) -> None:
        self.judge = judge
        self.faults: list[Fault] = []
        self.ids: set[str] = set()
        self.labels: dict[etree._Element, str] = {}

    def fault(self, node: etree._Element, code: str, message: str, tail: str = "") -> None:
        if len(self.faults) < _MOST_FAULTS:
            self.faults.append(Fault(path_of(node) + tail, message, code))

    def visit(self, node: etree._Element, declared: Element) -> None:
        """Check a node whose declaration is known, and all below it."""
        self._follow(node, self.judge.plan(declared.type), declared)

    def _follow(self, node: etree._Element, plan: Demands, declared: Element | None) -> None:
        items = node.items()
        if (items or plan.required) and not self._plain_attributes(items, plan):
            plan = self._attributes(node, items, plan, declared)
        value = plan.text
        if value is not None:
            # Free text is right whatever it says; nearly half of all elements are that.
            if value.judge is not None or declared is None or declared.fixed is not None or len(node):
                self._text(node, value, declared)
        elif plan.open:
            self._open(node)
        else:
            self._children(node, plan)

    def _plain_attributes(self, items: list[tuple[str, str]], plan: Demands) -> bool:
        """Tell whether an ordinary element's attributes are right; if not, they are looked into."""
        if plan.abstract or plan.open:
            return False
        known = plan.attributes
        for name, text in items:
            value = known.get(name)
            if value is None or value.is_id or not (value.judge is None or value.judge(text)):
                return False
        if plan.required:
            given = dict(items)
            return all(name in given for name in plan.required)
        return True

    def _attributes(
        self, node: etree._Element, items: list[tuple[str, str]], plan: Demands, declared: Element | None
    ) -> Demands:
        given = dict(items)
        if _XSI_TYPE in given:
            plan = self._other_type(node, given[_XSI_TYPE], plan)
        if _XSI_NIL in given and declared is not None:
            self.fault(node, "TYPE", f"{named(node)} kan ikke være merket som tom (xsi:nil).")
        if plan.abstract:
            self.fault(node, "TYPE", f"{named(node)} må oppgi hvilken type innholdet har (xsi:type).")
        known = plan.attributes
        for name, text in items:
            value = known.get(name)
            if value is not None:
                self._attribute_value(node, name, text, value)
            elif name in _XSI_FREE:
                continue
            elif not plan.open:
                text = f"{named(node)} kan ikke ha attributtet «{local(name)}»."
                self.fault(node, "ATTRIBUTE", text, f"/@{local(name)}")
            elif general := self.judge.grammar.attribute(name):
                self._attribute_value(node, name, text, self.judge.attribute(general))
        for name in plan.required:
            if name not in given:
                text = f"{named(node)} mangler attributtet «{local(name)}»."
                self.fault(node, "ATTRIBUTE_MISSING", text, f"/@{local(name)}")
        return plan

    def _attribute_value(self, node: etree._Element, name: str, text: str, value: ValueDemand) -> None:
        tail = f"/@{local(name)}"
        if value.judge is not None and not value.judge(text):
            self.fault(node, "VALUE", f"{named(node)}: «{quote(text)}» {value.words}.", tail)
        if value.is_id:
            if text.strip(BLANKS) in self.ids:
                self.fault(node, "VALUE", f"Id-en «{quote(text)}» er brukt to ganger.", tail)
            self.ids.add(text.strip(BLANKS))

    def _other_type(self, node: etree._Element, text: str, plan: Demands) -> Demands:
        """Return the plan that xsi:type asks for, or the declared one after noting that it may not."""
        found = _Q_NAME.fullmatch(text)
        wanted = ""
        if found:
            namespace = node.nsmap.get(found[1] or None)
            wanted = f"{{{namespace}}}{found[2]}" if namespace else found[2]
        exists = wanted in JUDGES or self.judge.grammar.type_named(wanted) is not None
        if not exists or not self.judge.derives(wanted, plan.type_name):
            self.fault(node, "TYPE", f"{named(node)} kan ikke ha typen «{quote(text)}».", "/@type")
            return plan
        return self.judge.plan(wanted)

    def _text(self, node: etree._Element, value: ValueDemand, declared: Element | None) -> None:
        text = node.text or ""
        if len(node):
            for child in node:
                if isinstance(child.tag, str):
                    self.fault(child, "UNKNOWN_ELEMENT", f"{named(node)} skal bare inneholde tekst.")
                    return
                text += child.tail or ""
        fixed = declared.fixed if declared is not None else None
        if fixed is not None and not text:
            return
        if value.judge is not None and not value.judge(text):
            if text.strip(BLANKS):
                self.fault(node, "VALUE", f"{named(node)}: «{quote(text)}» {value.words}.")
            else:
                self.fault(node, "VALUE", f"{named(node)} er tom, men {value.words}.")
        elif fixed is not None and text != fixed:
            self.fault(node, "FIXED", f"{named(node)} må være «{fixed}», ikke «{quote(text)}».")

    def _children(self, node: etree._Element, plan: Demands) -> None:
        state = plan.state
        if state is None:
            return
        if plan.empty:
            self._nothing(node)
            return
        strict_text = not plan.mixed
        plans = self.judge.plans
        if strict_text and (text := node.text) and text.strip(BLANKS):
            self._loose_text(node, text)
        ordered = True
        for child in node:
            tag = child.tag
            if isinstance(tag, str):
                step = state.next.get(tag)
                if step is not None:
                    declared, state = step
                    self._follow(child, plans.get(declared.type) or self.judge.plan(declared.type), declared)
                else:
                    after = self._by_wildcard(child, tag, state)
                    if after is not None:
                        state = after
                    else:
                        if ordered:
                            self._out_of_place(node, child, tag, state, plan)
                        ordered = False
                        if expected := self.judge.grammar.children(plan.type_name).get(tag):
                            self.visit(child, expected)
            if strict_text and (text := child.tail) and text.strip(BLANKS):
                self._loose_text(node, text)
        if ordered and not state.may_end:
            self._unfinished(node, state)

    def _nothing(self, node: etree._Element) -> None:
        for child in node:
            if isinstance(child.tag, str):
                text = f"{named(node)} kan ikke inneholde {quoted_tag(child)}."
                self.fault(child, "UNKNOWN_ELEMENT", text)
                return
            if child.tail:
                self._loose_text(node, child.tail)
                return
        if node.text is not None and node.text != "":
            self._loose_text(node, node.text)

    def _loose_text(self, node: etree._Element, text: str) -> None:
        shown = f"«{quote(text.strip())}»" if text.strip() else "mellomrom"
        self.fault(node, "TEXT", f"{named(node)} har tekst der det ikke kan stå tekst: {shown}.")

    def _by_wildcard(self, child: etree._Element, tag: str, state: State) -> State | None:
        for wildcard, after in state.wildcards:
            if wildcard.other and (tag[:1] != "{" or tag.startswith(f"{{{wildcard.other}}}")):
                continue
            self._any(child, tag, wildcard)
            return after
        return None

    def _any(self, child: etree._Element, tag: str, wildcard: Wildcard) -> None:
        declared = self.judge.grammar.element(tag)
        if declared is not None:
            self.visit(child, declared)
        elif wildcard.strict:
            namespace = etree.QName(child).namespace or "uten navnerom"
            self.fault(child, "NAMESPACE", f"Ukjent innhold: {quoted_tag(child)} ({namespace}).")
        else:
            self._lax(child)

    def _lax(self, node: etree._Element) -> None:
        self._follow(node, self.judge.plan(ANY_TYPE), None)

    def _open(self, node: etree._Element) -> None:
        for child in node:
            if isinstance(child.tag, str):
                declared = self.judge.grammar.element(child.tag)
                if declared is not None:
                    self.visit(child, declared)
                else:
                    self._lax(child)

    def _out_of_place(
        self, node: etree._Element, child: etree._Element, tag: str, state: State, plan: Demands
    ) -> None:
        known = self.judge.grammar.children(plan.type_name)
        expected = list_of(state)
        if tag in known:
            label = known[tag].label
            previous = child.getprevious()
            if state.needed:
                missing = labelled(state.needed[0])
                self.fault(child, "MISSING", f"{missing} mangler foran {label} ({local(tag)}).")
            elif previous is not None and previous.tag == tag:
                self.fault(child, "TOO_MANY", f"{label} ({local(tag)}) kan bare stå én gang.")
            else:
                self.fault(child, "ORDER", f"{label} ({local(tag)}) står på feil plass{expected}.")
            return
        same = next((each for each in known.values() if local(each.tag) == local(tag)), None)
        if same is not None:
            self.fault(child, "NAMESPACE", f"{same.label} ({local(tag)}) står i feil navnerom.")
        else:
            text = f"{named(node)} kan ikke inneholde {quoted_tag(child)}{expected}."
            self.fault(child, "UNKNOWN_ELEMENT", text)

    def _unfinished(self, node: etree._Element, state: State) -> None:
        if state.needed:
            self.fault(node, "MISSING", f"{named(node)} mangler {labelled(state.needed[0])}.")
        else:
            self.fault(node, "MISSING", f"{named(node)} er ikke fullstendig{list_of(state)}.")
