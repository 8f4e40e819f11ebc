"""A paragraph of any length is wrapped without losing a sign, and in time that grows with its length."""

from __future__ import annotations

import time

import pytest

from plo_desktop.messages.outline import Outline, Prose, Section
from plo_desktop.messages.plain_text import as_text


def rendered(text: str) -> str:
    section = Section("Notat", (Prose("Merknad", text),))
    return as_text(Outline("Innleggelsesrapport", "X", "1.6", "", None, (), (section,)))


@pytest.mark.parametrize("paragraph", ["ord og mer " * 2_000, "x" * 30_000, ("y" * 150 + " z ") * 200])
def test_a_long_paragraph_is_whole_and_within_the_width(paragraph: str) -> None:
    text = rendered(paragraph)
    body = text.partition("Merknad:")[2]
    assert "".join(body.split()) == "".join(paragraph.split())
    assert max(map(len, text.splitlines())) <= 100


def test_a_huge_paragraph_takes_no_more_than_a_moment() -> None:
    begun = time.process_time()
    rendered("x" * 3_000_000)
    assert time.process_time() - begun < 1.5
