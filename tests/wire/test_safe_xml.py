"""Hostile and broken bytes are refused with a code and words, quickly; honest ones are read whole."""

from __future__ import annotations

import contextlib
import time
from pathlib import Path

import pytest

from plo_desktop.wire.safe_xml import LARGEST, XmlRefused, parse
from tests.wire.official import examples

MB = 1024 * 1024

REFUSED = {
    "billion laughs": (b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "DOCTYPE"),
    "external entity": (b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>', "DOCTYPE"),
    "doctype with an address": (b'<!DOCTYPE a SYSTEM "http://x.example/a.dtd"><a/>', "DOCTYPE"),
    "doctype in UTF-16": (
        '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a><a/>'.encode("utf-16"),
        "DOCTYPE",
    ),
    "entity nobody declared": (b"<a>&b;</a>", "DOCTYPE"),
    "nothing": (b"", "EMPTY"),
    "only a byte order mark": (b"\xef\xbb\xbf", "EMPTY"),
    "only blanks": (b" \n\t", "EMPTY"),
    "only a declaration": (b'<?xml version="1.0"?>', "EMPTY"),
    "cut in a tag": (b"<a><b", "TRUNCATED"),
    "cut between tags": (b"<a><b></b>", "TRUNCATED"),
    "two roots": (b"<a/><b/>", "TRAILING"),
    "text after the root": (b"<a/>xx", "TRAILING"),
    "a ZIP after the root": (b"<a/>PK\x03\x04", "CHARACTERS"),
    "NUL": (b"<a>\x00</a>", "CHARACTERS"),
    "NUL as a reference": (b"<a>&#0;</a>", "NOT_XML"),
    "control character as a reference": (b"<a>&#x1;</a>", "NOT_XML"),
    "lone surrogate": (b"<a>\xed\xa0\x80</a>", "ENCODING"),
    "Latin-1 that says UTF-8": (b'<?xml version="1.0" encoding="UTF-8"?><a>\xe6</a>', "ENCODING"),
    "UTF-7": (b'<?xml version="1.0" encoding="UTF-7"?><a>+AOY-</a>', "ENCODING"),
    "unknown encoding": (b'<?xml version="1.0" encoding="cp037"?><a/>', "ENCODING"),
    "UTF-16 that is not": (b'<?xml version="1.0" encoding="UTF-16"?><a/>', "ENCODING"),
    "300 levels": (b"<a>" * 300 + b"</a>" * 300, "TOO_DEEP"),
    "100,000 levels": (b"<a>" * 100_000 + b"</a>" * 100_000, "TOO_DEEP"),
    "100,000 attributes": (b"<a " + b" ".join(b'a%d="1"' % n for n in range(100_000)) + b"/>", "TOO_MANY"),
    "201 namespaces": (
        b"<a>" + b"<b " + b" ".join(b'xmlns:n%d="u"' % n for n in range(201)) + b"/></a>",
        "TOO_MANY",
    ),
    "a million elements": (b"<a>" + b"<b/>" * 1_000_000 + b"</a>", "TOO_MANY"),
    "an attribute of 2 MB": (b'<a b="' + b"x" * 2 * MB + b'"/>', "TOO_MANY"),
    "the same attribute twice": (b'<a b="1" b="2"/>', "NOT_XML"),
    "undeclared prefix": (b"<q:a/>", "NOT_XML"),
    "not XML": (b"hei", "NOT_XML"),
    "a web page": (b"<html><p>x</html>", "NOT_XML"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_broken_and_hostile_bytes_are_refused(name: str) -> None:
    data, code = REFUSED[name]
    with pytest.raises(XmlRefused) as refused:
        parse(data)
    assert refused.value.code == code
    assert refused.value.text.startswith(("Meldingen", "Filen", "Det står"))


@pytest.mark.parametrize(
    "data",
    [
        "<a>æøå š</a>".encode(),
        '<?xml version="1.0" encoding="UTF-8"?><a>æøå š</a>'.encode(),
        "\ufeff<a>æøå š</a>".encode(),
        '<?xml version="1.0" encoding="UTF-16"?><a>æøå š</a>'.encode("utf-16"),
        '<?xml version="1.0" encoding="UTF-16"?><a>æøå š</a>'.encode("utf-16-le"),
        '<?xml version="1.0" encoding="UTF-16"?><a>æøå š</a>'.encode("utf-16-be"),
        '<?xml version="1.0" encoding="iso-8859-15"?><a>æøå š</a>'.encode("iso-8859-15"),
    ],
)
def test_every_honest_encoding_is_read(data: bytes) -> None:
    assert parse(data).text == "æøå š"


def test_latin_1_is_read_as_declared() -> None:
    assert parse('<?xml version="1.0" encoding="ISO-8859-1"?><a>æøå</a>'.encode("latin-1")).text == "æøå"


@pytest.mark.parametrize(
    "data", [b"<Id>123<!-- x -->45</Id>", b"<Id>123<![CDATA[45]]></Id>", b"<Id>12<?x y?>345</Id>"]
)
def test_an_identifier_that_something_splits_is_read_whole(data: bytes) -> None:
    root = parse(b'<?xml-stylesheet href="x.xsl"?><!-- first -->' + data)
    assert root.text == "12345"
    assert len(root) == 0
    assert root.getprevious() is None


@pytest.mark.parametrize(
    ("data", "place"),
    [
        (b"<a>\n <b></a>", "linje 2, tegn 9"),
        (b'<?xml version="1.0" encoding="UTF-8"?><Navn>Danser</Etternavn>', "linje 1, tegn 63"),
    ],
)
def test_what_is_no_xml_is_told_by_its_place_in_norwegian(data: bytes, place: str) -> None:
    with pytest.raises(XmlRefused) as refused:
        parse(data)
    assert refused.value.text == f"Meldingen er ikke gyldig XML. Feil ved {place}."


def test_words_about_doctype_are_only_words() -> None:
    root = parse(b"<a>&lt;!DOCTYPE<!-- <!DOCTYPE x> --><![CDATA[<!DOCTYPE y>]]></a>")
    assert root.text == "<!DOCTYPE<!DOCTYPE y>"


def test_an_inclusion_is_not_followed() -> None:
    root = parse(b'<a xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="/etc/passwd"/></a>')
    assert len(root) == 1
    assert not "".join(root.itertext())


def test_a_large_attachment_is_read_and_a_larger_one_refused() -> None:
    assert len(parse(b"<a>" + b"AAAA" * (3 * MB) + b"</a>").text or "") == 12 * MB
    with pytest.raises(XmlRefused) as refused:
        parse(b"<a>" + b"A" * LARGEST + b"</a>")
    assert refused.value.code == "TOO_LARGE"
    assert "35 MB" in refused.value.text


@pytest.mark.parametrize(
    "data",
    [
        b"<a>" + b"AAAA" * (34 * MB // 4) + b"</a>",
        b"<" * (34 * MB),
        b"<a>" + b"<!--" * 100_000 + b"<!DOCTYPE" + b" " * (30 * MB),
        b"<a " + b"= " * (17 * MB) + b">",
        b"<?xml " + b" " * (34 * MB),
    ],
    ids=["attachment", "marks", "comments", "equal signs", "declaration"],
)
def test_no_input_takes_long(data: bytes) -> None:
    began = time.process_time()
    with contextlib.suppress(XmlRefused):
        parse(data)
    assert time.process_time() - began < 2


def test_every_cut_of_a_message_is_refused_without_a_crash(shared_dir: Path) -> None:
    data = examples(shared_dir)[0].read_bytes()
    for end in range(0, len(data.rstrip()) - 1, 97):
        with pytest.raises(XmlRefused):
            parse(data[:end])
