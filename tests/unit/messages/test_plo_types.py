"""The rules of the logistics messages and the discharge report, as procedure and profiles say them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from plo_desktop.domain.codebook import code
from plo_desktop.domain.party import Code
from plo_desktop.messages.diagnoses import DIAGNOSER
from plo_desktop.messages.follow_up import KONTROLLTIMER
from plo_desktop.messages.kinds import Prose
from plo_desktop.messages.medicines import GITT, I_BRUK, MEDGITT, UTLEVERT
from plo_desktop.messages.nursing_parts import (
    ANBEFALTE_TILTAK,
    FAGRAPPORTER,
    FUNKSJONER,
    FUNKSJONSVURDERING,
)
from plo_desktop.messages.registry import all_types, by_name, composable, sample
from plo_desktop.messages.shared_sections import ALLERGIER, PARORENDE
from plo_desktop.messages.spec import Content, Direction, Facts, Family, MessageType, Severity
from plo_desktop.messages.types import avmelding, utskrivningsrapport
from plo_desktop.messages.types.avmelding import AVMELDING, AVMELDT, MELDT_KLAR
from plo_desktop.messages.types.helseopplysninger import FORVENTET, HELSEOPPLYSNINGER
from plo_desktop.messages.types.utskrevet import UTSKREVET, UTSKREVET_TID, UTSKREVET_TIL, UTTILSTAND
from plo_desktop.messages.types.utskrivningsrapport import UTSKRIVNINGSRAPPORT
from plo_desktop.messages.validation import may_send, problems

NOW = datetime(2026, 11, 20, 7, 0, tzinfo=UTC)
ADMITTED = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)
FACTS = Facts(NOW, admitted_at=ADMITTED)


def an_avmelding(avmeldt: date = date(2026, 11, 20), klar: date = date(2026, 11, 19)) -> Content:
    """Return a right avmelding with these days."""
    whole = sample(AVMELDING).having(avmelding.INNLAGT_TID, ADMITTED)
    return whole.having(AVMELDT, avmeldt).having(MELDT_KLAR, klar)


def a_discharge(at: datetime = NOW, to: str = "1", state: str = "1") -> Content:
    """Return a right message of a discharge."""
    whole = sample(UTSKREVET).having(UTSKREVET_TID, at)
    return whole.having(UTSKREVET_TIL, code("8408", to)).having(UTTILSTAND, code("8431", state))


def a_report() -> Content:
    """Return a report with the least that the procedure asks for (SSHF 5.6)."""
    return Content(
        {
            "sykepleiesammenfatning": "Operert for brudd i høyre ankel. Belaster ikke foten.",
            "praktisk": "Bror henter. Krykker er utlånt.",
            "innlagt": ADMITTED,
            "enhet": "Ortopedisk sengepost",
            "enhet_telefon": "73555555",
        }
    )


def told(mtype: MessageType, content: Content) -> dict[str, Severity]:
    """Return problem codes with how grave each is."""
    return {problem.code: problem.severity for problem in problems(mtype, content, FACTS)}


# -- avmelding ----------------------------------------------------------------------------------------------


def test_an_avmelding_tells_three_days_a_reason_and_who_decided() -> None:
    assert told(AVMELDING, an_avmelding()) == {}
    empty = problems(AVMELDING, Content(), FACTS)
    missing = {problem.field_name for problem in empty if problem.code == "MANGLER"}
    assert {"innlagt", "meldt_utskrivningsklar", "avmeldt", "arsak_til_avmelding", "besluttet_av"} <= missing


def test_the_reasons_are_those_of_the_procedure_by_number() -> None:
    kind = avmelding.ARSAK.kind
    assert [kind.from_plain(str(number)) for number in (1, 2, 3)] == list(avmelding.ARSAKER)
    assert kind.fault("Vi ombestemte oss.") != ""


def test_an_avmelding_before_the_admission_is_refused() -> None:
    assert told(AVMELDING, an_avmelding(date(2026, 11, 15)))["FOR_INNLEGGELSEN"] is Severity.ERROR


def test_an_avmelding_dated_before_the_announced_day_is_possible() -> None:
    """SND-LOG-C4: the official case's cancellation date is the earlier one."""
    found = problems(AVMELDING, an_avmelding(date(2026, 11, 19), klar=date(2026, 11, 20)), FACTS)
    assert [(p.code, p.severity) for p in found] == [("FOR_UTSKRIVNINGSKLAR", Severity.WARNING)]
    assert may_send(found)


