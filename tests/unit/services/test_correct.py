"""What was sent is corrected from itself: receivers, references, and the reason where it belongs."""

from __future__ import annotations

from dataclasses import replace

import pytest

from plo_desktop.base.errors import UserError
from plo_desktop.domain.addresses import AddressBook, Kommunekort, KommuneService
from plo_desktop.domain.events import StayChanged
from plo_desktop.domain.log_rows import DraftRow
from plo_desktop.services import correct, dispatch, overview
from plo_desktop.services.desk import Desk
from plo_desktop.services.dispatch import CannotSend
from plo_desktop.services.draft import open_draft, save
from plo_desktop.services.receive import take_in
from plo_desktop.wire.inbox import Inspected, inspect
from tests.unit.services.desks import (
    AASE,
    FASTLEGE,
    SECOND,
    Wire,
    a_report,
    a_stay,
    answer_to,
    later,
    with_copies,
)

LOGISTICS, NURSING = "LOG_INNLAGT", "HELSEOPPL_SOKNAD"
FILLED = {
    "pasientens_status": "Innlagt etter fall hjemme. Smertelindret.",
    "antatt_forlop": "Mobiliseres med fysioterapeut de neste dagene.",
    "forventet_utskrivningsklar": "2026-11-23",
}


def sent(desk: Desk, type_code: str = NURSING, *, copies: str = "") -> str:
    """Write, send and hand over a message of the type; return its MsgId."""
    stay_id = a_stay(desk) if not desk.store.stays() else desk.store.stays()[0].stay_id
    opened = open_draft(desk, stay_id, type_code)
    content = {**opened.content, **FILLED} if type_code == NURSING else opened.content
    written = replace(opened, content=content, sources={**opened.sources, "_kopi": copies})
    queued = dispatch.queue(desk, save(desk, written))
    later(desk, 11 * SECOND)
    dispatch.release(desk, Wire())
    return queued.msg_id


def document(desk: Desk, msg_id: str) -> tuple[Inspected, str]:
    data = desk.store.document(desk.message(msg_id).sha256)
    assert data is not None
    return inspect(data), data.decode()


def test_a_cancellation_carries_references_receiver_and_reason_by_itself(desk: Desk) -> None:
    """T-07, wire-format 11: logistics repeats its blocks with the reason at the event."""
    msg_id = sent(desk, LOGISTICS)
    cancelled = correct.cancel(desk, msg_id, "Sendt på feil pasient")
    inspected, xml = document(desk, cancelled.msg_id)
    original, _ = document(desk, msg_id)
    assert inspected.head is not None
    assert original.head is not None
    assert inspected.acceptable
    assert (inspected.head.standing, inspected.head.parent) == ("C", msg_id)
    assert inspected.head.conversation == msg_id
    assert inspected.head.receiver == original.head.receiver
    assert inspected.head.patient == original.head.patient
    assert inspected.content is not None
    assert original.content is not None
    assert inspected.content.by_name().items() >= original.content.by_name().items()
    assert "Kansellering: Sendt på feil pasient" in xml


def test_a_fagmelding_is_cancelled_with_contact_and_reason_and_no_clinical_content(desk: Desk) -> None:
    msg_id = sent(desk)
    cancelled = correct.cancel(desk, msg_id, "Kansellering: Feil vurdering")
    inspected, xml = document(desk, cancelled.msg_id)
    original, whole = document(desk, msg_id)
    assert inspected.acceptable
    assert not inspected.faults
    assert xml.count("Kansellering: Feil vurdering") == 1
    assert FILLED["pasientens_status"] in whole
    assert FILLED["pasientens_status"] not in xml
    assert original.content is not None
    assert inspected.content is not None
    assert {"enhet", "kontakt"} <= inspected.content.by_name().keys()


def test_the_original_is_marked_and_the_one_who_cancelled_can_take_it_back(desk: Desk) -> None:
    msg_id = sent(desk, LOGISTICS)
    cancelled = correct.cancel(desk, msg_id, "Feil pasient")
    assert desk.message(msg_id).cancelled_by == cancelled.msg_id
    assert cancelled.not_before - desk.now() == desk.settings.hold
    draft_id, _ = dispatch.undo(desk, cancelled.msg_id)
    assert draft_id == ""
    assert desk.store.drafts() == []
    assert desk.message(msg_id).cancelled_by == ""


def test_every_copy_receiver_gets_the_cancellation_too(desk: Desk) -> None:
    desk = with_copies(desk, FASTLEGE)
    msg_id = sent(desk, NURSING, copies="91100")
    cancelled = correct.cancel(desk, msg_id, "Feil pasient")
    assert [one.her_id for one in desk.message(cancelled.msg_id).deliveries] == ["5079", "91100"]
    later(desk, 11 * SECOND)
    wire = Wire()
    dispatch.release(desk, wire)
    assert wire.sent_to == ["", "91100"]
    assert wire.sent[0] == wire.sent[1]


