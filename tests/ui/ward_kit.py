"""The practice ward on Friday 20.11.2026 at 07:40, for tests of screens that write."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from plo_desktop.base.clock import SetClock
from plo_desktop.base.errors import UserError
from plo_desktop.domain.log_rows import StayRow
from plo_desktop.services import dispatch, draft, receive
from plo_desktop.services.desk import Desk
from plo_desktop.services.practice import history, kommune, ward
from plo_desktop.services.practice.play import Post
from plo_desktop.store.open_store import open_store
from plo_desktop.ui.lanes import InPlaceLanes
from plo_desktop.ui.session import Session
from plo_desktop.wire.inbox import words_of
from tests.ui.form_kit import FRIDAY_0740


@contextmanager
def practice_desk(folder: Path, *, told: bool = True, user: str = "Jones") -> Iterator[Desk]:
    """Open the practice ward; `told` with its history, else with patients only. The clock can be moved."""
    store = open_store(folder / "ward", create=True, test=True, words_of=words_of)
    set_up = ward.configuration()
    desk = Desk(
        store=store,
        clock=SetClock(FRIDAY_0740),
        actor=ward.user(user),
        workstation="PC-3B-1",
        ward=set_up.ward,
        addresses=set_up.addresses,
        settings=set_up.settings,
    )
    try:
        if told:
            with store.transaction():
                history.tell(desk, FRIDAY_0740)
        else:
            ward.empty_ward(desk, FRIDAY_0740)
        yield desk
    finally:
        store.close()


def set_clock(desk: Desk) -> SetClock:
    """Return the clock, to be moved."""
    assert isinstance(desk.clock, SetClock)
    return desk.clock


def stay_of(desk: Desk, family: str) -> StayRow:
    """Return the stay of a patient by family name."""
    return next(stay for stay in desk.store.stays() if stay.patient.family == family)


def a_session(desk: Desk, transport: Post | None = None) -> Session:
    """Return a session that does everything at once; what the user could mend fails the test."""

    def notice(error: UserError) -> None:
        raise error

    lanes = InPlaceLanes(desk, transport or Post(), notice)
    return Session(lanes, desk.clock, desk.actor, desk.ward, desk.addresses)


def receive_report(desk: Desk, stay: StayRow, ago: timedelta = timedelta(minutes=1)) -> str:
    """Notify the municipality of the admission and let it answer; return the report's id."""
    clock = set_clock(desk)
    clock.moment = FRIDAY_0740 - ago
    notice = dispatch.queue(desk, draft.open_draft(desk, stay.stay_id, "LOG_INNLAGT"))
    clock.advance(timedelta(seconds=11))
    post = Post()
    dispatch.release(desk, post)
    outcome = receive.take_in(desk, kommune.report(post.taken[notice.msg_id], desk.now()))
    assert outcome.outcome == "accepted", outcome
    clock.moment = FRIDAY_0740
    return outcome.msg_id