def test_an_old_avmelding_is_warned_of_and_one_ahead_refused() -> None:
    assert told(AVMELDING, an_avmelding(date(2026, 11, 17), klar=date(2026, 11, 17))) == {
        "ELDRE_ENN_24_TIMER": Severity.WARNING
    }
    assert told(AVMELDING, an_avmelding(date(2026, 11, 21)))["FRAM_I_TID"] is Severity.ERROR


# -- discharge ----------------------------------------------------------------------------------------------


def test_a_discharge_is_neither_ahead_nor_before_the_admission() -> None:
    assert told(UTSKREVET, a_discharge()) == {}
    assert told(UTSKREVET, a_discharge(NOW + timedelta(hours=1)))["FRAM_I_TID"] is Severity.ERROR
    before = told(UTSKREVET, a_discharge(ADMITTED - timedelta(days=1)))
    assert before["FOR_INNLEGGELSEN"] is Severity.ERROR


@pytest.mark.parametrize(("to", "state", "warned"), [("1", "2", True), ("88", "2", False), ("1", "1", False)])
def test_a_dead_patient_is_not_discharged_to_her_home(to: str, state: str, warned: bool) -> None:
    assert ("DOD_UTSKREVET_TIL" in told(UTSKREVET, a_discharge(to=to, state=state))) is warned


# -- report -------------------------------------------------------------------------------------------------


def test_a_report_needs_summary_and_practical_matters_and_nothing_else_of_content() -> None:
    assert problems(UTSKRIVNINGSRAPPORT, a_report(), FACTS) == ()
    silent = a_report().having(utskrivningsrapport.SYKEPLEIE, None).having(utskrivningsrapport.PRAKTISK, None)
    assert [p.field_name for p in problems(UTSKRIVNINGSRAPPORT, silent, FACTS)] == [
        "sykepleiesammenfatning",
        "praktisk",
    ]


@pytest.mark.parametrize("group", [I_BRUK, GITT, MEDGITT, UTLEVERT], ids=lambda field: field.name)
def test_a_medicine_has_a_name(group: object) -> None:
    field = UTSKRIVNINGSRAPPORT.field_named(getattr(group, "name", ""))
    assert field is not None
    row = Content({"dosering": "1 tablett kl. 8"})
    found = problems(UTSKRIVNINGSRAPPORT, a_report().having(field, (row,)), FACTS)
    assert "«Legemiddel» mangler" in found[0].message


@pytest.mark.parametrize(
    ("begins", "ends", "warned"),
    [
        ("2026-11-20", "2026-11-19", True),
        ("2026-11", "2026-10-31", True),
        ("2026", "2026-01-01", False),
        ("2026-11-20", "2026-11-20", False),
    ],
)
def test_a_medicine_does_not_end_before_it_begins(begins: str, ends: str, warned: bool) -> None:
    row = Content({"navn": "Apocillin", "fra": begins, "til": ends})
    assert ("LEGEMIDDEL_DATO" in told(UTSKRIVNINGSRAPPORT, a_report().having(I_BRUK, (row,)))) is warned


def test_an_appointment_that_has_passed_is_warned_of() -> None:
    past = Content({"tidspunkt": NOW - timedelta(days=1), "sted": "Poliklinikken"})
    assert told(UTSKRIVNINGSRAPPORT, a_report().having(KONTROLLTIMER, (past,))) == {
        "KONTROLLTIME_PASSERT": Severity.WARNING
    }