def test_a_wrong_patient_message_calls_for_the_telephone_too(desk: Desk) -> None:
    """T-11."""
    told = correct.cancel(desk, sent(desk, LOGISTICS), "Feil pasient").changes.announce
    assert any("62555555" in said for said in told)


def test_a_cancellation_needs_a_reason(desk: Desk) -> None:
    with pytest.raises(UserError) as refused:
        correct.cancel(desk, sent(desk, LOGISTICS), "  ")
    assert refused.value.code == "GRUNN_MANGLER"


def test_only_who_may_approve_a_fagmelding_may_cancel_one(desk: Desk) -> None:
    msg_id, logistics = sent(desk), sent(desk, LOGISTICS)
    secretary = desk.as_actor(AASE)
    with pytest.raises(CannotSend):
        correct.cancel(secretary, msg_id, "Feil pasient")
    assert correct.cancel(secretary, logistics, "Feil pasient").msg_id


def test_a_message_is_cancelled_once(desk: Desk) -> None:
    msg_id = sent(desk, LOGISTICS)
    correct.cancel(desk, msg_id, "Feil pasient")
    with pytest.raises(UserError) as refused:
        correct.cancel(desk, msg_id, "Feil pasient")
    assert refused.value.code == "KANSELLERT"


def test_what_the_receiver_refused_is_sent_anew_and_not_cancelled(desk: Desk) -> None:
    """A-06: after correcting, a new MsgId."""
    msg_id = sent(desk, LOGISTICS)
    _, xml = document(desk, msg_id)
    take_in(desk, answer_to(xml.encode(), "E36"))
    with pytest.raises(UserError) as refused:
        correct.cancel(desk, msg_id, "Feil pasient")
    assert refused.value.code == "AVVIST"
    anew = correct.open_anew(desk, msg_id)
    again = dispatch.queue(desk, anew)
    row = desk.message(again.msg_id)
    assert (row.standing, row.parent, row.msg_id != msg_id) == ("N", "", True)


def test_logistics_is_never_changed(desk: Desk) -> None:
    """HISD 1154: cancel and send anew."""
    msg_id = sent(desk, LOGISTICS)
    with pytest.raises(UserError) as refused:
        correct.open_change(desk, msg_id)
    assert refused.value.code == "KAN_IKKE_ENDRES"
    correct.cancel(desk, msg_id, "Feil tidspunkt")
    anew = correct.open_anew(desk, msg_id)
    assert anew.content == open_draft(desk, anew.stay_id, LOGISTICS).content


def test_a_change_starts_from_the_sent_message_with_its_references_and_copies(desk: Desk) -> None:
    """T-07, HITS 1218: N (A), M (B: parent A, conversation A), M (C: parent B, conversation A)."""
    desk = with_copies(desk, FASTLEGE)
    first = sent(desk, NURSING, copies="91100")
    second = dispatch.queue(desk, correct.open_change(desk, first)).msg_id
    later(desk, 11 * SECOND)
    third = dispatch.queue(desk, correct.open_change(desk, first)).msg_id
    rows = [desk.message(each) for each in (first, second, third)]
    assert [(row.standing, row.parent, row.conversation) for row in rows] == [
        ("N", "", ""),
        ("M", first, first),
        ("M", second, first),
    ]
    assert [one.her_id for one in rows[2].deliveries] == ["5079", "91100"]
    assert [row.replaced_by for row in rows] == [third, third, ""]


def test_cancelling_any_version_voids_the_whole_chain(desk: Desk) -> None:
    first = sent(desk)
    second = dispatch.queue(desk, correct.open_change(desk, first)).msg_id
    later(desk, 11 * SECOND)
    cancelled = correct.cancel(desk, first, "Feil pasient").msg_id
    assert desk.message(cancelled).parent == second
    assert {desk.message(each).cancelled_by for each in (first, second)} == {cancelled}


def test_a_refused_cancellation_cancels_nothing(desk: Desk) -> None:
    msg_id = sent(desk, LOGISTICS)
    cancelled = correct.cancel(desk, msg_id, "Feil pasient").msg_id
    later(desk, 11 * SECOND)
    dispatch.release(desk, Wire())
    _, xml = document(desk, cancelled)
    take_in(desk, answer_to(xml.encode(), "X99"))
    assert desk.message(msg_id).cancelled_by == ""


def test_somebody_elses_message_is_met_with_an_avvik(desk: Desk) -> None:
    outcome = take_in(desk, a_report())
    for act in (correct.open_change, correct.open_anew):
        with pytest.raises(UserError) as refused:
            act(desk, outcome.msg_id)
        assert refused.value.code == "IKKE_VAR"


