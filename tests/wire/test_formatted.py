"""Formatted content keeps its shape, says all it says, and never runs (HISD 1155, B32)."""

from __future__ import annotations

import re

import pypdfium2
import pytest
from lxml import etree

from plo_desktop.messages.outline import Item, Line, Outline, Prose, Section, Table
from plo_desktop.messages.plain_text import as_text
from plo_desktop.messages.safe_html import as_html
from plo_desktop.printing.pdf import pdf_of
from plo_desktop.wire.formatted import Formatted, formatted
from plo_desktop.wire.reading import outline_of
from plo_desktop.wire.safe_xml import parse
from tests.unit.printing.sheets_made import a_sheet
from tests.wire.completeness import missing, said_by
from tests.wire.skeletons import OID, dialogue, message

XHTML = "http://www.w3.org/1999/xhtml"


def read(inside: str) -> Formatted:
    node = etree.fromstring(f'<Tekst><div xmlns="{XHTML}">{inside}</div></Tekst>')
    return formatted(node, "Tekst", "a/Tekst")


def items(inside: str) -> tuple[Item, ...]:
    (found,) = read(inside).items
    return found.items if isinstance(found, Section) else (found,)


def in_a_note(inside: str) -> Outline:
    note = (
        f'<dia:Notat><dia:TemaKodet V="1" S="{OID}8117" DN="Feil adressat"/><dia:TekstNotatInnhold>'
        f'<div xmlns="{XHTML}">{inside}</div></dia:TekstNotatInnhold></dia:Notat>'
    )
    root = parse(message(dialogue(note), "DIALOG_AVVIK", "Avvik"))
    outline = outline_of(root)
    assert missing(root, said_by(outline)) == []
    return outline


def test_a_short_sentence_is_a_line_and_emphasis_is_dropped() -> None:
    assert items("<p>Gi <b>ikke</b> <em>mer</em> enn 2.</p>") == (
        Line("Tekst", "Gi ikke mer enn 2.", "a/Tekst"),
    )


def test_paragraphs_and_breaks_stay_apart() -> None:
    assert items("<p>En.</p><p>To.<br/>Tre.</p>") == (Prose("Tekst", "En.\n\nTo.\nTre.", "a/Tekst"),)


def test_headings_stand_over_what_follows_them() -> None:
    found = items("<p>Først.</p><h2>Plan</h2><p>Hjem.</p>")
    assert found == (Prose("", "Først.", "a/Tekst"), Prose("Plan", "Hjem.", "a/Tekst"))


def test_lists_have_bullets_and_numbers_and_show_their_depth() -> None:
    (found,) = items("<ul><li>Ett<ol><li>a</li><li>b</li></ol></li><li>To<ul><li>c</li></ul></li></ul>")
    assert isinstance(found, Prose)
    assert [line for line in found.text.split("\n") if line] == [
        "• Ett", "  1. a", "  2. b", "• To", "  – c",
    ]  # fmt: skip


def test_a_table_is_a_table_with_head_caption_and_spanning_cells() -> None:
    found = items(
        "<table><caption>Vekt</caption><thead><tr><th>Dag</th><th>Kilo</th></tr></thead>"
        '<tbody><tr><td>1.</td><td>70</td></tr><tr><td colspan="2">ikke veid</td></tr></tbody></table>'
    )
    assert found == (
        Prose("Vekt", "", "a/Tekst"),
        Table((("Dag", "Kilo"), ("1.", "70"), ("ikke veid", "")), True, "a/Tekst"),
    )


def test_a_table_in_a_cell_and_text_between_rows_are_not_lost() -> None:
    found = items("<table>løst<tr><td><table><tr><td>a</td><td>b</td></tr></table></td></tr></table>")
    assert found == (Prose("", "løst", "a/Tekst"), Table((("a | b",),), False, "a/Tekst"))


