"""A fault in the program never loses a message, and never stops the messages behind it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

import pytest

from plo_desktop.base.bugs import BUG_LOG
from plo_desktop.base.errors import EnvironmentProblem
from plo_desktop.services import read, receive
from plo_desktop.services.desk import Desk
from plo_desktop.services.receive import fetch, take_in
from plo_desktop.wire.inbox import Inspected, inspect
from tests.unit.services.desks import Wire, a_report

POISON = b"<Gift>Danser, Line</Gift>"
POISON_SHA = hashlib.sha256(POISON).hexdigest()


def a_program_that_fails_on_poison(error: Exception) -> Callable[[bytes], Inspected]:
    def failing(data: bytes) -> Inspected:
        if data == POISON:
            raise error
        return inspect(data)

    return failing


@pytest.fixture(params=[RuntimeError(POISON.decode()), RecursionError(), MemoryError()], ids=repr)
def failing(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(receive, "judge", a_program_that_fails_on_poison(request.param))


@pytest.mark.usefixtures("failing")
def test_what_the_program_fails_on_is_kept_and_the_next_message_is_taken_in(desk: Desk) -> None:
    good = a_report()
    wire = Wire(waiting=[POISON, good])
    fetch(desk, wire)
    assert wire.acknowledged == ["0", "1"]
    row = desk.store.message_by_sha(POISON_SHA)
    assert row is not None
    assert (row.quarantine, desk.store.document(POISON_SHA)) == ("INTERN_FEIL", POISON)
    taken = desk.store.message_by_sha(hashlib.sha256(good).hexdigest())
    assert taken is not None
    assert not taken.quarantine


@pytest.mark.usefixtures("failing")
def test_the_reason_carries_the_id_under_which_the_bug_was_noted(desk: Desk) -> None:
    outcome = take_in(desk, POISON)
    written = (desk.store.folder / BUG_LOG).read_text(encoding="utf-8")
    bug_id = written.split()[1]
    assert f"Meld feil {bug_id} til IT." in outcome.warnings[0].message
    assert "Danser" not in written


@pytest.mark.usefixtures("failing")
def test_it_can_be_looked_at_as_it_came(desk: Desk) -> None:
    outcome = take_in(desk, POISON)
    shown = read.outline(desk, outcome.msg_id)
    assert [section.title for section in shown.sections] == ["Kunne ikke leses", "Innhold slik det kom"]


@pytest.mark.usefixtures("failing")
def test_the_mended_program_takes_the_same_bytes_in_when_they_come_again(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    take_in(desk, POISON)
    monkeypatch.setattr(receive, "judge", lambda _: inspect(a_report()))
    assert take_in(desk, POISON).outcome == "accepted"


def test_bytes_that_were_taken_in_before_stay_so(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    data = a_report()
    first = take_in(desk, data)

    def broken(_: bytes) -> Inspected:
        raise RuntimeError

    monkeypatch.setattr(receive, "judge", broken)
    assert take_in(desk, data).outcome == "duplicate"
    row = desk.store.message(first.msg_id)
    assert row is not None
    assert not row.quarantine


def test_a_log_that_cannot_be_written_leaves_the_message_with_the_sender(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: bytes) -> Inspected:
        raise EnvironmentProblem("DISK_FULL", "Disken er full.", "Rydd plass.")

    monkeypatch.setattr(receive, "judge", full)
    wire = Wire(waiting=[POISON])
    with pytest.raises(EnvironmentProblem):
        fetch(desk, wire)
    assert wire.acknowledged == []
