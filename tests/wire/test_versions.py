"""One declaration, several versions: namespaces, names of types, what a version demands and lacks."""

from __future__ import annotations

from dataclasses import replace

import pytest
from lxml import etree

from plo_desktop.domain.codebook import code
from plo_desktop.messages.head import Question
from plo_desktop.messages.kinds import LineText, PersonName, Prose, Rows
from plo_desktop.messages.registry import all_types, by_code, sample
from plo_desktop.messages.spec import (
    Content,
    Direction,
    Family,
    Field,
    MessageType,
    Place,
    Section,
    Step,
    listed,
)
from plo_desktop.wire.apprec import apprec_version_for
from plo_desktop.wire.codec import build_payload, read_payload
from plo_desktop.wire.envelope import payload_of, read_head
from plo_desktop.wire.names import qname
from tests.wire.made import ORIGINAL, a_context, a_context_for, a_message

OLD = [mtype for mtype in all_types() if "1.5" in mtype.also_sent]


def of(code: str) -> MessageType:
    """Return a declared type."""
    found = by_code(code)
    assert found is not None
    return found


def way(steps: str) -> Place:
    """Return a place from a path of names."""
    return Place(tuple(Step(name) for name in steps.split("/")))


def payload(mtype: MessageType, content: Content | None = None, version: str = "") -> etree._Element:
    """Return the payload of a sample."""
    return build_payload(mtype, sample(mtype) if content is None else content, version=version)


@pytest.mark.parametrize(
    ("name", "version", "namespace"),
    [
        ("po:Notat", "1.6", "http://www.kith.no/xmlstds/po/poKomponent/2012-04-01"),
        ("po:Notat", "1.5", "http://www.kith.no/xmlstds/po/poKomponent/2009-06-30"),
        ("p6:Konsultasjon", "1.5", "http://www.kith.no/xmlstds/po/Konsultasjon/2009-06-30"),
        ("po:Notat", "2.0", "http://ehelse.no/xmlstds/po/poKomponent/2017-11-30"),
        ("dia:Notat", "1.0", "http://www.kith.no/xmlstds/dialog/2006-10-11"),
        ("dia:Notat", "1.1", "http://www.kith.no/xmlstds/dialog/2013-01-23"),
        ("fk1:Ident", "1.0", "http://www.kith.no/xmlstds/felleskomponent1"),
    ],
)
def test_a_prefix_means_the_namespace_of_the_version(name: str, version: str, namespace: str) -> None:
    assert etree.QName(qname(name, version)).namespace == namespace


def test_helseopplysninger_had_another_name_in_1_5() -> None:
    mtype = of("HELSEOPPL_SOKNAD")
    for version, title in (("1.5", "Helseopplysninger ved søknad"), ("1.6", "Helseopplysninger")):
        root = etree.fromstring(a_message(mtype, ctx=a_context(version=version)))
        kind = root.find("{*}MsgInfo/{*}Type")
        assert kind is not None
        assert kind.get("DN") == title


@pytest.mark.parametrize("mtype", OLD, ids=lambda mtype: mtype.code)
def test_1_5_has_only_its_own_namespaces(mtype: MessageType) -> None:
    spaces = {etree.QName(each).namespace or "" for each in payload(mtype, version="1.5").iter()}
    assert not [space for space in spaces if "2012-04-01" in space]


def test_1_5_is_told_that_the_patient_has_not_applied() -> None:
    """OpplysningerTilSoknad/EgensoknadSendt is demanded in 1.5, also when nobody answered."""
    mtype = of("HELSEOPPL_SOKNAD")
    least = Content({each.name: each.kind.sample() for each in mtype.fields() if each.required})
    old = payload(mtype, least, "1.5")
    assert old.findtext("{*}OpplysningerTilSoknad/{*}EgensoknadSendt") == "false"
    assert old.find(qname("po:TypeInnholdIMelding", "1.5")) is None
    new = payload(mtype, least)
    assert new.find(qname("po:OpplysningerTilSoknad")) is None
    assert new.find(qname("po:TypeInnholdIMelding")) is not None


