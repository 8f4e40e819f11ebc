"""Each guard stops what the procedure forbids, lets the rest pass, and says why."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from plo_desktop.domain.addresses import Kommunekort, KommuneService
from plo_desktop.domain.guards import (
    Guard,
    Sending,
    agreements_are_settled,
    alike,
    avmelding_needs_an_open_period,
    consent_is_clear,
    discharge_waits_for_report,
    helseopplysninger_come_first,
    innlagt_only_with_services,
    may_approve,
    municipality_is_linked,
    name_alikes,
    new_helseopplysninger_follow,
    only_overnight_stays,
    recipient_is_the_same,
    refusals,
    report_follows_utskrivningsklar,
    similar_names_are_marked,
)
from plo_desktop.domain.party import Patient
from tests.unit.domain.rows import A_STAY, AN_OUTGOING, FRIDAY, HOUR

ALVDAL = Kommunekort(
    "Alvdal kommune", "99387", services=(KommuneService("Saksbehandling", "saksbehandler", "5078"),)
)
RECEIVER = ALVDAL.organisation(ALVDAL.service_of("saksbehandler"))
HO = Sending(A_STAY, "HELSEOPPL_SOKNAD", receiver=RECEIVER)
KLAR = replace(HO, type_code="LOG_UTSKRIVNINGSKLAR")


def codes(guard: Guard, sending: Sending) -> list[tuple[str, str]]:
    return [(refusal.code, refusal.weight) for refusal in guard(sending)]


def stay(sending: Sending, **facts: str) -> Sending:
    row = sending.stay
    assert row is not None
    return replace(
        sending,
        stay=replace(
            row,
            stay_type=facts.get("stay_type", row.stay_type),
            services=facts.get("services", row.services),
            consent=facts.get("consent", row.consent),
            sector=facts.get("sector", row.sector),
            kommune=facts.get("kommune", row.kommune),
        ),
    )


def test_an_ordinary_helseopplysninger_passes_every_guard() -> None:
    assert refusals(HO) == ()


@pytest.mark.parametrize("kind", ["dag", "poliklinisk"])
def test_1_only_overnight_stays_may_send(kind: str) -> None:
    assert codes(only_overnight_stays, stay(HO, stay_type=kind)) == [("BARE_DOGN", "feil")]


@pytest.mark.parametrize("services", ["nei", "vet ikke"])
def test_2_innlagt_only_when_the_patient_has_services(services: str) -> None:
    innlagt = replace(HO, type_code="LOG_INNLAGT")
    assert codes(innlagt_only_with_services, innlagt) == []
    assert codes(innlagt_only_with_services, stay(innlagt, services=services)) == [
        ("INGEN_TJENESTER", "feil")
    ]
    assert codes(innlagt_only_with_services, stay(HO, services=services)) == []


def test_3_an_objection_stops_everything_until_it_is_weighed() -> None:
    assert codes(consent_is_clear, stay(HO, consent="motsetter seg")) == [("MOTSETTER_SEG", "feil")]
    assert codes(consent_is_clear, stay(HO, consent="motsetter seg, veid: ")) == [("MOTSETTER_SEG", "feil")]
    weighed = stay(HO, consent="motsetter seg, veid: fare for fall uten tilsyn. Berg 20.11")
    assert codes(consent_is_clear, weighed) == []


def test_3_presumed_consent_needs_services() -> None:
    assert codes(consent_is_clear, stay(HO, services="nei")) == [("SAMTYKKE_IKKE_INNHENTET", "feil")]
    assert codes(consent_is_clear, stay(HO, services="vet ikke")) == [("SAMTYKKE_IKKE_INNHENTET", "advarsel")]
    assert codes(consent_is_clear, stay(HO, services="nei", consent="innhentet av Berg 20.11")) == []


def test_4_a_municipality_must_be_linked_and_known() -> None:
    assert codes(municipality_is_linked, stay(KLAR, kommune="")) == [("KOMMUNE_MANGLER", "feil")]
    assert codes(municipality_is_linked, replace(KLAR, receiver=None)) == [("MOTTAKER_MANGLER", "feil")]


def test_4_helseopplysninger_come_before_utskrivningsklar() -> None:
    missing = [("HELSEOPPLYSNINGER_MANGLER", "advarsel")]
    assert codes(helseopplysninger_come_first, KLAR) == missing
    assert codes(helseopplysninger_come_first, replace(KLAR, messages=(AN_OUTGOING,))) == []
    refused = replace(AN_OUTGOING, apprec_status="2")
    assert codes(helseopplysninger_come_first, replace(KLAR, messages=(refused,))) == missing


def test_4_helseopplysninger_to_another_municipality_do_not_count() -> None:
    moved = stay(replace(KLAR, messages=(AN_OUTGOING,)), kommune="Tynset kommune")
    (refusal,) = helseopplysninger_come_first(moved)
    assert refusal.code == "HELSEOPPLYSNINGER_MANGLER"
    assert "ikke sendt til Tynset kommune, bare til Alvdal kommune" in refusal.text
    there = replace(AN_OUTGOING, msg_id="ny", counterpart="Tynset kommune")
    assert codes(helseopplysninger_come_first, replace(moved, messages=(AN_OUTGOING, there))) == []


def test_4_helseopplysninger_older_than_the_last_change_are_told() -> None:
    changed = replace(KLAR, messages=(AN_OUTGOING,), changed_at=FRIDAY + HOUR)
    assert codes(helseopplysninger_come_first, changed) == [("HELSEOPPLYSNINGER_GAMLE", "advarsel")]


def test_6_utskrivningsklar_alone_is_told_of_its_report() -> None:
    assert codes(report_follows_utskrivningsklar, KLAR) == [("RAPPORT_SKAL_FOLGE", "advarsel")]
    assert codes(report_follows_utskrivningsklar, HO) == []


def test_7_agreements_come_first_in_psychiatry_and_tsb() -> None:
    for sector in ("psykisk helsevern", "rus/TSB"):
        open_ones = stay(KLAR, sector=sector)
        assert codes(agreements_are_settled, open_ones) == [("AVTALER_IKKE_AVKLART", "advarsel")]
        assert codes(agreements_are_settled, replace(open_ones, agreements_settled=True)) == []
    assert codes(agreements_are_settled, KLAR) == []


@pytest.mark.parametrize(
    ("role", "may"), [("sykepleier", True), ("leder", True), ("sekretær", False), ("it", False)]
)
def test_10_a_fagmelding_needs_approval_by_nurse_or_leader(role: str, may: bool) -> None:
    assert (may_approve(role, needs_approval=True) is None) == may
    assert may_approve(role, needs_approval=False) is None


def test_15_a_similar_name_on_the_ward_is_marked() -> None:
    namesake = replace(A_STAY, stay_id="s-2", patient=Patient("Danser", "Lina", birth_date=date(1978, 1, 1)))
    assert codes(similar_names_are_marked, replace(HO, others=(A_STAY, namesake))) == [("NAVNELIKHET", "råd")]
    assert name_alikes([A_STAY, namesake]) == {"s-1", "s-2"}


@pytest.mark.parametrize(
    ("family", "given", "expected"),
    [
        ("Danser", "Line Marie", True),
        ("DANSER", "line", True),
        ("Dansér", "Line", True),
        ("Danser", "Folke", False),
        ("Hansen", "Line", False),
        ("", "Line", False),
    ],
)
def test_15_what_counts_as_similar(family: str, given: str, expected: bool) -> None:
    other = replace(A_STAY, patient=Patient(family, given))
    assert alike(A_STAY, other) is expected


def test_16_a_changed_recipient_is_confirmed_again() -> None:
    assert codes(recipient_is_the_same, replace(HO, opened_for="5078")) == []
    assert codes(recipient_is_the_same, replace(HO, opened_for="1234")) == [("MOTTAKER_ENDRET", "feil")]


def test_every_refusal_is_a_whole_sentence() -> None:
    worst = replace(
        stay(KLAR, stay_type="dag", consent="motsetter seg", sector="psyk"),
        opened_for="1",
        type_code="LOG_INNLAGT",
    )
    for refusal in (*refusals(worst), *refusals(KLAR)):
        assert refusal.text.endswith("."), refusal
        assert refusal.text[0].isupper(), refusal


# -- the period of utskrivningsklar (guards 6, 8, 9) --------------------------------------------------------

SENT_KLAR = replace(AN_OUTGOING, msg_id="klar", type_code="LOG_UTSKRIVNINGSKLAR", seq=1)
SENT_AVMELDING = replace(AN_OUTGOING, msg_id="av", type_code="LOG_AVMELDING", seq=2)
SENT_REPORT = replace(AN_OUTGOING, msg_id="rapport", type_code="UTSKRIVNINGSRAPPORT", seq=3)
AVMELDING = replace(HO, type_code="LOG_AVMELDING")


def test_only_who_is_declared_ready_can_be_withdrawn() -> None:
    stopped = [("IKKE_MELDT_UTSKRIVNINGSKLAR", "feil")]
    assert codes(avmelding_needs_an_open_period, AVMELDING) == stopped
    assert codes(avmelding_needs_an_open_period, replace(AVMELDING, messages=(SENT_KLAR,))) == []
    withdrawn = replace(AVMELDING, messages=(SENT_KLAR, SENT_AVMELDING))
    assert codes(avmelding_needs_an_open_period, withdrawn) == stopped
    again = replace(withdrawn, messages=(*withdrawn.messages, replace(SENT_KLAR, msg_id="k2", seq=4)))
    assert codes(avmelding_needs_an_open_period, again) == []


def test_a_cancelled_or_refused_utskrivningsklar_declares_nobody_ready() -> None:
    for gone in (replace(SENT_KLAR, cancelled_by="c"), replace(SENT_KLAR, apprec_status="2")):
        assert codes(avmelding_needs_an_open_period, replace(AVMELDING, messages=(gone,)))


def test_avmelding_says_that_new_helseopplysninger_must_follow() -> None:
    assert codes(new_helseopplysninger_follow, AVMELDING) == [("HELSEOPPLYSNINGER_SKAL_FOLGE", "råd")]
    assert codes(new_helseopplysninger_follow, HO) == []


def test_the_report_goes_along_or_somebody_says_why_not() -> None:
    assert codes(report_follows_utskrivningsklar, KLAR) == [("RAPPORT_SKAL_FOLGE", "advarsel")]
    for told in (
        replace(KLAR, messages=(SENT_REPORT,)),
        replace(KLAR, report_follows=True),
        replace(KLAR, without_report="Epikrisen diktes i morgen tidlig."),
    ):
        assert codes(report_follows_utskrivningsklar, told) == []


def test_a_report_from_before_an_avmelding_is_not_the_one_that_goes_along() -> None:
    earlier = (SENT_KLAR, replace(SENT_REPORT, seq=2), replace(SENT_AVMELDING, seq=3))
    assert codes(report_follows_utskrivningsklar, replace(KLAR, messages=earlier))


def test_nobody_leaves_for_the_municipality_without_a_report() -> None:
    assert discharge_waits_for_report(A_STAY, ()) is None
    told = discharge_waits_for_report(A_STAY, (AN_OUTGOING,))
    assert told is not None
    assert (told.code, told.weight) == ("RAPPORT_MANGLER", "feil")
    assert discharge_waits_for_report(A_STAY, (SENT_KLAR, SENT_REPORT)) is None
    assert discharge_waits_for_report(A_STAY, (SENT_REPORT, replace(SENT_AVMELDING, seq=5), AN_OUTGOING))
    assert discharge_waits_for_report(replace(A_STAY, stay_type="dag"), (AN_OUTGOING,)) is None


# -- replies ------------------------------------------------------------------------------------------------


def test_a_reply_needs_no_linked_municipality_but_the_patients_consent() -> None:
    reply = replace(stay(HO, kommune="", consent="motsetter seg"), type_code="DIALOG_SVAR", is_reply=True)
    assert [refusal.code for refusal in refusals(reply)] == ["MOTSETTER_SEG"]


def test_an_avvik_is_about_a_message_and_stopped_by_nothing_of_the_stay() -> None:
    about = stay(HO, kommune="", consent="motsetter seg", stay_type="dag")
    assert refusals(replace(about, type_code="DIALOG_AVVIK", is_reply=True)) == ()


def test_a_reply_about_somebody_without_a_stay_passes() -> None:
    assert refusals(Sending(None, "DIALOG_SVAR", receiver=RECEIVER, is_reply=True)) == ()


def test_a_changed_recipient_of_a_reply_is_confirmed_too() -> None:
    reply = Sending(None, "DIALOG_SVAR", receiver=RECEIVER, opened_for="1", is_reply=True)
    assert [refusal.code for refusal in refusals(reply)] == ["MOTTAKER_ENDRET"]
