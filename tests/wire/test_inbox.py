"""The verdict on incoming bytes, rule by rule (process rules 3.1), and that no bytes break it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from plo_desktop.domain.party import Identifier, Patient
from plo_desktop.messages.registry import all_types, sample
from plo_desktop.messages.spec import MessageType
from plo_desktop.messages.types.helseopplysninger import HELSEOPPLYSNINGER
from plo_desktop.messages.types.innlagt import INNLAGT, INNLAGT_TID
from plo_desktop.messages.types.utskrivningsklar import UTSKRIVNINGSKLAR
from plo_desktop.wire.apprec import build_apprec
from plo_desktop.wire.envelope import read_head
from plo_desktop.wire.inbox import Inspected, Kind, inspect
from tests.wire.made import GENERATED, LINE, a_context, a_message
from tests.wire.official import examples

PO = "http://www.kith.no/xmlstds/po"


def refused(found: Inspected) -> list[str]:
    """Return the codes a sender would be told."""
    return [refusal.code for refusal in found.refusals]


def patched(old: str, new: str, mtype: MessageType = INNLAGT) -> Inspected:
    """Return the verdict on a right message in which one thing was changed."""
    text = a_message(mtype).decode()
    assert old in text
    return inspect(text.replace(old, new).encode())


@pytest.mark.parametrize("mtype", all_types(), ids=lambda mtype: mtype.code)
def test_a_right_message_is_taken_in_with_its_content(mtype: MessageType) -> None:
    found = inspect(a_message(mtype))
    assert found.kind is Kind.MESSAGE
    assert found.acceptable
    assert found.sender_readable
    assert found.mtype is mtype
    assert found.content == sample(mtype)
    assert (found.faults, found.problems, found.leftovers) == ((), (), ())
    assert found.findings() == ()


def test_every_official_example_is_acceptable_and_has_an_outline(shared_dir: Path) -> None:
    for path in examples(shared_dir):
        found = inspect(path.read_bytes())
        assert found.acceptable, (path.name, found.refusals)
        assert found.outline is not None


@pytest.mark.parametrize(
    "data",
    [b"", b"hei", b"<a", b"\xff\xfe\x00", b'<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>', b"<a></b>"],
)
def test_what_is_not_xml_is_unreadable(data: bytes) -> None:
    found = inspect(data)
    assert found.kind is Kind.UNREADABLE
    assert refused(found) == ["T01"]
    assert (found.head, found.outline) == (None, None)
    assert not found.sender_readable


def test_an_unknown_root_is_t10_and_can_still_be_read() -> None:
    found = inspect(b"<Bestilling><Navn>Line</Navn></Bestilling>")
    assert found.kind is Kind.UNKNOWN
    assert refused(found) == ["T10"]
    assert found.outline is not None


def test_what_is_unknown_is_told_with_its_place() -> None:
    assert [f.path for f in inspect(b"<Bestilling/>").findings()] == ["Bestilling", "Bestilling"]
    unknown = patched("Pasientlogistikk/2012-04-01", "Pasientlogistikk/2030-01-01")
    assert unknown.refusals[0].path == "MsgHead/Document/RefDoc/Content/Pasientlogistikk"
    assert unknown.refusals[0].structural


def test_a_payload_that_the_schemas_know_but_no_message_has_is_refused_without_blaming_its_structure() -> (
    None
):
    payload = a_message(INNLAGT).decode().partition("<Content>")[2].partition("</Content>")[0]
    found = patched(
        payload, '<Base64Container xmlns="http://www.kith.no/xmlstds/base64container">QQ==</Base64Container>'
    )
    assert refused(found) == ["T10"]
    assert not [finding for finding in found.findings() if finding.structural]


def test_an_unknown_payload_version_is_t10() -> None:
    found = patched("Pasientlogistikk/2012-04-01", "Pasientlogistikk/2030-01-01")
    assert refused(found) == ["T10"]
    assert found.findings()[0].structural


def test_an_unknown_type_code_is_t10() -> None:
    assert refused(patched('V="LOG_INNLAGT"', 'V="LOG_MAANE"')) == ["T10"]


def test_a_breach_of_the_schema_is_t02_with_its_path() -> None:
    found = patched("<MIGversion>v1.2 2006-05-24</MIGversion>", "")
    assert refused(found) == ["T02"]
    assert found.findings()
    assert all(finding.structural and finding.forbids for finding in found.findings())
    assert all(finding.path.startswith("MsgHead") for finding in found.findings())


def test_a_msg_id_that_is_no_uuid_is_e10() -> None:
    found = patched("6f0a1c52-6c0e-4b0e-9c53-0e3f6a3a1d01", "melding-7")
    assert refused(found) == ["E10"]
    assert [finding.structural for finding in found.findings()] == [False]


def test_a_uuid_in_capitals_is_a_uuid() -> None:
    assert patched("6f0a1c52-6c0e-4b0e-9c53-0e3f6a3a1d01", "6F0A1C52-6C0E-4B0E-9C53-0E3F6A3A1D01").acceptable


@pytest.mark.parametrize(
    ("patient", "codes"),
    [
        (LINE, []),
        (replace(LINE, idents=()), []),
        (replace(LINE, idents=(), sex=None), ["E36"]),
        (replace(LINE, family=""), ["E36"]),
        (Patient("Danser", "Line"), ["E36"]),
        (replace(LINE, birth_date=None, idents=(Identifier("13116900217", LINE.idents[0].type),)), ["E36"]),
    ],
)
def test_a_patient_who_is_not_identified_is_e36(patient: Patient, codes: list[str]) -> None:
    assert refused(inspect(a_message(INNLAGT, ctx=a_context(patient=patient)))) == codes


def test_no_patient_at_all_is_e36_though_the_schema_allows_it() -> None:
    root = etree.fromstring(a_message(INNLAGT))
    info = root[0]
    info.remove(info[-1])
    assert refused(inspect(etree.tostring(root))) == ["E36"]


def test_every_reason_is_told_at_once() -> None:
    ctx = a_context(msg_id="x", patient=Patient("Danser", "Line"))
    assert refused(inspect(a_message(INNLAGT, ctx=ctx))) == ["E10", "E36"]


def test_a_number_that_fails_its_check_beside_birth_date_and_sex_is_a_warning() -> None:
    wrong = replace(LINE, idents=(Identifier("13116900217", LINE.idents[0].type),))
    found = inspect(a_message(INNLAGT, ctx=a_context(patient=wrong)))
    assert found.acceptable
    assert [problem.code for problem in found.problems] == ["PASIENTNUMMER"]


def test_a_birth_date_unlike_the_number_is_a_warning() -> None:
    found = inspect(a_message(INNLAGT, ctx=a_context(patient=replace(LINE, birth_date=date(1970, 1, 1)))))
    assert found.acceptable
    assert [problem.code for problem in found.problems] == ["PASIENTNUMMER"]


@pytest.mark.parametrize("code", ["INNLEGGELSESRAPPORT", "LOG_UTSKREVET", "DIALOG_NOTAT"])
def test_a_type_that_disagrees_with_its_payload_is_refused_and_not_read(code: str) -> None:
    found = patched('V="LOG_INNLAGT"', f'V="{code}"')
    assert refused(found) == ["T99"]
    assert found.content is None


def test_a_sender_without_any_address_cannot_be_answered(shared_dir: Path) -> None:
    ctx = a_context()
    nobody = replace(ctx.sender, idents=(Identifier("", ctx.sender.idents[0].type),), service=None)
    found = inspect(a_message(INNLAGT, ctx=replace(ctx, sender=nobody)))
    assert found.acceptable
    assert not found.sender_readable


@pytest.mark.parametrize(
    ("mtype", "old", "new", "code"),
    [
        (INNLAGT, "2026-01-12T09:40:00+01:00", "2026-01-12", "PROFIL_TIDSPUNKT"),
        (INNLAGT, 'Hendelsekode V="1"', 'Hendelsekode V="2"', "PROFIL_HENDELSE"),
        (UTSKRIVNINGSKLAR, 'Hendelsekode V="1"', 'Hendelsekode V="2"', "PROFIL_HENDELSE"),
        (UTSKRIVNINGSKLAR, "<fk1:FamilyName>Omsorg</fk1:FamilyName>", "", "PROFIL_BESLUTTET_AV"),
        (HELSEOPPLYSNINGER, 'Overskriftskode V="2"', 'Overskriftskode V="7"', "PROFIL_INNHOLD"),
        (HELSEOPPLYSNINGER, 'Hendelsekode V="5"', 'Hendelsekode V="1"', "PROFIL_HENDELSE"),
        (INNLAGT, "tel:73555555", "tel:", "PROFIL_TELEFON"),
    ],
)
def test_less_than_the_profile_asks_is_told_and_taken_in(
    mtype: MessageType, old: str, new: str, code: str
) -> None:
    """Questionable content is no ground for rejection (HITS 1168)."""
    found = patched(old, new, mtype)
    assert found.acceptable
    assert code in [problem.code for problem in found.problems]
    assert all(not finding.structural and not finding.forbids for finding in found.findings())


def test_a_change_without_reference_is_told() -> None:
    found = inspect(a_message(HELSEOPPLYSNINGER, ctx=a_context(standing="M")))
    assert [problem.code for problem in found.problems] == ["REFERANSE_MANGLER"]


@pytest.mark.parametrize("encoding", ["ISO-8859-1", "UTF-8", "UTF-16"])
def test_encodings_of_real_senders(encoding: str) -> None:
    text = a_message(INNLAGT).decode().split("?>", 1)[1]
    found = inspect(f'<?xml version="1.0" encoding="{encoding}"?>{text}'.encode(encoding))
    assert found.acceptable, found.refusals
    assert found.content == sample(INNLAGT)


def test_no_declaration_means_utf_8() -> None:
    assert inspect(a_message(INNLAGT).split(b"?>", 1)[1].strip()).content == sample(INNLAGT)


def test_a_receipt_is_known_as_such() -> None:
    head = read_head(etree.fromstring(a_message(INNLAGT)))
    data = build_apprec(head, status_ok=True, generated_at=GENERATED)
    found = inspect(data)
    assert found.kind is Kind.APPREC
    assert found.acceptable
    assert found.apprec is not None
    assert found.apprec.original_id == head.msg_id
    dates = data.replace(b"<GenDate>", b'<GenDate V="').replace(b"</GenDate>", b'"/>')
    dates = dates.replace(b"<IssueDate>", b'<IssueDate V="').replace(b"</IssueDate>", b'"/>')
    assert inspect(dates).acceptable
    assert refused(inspect(data.replace(b'<Status V="1" DN="OK"/>', b""))) == ["T02"]
    assert refused(inspect(data.replace(b'<Status V="1"', b'<Status V="9"'))) == ["T99"]


def test_plo_1_5_is_taken_in() -> None:
    found = inspect(a_message(INNLAGT, ctx=a_context(version="1.5")))
    assert found.acceptable, found.refusals
    assert found.head is not None
    assert found.head.version == "1.5"
    assert found.content is not None
    assert found.content[INNLAGT_TID] == sample(INNLAGT)[INNLAGT_TID]


@given(st.binary(max_size=200))
def test_no_bytes_break_the_verdict(data: bytes) -> None:
    assert inspect(data).kind in Kind


@settings(max_examples=150)
@given(st.data())
def test_no_damaged_message_breaks_the_verdict(data: st.DataObject) -> None:
    whole = a_message(data.draw(st.sampled_from(all_types())))
    at = data.draw(st.integers(0, len(whole)))
    length = data.draw(st.integers(0, 40))
    piece = data.draw(st.sampled_from([b"", b"x", b"<a/>", b"</", b"\x00", "æ".encode(), b'V="', b"9" * 30]))
    found = inspect(whole[:at] + piece + whole[at + length :])
    assert found.content is None or found.leftovers is not None
    assert all(finding.message for finding in found.findings())