@pytest.mark.parametrize(
    ("said", "system", "odd"),
    [
        ("S72.0", "", False),
        ("I509", "", False),
        ("K77", "7170", False),
        ("S720", "7170", True),
        ("720", "", True),
    ],
)
def test_a_code_that_is_not_like_its_system_gets_a_hint_only(said: str, system: str, odd: bool) -> None:
    values: dict[str, object] = {"diagnose": "Brudd", "kode": said}
    if system:
        values["kodeverk"] = Code(system, "ICPC-2")
    found = problems(UTSKRIVNINGSRAPPORT, a_report().having(DIAGNOSER, (Content(values),)), FACTS)
    assert [(p.code, p.severity) for p in found] == ([("DIAGNOSEKODE", Severity.ADVICE)] if odd else [])
    assert may_send(found)


def test_what_the_standard_has_no_place_for_alone_is_told_before_it_is_sent() -> None:
    summary = a_report().having(FUNKSJONSVURDERING, "Vurdert 18.11.")
    assert told(UTSKRIVNINGSRAPPORT, summary)["KARTLEGGING_MANGLER"] is Severity.ERROR
    mapped = summary.having(FUNKSJONER, (Content({"variabel": code("9111", "7"), "vurdering": 3}),))
    assert told(UTSKRIVNINGSRAPPORT, mapped) == {}
    plan = Content({"tiltak": "Sårskift", "ved_behov": True})
    assert "TILTAK_UTEN_START" in told(UTSKRIVNINGSRAPPORT, a_report().having(ANBEFALTE_TILTAK, (plan,)))
    nameless = Content({"rapport": "Går med krykker.", "fagperson": "Finn Fysio"})
    assert "FAGPERSON_UFULLSTENDIG" in told(UTSKRIVNINGSRAPPORT, a_report().having(FAGRAPPORTER, (nameless,)))


def test_a_substance_and_its_code_go_together() -> None:
    row = Content({"mot": "Penicillin", "virkestoff": "Benzylpenicillin"})
    assert told(UTSKRIVNINGSRAPPORT, a_report().having(ALLERGIER, (row,))) == {
        "VIRKESTOFF_UTEN_KODE": Severity.WARNING
    }


def test_a_discharging_nurse_or_doctor_is_named_wholly() -> None:
    half = a_report().having(utskrivningsrapport.LEGE, "Magnar Koman")
    found = problems(UTSKRIVNINGSRAPPORT, half, FACTS)
    assert [p.field_name for p in found] == ["utskrivende_lege_yrke", "utskrivende_lege_hpr"]


# -- all of them --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name", ["avmelding", "utskrevet", "utskrivningsrapport", "dødsfall", "tjenestetilbud"]
)
def test_a_type_is_found_by_the_word_a_ward_uses(name: str) -> None:
    assert by_name(name) is not None


@pytest.mark.parametrize(
    "mtype", [t for t in all_types() if t.direction is not Direction.IN], ids=lambda t: t.code
)
def test_a_form_is_sectioned_and_nobody_reads_more_than_a_screen_of_labels(mtype: MessageType) -> None:
    """ux (e) 9: long reports are sectioned, titles fit the section list, labels are what a nurse says."""
    names = [section.name for section in mtype.sections]
    assert len(set(names)) == len(names)
    for section in mtype.sections:
        assert len(section.title) <= 32
        assert len(section.fields) <= 15
        assert all(len(each.label) <= 48 for each in section.fields)


def test_the_blocks_of_every_logistics_message_can_be_filled_in() -> None:
    """SND-LOG-T1.3."""
    for mtype in (AVMELDING, UTSKREVET, *(t for t in all_types() if t.code.startswith("LOG_U"))):
        wanted = {"sivilstand", "bor_alene", "sprak", "parorende", "enhet", "kontaktpersoner", "kontakt"}
        assert wanted | {"sendte_dokumenter"} <= {each.name for each in mtype.fields()}


