"""A fault tells where and what in words that a support person can act on."""

from __future__ import annotations

import re

import pytest
from lxml import etree

from plo_desktop.wire.checking import check
from plo_desktop.wire.safe_xml import parse
from tests.wire.skeletons import ADMITTED, DEVIATION, REFUSED_10, message


def damaged(old: str, new: str, data: bytes = ADMITTED) -> etree._Element:
    """Return a message with one piece of text changed."""
    text = data.decode()
    assert old in text
    return parse(text.replace(old, new, 1).encode())


@pytest.mark.parametrize(
    ("old", "new", "path", "code", "words"),
    [
        ("1969-11-13", "13.11.1969", "MsgHead/MsgInfo/Patient/DateOfBirth", "VALUE", "må være en dato"),
        (
            "<FamilyName>Danser</FamilyName>",
            "<FamilyName>Danser</FamilyName><Etternavn/>",
            "MsgHead/MsgInfo/Patient/Etternavn",
            "UNKNOWN_ELEMENT",
            "kan ikke inneholde «Etternavn»",
        ),
        (
            "<FamilyName>Danser</FamilyName><GivenName>Line</GivenName>",
            "<GivenName>Line</GivenName><FamilyName>Danser</FamilyName>",
            "MsgHead/MsgInfo/Patient/FamilyName",
            "ORDER",
            "Etternavn (FamilyName) står på feil plass",
        ),
        ("<MsgId>6f0a1c52-6c0e-4b0e-9c53-0e3f6a3a1d01</MsgId>", "",
         "MsgHead/MsgInfo/Sender", "MISSING", "Meldings-id"),
        ("v1.2 2006-05-24", "v1.1", "MsgHead/MsgInfo/MIGversion", "FIXED", "må være «v1.2 2006-05-24»"),
        ("<Anslag>false</Anslag>", "<Anslag>nei</Anslag>",
         "TidsfestetHendelse/Anslag", "VALUE", "«true» eller «false»"),
        ('<Sex V="2"', '<Sex kode="2" V="2"',
         "MsgHead/MsgInfo/Patient/Sex/@kode", "ATTRIBUTE", "«kode»"),
        ("</MsgInfo>", "hei</MsgInfo>",
         "MsgHead/MsgInfo", "TEXT", "har tekst der det ikke kan stå tekst: «hei»"),
        ("<GivenName>Line</GivenName>", "<GivenName>L</GivenName><GivenName>M</GivenName>",
         "MsgHead/MsgInfo/Patient/GivenName[2]", "TOO_MANY", "Fornavn (GivenName) kan bare stå én gang"),
    ],
)  # fmt: skip
def test_a_fault_names_the_place_and_the_remedy(old: str, new: str, path: str, code: str, words: str) -> None:
    faults = check(damaged(old, new))
    assert faults
    assert faults[0].path.endswith(path)
    assert faults[0].code == code
    assert words in faults[0].message


def test_an_unknown_root_is_named_with_its_namespace() -> None:
    (fault,) = check(parse(b'<Epikrise xmlns="urn:ukjent"/>'))
    assert fault.code == "UNKNOWN_ROOT"
    assert "«Epikrise»" in fault.message
    assert "urn:ukjent" in fault.message


def test_an_unknown_payload_is_a_fault_but_unknown_formatted_text_is_not() -> None:
    assert [fault.code for fault in check(parse(message('<x xmlns="urn:x"/>')))] == ["NAMESPACE"]
    formatted = '<p xmlns="http://www.w3.org/1999/xhtml">Ikke <b>innlagt</b> hos oss.</p>'
    assert check(damaged("Pasienten er ikke innlagt hos oss.", formatted, DEVIATION)) == ()


def test_a_receipt_is_not_a_payload() -> None:
    inside = REFUSED_10.decode()
    assert [fault.code for fault in check(parse(message(inside)))] == ["NAMESPACE"]


def test_every_fault_is_a_norwegian_sentence_without_python_in_it() -> None:
    faults = check(damaged("<Patient>", "<Patient><Ukjent/>x<FamilyName/>"))
    assert faults
    for fault in faults:
        assert fault.message.endswith(".")
        assert not re.search(r"[{}]|None|http", fault.message)


def test_a_ruined_document_gives_at_most_a_hundred_faults() -> None:
    assert len(check(damaged("<Document>", "x<Document>" * 1 + "x"))) >= 1
    many = "".join(f"<Ident><Nr>{number}</Nr></Ident>" for number in range(500))
    assert len(check(damaged("<Patient>", f"<Patient>{many}"))) == 100
