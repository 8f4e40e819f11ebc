"""Text taken from an earlier message keeps its source, until a person has edited or confirmed it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from plo_desktop.messages.spec import Content


class Standing(StrEnum):
    """How far a reused text has come; all three go into the log with the source."""

    UNCONFIRMED = "ikke bekreftet"
    CONFIRMED = "bekreftet"
    EDITED = "endret"


@dataclass(frozen=True, slots=True)
class Part:
    """One paragraph that may be reused, or entries with their words as its text.

    `target` is the field it belongs in, or empty.
    """

    heading: str
    text: str
    target: str
    rows: tuple[Content, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """An earlier message as the panel shows it: its title, "19.11 05:32, Omsorg, Alvdal kommune", its parts.

    `words` is how a field names it: "Innleggelsesrapport 19.11, Omsorg, Alvdal kommune".
    """

    title: str
    detail: str
    words: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """Where one field's text came from, and how far it has come."""

    words: str
    standing: Standing


@dataclass(frozen=True, slots=True)
class Reused:
    """The marks of one draft by field name; immutable, so that undo and autosave cannot mix them up."""

    marks: Mapping[str, Mark] = field(default_factory=dict)

    def taken(self, name: str, words: str) -> Reused:
        """Return the marks after a text from `words` was put into a field; two sources are both named."""
        held = self.marks.get(name)
        both = words if held is None or words in held.words else f"{held.words}; {words}"
        return self._with(name, Mark(both, Standing.UNCONFIRMED))

    def confirmed(self, name: str) -> Reused:
        """Return the marks after a person confirmed a field."""
        held = self.marks.get(name)
        return self if held is None else self._with(name, Mark(held.words, Standing.CONFIRMED))

    def edited(self, name: str) -> Reused:
        """Return the marks after a person wrote in a field: what is edited has been read."""
        held = self.marks.get(name)
        if held is None or held.standing is not Standing.UNCONFIRMED:
            return self
        return self._with(name, Mark(held.words, Standing.EDITED))

    def unconfirmed(self) -> tuple[str, ...]:
        """Return the fields that still wait for a person, in the order they were taken."""
        return tuple(name for name, mark in self.marks.items() if mark.standing is Standing.UNCONFIRMED)

    def waiting_words(self, name: str) -> str:
        """Return the source of a field that still waits, or an empty string."""
        held = self.marks.get(name)
        return held.words if held is not None and held.standing is Standing.UNCONFIRMED else ""

    def to_plain(self) -> dict[str, str]:
        """Return the marks as a draft keeps them: "words (bekreftet)"."""
        return {name: f"{mark.words} ({mark.standing.value})" for name, mark in self.marks.items()}

    def _with(self, name: str, mark: Mark) -> Reused:
        return Reused({**self.marks, name: mark})


def from_plain(plain: Mapping[str, str]) -> Reused:
    """Return the marks of a draft; a source without a standing still waits for a person.

    Names that begin with an underscore are other notes of the draft.
    """
    marks: dict[str, Mark] = {}
    for name, text in plain.items():
        if name.startswith("_"):
            continue
        for standing in Standing:
            ending = f" ({standing.value})"
            if text.endswith(ending):
                marks[name] = Mark(text.removesuffix(ending), standing)
                break
        else:
            marks[name] = Mark(text, Standing.UNCONFIRMED)
    return Reused(marks)
