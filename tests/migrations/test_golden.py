"""A database that an earlier program left behind comes up to date with all it held.

The files in `golden` were written by the program of that schema and are never written anew.
"""

from __future__ import annotations

import zipfile
from datetime import date
from pathlib import Path

import pytest

from plo_desktop.domain.delivery import Delivery
from plo_desktop.store.open_store import open_store
from plo_desktop.store.sqlite_store import SqliteStore
from tests.store.builders import NURSE, an_apprec, later, msg, queued
from tests.store.test_rebuild import listed

GOLDEN = Path(__file__).parent / "golden"
HEAD = "1bd73432e4cc"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a data directory as schema 6 left it."""
    with zipfile.ZipFile(GOLDEN / "schema_6.zip") as kept:
        kept.extractall(tmp_path / "data")
    return tmp_path / "data"


def only(store: SqliteStore, number: int) -> Delivery:
    """Return the one receiver of a message."""
    row = store.message(msg(number))
    assert row is not None
    (delivery,) = row.deliveries
    return delivery


def test_what_was_sent_before_has_its_one_receiver(folder: Path) -> None:
    with open_store(folder) as store:
        name, her_id, service = "Alvdal kommune", "5078", "Saksbehandling"
        assert only(store, 11) == Delivery(
            name,
            her_id,
            status="1",
            at=later(30),
            service=service,
            attempts=1,
            handed_over_at=later(21),
            confirmed_at=later(22),
        )
        assert only(store, 12).errors == ("E21 Mottaker finnes ikke",)
        assert (only(store, 13).failed_reason, only(store, 13).failed_finally) == ("Ukjent mottaker", True)
        assert only(store, 14) == Delivery(name, her_id, service=service)
        receipt = store.message(msg(21))
        assert receipt is not None
        assert receipt.deliveries == ()


def test_the_upgraded_lists_are_those_that_the_log_folds_into(folder: Path) -> None:
    with open_store(folder) as store:
        before, events = listed(store), store.events()
        store.rebuild()
        assert listed(store) == before
        assert store.events() == events
        assert len(events) == 29


def test_the_chain_and_the_unfinished_are_untouched(folder: Path) -> None:
    with open_store(folder) as store:
        report = store.verify()
        stays, drafts = store.stays(), store.drafts()
        assert report.head.startswith(HEAD)
        assert not [said for _, said in report.problems if "mangler" not in said]
        assert [(stay.stay_id, stay.ready_on, stay.answer) for stay in stays] == [
            ("s1", date(2026, 11, 23), "")
        ]
        assert [draft.draft_id for draft in drafts] == ["d1"]


def test_the_log_goes_on(folder: Path) -> None:
    with open_store(folder) as store:
        store.append([an_apprec(14, 914), queued(17)], actor=NURSE, at=later(40))
        row = store.message(msg(14))
        assert row is not None
        assert (row.apprec_status, only(store, 14).at) == ("1", later(40))


def test_a_list_asked_for_after_an_upgrade_is_given(folder: Path) -> None:
    """The first command after an upgrade may be one that only reads."""
    with open_store(folder, reading=True) as store:
        assert only(store, 11).status == "1"