def test_1_5_says_of_each_diagnosis_whether_it_is_the_main_one() -> None:
    mtype = of("UTSKRIVNINGSRAPPORT")
    content = Content({"diagnoser": (Content({"diagnose": "Brudd"}),)})
    old = payload(mtype, content, "1.5")
    assert [each.text for each in old.iter("{*}Hoveddiagnose")] == ["false"]
    assert list(payload(mtype, content).iter("{*}Hoveddiagnose")) == []
    read, leftovers = read_payload(mtype, old)
    assert (read, leftovers) == (content, ())


@pytest.mark.parametrize(
    ("code", "version", "receipt"),
    [
        ("LOG_INNLAGT", "1.5", "1.0"),
        ("LOG_INNLAGT", "1.6", "1.1"),
        ("LOG_TILBAKEMELDING", "2.0", "1.1"),
        ("DIALOG_SVAR", "1.0", "1.0"),
        ("DIALOG_SVAR", "1.1", "1.1"),
        ("DIALOG_HELSEFAGLIG", "1.1", "1.1"),
        ("DIALOG_HELSEFAGLIG", "1.0", "1.1"),
    ],
)
def test_the_receipt_has_the_version_that_belongs_to_the_message(
    code: str, version: str, receipt: str
) -> None:
    head = read_head(etree.fromstring(a_message(of(code), ctx=a_context(version=version))))
    assert head.version == version
    assert apprec_version_for(head) == receipt


# -- the dialogue -------------------------------------------------------------------------------------------


def test_a_dialogue_has_no_status_of_its_own() -> None:
    found = payload(of("DIALOG_NOTAT"))
    assert found.tag == qname("dia:Dialogmelding", "1.0")
    assert found.find(".//{*}Forsendelsesstatus") is None


def test_persons_of_a_dialogue_have_its_names_and_the_common_identifiers() -> None:
    found = payload(of("DIALOG_NOTAT"))
    person = found.find(f".//{qname('dia:HealthcareProfessional', '1.0')}")
    assert person is not None
    assert person.findtext(qname("dia:FamilyName", "1.0")) == "Omsorg"
    assert person.findtext(qname("dia:GivenName", "1.0")) == "Gunn"
    ident = person.find(qname("dia:Ident", "1.0"))
    assert ident is not None
    assert ident.findtext(qname("fk1:Id", "1.0"))


def test_a_person_in_a_dialogue_has_the_given_name_first() -> None:
    """Wire-format 21: dia:Person turns the order that all others have."""
    name = Field(
        "navn",
        PersonName(),
        "Navn",
        way("dia:Notat/dia:RollerRelatertNotat/dia:Person"),
    )
    found = build_payload(a_type(listed(name), "dia:Dialogmelding", "1.0"), Content({"navn": "Gunn Omsorg"}))
    person = found.find(f".//{qname('dia:Person', '1.0')}")
    assert person is not None
    assert [etree.QName(each).localname for each in person] == ["GivenName", "FamilyName"]


def test_an_answer_repeats_its_question_in_both_formats() -> None:
    asked = Question(code("9152", "8"), "Når\nkommer hun?", "")
    for mtype in (of("DIALOG_SVAR"), of("HELSEOPPL_SOKNAD")):
        ctx = replace(a_context_for(mtype), question=asked, parent=ORIGINAL)
        root = etree.fromstring(a_message(mtype, ctx=ctx))
        assert read_head(root).question == asked
        inside = payload_of(root)
        assert inside is not None
        assert read_payload(mtype, inside)[1] == ()


