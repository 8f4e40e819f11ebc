"""Content to XML and back: every declaration, every standing, random text; valid by the official schemas."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from lxml import etree

from plo_desktop.domain.party import Code
from plo_desktop.messages import incoming
from plo_desktop.messages.diagnoses import DIAGNOSER
from plo_desktop.messages.nursing_parts import FUNKSJONER
from plo_desktop.messages.registry import all_types, by_code, sample
from plo_desktop.messages.shared_sections import (
    ALLERGIER,
    ENHET,
    ENHET_TELEFON,
    PARORENDE,
    PARORENDE_NAVN,
    SMITTE,
    SMITTE_TYPE,
)
from plo_desktop.messages.spec import Content, MessageType, listed
from plo_desktop.messages.stay_events import BESLUTTET_AV
from plo_desktop.messages.types import innleggelsesrapport
from plo_desktop.messages.types.helseopplysninger import FORVENTET, HELSEOPPLYSNINGER, STATUS, USIKKER
from plo_desktop.messages.types.innlagt import INNLAGT, INNLAGT_TID
from plo_desktop.messages.types.innleggelsesrapport import INNLEGGELSESRAPPORT
from plo_desktop.messages.types.utskrivningsklar import KLAR, UTSKRIVNINGSKLAR
from plo_desktop.wire.checking import check
from plo_desktop.wire.codec import build_payload, read_payload
from plo_desktop.wire.envelope import payload_of, read_head
from plo_desktop.wire.names import qname
from tests.wire.made import a_context, a_context_for, a_message
from tests.wire.official import examples, is_valid

EVERY = [(mtype, standing) for mtype in all_types() for standing in mtype.standings]


def payload_in(data: bytes) -> etree._Element:
    """Return the payload of a whole message."""
    found = payload_of(etree.fromstring(data))
    assert found is not None
    return found


def example(shared: Path, name: str) -> etree._Element:
    """Return the payload of an official example."""
    path = next(path for path in examples(shared) if name in path.name)
    return payload_in(path.read_bytes())


@pytest.mark.parametrize(("mtype", "standing"), EVERY, ids=lambda part: getattr(part, "code", part))
def test_every_type_builds_a_valid_document_and_reads_it_back_equal(
    mtype: MessageType, standing: str, shared_dir: Path
) -> None:
    data = a_message(mtype, ctx=a_context_for(mtype, standing))
    root = etree.fromstring(data)
    assert is_valid(shared_dir, root)
    assert check(root) == ()
    content, leftovers = read_payload(mtype, payload_in(data))
    assert content == sample(mtype)
    assert leftovers == ()


@pytest.mark.parametrize("mtype", all_types(), ids=lambda mtype: mtype.code)
def test_required_fields_alone_make_a_valid_document(mtype: MessageType, shared_dir: Path) -> None:
    least = Content({each.name: each.kind.sample() for each in mtype.fields() if each.required})
    data = a_message(mtype, least)
    assert is_valid(shared_dir, etree.fromstring(data))
    assert read_payload(mtype, payload_in(data)) == (least, ())


@pytest.mark.parametrize("mtype", all_types(), ids=lambda mtype: mtype.code)
def test_nothing_empty_and_no_blanks_are_sent(mtype: MessageType) -> None:
    padded = Content(
        {
            name: f"  {value} \n" if isinstance(value, str) else value
            for name, value in sample(mtype).by_name().items()
        }
    )
    for element in payload_in(a_message(mtype, padded)).iter():
        assert element.text is None or element.text == element.text.strip()
        assert all(value == value.strip() and value for value in element.attrib.values())
        assert len(element) or element.text or element.attrib


def test_first_helseopplysninger_are_a_notice_and_later_ones_updates() -> None:
    for standing, value, name in (
        ("N", "1", "Varsel om innlagt pasient"),
        ("M", "2", "Oppdaterte opplysninger"),
    ):
        payload = build_payload(HELSEOPPLYSNINGER, sample(HELSEOPPLYSNINGER), standing)
        kind = payload.find(f".//{qname('po:TypeInnhold')}")
        assert kind is not None
        assert (kind.get("V"), kind.get("DN")) == (value, name)


def test_the_expected_day_is_a_date_and_an_estimate_with_code_5() -> None:
    content = sample(HELSEOPPLYSNINGER).having(FORVENTET, date(2026, 11, 24))
    event = build_payload(HELSEOPPLYSNINGER, content).find(f".//{qname('po:TidsfestetHendelse')}")
    assert event is not None
    code, moment, estimate, remark = event
    assert (code.get("V"), code.get("DN")) == ("5", "Forventet utskrivningsklar dato")
    assert moment.get("V") == "2026-11-24"
    assert (estimate.text, remark.text) == ("true", "Datoen er usikker.")


def test_a_sure_day_has_no_remark() -> None:
    content = sample(HELSEOPPLYSNINGER).having(USIKKER, None)
    payload = build_payload(HELSEOPPLYSNINGER, content)
    assert payload.find(f".//{qname('po:TidsfestetHendelse')}/{qname('po:Merknad')}") is None


def test_utskrivningsklar_has_admission_and_ready_day_as_facts() -> None:
    payload = build_payload(UTSKRIVNINGSKLAR, sample(UTSKRIVNINGSKLAR))
    events = payload.findall(f".//{qname('po:TidsfestetHendelse')}")
    kinds = [e.find(qname("po:Hendelsekode")) for e in events]
    moments = [e.find(qname("po:TidspunktForHendelse")) for e in events]
    assert [kind.get("V") for kind in kinds if kind is not None] == ["3", "1"]
    assert [moment.get("V") for moment in moments if moment is not None] == [
        "2026-01-15",
        "2026-01-12T09:40:00+01:00",
    ]
    assert [e.findtext(qname("po:Anslag")) for e in events] == ["false", "false"]


def test_the_four_allergy_marks_are_always_sent() -> None:
    row = Content({"mot": "Penicillin", "kontaktallergi": True})
    payload = build_payload(HELSEOPPLYSNINGER, sample(HELSEOPPLYSNINGER).having(ALLERGIER, (row,)))
    allergy = payload.find(f".//{qname('epj1:Allergi')}")
    assert allergy is not None
    assert [child.text for child in allergy] == ["false", "false", "true", "false", "Penicillin"]


def test_every_epj_component_has_its_marks_and_an_id_of_its_own() -> None:
    payload = build_payload(HELSEOPPLYSNINGER, sample(HELSEOPPLYSNINGER))
    ids = [element.get("komponentID") for element in payload.iter() if element.get("komponentID")]
    assert len(ids) == len(set(ids)) >= 5
    notes = payload.findall(f".//{qname('epj2:GenereltJournalnotat')}")
    assert {note.get(qname("m1:informasjonskategori")) for note in notes} == {
        "Andre notater",
        "Cave/allergier",
    }


def test_a_cancellation_tells_its_reason_where_the_examples_do() -> None:
    said = "Kansellering: sendt på feil pasient"
    logistics = payload_in(a_message(INNLAGT, ctx=a_context(standing="C", parent="x", reason=said)))
    assert logistics.findtext(f".//{qname('po:BeskrivelseAvHendelse')}") == said
    report = payload_in(a_message(HELSEOPPLYSNINGER, ctx=a_context(standing="C", parent="x", reason=said)))
    nursing = report.find(qname("po:Sykepleierdokumentasjon"))
    assert nursing is not None
    assert said in [note.text for note in nursing.iter(qname("epj2:Notat"))]


def test_the_official_notice_is_read_into_its_fields(shared_dir: Path) -> None:
    content, _ = read_payload(HELSEOPPLYSNINGER, example(shared_dir, "Varsel_om_innlagt"))
    assert content[STATUS] == "Innlagt etter fall i trapp. Uavklart status ift. ev. brudd."
    assert content[FORVENTET] == date(2018, 1, 15)
    assert content[ENHET] == "Ortopedisk avdeling Øya"
    assert content[ENHET_TELEFON] == "73555555"


def test_the_official_innleggelsesrapport_is_read_into_its_fields(shared_dir: Path) -> None:
    content, leftovers = read_payload(INNLEGGELSESRAPPORT, example(shared_dir, "Innleggelsesrapport"))
    assert (content[innleggelsesrapport.ARSAK] or "").startswith("Pasienten har fra kl 10")
    assert content[incoming.ANSVARLIG] == "Gunn Omsorg"
    assert content[incoming.GODKJENT] == date(2018, 1, 30)
    assert [row[PARORENDE_NAVN] for row in content.rows(PARORENDE)] == ["Ole Hansen", "Per Hansen"]
    infections = [row[SMITTE_TYPE] for row in content.rows(SMITTE)]
    assert [kind.name for kind in infections if kind] == ["Luftsmitte/luftbåren smitte"]
    assert len(content.rows(FUNKSJONER)) == 17
    assert leftovers == ()


def test_official_logistics_are_read_and_their_estimates_left_to_the_reader(shared_dir: Path) -> None:
    content, leftovers = read_payload(UTSKRIVNINGSKLAR, example(shared_dir, "Utskrivningsklar"))
    assert content[KLAR] == date(2018, 1, 31)
    assert content[BESLUTTET_AV] is None
    assert ("true", "Anslag") in [(left.text, left.path.rpartition("/")[2]) for left in leftovers]


def leaf_values(payload: etree._Element) -> list[str]:
    """Return every text and attribute that a sender wrote, sorted."""
    texts = ["".join([e.text or "", *(c.tail or "" for c in e)]).strip() for e in payload.iter(etree.Element)]
    marks = [
        v.strip() for e in payload.iter(etree.Element) for k, v in e.attrib.items() if k in "V DN S OT U"
    ]
    return sorted(filter(None, texts + marks))


def test_content_and_leftovers_together_hold_every_value(shared_dir: Path) -> None:
    """A message rebuilt from its content, and the leftovers, have all that the original said."""
    for path in examples(shared_dir):
        root = etree.fromstring(path.read_bytes())
        kind = root.find("{*}MsgInfo/{*}Type")
        mtype = by_code(kind.get("V", "")) if kind is not None else None
        if mtype is None:
            continue
        payload = payload_in(path.read_bytes())
        content, leftovers = read_payload(mtype, payload)
        again = build_payload(mtype, content, question=read_head(root).question)
        held = "\n".join([*leaf_values(again), *(left.text for left in leftovers)])
        held = " ".join(held.split())
        for value in leaf_values(payload):
            assert " ".join(value.split()) in held, (path.name, value)


def renamed(payload: etree._Element, version: str) -> etree._Element:
    """Return the same payload in the namespaces of another version."""
    text = etree.tostring(payload, encoding="unicode")
    return etree.fromstring(text.replace("/2012-04-01", "/2009-06-30") if version == "1.5" else text)


@pytest.mark.parametrize("mtype", [INNLAGT, UTSKRIVNINGSKLAR, INNLEGGELSESRAPPORT], ids=lambda m: m.code)
def test_plo_1_5_is_read_by_the_same_declaration(mtype: MessageType) -> None:
    old = renamed(build_payload(mtype, sample(mtype)), "1.5")
    assert read_payload(mtype, old) == (sample(mtype), ())


def test_headings_are_found_wherever_a_journaltekst_stands() -> None:
    payload = build_payload(HELSEOPPLYSNINGER, sample(HELSEOPPLYSNINGER))
    nursing = payload.find(f".//{qname('po:InfoFraSykepleier')}")
    assert nursing is not None
    for text in list(payload.iter(qname("epj2:Journaltekst"))):
        code = text.find(qname("epj2:Overskriftskode"))
        if code is not None and str(code.get("S")).endswith(".9145"):
            nursing.append(text)
    content, _ = read_payload(HELSEOPPLYSNINGER, payload)
    assert content == sample(HELSEOPPLYSNINGER)


def test_two_notes_under_one_heading_are_read_as_one_text() -> None:
    payload = build_payload(HELSEOPPLYSNINGER, sample(HELSEOPPLYSNINGER).having(STATUS, "Først."))
    again = build_payload(HELSEOPPLYSNINGER, sample(HELSEOPPLYSNINGER).having(STATUS, "Så."))
    note = next(
        n
        for n in again.iter(qname("epj2:GenereltJournalnotat"))
        if "Så." in str(etree.tostring(n, encoding="unicode"))
    )
    for other in list(note):
        if "Så." not in etree.tostring(other, encoding="unicode"):
            note.remove(other)
    medical = payload.find(qname("po:MedisinskfagligeOpplysninger"))
    assert medical is not None
    medical.append(note)
    content, _ = read_payload(HELSEOPPLYSNINGER, payload)
    assert content[STATUS] == "Først.\n\nSå."


def test_a_phone_is_never_taken_from_another_unit() -> None:
    payload = build_payload(INNLAGT, sample(INNLAGT))
    first = payload.find(qname("po:TilknyttetEnhet"))
    assert first is not None
    second = etree.fromstring(etree.tostring(first))
    phone = first.find(f".//{qname('fk1:TeleCom')}")
    unit = first.find(qname("po:Kontaktenhet"))
    assert phone is not None
    assert unit is not None
    unit.remove(phone)
    first.addnext(second)
    content, leftovers = read_payload(INNLAGT, payload)
    assert content[ENHET_TELEFON] is None
    assert "tel:73555555" in [left.text for left in leftovers]


def test_precision_is_kept_a_date_is_no_moment_and_a_moment_no_bare_date() -> None:
    payload = build_payload(UTSKRIVNINGSKLAR, sample(UTSKRIVNINGSKLAR))
    for moment in payload.iter(qname("po:TidspunktForHendelse")):
        moment.set("V", "2026-01-12" if "T" in moment.get("V", "") else "2026-01-15T10:00:00")
    content, leftovers = read_payload(UTSKRIVNINGSKLAR, payload)
    assert content[KLAR] == date(2026, 1, 15)
    assert sorted(left.text for left in leftovers) == ["2026-01-12", "2026-01-15T10:00:00"]


def test_a_false_box_is_not_read_as_true_and_not_lost() -> None:
    payload = build_payload(INNLEGGELSESRAPPORT, sample(INNLEGGELSESRAPPORT))
    alone = payload.find(f".//{qname('po:BorAlene')}")
    assert alone is not None
    alone.text = "false"
    content, leftovers = read_payload(INNLEGGELSESRAPPORT, payload)
    assert "bor_alene" not in content.by_name()
    assert [left.text for left in leftovers] == ["false"]


def test_a_coded_value_outside_the_list_keeps_what_the_sender_wrote() -> None:
    payload = build_payload(INNLEGGELSESRAPPORT, sample(INNLEGGELSESRAPPORT))
    responsible = payload.find(f".//{qname('po:AnsvarligRapport')}")
    assert responsible is not None
    profession = responsible.find(qname("fk1:TypeHealthcareProfessional"))
    assert profession is not None
    profession.set("V", "QQ")
    profession.set("DN", "Stråmann")
    content, _ = read_payload(INNLEGGELSESRAPPORT, payload)
    assert content[incoming.ANSVARLIG_YRKE] == Code("QQ", "Stråmann", "2.16.578.1.12.4.1.1.9060")


def test_diagnoses_keep_their_order_the_main_one_first() -> None:
    rows = tuple(
        Content({"diagnose": text, "kode": text[:3]}) for text in ("S72 Brudd", "I50 Svikt", "E11 Sukker")
    )
    payload = build_payload(HELSEOPPLYSNINGER, sample(HELSEOPPLYSNINGER).having(DIAGNOSER, rows))
    codes = payload.findall(
        f"{qname('po:InfoMedisinskDiagnose')}/{qname('po:MedisinskDiagnose')}/{qname('po:Diagnosekode')}"
    )
    assert [e.get("V") for e in codes] == ["S72", "I50", "E11"]


def test_an_hour_of_the_autumn_night_is_told_apart() -> None:
    for hour in (0, 1):
        moment = datetime(2026, 10, 25, hour, 30, tzinfo=UTC)
        payload = build_payload(INNLAGT, sample(INNLAGT).having(INNLAGT_TID, moment))
        content, _ = read_payload(INNLAGT, payload)
        assert content[INNLAGT_TID] == moment


def test_a_value_of_the_wrong_type_is_a_bug_that_shows() -> None:
    (field,) = listed(FORVENTET)
    with pytest.raises(TypeError, match="forventet_utskrivningsklar"):
        build_payload(HELSEOPPLYSNINGER, Content({field.name: 12}))
