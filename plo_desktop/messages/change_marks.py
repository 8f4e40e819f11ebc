"""Marks what changed since the former version of a message where it stands, so that nobody need search.

Both outlines are whole. Items are paired by what a nurse would call the same thing: a medicine by its name,
kin by theirs, a note by its heading. Where an item stands in the document says nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeVar

from plo_desktop.messages.outline import (
    Item,
    Line,
    Medicine,
    Outline,
    Prose,
    Section,
    Table,
    Tag,
    Tone,
    texts,
)

CHANGED = "ENDRET"
NEW = "NYTT"
REMOVED = "FJERNET"
REMOVED_TITLE = "Fjernet siden forrige versjon"

_PEOPLE = frozenset((
    "ParorendeForesatt", "TilknyttetEnhet", "KontaktpersonHelsepersonell", "AnsvarForRapport",
    "RollerRelatertNotat", "PasientrelatertKontaktperson", "MedisinskDiagnose",
))  # fmt: skip
"""Lines that are about the person, unit or diagnosis named first in them; their label is a role."""

_T = TypeVar("_T")

_ALIKE = 0.5
"""The share of words in common from which two notes without a common name are one that was rewritten."""

_MOST_COMPARED = 100
"""How many items of one name or kind an item is compared with; a right message has a handful."""

_Known = dict[int, frozenset[str]]
"""The words of items that have been compared already, by `id`."""


def marked(new: Outline, old: Outline, when: date) -> Outline:
    """Return `new` with what differs from `old` marked with the day, and what is gone listed apart.

    Facts, patient and technical sections differ in every message and are left as they are. An item that says
    the same as before has no mark, wherever it now stands.
    """
    comparison = _Comparison(f"{when:%d.%m.%Y}")
    before = [each for each in old.sections if each.tone is not Tone.TECHNICAL]
    after = [each for each in new.sections if each.tone is not Tone.TECHNICAL]
    comparison.medicines(before, after)
    shown = comparison.sections(before, after)
    technical = [each for each in new.sections if each.tone is Tone.TECHNICAL]
    if comparison.gone:
        shown.append(Section(REMOVED_TITLE, tuple(comparison.gone)))
    return replace(new, sections=(*shown, *technical))


def is_marked(outline: Outline) -> bool:
    """Tell whether anything in the outline carries a mark."""
    return any(item.mark for item in _all(outline.sections))


@dataclass(slots=True)
class _Comparison:
    """One comparison under way: `fate` tells what became of each medicine, `gone` what is only in the old."""

    day: str
    gone: list[Item] = field(default_factory=list)
    fate: dict[int, str] = field(default_factory=dict)

    def mark(self, word: str) -> str:
        return f"{word} {self.day}"

    def medicines(self, before: Sequence[Section], after: Sequence[Section]) -> None:
        """Pair the medicines of whole messages, because one that was stopped moves to another section."""
        was = [(at.title, item) for at in before for item in _all((at,)) if isinstance(item, Medicine)]
        now = [(at.title, item) for at in after for item in _all((at,)) if isinstance(item, Medicine)]
        keys: tuple[Callable[[tuple[str, Medicine]], Hashable], ...] = (
            lambda each: (each[0], _said(each[1])),
            lambda each: (each[0], _name(each[1].name), each[1].strength),
            lambda each: (each[0], _name(each[1].name)),
            lambda each: _name(each[1].name),
        )
        pairs, only_old, only_new = _paired(was, now, keys)
        for (old_title, old), (title, item) in pairs:
            same = old_title == title and _said(old) == _said(item)
            self.fate[id(item)] = "" if same else self.mark(CHANGED)
        for _, item in only_new:
            self.fate[id(item)] = self.mark(NEW)
        for title, item in only_old:
            self._remove(title, item)

    def sections(self, before: Sequence[Section], after: Sequence[Section]) -> list[Section]:
        """Return the sections of `after` with marks; those of `before` without a successor are noted gone."""
        keys: tuple[Callable[[Section], Hashable], ...] = (_said, lambda each: _name(each.title))
        pairs, only_old, _ = _paired(before, after, keys)
        former = {id(section): old for old, section in pairs}
        for section in only_old:
            self._removed_items(section)
        return [
            replace(each, items=self._items(former[id(each)].items if id(each) in former else (), each))
            for each in after
        ]

    def _items(self, before: Sequence[Item], section: Section) -> tuple[Item, ...]:
        kept: list[Item] = [each for each in before if not isinstance(each, Medicine)]
        now: list[Item] = [each for each in section.items if not isinstance(each, Medicine)]
        pairs, only_old, only_new = _paired(kept, now, (_said, _full_key, _key))
        more, only_old, only_new = _alike(only_old, only_new)
        found: dict[int, Item] = {}
        for old, item in (*pairs, *more):
            if _said(old) == _said(item):
                found[id(item)] = item
            elif isinstance(old, Section) and isinstance(item, Section):
                found[id(item)] = replace(item, items=self._items(old.items, item))
            else:
                found[id(item)] = replace(item, mark=self.mark(CHANGED))
        for item in only_new:
            found[id(item)] = replace(item, mark=self.mark(NEW))
        for old in only_old:
            self._remove(section.title, old)
        return tuple(
            replace(item, mark=self.fate[id(item)]) if isinstance(item, Medicine) else found[id(item)]
            for item in section.items
        )

    def _removed_items(self, section: Section) -> None:
        for item in section.items:
            if not isinstance(item, Medicine):
                self._remove(section.title, item)

    def _remove(self, title: str, item: Item) -> None:
        """Note what is gone as a sentence, so that a medicine that is gone never looks like one to give."""
        self.gone.append(Line(title, _sentence(item), mark=self.mark(REMOVED)))


def _paired(
    before: Sequence[_T], after: Sequence[_T], keys: Sequence[Callable[[_T], Hashable]]
) -> tuple[list[tuple[_T, _T]], list[_T], list[_T]]:
    """Return pairs (old, new) by the first key they share, the best keys first, and what is left of each.

    Several with one key are paired by the words they share, so that the order does not matter.
    """
    old, new = list(before), list(after)
    pairs: list[tuple[_T, _T]] = []
    known: _Known = {}
    for key in keys:
        by_key: dict[Hashable, list[_T]] = {}
        for each in old:
            by_key.setdefault(key(each), []).append(each)
        left: list[_T] = []
        for each in new:
            candidates = by_key.get(key(each))
            if candidates:
                best = 0 if len(candidates) == 1 else _closest(each, candidates, known)[0]
                pairs.append((candidates.pop(best), each))
            else:
                left.append(each)
        taken = {id(was) for was, _ in pairs}
        old, new = [each for each in old if id(each) not in taken], left
    return pairs, old, new


def _alike(before: list[Item], after: list[Item]) -> tuple[list[tuple[Item, Item]], list[Item], list[Item]]:
    """Return pairs of the same kind of item that have most of their words in common, and the rest."""
    by_kind: dict[type, list[Item]] = {}
    for each in before:
        if not isinstance(each, Line):
            by_kind.setdefault(type(each), []).append(each)
    pairs: list[tuple[Item, Item]] = []
    left: list[Item] = []
    known: _Known = {}
    for item in after:
        candidates = by_kind.get(type(item))
        best, likeness = _closest(item, candidates, known) if candidates else (0, 0.0)
        if candidates and likeness >= _ALIKE:
            pairs.append((candidates.pop(best), item))
        else:
            left.append(item)
    taken = {id(was) for was, _ in pairs}
    return pairs, [each for each in before if id(each) not in taken], left


def _closest(item: _T, candidates: Sequence[_T], known: _Known) -> tuple[int, float]:
    """Return the place of the candidate with most words in common, and the share of them."""
    words = _words(item, known)
    found = [_likeness(_words(each, known), words) for each in candidates[:_MOST_COMPARED]]
    best = max(range(len(found)), key=found.__getitem__)
    return best, found[best]


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / (len(one | other) or 1)


def _words(each: object, known: _Known) -> frozenset[str]:
    words = known.get(id(each))
    if words is None:
        words = known[id(each)] = frozenset(" ".join(map(str, _said(each))).casefold().split())
    return words


def _said(each: object) -> tuple[object, ...]:
    """Return all that an item says, without where it stood and however its lines were broken."""
    match each:
        case (str(title), item):
            return (title, *_said(item))
        case Line() | Prose() | Tag() | Medicine() | Table() | Section():
            return (type(each).__name__, *(" ".join(text.split()) for text in texts((each,))))
        case _:
            return (each,)


def _full_key(item: Item) -> Hashable:
    match item:
        case Line(label, text) if _is_about_somebody(item):
            return ("name", label, _first_named(text))
        case Tag(kind, text):
            return ("tag", kind, _name(text))
        case _:
            return _key(item)


def _key(item: Item) -> Hashable:
    match item:
        case Line(label, text):
            return ("name", _first_named(text)) if _is_about_somebody(item) else ("line", label)
        case Prose(heading):
            return ("prose", heading)
        case Tag(_, text):
            return ("tag", _name(text))
        case Medicine(name):
            return ("medicine", _name(name))
        case Table(rows):
            return ("table", rows[:1])
        case Section(title):
            return ("section", _name(title))


def _is_about_somebody(line: Line) -> bool:
    return line.path.rpartition("/")[2].partition("[")[0] in _PEOPLE


def _first_named(text: str) -> str:
    return _name(text.partition("\n")[0].partition(",")[0])


def _name(text: str) -> str:
    """Return a name to compare: no letter case, no spacing, no count in parentheses after it."""
    plain = " ".join(text.split()).casefold()
    head, found, tail = plain.rpartition(" (")
    return head if found and tail.rstrip(")").isdigit() else plain


def _all(items: Sequence[Item]) -> Iterator[Item]:
    for item in items:
        yield item
        if isinstance(item, Section):
            yield from _all(item.items)


def _sentence(item: Item) -> str:
    """Return an item in words on one line for each of its parts."""
    match item:
        case Line(label, text):
            return f"{label}: {text}"
        case Prose(heading, text):
            return f"{heading}: {text}"
        case Tag():
            said = ". ".join(part for part in (item.text, item.note) if part)
            return "\n".join((f"{item.kind}: {said}", *map(_sentence, item.details)))
        case Medicine():
            drug = (item.name, item.strength, item.dosing, item.use, item.when, item.remark)
            return "\n".join((", ".join(part for part in drug if part), *map(_sentence, item.details)))
        case Table(rows):
            return "\n".join(" | ".join(row) for row in rows)
        case Section(title, items):
            return "\n".join((title, *map(_sentence, items)))
