"""The lists are nothing but the log folded: thrown away and folded again, they come out the same."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from plo_desktop.domain import events as happened
from plo_desktop.domain.delivery import CopyTo
from plo_desktop.domain.events import Event
from plo_desktop.domain.log_rows import MessageFilter
from plo_desktop.domain.party import Code, Identifier
from plo_desktop.store import AlreadyLogged
from plo_desktop.store.sqlite_store import SqliteStore
from tests.store.builders import (
    NURSE,
    a_patient,
    admitted,
    an_apprec,
    later,
    msg,
    new_store,
    queued,
    received,
    sha,
)

few = st.integers(1, 6)
some_ids = few.map(msg)
some_stays = st.sampled_from(["", "s1", "s2"])
COPY = CopyTo("Kattskinnet legesenter", "August September", "91100")
whom = st.sampled_from(["", "91100", "7"])
links = st.sampled_from(["", *map(msg, range(1, 7))])

some_events: st.SearchStrategy[Event] = st.one_of(
    st.builds(
        received,
        few,
        standing=st.sampled_from("NMCO"),
        parent=links,
        conversation=links,
        patient=st.sampled_from([a_patient(), a_patient("Telokk", "Gry", "12057900499")]),
        stay_id=some_stays,
        minute=st.integers(0, 9),
        triage=st.sampled_from(["", "ukjent pasient"]),
    ),
    st.builds(
        queued,
        few,
        stay_id=some_stays,
        about=links,
        ready_on=st.sampled_from([None, date(2026, 11, 23), date(2026, 11, 24)]),
        standing=st.sampled_from("NC"),
        conversation=links,
        copies=st.sampled_from([(), (COPY,)]),
    ),
    st.builds(
        an_apprec, few, st.integers(900, 903), st.sampled_from("123"), st.sampled_from(["", "5078", "91100"])
    ),
    st.builds(
        happened.Quarantined,
        st.one_of(st.just(""), some_ids),
        st.integers(50, 53).map(sha),
        st.just("X"),
        st.just(""),
    ),
    st.builds(happened.DuplicateReceived, some_ids, few.map(sha)),
    st.builds(
        happened.StayMatched, some_ids, some_stays, st.sampled_from([(), (Identifier("800", Code("FHN")),)])
    ),
    st.builds(happened.Opened, some_ids),
    st.builds(happened.Signed, some_ids),
    st.builds(happened.Approved, some_ids, st.just("Hansen")),
    st.builds(happened.ResponsibilityTaken, some_ids, st.just("Berg")),
    st.builds(happened.SendCancelled, some_ids),
    st.builds(happened.SendStarted, some_ids, few, to=whom),
    st.builds(happened.HandedOver, some_ids, st.just("ref"), to=whom),
    st.builds(happened.SendFailed, some_ids, st.just("NET"), st.just("Ikke nett"), st.booleans(), to=whom),
    st.builds(happened.TransportConfirmed, some_ids, to=whom),
    st.builds(happened.Printed, some_ids, few),
    st.builds(admitted, st.sampled_from(["s1", "s2"])),
    st.builds(happened.StayChanged, st.sampled_from(["s1", "s2"]), bed=st.sampled_from([None, "1", "2"])),
    st.builds(happened.ExpectedDateSet, st.just("s1"), st.just(date(2026, 12, 1)), st.booleans()),
    st.builds(happened.StayDischarged, st.just("s1"), st.just(later(99)), st.just("1")),
    st.just(happened.SignedIn()),
)


def listed(store: SqliteStore) -> tuple[object, ...]:
    """Return everything that a rebuild makes anew."""
    return (
        store.messages(MessageFilter(receipts=True, limit=-1)),
        store.stays(include_discharged=True),
        store.stays_of([a_patient().number]),
        store.message_count(MessageFilter(search="alvdal", receipts=True)),
    )


@settings(max_examples=60)
@given(st.lists(st.lists(some_events, max_size=4), max_size=25))
def test_a_rebuild_gives_the_same_rows(batches: list[list[Event]]) -> None:
    with tempfile.TemporaryDirectory() as folder, new_store(Path(folder) / "data") as store:
        for minute, batch in enumerate(batches):
            try:
                store.append(batch, actor=NURSE, at=later(minute))
            except AlreadyLogged:
                continue
        before, events = listed(store), store.events()
        store.rebuild()
        assert listed(store) == before
        assert store.events() == events


def test_the_word_index_can_be_written_anew_from_the_documents(tmp_path: Path) -> None:
    with new_store(tmp_path / "data") as store:
        with store.transaction():
            sha256 = store.keep(b"kvalme og svimmelhet")
            store.append([received(1, sha256=sha256), received(2)], actor=NURSE, at=later(0))
        assert store.message_count(MessageFilter(search="kvalme")) == 0
        store.reindex(lambda content: content.decode())
        assert [row.msg_id for row in store.messages(MessageFilter(search="kvalme"))] == [msg(1)]
        assert store.message_count(MessageFilter(search="danser")) == 2
