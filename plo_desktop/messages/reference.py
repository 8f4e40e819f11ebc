"""Writes the field reference page from the declarations, so that the page can never say otherwise."""

from __future__ import annotations

from collections.abc import Iterator

from plo_desktop.domain.codebook import set_name
from plo_desktop.messages.kinds import (
    Choice,
    CodeSystem,
    Day,
    Hpr,
    LineText,
    Moment,
    Number,
    PersonName,
    Phone,
    Prose,
    Quantity,
    Rows,
    Sentence,
    When,
    Whole,
    Wording,
    YesNo,
)
from plo_desktop.messages.registry import all_types
from plo_desktop.messages.spec import Direction, Field, MessageType, Place

_INTRODUCTION = """\
# Messages and their fields

This page is written by `python -m plo_desktop.messages.reference`; a test fails when it is out of date.
Names are those of values files (`plo-desktop compose TYPE --template`), drafts and the code. Labels are what
the form, the paper and the error messages say. Paths are below the payload's root.
"""
_DIRECTIONS = {Direction.OUT: "sent", Direction.IN: "received", Direction.BOTH: "both"}


def page() -> str:
    """Return the whole page as Markdown."""
    return (
        "\n".join((_INTRODUCTION, *(line for mtype in all_types() for line in _type(mtype)))).rstrip() + "\n"
    )


def _type(mtype: MessageType) -> Iterator[str]:
    root = f"{mtype.root}/{mtype.child}" if mtype.child else mtype.root
    yield f"## {mtype.title}"
    yield ""
    yield (
        f"`{mtype.code}`, {mtype.family}, {_DIRECTIONS[mtype.direction]}, "
        f"version {' and '.join((mtype.version, *mtype.also_sent))}, "
        f"root `{root}`, statuses {' '.join(mtype.standings)}."
    )
    yield ""
    for section in mtype.sections:
        yield f"### {section.title}"
        yield ""
        yield "| name | label | kind | required | place |"
        yield "|---|---|---|---|---|"
        for each in section.fields:
            yield from _rows(each, each.name)
        yield ""


def _rows(field: Field[object], name: str) -> Iterator[str]:
    need = "yes" if field.required else ""
    kind_words = _kind(field.kind) + (f", from {field.since}" if field.since else "")
    place = "never sent: in the draft and the log" if field.local else f"`{_place(field.place)}`"
    yield f"| `{name}` | {field.label} | {kind_words} | {need} | {place} |"
    kind: object = field.kind
    if isinstance(kind, Rows):
        for inner in kind.fields:
            yield from _rows(inner, f"{name}.{inner.name}")


def _kind(kind: object) -> str:
    match kind:
        case PersonName():
            return "name"
        case Hpr():
            return "HPR number"
        case Sentence(options=options):
            return f"one of {len(options)} sentences"
        case LineText(longest=longest):
            return f"line, at most {longest}"
        case Prose():
            return "text"
        case Day():
            return "date"
        case Moment():
            return "date and time"
        case Choice(oid_suffix=suffix, only=only):
            some = f": {', '.join(only)}" if only else ""
            return f"{set_name(suffix)} ({suffix}{some})"
        case YesNo():
            return "yes/no"
        case Wording(text=text):
            return f"tick: «{text}»"
        case Whole(low=low, high=high):
            return f"number {low}–{high}"
        case Number(low=low, high=high):
            return f"number with decimals {low}–{high}"
        case Quantity(unit_suffix=suffix):
            return f"amount with unit ({suffix})"
        case When():
            return "year, month, date or moment"
        case CodeSystem(systems=systems):
            return f"code system: {', '.join(systems)}"
        case Phone():
            return "phone"
        case Rows(noun=noun):
            return f"list of {noun}"
        case _:
            return type(kind).__name__


def _place(place: Place) -> str:
    parts = []
    for step in place.steps:
        marks = "".join(f"[{suffix}={value or '*'}]" for _, suffix, value in step.coded)
        parts.append(step.name + marks)
    way = "/".join(parts) or "."
    start = "//" if place.anywhere else ""
    end = f"/@{place.attr}" if place.attr else " (first line)" if place.first_line else ""
    return (start + way + end).replace("|", "\\|")


if __name__ == "__main__":
    print(page(), end="")
