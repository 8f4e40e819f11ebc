"""The municipality's answer to utskrivningsklar is read from its message or entered by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from plo_desktop.base.errors import UserError
from plo_desktop.base.ids import new_uuid
from plo_desktop.domain.events import HandedOver
from plo_desktop.domain.log_rows import MessageRow
from plo_desktop.messages.spec import Content
from plo_desktop.messages.types.tilbakemelding_utskrivningsklar import (
    HENDELSE_MERKNAD,
    HENDELSE_TID,
    HENDELSER,
    TILBAKEMELDING,
)
from plo_desktop.services import dispatch, kommunes_answer, overview
from plo_desktop.services.composing import COPIES
from plo_desktop.services.desk import Desk
from plo_desktop.services.draft import open_draft
from plo_desktop.services.kommunes_answer import CAN, CAN_FROM, CANNOT
from plo_desktop.services.receive import take_in
from plo_desktop.wire.envelope import BuildContext, build_message
from tests.unit.services.desks import FASTLEGE, HOUR, OWN, a_stay, later, with_copies
from tests.unit.services.dialogues import (
    FORESPORSEL,
    HELSEFAGLIG,
    HO,
    KLAR,
    NOTAT,
    SAKSBEHANDLER,
    filled,
    from_kommune,
    sent,
)
from tests.unit.services.test_dispatch import FILLED
from tests.wire.made import LINE

DECIDED = {"besluttet_av": "Magnar Koman", "besluttet_av_yrke": "LE", "besluttet_av_hpr": "9144889"}
ON_READY = {"value": "1", "system": "2.16.578.1.12.4.1.1.9155", "name": "Tilbakemelding på mottak"}
RULE = "kommunens-svar-utskrivningsklar"


def declared_ready(desk: Desk) -> MessageRow:
    """Admit a patient, tell the municipality, and declare her ready."""
    stay_id = a_stay(desk)
    sent(desk, filled(desk, open_draft(desk, stay_id, HO), **FILLED))
    later(desk, HOUR)
    return sent(desk, filled(desk, open_draft(desk, stay_id, KLAR), **DECIDED))


def states(desk: Desk, rule: str = RULE) -> list[str]:
    """Return the states of the clocks of a rule."""
    return [row.state for row in overview.deadlines(desk) if row.rule == rule]


def test_a_note_with_the_theme_of_the_answer_proposes_it(desk: Desk) -> None:
    ready = declared_ready(desk)
    note = from_kommune(
        desk,
        NOTAT,
        {"tema": ON_READY, "tekst": "Vi kan ta imot fra 24.11.", "kontakt": "Sigrun Eide"},
        sender=SAKSBEHANDLER,
        parent=ready.msg_id,
    )
    found = kommunes_answer.proposed(desk, note.msg_id)
    assert found is not None
    assert (found.answer, found.from_on) == (CAN_FROM, date(2026, 11, 24))
    assert found.by == "Sigrun Eide, Saksbehandling"


def test_one_confirming_key_enters_it_on_the_stay_and_ends_the_clock(desk: Desk) -> None:
    ready = declared_ready(desk)
    assert states(desk) == ["venter"]
    note = from_kommune(desk, NOTAT, {"tema": ON_READY, "tekst": "Vi har dessverre ikke ledig plass."})
    assert states(desk) == ["venter"]
    found = kommunes_answer.proposed(desk, note.msg_id)
    assert found is not None
    assert found.answer == CANNOT
    kommunes_answer.register(desk, ready.stay_id, found.answer, by=found.by, msg_id=note.msg_id)
    stay = desk.store.stay(ready.stay_id)
    assert stay is not None
    assert (stay.answer, stay.answer_from, stay.answer_by) == (CANNOT, None, found.by)
    assert stay.answer_at == desk.now()
    assert states(desk) == ["ferdig"]
    assert kommunes_answer.proposed(desk, note.msg_id) is None


def test_a_reply_that_refers_to_the_message_ends_the_clock_by_itself(desk: Desk) -> None:
    ready = declared_ready(desk)
    from_kommune(desk, HELSEFAGLIG, parent=ready.msg_id)
    assert states(desk) == ["ferdig"]


def test_a_question_about_it_is_no_answer(desk: Desk) -> None:
    ready = declared_ready(desk)
    asked = from_kommune(desk, FORESPORSEL, parent=ready.msg_id)
    assert states(desk) == ["venter"]
    assert kommunes_answer.proposed(desk, asked.msg_id) is None


def test_an_answer_by_phone_is_entered_by_hand(desk: Desk) -> None:
    ready = declared_ready(desk)
    with pytest.raises(UserError, match="Hvem i kommunen"):
        kommunes_answer.register(desk, ready.stay_id, CAN)
    with pytest.raises(UserError, match="Datoen kommunen"):
        kommunes_answer.register(desk, ready.stay_id, CAN_FROM, by="Eide")
    with pytest.raises(UserError, match="er ikke et svar"):
        kommunes_answer.register(desk, ready.stay_id, "kanskje", by="Eide")
    kommunes_answer.register(desk, ready.stay_id, CAN, by="Eide, Saksbehandling", text="Ringte 08.15.")
    stay = desk.store.stay(ready.stay_id)
    assert stay is not None
    assert (stay.answer, stay.answer_by) == (CAN, "Eide, Saksbehandling")
    assert states(desk) == ["ferdig"]


def test_an_answer_by_phone_is_also_a_reply_on_helseopplysninger(desk: Desk) -> None:
    ready = declared_ready(desk)
    assert states(desk, "svar-saksbehandler") == ["venter"]
    kommunes_answer.register(desk, ready.stay_id, CAN, by="Eide")
    assert states(desk, "svar-saksbehandler") == ["ferdig"]


def test_who_is_not_declared_ready_has_no_answer(desk: Desk) -> None:
    stay_id = a_stay(desk)
    note = from_kommune(desk, NOTAT, {"tema": ON_READY, "tekst": "Vi kan ta imot."})
    assert kommunes_answer.proposed(desk, note.msg_id) is None
    with pytest.raises(UserError, match="ikke meldt utskrivningsklar"):
        kommunes_answer.register(desk, stay_id, CAN, by="Eide")


@pytest.mark.parametrize("type_code", ["LOG_TILBAKEMELDING", "TILBAKEMELDING_KLAR"])
def test_the_message_of_plo_20_proposes_its_day(desk: Desk, type_code: str) -> None:
    ready = declared_ready(desk)
    at = datetime(2026, 11, 25, 11, tzinfo=UTC)
    event = Content({HENDELSE_TID.name: at, HENDELSE_MERKNAD.name: "Korttidsplass."})
    context = BuildContext(
        new_uuid(), desk.now(), SAKSBEHANDLER, OWN.as_sender(OWN.services[0]), LINE, parent=ready.msg_id
    )
    data = build_message(TILBAKEMELDING, Content({HENDELSER.name: (event,)}), context)
    taken = take_in(desk, data.replace(b"LOG_TILBAKEMELDING", type_code.encode()))
    assert taken.outcome == "accepted"
    found = kommunes_answer.proposed(desk, taken.msg_id)
    assert found is not None
    assert (found.answer, found.from_on, found.text) == (CAN_FROM, date(2026, 11, 25), "Korttidsplass.")


def test_a_note_from_before_says_nothing_of_this_time(desk: Desk) -> None:
    stay_id = a_stay(desk)
    early = from_kommune(desk, NOTAT, {"tema": ON_READY, "tekst": "Vi kan ta imot."})
    later(desk, HOUR)
    sent(desk, filled(desk, open_draft(desk, stay_id, HO), **FILLED))
    sent(desk, filled(desk, open_draft(desk, stay_id, KLAR), **DECIDED))
    assert kommunes_answer.proposed(desk, early.msg_id) is None


def test_a_new_period_waits_for_a_new_answer(desk: Desk) -> None:
    ready = declared_ready(desk)
    kommunes_answer.register(desk, ready.stay_id, CAN, by="Eide")
    later(desk, HOUR)
    sent(desk, filled(desk, open_draft(desk, ready.stay_id, KLAR), **DECIDED))
    stay = desk.store.stay(ready.stay_id)
    assert stay is not None
    assert (stay.answer, stay.answer_at) == ("", None)


def test_an_answer_that_was_replaced_is_not_proposed(desk: Desk) -> None:
    ready = declared_ready(desk)
    ids = [new_uuid(), new_uuid()]
    for msg_id, standing, parent, day in zip(ids, "NM", ("", ids[0]), (24, 26), strict=True):
        event = Content({HENDELSE_TID.name: datetime(2026, 11, day, 11, tzinfo=UTC)})
        receiver = OWN.as_sender(OWN.services[0])
        context = BuildContext(msg_id, desk.now(), SAKSBEHANDLER, receiver, LINE)
        context = replace(context, standing=standing, parent=parent, conversation=parent)
        data = build_message(TILBAKEMELDING, Content({HENDELSER.name: (event,)}), context)
        assert take_in(desk, data).outcome == "accepted"
    assert kommunes_answer.proposed(desk, ids[0]) is None
    found = kommunes_answer.proposed(desk, ids[1])
    assert found is not None
    assert (found.stay_id, found.from_on) == (ready.stay_id, date(2026, 11, 26))


def test_a_copy_receiver_out_of_reach_keeps_no_old_answer_alive(desk: Desk) -> None:
    """The municipality has the new notice; what it answered to the one before is no answer to it."""
    desk = with_copies(desk, FASTLEGE)
    ready = declared_ready(desk)
    kommunes_answer.register(desk, ready.stay_id, CAN, by="Eide")
    later(desk, HOUR)
    opened = open_draft(desk, ready.stay_id, KLAR)
    opened.sources[COPIES] = "91100"
    again = dispatch.queue(desk, filled(desk, opened, **DECIDED)).msg_id
    desk.store.append([HandedOver(msg_id=again, reference="")], actor=desk.actor, at=desk.now())
    stay = desk.store.stay(ready.stay_id)
    assert stay is not None
    assert stay.answer == ""
