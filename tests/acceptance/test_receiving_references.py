"""The official reception tests on messages that change, cancel or answer others."""

from __future__ import annotations

from dataclasses import replace

import pytest

from plo_desktop.base.ids import new_uuid, same_id
from plo_desktop.domain.message_state import needs_signature, state_words
from plo_desktop.domain.party import Patient
from plo_desktop.services import overview
from plo_desktop.services.arrival import ACCEPTED
from plo_desktop.services.desk import Desk
from plo_desktop.services.receive import take_in
from tests.acceptance.arriving import (
    D_NUMBER,
    DIALOGUE,
    PLO,
    Letter,
    said,
    text_of,
)
from tests.unit.services.desks import a_stay, row_of

each_plo = pytest.mark.parametrize("letter", [Letter(each) for each in PLO], ids=PLO)


def cancellation_of(letter: Letter, msg_id: str) -> bytes:
    return replace(letter, msg_id="", standing="C", parent=msg_id, reason="Feil pasient").bytes()


@pytest.mark.proves("RCV-{INN,LOG,UTS}-21, RCV-HEL-19, RCV-NEW-02")
@each_plo
def test_a_cancellation_marks_the_original(desk: Desk, letter: Letter) -> None:
    a_stay(desk)
    msg_id = new_uuid()
    original = take_in(desk, replace(letter, msg_id=msg_id).bytes())
    cancelling = take_in(desk, cancellation_of(letter, msg_id.upper()))
    first, second = row_of(desk, original), row_of(desk, cancelling)
    assert first.cancelled_by == second.msg_id
    assert state_words(first, desk.now()).word == "kansellert"
    assert "Kansellering" in text_of(desk, cancelling)
    assert "Feil pasient" in text_of(desk, cancelling)


@pytest.mark.proves("RCV-{INN,LOG,UTS}-22, RCV-HEL-20")
@each_plo
def test_a_cancellation_that_comes_first_keeps_the_original_from_becoming_active(
    desk: Desk, letter: Letter
) -> None:
    a_stay(desk)
    msg_id = new_uuid()
    cancelling = take_in(desk, cancellation_of(letter, msg_id))
    original = take_in(desk, replace(letter, msg_id=msg_id).bytes())
    assert original.outcome == ACCEPTED
    assert row_of(desk, original).cancelled_by == row_of(desk, cancelling).msg_id
    assert not any(
        each.msg_id == row_of(desk, original).msg_id and each.state not in ("ferdig", "ferdig for sent")
        for each in overview.deadlines(desk)
    )


@pytest.mark.proves("RCV-NEW-01")
@pytest.mark.parametrize("name", ["INNLEGGELSESRAPPORT", "UTSKRIVNINGSRAPPORT", "HELSEOPPL_SOKNAD"])
def test_a_change_replaces_and_the_older_version_can_be_read(desk: Desk, name: str) -> None:
    a_stay(desk)
    msg_id = new_uuid()
    first = take_in(desk, Letter(name, msg_id=msg_id).bytes())
    second = take_in(desk, Letter(name, standing="M", parent=msg_id).bytes())
    assert row_of(desk, first).replaced_by == row_of(desk, second).msg_id
    assert not needs_signature(row_of(desk, first)) or row_of(desk, first).replaced_by
    assert text_of(desk, first)
    assert "Endring" in text_of(desk, second)


@pytest.mark.proves("RCV-NEW-03")
@each_plo
def test_a_cancellation_about_another_patient_touches_nothing(desk: Desk, letter: Letter) -> None:
    a_stay(desk)
    msg_id = new_uuid()
    original = take_in(desk, replace(letter, msg_id=msg_id).bytes())
    other = replace(letter, patient=Patient("And", "Andine", idents=(D_NUMBER,)))
    outcome = take_in(desk, cancellation_of(other, msg_id))
    assert outcome.outcome == ACCEPTED
    assert "annen pasient" in said(outcome)
    assert row_of(desk, original).cancelled_by == ""


@pytest.mark.proves("RCV-DIA-07")
@pytest.mark.parametrize("name", DIALOGUE[1:])
def test_a_dialogue_is_tied_to_what_it_is_about(desk: Desk, name: str) -> None:
    msg_id = new_uuid()
    take_in(desk, Letter("DIALOG_FORESPORSEL", msg_id=msg_id).bytes())
    outcome = take_in(desk, Letter(name, parent=msg_id.upper()).bytes())
    assert row_of(desk, outcome).parent == same_id(msg_id)
