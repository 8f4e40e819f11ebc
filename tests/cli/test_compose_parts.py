"""compose with version, question, copies and attachments: what is written is what was meant."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from plo_desktop.messages.attachment import PDF
from plo_desktop.messages.registry import all_types
from plo_desktop.messages.spec import MessageType
from plo_desktop.messages.values import template
from plo_desktop.wire.attachments import read_attachments
from plo_desktop.wire.envelope import read_head
from plo_desktop.wire.inbox import inspect
from tests.cli.running import Ran, call

COPY = """
[[message.copies]]
name = "Tynset kommune"
her_id = "99388"
service_name = "Sykepleietjeneste"
service_her_id = "5079"
"""
FILE = """
[[message.attachments]]
file = "vedlegg"
description = "Epikrise"
"""


def composed(folder: Path, code: str, text: str) -> tuple[Ran, Path]:
    """Run compose with these values; return what it said and where it wrote."""
    values, out = folder / "verdier.toml", folder / "melding.xml"
    values.write_text(text, encoding="utf-8")
    return call("compose", code, "--from", values, "-o", out), out


def with_tables(mtype_code: str, tables: str) -> str:
    """Return a type's template with more tables before its values."""
    mtype = next(mtype for mtype in all_types() if mtype.code == mtype_code)
    return template(mtype).replace("\n[values]", f"{tables}\n[values]", 1)


OLDER = [(mtype, version) for mtype in all_types() for version in mtype.also_sent]


@pytest.mark.parametrize(("mtype", "version"), OLDER, ids=lambda part: getattr(part, "code", part))
def test_every_type_is_composed_in_every_version_it_is_sent_in(
    mtype: MessageType, version: str, tmp_path: Path
) -> None:
    text = template(mtype).replace("[message]\n", f'[message]\nversion = "{version}"\n', 1)
    ran, out = composed(tmp_path, mtype.code, text)
    assert ran.code == 0, ran.err
    found = inspect(out.read_bytes())
    assert found.acceptable
    assert found.head is not None
    assert found.head.version == version


CORRECTED = [(mtype, standing) for mtype in all_types() for standing in mtype.standings if standing != "N"]


@pytest.mark.parametrize(("mtype", "standing"), CORRECTED, ids=lambda part: getattr(part, "code", part))
def test_every_change_and_cancellation_is_composed(mtype: MessageType, standing: str, tmp_path: Path) -> None:
    lines = 'parent = "13a5da20-05c6-11e8-8f1a-0800200c9a66"\nreason = "Kansellering: feil pasient"\n'
    text = template(mtype).replace('standing = "N"', f'standing = "{standing}"\n{lines}', 1)
    ran, out = composed(tmp_path, mtype.code, text)
    assert ran.code == 0, ran.err
    found = inspect(out.read_bytes())
    assert found.acceptable
    assert found.head is not None
    assert (found.head.standing, found.head.parent[:8]) == (standing, "13a5da20")


def test_an_answer_carries_question_reference_and_copy(tmp_path: Path) -> None:
    ran, out = composed(tmp_path, "DIALOG_SVAR", with_tables("DIALOG_SVAR", COPY))
    assert ran.code == 0, ran.err
    head = read_head(etree.fromstring(out.read_bytes()))
    assert head.question is not None
    assert head.question.text == "Når regner dere med utskrivning?"
    assert head.parent
    assert head.parent == head.conversation
    assert [copy.party.her_id for copy in head.copies if copy.party] == ["99388"]


def test_an_attached_file_is_found_beside_the_values(tmp_path: Path) -> None:
    (tmp_path / "vedlegg").write_bytes(b"%PDF-1.7 x")
    ran, out = composed(tmp_path, "DIALOG_HELSEFAGLIG", with_tables("DIALOG_HELSEFAGLIG", FILE))
    assert ran.code == 0, ran.err
    (found,) = read_attachments(etree.fromstring(out.read_bytes()))
    assert (found.description, found.media_type, found.content) == ("Epikrise", PDF, b"%PDF-1.7 x")


@pytest.mark.parametrize("content", [b"MZ\x90\x00", None])
def test_a_file_that_cannot_be_attached_stops_the_message(tmp_path: Path, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / "vedlegg").write_bytes(content)
    ran, out = composed(tmp_path, "DIALOG_HELSEFAGLIG", with_tables("DIALOG_HELSEFAGLIG", FILE))
    assert ran.code == 5
    assert ran.err.startswith("feil: ")
    assert not out.exists()