@pytest.mark.parametrize("mtype", [HELSEOPPLYSNINGER, UTSKRIVNINGSRAPPORT], ids=lambda t: t.code)
def test_every_heading_of_the_acceptance_test_can_be_filled_in(mtype: MessageType) -> None:
    """SND-HEL-T1.5, SND-UTS-T1.3 and T1.4."""
    headings = {
        value
        for each in mtype.fields()
        for step in each.place.steps
        for _, suffix, value in step.coded
        if suffix in ("9141", "9142")
    }
    medical = {"PROB", "FO", "FU", "FA", "SYKM", "VU", "UTRED", "HJ", "IP", "TS", "OP", "AAI"}
    assert medical | {"1", "8", "13", "14"} <= headings
    assert mtype is HELSEOPPLYSNINGER or "12" in headings


def test_the_expected_day_is_left_out_of_1_5_with_what_else_is_new() -> None:
    """wire-format 18."""
    old = {each.name for each in HELSEOPPLYSNINGER.fields() if not each.is_in("1.5")}
    assert old == {"forventet_utskrivningsklar", "usikker", "endring", "merknad_legemidler"}
    report = {each.name for each in UTSKRIVNINGSRAPPORT.fields() if not each.is_in("1.5")}
    assert report == {"tentative_timer", "merknad_legemidler", "bandasjemerknad"}


def test_a_patient_who_will_not_have_it_forwarded_is_heard() -> None:
    """Q-07."""
    for mtype in (AVMELDING, UTSKREVET, UTSKRIVNINGSRAPPORT, HELSEOPPLYSNINGER):
        assert mtype.field_named("forbehold_videresending") is not None


def test_what_an_older_version_cannot_carry_is_told_before_it_is_sent() -> None:
    """A municipality that only takes 1.5 never sees the expected day, so it must be written in a text."""
    notice = sample(HELSEOPPLYSNINGER).having(FORVENTET, date(2026, 11, 24))
    child = Content({"navn": "Per Danser", "fodselsar": 2015})
    to_15 = replace(FACTS, version="1.5")
    found = problems(HELSEOPPLYSNINGER, notice.having(PARORENDE, (child,)), to_15)
    left = [p for p in found if p.code == "IKKE_I_VERSJONEN"]
    assert {"forventet_utskrivningsklar", "parorende"} <= {p.field_name for p in left}
    assert {p.severity for p in left} == {Severity.WARNING}
    newest = problems(HELSEOPPLYSNINGER, notice, replace(FACTS, version="1.6"))
    assert "IKKE_I_VERSJONEN" not in {p.code for p in newest}


# -- logistics ----------------------------------------------------------------------------------------------

LOGISTICS = [mtype for mtype in composable() if mtype.family is Family.LOGISTIKK]
CLINICAL = "Tungpustet i natt, saturasjon 88 % på 2 liter, fikk Furix 40 mg intravenøst med god effekt. " * 3


@pytest.mark.parametrize("mtype", LOGISTICS, ids=lambda mtype: mtype.code)
def test_logistics_hint_that_clinical_prose_belongs_elsewhere(mtype: MessageType) -> None:
    """P-01; a hint never stops a message, and other messages may say what they like."""
    prose = next(each for each in mtype.fields() if isinstance(each.kind, Prose))
    short, long = (Content({prose.name: text}) for text in ("Samtykke er innhentet.", CLINICAL))
    assert "LOGISTIKK_UTEN_HELSE" not in [each.code for each in problems(mtype, short, FACTS)]
    (hint,) = (each for each in problems(mtype, long, FACTS) if each.code == "LOGISTIKK_UTEN_HELSE")
    assert (hint.severity, hint.field_name) == (Severity.ADVICE, prose.name)


def test_a_long_remark_in_a_row_of_logistics_is_hinted_at_too() -> None:
    row = Content({"beskrivelse": CLINICAL})
    found = problems(UTSKREVET, Content({"informert": (row,)}), FACTS)
    assert [each.field_name for each in found if each.code == "LOGISTIKK_UTEN_HELSE"] == ["informert"]


def test_reports_may_be_long() -> None:
    told = problems(HELSEOPPLYSNINGER, Content({"pasientens_status": CLINICAL}), FACTS)
    assert "LOGISTIKK_UTEN_HELSE" not in [each.code for each in told]
