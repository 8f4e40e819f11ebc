"""Phrases: which wording holds, and where its blanks are."""

from __future__ import annotations

from datetime import date

from plo_desktop.domain.phrases import Phrase, blanks, next_blank, valid_phrases

TODAY = date(2026, 11, 20)


def test_blanks_are_three_underscores_or_more() -> None:
    """Two underscores are somebody's text."""
    assert blanks("a ___ b __ c _____") == ((2, 5), (13, 18))
    assert next_blank("a ___ b ___", 5) == (8, 11)
    assert next_blank("a ___ b ___", 9) is None


def test_the_newest_wording_that_has_begun_is_offered() -> None:
    """A wording of next year waits; one without a day is the oldest."""
    old, now, later = (
        Phrase("Ring", "1"),
        Phrase("Ring", "2", since=date(2026, 3, 1)),
        Phrase("Ring", "3", since=date(2027, 1, 1)),
    )
    assert valid_phrases((later, now, old), "X", TODAY) == (now,)


def test_a_phrase_belongs_to_its_types() -> None:
    """No types means all of them."""
    some, every = Phrase("A", "a", types=("HELSEOPPL_SOKNAD",)), Phrase("B", "b")
    assert valid_phrases((some, every), "HELSEOPPL_SOKNAD", TODAY) == (some, every)
    assert valid_phrases((some, every), "LOG_INNLAGT", TODAY) == (every,)
