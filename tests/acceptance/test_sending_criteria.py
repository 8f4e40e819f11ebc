"""The official criteria for what is sent, held against our own message of every official case."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import etree

from plo_desktop.base.ids import is_uuid
from plo_desktop.domain.codebook import codes_of, suffix_of
from plo_desktop.messages.registry import all_types
from plo_desktop.wire.checking import check
from plo_desktop.wire.inbox import inspect
from plo_desktop.wire.names import PAYLOADS
from tests.acceptance.arriving import MH
from tests.acceptance.sent_cases import CASES, Case
from tests.wire.official import is_valid

each_case = pytest.mark.parametrize("case", CASES, ids=[case.number for case in CASES])
each_plo = pytest.mark.parametrize(
    "case", [c for c in CASES if not c.dialogue], ids=[c.number for c in CASES if not c.dialogue]
)
each_dialogue = pytest.mark.parametrize(
    "case", [c for c in CASES if c.dialogue], ids=[c.number for c in CASES if c.dialogue]
)
LOGISTICS = [c for c in CASES if c.number.startswith("SND-LOG")]
DATE_OR_TIME = re.compile(r"\d{4}(-\d\d){0,2}(T.*)?|\d\d:\d\d.*")
PLAIN = ("TeleAddress", "Styrke", "AdmEnkeltdose", "Kvantum", "GjentagelseIntervall")
NO_DOCUMENT_FAULT = ()


def info(case: Case, *path: str) -> list[etree._Element]:
    return case.root.findall("/".join(f"{MH}{name}" for name in ("MsgInfo", *path)))


def text(case: Case, *path: str) -> str:
    (found,) = info(case, *path)
    return found.text or ""


def payload(case: Case) -> etree._Element:
    (content,) = case.root.findall(f"{MH}Document/{MH}RefDoc/{MH}Content")[:1]
    (root,) = content
    return root


def local(element: etree._Element) -> str:
    return etree.QName(element).localname


@pytest.mark.proves("SND-{LOG,HEL,UTS}-01, SND-DIA-04, SND-LOG-T1.4, SND-HEL-T1.6, SND-UTS-T1.5")
@each_case
def test_the_program_makes_the_message_and_finds_nothing_wrong_with_it(case: Case) -> None:
    inspected = inspect(case.data)
    assert inspected.acceptable
    assert inspected.mtype is case.mtype
    assert not inspected.findings()


@pytest.mark.proves("SND-{LOG,HEL,UTS}-02, SND-DIA-05")
@each_case
def test_it_is_valid_by_the_official_schema(case: Case, shared_dir: Path) -> None:
    assert is_valid(shared_dir, case.root)


@pytest.mark.proves("SND-{LOG,HEL,UTS}-03, SND-DIA-06")
@each_case
def test_the_namespace_is_that_of_the_version(case: Case) -> None:
    namespace = etree.QName(payload(case)).namespace or ""
    assert namespace.endswith("dialog/2006-10-11" if case.dialogue else "/2012-04-01")


@pytest.mark.proves("SND-{LOG,HEL,UTS}-04, SND-DIA-07")
@each_case
def test_it_is_utf_8_and_says_so(case: Case) -> None:
    first, _, rest = case.data.decode("utf-8").partition("\n")
    assert first == "<?xml version='1.0' encoding='UTF-8'?>"
    assert rest


@pytest.mark.proves("SND-{LOG,HEL,UTS}-05, SND-DIA-08")
@each_case
def test_every_value_is_formed_as_its_type_asks(case: Case) -> None:
    assert check(case.root) == NO_DOCUMENT_FAULT
    for element in case.root.iter("{*}TeleAddress"):
        assert re.fullmatch(r"tel:\+?\d+", element.get("V", ""))
    for element in case.root.iter(etree.Element):
        assert all(value == value.strip() for value in element.attrib.values())


@pytest.mark.proves("SND-LOG-06, SND-HEL-06, SND-UTS-06, SND-DIA-09")
@each_case
def test_the_least_is_there(case: Case) -> None:
    for name in ("Type", "MIGversion", "GenDate", "MsgId", "Sender", "Receiver", "Patient"):
        assert len(info(case, name)) == 1
    names = {local(element) for element in payload(case).iter(etree.Element)}
    asked = {
        "LOG": {"Forsendelsesstatus"},
        "HEL": {"Forsendelsesstatus", "TypeInnholdIMelding", "OpplysningOpphold"},
        "UTS": {"Forsendelsesstatus", "TypeInnholdIMelding"},
        "DIA": {"Foresporsel"} if case.mtype.code == "DIALOG_FORESPORSEL" else {"Notat"},
    }
    assert asked[case.number.split("-")[1]] <= names


@pytest.mark.proves("SND-{LOG,HEL,UTS}-07, SND-DIA-10, SND-LOG-23, SND-HEL-22..23, SND-UTS-24")
@each_case
def test_the_type_is_permitted_and_agrees_with_the_payload(case: Case) -> None:
    (kind,) = info(case, "Type")
    root, child = PAYLOADS[kind.get("V", "")]
    assert kind.get("V") in {mtype.code for mtype in all_types()}
    assert kind.get("DN") == case.mtype.wire_title
    assert local(payload(case)) == root
    assert not child or child in {local(each) for each in payload(case)}


@pytest.mark.proves("SND-{LOG,HEL,UTS}-08, SND-DIA-11")
@each_case
def test_the_header_says_its_version(case: Case) -> None:
    assert text(case, "MIGversion") == "v1.2 2006-05-24"


@pytest.mark.proves("SND-{LOG,HEL,UTS}-09, SND-DIA-12")
@each_case
def test_the_time_of_making_has_date_and_clock(case: Case) -> None:
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d", text(case, "GenDate"))


@pytest.mark.proves("SND-{LOG,HEL,UTS}-10, SND-DIA-13, SND-NEW-02")
def test_every_message_has_an_id_of_its_own() -> None:
    ids = [text(case, "MsgId") for case in CASES]
    assert all(is_uuid(each) for each in ids)
    assert len(set(ids)) == len(ids)


@pytest.mark.proves("SND-{LOG,HEL,UTS}-11, SND-DIA-15, SND-{HEL,UTS}-T1.9")
@each_case
def test_no_element_is_empty(case: Case) -> None:
    for element in case.root.iter(etree.Element):
        assert len(element) or (element.text or "").strip() or element.attrib, local(element)
        assert all(value for value in element.attrib.values()), local(element)


@pytest.mark.proves("SND-{LOG,HEL,UTS}-12, SND-LOG-13..15, SND-HEL-13..15, SND-UTS-13..15")
@each_case
def test_codes_are_legal_and_whole(case: Case) -> None:
    for element in case.root.iter(etree.Element):
        value, system, name = element.get("V", ""), element.get("S", ""), element.get("DN", "")
        if not value or local(element) in PLAIN or DATE_OR_TIME.fullmatch(value):
            continue
        assert name, local(element)
        legal = codes_of(suffix_of(system)) if system else {}
        if legal and suffix_of(system) not in ("7110", "7170", "7171", "7180"):
            assert legal.get(value) == name, (local(element), value)


@pytest.mark.proves("SND-{LOG,HEL,UTS}-16, SND-DIA-17")
@each_case
def test_the_first_document_is_the_payload(case: Case) -> None:
    first = case.root.findall(f"{MH}Document")[0]
    kind = first.find(f"{MH}RefDoc/{MH}MsgType")
    assert kind is not None
    assert (kind.get("V"), kind.get("DN")) == ("XML", "XML-instans")
    assert payload(case) is not None


@pytest.mark.proves("SND-UTS-17")
@each_case
def test_no_consent_is_written_into_the_header(case: Case) -> None:
    assert not list(case.root.iter(f"{MH}Consent"))


@pytest.mark.proves("SND-LOG-17, SND-HEL-17, SND-UTS-18, SND-DIA-14")
@each_case
def test_the_patient_is_named_numbered_born_and_of_a_sex(case: Case) -> None:
    (patient,) = info(case, "Patient")
    assert {local(each) for each in patient} >= {"FamilyName", "GivenName", "DateOfBirth", "Sex", "Ident"}


@pytest.mark.proves(
    "SND-LOG-20..21, SND-HEL-20..21, SND-UTS-21..22, SND-NEW-06",
    "SND-LOG-34..35, SND-HEL-28..29, SND-UTS-29..30",
)
@each_case
@pytest.mark.parametrize("side", ["Sender", "Receiver"])
def test_both_sides_have_name_and_her_id_on_two_levels(case: Case, side: str) -> None:
    for way in ((side, "Organisation"), (side, "Organisation", "Organisation")):
        (level,) = info(case, *way)
        assert level.findtext(f"{MH}OrganisationName")
        kinds = [each.get("V") for each in level.findall(f"{MH}Ident/{MH}TypeId")]
        assert "HER" in kinds


@pytest.mark.proves("SND-LOG-22, SND-HEL-22, SND-UTS-23")
@each_case
def test_every_ident_has_id_and_kind(case: Case) -> None:
    idents = list(case.root.iter("{*}Ident"))
    assert idents
    for ident in idents:
        assert {local(each) for each in ident} == {"Id", "TypeId"}


@pytest.mark.proves("SND-LOG-24..29, SND-NEW-09")
@pytest.mark.parametrize("case", LOGISTICS, ids=[case.number for case in LOGISTICS])
def test_logistics_have_their_events_and_none_is_an_estimate(case: Case) -> None:
    codes = {
        "LOG_INNLAGT": ["1"],
        "LOG_UTSKRIVNINGSKLAR": ["1", "3"],
        "LOG_AVMELDING": ["1", "3", "4"],
        "LOG_UTSKREVET": ["2"],
        "LOG_DOD": ["13"],
    }
    found = [each.get("V") for each in payload(case).iter("{*}Hendelsekode")]
    assert sorted(found, key=str) == codes[case.mtype.code]
    assert [each.text for each in payload(case).iter("{*}Anslag")] == ["false"] * len(found)
    told = payload(case).findall(".//{*}UtskrevetTil/{*}UtTil")
    assert len(told) == (case.mtype.code == "LOG_UTSKREVET")


@pytest.mark.proves("SND-LOG-24")
def test_innlagt_has_the_clock() -> None:
    (case,) = [each for each in CASES if each.mtype.code == "LOG_INNLAGT"]
    (moment,) = payload(case).iter("{*}TidspunktForHendelse")
    assert re.match(r"\d{4}-\d\d-\d\dT\d\d:\d\d", moment.get("V", ""))


@pytest.mark.proves("SND-LOG-30, SND-HEL-24, SND-UTS-25")
@each_plo
def test_the_unit_has_name_number_and_phone(case: Case) -> None:
    units = list(payload(case).iter("{*}Kontaktenhet"))
    assert units
    for unit in units:
        assert {"OrganisationName", "Ident", "TeleCom"} <= {local(each) for each in unit}


@pytest.mark.proves("SND-LOG-31, SND-HEL-25, SND-UTS-26, SND-NEW-10, SND-DIA-21")
@each_case
def test_people_have_name_profession_number_and_one_can_be_phoned(case: Case) -> None:
    people = list(payload(case).iter("{*}HealthcareProfessional", "{*}AnsvarligRapport", "{*}Kontaktperson"))
    assert people or case.mtype.code == "DIALOG_AVVIK"
    for person in people:
        names = {local(each) for each in person}
        assert {"TypeHealthcareProfessional", "FamilyName", "GivenName", "Ident"} <= names
    assert any(local(each) == "TeleAddress" for each in payload(case).iter(etree.Element)) or case.dialogue


@pytest.mark.proves("SND-NEW-08")
@pytest.mark.parametrize("code", ["LOG_UTSKRIVNINGSKLAR", "LOG_AVMELDING"])
def test_who_decided_is_named(code: str) -> None:
    (case,) = [each for each in CASES if each.mtype.code == code]
    roles = {each.get("V") for each in payload(case).iter("{*}RoleToPatient")}
    assert roles & {"1", "2", "3", "7", "10"}


@pytest.mark.proves("SND-LOG-32, SND-HEL-26, SND-UTS-27")
def test_a_doctor_is_addressed_through_the_office() -> None:
    with_copy = [case for case in CASES if info(case, "OtherReceiver")]
    assert with_copy
    for case in with_copy:
        (role,) = info(case, "OtherReceiver", "RoleReceiver")
        assert (role.get("V"), role.get("DN")) == ("COP", "Kopimottaker")
        (office,) = info(case, "OtherReceiver", "Organisation")
        doctor = office.find(f"{MH}HealthcareProfessional")
        assert doctor is not None
        for level in (office, doctor):
            assert "HER" in [each.get("V") for each in level.findall(f"{MH}Ident/{MH}TypeId")]


@pytest.mark.proves("SND-DIA-16, SND-DIA-C2")
def test_an_answer_repeats_the_question_and_refers_to_it() -> None:
    (question,) = [each for each in CASES if each.mtype.code == "DIALOG_FORESPORSEL"]
    (answer,) = [each for each in CASES if each.mtype.code == "DIALOG_SVAR"]
    assert text(answer, "ConversationRef", "RefToParent") == text(question, "MsgId")
    asked = payload(question).findtext(".//{*}Sporsmal")
    assert payload(answer).findtext(".//{*}Notat/{*}Foresporsel/{*}Sporsmal") == asked


@pytest.mark.proves("SND-DIA-19..20")
@each_dialogue
def test_a_note_has_text_and_its_people_a_role(case: Case) -> None:
    for role in payload(case).iter("{*}RollerRelatertNotat"):
        assert {local(each) for each in role} & {"RolleNotat", "RoleToPatient"}
    for note in payload(case).findall("{*}Notat"):
        text_of_note = note.find("{*}TekstNotatInnhold")
        assert text_of_note is not None
        assert "".join(text_of_note.itertext()).strip()


@pytest.mark.proves("SND-DIA-22")
def test_a_free_question_has_its_text_and_no_purpose() -> None:
    (case,) = [each for each in CASES if each.mtype.code == "DIALOG_FORESPORSEL"]
    assert payload(case).findtext(".//{*}Sporsmal")
    assert not list(payload(case).iter("{*}Formål"))


STRUCTURED = {
    "SND-HEL-C1": {"MedisinskDiagnose", "StikkordCave", "TjenesteBehov", "TidligereSykdomFragment"},
    "SND-UTS-C1": {
        "MedisinskDiagnose",
        "StikkordCave",
        "Legemiddelinfo",
        "AdmAvHelsepersonell",
        "InfoKontrolltime",
        "KartlagtFunksjon",
        "Tiltaksbeskrivelse",
        "ParorendeForesatt",
    },
}


@pytest.mark.proves("SND-LOG-T1.5, SND-HEL-T1.7, SND-UTS-T1.6..7")
@each_case
def test_structured_things_are_elements_of_their_own(case: Case) -> None:
    names = {local(each) for each in payload(case).iter(etree.Element)}
    assert STRUCTURED.get(case.number, set()) <= names
    if case in LOGISTICS:
        assert "TidsfestetHendelse" in names


@pytest.mark.proves("SND-{HEL,UTS}-T1.8")
@each_plo
def test_each_heading_is_an_element_of_its_own(case: Case) -> None:
    notes = list(payload(case).iter("{*}Journaltekst"))
    headings = [each.find("{*}Overskriftskode") for each in notes]
    told = [(each.get("S"), each.get("V")) for each in headings if each is not None]
    assert len(set(told)) == len(told)
    assert all(each.findtext("{*}Notat") for each in notes)
