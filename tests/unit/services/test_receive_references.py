"""A cancellation or a change touches its original only when patient and sender are the same (S-07, S-08)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from plo_desktop.base.ids import new_uuid
from plo_desktop.domain.addresses import identifier
from plo_desktop.domain.party import Code, Identifier, Organisation, Patient
from plo_desktop.services.desk import Desk
from plo_desktop.services.receive import take_in
from tests.unit.services.desks import a_report
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
