"""The clocks of a stay start and end with the messages that the procedure names."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from plo_desktop.domain.addresses import AddressBook, Kommunekort, KommuneService
from plo_desktop.domain.clocks import NOT_RECEIPTED, running
from plo_desktop.domain.deadline_rules import standard_settings
from plo_desktop.domain.delivery import Delivery
from plo_desktop.domain.log_rows import DeadlineRow, MessageRow, StayRow
from tests.unit.domain.rows import A_STAY, AN_INCOMING, AN_OUTGOING, FRIDAY, HOUR

OSLO = ZoneInfo("Europe/Oslo")
INNLAGT = replace(AN_OUTGOING, msg_id="innlagt", type_code="LOG_INNLAGT", title="Melding om innlagt pasient")
KLAR = replace(AN_OUTGOING, msg_id="klar", type_code="LOG_UTSKRIVNINGSKLAR")
QUIET = replace(A_STAY, expects_needs=False)


def clocks(
    messages: Iterable[MessageRow], now: datetime = FRIDAY, stay: StayRow = QUIET
) -> dict[str, DeadlineRow]:
    rows = running([stay], messages, now, standard_settings())
    return {row.rule: row for row in rows}


def test_an_incoming_message_is_to_be_signed_within_24_hours_of_reception() -> None:
    row = clocks([AN_INCOMING])["signer-innkommende"]
    assert (row.started_at, row.due, row.responsible) == (FRIDAY, FRIDAY + 24 * HOUR, "jones")
    assert "mottatt fra Alvdal" in row.started_by


def test_reading_does_not_stop_the_clock_for_signing_but_signing_does() -> None:
    opened = replace(AN_INCOMING, opened_at=FRIDAY, opened_by="berg")
    assert clocks([opened])["signer-innkommende"].ended_at is None
    signed = replace(opened, signed_at=FRIDAY + HOUR, signed_by="jones")
    assert clocks([signed])["signer-innkommende"].state == "ferdig"


def test_a_message_without_a_stay_has_its_clock_too() -> None:
    row = clocks([replace(AN_INCOMING, stay_id="", triage="ukjent pasient")])["signer-innkommende"]
    assert (row.stay_id, row.patient_name, row.responsible) == ("", "Danser, Line", "")


def test_what_we_refused_or_quarantined_waits_for_no_signature() -> None:
    assert not clocks([replace(AN_INCOMING, refused_codes=("E36",))])
    assert not clocks([replace(AN_INCOMING, quarantine="IKKE_XML")])


def test_the_report_is_due_from_the_receipt_of_innlagt() -> None:
    row = clocks([replace(INNLAGT, apprec_status="1", apprec_at=FRIDAY + HOUR)])["innleggelsesrapport"]
    assert (row.started_at, row.soft, row.due) == (FRIDAY + HOUR, FRIDAY + 5 * HOUR, FRIDAY + 25 * HOUR)
    assert (row.note, row.ours, row.responsible) == ("", False, "Alvdal kommune")


def test_without_a_receipt_the_report_is_due_from_sending_and_the_row_says_so() -> None:
    row = clocks([INNLAGT])["innleggelsesrapport"]
    assert (row.started_at, row.note) == (FRIDAY, NOT_RECEIPTED)


def test_the_report_is_due_on_the_first_working_day_in_psychiatry() -> None:
    row = clocks([INNLAGT], stay=replace(QUIET, sector="psykisk helsevern"))["innleggelsesrapport"]
    assert (row.soft, row.due.isoformat()) == (None, "2026-11-23T14:00:00+00:00")


def test_an_innlagt_that_the_municipality_refused_starts_no_clock() -> None:
    refused = replace(INNLAGT, apprec_status="2", apprec_at=FRIDAY)
    assert "innleggelsesrapport" not in clocks([refused])


def test_the_report_ends_its_clock_when_it_comes() -> None:
    report = replace(AN_INCOMING, at=FRIDAY + HOUR)
    assert clocks([INNLAGT, report])["innleggelsesrapport"].ended_at == FRIDAY + HOUR


def test_a_report_that_the_municipality_cancelled_ends_no_clock() -> None:
    report = replace(AN_INCOMING, at=FRIDAY + HOUR, cancelled_by="cancel")
    cancel = replace(report, msg_id="cancel", standing="C", cancelled_by="")
    assert clocks([INNLAGT, report, cancel])["innleggelsesrapport"].ended_at is None


def test_helseopplysninger_first_notice_is_due_24_hours_after_admission() -> None:
    row = clocks([], stay=A_STAY)["helseopplysninger-første"]
    assert (row.started_at, row.due) == (A_STAY.admitted_at, A_STAY.admitted_at + 24 * HOUR)


def test_no_notice_is_due_when_no_need_is_expected_or_the_stay_is_not_overnight() -> None:
    assert not clocks([], stay=QUIET)
    assert not clocks([], stay=replace(A_STAY, stay_type="dag"))


def test_a_breached_deadline_stays_also_after_discharge() -> None:
    gone = replace(A_STAY, discharged_at=FRIDAY + 30 * HOUR)
    row = clocks([], FRIDAY + 500 * HOUR, gone)["helseopplysninger-første"]
    assert row.state == "forfalt"


def test_helseopplysninger_sent_late_ends_the_clock_as_late() -> None:
    late = replace(AN_OUTGOING, handed_over_at=FRIDAY + 25 * HOUR)
    assert clocks([late], stay=A_STAY)["helseopplysninger-første"].state == "ferdig for sent"


def test_helseopplysninger_in_the_outbox_or_refused_does_not_end_the_clock() -> None:
    waiting = replace(AN_OUTGOING, handed_over_at=None)
    refused = replace(AN_OUTGOING, apprec_status="2", apprec_at=FRIDAY)
    for message in (waiting, refused):
        assert clocks([message], stay=A_STAY)["helseopplysninger-første"].ended_at is None


def test_helseopplysninger_on_paper_ends_the_clock() -> None:
    printed = replace(AN_OUTGOING, channel="papir", handed_over_at=None, not_before=FRIDAY, printed=1)
    assert clocks([printed], stay=A_STAY)["helseopplysninger-første"].ended_at == FRIDAY


def test_helseopplysninger_to_another_municipality_leave_the_clock_running() -> None:
    moved_at = FRIDAY + 5 * HOUR
    stay = replace(A_STAY, kommune="Tynset kommune")

    def first(*messages: MessageRow) -> DeadlineRow:
        rows = running([stay], messages, FRIDAY, standard_settings(), moved={stay.stay_id: moved_at})
        return next(row for row in rows if row.rule == "helseopplysninger-første")

    row = first(AN_OUTGOING)
    assert (row.started_at, row.ended_at) == (moved_at, None)
    assert row.started_by == "Kommunen ble endret til Tynset kommune"
    assert "Alvdal kommune, ikke til Tynset kommune: fristen løper på nytt" in row.note
    again = replace(AN_OUTGOING, msg_id="ny", counterpart="Tynset kommune", handed_over_at=moved_at + HOUR)
    assert (first(AN_OUTGOING, again).ended_at, first(AN_OUTGOING, again).note) == (moved_at + HOUR, "")
    early = replace(again, handed_over_at=FRIDAY)
    assert first(AN_OUTGOING, early).started_at == A_STAY.admitted_at


def test_a_municipality_is_known_by_its_number_when_its_name_has_changed() -> None:
    book = AddressBook((Kommunekort("Nye Alvdal kommune", services=(KommuneService("S", "sak", "5078"),)),))
    sent = replace(
        AN_OUTGOING,
        deliveries=(Delivery("Alvdal kommune", her_id="5078", handed_over_at=FRIDAY),),
    )
    renamed = replace(A_STAY, kommune="Nye Alvdal kommune")
    rows = running([renamed], [sent], FRIDAY, standard_settings(), addresses=book)
    assert [row.ended_at for row in rows if row.rule == "helseopplysninger-første"] == [FRIDAY]


def test_saksbehandler_answers_the_first_working_day_after_the_receipt() -> None:
    delivered = replace(AN_OUTGOING, apprec_status="1", apprec_at=FRIDAY)
    assert "svar-saksbehandler" not in clocks([AN_OUTGOING])
    assert clocks([delivered])["svar-saksbehandler"].ended_at is None
    answer = replace(AN_INCOMING, msg_id="svar", type_code="DIALOG_SVAR", at=FRIDAY + HOUR)
    assert clocks([delivered, answer])["svar-saksbehandler"].ended_at == FRIDAY + HOUR


def test_a_later_helseopplysninger_never_takes_back_an_unanswered_one() -> None:
    first = replace(AN_OUTGOING, msg_id="ho1", apprec_status="1", apprec_at=FRIDAY)
    second = replace(first, msg_id="ho2", at=FRIDAY + HOUR, apprec_at=FRIDAY + HOUR)
    assert clocks([first, second])["svar-saksbehandler"].started_at == FRIDAY
    between = replace(AN_INCOMING, msg_id="svar", type_code="DIALOG_SVAR", at=FRIDAY + HOUR / 2)
    assert clocks([first, between, second])["svar-saksbehandler"].started_at == FRIDAY + HOUR


def test_a_report_on_admission_is_no_answer_to_helseopplysninger() -> None:
    delivered = replace(AN_OUTGOING, apprec_status="1", apprec_at=FRIDAY)
    report = replace(AN_INCOMING, at=FRIDAY + HOUR)
    assert clocks([delivered, report])["svar-saksbehandler"].ended_at is None


def test_utskrivningsklar_starts_the_clock_for_the_report_and_for_the_answer() -> None:
    rows = clocks([replace(KLAR, apprec_status="1", apprec_at=FRIDAY)])
    assert rows["utskrivningsrapport"].due == FRIDAY + 2 * HOUR
    assert rows["kommunens-svar-utskrivningsklar"].soft == FRIDAY + 2 * HOUR
    report = replace(AN_OUTGOING, msg_id="rapport", type_code="UTSKRIVNINGSRAPPORT")
    assert clocks([KLAR, report])["utskrivningsrapport"].state == "ferdig"


def test_a_cancelled_utskrivningsklar_has_no_clock() -> None:
    assert "utskrivningsrapport" not in clocks([replace(KLAR, cancelled_by="c-1")])


def test_avmelding_needs_new_helseopplysninger_sent_after_it() -> None:
    avmelding = replace(AN_OUTGOING, msg_id="av", type_code="LOG_AVMELDING", handed_over_at=FRIDAY)
    before = replace(AN_OUTGOING, msg_id="ho", handed_over_at=FRIDAY - HOUR)
    after = replace(AN_OUTGOING, msg_id="ho2", handed_over_at=FRIDAY + HOUR)
    rule = "ny-helseopplysninger-etter-avmelding"
    assert clocks([before, avmelding])[rule].ended_at is None
    assert clocks([before, avmelding, after])[rule].ended_at == FRIDAY + HOUR


def test_a_request_is_answered_by_the_asked_party() -> None:
    asked_us = replace(AN_INCOMING, msg_id="q", type_code="DIALOG_FORESPORSEL")
    assert clocks([asked_us])["svar-på-forespørsel"].ours
    reply = replace(AN_OUTGOING, msg_id="a", type_code="DIALOG_SVAR", parent="q")
    assert clocks([asked_us, reply])["svar-på-forespørsel"].ended_at == FRIDAY
    we_asked = replace(
        AN_OUTGOING, msg_id="q", type_code="DIALOG_FORESPORSEL", apprec_status="1", apprec_at=FRIDAY
    )
    assert not clocks([we_asked])["svar-på-forespørsel"].ours


def test_the_receipt_is_watched_in_steps() -> None:
    assert clocks([AN_OUTGOING], FRIDAY)["kvittering"].note == ""
    row = clocks([AN_OUTGOING], FRIDAY + 3 * HOUR)["kvittering"]
    assert (row.state, row.note) == ("snart", "Ikke kvittert på 2 t: ring mottakeren.")
    assert clocks([AN_OUTGOING], FRIDAY + 97 * HOUR)["kvittering"].state == "forfalt"


def test_a_late_receipt_settles_the_watch() -> None:
    late = replace(AN_OUTGOING, apprec_status="1", apprec_at=FRIDAY + 97 * HOUR)
    assert clocks([late], FRIDAY + 98 * HOUR)["kvittering"].state == "ferdig for sent"


def test_open_deadlines_come_first_and_the_most_urgent_on_top() -> None:
    ended = replace(AN_INCOMING, msg_id="done", signed_at=FRIDAY)
    fresh = replace(AN_INCOMING, msg_id="fresh", at=FRIDAY + HOUR)
    old = replace(AN_INCOMING, msg_id="old", at=FRIDAY - 30 * HOUR)
    rows = running([QUIET], [ended, fresh, old], FRIDAY, standard_settings())
    assert [row.msg_id for row in rows] == ["old", "fresh", "done"]


def test_a_question_without_a_stay_is_answered_by_the_rule_of_the_service_that_got_it() -> None:
    asked = replace(
        AN_INCOMING,
        msg_id="q",
        type_code="DIALOG_FORESPORSEL",
        stay_id="",
        our_service="DPS",
        signed_at=FRIDAY,
    )
    sectors = {"DPS": "psykisk helsevern"}
    somatic = running([], [replace(asked, our_service="3B")], FRIDAY, standard_settings(), sectors)
    psychiatric = running([], [asked], FRIDAY, standard_settings(), sectors)
    due = {row.rule: row.due for row in psychiatric}["svar-på-forespørsel"]
    assert {row.rule: row.due for row in somatic}["svar-på-forespørsel"] == FRIDAY + 24 * HOUR
    assert due.astimezone(OSLO).strftime("%a %H:%M") == "Mon 15:00"


def test_an_answered_question_without_a_stay_ends() -> None:
    asked = replace(AN_INCOMING, msg_id="q", type_code="DIALOG_FORESPORSEL", stay_id="")
    answer = replace(AN_OUTGOING, msg_id="a", type_code="DIALOG_SVAR", parent="q", stay_id="")
    rows = running([], [asked, answer], FRIDAY, standard_settings())
    assert {row.rule: row.state for row in rows}["svar-på-forespørsel"] == "ferdig"


def test_the_sector_may_be_named_in_the_id_as_the_procedure_writes_it() -> None:
    named = standard_settings().rule("innleggelsesrapport (psyk, rus)")
    assert named == standard_settings().rule("innleggelsesrapport", "psykisk helsevern")
    both = standard_settings().rule("svar-på-forespørsel (somatikk / psyk, rus)", "rus/TSB")
    assert both.hard == "første virkedag"


# -- what answers what (SSHF 5.3–5.8) -----------------------------------------------------------------------

DELIVERED = replace(KLAR, apprec_status="1", apprec_at=FRIDAY)
AVMELDING = replace(AN_OUTGOING, msg_id="av", type_code="LOG_AVMELDING", handed_over_at=FRIDAY + HOUR, seq=9)
THEIR_ANSWER = "kommunens-svar-utskrivningsklar"


def test_only_a_reply_that_refers_to_it_answers_utskrivningsklar() -> None:
    note = replace(AN_INCOMING, msg_id="n", type_code="DIALOG_NOTAT", at=FRIDAY + HOUR)
    assert clocks([DELIVERED, note])[THEIR_ANSWER].ended_at is None
    assert clocks([DELIVERED, replace(note, parent="klar")])[THEIR_ANSWER].ended_at == FRIDAY + HOUR
    asked = replace(note, type_code="DIALOG_FORESPORSEL", parent="klar")
    assert clocks([DELIVERED, asked])[THEIR_ANSWER].ended_at is None


def test_the_message_of_plo_20_is_such_a_reply() -> None:
    told = replace(AN_INCOMING, msg_id="t", type_code="LOG_TILBAKEMELDING", at=FRIDAY + HOUR)
    assert clocks([DELIVERED, told])[THEIR_ANSWER].ended_at == FRIDAY + HOUR


def test_an_answer_that_was_entered_ends_the_clock() -> None:
    answered = replace(QUIET, answer="kan ta imot", answer_at=FRIDAY + HOUR)
    assert clocks([DELIVERED], stay=answered)[THEIR_ANSWER].ended_at == FRIDAY + HOUR
    before = replace(QUIET, answer="kan ta imot", answer_at=FRIDAY - HOUR)
    assert clocks([DELIVERED], stay=before)[THEIR_ANSWER].ended_at is None


def test_who_is_withdrawn_needs_neither_report_nor_answer() -> None:
    rows = clocks([DELIVERED, AVMELDING], FRIDAY + 2 * HOUR)
    for rule in ("utskrivningsrapport", THEIR_ANSWER):
        assert (rows[rule].ended_at, rows[rule].note) == (
            FRIDAY + HOUR,
            "Pasienten er avmeldt som utskrivningsklar.",
        )


def test_a_withdrawal_does_not_hide_that_the_report_was_late() -> None:
    late = replace(AVMELDING, handed_over_at=FRIDAY + 3 * HOUR, at=FRIDAY + 3 * HOUR)
    assert clocks([DELIVERED, late], FRIDAY + 4 * HOUR)["utskrivningsrapport"].state == "ferdig for sent"


def test_a_new_period_needs_a_new_report() -> None:
    report = replace(AN_OUTGOING, msg_id="r", type_code="UTSKRIVNINGSRAPPORT", handed_over_at=FRIDAY, seq=2)
    second = replace(
        DELIVERED, msg_id="klar2", handed_over_at=FRIDAY + 2 * HOUR, at=FRIDAY + 2 * HOUR, seq=12
    )
    rows = running([QUIET], [DELIVERED, report, AVMELDING, second], FRIDAY + 3 * HOUR, standard_settings())
    found = {row.msg_id: row.state for row in rows if row.rule == "utskrivningsrapport"}
    assert found == {"klar": "ferdig", "klar2": "snart"}


def test_the_report_is_due_at_the_discharge_at_the_latest() -> None:
    gone = replace(QUIET, discharged_at=FRIDAY + HOUR)
    assert clocks([DELIVERED], stay=gone)["utskrivningsrapport"].due == FRIDAY + HOUR


def test_a_phoned_answer_is_a_reply_on_helseopplysninger() -> None:
    delivered = replace(AN_OUTGOING, apprec_status="1", apprec_at=FRIDAY)
    answered = replace(QUIET, answer="kan ta imot", answer_at=FRIDAY + HOUR)
    assert clocks([delivered], stay=answered)["svar-saksbehandler"].ended_at == FRIDAY + HOUR


def test_helseopplysninger_that_refer_to_a_question_answer_it() -> None:
    asked = replace(AN_INCOMING, msg_id="q", type_code="DIALOG_FORESPORSEL")
    told = replace(AN_OUTGOING, msg_id="a", parent="q", handed_over_at=FRIDAY + HOUR)
    assert clocks([asked, told])["svar-på-forespørsel"].ended_at == FRIDAY + HOUR
    waiting = replace(told, handed_over_at=None)
    assert clocks([asked, waiting])["svar-på-forespørsel"].ended_at is None


def test_an_answer_that_was_refused_leaves_the_question_open() -> None:
    asked = replace(AN_INCOMING, msg_id="q", type_code="DIALOG_FORESPORSEL")
    refused = replace(AN_OUTGOING, msg_id="a", type_code="DIALOG_SVAR", parent="q", apprec_status="2")
    assert clocks([asked, refused])["svar-på-forespørsel"].ended_at is None


def test_an_avvik_about_a_question_is_no_answer_to_it() -> None:
    asked = replace(AN_INCOMING, msg_id="q", type_code="DIALOG_FORESPORSEL")
    told = replace(AN_OUTGOING, msg_id="a", type_code="DIALOG_AVVIK", parent="q")
    assert clocks([asked, told])["svar-på-forespørsel"].ended_at is None


def test_an_answer_without_a_stay_ends_the_clock_of_a_question_that_got_one_later() -> None:
    asked = replace(AN_INCOMING, msg_id="q", type_code="DIALOG_FORESPORSEL")
    answer = replace(AN_OUTGOING, msg_id="a", type_code="DIALOG_SVAR", parent="q", stay_id="")
    assert clocks([asked, answer])["svar-på-forespørsel"].state == "ferdig"


def test_our_question_in_psychiatry_is_answered_the_first_working_day() -> None:
    we_asked = replace(
        AN_OUTGOING, msg_id="q", type_code="DIALOG_FORESPORSEL", apprec_status="1", apprec_at=FRIDAY
    )
    row = clocks([we_asked], stay=replace(QUIET, sector="rus/TSB"))["svar-på-forespørsel"]
    assert row.due.astimezone(OSLO).strftime("%a %H:%M") == "Mon 15:00"


def test_an_answer_about_somebody_else_answers_nothing() -> None:
    asked = replace(AN_INCOMING, msg_id="q", type_code="DIALOG_FORESPORSEL", parent="")
    stray = replace(
        AN_INCOMING,
        msg_id="svar",
        type_code="DIALOG_SVAR",
        parent="q",
        stay_id="",
        patient_number="15076500565",
    )
    assert clocks([asked, stray])["svar-på-forespørsel"].ended_at is None
    on_the_stay = replace(stray, stay_id=asked.stay_id)
    assert clocks([asked, on_the_stay])["svar-på-forespørsel"].ended_at is not None
