"""What is wrong, as the summary above the buttons and the words under each field show it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from plo_desktop.messages.spec import MessageType, Problem, Severity

MISSING = "MANGLER"
UNREADABLE = "UFORSTÅELIG"
IN_FUTURE = "FRAM_I_TID"
_SENTENCE = re.compile(r"\. (?=[^\W\d_a-zæøå]|«)")
_ACTS = {"UTEN_NUMMER": "Bekreft pasienten", "MOTTAKER_ENDRET": "Bekreft mottakeren"}
"""What a link says where to follow it is to mend the problem; the problem itself is then told in full."""

MOST_LINKS = 4
"""So many reused paragraphs are named in the summary; every one is marked where it stands."""


class Group(StrEnum):
    """The three kinds of line in the summary, in the order they are shown."""

    MUST = "må rettes"
    UNCONFIRMED = "ikke bekreftet"
    ADVICE = "råd"


@dataclass(frozen=True, slots=True)
class Link:
    """One button of the summary: its words, and the field it leads to.

    Without a field it is about the stay; `code` then says which problem is meant. `confirms`: it leads to
    what confirms a reused text.
    """

    words: str
    field_name: str
    code: str = ""
    confirms: bool = False


@dataclass(frozen=True, slots=True)
class SummaryPart:
    """One kind of line with its opening words and links.

    `note` is the rest of what is said of the stay: it stands under no field.
    """

    group: Group
    opening: str
    links: tuple[Link, ...]
    note: str = ""


def headline(message: str) -> str:
    """Return the first sentence without its full stop: the summary's words are the field's first words."""
    return _parted(message)[0].rstrip(".")


def _parted(message: str) -> tuple[str, str]:
    """Return the first sentence and the rest; "(f. 1958)" ends no sentence."""
    first, _, rest = _SENTENCE.sub("\n", message, count=1).partition("\n")
    return first, rest


def all_problems(
    mtype: MessageType, found: Sequence[Problem], faults: Mapping[str, str]
) -> tuple[Problem, ...]:
    """Return the problems in form order; a text nobody can read replaces "mangler" for its field."""
    unreadable = [
        Problem(UNREADABLE, sentence, Severity.ERROR, name) for name, sentence in faults.items() if sentence
    ]
    hidden = {problem.field_name for problem in unreadable}
    kept = [p for p in found if not (p.field_name in hidden and p.code == MISSING)]
    order = {each.name: number for number, each in enumerate(mtype.fields())}
    return tuple(sorted([*unreadable, *kept], key=lambda p: order.get(p.field_name, len(order))))


def worth_showing(
    found: Sequence[Problem], *, tried: bool, touched: frozenset[str], filled: frozenset[str]
) -> tuple[Problem, ...]:
    """Return what to show now: everything after the first attempt to send.

    Before it only advice, what is wrong with the stay, and faults in fields that were left with something in
    them.
    """
    if tried:
        return tuple(found)
    return tuple(
        p
        for p in found
        if p.severity is Severity.ADVICE
        or not p.field_name
        or (p.code != MISSING and p.field_name in touched and p.field_name in filled)
    )


def summary(
    shown: Sequence[Problem], unconfirmed: Sequence[Link], *, nothing_wrong: bool
) -> tuple[SummaryPart, ...]:
    """Return the summary: must be mended, not confirmed, advice. `nothing_wrong` may say so in words."""
    must = [p for p in shown if p.severity is Severity.ERROR]
    said = {headline(p.message) for p in must}
    mild = (p for p in shown if p.severity is not Severity.ERROR and headline(p.message) not in said)
    soft = list({headline(p.message): p for p in mild}.values())
    parts: list[SummaryPart] = []
    if must:
        opening = "1 ting må rettes:" if len(must) == 1 else f"{len(must)} ting må rettes:"
        parts.append(SummaryPart(Group.MUST, opening, _links(must), _note(must)))
    elif nothing_wrong:
        parts.append(SummaryPart(Group.MUST, "Ingenting må rettes.", ()))
    if unconfirmed:
        one = len(unconfirmed) == 1
        opening = (
            "1 gjenbrukt avsnitt er ikke bekreftet:"
            if one
            else f"{len(unconfirmed)} gjenbrukte avsnitt er ikke bekreftet:"
        )
        parts.append(SummaryPart(Group.UNCONFIRMED, opening, _first_of(unconfirmed)))
    if soft:
        parts.append(SummaryPart(Group.ADVICE, f"{len(soft)} råd:", _links(soft)))
    return tuple(parts)


def _first_of(links: Sequence[Link]) -> tuple[Link, ...]:
    """Return the first links, and one for all the others, so that the form keeps its room."""
    if len(links) <= MOST_LINKS + 1:
        return tuple(links)
    more = links[MOST_LINKS]
    return (*links[:MOST_LINKS], replace(more, words=f"og {len(links) - MOST_LINKS} til"))


def _note(found: Sequence[Problem]) -> str:
    said = (
        p.message if p.code in _ACTS else _parted(p.message)[1].strip() for p in found if not p.field_name
    )
    return " ".join(words for words in said if words)


def _links(found: Sequence[Problem]) -> tuple[Link, ...]:
    return tuple(Link(_act(p), p.field_name, "" if p.field_name else p.code) for p in found)


def _act(problem: Problem) -> str:
    """Return what a link says: what it does, else what is wrong."""
    act = _ACTS.get(problem.code, "") if problem.severity is Severity.ERROR else ""
    return act or headline(problem.message)


class SectionState(StrEnum):
    """How far one section has come; each has a shape and a word of its own."""

    DONE = "ferdig"
    MISSING = "mangler"
    WRONG = "må rettes"
    CONFIRM = "bekreft"
    EMPTY = "valgfritt"
    TODO = "må fylles ut"


@dataclass(frozen=True, slots=True)
class SectionRow:
    """One entry of the section list; `new` when all that changed in it was not there before."""

    name: str
    title: str
    state: SectionState
    changed: bool = False
    count: int = 0
    new: bool = False


def section_rows(
    mtype: MessageType,
    shown: Sequence[Problem],
    found: Sequence[Problem],
    filled: Mapping[str, int],
    *,
    unconfirmed: frozenset[str],
    changed: frozenset[str],
    new: frozenset[str] = frozenset(),
) -> tuple[SectionRow, ...]:
    """Return the section list. `filled`: number of values by field name (rows count their entries)."""
    rows = []
    for section in mtype.sections:
        names = {each.name for each in section.fields}
        wrong = [p for p in shown if p.field_name in names and p.severity is Severity.ERROR]
        waits = any(p.field_name in names and p.severity is Severity.ERROR for p in found)
        values = sum(filled.get(name, 0) for name in names)
        if wrong:
            missing = all(p.code == MISSING for p in wrong)
            state = SectionState.MISSING if missing else SectionState.WRONG
        elif names & unconfirmed:
            state = SectionState.CONFIRM
        elif waits:
            state = SectionState.TODO
        else:
            state = SectionState.DONE if values else SectionState.EMPTY
        news = names & changed
        rows.append(
            SectionRow(section.name, section.title, state, bool(news), values, new=bool(news) and news <= new)
        )
    return tuple(rows)
