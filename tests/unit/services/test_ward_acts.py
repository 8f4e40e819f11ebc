"""Admission, drafts, reading, signing and the counts, as the procedure describes them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from plo_desktop.base.errors import UserError
from plo_desktop.domain.events import DischargedWithoutReport
from plo_desktop.domain.party import Identifier
from plo_desktop.services import admit, dispatch, draft, overview, print_out, read, sign
from plo_desktop.services.admit import NewStay
from plo_desktop.services.desk import Desk
from plo_desktop.services.ports import MessageFilter
from plo_desktop.services.receive import take_in
from tests.unit.services.desks import AASE, BERG, HOUR, Wire, a_report, a_stay, later
from tests.wire.made import LINE

HO = "HELSEOPPL_SOKNAD"


def state(desk: Desk, rule: str) -> str:
    return next(row.state for row in overview.deadlines(desk) if row.rule == rule)


# -- stays --------------------------------------------------------------------------------------------------


def test_an_admitted_patient_lies_on_the_ward_with_the_municipality_of_the_address_book(desk: Desk) -> None:
    stay = desk.store.stay(a_stay(desk, kommune="alvdal"))
    assert stay is not None
    assert (stay.ward, stay.bed, stay.kommune) == ("Post 3B", "312-2", "Alvdal kommune")
    assert state(desk, "helseopplysninger-første") == "venter"


@pytest.mark.parametrize(
    ("new", "code"),
    [
        (NewStay(replace(LINE, family=" ")), "NAVN_MANGLER"),
        (NewStay(replace(LINE, idents=(Identifier("13116900217", LINE.idents[0].type),))), "PASIENTNUMMER"),
        (NewStay(replace(LINE, idents=(), birth_date=None)), "UTEN_NUMMER"),
    ],
)
def test_a_patient_who_cannot_be_known_is_not_admitted(desk: Desk, new: NewStay, code: str) -> None:
    with pytest.raises(UserError) as told:
        admit.admit(desk, new)
    assert told.value.code == code
    assert desk.store.stays() == []


def test_a_patient_is_admitted_once_and_never_ahead_of_time(desk: Desk) -> None:
    a_stay(desk)
    with pytest.raises(UserError, match="ALLEREDE_INNE"):
        a_stay(desk)
    with pytest.raises(UserError, match="FRAM_I_TID"):
        admit.admit(desk, NewStay(LINE, admitted_at=desk.now() + HOUR))


def test_another_municipality_has_not_had_the_helseopplysninger(desk: Desk) -> None:
    stay_id = a_stay(desk)
    opened = draft.open_draft(desk, stay_id, HO)
    worded = {
        "pasientens_status": "Stabil.",
        "antatt_forlop": "Hjem mandag.",
        "forventet_utskrivningsklar": "2026-11-23",
    }
    dispatch.queue(desk, draft.save(desk, replace(opened, content={**opened.content, **worded})))
    later(desk, HOUR)
    dispatch.release(desk, Wire())
    assert state(desk, "helseopplysninger-første") == "ferdig"
    moved_at = desk.now()
    admit.change(desk, stay_id, kommune="Tynset")
    later(desk, HOUR)
    admit.change(desk, stay_id, kommune="Tynset")
    (row,) = (row for row in overview.deadlines(desk) if row.rule == "helseopplysninger-første")
    assert (row.state, row.started_at) == ("venter", moved_at)
    assert row.note.startswith("Sendt til Alvdal kommune, ikke til Tynset")
    found = dispatch.check(desk, draft.open_draft(desk, stay_id, "LOG_UTSKRIVNINGSKLAR"))
    assert "HELSEOPPLYSNINGER_MANGLER" in [problem.code for problem in found]


def test_the_expected_day_is_moved_and_an_unchanged_one_is_no_event(desk: Desk) -> None:
    stay_id = a_stay(desk)
    assert admit.set_expected(desk, stay_id, date(2026, 11, 23), True).stays
    assert not admit.set_expected(desk, stay_id, date(2026, 11, 23), True).stays
    stay = desk.store.stay(stay_id)
    assert stay is not None
    assert (stay.expected_on, stay.expected_uncertain) == (date(2026, 11, 23), True)


def test_discharge_takes_the_patient_off_the_ward_once(desk: Desk) -> None:
    stay_id = a_stay(desk)
    later(desk, HOUR)
    admit.discharge(desk, stay_id, desk.now(), "1")
    assert desk.store.stays() == []
    with pytest.raises(UserError, match="ALLEREDE_UTSKREVET"):
        admit.discharge(desk, stay_id, desk.now(), "1")


def test_discharge_is_stopped_until_the_report_is_sent_or_a_reason_is_written(desk: Desk) -> None:
    stay_id = a_stay(desk)
    told = draft.open_draft(desk, stay_id, HO)
    values = {
        "pasientens_status": "Innlagt etter fall.",
        "antatt_forlop": "Mobiliseres.",
        "forventet_utskrivningsklar": "2026-11-23",
    }
    dispatch.queue(desk, replace(told, content={**told.content, **values}))
    with pytest.raises(UserError, match="RAPPORT_MANGLER") as stopped:
        admit.discharge(desk, stay_id, desk.now(), "1")
    assert stopped.value.next_step.startswith("Send rapport nå")
    admit.discharge(desk, stay_id, desk.now(), "1", without_report="Skrives av vakthavende i kveld.")
    reasons = [each.event for each in desk.store.events(stay_id=stay_id)]
    assert DischargedWithoutReport(stay_id, "Skrives av vakthavende i kveld.") in reasons


# -- drafts -------------------------------------------------------------------------------------------------


def test_a_draft_is_filled_in_from_stay_ward_and_user(desk: Desk) -> None:
    stay_id = a_stay(desk)
    admit.set_expected(desk, stay_id, date(2026, 11, 23), True)
    opened = draft.open_draft(desk, stay_id, HO)
    expected = {
        "forventet_utskrivningsklar": "2026-11-23",
        "usikker": True,
        "enhet": "Post 3B",
        "enhet_telefon": "72000000",
        "kontakt": "May Jones",
        "kontakt_hpr": "9144919",
    }
    assert {name: opened.content.get(name) for name in expected} == expected


def test_the_users_own_draft_is_resumed_and_a_colleague_gets_her_own(desk: Desk) -> None:
    stay_id = a_stay(desk)
    mine = draft.open_draft(desk, stay_id, HO)
    draft.save(desk, replace(mine, content={**mine.content, "praktisk": "Nøkkel hos nabo"}))
    assert draft.open_draft(desk, stay_id, HO).content["praktisk"] == "Nøkkel hos nabo"
    theirs = draft.open_draft(desk.as_actor(BERG), stay_id, HO)
    assert theirs.draft_id != mine.draft_id
    assert "praktisk" not in theirs.content


def test_critical_information_of_the_report_comes_along_with_its_source(desk: Desk) -> None:
    stay_id = a_stay(desk)
    take_in(desk, a_report())
    opened = draft.open_draft(desk, stay_id, HO)
    assert opened.content["cave"]
    assert opened.sources["cave"] == "Innleggelsesrapport 20.11.2026, Alvdal kommune"


def test_paragraphs_of_the_report_can_be_reused_where_they_belong(desk: Desk) -> None:
    stay_id = a_stay(desk)
    take_in(desk, a_report())
    source = draft.reuse_sources(desk, stay_id, HO)[0]
    targets = {part.heading: part.target_field for part in source.parts}
    assert source.title == "Innleggelsesrapport"
    assert "funksjon_og_behov" in targets.values()
    assert "pasientens_status" in targets.values()


def test_a_discarded_draft_is_gone(desk: Desk) -> None:
    opened = draft.open_draft(desk, a_stay(desk), HO)
    draft.discard(desk, opened.draft_id)
    assert desk.store.drafts() == []


def test_an_old_draft_is_counted(desk: Desk) -> None:
    draft.open_draft(desk, a_stay(desk), HO)
    assert overview.not_arrived(desk) == ()
    later(desk, 8 * HOUR)
    assert [item.kind for item in overview.not_arrived(desk)] == ["utkast"]


# -- reading and signing ------------------------------------------------------------------------------------


def test_reading_is_noted_and_signs_nothing(desk: Desk) -> None:
    a_stay(desk)
    msg_id = take_in(desk, a_report()).msg_id
    sign.open_message(desk.as_actor(BERG), msg_id)
    row = desk.store.message(msg_id)
    assert row is not None
    assert (row.opened_by, row.signed_by) == ("Berg", "")
    assert overview.counts(desk).unsigned == 1
    assert read.outline(desk, msg_id).sections
    assert read.raw(desk, msg_id).startswith(b"<?xml")


def test_the_responsible_nurse_signs_with_one_act_and_the_deadline_ends(desk: Desk) -> None:
    a_stay(desk)
    msg_id = take_in(desk, a_report()).msg_id
    later(desk, HOUR)
    sign.sign(desk, msg_id)
    row = desk.store.message(msg_id)
    assert row is not None
    assert (row.signed_by, row.responsible) == ("Jones", "")
    assert state(desk, "signer-innkommende") == "ferdig"
    assert overview.counts(desk).unsigned == 0


def test_somebody_else_takes_the_responsibility_first(desk: Desk) -> None:
    a_stay(desk)
    msg_id = take_in(desk, a_report()).msg_id
    sign.sign(desk.as_actor(BERG), msg_id)
    row = desk.store.message(msg_id)
    assert row is not None
    assert (row.signed_by, row.responsible) == ("Berg", "Berg")


def test_signing_twice_keeps_the_first_signature(desk: Desk) -> None:
    a_stay(desk)
    msg_id = take_in(desk, a_report()).msg_id
    sign.sign(desk, msg_id)
    assert not sign.sign(desk.as_actor(BERG), msg_id).messages
    row = desk.store.message(msg_id)
    assert row is not None
    assert row.signed_by == "Jones"


def test_a_secretary_a_message_in_triage_and_quarantine_are_not_signed(desk: Desk) -> None:
    unknown = take_in(desk, a_report()).msg_id
    broken = desk.store.message_by_sha(take_in(desk, b"rusk").sha256)
    assert broken is not None
    for actor, msg_id, code in (
        (AASE, unknown, "KAN_IKKE_SIGNERE"),
        (BERG, unknown, "IKKE_KNYTTET"),
        (BERG, broken.msg_id, "TRENGER_IKKE_SIGNATUR"),
    ):
        with pytest.raises(UserError, match=code):
            sign.sign(desk.as_actor(actor), msg_id)
    assert "rusk" in str(read.outline(desk, broken.msg_id))


def test_an_unsigned_message_goes_overdue_and_stays_there(desk: Desk) -> None:
    a_stay(desk)
    take_in(desk, a_report())
    later(desk, 400 * HOUR)
    assert state(desk, "signer-innkommende") == "forfalt"
    assert overview.counts(desk).overdue >= 1


def test_what_ended_yesterday_is_no_longer_listed(desk: Desk) -> None:
    a_stay(desk)
    sign.sign(desk, take_in(desk, a_report()).msg_id)
    assert state(desk, "signer-innkommende") == "ferdig"
    later(desk, 24 * HOUR)
    assert "signer-innkommende" not in [row.rule for row in overview.deadlines(desk)]


def test_counts_are_those_of_the_lists(desk: Desk) -> None:
    a_stay(desk)
    take_in(desk, a_report())
    take_in(desk, b"rusk")
    counts = overview.counts(desk)
    assert (counts.patients, counts.unsigned, counts.outbox) == (1, 1, 0)
    assert counts.not_arrived == len(overview.not_arrived(desk)) == 2
    assert desk.store.message_count(MessageFilter()) == 2


def test_a_message_and_a_draft_become_paper(desk: Desk) -> None:
    stay_id = a_stay(desk)
    msg_id = take_in(desk, a_report()).msg_id
    assert print_out.preview(desk, msg_id).startswith(b"%PDF")
    print_out.printed(desk, msg_id)
    row = desk.store.message(msg_id)
    assert row is not None
    assert row.printed == 1
    assert print_out.draft_preview(desk, draft.open_draft(desk, stay_id, "LOG_INNLAGT")).startswith(b"%PDF")
