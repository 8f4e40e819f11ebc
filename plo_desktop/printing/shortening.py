"""Keeps one endless text from becoming thousands of pages: it is cut for paper, and the paper says so."""

from __future__ import annotations

from dataclasses import replace

from plo_desktop.messages.outline import Item, Line, Outline, Prose, Section

LONGEST = 500_000
"""Signs of one text; five times what our own forms take, and some eighty pages."""


def for_paper(outline: Outline) -> Outline:
    """Return the outline with texts over `LONGEST` cut; the same one when there are none."""
    sections = tuple(_section(section) for section in outline.sections)
    return outline if sections == outline.sections else replace(outline, sections=sections)


def _section(section: Section) -> Section:
    return replace(section, items=tuple(_item(item) for item in section.items))


def _item(item: Item) -> Item:
    match item:
        case Section():
            return _section(item)
        case Line() | Prose() if len(item.text) > LONGEST:
            left = len(item.text) - LONGEST
            said = f"[De siste {left} tegnene er ikke skrevet ut. Les dem på skjermen.]"
            return replace(item, text=f"{item.text[:LONGEST]}\n{said}")
        case _:
            return item
