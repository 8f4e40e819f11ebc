"""A stranger's endless text is cut on paper, and only there."""

from __future__ import annotations

from plo_desktop.messages.outline import Line, Outline, Prose, Section
from plo_desktop.printing.shortening import LONGEST, for_paper


def having(text: str) -> Outline:
    """Return an outline with the text in a part of a part."""
    inner = Section("Notat", (Prose("Tekst", text), Line("Merknad", "Kort")))
    return Outline("Notat", "DIALOG_NOTAT", "1.0", "", None, (), (Section("Dialog", (inner,)),))


def test_what_a_ward_writes_is_printed_whole() -> None:
    outline = having("x" * LONGEST)
    assert for_paper(outline) is outline


def test_an_endless_text_is_cut_and_the_paper_says_so() -> None:
    expected = "x" * LONGEST + "\n[De siste 12 tegnene er ikke skrevet ut. Les dem på skjermen.]"
    assert for_paper(having("x" * (LONGEST + 12))) == having(expected)
