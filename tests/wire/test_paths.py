"""Where a value stood is told by the same path, whether one value asks or many do."""

from __future__ import annotations

from time import process_time

from lxml import etree

from plo_desktop.messages.types.avvik import AVVIK
from plo_desktop.wire.codec import read_payload
from plo_desktop.wire.fault_words import Paths, path_of
from plo_desktop.wire.safe_xml import parse
from tests.wire.skeletons import OID, dialogue, message


def test_many_paths_are_those_of_one_at_a_time() -> None:
    root = parse(b"<a><b/><c><b/><b><d/></b></c><b>x<e xmlns='urn:e'/></b></a>")
    paths = Paths()
    found = [paths.of(node) for node in root.iter()]
    assert found == [path_of(node) for node in root.iter()]
    assert "a/c/b[2]/d" in found


def test_a_note_of_ten_thousand_paragraphs_is_read_at_once() -> None:
    """No input takes more than 2 s (product.md 10): the time grows with the paragraphs, not their square."""
    said = '<div xmlns="http://www.w3.org/1999/xhtml">' + "<p>hei</p>" * 10_000 + "</div>"
    note = (
        f'<dia:Notat><dia:TemaKodet V="1" S="{OID}8117"/>'
        f"<dia:TekstNotatInnhold>{said}</dia:TekstNotatInnhold></dia:Notat>"
    )
    root = parse(message(dialogue(note), "DIALOG_AVVIK", "Avvik"))
    payload = next(node for node in root.iter() if etree.QName(node).localname == "Dialogmelding")
    began = process_time()
    content, leftovers = read_payload(AVVIK, payload)
    assert process_time() - began < 2
    assert str(content.by_name()["tekst"]).split() == ["hei"] * 10_000
    assert leftovers[-1].path.endswith("/p[10000]")
