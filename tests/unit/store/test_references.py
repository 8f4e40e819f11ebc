"""Changes and cancellations, in whatever order they come (HISD 1154, wire-format 11 and 12)."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest

from plo_desktop.domain.events import Event
from plo_desktop.domain.log_rows import MessageRow
from plo_desktop.domain.references import referred
from plo_desktop.store.projections import Logged, new_row
from tests.store.builders import a_patient, later, msg, received


def rows(*events: Event) -> list[MessageRow]:
    """Return the rows of the events in the order of their arrival."""
    found = []
    for seq, event in enumerate(events, start=1):
        row = new_row(Logged(seq, later(seq), "Berg", event))
        assert row is not None
        found.append(row)
    return found


ORIGINAL = received(1, minute=1)
CHANGE = received(2, standing="M", parent=msg(1), conversation=msg(1), minute=2)
SECOND_CHANGE = received(3, standing="M", parent=msg(2), conversation=msg(1), minute=3)
CANCEL = received(4, standing="C", parent=msg(3), conversation=msg(1), minute=4)


@pytest.mark.parametrize("order", list(itertools.permutations((ORIGINAL, CHANGE, SECOND_CHANGE, CANCEL))))
def test_the_order_of_arrival_does_not_matter(order: tuple[Event, ...]) -> None:
    assert referred(rows(*order)) == {
        msg(1): (msg(4), msg(3)),
        msg(2): (msg(4), msg(3)),
        msg(3): (msg(4), ""),
        msg(4): ("", ""),
    }


def test_a_change_replaces_what_was_before_it_only() -> None:
    assert referred(rows(ORIGINAL, CHANGE, SECOND_CHANGE)) == {
        msg(1): ("", msg(3)),
        msg(2): ("", msg(3)),
        msg(3): ("", ""),
    }


def test_the_old_status_o_counts_as_a_change() -> None:
    assert referred(rows(ORIGINAL, replace(CHANGE, standing="O")))[msg(1)] == ("", msg(2))


@pytest.mark.parametrize(
    "other",
    [
        replace(CANCEL, patient=a_patient("Telokk", "Gry", "12057900499")),
        replace(CANCEL, counterpart="Tynset kommune"),
        replace(CANCEL, type_code="HELSEOPPLYSNINGER"),
        replace(CANCEL, conversation=msg(50), parent=msg(50)),
        replace(CANCEL, conversation="", parent=""),
    ],
)
def test_a_cancellation_of_something_else_is_not_applied(other: Event) -> None:
    """Patient and sender must match (wire-format 11): one official example does not."""
    assert referred(rows(ORIGINAL, other))[msg(1)] == ("", "")


def test_a_reference_to_the_parent_alone_is_enough() -> None:
    assert referred(rows(ORIGINAL, replace(CANCEL, conversation="", parent=msg(1))))[msg(1)] == (msg(4), "")


def test_our_own_undone_cancellation_cancels_nothing() -> None:
    original, cancel = rows(ORIGINAL, CANCEL)
    assert referred([original, replace(cancel, cancelled_send=True)])[msg(1)] == ("", "")
