"""Names, places and values in the words of a fault."""

from __future__ import annotations

from collections import Counter

from lxml import etree

from plo_desktop.wire.grammar.content import State
from plo_desktop.wire.grammar.model import Element

_LONGEST_QUOTE = 60


def path_of(node: etree._Element) -> str:
    """Return where a node stands: local names from the root, numbered among equal siblings."""
    steps: list[str] = []
    at: etree._Element | None = node
    while at is not None:
        parent = at.getparent()
        name = local(str(at.tag))
        if parent is not None:
            equal = [each for each in parent if each.tag == at.tag]
            if len(equal) > 1:
                name = f"{name}[{equal.index(at) + 1}]"
        steps.append(name)
        at = parent
    return "/".join(reversed(steps))


class Paths:
    """Says of many nodes of one document where they stand, as `path_of`, and counts siblings only once."""

    def __init__(self) -> None:
        self._names: dict[etree._Element, dict[etree._Element, str]] = {}

    def of(self, node: etree._Element) -> str:
        """Return where a node stands."""
        steps: list[str] = []
        at: etree._Element | None = node
        while at is not None:
            parent = at.getparent()
            steps.append(local(str(at.tag)) if parent is None else self._below(parent)[at])
            at = parent
        return "/".join(reversed(steps))

    def _below(self, parent: etree._Element) -> dict[etree._Element, str]:
        known = self._names.get(parent)
        if known is None:
            equal = Counter(each.tag for each in parent)
            seen: Counter[object] = Counter()
            known = self._names[parent] = {}
            for each in parent:
                seen[each.tag] += 1
                number = f"[{seen[each.tag]}]" if equal[each.tag] > 1 else ""
                known[each] = f"{local(str(each.tag))}{number}"
        return known


def local(tag: str) -> str:
    """Return a name without its namespace."""
    return tag.rpartition("}")[2]


def named(node: etree._Element) -> str:
    """Return an element's own name in quotes."""
    return f"«{local(str(node.tag))}»"


def quoted_tag(node: etree._Element) -> str:
    """Return a stranger's element name in quotes, kept short."""
    return f"«{quote(local(str(node.tag)))}»"


def labelled(element: Element) -> str:
    """Return label and name: "Etternavn (FamilyName)"."""
    return f"{element.label} ({local(element.tag)})"


def list_of(state: State) -> str:
    """Return what was expected, as the end of a sentence, or nothing."""
    expected = [labelled(element) for element, _ in state.next.values()]
    if not expected:
        return ""
    return "; ventet " + " eller ".join(expected[:3])


def quote(text: str) -> str:
    """Return a value kept short enough for a sentence."""
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST_QUOTE else text[: _LONGEST_QUOTE - 1] + "…"
