"""The simulated municipality holds up its end of every dialogue, so that anyone can practise all of them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from plo_desktop.base.clock import SetClock
from plo_desktop.domain.log_rows import MessageFilter, MessageRow
from plo_desktop.services import (
    answering,
    dispatch,
    draft,
    exchange,
    kommunes_answer,
    overview,
    practice,
    receive,
)
from plo_desktop.services.desk import Desk
from plo_desktop.services.practice import dialogue
from plo_desktop.services.practice.coming import AS_IN_LIFE, SOON
from plo_desktop.store.open_store import open_store
from plo_desktop.transport.demo import REALISTIC, Delays, SimulatedKommune
from plo_desktop.wire.attachments import read_attachments
from plo_desktop.wire.inbox import inspect, words_of
from plo_desktop.wire.safe_xml import parse
from tests.wire import official

FRIDAY = datetime(2026, 11, 20, 8, 42, tzinfo=UTC)
ALL = MessageFilter(limit=500)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Return a desk on a practice ward whose clock the test moves."""
    store = open_store(tmp_path / "ovelse", create=True, test=True, words_of=words_of)
    with closing(store):
        found = practice.configuration()
        yield Desk(
            store,
            SetClock(FRIDAY),
            practice.user("Jones"),
            "PC-1",
            found.ward,
            found.addresses,
            found.settings,
        )


def after(desk: Desk, span: timedelta) -> Desk:
    """Move the desk's clock."""
    assert isinstance(desk.clock, SetClock)
    desk.clock.advance(span)
    return desk


def stay_of(desk: Desk, family: str) -> str:
    """Return the stay of a patient by family name."""
    return next(stay.stay_id for stay in desk.store.stays() if stay.patient.family == family)


def test_one_message_of_every_kind_comes_and_can_be_taken_in(desk: Desk, shared_dir: Path) -> None:
    practice.fill(desk)
    transport = SimulatedKommune(desk.clock, practice.answers())
    due = list(practice.coming(desk))
    for item in due:
        assert official.is_valid(shared_dir, parse(item.data)), item.name
        assert inspect(item.data).findings() == (), item.name
        transport.deliver(item.data, item.name, item.at)
    known = {row.msg_id for row in desk.store.messages(ALL)}
    receive.fetch(after(desk, timedelta(minutes=15)), transport)

    new = [row for row in desk.store.messages(ALL) if row.msg_id not in known]
    assert {(row.type_code, row.version, row.standing) for row in new} == {
        ("INNLEGGELSESRAPPORT", "1.6", "N"),
        ("INNLEGGELSESRAPPORT", "1.6", "M"),
        ("INNLEGGELSESRAPPORT", "1.6", "C"),
        ("INNLEGGELSESRAPPORT", "1.5", "N"),
        ("DIALOG_FORESPORSEL", "1.0", "N"),
        ("DIALOG_NOTAT", "1.0", "N"),
        ("DIALOG_AVVIK", "1.0", "N"),
        ("DIALOG_HELSEFAGLIG", "1.1", "N"),
    }
    assert len(new) == len(due) == 8
    assert not any(row.quarantine or row.refused_codes for row in new)


def test_the_change_and_the_cancellation_find_their_reports(desk: Desk) -> None:
    practice.fill(desk)
    for item in practice.coming(desk):
        receive.take_in(desk, item.data)
    reports = desk.store.messages(replace(ALL, type_code="INNLEGGELSESRAPPORT"))
    marked = {
        row.patient_name: (bool(row.replaced_by), bool(row.cancelled_by))
        for row in reports
        if row.standing == "N"
    }
    assert marked["Älmgren, Tor-Erik"] == (True, False)
    assert marked["Aalvik, Bent"] == (False, True)


def test_the_sketch_comes_along_as_a_picture(desk: Desk) -> None:
    practice.fill(desk)
    data = next(item.data for item in practice.coming(desk) if item.name == "helsefaglig dialog")
    (sketch,) = read_attachments(parse(data))
    assert (sketch.media_type, sketch.description) == ("image/png", "Skisse av inngangspartiet")