def test_formatted_text_is_read_as_text_and_its_form_is_left_over() -> None:
    mtype = of("DIALOG_NOTAT")
    found = payload(mtype)
    text = found.find(f".//{qname('dia:TekstNotatInnhold', '1.0')}")
    assert text is not None
    text.text = None
    text.append(
        etree.fromstring(
            '<div xmlns="http://www.w3.org/1999/xhtml"><p>Hun kan komme.</p>'
            "<ul><li>mandag</li><li>tirsdag</li></ul></div>"
        )
    )
    content, leftovers = read_payload(mtype, found)
    said = str(content.by_name()["tekst"])
    assert said.splitlines()[0] == "Hun kan komme."
    assert "• mandag" in said
    assert "<" not in said
    assert [each.text for each in leftovers] == ["Hun kan komme.", "mandag", "tirsdag"]


# -- steps that choose among siblings -----------------------------------------------------------------------

DRUG = Field(
    "navn",
    LineText(),
    "Legemiddel",
    way("epj3:ForenkletForskrivning/epj3:Forskrivningsinfo/epj3:Navn"),
    required=True,
)
STATUS_WAY = "epj3:ForenkletForskrivning/epj3:StatusTilForskrivningen"
STOPPED = Step("epj3:Legemiddelinfo", coded=((STATUS_WAY, "=9104", "2"),))
CURRENT = Step("epj3:Legemiddelinfo", never=((STATUS_WAY, "=9104", "2"),))


def a_type(fields: tuple[Field[object], ...], root: str, version: str) -> MessageType:
    """Return a type made for one test."""
    section = Section("alt", "Alt", fields)
    return MessageType("PRØVE", "Prøve", "Prøve", root, Family.FAG, Direction.BOTH, (section,), version)


def drug_type() -> MessageType:
    """Return a type with current and stopped medicines apart."""
    current = Field("faste", Rows(listed(DRUG), "legemiddel"), "Faste", Place((CURRENT,)))
    stopped = Field("seponert", Rows(listed(DRUG), "legemiddel"), "Seponert", Place((STOPPED,)))
    return a_type(listed(current, stopped), "p8:TverrfagligEpikrise", "1.6")


def test_a_code_further_down_chooses_and_is_written_without_oid() -> None:
    mtype = drug_type()
    content = Content({"faste": (Content({"navn": "Burinex"}),), "seponert": (Content({"navn": "Furix"}),)})
    found = build_payload(mtype, content)
    (status,) = found.iter(qname("epj3:StatusTilForskrivningen"))
    assert dict(status.attrib) == {"V": "2", "DN": "Seponering"}
    assert read_payload(mtype, found) == (content, ())


def test_what_is_never_among_the_current_ones_is_skipped() -> None:
    mtype = drug_type()
    found = build_payload(mtype, Content({"faste": (Content({"navn": "Burinex"}),)}))
    again = build_payload(mtype, Content({"seponert": (Content({"navn": "Furix"}),)}))
    found.extend(again.findall(qname("epj3:Legemiddelinfo")))
    content, _ = read_payload(mtype, found)
    assert content.by_name()["faste"] == (Content({"navn": "Burinex"}),)
    assert content.by_name()["seponert"] == (Content({"navn": "Furix"}),)


def test_a_field_is_left_out_of_a_version_that_has_no_place_for_it() -> None:
    note = Field(
        "merknad",
        Prose(),
        "Merknad",
        way(
            "po:Sykepleierdokumentasjon/po:InfoFraSykepleier"
            "/po:OpplysningerRelevantOppfolging/po:MerknadTilBandasjemateriell"
        ),
        since="1.6",
    )
    gone = replace(note, name="gammel", since="", retired="1.6")
    mtype = a_type(listed(note, gone), "p8:TverrfagligEpikrise", "1.6")
    content = Content({"merknad": "ny", "gammel": "gammel"})
    for version, text in (("1.5", "gammel"), ("1.6", "ny")):
        found = build_payload(mtype, content, version=version)
        assert [each.text for each in found.iter("{*}MerknadTilBandasjemateriell")] == [text]


def test_reading_never_asks_for_since_and_retired() -> None:
    mtype = of("DIALOG_NOTAT")
    assert read_payload(mtype, payload(mtype, version="1.1")) == (sample(mtype), ())
