"""A message as it is read: the one tree that screen, paper, text and HTML all show.

Every value that a sender wrote is in the outline, with a Norwegian label, also values that nobody declared.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class Tone(StrEnum):
    """How a section wants to be seen; never told by colour alone."""

    PLAIN = "plain"
    CRITICAL = "critical"
    STOPPED = "stopped"
    WARNING = "warning"
    TECHNICAL = "technical"


@dataclass(frozen=True, slots=True)
class Line:
    """A label and its value. `text` keeps its line breaks; `path` says where in the document it stood.

    `mark`, here and below, says what happened since the former version: "ENDRET 20.11.2026", else empty.
    """

    label: str
    text: str
    path: str = ""
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Prose:
    """A paragraph under its own heading, the full width of the page."""

    heading: str
    text: str
    path: str = ""
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Tag:
    """One piece of critical information: kind is "CAVE", "ALLERGI", "SMITTE" or "FORBEHOLD"."""

    kind: str
    text: str
    note: str = ""
    details: tuple[Line, ...] = ()
    path: str = ""
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Medicine:
    """One drug as a row; what has no column of its own stands in `details`."""

    name: str
    strength: str = ""
    dosing: str = ""
    use: str = ""
    remark: str = ""
    when: str = ""
    details: tuple[Line, ...] = ()
    path: str = ""
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows from a sender's own table, all equally long; `has_head` tells that the first row is a head."""

    rows: tuple[tuple[str, ...], ...]
    has_head: bool = False
    path: str = ""
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A titled group of items, nested at will."""

    title: str
    items: tuple[Item, ...]
    tone: Tone = Tone.PLAIN
    mark: str = ""


Item = Line | Prose | Tag | Medicine | Table | Section


@dataclass(frozen=True, slots=True)
class PatientLine:
    """The patient of the message as its banner shows it."""

    name: str
    number: str
    number_kind: str
    born: str
    sex: str


@dataclass(frozen=True, slots=True)
class Outline:
    """A whole message to be read. `marks` are words such as "Testmelding" and "Kopi til oss"."""

    title: str
    type_code: str
    version: str
    standing: str
    patient: PatientLine | None
    facts: tuple[Line, ...]
    sections: tuple[Section, ...]
    marks: tuple[str, ...] = ()


def texts(items: tuple[Item, ...]) -> Iterator[str]:
    """Yield every text of the items in reading order; tests and full-text search walk this."""
    for item in items:
        if item.mark:
            yield item.mark
        match item:
            case Line():
                yield item.label
                yield item.text
            case Prose():
                yield item.heading
                yield item.text
            case Tag():
                yield item.kind
                yield item.text
                yield item.note
                yield from texts(item.details)
            case Medicine():
                yield from (item.name, item.strength, item.dosing, item.use, item.remark, item.when)
                yield from texts(item.details)
            case Table():
                for row in item.rows:
                    yield from row
            case Section():
                yield item.title
                yield from texts(item.items)
