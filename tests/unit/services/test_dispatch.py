"""A draft becomes frozen bytes that wait, can be taken back, and leave once, whatever the network does."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from plo_desktop.base.errors import EnvironmentProblem, UserError
from plo_desktop.domain.delivery import TransportNews
from plo_desktop.domain.events import SendCancelled, SendStarted
from plo_desktop.domain.log_rows import DraftRow
from plo_desktop.domain.message_state import state_words
from plo_desktop.services import admit, dispatch, draft, exchange, overview, print_out
from plo_desktop.services.desk import Desk
from plo_desktop.services.dispatch import CannotSend
from plo_desktop.services.handover import pause_after
from plo_desktop.services.ports import Changes
from plo_desktop.services.receive import take_in
from plo_desktop.wire.inbox import inspect
from tests.unit.services.desks import (
    AASE,
    BERG,
    HOUR,
    JONES,
    SECOND,
    Wire,
    a_report,
    a_stay,
    answer_to,
    later,
)

HO, INNLAGT, KLAR = "HELSEOPPL_SOKNAD", "LOG_INNLAGT", "LOG_UTSKRIVNINGSKLAR"
FILLED = {
    "pasientens_status": "Innlagt etter fall hjemme. Smertelindret.",
    "antatt_forlop": "Mobiliseres med fysioterapeut de neste dagene.",
    "forventet_utskrivningsklar": "2026-11-23",
}


def word(desk: Desk, msg_id: str) -> str:
    return state_words(desk.message(msg_id), desk.now()).word


def bytes_of(desk: Desk, msg_id: str) -> bytes:
    data = desk.store.document(desk.message(msg_id).sha256)
    assert data is not None
    return data


def helseopplysninger(desk: Desk, stay_id: str) -> DraftRow:
    opened = draft.open_draft(desk, stay_id, HO)
    return draft.save(desk, replace(opened, content={**opened.content, **FILLED}))


def send(desk: Desk, written: DraftRow, wire: Wire) -> str:
    queued = dispatch.queue(desk, written)
    later(desk, 11 * SECOND)
    dispatch.release(desk, wire)
    return queued.msg_id


def codes(found: object) -> list[str]:
    assert isinstance(found, tuple)
    return [problem.code for problem in found]


def test_innlagt_needs_nothing_typed_and_goes_to_sykepleietjenesten(desk: Desk) -> None:
    stay_id = a_stay(desk)
    opened = draft.open_draft(desk, stay_id, INNLAGT)
    receiver = dispatch.recipient(desk, opened)
    assert receiver is not None
    assert receiver.full_name == "Alvdal kommune, Sykepleietjeneste"
    assert dispatch.check(desk, opened) == ()
    assert word(desk, dispatch.queue(desk, opened).msg_id) == "i utboks"


def test_queued_bytes_are_whole_valid_and_never_change(desk: Desk) -> None:
    wire = Wire()
    stay_id = a_stay(desk)
    queued = dispatch.queue(desk, helseopplysninger(desk, stay_id))
    frozen = bytes_of(desk, queued.msg_id)
    inspected = inspect(frozen)
    assert inspected.acceptable
    assert inspected.faults == ()
    assert desk.store.drafts() == []
    later(desk, 11 * SECOND)
    dispatch.release(desk, wire)
    assert wire.sent == [(queued.msg_id, frozen)]
    assert word(desk, queued.msg_id) == "overlevert"


def test_nothing_leaves_within_ten_seconds(desk: Desk) -> None:
    wire = Wire()
    queued = dispatch.queue(desk, helseopplysninger(desk, a_stay(desk)))
    assert queued.not_before == desk.now() + 10 * SECOND
    later(desk, 9 * SECOND)
    dispatch.release(desk, wire)
    assert wire.sent == []


def test_undo_gives_the_content_back_and_nothing_is_sent(desk: Desk) -> None:
    wire = Wire()
    written = helseopplysninger(desk, a_stay(desk))
    queued = dispatch.queue(desk, written)
    later(desk, 5 * SECOND)
    draft_id, changes = dispatch.undo(desk, queued.msg_id)
    back = desk.store.draft(draft_id)
    assert back is not None
    assert back.content == written.content
    assert queued.msg_id in changes.messages
    later(desk, HOUR)
    dispatch.release(desk, wire)
    assert wire.sent == []


def test_a_message_that_a_colleague_stops_goes_back_to_its_writer(desk: Desk) -> None:
    queued = dispatch.queue(desk, helseopplysninger(desk, a_stay(desk)))
    draft_id, _ = dispatch.undo(desk.as_actor(BERG), queued.msg_id)
    back = desk.store.draft(draft_id)
    assert back is not None
    assert back.owner == JONES.user_id
    stopped = [
        logged.actor
        for logged in desk.store.events(msg_id=queued.msg_id)
        if isinstance(logged.event, SendCancelled)
    ]
    assert stopped == [BERG.user_id]


def test_undo_comes_too_late_after_ten_seconds(desk: Desk) -> None:
    queued = dispatch.queue(desk, helseopplysninger(desk, a_stay(desk)))
    later(desk, 10 * SECOND)
    with pytest.raises(UserError) as told:
        dispatch.undo(desk, queued.msg_id)
    assert told.value.code == "FOR_SENT"


def test_a_secretary_may_write_but_not_approve_a_fagmelding(desk: Desk) -> None:
    secretary = desk.as_actor(AASE)
    written = helseopplysninger(secretary, a_stay(desk))
    with pytest.raises(CannotSend) as told:
        dispatch.queue(secretary, written)
    assert codes(told.value.problems)[-1] == "KAN_IKKE_GODKJENNE"
    assert secretary.store.drafts() == [written]
    assert dispatch.queue(desk, written).msg_id


def test_approval_names_the_approver(desk: Desk) -> None:
    queued = dispatch.queue(desk, helseopplysninger(desk, a_stay(desk)))
    assert desk.message(queued.msg_id).approved_by == "Jones"


def test_what_is_missing_is_told_and_nothing_is_sent(desk: Desk) -> None:
    opened = draft.open_draft(desk, a_stay(desk), HO)
    with pytest.raises(CannotSend) as told:
        dispatch.queue(desk, opened)
    assert codes(told.value.problems) == ["MANGLER"] * 3
    assert desk.store.outbox() == []


def test_the_first_helseopplysninger_is_new_and_the_next_changes_it(desk: Desk) -> None:
    wire, stay_id = Wire(), a_stay(desk)
    first = send(desk, helseopplysninger(desk, stay_id), wire)
    take_in(desk, answer_to(bytes_of(desk, first)))
    second = send(desk, helseopplysninger(desk, stay_id), wire)
    third = send(desk, helseopplysninger(desk, stay_id), wire)
    rows = [desk.message(msg_id) for msg_id in (first, second, third)]
    assert [row.standing for row in rows] == ["N", "M", "M"]
    assert [row.parent for row in rows] == ["", first, second]
    assert [row.conversation for row in rows] == ["", first, first]
    assert word(desk, first) == "endret"
    head = inspect(bytes_of(desk, third)).head
    assert head is not None
    assert (head.standing, head.parent, head.conversation) == ("M", second, first)
    kinds = [inspect(bytes_of(desk, msg_id)) for msg_id in (first, second)]
    assert all(kind.acceptable for kind in kinds)


def test_a_refused_first_message_is_sent_anew_as_new(desk: Desk) -> None:
    wire, stay_id = Wire(), a_stay(desk)
    first = send(desk, helseopplysninger(desk, stay_id), wire)
    take_in(desk, answer_to(bytes_of(desk, first), "E36"))
    second = send(desk, helseopplysninger(desk, stay_id), wire)
    assert desk.message(second).standing == "N"
    assert "avvist" not in [item.kind for item in overview.not_arrived(desk)]


def test_utskrivningsklar_alone_warns_and_leaves_the_report_as_an_open_task(desk: Desk) -> None:
    wire, stay_id = Wire(), a_stay(desk)
    send(desk, helseopplysninger(desk, stay_id), wire)
    opened = draft.open_draft(desk, stay_id, KLAR)
    decided = {"besluttet_av": "Magnar Koman", "besluttet_av_hpr": "9144889", "besluttet_av_yrke": "LE"}
    written = draft.save(desk, replace(opened, content={**opened.content, **decided}))
    assert codes(dispatch.check(desk, written)) == ["RAPPORT_SKAL_FOLGE"]
    klar = send(desk, written, wire)
    stay = desk.store.stay(stay_id)
    assert stay is not None
    assert stay.ready_on == date(2026, 11, 20)
    assert desk.message(klar).counterpart_service == "Saksbehandling"
    rules = {row.rule: row for row in overview.deadlines(desk)}
    assert rules["utskrivningsrapport"].ended_at is None


def test_utskrivningsklar_in_the_future_is_refused_with_a_reason(desk: Desk) -> None:
    opened = draft.open_draft(desk, a_stay(desk), KLAR)
    ahead = replace(opened, content={**opened.content, "utskrivningsklar": "2026-11-21"})
    assert "FRAM_I_TID" in codes(dispatch.check(desk, ahead))


def test_a_changed_recipient_is_confirmed_before_sending(desk: Desk) -> None:
    stay_id = a_stay(desk)
    written = helseopplysninger(desk, stay_id)
    admit.change(desk, stay_id, kommune="Røros")
    assert "MOTTAKER_ENDRET" in codes(dispatch.check(desk, written))
    assert "MOTTAKER_ENDRET" not in codes(dispatch.check(desk, dispatch.confirm_recipient(desk, written)))


def test_a_municipality_on_paper_gets_a_print_that_is_counted_until_it_is_printed(desk: Desk) -> None:
    wire, stay_id = Wire(), a_stay(desk, kommune="Røros")
    queued = dispatch.queue(desk, helseopplysninger(desk, stay_id))
    later(desk, HOUR)
    dispatch.release(desk, wire)
    assert (queued.channel, word(desk, queued.msg_id), wire.sent) == ("papir", "til utskrift", [])
    assert [item.kind for item in overview.not_arrived(desk)] == ["til utskrift"]
    print_out.printed(desk, queued.msg_id)
    assert word(desk, queued.msg_id) == "skrevet ut"
    assert overview.not_arrived(desk) == ()


def test_innlagt_to_a_municipality_on_paper_is_phoned(desk: Desk) -> None:
    opened = draft.open_draft(desk, a_stay(desk, kommune="Røros"), INNLAGT)
    assert "MA_RINGES" in codes(dispatch.check(desk, opened))
    with pytest.raises(CannotSend):
        dispatch.queue(desk, opened)


# -- the network --------------------------------------------------------------------------------------------


def test_a_broken_network_is_retried_with_the_same_bytes_and_growing_pauses(desk: Desk) -> None:
    wire = Wire(reachable=False)
    queued = dispatch.queue(desk, helseopplysninger(desk, a_stay(desk)))
    later(desk, 11 * SECOND)
    with pytest.raises(EnvironmentProblem):
        dispatch.release(desk, wire)
    assert (desk.message(queued.msg_id).attempts, word(desk, queued.msg_id)) == (1, "i utboks")
    wire.reachable = True
    dispatch.release(desk, wire)
    assert wire.sent == []
    later(desk, pause_after(1))
    dispatch.release(desk, wire)
    assert wire.sent == [(queued.msg_id, bytes_of(desk, queued.msg_id))]
    assert desk.message(queued.msg_id).attempts == 2


def test_pauses_double_up_to_half_an_hour() -> None:
    pauses = [pause_after(number) for number in (1, 2, 3, 50)]
    assert pauses == [timedelta(seconds=s) for s in (30, 60, 120, 1800)]


def test_an_attempt_cut_off_by_a_crash_sends_the_same_bytes_at_once(desk: Desk) -> None:
    wire = Wire()
    queued = dispatch.queue(desk, helseopplysninger(desk, a_stay(desk)))
    later(desk, 11 * SECOND)
    desk.store.append([SendStarted(msg_id=queued.msg_id, attempt=1)], actor=desk.actor, at=desk.now())
    dispatch.release(desk, wire)
    assert [msg_id for msg_id, _ in wire.sent] == [queued.msg_id]
    dispatch.release(desk, wire)
    assert len(wire.sent) == 1


def test_transport_news_moves_the_state_and_a_late_receipt_settles_a_failure(desk: Desk) -> None:
    wire = Wire()
    msg_id = send(desk, helseopplysninger(desk, a_stay(desk)), wire)
    wire.told = [TransportNews(msg_id, "confirmed")]
    dispatch.release(desk, wire)
    assert word(desk, msg_id) == "transportkvittert"
    wire.told = [TransportNews(msg_id, "failed", "ga opp"), TransportNews("ukjent", "failed")]
    dispatch.release(desk, wire)
    dispatch.release(desk, wire)
    assert word(desk, msg_id) == "ikke levert"
    take_in(desk, answer_to(bytes_of(desk, msg_id)))
    assert word(desk, msg_id) == "kvittert"


def test_a_receipt_after_four_days_still_counts(desk: Desk) -> None:
    msg_id = send(desk, helseopplysninger(desk, a_stay(desk)), Wire())
    later(desk, 97 * HOUR)
    assert word(desk, msg_id) == "uten svar"
    take_in(desk, answer_to(bytes_of(desk, msg_id)))
    assert word(desk, msg_id) == "kvittert"


def test_one_round_sends_fetches_and_receipts(desk: Desk) -> None:
    stay_id = a_stay(desk)
    dispatch.queue(desk, draft.open_draft(desk, stay_id, INNLAGT))
    later(desk, 11 * SECOND)
    wire = Wire(waiting=[a_report()])
    report = exchange.once(desk, wire)
    assert (report.sent, report.received, report.waiting, report.problem) == (2, 1, 0, None)
    assert [inspect(data).kind for _, data in wire.sent] == ["message", "apprec"]
    assert str(report) == "Sendt 2, mottatt 1, venter 0."


def test_a_round_without_network_tells_and_keeps_everything(desk: Desk) -> None:
    dispatch.queue(desk, draft.open_draft(desk, a_stay(desk), INNLAGT))
    later(desk, 11 * SECOND)
    wire = Wire(reachable=False)
    report = exchange.round_trip(desk, wire)
    assert report.problem is not None
    assert report.waiting == 1
    with pytest.raises(EnvironmentProblem):
        exchange.once(desk, wire)


def test_changes_name_what_was_touched(desk: Desk) -> None:
    written = helseopplysninger(desk, a_stay(desk))
    queued = dispatch.queue(desk, written)
    assert queued.changes.drafts == {written.draft_id}
    assert queued.changes | Changes() == queued.changes
