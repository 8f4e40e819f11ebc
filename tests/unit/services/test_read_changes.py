"""A change is read with marks against its former version in the log, whoever sent it (R-01)."""

from __future__ import annotations

from datetime import date

import pytest

from plo_desktop.base.ids import new_uuid
from plo_desktop.domain.party import Identifier, Patient
from plo_desktop.messages.outline import Outline
from plo_desktop.messages.plain_text import as_text
from plo_desktop.services import read
from plo_desktop.services.desk import Desk
from plo_desktop.services.receive import take_in
from tests.unit.services.desks import a_report
from tests.wire.made import LINE

GRY = Patient(
    "Telokk", "Gry", "", date(1979, 5, 12), LINE.sex, (Identifier("12057900499", LINE.idents[0].type),)
)


def taken_in(desk: Desk, data: bytes) -> Outline:
    return read.outline(desk, take_in(desk, data).msg_id)


def said_of_changes(outline: Outline) -> str:
    return next((fact.text for fact in outline.facts if fact.label == "Endringer"), "")


@pytest.mark.parametrize("standing", ["M", "O"])
def test_what_changed_is_marked_with_the_day_of_the_change(desk: Desk, standing: str) -> None:
    first = take_in(desk, a_report())
    changed = a_report(standing=standing, parent=first.msg_id)
    assert b"MindrearigParorende>2015<" in changed
    before, _, after = changed.partition(b"MindrearigParorende>2015<")
    outline = taken_in(desk, before + b"MindrearigParorende>2016<" + after)
    assert said_of_changes(outline) == "Merket mot versjonen fra 20.11.2026 07:40"
    assert as_text(outline).count("[ENDRET 20.11.2026]") == 1
    assert "[ENDRET 20.11.2026] Gunn Omsorg" in as_text(outline)


def test_a_change_that_changes_nothing_says_so_and_marks_nothing(desk: Desk) -> None:
    first = take_in(desk, a_report())
    outline = taken_in(desk, a_report(standing="M", parent=first.msg_id))
    assert said_of_changes(outline) == "Ingen forskjell fra versjonen fra 20.11.2026 07:40"
    assert "ENDRET" not in as_text(outline)


def test_a_change_whose_original_never_came_says_that_nothing_is_marked(desk: Desk) -> None:
    outline = taken_in(desk, a_report(standing="M", parent=new_uuid()))
    assert said_of_changes(outline) == "Forrige versjon finnes ikke i loggen; endringene er ikke merket."


def test_another_patients_message_is_never_taken_for_the_former_version(desk: Desk) -> None:
    first = take_in(desk, a_report(GRY))
    outline = taken_in(desk, a_report(standing="M", parent=first.msg_id))
    assert said_of_changes(outline) == "Forrige versjon finnes ikke i loggen; endringene er ikke merket."


def test_a_new_message_has_no_such_fact(desk: Desk) -> None:
    assert said_of_changes(taken_in(desk, a_report())) == ""
