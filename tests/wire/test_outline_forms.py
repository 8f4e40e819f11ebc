"""Text and HTML show the same content as the outline, and nothing in them can run."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from plo_desktop.messages.outline import Line, Medicine, Outline, Prose, Section, Tag, Tone
from plo_desktop.messages.outline_json import as_json
from plo_desktop.messages.plain_text import as_text
from plo_desktop.messages.safe_html import as_html
from plo_desktop.wire.reading import outline_of
from plo_desktop.wire.safe_xml import parse
from tests.wire.official import examples

HOSTILE = '<script>alert("x")</script><img src=x onerror=y> & \' "'

EVIL = Outline(
    HOSTILE,
    HOSTILE,
    HOSTILE,
    HOSTILE,
    None,
    (Line(HOSTILE, HOSTILE),),
    (
        Section(
            HOSTILE,
            (
                Tag(HOSTILE, HOSTILE, HOSTILE, (Line(HOSTILE, HOSTILE),)),
                Prose(HOSTILE, HOSTILE),
                Medicine(HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE, (Line(HOSTILE, HOSTILE),)),
                Section(HOSTILE, (Line(HOSTILE, HOSTILE),)),
            ),
            Tone.CRITICAL,
        ),
    ),
    (HOSTILE,),
)


class _Tags(HTMLParser):
    """Collects the elements and attributes of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.elements: set[str] = set()
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.add(tag)
        self.attributes.update(name for name, _ in attrs)


def test_nothing_a_sender_writes_becomes_markup() -> None:
    page = _Tags()
    page.feed(as_html(EVIL))
    assert page.elements <= {
        "html", "head", "meta", "title", "style", "body", "h1", "h2", "h3", "h4", "p", "small", "span", "div",
        "dl", "dt", "dd", "section", "table", "tr", "th", "td",
    }  # fmt: skip
    assert page.attributes <= {"lang", "charset", "http-equiv", "content", "class", "colspan"}


def test_the_page_is_whole_and_forbids_everything_but_its_own_style(shared_dir: Path) -> None:
    page = as_html(outline_of(parse(examples(shared_dir)[0].read_bytes())))
    assert page.startswith('<!DOCTYPE html>\n<html lang="nb">')
    assert '<meta charset="utf-8">' in page
    assert "default-src 'none'; style-src 'unsafe-inline'" in page
    assert page.rstrip().endswith("</html>")
    assert not re.search(r"https?://", page.partition("<body>")[0])


def test_text_is_at_most_a_hundred_columns_and_underlines_its_headings(shared_dir: Path) -> None:
    for path in examples(shared_dir):
        rows = as_text(outline_of(parse(path.read_bytes()))).split("\n")
        assert max(len(row) for row in rows) <= 100
        assert not any(row != row.rstrip() for row in rows)
        assert set(rows[1]) == {"="}
        assert len(rows[1]) == len(rows[0])


def test_labels_and_values_stand_in_columns() -> None:
    outline = Outline("T", "X", "1.6", "", None, (Line("Fra", "Alvdal"), Line("Til", "a\nb")), ())
    rows = as_text(outline).split("\n")
    assert "Fra                         Alvdal" in rows
    assert "Til                         a" in rows
    assert "                            b" in rows


@pytest.mark.parametrize("tone", list(Tone))
def test_the_tone_of_a_section_is_kept_in_html_and_json(tone: Tone) -> None:
    outline = Outline("T", "X", "", "", None, (), (Section("S", (Line("a", "b"),), tone),))
    assert (f'class="{tone.value}"' in as_html(outline)) == (tone is not Tone.PLAIN)
    assert as_json(outline)["sections"] == [
        {
            "kind": "section",
            "title": "S",
            "tone": tone.value,
            "mark": "",
            "items": [{"kind": "line", "label": "a", "text": "b", "path": "", "mark": ""}],
        }
    ]