def moved_to(desk: Desk, kommune: str) -> None:
    moved = StayChanged(stay_id=desk.store.stays()[0].stay_id, kommune=kommune)
    desk.store.append([moved], actor=desk.actor, at=desk.now())


def with_tynset(desk: Desk) -> Desk:
    services = (KommuneService("Saksbehandling", "saksbehandler", "7772"),)
    tynset = Kommunekort("Tynset kommune", "7770", "3427", services)
    return replace(desk, addresses=replace(desk.addresses, cards=(*desk.addresses.cards, tynset)))


def warned(desk: Desk, draft: DraftRow) -> str:
    return " ".join(p.message for p in dispatch.check(desk, draft) if p.code == "BLIR_NY")


def test_another_municipality_gets_a_new_message_and_no_change_of_what_it_never_had(desk: Desk) -> None:
    """S-08: a change whose original never came is an orphan with its receiver."""
    desk = with_tynset(desk)
    first = sent(desk)
    moved_to(desk, "Tynset")
    opened = open_draft(desk, desk.message(first).stay_id, NURSING)
    written = save(desk, replace(opened, content={**opened.content, **FILLED}))
    assert "sendt til Alvdal kommune, men ikke til Tynset kommune" in warned(desk, written)
    row = desk.message(dispatch.queue(desk, written).msg_id)
    assert (row.counterpart, row.standing, row.parent, row.conversation) == ("Tynset kommune", "N", "", "")
    assert desk.message(first).replaced_by == ""


def test_a_renamed_municipality_is_known_by_its_service(desk: Desk) -> None:
    first = sent(desk)
    card = replace(desk.addresses.cards[0], name="Alvdal")
    renamed = replace(desk, addresses=AddressBook((card,)))
    row = renamed.message(dispatch.queue(renamed, correct.open_change(renamed, first)).msg_id)
    assert (row.standing, row.parent) == ("M", first)


def test_a_draft_of_a_change_follows_what_others_have_sent_since(desk: Desk) -> None:
    """P-05: the chain has no branches, so that no version is lost."""
    first = sent(desk)
    opened = correct.open_change(desk, first)
    second = sent(desk)
    third = dispatch.queue(desk, opened).msg_id
    assert (desk.message(third).parent, desk.message(second).replaced_by) == (second, third)


def test_what_was_cancelled_meanwhile_is_not_changed_but_written_anew(desk: Desk) -> None:
    """S-09: a change of something cancelled leaves its receiver in doubt about what holds."""
    first = sent(desk)
    opened = correct.open_change(desk, first)
    assert warned(desk, opened) == ""
    correct.cancel(desk, first, "Feil pasient")
    assert "gjelder ikke lenger" in warned(desk, opened)
    row = desk.message(dispatch.queue(desk, opened).msg_id)
    assert (row.standing, row.parent, row.conversation) == ("N", "", "")


def test_a_cancellation_never_overtakes_its_original(desk: Desk) -> None:
    """S-08: the original waits out its pause after a failed attempt, and so does what cancels it."""
    queued = dispatch.queue(desk, open_draft(desk, a_stay(desk), LOGISTICS)).msg_id
    later(desk, 11 * SECOND)
    wire = Wire(reachable=False)
    assert dispatch.release_all(desk, wire)[1] is not None
    cancelled = correct.cancel(desk, queued, "Feil pasient").msg_id
    later(desk, 11 * SECOND)
    wire.reachable = True
    dispatch.release(desk, wire)
    assert wire.sent == []
    later(desk, 30 * SECOND)
    dispatch.release(desk, wire)
    assert [msg_id for msg_id, _ in wire.sent] == [queued, cancelled]


def test_a_cancellation_does_not_settle_that_another_message_was_refused(desk: Desk) -> None:
    """A-05: what was refused counts until something that stands has gone in its place."""
    first, second = sent(desk, LOGISTICS), sent(desk, LOGISTICS)
    _, xml = document(desk, second)
    take_in(desk, answer_to(xml.encode(), "E36"))
    cancelled = correct.cancel(desk, first, "Feil pasient").msg_id
    later(desk, 11 * SECOND)
    dispatch.release(desk, Wire())
    assert desk.message(cancelled).parent == first
    assert second in [item.msg_id for item in overview.not_arrived(desk)]


def test_what_a_waiting_change_builds_on_is_not_taken_back_under_it(desk: Desk) -> None:
    """Else the municipality would get a change of a message that it never had (S-08)."""
    opened = open_draft(desk, a_stay(desk), NURSING)
    first = dispatch.queue(desk, save(desk, replace(opened, content={**opened.content, **FILLED}))).msg_id
    second = dispatch.queue(desk, open_draft(desk, opened.stay_id, NURSING)).msg_id
    with pytest.raises(UserError) as refused:
        dispatch.undo(desk, first)
    assert refused.value.code == "ER_ENDRET"
    dispatch.undo(desk, second)
    assert dispatch.undo(desk, first)[0]