def test_a_table_too_wide_for_a_page_is_told_in_rows() -> None:
    cells = "".join(f"<td>{number}</td>" for number in range(20))
    (found,) = items(f"<table><tr>{cells}</tr></table>")
    assert isinstance(found, Line)
    assert found.text.startswith("0 | 1 | 2")


def test_a_link_is_its_words_and_its_address() -> None:
    (found,) = items('Les <a href="https://x.invalid/a">mer</a>, ring <a href="tel:113">113</a>.')
    assert isinstance(found, Line)
    assert found.text == "Les mer (https://x.invalid/a), ring 113."


@pytest.mark.parametrize(
    ("inside", "shown", "left_out"),
    [
        ("<script>alert(1)</script>", "[skript, ikke kjørt]", "alert(1)"),
        ("<style>p{color:red}</style>", "[stil, ikke brukt]", "p{color:red}"),
        ('<img src="http://x.invalid/a" alt="sår"/>', "[bilde, ikke hentet: sår]", "src: http://x.invalid/a"),
        ('<iframe src="http://x.invalid/"/>', "[innhold fra et annet sted, ikke hentet]", "src: http://x"),
        ('<p onclick="go()" style="a:url(b)">x</p>', "x", "onclick: go()"),
        ('<meta http-equiv="refresh" content="0;url=x"/>', "[opplysning til nettleser", "content: 0;url=x"),
    ],
)
def test_nothing_runs_and_the_reader_is_told(inside: str, shown: str, left_out: str) -> None:
    outline = in_a_note(f"<p>Hei</p>{inside}")
    text = as_text(outline)
    assert shown in " ".join(text.split())
    assert left_out in " ".join(text.split())
    page = as_html(outline)
    assert not re.search(
        r"<(script|img|iframe|style\b[^>]*src|meta http-equiv=.refresh)", page.partition("<body>")[2]
    )


def test_direction_and_zero_width_marks_are_written_out() -> None:
    assert items("<p>før \u202eretfe\u202c\u200b</p>") == (
        Line("Tekst", "før ⟨U+202E⟩retfe⟨U+202C⟩⟨U+200B⟩", "a/Tekst"),
    )


def test_a_strangers_elements_are_read_with_their_attributes() -> None:
    found = formatted(etree.fromstring('<T><q xmlns="urn:q" merke="m">ord</q></T>'), "Tekst", "")
    assert found.items == (Line("Tekst", "[merke: m] ord"),)


def test_a_table_has_columns_in_text_html_and_on_paper() -> None:
    outline = in_a_note(
        "<h3>Medisiner</h3><table><tr><th>Navn</th><th>Dose</th></tr>"
        "<tr><td>Paracet</td><td>1 g</td></tr></table>"
    )
    rows = as_text(outline).split("\n")
    head = next(at for at, row in enumerate(rows) if "Navn     Dose" in row)
    assert "Paracet  1 g" in rows[head + 2]
    assert "<tr><th>Navn</th><th>Dose</th></tr><tr><td>Paracet</td><td>1 g</td></tr>" in as_html(outline)
    page = pypdfium2.PdfDocument(pdf_of(outline, a_sheet()))[0].get_textpage()
    assert "Navn" in page.get_text_range()
    assert "Paracet" in page.get_text_range()


def test_links_in_links_are_read_once_each() -> None:
    """What lies in a link must not be read twice: sixty links in each other would never be done."""
    found = read('<a href="urn:x" rel="r">' * 60 + "ord" + "</a>" * 60)
    (item,) = found.items
    assert isinstance(item, Line | Prose)
    assert item.text.count("ord") == 1
    assert item.text.count("(urn:x)") == 60
    assert [line.text for line in found.left_out] == ["rel: r"] * 60


def test_a_link_that_is_its_own_text_is_told_once() -> None:
    assert items('<p>Se <a href="https://nhn.no">https://nhn.no</a>.</p>') == (
        Line("Tekst", "Se https://nhn.no.", "a/Tekst"),
    )
