"""Many messages with one commit: each fares as it would alone, none is acknowledged before it is on disk."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from plo_desktop.base.errors import EnvironmentProblem
from plo_desktop.domain.log_rows import MessageFilter, MessageRow
from plo_desktop.services import receive
from plo_desktop.services.arrival import Outcome
from plo_desktop.services.desk import Desk
from plo_desktop.services.receive import TOGETHER, fetch, take_in, take_in_together
from plo_desktop.store.open_store import open_store
from plo_desktop.store.sqlite_store import SqliteStore
from plo_desktop.wire.inbox import Inspected, inspect, words_of
from tests.unit.services.desks import Wire, a_report, a_stay, answer_to

POISON = b"<Gift>Danser, Line</Gift>"


def a_mixed_post() -> list[bytes]:
    """Good, again, unreadable, a change, a stray receipt, and other bytes under an id that is taken."""
    first = a_report()
    head = inspect(first).head
    assert head is not None
    changed = a_report(standing="O", parent=head.msg_id)
    return [first, first, b"rusk", changed, a_report(), answer_to(a_report()), first.replace(b"Line", b"Liv")]


@pytest.fixture
def beside(desk: Desk, tmp_path: Path) -> Iterator[Desk]:
    """A second desk with a log of its own."""
    with open_store(tmp_path / "beside", create=True, test=True, words_of=words_of) as store:
        yield replace(desk, store=store)


def fate(outcome: Outcome) -> tuple[object, ...]:
    return (outcome.outcome, outcome.codes, outcome.msg_id, outcome.sha256, outcome.warnings)


def listed(desk: Desk) -> list[MessageRow]:
    """The messages as the lists show them, without what is random: a receipt's own id and bytes."""
    rows = desk.store.messages(MessageFilter(receipts=True, limit=-1))
    return [
        replace(row, msg_id="", sha256="") if row.about and row.direction == "ut" else row for row in rows
    ]


def test_the_fate_and_the_lists_are_the_same_as_one_by_one(desk: Desk, beside: Desk) -> None:
    a_stay(desk)
    a_stay(beside)
    post = a_mixed_post()
    together = take_in_together(desk, post)
    alone = [take_in(beside, data) for data in post]
    assert [fate(outcome) for outcome in together] == [fate(outcome) for outcome in alone]
    assert {outcome.outcome for outcome in together} == {"accepted", "duplicate", "quarantined"}
    stays = {row.stay_id: "" for row in (*desk.store.stays(), *beside.store.stays())}
    assert [replace(row, stay_id=stays.get(row.stay_id, "")) for row in listed(desk)] == [
        replace(row, stay_id=stays.get(row.stay_id, "")) for row in listed(beside)
    ]


def test_what_was_taken_in_together_is_what_the_log_folds_to(desk: Desk) -> None:
    assert isinstance(desk.store, SqliteStore)
    a_stay(desk)
    take_in_together(desk, a_mixed_post())
    before = desk.store.messages(MessageFilter(receipts=True, limit=-1))
    assert desk.store.verify().ok
    desk.store.rebuild()
    assert desk.store.messages(MessageFilter(receipts=True, limit=-1)) == before
    assert desk.store.message_count(MessageFilter(search="danser")) > 0


def test_one_that_the_program_fails_on_takes_none_of_the_others_with_it(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(data: bytes) -> Inspected:
        if data == POISON:
            raise RuntimeError
        return inspect(data)

    monkeypatch.setattr(receive, "judge", failing)
    outcomes = take_in_together(desk, [a_report(), POISON, a_report()])
    assert [outcome.outcome for outcome in outcomes] == ["accepted", "quarantined", "accepted"]
    assert outcomes[1].codes == ("INTERN_FEIL",)


def test_nothing_is_acknowledged_when_the_commit_fails(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = SqliteStore.transaction

    @contextmanager
    def cut(store: SqliteStore) -> Iterator[None]:
        with whole(store):
            yield
            raise EnvironmentProblem("DISK_FULL", "Disken er full.", "Rydd plass.")

    monkeypatch.setattr(SqliteStore, "transaction", cut)
    wire = Wire(waiting=[a_report(), a_report()])
    with pytest.raises(EnvironmentProblem):
        fetch(desk, wire)
    assert wire.acknowledged == []
    assert desk.store.message_count(MessageFilter()) == 0


def test_a_fetch_takes_in_everything_in_batches_of_a_few(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    taken: list[int] = []

    def counting(of: Desk, several: Sequence[bytes]) -> tuple[Outcome, ...]:
        taken.append(len(several))
        return take_in_together(of, several)

    monkeypatch.setattr(receive, "take_in_together", counting)
    wire = Wire(waiting=[a_report() for _ in range(TOGETHER + 2)])
    fetch(desk, wire)
    assert taken == [TOGETHER, 2]
    assert len(wire.acknowledged) == TOGETHER + 2


def test_large_documents_do_not_hold_the_log_for_long(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(receive, "_TOGETHER_BYTES", 10)
    wire = Wire(waiting=[a_report(), a_report(), b"rusk", b"x"])
    fetch(desk, wire)
    assert len(wire.acknowledged) == 4
