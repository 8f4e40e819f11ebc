"""The sheets as values: every character that a sender wrote is placed, and none outside the margins."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plo_desktop.messages.outline import Item, Line, Medicine, Outline, Prose, Section, Tag, Tone, texts
from plo_desktop.printing.drawing import InterFonts
from plo_desktop.printing.layout import pages_of
from plo_desktop.printing.paper import paper
from plo_desktop.printing.pieces import Face, Outlined, Page, TextRun
from plo_desktop.printing.wrapping import lines_of, visible
from tests.unit.printing.sheets_made import a_sheet, an_outline, squeezed

FONTS = InterFonts()
wordings = st.text(st.sampled_from("abcæøåŋš -/\n123 .<&>\u202e"), max_size=220)
LINES = st.builds(Line, st.text("etikt ", max_size=40), wordings)
ITEMS: st.SearchStrategy[Item] = st.one_of(
    LINES,
    st.builds(Prose, st.text("overskift ", max_size=60), wordings),
    st.builds(Tag, st.sampled_from(["CAVE", "ALLERGI", "SMITTE", "FORBEHOLD"]), wordings, wordings),
    st.builds(Medicine, wordings, wordings, wordings, wordings, wordings, wordings, st.tuples(LINES)),
)
SECTIONS = st.recursive(
    st.builds(Section, wordings, st.lists(ITEMS, max_size=5).map(tuple), st.sampled_from(Tone)),
    lambda inner: st.builds(Section, wordings, st.lists(inner, max_size=3).map(tuple), st.sampled_from(Tone)),
    max_leaves=6,
)


def laid_out(outline: Outline) -> tuple[Page, ...]:
    return pages_of(outline, a_sheet(), paper(), FONTS)


def runs_of(page: Page) -> list[TextRun]:
    return [piece for piece in page.pieces if isinstance(piece, TextRun)]


def body_of(page: Page) -> str:
    """The text between the margins, without the foot."""
    return squeezed("".join(run.text for run in runs_of(page) if run.y < paper().bottom - 14))


@given(SECTIONS)
def test_every_text_is_on_the_sheets(section: Section) -> None:
    pages = laid_out(an_outline(section))
    whole = "".join(body_of(page) for page in pages)
    for text in texts((section,)):
        shown = squeezed(visible(unicodedata.normalize("NFC", text), FONTS, Face.REGULAR))
        assert shown in whole


@given(SECTIONS)
def test_nothing_leaves_the_margins(section: Section) -> None:
    measures = paper()
    for page in laid_out(an_outline(section)):
        for run in runs_of(page):
            assert run.x >= measures.left - 0.01
            assert run.x + FONTS.width(run.text.rstrip(), run.style) <= measures.right + 0.01
            assert run.y <= measures.bottom + 0.01


@given(wordings, st.floats(min_value=40, max_value=400))
def test_no_line_is_wider_than_its_column(text: str, width: float) -> None:
    style = paper().body
    shown = visible(text, FONTS, style.face)
    lines = lines_of(shown, width, style, FONTS)
    assert all(FONTS.width(line, style) <= width for line in lines)
    assert squeezed("".join(lines)) == squeezed(shown)


def test_a_heading_is_never_the_last_line_of_a_sheet() -> None:
    sections = [Section(f"Overskrift {n}", (Prose("Felt", "To linjer tekst. " * 9),)) for n in range(80)]
    for page in laid_out(an_outline(*sections)):
        last = [run for run in runs_of(page) if run.y < paper().bottom - 24][-1]
        assert not last.text.startswith("Overskrift")


def test_a_box_that_goes_on_is_closed_on_each_sheet() -> None:
    crowded = Section("Kritisk informasjon", (Tag("CAVE", "Morfin"),) * 120, Tone.CRITICAL)
    pages = laid_out(an_outline(crowded))
    assert len(pages) > 1
    for page in pages:
        boxes = [piece for piece in page.pieces if isinstance(piece, Outlined) and piece.line > 1]
        assert len(boxes) == 1
        assert boxes[0].y + boxes[0].height <= paper().bottom - 20


@pytest.mark.parametrize("above", range(20, 60))
def test_no_box_begins_where_its_first_entry_has_no_room(above: int) -> None:
    filling = Section("Sykepleie", tuple(Line(f"Felt {n}", "verdi") for n in range(above)))
    stopped = Section("Seponert, skal ikke brukes", (Medicine("Marevan", "2,5 mg"),), Tone.STOPPED)
    for page in laid_out(an_outline(filling, stopped)):
        for box in (piece for piece in page.pieces if isinstance(piece, Outlined)):
            inside = [run for run in runs_of(page) if box.y < run.y < box.y + box.height]
            assert inside, "an empty box reads as «none»"


def test_lines_on_a_sheet_never_lie_over_each_other() -> None:
    sections = [Section(f"Del {n}", (Prose("Felt", "Tekst. " * (n * 7)), Line("L", "v"))) for n in range(40)]
    for page in laid_out(an_outline(*sections)):
        column = [run for run in runs_of(page) if run.x > paper().left + paper().label_column - 1]
        heights = sorted({round(run.y, 3) for run in column if 150 < run.y < paper().bottom - 24})
        assert all(below - above > 8 for above, below in pairwise(heights))
