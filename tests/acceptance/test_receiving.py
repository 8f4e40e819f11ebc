"""The official reception tests, case by case, on every type that a ward must take or tolerate."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from lxml import etree

from plo_desktop.base.ids import new_uuid
from plo_desktop.domain.addresses import identifier
from plo_desktop.domain.codebook import code
from plo_desktop.domain.party import Identifier, Organisation, Patient
from plo_desktop.messages.kinds import Rows, YesNo
from plo_desktop.messages.spec import Content, Field, MessageType
from plo_desktop.services import overview, read
from plo_desktop.services.arrival import ACCEPTED, DUPLICATE, QUARANTINED, REFUSED
from plo_desktop.services.desk import REFUSE, Desk
from plo_desktop.services.receive import take_in
from tests.acceptance.arriving import (
    D_NUMBER,
    EVERY,
    FRED,
    HELP_NUMBER,
    LOCAL_NUMBER,
    MH,
    PLO,
    US,
    Letter,
    kept,
    said,
    text_of,
    without,
)
from tests.unit.services.desks import OWN, a_stay, receipts, row_of
from tests.wire.made import LINE

each_type = pytest.mark.parametrize("letter", [Letter(each) for each in EVERY], ids=EVERY)
each_plo = pytest.mark.parametrize("letter", [Letter(each) for each in PLO], ids=PLO)
ELSEWHERE = Organisation(
    "Annet sykehus", (identifier("HER:1"),), Organisation("Post", (identifier("HER:2"),))
)
UNKNOWN_WARD = Organisation(
    OWN.name, (identifier("HER:59"),), Organisation("Ukjent post", (identifier("HER:777"),))
)


WRONG_NUMBER = Identifier("13116900217", code("8116", "FNR"))


@pytest.mark.proves(
    "RCV-{INN,LOG,UTS,HEL,DIA}-{01,06}, RCV-{INN,LOG,UTS,HEL}-08, RCV-DIA-09, APP-S1..4, APP-E5"
)
@each_type
def test_a_correct_message_is_read_logged_and_receipted(desk: Desk, letter: Letter) -> None:
    stay_id = a_stay(desk)
    outcome = take_in(desk, letter.bytes())
    row = row_of(desk, outcome)
    assert outcome.outcome == ACCEPTED
    assert (row.type_code, row.stay_id, row.counterpart) == (letter.code, stay_id, "Alvdal kommune")
    (receipt,) = receipts(desk)
    assert (receipt.status, receipt.original_id, receipt.original_type) == ("1", row.msg_id, letter.code)


@pytest.mark.proves("RCV-{INN,LOG,UTS,HEL,DIA}-02, APP-S16, APP-S32..34")
@each_type
def test_broken_xml_is_kept_told_and_not_imported(desk: Desk, letter: Letter) -> None:
    data = letter.bytes().replace(b"</MsgInfo>", b"</MsgInfu>")
    outcome = take_in(desk, data)
    assert (outcome.outcome, outcome.codes) == (QUARANTINED, ("T01",))
    assert kept(desk, outcome, data)
    assert overview.counts(desk).not_arrived >= 1
    assert not receipts(desk)


@pytest.mark.proves("RCV-{INN,LOG,UTS,HEL,DIA}-03")
@each_type
def test_a_payload_of_a_namespace_that_no_version_has_is_not_guessed_at(desk: Desk, letter: Letter) -> None:
    data = letter.bytes().replace(b"/2012-04-01", b"/2031-01-01").replace(b"/2006-10-11", b"/2031-01-01")
    outcome = take_in(desk, data)
    assert outcome.outcome == REFUSED
    assert kept(desk, outcome, data)


@pytest.mark.proves("RCV-{INN,LOG,UTS,HEL,DIA}-04")
@each_type
def test_latin_1_says_the_same_as_utf_8(desk: Desk, letter: Letter) -> None:
    a_stay(desk)
    utf_8 = letter.bytes()
    latin_1 = etree.tostring(etree.fromstring(replace(letter).bytes()), encoding="ISO-8859-1")
    latin_1 = latin_1.replace(row_id(latin_1), new_uuid().encode())
    first, second = take_in(desk, utf_8), take_in(desk, latin_1)
    assert (first.outcome, second.outcome) == (ACCEPTED, ACCEPTED)
    assert clinical(text_of(desk, first)) == clinical(text_of(desk, second))


def row_id(data: bytes) -> bytes:
    found = etree.fromstring(data).findtext(f"{MH}MsgInfo/{MH}MsgId")
    assert found
    return found.encode()


def clinical(text: str) -> list[str]:
    """Return the lines without the technical ids."""
    return [line for line in text.splitlines() if not any(c.isdigit() for c in line)]


@pytest.mark.proves("RCV-{INN,LOG,UTS,HEL}-07, RCV-DIA-08")
@each_type
def test_the_original_comes_back_byte_by_byte(desk: Desk, letter: Letter) -> None:
    data = letter.bytes() + b"\n<!-- etter -->\n"
    outcome = take_in(desk, data)
    assert read.raw(desk, row_of(desk, outcome).msg_id) == data


def phrases(mtype: MessageType, content: Content) -> Iterator[tuple[str, str]]:
    """Yield every line that a reader must find, in small letters, with the field it stands in.

    A tick is read by a label of its own, and the time of day is written without «kl.».
    """
    for field in mtype.fields():
        value = content[field]
        kind: object = field.kind
        if value is None or isinstance(kind, YesNo):
            continue
        if isinstance(kind, Rows) and isinstance(value, tuple):
            for row in value:
                yield from _lines((inner, row[inner]) for inner in kind.fields)
        else:
            yield from _lines([(field, value)])


def _lines(held: Iterable[tuple[Field[object], object]]) -> Iterator[tuple[str, str]]:
    for field, value in held:
        if value is not None and not isinstance(field.kind, YesNo):
            for line in field.kind.words(value).casefold().splitlines():
                yield field.name, re.sub(r"(\d{4}) kl\. ", r"\1 ", line)


@pytest.mark.proves(
    "RCV-{INN,LOG,UTS,HEL}-{05,09,10}, RCV-LOG-23..26, RCV-UTS-23, RCV-DIA-05, RCV-DIA-10..13"
)
@pytest.mark.parametrize("name", [*EVERY, "LOG_UTSKRIVNINGSKLAR", "LOG_AVMELDING", "LOG_INNLAGT"])
def test_every_value_stands_in_the_text_in_words(desk: Desk, name: str) -> None:
    letter = Letter(name)
    text = " ".join(text_of(desk, take_in(desk, letter.bytes())).casefold().split())
    assert not [(field, line) for field, line in phrases(letter.mtype, letter.content()) if line not in text]


@pytest.mark.proves("RCV-{INN,LOG,UTS,HEL}-11, RCV-DIA-14, APP-S24")
@each_type
@pytest.mark.parametrize(
    ("change", "outcome"),
    [
        (without("Patient", "FamilyName"), REFUSED),
        (without("Patient", "Ident"), ACCEPTED),
        (without("Patient"), REFUSED),
    ],
    ids=["no name", "name, birth date and sex", "no patient"],
)
def test_too_few_facts_of_the_patient_are_refused(
    desk: Desk, letter: Letter, change: Callable[[etree._Element], None], outcome: str
) -> None:
    data = letter.with_tree(change)
    found = take_in(desk, data)
    assert found.outcome == outcome
    assert kept(desk, found, data)
    if outcome == REFUSED:
        assert set(found.codes) & {"E36", "T02"}
        assert all(receipt.status == "2" for receipt in receipts(desk))


@pytest.mark.proves("RCV-{INN,LOG,UTS,HEL}-12, RCV-DIA-15, APP-S14..15, APP-S23")
@each_type
def test_an_unknown_patient_is_accepted_with_a_warning_and_waits_for_a_person(
    desk: Desk, letter: Letter
) -> None:
    outcome = take_in(desk, letter.bytes())
    assert outcome.outcome == ACCEPTED
    assert "ikke noe opphold" in said(outcome)
    assert row_of(desk, outcome).triage == "ukjent pasient"
    assert [receipt.status for receipt in receipts(desk)] == ["1"]
    assert not desk.store.stays()


@pytest.mark.proves("RCV-{INN,LOG,UTS,HEL}-13, RCV-DIA-16")
@each_type
@pytest.mark.parametrize(
    "change",
    [
        without("Sender", "Organisation", "Organisation"),
        without("Sender"),
    ],
    ids=["a sender with no number", "no sender"],
)
def test_a_sender_that_cannot_be_read_gets_no_receipt(
    desk: Desk, letter: Letter, change: Callable[[etree._Element], None]
) -> None:
    def nameless(root: etree._Element) -> None:
        change(root)
        for ident in root.findall(f"{MH}MsgInfo/{MH}Sender//{MH}Ident/{MH}Id"):
            ident.text = ""

    data = letter.with_tree(nameless)
    outcome = take_in(desk, data)
    assert outcome.outcome == QUARANTINED
    assert kept(desk, outcome, data)
    assert not receipts(desk)
    assert overview.counts(desk).not_arrived >= 1


@pytest.mark.proves("RCV-{INN,LOG,UTS,HEL}-14, RCV-DIA-17, APP-E6")
@each_type
@pytest.mark.parametrize(
    "idents", [(), (Identifier("13116900217", code("8116", "FNR")),)], ids=["none", "wrong"]
)
def test_a_name_with_no_right_number_is_refused_with_E36(
    desk: Desk, letter: Letter, idents: tuple[Identifier, ...]
) -> None:
    outcome = take_in(desk, replace(letter, patient=Patient("Danser", "Line", idents=idents)).bytes())
    assert (outcome.outcome, outcome.codes) == (REFUSED, ("E36",))
    (receipt,) = receipts(desk)
    assert (receipt.status, [each.code for each in receipt.errors]) == ("2", ["E36"])
    assert receipt.errors[0].detail


@pytest.mark.proves("RCV-{INN,LOG,UTS,HEL}-15, APP-S25..26")
@each_type
@pytest.mark.parametrize("fault", ["unknown element", "nothing inside"])
def test_a_payload_that_breaks_the_schema_is_refused_with_T02(desk: Desk, letter: Letter, fault: str) -> None:
    def change(root: etree._Element) -> None:
        (content,) = root.iter(f"{MH}Content")
        payload = content[0]
        if fault == "unknown element":
            etree.SubElement(payload, f"{{{etree.QName(payload).namespace}}}Oppdiktet").text = "x"
        else:
            payload[0].append(etree.Element("{urn:x}Fremmed"))

    outcome = take_in(desk, letter.with_tree(change))
    assert (outcome.outcome, set(outcome.codes)) == (REFUSED, {"T02"})
    assert row_of(desk, outcome).stay_id == ""
    assert [receipt.status for receipt in receipts(desk)] == ["2"]


@pytest.mark.proves("RCV-{INN,LOG,UTS,HEL}-16")
@each_plo
@pytest.mark.parametrize(
    ("patient", "outcome"),
    [
        (FRED, REFUSED),
        (replace(FRED, birth_date=None), REFUSED),
        (replace(FRED, sex=code("3101", "1")), ACCEPTED),
        (Patient("And", "Andine", idents=(D_NUMBER,)), ACCEPTED),
        (Patient("Leistad", "Ann Kristin", idents=(HELP_NUMBER, LINE.idents[0])), ACCEPTED),
    ],
    ids=["help number, born", "help number", "help number, born, sex", "D-number", "two numbers"],
)
def test_other_numbers(desk: Desk, letter: Letter, patient: Patient, outcome: str) -> None:
    assert take_in(desk, replace(letter, patient=patient).bytes()).outcome == outcome


@pytest.mark.proves("RCV-{INN,LOG,UTS,HEL}-17")
@each_plo
@pytest.mark.parametrize("ours_first", [True, False])
def test_two_numbers_for_one_patient_wait_for_a_person(desk: Desk, letter: Letter, ours_first: bool) -> None:
    with_help = replace(LINE, idents=(LOCAL_NUMBER,))
    ours, theirs = (LINE, with_help) if ours_first else (with_help, LINE)
    a_stay(desk, patient=ours)
    outcome = take_in(desk, replace(letter, patient=theirs).bytes())
    assert outcome.outcome == ACCEPTED
    assert row_of(desk, outcome).stay_id == ""
    assert row_of(desk, outcome).triage
    assert len(desk.store.stays()) == 1


@pytest.mark.proves("RCV-{INN,LOG,UTS,HEL}-18, APP-S19..20, APP-S35..38")
@each_plo
def test_an_unknown_department_of_ours_is_triage_or_E21_as_configured(desk: Desk, letter: Letter) -> None:
    strict = replace(desk, settings=replace(desk.settings, unknown_service=REFUSE))
    there = replace(letter, receiver=UNKNOWN_WARD)
    outcome = take_in(desk, there.bytes())
    assert (outcome.outcome, row_of(desk, outcome).triage != "") == (ACCEPTED, True)
    refused = take_in(strict, there.bytes())
    assert (refused.outcome, refused.codes) == (REFUSED, ("E21",))
    assert [(r.status, r.role) for r in receipts(desk)] == [("1", "PRIM"), ("2", "PRIM")]


@pytest.mark.proves("RCV-{INN,LOG,UTS}-19, APP-S9..10, APP-E9")
@each_plo
def test_as_copy_receiver_we_see_it_and_say_so(desk: Desk, letter: Letter) -> None:
    outcome = take_in(desk, replace(letter, receiver=ELSEWHERE, copies=(US,)).bytes())
    assert row_of(desk, outcome).as_copy
    assert "kopi" in text_of(desk, outcome).casefold()
    assert [(receipt.status, receipt.role) for receipt in receipts(desk)] == [("1", "COP")]


@pytest.mark.proves("RCV-{INN,LOG,UTS}-20, APP-S11..12")
@each_plo
def test_first_and_copy_receiver_in_one_house_is_one_import_and_a_receipt_for_each(
    desk: Desk, letter: Letter
) -> None:
    data = replace(letter, copies=(US,)).bytes()
    first, second = take_in(desk, data), take_in(desk, data)
    assert (first.outcome, second.outcome) == (ACCEPTED, DUPLICATE)
    assert sorted(receipt.role for receipt in receipts(desk)) == ["COP", "PRIM"]


@pytest.mark.proves("RCV-NEW-07")
@pytest.mark.parametrize("name", PLO)
def test_1_5_and_1_6_are_read_side_by_side(desk: Desk, name: str) -> None:
    a_stay(desk)
    for version, receipt_version in (("1.5", "1.0"), ("1.6", "1.1")):
        outcome = take_in(desk, Letter(name, version=version).bytes())
        assert (outcome.outcome, row_of(desk, outcome).version) == (ACCEPTED, version)
        assert receipts(desk)[-1].version == receipt_version


@pytest.mark.proves("RCV-NEW-09")
def test_an_unknown_code_is_shown_by_its_words(desk: Desk) -> None:
    def change(root: etree._Element) -> None:
        (found,) = [e for e in root.iter("{*}Overskriftskode") if e.get("V") == "AAI"]
        found.set("V", "ZZ9")
        found.set("DN", "Helt ny overskrift")

    outcome = take_in(desk, Letter().with_tree(change))
    assert outcome.outcome == ACCEPTED
    assert "Helt ny overskrift" in text_of(desk, outcome)


@pytest.mark.proves("RCV-NEW-10")
def test_line_breaks_are_kept(desk: Desk) -> None:
    outcome = take_in(desk, Letter().bytes())
    lines = [line.strip() for line in text_of(desk, outcome).splitlines()]
    assert "Oppegående med rullator." in lines
    assert "Trenger hjelp til personlig hygiene." in lines


@pytest.mark.proves("RCV-NEW-11")
def test_an_unknown_type_is_kept_and_told(desk: Desk) -> None:
    data = Letter().bytes().replace(b"INNLEGGELSESRAPPORT", b"NOE_HELT_NYTT")
    outcome = take_in(desk, data)
    assert outcome.outcome in (REFUSED, QUARANTINED)
    assert kept(desk, outcome, data)
    assert overview.counts(desk).not_arrived >= 1


@pytest.mark.proves("RCV-NEW-13")
@pytest.mark.parametrize("mark", ["T", "D"])
def test_a_test_message_is_marked(desk: Desk, mark: str) -> None:
    outcome = take_in(desk, Letter(processing=mark).bytes())
    assert row_of(desk, outcome).test_mark == mark
    assert "test" in text_of(desk, outcome).casefold()


@pytest.mark.proves("RCV-NEW-08")
def test_an_estimate_is_told_as_one(desk: Desk, shared_dir: Path) -> None:
    text = text_of(desk, take_in(desk, Letter("HELSEOPPL_SOKNAD").bytes()))
    assert "anslagsvis" in text


def test_the_fred_of_the_official_tests_has_only_a_local_number() -> None:
    assert FRED.birth_date == date(1960, 3, 25)
