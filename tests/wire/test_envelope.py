"""MsgHead both ways: two-level addresses, patient, references; odd senders are read and never break us."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from plo_desktop.domain.codebook import code
from plo_desktop.domain.party import Telecom
from plo_desktop.messages.registry import sample
from plo_desktop.messages.types.helseopplysninger import HELSEOPPLYSNINGER
from plo_desktop.messages.types.innlagt import INNLAGT
from plo_desktop.wire.envelope import Question, build_message, read_head
from plo_desktop.wire.times import moment_text, read_day, read_moment
from tests.wire.made import GENERATED, HOSPITAL, KOMMUNE, LINE, MSG_ID, a_context, a_message
from tests.wire.official import examples, is_valid

ORIGINAL = "13a5da20-05c6-11e8-8f1a-0800200c9a66"


def test_what_is_written_in_the_head_is_read_back() -> None:
    ctx = a_context(copies=(HOSPITAL,), standing="M", parent=ORIGINAL, conversation=MSG_ID, processing="T")
    head = read_head(etree.fromstring(a_message(HELSEOPPLYSNINGER, ctx=ctx)))
    assert (head.type_code, head.type_name) == ("HELSEOPPL_SOKNAD", "Helseopplysninger")
    assert (head.version, head.standing, head.processing) == ("1.6", "M", "T")
    assert (head.msg_id, head.parent, head.conversation) == (MSG_ID, ORIGINAL, MSG_ID)
    assert (head.sender, head.receiver, head.patient) == (HOSPITAL, KOMMUNE, LINE)
    assert [(copy.role, copy.party) for copy in head.copies] == [("COP", HOSPITAL)]
    assert head.generated_at == GENERATED


def test_the_document_is_utf_8_with_declaration_and_norwegian_time_with_offset() -> None:
    data = a_message(INNLAGT)
    assert data.startswith(b"<?xml version='1.0' encoding='UTF-8'?>")
    assert b"<GenDate>2026-11-20T07:40:00+01:00</GenDate>" in data
    assert b'V="2026-11-20T07:40:00+01:00"' in data
    assert b"ConversationRef" not in data
    assert b"Consent" not in data


def test_a_first_message_has_no_reference_and_a_later_one_has_both(shared_dir: Path) -> None:
    head = read_head(etree.fromstring(a_message(INNLAGT, ctx=a_context(standing="C", parent=ORIGINAL))))
    assert (head.parent, head.conversation) == (ORIGINAL, ORIGINAL)


def test_a_message_that_answers_carries_the_question(shared_dir: Path) -> None:
    question = Question(code("9152", "8"), "Når kommer hun?", ORIGINAL)
    ctx = replace(a_context(parent=ORIGINAL), question=question)
    root = etree.fromstring(build_message(HELSEOPPLYSNINGER, sample(HELSEOPPLYSNINGER), ctx))
    assert is_valid(shared_dir, root)
    assert [e.text for e in root.iter("{*}Sporsmal", "{*}RefDokIdForesp")] == ["Når kommer hun?", ORIGINAL]
    assert root.findtext(".//{*}SvarPaaForesporsel") == "true"


def test_every_official_head_is_read(shared_dir: Path) -> None:
    for path in examples(shared_dir):
        root = etree.parse(str(path)).getroot()
        if etree.QName(root).localname != "MsgHead":
            continue
        head = read_head(root)
        assert head.version == ("1.6" if "1-6" in path.name else "1.0")
        assert head.sender is not None
        assert head.sender.her_id
        assert head.sender.service or head.sender.person
        assert head.receiver is not None
        assert head.patient is not None
        assert head.patient.number
        assert head.generated_at is not None
        assert head.standing == "N"


@pytest.mark.parametrize(
    ("namespace", "root", "version"),
    [
        ("http://www.kith.no/xmlstds/po/Innleggelsesrapport/2009-06-30", "Innleggelsesrapport", "1.5"),
        ("http://www.kith.no/xmlstds/po/Konsultasjon/2009-06-30", "Konsultasjon", "1.5"),
        ("http://www.kith.no/xmlstds/po/Innleggelsesrapport/2012-04-01", "Innleggelsesrapport", "1.6"),
        ("http://ehelse.no/xmlstds/po/Sammenfatning/2016-05-30", "Sammenfatning", "2.0"),
        ("http://www.kith.no/xmlstds/dialog/2006-10-11", "Dialogmelding", "1.0"),
        ("http://www.kith.no/xmlstds/dialog/2013-01-23", "Dialogmelding", "1.1"),
        ("urn:other", "Noe", ""),
    ],
)
def test_the_version_follows_from_the_payloads_namespace(namespace: str, root: str, version: str) -> None:
    document = etree.fromstring(
        '<MsgHead xmlns="http://www.kith.no/xmlstds/msghead/2006-05-24"><Document><RefDoc><Content>'
        f'<x:{root} xmlns:x="{namespace}"/></Content></RefDoc></Document></MsgHead>'
    )
    assert read_head(document).version == version


def test_an_old_head_with_dates_in_attributes_and_odd_ids_is_read() -> None:
    document = etree.fromstring(
        '<MsgHead xmlns="http://www.kith.no/xmlstds/msghead/2006-05-24"><MsgInfo>'
        '<Type V="INNLEGGELSESRAPPORT"/><GenDate V="2010-01-12T10:15:00"/><MsgId> ABC </MsgId>'
        "<Sender><Organisation><OrganisationName>Køfri</OrganisationName>"
        '<Ident><Id>905.12471</Id><TypeId V="HER"/></Ident><Ident><Id>1</Id></Ident><Ident/>'
        "</Organisation></Sender></MsgInfo></MsgHead>"
    )
    head = read_head(document)
    assert head.generated == "2010-01-12T10:15:00"
    assert head.msg_id == "ABC"
    assert head.type_name == "Innleggelsesrapport"
    assert head.sender is not None
    assert head.sender.her_id == "905.12471"
    assert [ident.id for ident in head.sender.idents] == ["905.12471", "1"]
    assert (head.receiver, head.patient) == (None, None)


@pytest.mark.parametrize("text", ["<a/>", "<MsgHead/>", "<MsgHead><MsgInfo/><Document/></MsgHead>"])
def test_no_root_breaks_the_reading_of_a_head(text: str) -> None:
    assert read_head(etree.fromstring(text)).msg_id == ""


def test_attachments_are_counted() -> None:
    root = etree.fromstring(a_message(INNLAGT))
    for _ in range(2):
        root.append(
            etree.fromstring(
                '<Document xmlns="http://www.kith.no/xmlstds/msghead/2006-05-24">'
                '<RefDoc><MsgType V="A" DN="Vedlegg"/></RefDoc></Document>'
            )
        )
    assert read_head(root).attachments == 2


# -- times --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-11-20T07:40:00", datetime(2026, 11, 20, 6, 40, tzinfo=UTC)),
        ("2026-11-20T07:40:00+02:00", datetime(2026, 11, 20, 5, 40, tzinfo=UTC)),
        ("2026-11-20T07:40:00.148Z", datetime(2026, 11, 20, 7, 40, 0, 148000, tzinfo=UTC)),
        ("2026-11-20T07:40:00.1234567Z", datetime(2026, 11, 20, 7, 40, 0, 123456, tzinfo=UTC)),
        ("2026-11-20", None),
        ("0001-01-01T00:00:00", None),
        ("2026-13-20T07:40:00", None),
        ("2026-11-20T07:40", None),
        ("", None),
    ],
)
def test_moments_as_senders_write_them(text: str, moment: datetime | None) -> None:
    assert read_moment(text) == moment


@given(st.integers(-600_000_000, 7_000_000_000))
def test_a_written_moment_is_read_back(seconds: int) -> None:
    moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
    assert read_moment(moment_text(moment)) == moment


@given(st.text(max_size=30))
def test_no_text_breaks_the_reading_of_times(text: str) -> None:
    read_moment(text)
    read_day(text)


def test_a_phone_number_goes_out_without_the_blanks_that_people_write() -> None:
    sender = replace(HOSPITAL, telecoms=(Telecom("tel:72 55 55 03"),))
    data = a_message(INNLAGT, ctx=replace(a_context(), sender=sender))
    assert b'<TeleAddress V="tel:72555503"/>' in data
