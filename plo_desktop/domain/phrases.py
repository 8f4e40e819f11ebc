"""The ward's phrases: agreed sentences with blanks that a person fills in, each valid from a day."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

_BLANK = re.compile(r"_{3,}")


@dataclass(frozen=True, slots=True)
class Phrase:
    """One phrase. `types` are type codes, none for all; `since` is the day from which its wording holds."""

    title: str
    text: str
    types: tuple[str, ...] = ()
    since: date | None = None

    @property
    def version(self) -> str:
        """The wording's month as it is shown: "03.2026", or nothing."""
        return f"{self.since:%m.%Y}" if self.since else ""


def blanks(text: str) -> tuple[tuple[int, int], ...]:
    """Return where the blanks of a text are, as (start, end): three or more underscores in a row."""
    return tuple(found.span() for found in _BLANK.finditer(text))


def next_blank(text: str, after: int) -> tuple[int, int] | None:
    """Return the first blank that begins at `after` or later, or None."""
    return next((place for place in blanks(text) if place[0] >= after), None)


def valid_phrases(phrases: Iterable[Phrase], type_code: str, today: date) -> tuple[Phrase, ...]:
    """Return the phrases of a type that hold today; of several with one title the newest, in file order."""
    found: dict[str, Phrase] = {}
    for phrase in phrases:
        if phrase.types and type_code not in phrase.types:
            continue
        if phrase.since is not None and phrase.since > today:
            continue
        held = found.get(phrase.title)
        if held is None or (held.since or date.min) <= (phrase.since or date.min):
            found[phrase.title] = phrase
    return tuple(found.values())