def test_the_question_waits_for_our_answer(desk: Desk) -> None:
    practice.fill(desk)
    for item in practice.coming(desk):
        receive.take_in(desk, item.data)
    (asked,) = desk.store.messages(replace(ALL, type_code="DIALOG_FORESPORSEL"))
    assert answering.ways_to_answer(desk, asked) == ("HELSEOPPL_SOKNAD", "DIALOG_SVAR")
    assert [row.msg_id for row in overview.deadlines(desk) if row.rule == "svar-på-forespørsel"] == [
        asked.msg_id
    ]


def written_and_answered(desk: Desk, type_code: str, values: dict[str, object]) -> MessageRow:
    """Send a message about Danser and return what the municipality answers."""
    practice.empty_ward(desk)
    transport = SimulatedKommune(desk.clock, practice.answers())
    opened = draft.open_draft(desk, stay_of(desk, "Danser"), type_code)
    sent = dispatch.queue(desk, replace(opened, content={**opened.content, **values})).msg_id
    for _ in range(5):
        exchange.once(after(desk, timedelta(seconds=40)), transport)
    return next(row for row in desk.store.messages(ALL) if row.parent == sent)


@pytest.mark.parametrize("kind", ["1", "4", "8", "99"])
def test_every_question_gets_an_answer_that_stops_the_clock(desk: Desk, kind: str, shared_dir: Path) -> None:
    values: dict[str, object] = {"gjelder": kind, "sporsmal": "Hva bør vi vite?"}
    answer = written_and_answered(desk, "DIALOG_FORESPORSEL", values)
    assert answer.type_code in ("DIALOG_SVAR", "INNLEGGELSESRAPPORT")
    assert official.is_valid(shared_dir, parse(desk.store.document(answer.sha256) or b""))
    states = [row.state for row in overview.deadlines(desk) if row.rule == "svar-på-forespørsel"]
    assert states == ["ferdig"]


def test_utskrivningsklar_gets_an_answer_that_can_be_confirmed(desk: Desk, shared_dir: Path) -> None:
    decided = {"besluttet_av": "Magnar Koman", "besluttet_av_yrke": "LE", "besluttet_av_hpr": "9144889"}
    answer = written_and_answered(desk, "LOG_UTSKRIVNINGSKLAR", dict(decided))
    found = kommunes_answer.proposed(desk, answer.msg_id)
    assert found is not None
    assert found.answer in kommunes_answer.ANSWERS
    assert found.by.startswith("Sigrun Eide")
    assert official.is_valid(shared_dir, parse(desk.store.document(answer.sha256) or b""))


def test_a_question_about_health_is_sometimes_answered_by_a_report(desk: Desk) -> None:
    practice.empty_ward(desk)
    opened = draft.open_draft(desk, stay_of(desk, "Danser"), "DIALOG_FORESPORSEL")
    filled = replace(opened, content={**opened.content, "gjelder": "1"})
    msg_id = dispatch.queue(desk, filled).msg_id
    row = desk.store.message(msg_id)
    data = desk.store.document(row.sha256 if row else "") or b""
    kinds = set()
    for number in range(16):
        other = data.replace(msg_id.encode(), f"{number:08x}{msg_id[8:]}".encode())
        head = inspect(dialogue.reply(other, FRIDAY)).head
        assert head is not None
        kinds.add(head.type_code)
    assert kinds == {"DIALOG_SVAR", "INNLEGGELSESRAPPORT"}


def test_the_same_question_gets_the_same_bytes(desk: Desk) -> None:
    practice.fill(desk)
    first, second = (list(practice.coming(desk)) for _ in range(2))
    assert [item.data for item in first] == [item.data for item in second]


def test_how_fast_it_writes_can_be_set(desk: Desk) -> None:
    practice.fill(desk)
    slow = {item.name: item.at - desk.now() for item in practice.coming(desk, pace=AS_IN_LIFE)}
    fast = {item.name: item.at - desk.now() for item in practice.coming(desk, pace=SOON)}
    assert all(slow[name] > fast[name] for name in fast)
    assert REALISTIC.reply > Delays().reply
