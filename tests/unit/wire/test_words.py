"""The words that a search can find."""

from __future__ import annotations

import base64

from plo_desktop.wire.safe_xml import parse
from plo_desktop.wire.words import words_in


def words(xml: str) -> list[str]:
    """Return the lines of words of a document."""
    return words_in(parse(xml.encode())).splitlines()


def test_texts_and_names_of_codes_are_words() -> None:
    xml = '<a><b V="1" DN="Smitte" S="2.16.578.1.12.4.1.1.9142"/><c>Kvalme <i>og</i> uro</c>\n  <d/></a>'
    assert words(xml) == ["Kvalme ", "og", " uro", "1", "Smitte"]


def test_an_attachment_is_left_out_and_long_prose_is_not() -> None:
    attachment = base64.b64encode(bytes(range(256)) * 20).decode()
    prose = "Pasienten er våken. " * 300
    assert words(f"<a><b>{attachment}</b><c>{prose}</c></a>") == [prose]


def test_an_empty_document_has_no_words() -> None:
    assert words("<a> <b/> </a>") == []
