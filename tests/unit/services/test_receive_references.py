"""A cancellation or a change touches its original only when patient and sender are the same (S-07, S-08)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from plo_desktop.base.ids import new_uuid
from plo_desktop.domain.addresses import identifier
from plo_desktop.domain.log_rows import MessageFilter
from plo_desktop.domain.message_state import needs_signature
from plo_desktop.domain.party import Code, Identifier, Organisation, Patient
from plo_desktop.services import alerts, overview, sign, triage
from plo_desktop.services.desk import Desk
from plo_desktop.services.receive import Outcome, take_in
from tests.unit.services.desks import BERG, a_report, a_stay
from tests.wire.made import LINE

ALVDAL = Organisation(
    "Alvdal kommune", (identifier("HER:99387"),), Organisation("Sykepleietjeneste", (identifier("HER:5078"),))
)
FNR = Code("FNR", "Fødselsnummer", "2.16.578.1.12.4.1.1.8116")


def codes_and_mark(
    desk: Desk, *, patient: Patient = LINE, sender: Organisation = ALVDAL, standing: str = "C"
) -> tuple[set[str], str]:
    """Return what is said of a cancellation, and whether it marked the original."""
    original = take_in(desk, a_report(sender=ALVDAL))
    outcome = take_in(desk, a_report(patient, standing=standing, parent=original.msg_id, sender=sender))
    row = desk.store.message(original.msg_id)
    assert row is not None
    assert outcome.outcome == "accepted"
    mark = "cancelled" if row.cancelled_by == outcome.msg_id else ""
    return {each.code for each in outcome.warnings} - {"UKJENT_PASIENT"}, mark


def test_the_same_patient_written_in_another_way_is_the_same(desk: Desk) -> None:
    spaced = replace(LINE, idents=(Identifier("131169 00216", FNR),))
    assert codes_and_mark(desk, patient=spaced) == (set(), "cancelled")


def test_without_a_number_name_and_birth_date_tell(desk: Desk) -> None:
    assert codes_and_mark(desk, patient=replace(LINE, idents=())) == (set(), "cancelled")


def test_the_same_sender_under_another_spelling_is_the_same(desk: Desk) -> None:
    assert codes_and_mark(desk, sender=replace(ALVDAL, name="ALVDAL KOMMUNE HELSE")) == (set(), "cancelled")


def test_another_sender_with_the_same_name_cannot_cancel(desk: Desk) -> None:
    other = replace(ALVDAL, idents=(identifier("HER:4444"),))
    assert codes_and_mark(desk, sender=other) == ({"ANNEN_AVSENDER"}, "")


@pytest.mark.parametrize("standing", ["C", "M"])
def test_a_message_about_another_patient_touches_nothing_and_says_so(desk: Desk, standing: str) -> None:
    other = replace(
        LINE,
        family="Telokk",
        given="Gry",
        birth_date=date(1979, 5, 12),
        idents=(Identifier("12057900499", FNR),),
    )
    assert codes_and_mark(desk, patient=other, standing=standing) == ({"ANNEN_PASIENT"}, "")


def test_a_cancellation_before_its_original_says_that_it_waits_and_is_used_then(desk: Desk) -> None:
    msg_id = new_uuid()
    early = take_in(desk, a_report(standing="C", parent=msg_id))
    take_in(desk, a_report(msg_id=msg_id))
    row = desk.store.message(msg_id)
    assert row is not None
    assert "ORIGINAL_MANGLER" in {each.code for each in early.warnings}
    assert row.cancelled_by == early.msg_id


# -- in the hands of people ---------------------------------------------------------------------------------


def codes(outcome: Outcome) -> set[str]:
    return {each.code for each in outcome.warnings} - {"UKJENT_PASIENT"}


def test_a_message_that_was_cancelled_before_it_came_never_waits_for_a_signature(desk: Desk) -> None:
    """S-08, RCV-INN-22: only the cancellation is to be read and signed."""
    a_stay(desk)
    msg_id = new_uuid()
    early = take_in(desk, a_report(standing="C", parent=msg_id))
    assert [item.kind for item in overview.not_arrived(desk)] == ["ukoblet"]
    take_in(desk, a_report(msg_id=msg_id))
    assert not needs_signature(desk.message(msg_id))
    unsigned = desk.store.messages(MessageFilter(unsigned=True))
    assert [row.msg_id for row in unsigned] == [early.msg_id]
    assert [item.kind for item in overview.not_arrived(desk)] == ["usignert"]
    assert [row.msg_id for row in overview.deadlines(desk) if row.rule == "signer-innkommende"] == [
        early.msg_id
    ]


def test_who_has_read_what_is_cancelled_is_told_until_she_has_seen_it(desk: Desk) -> None:
    """S-07: alerts readers who had opened them."""
    a_stay(desk)
    original = take_in(desk, a_report()).msg_id
    sign.open_message(desk, original)
    cancel = take_in(desk, a_report(standing="C", parent=original))
    assert "LEST_FOR" in codes(cancel)
    assert any("May Jones" in said for said in cancel.changes.announce)
    berg = desk.as_actor(BERG)
    assert alerts.for_user(berg) == ()
    (alert,) = alerts.for_user(desk)
    assert (alert.kind, alert.msg_id, alert.about) == ("kansellert", cancel.msg_id, original)
    assert "kansellert" in [item.kind for item in overview.not_arrived(desk)]
    sign.open_message(berg, cancel.msg_id)
    assert alerts.for_user(desk) == (alert,)
    sign.open_message(desk, cancel.msg_id)
    assert alerts.for_user(desk) == ()


def test_who_has_read_an_older_version_is_told_of_the_change(desk: Desk) -> None:
    a_stay(desk)
    original = take_in(desk, a_report()).msg_id
    sign.open_message(desk, original)
    change = take_in(desk, a_report(standing="M", parent=original)).msg_id
    assert [(each.kind, each.msg_id) for each in alerts.for_user(desk)] == [("endret", change)]
    assert not needs_signature(desk.message(original))
    assert needs_signature(desk.message(change))


def test_a_signed_message_stays_signed_when_it_is_cancelled_and_readable(desk: Desk) -> None:
    a_stay(desk)
    original = take_in(desk, a_report())
    sign.sign(desk, original.msg_id)
    take_in(desk, a_report(standing="C", parent=original.msg_id))
    row = desk.message(original.msg_id)
    assert (row.signed_by, bool(row.cancelled_by)) == ("Jones", True)
    assert desk.store.document(original.sha256) is not None


def test_a_second_cancellation_and_a_change_of_the_cancelled_are_taken_in_and_said(desk: Desk) -> None:
    """S-09."""
    a_stay(desk)
    original = take_in(desk, a_report()).msg_id
    first = take_in(desk, a_report(standing="C", parent=original))
    second = take_in(desk, a_report(standing="C", parent=original))
    change = take_in(desk, a_report(standing="M", parent=original))
    of_cancel = take_in(desk, a_report(standing="C", parent=first.msg_id))
    outcomes = (first, second, change, of_cancel)
    assert [outcome.outcome for outcome in outcomes] == ["accepted"] * 4
    assert [codes(outcome) - {"MULIG_DUBLETT"} for outcome in outcomes] == [
        set(),
        {"KANSELLERT_FOR"},
        {"ENDRER_KANSELLERT"},
        {"GJELDER_KANSELLERING"},
    ]
    assert desk.message(original).cancelled_by == first.msg_id
    assert all(not desk.message(each.msg_id).cancelled_by for each in (first, second, of_cancel))


def test_a_change_made_after_the_cancellation_stands_and_must_be_looked_into(desk: Desk) -> None:
    """S-09: whether it was meant, its sender knows."""
    a_stay(desk)
    original = take_in(desk, a_report()).msg_id
    take_in(desk, a_report(standing="C", parent=original))
    late = take_in(desk, a_report(standing="M", parent=original, minutes=5)).msg_id
    assert needs_signature(desk.message(late))


def test_ids_are_compared_without_regard_to_case_and_blanks(desk: Desk) -> None:
    original = take_in(desk, a_report()).msg_id
    cancel = take_in(desk, a_report(standing="C", parent=f"  {original.upper()} "))
    assert desk.message(original).cancelled_by == cancel.msg_id


def test_references_in_a_ring_and_to_oneself_do_no_harm(desk: Desk) -> None:
    one, two, own = new_uuid(), new_uuid(), new_uuid()
    for msg_id, parent in ((one, two), (two, one), (own, own)):
        assert take_in(desk, a_report(msg_id=msg_id, standing="M", parent=parent)).outcome == "accepted"
    assert desk.message(own).replaced_by == ""
    assert {desk.message(one).replaced_by, desk.message(two).replaced_by} == {"", two}


def test_the_same_content_under_a_new_id_is_pointed_out_and_kept(desk: Desk) -> None:
    """S-05."""
    first, second, other = (a_report() for _ in range(3))
    other = other.replace(b"</epj2:Notat>", b" Mer.</epj2:Notat>", 1)
    assert [codes(take_in(desk, data)) for data in (first, second, other)] == [
        set(),
        {"MULIG_DUBLETT"},
        set(),
    ]
    assert desk.store.message_count(MessageFilter(unsigned=True)) == 3


def test_what_was_cancelled_and_sent_again_is_no_duplicate(desk: Desk) -> None:
    original = take_in(desk, a_report()).msg_id
    take_in(desk, a_report(standing="C", parent=original))
    assert codes(take_in(desk, a_report())) == set()


def test_a_message_about_another_message_is_tied_to_its_stay(desk: Desk) -> None:
    """What a person has placed need not be placed again for its change, cancellation or avvik."""
    stay_id = a_stay(desk)
    other = replace(LINE, given="Linn", idents=(Identifier("70019950032", Code("DNR")),))
    original = take_in(desk, a_report(other)).msg_id
    assert desk.message(original).triage == "ukjent pasient"
    triage.match(desk, original, stay_id)
    change = take_in(desk, a_report(other, standing="M", parent=original)).msg_id
    assert (desk.message(change).stay_id, desk.message(change).triage) == (stay_id, "")


# -- two numbers of one person ------------------------------------------------------------------------------

HELP_NUMBER = replace(LINE, idents=(Identifier("80005045804", Code("FHN")),))


def test_another_number_with_the_same_name_and_birth_date_is_proposed_and_both_are_kept(desk: Desk) -> None:
    """S-02, RCV-INN-17: a person confirms, and the next message finds the stay by itself."""
    aalvik = Identifier("15040650560", Code("FNR"))
    other = a_stay(desk, patient=replace(LINE, family="Aalvik", given="Bent", idents=(aalvik,)))
    stay_id = a_stay(desk)
    first = take_in(desk, a_report(HELP_NUMBER))
    row = desk.message(first.msg_id)
    assert (row.stay_id, row.triage, codes(first)) == ("", "ukjent pasient", {"ANNET_NUMMER"})
    assert [stay.stay_id for stay in triage.candidates(desk, row)] == [stay_id, other]
    triage.match(desk, first.msg_id, stay_id)
    stay = desk.store.stay(stay_id)
    assert stay is not None
    assert {ident.type.value for ident in stay.patient.idents} == {"FNR", "FHN"}
    assert desk.message(take_in(desk, a_report(HELP_NUMBER)).msg_id).stay_id == stay_id
    assert desk.message(take_in(desk, a_report()).msg_id).stay_id == stay_id


def test_the_number_of_somebody_else_is_not_kept_on_the_stay(desk: Desk) -> None:
    """A message tied to a stay by hand, with another name: the numbers stay apart (S-04)."""
    stay_id = a_stay(desk)
    stranger = replace(HELP_NUMBER, given="Gry", birth_date=date(1979, 5, 12))
    outcome = take_in(desk, a_report(stranger))
    triage.match(desk, outcome.msg_id, stay_id)
    (stay,) = desk.store.stays()
    assert [ident.type.value for ident in stay.patient.idents] == ["FNR"]


def test_of_two_numbers_the_national_one_decides(desk: Desk) -> None:
    """S-03."""
    line = a_stay(desk)
    bent = a_stay(desk, patient=replace(HELP_NUMBER, family="Aalvik", given="Bent"))
    both = replace(LINE, idents=(*HELP_NUMBER.idents, *LINE.idents))
    assert desk.message(take_in(desk, a_report(both)).msg_id).stay_id == line
    assert line != bent


def test_what_changes_or_cancels_a_message_is_tied_with_it(desk: Desk) -> None:
    original = take_in(desk, a_report()).msg_id
    change = take_in(desk, a_report(standing="M", parent=original)).msg_id
    cancel = take_in(desk, a_report(standing="C", parent=change)).msg_id
    alone = take_in(desk, a_report()).msg_id
    stay_id = a_stay(desk)
    changes = triage.match(desk, change, stay_id)
    assert changes.messages == {original, change, cancel}
    assert [said.split()[0] for said in changes.announce] == [
        "Innleggelsesrapport",
        "Innleggelsesrapport",
        "Kanselleringen",
    ]
    for msg_id in (original, change, cancel):
        assert (desk.message(msg_id).stay_id, desk.message(msg_id).triage) == (stay_id, "")
    assert desk.message(alone).stay_id == ""


def test_what_names_another_patient_or_has_a_stay_is_not_tied_along(desk: Desk) -> None:
    other = replace(LINE, family="Telokk", idents=(Identifier("12057900499", FNR),))
    original = take_in(desk, a_report()).msg_id
    wrong = take_in(desk, a_report(other, standing="C", parent=original)).msg_id
    first, second = a_stay(desk), a_stay(desk, patient=other)
    triage.match(desk, wrong, second)
    assert triage.match(desk, original, first).messages == {original}
    assert desk.message(wrong).stay_id == second
