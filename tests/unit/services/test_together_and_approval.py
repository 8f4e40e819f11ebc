"""Messages that go together, what waits for approval, and what the log keeps of both."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from plo_desktop.base.errors import UserError
from plo_desktop.domain.events import Approved, Prepared
from plo_desktop.domain.log_rows import DraftRow, MessageFilter
from plo_desktop.services import approval, dispatch, draft
from plo_desktop.services.configuration import parse_configuration
from plo_desktop.services.desk import Desk
from plo_desktop.services.dispatch import CannotSend
from plo_desktop.services.practice.ward import user
from plo_desktop.ui.compose.sending import Way, attempt
from tests.ui.ward_kit import practice_desk, stay_of

KLAR, RAPPORT, HO = "LOG_UTSKRIVNINGSKLAR", "UTSKRIVNINGSRAPPORT", "HELSEOPPL_SOKNAD"
DECIDED = {"besluttet_av": "Magnar Koman", "besluttet_av_yrke": "LE", "besluttet_av_hpr": "9144889"}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """The practice ward with its history, the nurse Jones at it."""
    with practice_desk(tmp_path) as found:
        yield found


def package(desk: Desk) -> tuple[DraftRow, DraftRow]:
    """Return finished drafts of utskrivningsklar and its report."""
    stay_id = stay_of(desk, "Danser").stay_id
    ready = draft.open_draft(desk, stay_id, KLAR)
    ready = draft.save(desk, replace(ready, content={**ready.content, **DECIDED}))
    return ready, draft.open_draft(desk, stay_id, RAPPORT)


def outgoing(desk: Desk) -> int:
    """Count what we have sent or are about to send."""
    rows = desk.store.messages(MessageFilter(direction="ut", limit=1000))
    return sum(not row.cancelled_send for row in rows)


def test_one_that_may_not_go_holds_the_other_back(desk: Desk) -> None:
    """All or none, in one transaction."""
    ready, report = package(desk)
    before = outgoing(desk)
    broken = replace(report, content={n: v for n, v in report.content.items() if n != "praktisk"})
    with pytest.raises(CannotSend):
        dispatch.queue_together(desk, (ready, broken))
    assert outgoing(desk) == before
    assert desk.store.draft(ready.draft_id) is not None


def test_both_leave_together_and_come_back_together(desk: Desk) -> None:
    """One moment for both; the report's marks survive without the window's help."""
    ready, report = package(desk)
    before = outgoing(desk)
    queued = dispatch.queue_together(desk, (ready, report))
    assert len({each.not_before for each in queued}) == 1
    ids, _ = dispatch.undo_together(desk, [each.msg_id for each in queued])
    assert outgoing(desk) == before
    again = desk.store.draft(ids[1])
    assert again is not None
    assert again.sources["sykepleiesammenfatning"] == report.sources["sykepleiesammenfatning"]


def prepared(desk: Desk) -> DraftRow:
    """Let the secretary put Helseopplysninger up for approval."""
    at_desk = desk.as_actor(user("Haugen"))
    row = draft.open_draft(at_desk, stay_of(desk, "Danser").stay_id, HO)
    approval.submit(at_desk, row)
    (waiting,) = approval.waiting(desk)
    return waiting.draft


def test_undo_from_the_log_alone_gives_the_draft_back_to_its_owner(desk: Desk) -> None:
    """As after a crash: owner, and that it waits, come from the log."""
    row = approval.opened_by_approver(desk, prepared(desk))
    queued = approval.approve(desk, row)
    events = [each.event for each in desk.store.events(msg_id=queued.msg_id)]
    assert [e.approver for e in events if isinstance(e, Approved)] == ["Jones"]
    assert [e.owner for e in events if isinstance(e, Prepared)] == [user("Haugen").user_id]
    dispatch.undo(desk, queued.msg_id)
    (waiting,) = approval.waiting(desk)
    assert (waiting.draft.owner, waiting.by) == (user("Haugen").user_id, "Haugen")


def test_what_is_not_finished_is_not_put_up(desk: Desk) -> None:
    """The secretary is told, not the nurse."""
    at_desk = desk.as_actor(user("Haugen"))
    row = draft.open_draft(at_desk, stay_of(desk, "Danser").stay_id, HO)
    with pytest.raises(CannotSend):
        approval.submit(at_desk, replace(row, content={}))
    assert approval.waiting(desk) == ()


def test_sending_back_needs_a_word(desk: Desk) -> None:
    """An empty refusal helps nobody."""
    row = prepared(desk)
    with pytest.raises(UserError):
        approval.send_back(desk, row, "  ")
    approval.send_back(desk, row, "Mer om funksjon")
    back = desk.store.draft(row.draft_id)
    assert back is not None
    assert back.sources[approval.RETURNED] == "Jones: Mer om funksjon"
    assert back.owner == user("Haugen").user_id


def test_a_blank_is_never_sent(desk: Desk) -> None:
    """Whatever door the draft came through."""
    row = draft.open_draft(desk, stay_of(desk, "Danser").stay_id, HO)
    row = replace(row, content={**row.content, "antatt_forlop": "Hjem ___."})
    assert "FRASE_IKKE_UTFYLT" in {problem.code for problem in dispatch.check(desk, row)}
    with pytest.raises(CannotSend):
        dispatch.queue(desk, row)


def test_phrases_are_read_and_their_faults_named() -> None:
    """Key and what to write."""
    text = '[[fraser]]\ntitle = "Ring"\ntext = "Ring ___"\ntypes = ["HELSEOPPL_SOKNAD"]\nsince = 2026-03-01\n'
    (phrase,) = parse_configuration(text, "plo.toml").settings.phrases
    assert (phrase.title, phrase.version) == ("Ring", "03.2026")
    with pytest.raises(UserError, match="ukjent meldingstype"):
        parse_configuration(text.replace("HELSEOPPL_SOKNAD", "TULL"), "plo.toml")
    with pytest.raises(UserError, match="ikke en dato"):
        parse_configuration(text.replace("2026-03-01", '"i vår"'), "plo.toml")


def test_one_draft_never_becomes_two_messages(desk: Desk) -> None:
    written = draft.open_draft(desk, stay_of(desk, "Danser").stay_id, KLAR)
    written = draft.save(desk, replace(written, content={**written.content, **DECIDED}))
    before = outgoing(desk)
    dispatch.queue(desk, written)
    for again in (
        lambda: dispatch.queue(desk, written),
        lambda: draft.save(desk, written),
        lambda: attempt(desk, [written], Way.SEND, blocked=False),
        lambda: attempt(desk, [written], Way.SUBMIT, blocked=True),
        lambda: approval.submit(desk, written),
        lambda: dispatch.confirm_recipient(desk, written),
        lambda: dispatch.confirm_patient(desk, written),
    ):
        with pytest.raises(UserError) as told:
            again()
        assert told.value.code == "UTKAST_BORTE"
    assert outgoing(desk) == before + 1
    assert desk.store.draft(written.draft_id) is None


def test_a_package_with_a_draft_that_is_gone_sends_none_of_it(desk: Desk) -> None:
    ready, report = package(desk)
    dispatch.queue(desk, report)
    before = outgoing(desk)
    with pytest.raises(UserError) as told:
        dispatch.queue_together(desk, [ready, report])
    assert told.value.code == "UTKAST_BORTE"
    with pytest.raises(UserError):
        attempt(desk, [ready, report], Way.SEND, blocked=False)
    assert outgoing(desk) == before
    assert desk.store.draft(ready.draft_id) == ready
