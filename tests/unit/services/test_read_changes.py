"""A change is read with marks against its former version in the log, whoever sent it (R-01)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from plo_desktop.base.ids import new_uuid
from plo_desktop.domain.party import Identifier, Patient
from plo_desktop.messages.outline import Outline
from plo_desktop.messages.plain_text import as_text
from plo_desktop.services import draft, read
from plo_desktop.services.desk import Desk
from plo_desktop.services.receive import take_in
from tests.unit.services.desks import Wire, a_report, a_stay, answer_to
from tests.unit.services.test_dispatch import bytes_of, helseopplysninger, send
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


def test_our_own_update_is_marked_against_what_we_sent_before(desk: Desk) -> None:
    wire, stay_id = Wire(), a_stay(desk)
    first = send(desk, helseopplysninger(desk, stay_id), wire)
    take_in(desk, answer_to(bytes_of(desk, first)))
    update = helseopplysninger(desk, stay_id)
    worse = replace(update, content={**update.content, "antatt_forlop": "Får nå antibiotika intravenøst."})
    text = as_text(read.outline(desk, send(desk, draft.save(desk, worse), wire)))
    assert "[ENDRET 20.11.2026] Antatt forløp:" in text
    assert "[ENDRET 20.11.2026] Pasientens status:" not in text


def test_a_message_that_cannot_be_read_is_no_former_version(desk: Desk) -> None:
    broken = take_in(desk, b"rusk")
    row = desk.store.message_by_sha(broken.sha256)
    assert row is not None
    outline = taken_in(desk, a_report(standing="M", parent=row.msg_id))
    assert said_of_changes(outline).startswith("Forrige versjon finnes ikke")


def test_attachments_are_given_out_with_what_they_really_are(desk: Desk) -> None:
    container = (
        '<Document><RefDoc><MsgType V="A" DN="Vedlegg"/><MimeType>application/pdf</MimeType><Content>'
        '<b:Base64Container xmlns:b="http://www.kith.no/xmlstds/base64container">JVBERi0xLjQ=</b:Base64Container>'
        "</Content></RefDoc></Document></MsgHead>"
    )
    taken = take_in(desk, a_report().replace(b"</MsgHead>", container.encode()))
    (found,) = read.attachments(desk, taken.msg_id)
    assert (found.media_type, found.content) == ("application/pdf", b"%PDF-1.4")
    assert read.attachments(desk, take_in(desk, a_report()).msg_id) == ()
