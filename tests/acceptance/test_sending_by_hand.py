"""What a user of the ward can do when sending: type it in, see it, be stopped, find it again, correct it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from lxml import etree
from pytestqt.qtbot import QtBot

from plo_desktop.base.ids import new_uuid
from plo_desktop.domain.party import Organisation
from plo_desktop.domain.routing import route
from plo_desktop.domain.ward import Ward
from plo_desktop.messages.plain_text import as_text
from plo_desktop.messages.registry import by_code, sample
from plo_desktop.messages.spec import Severity
from plo_desktop.messages.values import ValuesError, load_values, template
from plo_desktop.services import dispatch, read
from plo_desktop.services.desk import Desk
from plo_desktop.services.dispatch import queue
from plo_desktop.services.draft import open_draft
from plo_desktop.services.ports import MessageFilter
from plo_desktop.wire.codec import read_payload
from plo_desktop.wire.envelope import payload_of
from plo_desktop.wire.reading import outline_of
from tests.acceptance.arriving import FRED, Letter
from tests.acceptance.sent_cases import CASES, Case
from tests.acceptance.test_receiving import phrases
from tests.ui.form_kit import a_form
from tests.unit.services.desks import ALVDAL, a_stay
from tests.wire.made import LINE
from tests.wire.skeletons import OID

each_case = pytest.mark.parametrize("case", CASES, ids=[case.number for case in CASES])
BLOCKS = (
    "TilleggsopplysningPasient",
    "ParorendeForesatt",
    "TilknyttetEnhet",
    "KontaktpersonHelsepersonell",
    "AnsvarForRapport",
    "SendtDokument",
)
LOGISTICS = ("LOG_INNLAGT", "LOG_UTSKRIVNINGSKLAR", "LOG_AVMELDING", "LOG_UTSKREVET")
MEDICAL = ("PROB", "FO", "FU", "FA", "SYKM", "VU", "UTRED", "HJ", "IP", "TS", "OP")


def sample_tree(code: str) -> etree._Element:
    return etree.fromstring(Letter(code).bytes())


def headings(code: str, oid_suffix: str) -> set[str]:
    found = sample_tree(code).iter("{*}Overskriftskode")
    return {each.get("V", "") for each in found if each.get("S") == OID + oid_suffix}


@pytest.mark.proves("SND-{LOG,HEL,UTS}-T1.1")
@each_case
def test_the_case_can_be_typed_in(case: Case, qtbot: QtBot) -> None:
    form = a_form(qtbot, case.mtype)
    form.put(case.values.content)
    assert form.content() == case.values.content
    assert not form.faults()


@pytest.mark.proves("SND-{LOG,HEL,UTS}-T1.2, SND-LOG-37, SND-HEL-31, SND-UTS-32")
@each_case
def test_everything_entered_is_seen(case: Case) -> None:
    text = " ".join(as_text(outline_of(case.root)).casefold().split())
    wanted = phrases(case.mtype, case.values.content)
    assert not [(field, line) for field, line in wanted if line not in text]
    assert case.values.sender.full_name.casefold() in text


@pytest.mark.proves("SND-LOG-T1.3")
@pytest.mark.parametrize("code", LOGISTICS)
def test_the_common_blocks_are_sent(code: str) -> None:
    names = {etree.QName(each).localname for each in sample_tree(code).iter(etree.Element)}
    assert set(BLOCKS) <= names


@pytest.mark.proves("SND-HEL-T1.3")
@pytest.mark.parametrize(
    "missing", ["pasientens_status", "antatt_forlop", "forventet_utskrivningsklar", "enhet", "enhet_telefon"]
)
def test_the_mandatory_content_of_helseopplysninger_is_asked_for(desk: Desk, missing: str) -> None:
    draft = open_draft(desk, a_stay(desk), "HELSEOPPL_SOKNAD")
    draft = replace(draft, content={k: v for k, v in draft.content.items() if k != missing})
    assert missing in {each.field_name for each in dispatch.check(desk, draft)}


@pytest.mark.proves("SND-HEL-T1.4")
def test_helseopplysninger_carry_every_part() -> None:
    names = {etree.QName(each).localname for each in sample_tree("HELSEOPPL_SOKNAD").iter(etree.Element)}
    assert {
        "InfoMedisinskDiagnose",
        "Sykepleierdokumentasjon",
        "OpplysningerAndreFaggrupper",
        "InfoKartleggingFunksjonsniva",
        "InfoAssistertKommunikasjon",
        "InfoInformasjonGitt",
        "TjenesteBehov",
    } <= names


@pytest.mark.proves("SND-HEL-T1.5, SND-UTS-T1.4")
@pytest.mark.parametrize("code", ["HELSEOPPL_SOKNAD", "UTSKRIVNINGSRAPPORT"])
def test_every_medical_heading_can_be_filled_in(code: str) -> None:
    assert set(MEDICAL) <= headings(code, "9142")


@pytest.mark.proves("SND-UTS-T1.3")
def test_every_nursing_heading_can_be_filled_in() -> None:
    assert {"1", "8", "12", "13", "14"} <= headings("UTSKRIVNINGSRAPPORT", "9141")
    assert "AAI" in headings("UTSKRIVNINGSRAPPORT", "9142")


@pytest.mark.proves("SND-LOG-T1.6, SND-{HEL,UTS}-T1.10, SND-LOG-C2..5, SND-HEL-C1, SND-UTS-C1, SND-DIA-C1..3")
@each_case
def test_the_xml_holds_all_that_was_entered(case: Case) -> None:
    payload = payload_of(case.root)
    assert payload is not None
    content, _ = read_payload(case.mtype, payload)
    assert content == case.values.content


@pytest.mark.proves("SND-LOG-C1, SND-LOG-27")
def test_orientering_om_dodsfall_can_be_built_though_a_ward_never_sends_it() -> None:
    mtype = by_code("LOG_DOD")
    assert mtype is not None
    assert load_values(mtype, template(mtype)).content.by_name()
    codes = [each.get("V") for each in sample_tree("LOG_DOD").iter("{*}Hendelsekode")]
    assert codes == ["13"]


@pytest.mark.proves("SND-{LOG,HEL,UTS}-T2.1..2")
@pytest.mark.parametrize("code", ["LOG_INNLAGT", "HELSEOPPL_SOKNAD", "UTSKRIVNINGSRAPPORT"])
@pytest.mark.parametrize("change", ["a wrong number", "no number and no birth date"])
def test_a_patient_who_cannot_be_told_is_refused(code: str, change: str) -> None:
    mtype = by_code(code)
    assert mtype is not None
    text = template(mtype)
    if change == "a wrong number":
        text = text.replace("13116900216", "13116900217")
    else:
        lines = [x for x in text.splitlines() if not x.startswith(("number =", "number_kind", "birth_date"))]
        text = "\n".join(lines)
    with pytest.raises(ValuesError):
        load_values(mtype, text)


@pytest.mark.proves("SND-{LOG,HEL,UTS}-T2.3")
@pytest.mark.parametrize("code", ["LOG_INNLAGT", "HELSEOPPL_SOKNAD", "UTSKRIVNINGSRAPPORT"])
def test_without_a_sender_nothing_is_sent(desk: Desk, code: str) -> None:
    nobody = replace(desk, ward=Ward("Post 3B", "72000000"))
    draft = open_draft(nobody, a_stay(nobody), code)
    assert "AVSENDER_MANGLER" in {each.code for each in dispatch.check(nobody, draft)}
    with pytest.raises(dispatch.CannotSend):
        queue(nobody, draft)


@pytest.mark.proves("SND-{LOG,HEL,UTS}-T2.4")
def test_the_list_of_what_was_sent_leads_to_each_in_full(desk: Desk) -> None:
    queued = queue(desk, open_draft(desk, a_stay(desk), "LOG_INNLAGT"))
    (row,) = desk.store.messages(MessageFilter(direction="ut"))
    assert row.msg_id == queued.msg_id
    assert "Line" in as_text(read.outline(desk, row.msg_id))


@pytest.mark.proves("SND-LOG-33, SND-HEL-27, SND-UTS-28, SND-LOG-36, SND-HEL-30, SND-UTS-31")
@pytest.mark.parametrize(
    ("code", "service", "her_id"),
    [
        ("LOG_INNLAGT", "sykepleie", "5078"),
        ("HELSEOPPL_SOKNAD", "saksbehandler", "5079"),
        ("UTSKRIVNINGSRAPPORT", "sykepleie", "5078"),
    ],
)
def test_choosing_the_municipality_fills_in_the_whole_address(code: str, service: str, her_id: str) -> None:
    receiver = route(ALVDAL, code, service).receiver
    assert isinstance(receiver, Organisation)
    assert receiver.service is not None
    assert (receiver.name, receiver.her_id, receiver.service.her_id) == ("Alvdal kommune", "99387", her_id)


def test_the_sample_of_every_case_fills_every_field() -> None:
    for case in CASES:
        assert all(sample(case.mtype)[field] is not None for field in case.mtype.sent_fields())


@pytest.mark.proves("SND-NEW-05")
@pytest.mark.parametrize(("standing", "kind"), [("N", "1"), ("M", "2")])
def test_helseopplysninger_are_a_notice_first_and_an_update_afterwards(standing: str, kind: str) -> None:
    letter = Letter("HELSEOPPL_SOKNAD", standing=standing, parent="" if standing == "N" else new_uuid())
    (found,) = etree.fromstring(letter.bytes()).iter("{*}TypeInnhold")
    assert (found.get("V"), found.get("S")) == (kind, OID + "9140")


@pytest.mark.proves("SND-LOG-18..19, SND-HEL-18..19, SND-UTS-19..20")
@pytest.mark.parametrize("code", ["LOG_INNLAGT", "HELSEOPPL_SOKNAD", "UTSKRIVNINGSRAPPORT"])
def test_a_patient_without_a_number_is_told_and_confirmed_before_sending(desk: Desk, code: str) -> None:
    draft = open_draft(desk, a_stay(desk, patient=replace(FRED, sex=LINE.sex)), code)
    weight = {each.code: each.severity for each in dispatch.check(desk, draft)}
    assert weight["UTEN_NUMMER"] is Severity.ERROR
    confirmed = dispatch.confirm_patient(desk, draft)
    weight = {each.code: each.severity for each in dispatch.check(desk, confirmed)}
    assert weight["UTEN_NUMMER"] is Severity.WARNING


def test_a_patient_whom_no_receiver_could_tell_is_not_written_about(desk: Desk) -> None:
    draft = open_draft(desk, a_stay(desk, patient=FRED), "LOG_INNLAGT")
    assert "KAN_IKKE_KJENNES_IGJEN" in {each.code for each in dispatch.check(desk, draft)}
