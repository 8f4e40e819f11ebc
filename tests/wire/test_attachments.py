"""Attachments both ways: told by their content, capped, and never fetched (HIS 1036)."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from plo_desktop.messages.attachment import JPEG, PDF, PNG, TEXT, Attachment, sending_faults, sniff
from plo_desktop.messages.registry import all_types
from plo_desktop.messages.spec import MessageType
from plo_desktop.messages.types.helsefaglig_dialog import HELSEFAGLIG_DIALOG
from plo_desktop.wire.attachments import attachment_problems, read_attachments
from plo_desktop.wire.checking import check
from plo_desktop.wire.envelope import read_head
from plo_desktop.wire.inbox import inspect
from plo_desktop.wire.safe_xml import parse
from tests.wire.made import a_context_for, a_message
from tests.wire.official import is_valid

PDF_FILE = b"%PDF-1.7\n" + bytes(range(256))
PNG_FILE = b"\x89PNG\r\n\x1a\n\x00"
JPEG_FILE = b"\xff\xd8\xff\xe0\x00"


def a_file(content: bytes = PDF_FILE, declared: str = PDF, description: str = "Epikrise") -> Attachment:
    """Return an attachment as it is read back: its type by its content, its declared type as told."""
    return Attachment(description, sniff(content), content, declared)


def with_files(*files: Attachment, mtype: MessageType = HELSEFAGLIG_DIALOG) -> bytes:
    """Return a message with attachments."""
    return a_message(mtype, ctx=replace(a_context_for(mtype), attachments=files))


def with_document(inside: str) -> etree._Element:
    """Return a message whose second document holds this after its IssueDate."""
    root = parse(with_files())
    root.append(
        etree.fromstring(
            '<Document xmlns="http://www.kith.no/xmlstds/msghead/2006-05-24">'
            f'<RefDoc><MsgType V="A" DN="Vedlegg"/>{inside}</RefDoc></Document>'
        )
    )
    return root


def container(packed: str) -> str:
    """Return Content with this as its base64."""
    return (
        '<Content><b:Base64Container xmlns:b="http://www.kith.no/xmlstds/base64container">'
        f"{packed}</b:Base64Container></Content>"
    )


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (PDF_FILE, PDF),
        (PNG_FILE, PNG),
        (JPEG_FILE, JPEG),
        ("Blåbærsyltetøy\n".encode(), TEXT),
        (b"MZ\x90\x00", ""),
        (b"\xff\xfe\x00", ""),
        (b"tekst\x00", ""),
        (b"", ""),
    ],
)
def test_a_format_is_told_by_its_content(content: bytes, media_type: str) -> None:
    assert sniff(content) == media_type


@pytest.mark.parametrize("mtype", [m for m in all_types() if m.attachments], ids=lambda m: m.code)
def test_attachments_are_read_back_and_the_document_is_valid(mtype: MessageType, shared_dir: Path) -> None:
    files = (a_file(), a_file(PNG_FILE, PNG, "Bilde av såret"))
    root = parse(with_files(*files, mtype=mtype))
    assert is_valid(shared_dir, root)
    assert check(root) == ()
    assert read_attachments(root) == files
    assert attachment_problems(root) == ()
    assert read_head(root).attachments == 2


def test_a_large_pdf_in_one_text_node_is_read() -> None:
    """The official example of Helsefaglig dialog carries one of 1.5 MB."""
    whole = PDF_FILE * 6000
    (found,) = read_attachments(parse(with_files(a_file(whole))))
    assert found.content == whole


def test_line_breaks_in_base64_do_no_harm() -> None:
    packed = b64encode(PDF_FILE).decode()
    broken = "\n  ".join(packed[at : at + 20] for at in range(0, len(packed), 20))
    (found,) = read_attachments(with_document(container(broken)))
    assert found.content == PDF_FILE


@pytest.mark.parametrize(
    ("file", "code", "words"),
    [
        (
            a_file(PNG_FILE, PDF, "Svar"),
            "VEDLEGG_AVVIKER",
            "Vedlegg 1 «Svar» kaller seg PDF, men innholdet er PNG",
        ),
        (a_file(b"MZ\x90\x00", "application/msword"), "VEDLEGG_FORMAT", "(application/msword)"),
        (a_file(b"MZ\x90\x00", PDF), "VEDLEGG_FORMAT", "et format som ikke åpnes her"),
        (a_file(PDF_FILE * 40_000), "VEDLEGG_STORT", "er stort: 10,6 MB"),
    ],
)
def test_what_is_odd_is_told_and_the_message_still_taken_in(file: Attachment, code: str, words: str) -> None:
    found = inspect(with_files(file))
    assert found.acceptable
    (problem,) = found.problems
    assert problem.code == code
    assert words in problem.message
    assert problem.path == "MsgHead/Document[2]/RefDoc"


@pytest.mark.parametrize("declared", ["image/jpg", "image/jpeg; name=a.jpg", ""])
def test_other_names_of_the_same_format_are_no_mismatch(declared: str) -> None:
    assert attachment_problems(parse(with_files(a_file(JPEG_FILE, declared or JPEG)))) == ()


@pytest.mark.parametrize(
    ("inside", "code"),
    [
        (container("%%%"), "VEDLEGG_ODELAGT"),
        (container("JVBERi0xLjc"), "VEDLEGG_ODELAGT"),
        (container(""), "VEDLEGG_TOMT"),
        ("<Content/>", "VEDLEGG_TOMT"),
        ("<FileReference>http://example.org/a.pdf</FileReference>", "VEDLEGG_REFERANSE"),
    ],
)
def test_what_cannot_be_unpacked_is_told_and_has_no_content(inside: str, code: str) -> None:
    root = with_document(inside)
    (found,) = read_attachments(root)
    assert found.content == b""
    assert [problem.code for problem in attachment_problems(root)] == [code]


def test_a_reference_is_told_with_its_address_and_never_followed() -> None:
    root = with_document("<FileReference>http://example.org/a.pdf</FileReference>")
    (problem,) = attachment_problems(root)
    assert "http://example.org/a.pdf" in problem.message


def test_there_is_an_end_to_how_much_is_unpacked() -> None:
    root = parse(with_files(*(a_file(PDF_FILE, PDF, str(number)) for number in range(22))))
    found = read_attachments(root)
    assert [bool(each.content) for each in found] == [True] * 20 + [False] * 2
    assert {problem.code for problem in attachment_problems(root)} == {"VEDLEGG_FOR_STORE"}


def test_only_the_agreed_formats_are_sent() -> None:
    assert list(sending_faults((a_file(), a_file(PNG_FILE, PNG)))) == []
    wrong = Attachment("Notat", PDF, b"bare tekst")
    assert [problem.code for problem in sending_faults((wrong,))] == ["VEDLEGG_FORMAT"]
    unnamed = a_file(description=" ")
    assert [problem.code for problem in sending_faults((unnamed,))] == ["VEDLEGG_BESKRIVELSE"]
    assert [p.code for p in sending_faults((a_file(),) * 21)] == ["VEDLEGG_FOR_MANGE"]
