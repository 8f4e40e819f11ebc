"""Version, copies and references follow the municipality, the draft and the message that is answered."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from plo_desktop.domain.addresses import AddressBook, identifier
from plo_desktop.domain.party import Organisation, Professional
from plo_desktop.services import composing, correct, dispatch
from plo_desktop.services.concerned import CONCERNS
from plo_desktop.services.desk import Desk
from plo_desktop.services.draft import open_draft
from plo_desktop.services.receive import take_in
from plo_desktop.wire.safe_xml import parse
from tests.unit.services.desks import ALVDAL, ROROS, a_stay, answer_to
from tests.unit.services.dialogues import FORESPORSEL, HO, KLAR, NOTAT, filled, from_kommune, head_of, sent
from tests.unit.services.test_dispatch import FILLED
from tests.wire import official

SEPTEMBER = Organisation(
    "Vassenden legekontor",
    (identifier("HER:902"),),
    person=Professional("September", "August", idents=(identifier("HER:91100"),)),
)


def with_card(desk: Desk, **wishes: str) -> Desk:
    """Return the desk with a municipality that wants these versions."""
    card = replace(ALVDAL, versions=tuple(wishes.items()))
    return replace(desk, addresses=AddressBook((card, ROROS), (SEPTEMBER,)))


def test_a_municipality_with_an_older_system_gets_an_older_version(desk: Desk, shared_dir: Path) -> None:
    old = replace(desk, addresses=AddressBook((replace(ALVDAL, versions=(("*", "1.5"),)),)))
    told = sent(old, filled(old, open_draft(old, a_stay(old), HO), **FILLED))
    assert (told.version, head_of(old, told).version) == ("1.5", "1.5")
    assert official.is_valid(shared_dir, parse(old.store.document(told.sha256) or b""))


def test_a_wish_for_plo_does_not_touch_the_dialogue_and_one_for_a_type_goes_first(desk: Desk) -> None:
    stay_id = a_stay(desk)
    for wishes, version in (({"*": "1.5"}, "1.0"), ({"*": "1.5", FORESPORSEL: "1.1"}, "1.1")):
        asking = with_card(desk, **wishes)
        plan = composing.intended(asking, open_draft(asking, stay_id, FORESPORSEL))
        assert plan.version == version


def test_the_fastlege_and_other_services_are_offered_as_copies(desk: Desk) -> None:
    known = with_card(desk)
    plan = composing.intended(known, open_draft(known, a_stay(known), HO))
    assert [party.full_name for party in composing.copies_offered(known, plan)] == [
        "Vassenden legekontor, August September",
        "Alvdal kommune, Sykepleietjeneste",
    ]
    assert plan.copies == ()


def test_a_chosen_copy_stands_in_the_message_and_has_its_own_delivery(desk: Desk, shared_dir: Path) -> None:
    known = with_card(desk)
    opened = open_draft(known, a_stay(known), HO)
    opened.sources[composing.COPIES] = "91100|99999"
    told = sent(known, filled(known, opened, **FILLED), receipted=False)
    copies = [copy.party.full_name for copy in head_of(known, told).copies if copy.party]
    assert copies == ["Vassenden legekontor, August September"]
    assert [(one.role, one.her_id) for one in told.deliveries] == [("PRIM", "5079"), ("COP", "91100")]
    assert official.is_valid(shared_dir, parse(known.store.document(told.sha256) or b""))


def test_a_message_taken_back_remembers_its_copies(desk: Desk) -> None:
    known = with_card(desk)
    opened = open_draft(known, a_stay(known), HO)
    opened.sources[composing.COPIES] = "91100"
    draft_id, _ = dispatch.undo(known, dispatch.queue(known, filled(known, opened, **FILLED)).msg_id)
    again = known.store.draft(draft_id)
    assert again is not None
    assert again.sources[composing.COPIES] == "91100"


def test_a_question_keeps_its_chosen_service_when_it_is_taken_back_or_written_anew(desk: Desk) -> None:
    """A-06: what is corrected goes to the service it went to, and not to the one that a rule names."""
    opened = open_draft(desk, a_stay(desk), FORESPORSEL)
    opened.sources[composing.SERVICE] = "saksbehandler"
    written = filled(desk, opened, gjelder="99", sporsmal="Når kan dere ta imot?")
    draft_id, _ = dispatch.undo(desk, dispatch.queue(desk, written).msg_id)
    again = desk.store.draft(draft_id)
    assert again is not None
    told = sent(desk, again, receipted=False)
    assert told.counterpart_service == "Saksbehandling"
    take_in(desk, answer_to(desk.store.document(told.sha256) or b"", "E21"))
    anew = dispatch.recipient(desk, correct.open_anew(desk, told.msg_id))
    assert anew is not None
    assert anew.full_name == "Alvdal kommune, Saksbehandling"


def test_a_dialogue_in_another_service_is_no_changed_recipient_but_another_municipality_is(
    desk: Desk,
) -> None:
    opened = open_draft(desk, a_stay(desk), FORESPORSEL)
    status = filled(desk, opened, gjelder="8", sporsmal="Når kan dere ta imot?")
    assert "MOTTAKER_ENDRET" not in [problem.code for problem in dispatch.check(desk, status)]
    moved = replace(desk, addresses=AddressBook((replace(ALVDAL, her_id="1"), ROROS)))
    assert "MOTTAKER_ENDRET" in [problem.code for problem in dispatch.check(moved, status)]


def test_a_question_to_a_municipality_on_paper_is_phoned(desk: Desk) -> None:
    opened = open_draft(desk, a_stay(desk, kommune="Røros"), FORESPORSEL)
    assert "MA_RINGES" in [
        problem.code for problem in dispatch.check(desk, filled(desk, opened, gjelder="4"))
    ]


def test_a_reply_leaves_by_the_service_that_was_written_to(desk: Desk) -> None:
    a_stay(desk)
    note = from_kommune(desk, NOTAT)
    opened = open_draft(desk, note.stay_id, NOTAT, note.msg_id)
    reply = sent(desk, filled(desk, opened, tekst="Fint."))
    assert reply.our_service == note.our_service
    assert (reply.parent, reply.conversation) == (note.msg_id, note.msg_id)


def test_drafts_about_different_messages_are_different_drafts(desk: Desk) -> None:
    stay_id = a_stay(desk)
    first, second = from_kommune(desk, FORESPORSEL), from_kommune(desk, FORESPORSEL)
    drafts = [open_draft(desk, stay_id, "DIALOG_SVAR", row.msg_id) for row in (first, second, first)]
    assert drafts[0].draft_id == drafts[2].draft_id != drafts[1].draft_id
    assert [each.sources[CONCERNS] for each in drafts[:2]] == [first.msg_id, second.msg_id]


@pytest.mark.parametrize("reason", ["", "Legen skriver den i kveld."])
def test_why_utskrivningsklar_goes_alone_is_noted(desk: Desk, reason: str) -> None:
    stay_id = a_stay(desk)
    sent(desk, filled(desk, open_draft(desk, stay_id, HO), **FILLED))
    opened = open_draft(desk, stay_id, KLAR)
    opened.sources[composing.WITHOUT_REPORT] = reason
    decided = {"besluttet_av": "Magnar Koman", "besluttet_av_yrke": "LE", "besluttet_av_hpr": "9144889"}
    told = sent(desk, filled(desk, opened, **decided))
    noted = [type(each.event).__name__ for each in desk.store.events(msg_id=told.msg_id)]
    assert ("SentAlone" in noted) == bool(reason)
