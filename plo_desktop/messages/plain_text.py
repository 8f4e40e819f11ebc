"""An outline as plain text for the clipboard, the command line and the archive; at most 100 columns."""

from __future__ import annotations

import re
import textwrap
from functools import lru_cache

from plo_desktop.messages.outline import Item, Line, Medicine, Outline, Prose, Section, Table, Tag

_WIDTH = 100
_INDENT = 2
_LABEL = 28
_LONG = 5_000
"""Characters of a paragraph from which `textwrap` is too slow: its time grows with the square."""


def as_text(outline: Outline) -> str:
    """Return the whole message as text that ends with a line break."""
    title = outline.title + (f" ({outline.standing})" if outline.standing else "")
    version = (
        f"{outline.type_code}, versjon {outline.version}".strip(", ")
        if outline.version
        else outline.type_code
    )
    rows = [*_headed(title, "=", 0)]
    if version:
        rows += _wrapped(version, 0)
    if outline.marks:
        rows += _wrapped("*** " + ", ".join(outline.marks) + " ***", 0)
    rows.append("")
    if patient := outline.patient:
        for label, text in (
            ("Pasient", patient.name),
            (patient.number_kind or "Identifikator", patient.number),
            ("Født", patient.born),
            ("Kjønn", patient.sex),
        ):
            rows += _labelled(label, text or "ikke oppgitt", 0)
    for fact in outline.facts:
        rows += _labelled(fact.label, fact.text, 0)
    for section in outline.sections:
        rows.append("")
        rows += _section(section, 0)
    return "\n".join(row.rstrip() for row in rows) + "\n"


def _section(section: Section, indent: int) -> list[str]:
    rows = _headed(_marked(section.title, section.mark), "-" if indent else "=", indent)
    for item in section.items:
        rows += _item(item, indent)
    return rows


def _item(item: Item, indent: int) -> list[str]:
    match item:
        case Line():
            return _labelled(item.label, _marked(item.text, item.mark), indent)
        case Prose():
            heading = f"{_marked(item.heading, item.mark)}:"
            return ["", *_wrapped(heading, indent), *_wrapped(item.text, indent + _INDENT)]
        case Tag():
            rows = _labelled(f"[{item.kind}]", _marked(item.text, item.mark), indent)
            rows += _wrapped(item.note, indent + _LABEL)
            return rows + _details(item.details, indent + _INDENT)
        case Medicine():
            return _medicine(item, indent)
        case Table():
            return ["", *_wrapped(f"[{item.mark}]" if item.mark else "", indent), *_table(item, indent)]
        case Section():
            return ["", *_section(item, indent + _INDENT)]


def _medicine(item: Medicine, indent: int) -> list[str]:
    columns = ", ".join(part for part in (item.strength, item.dosing, item.use, item.when) if part)
    rows = _labelled(item.name, _marked(columns, item.mark), indent)
    rows += _wrapped(item.remark, indent + _LABEL)
    return rows + _details(item.details, indent + _INDENT)


def _table(table: Table, indent: int) -> list[str]:
    """Return the cells in columns; a table too wide for the page has its rows told cell by cell."""
    cells = [[" ".join(cell.split()) for cell in row] for row in table.rows]
    widths = [max(len(cell) for cell in column) for column in zip(*cells, strict=True)]
    if indent + sum(widths) + 2 * len(widths) > _WIDTH:
        return [row for each in cells for row in _wrapped(" | ".join(each), indent)]
    rows = [
        " " * indent + "  ".join(cell.ljust(width) for cell, width in zip(each, widths, strict=True))
        for each in cells
    ]
    if table.has_head:
        rows.insert(1, " " * indent + "  ".join("-" * width for width in widths))
    return rows


def _marked(text: str, mark: str) -> str:
    """Return the text with its change mark in front, where the eye begins."""
    return f"[{mark}] {text}".rstrip() if mark else text


def _details(lines: tuple[Line, ...], indent: int) -> list[str]:
    return [row for line in lines for row in _labelled(line.label, line.text, indent)]


def _headed(title: str, sign: str, indent: int) -> list[str]:
    rows = _wrapped(title, indent)
    longest = max((len(row) - indent for row in rows), default=0)
    return [*rows, " " * indent + sign * longest]


def _labelled(label: str, text: str, indent: int) -> list[str]:
    """Return label and text side by side; a label too long for its column stands on a row of its own."""
    body = _wrapped(text, indent + _LABEL)
    if len(label) >= _LABEL - 1:
        return [*_wrapped(label, indent), *body]
    if not body:
        return [" " * indent + label]
    return [" " * indent + label.ljust(_LABEL) + body[0].lstrip(), *body[1:]]


def _wrapped(text: str, indent: int) -> list[str]:
    """Return `text` within the width, with its own line breaks kept."""
    margin = " " * min(indent, _WIDTH // 2)
    rows: list[str] = []
    for line in text.split("\n") if text else ():
        if len(line) > _LONG:
            rows += [f"{margin}{part}" for part in _pieces(_WIDTH - len(margin)).findall(line)] or [""]
        else:
            rows += textwrap.wrap(line, _WIDTH, initial_indent=margin, subsequent_indent=margin) or [""]
    return rows


@lru_cache(maxsize=64)
def _pieces(room: int) -> re.Pattern[str]:
    """Return what finds rows of whole words, and parts of words that are longer than a row."""
    return re.compile(rf"\S{{{room}}}(?=\S)|\S.{{0,{room - 1}}}(?=\s|\Z)")
