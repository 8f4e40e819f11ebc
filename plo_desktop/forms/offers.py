"""Values that are known to belong together: who writes one is offered the others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

LEAST_LETTERS = 2
"""So much must be written before anything is offered; one letter fits too many."""


@dataclass(frozen=True, slots=True)
class Offer:
    """What may be filled in together: `words` are written in the field, `detail` tells two of them apart.

    `values` are by field name, the field itself included.
    """

    words: str
    detail: str
    values: Mapping[str, object]


def fitting(offers: Sequence[Offer], text: str) -> tuple[int, ...]:
    """Return the numbers of the offers that have a word, or begin, as the text does."""
    said = " ".join(text.casefold().split())
    if len(said) < LEAST_LETTERS:
        return ()
    return tuple(number for number, each in enumerate(offers) if _fits(each.words.casefold(), said))


def the_only(offers: Sequence[Offer], text: str) -> int | None:
    """Return the number of the one offer that fits a text that is left as it stands, or None."""
    fit = fitting(offers, text)
    return fit[0] if len(fit) == 1 else None


def _fits(words: str, said: str) -> bool:
    parts = words.replace(",", " ").split()
    return words.startswith(said) or any(part.startswith(said) for part in parts)
