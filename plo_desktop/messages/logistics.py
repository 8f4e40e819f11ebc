"""Keeps clinical text out of logistics, which say where the patient is and nothing of her health (P-01)."""

from __future__ import annotations

from collections.abc import Iterator

from plo_desktop.messages.kinds import LineText, Prose, Rows
from plo_desktop.messages.spec import Content, Family, Field, MessageType, Problem, Severity

LONGEST = 200
"""Characters in one free text. What is practical is said in less; the official cases are far below it."""


def too_much_told(mtype: MessageType, content: Content) -> Iterator[Problem]:
    """Yield a hint for each free text of a logistics message that is so long that it may be clinical."""
    if mtype.family is not Family.LOGISTIKK:
        return
    for each in mtype.fields():
        if any(len(text) > LONGEST for text in _texts(each, content)):
            said = (
                f"«{each.label}» er lang. Logistikkmeldinger skal ikke ha helseopplysninger. "
                "Skriv dem i Helseopplysninger eller Utskrivningsrapport."
            )
            yield Problem("LOGISTIKK_UTEN_HELSE", said, Severity.ADVICE, each.name)


def _texts(field: Field[object], content: Content) -> Iterator[str]:
    kind: object = field.kind
    value = content[field]
    if isinstance(kind, Rows) and isinstance(value, tuple):
        rows = [row for row in value if isinstance(row, Content)]
        for each in kind.fields:
            for row in rows:
                yield from _texts(each, row)
    elif isinstance(kind, Prose | LineText) and isinstance(value, str):
        yield value
