"""Changes and cancellations, in whatever order they come (HISD 1154, wire-format 11 and 12)."""

from __future__ import annotations

import itertools
import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

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


# -- chains -------------------------------------------------------------------------------------------------


def test_a_chain_whose_links_name_only_their_parents_is_followed_to_its_beginning() -> None:
    """HITS 1218: some senders write the parent as conversation too."""
    change = replace(CHANGE, conversation=msg(1))
    second = replace(SECOND_CHANGE, conversation=msg(2))
    cancel = replace(CANCEL, conversation=msg(3))
    assert referred(rows(ORIGINAL, change, second, cancel))[msg(1)] == (msg(4), msg(3))


def test_the_conversation_stands_in_for_a_link_that_never_came() -> None:
    second = replace(SECOND_CHANGE, parent=msg(77))
    assert referred(rows(ORIGINAL, second, CANCEL))[msg(1)] == (msg(4), msg(3))


def test_another_new_message_that_answers_the_same_question_is_not_touched() -> None:
    question, answer = msg(60), received(8, parent=msg(60), conversation=msg(60), minute=1)
    other = received(9, parent=question, conversation=question, minute=2)
    cancel = received(10, standing="C", parent=msg(8), conversation=question, minute=3)
    found = referred(rows(answer, other, cancel))
    assert (found[msg(8)], found[msg(9)]) == ((msg(10), ""), ("", ""))


def test_a_change_written_after_the_cancellation_stands() -> None:
    """S-09."""
    late = replace(SECOND_CHANGE, generated_at=later(9))
    found = referred(rows(ORIGINAL, replace(CANCEL, parent=msg(1)), late))
    assert found[msg(1)][0] == msg(4)
    assert found[msg(3)] == ("", "")


def test_two_changes_of_one_second_stand_in_the_order_of_their_references() -> None:
    change, second = (replace(each, generated_at=later(2)) for each in (CHANGE, SECOND_CHANGE))
    assert referred(rows(second, change, ORIGINAL))[msg(1)] == ("", msg(3))


def test_the_first_of_two_cancellations_counts() -> None:
    again = replace(CANCEL, msg_id=msg(5), generated_at=later(8))
    assert referred(rows(again, CANCEL, ORIGINAL))[msg(1)] == (msg(4), "")


def test_a_cancellation_of_a_change_voids_the_original_too() -> None:
    cancel = replace(CANCEL, parent=msg(2), conversation=msg(1))
    assert referred(rows(ORIGINAL, CHANGE, cancel)) == {
        msg(1): (msg(4), msg(2)),
        msg(2): (msg(4), ""),
        msg(4): ("", ""),
    }


links = st.sampled_from(["", *map(msg, range(1, 7))])


@given(
    st.lists(st.tuples(st.sampled_from("NMCO"), links, links, st.integers(0, 4)), min_size=1, max_size=6),
    st.randoms(),
)
def test_any_references_are_worked_out_and_the_same_in_every_order(
    drawn: list[tuple[str, str, str, int]], shuffler: random.Random
) -> None:
    """Rings, references to oneself and to nothing: harmless, and independent of the order of arrival."""
    events = [
        received(
            number, standing=standing, parent=parent, conversation=conversation, minute=minute + number / 10
        )
        for number, (standing, parent, conversation, minute) in enumerate(drawn, start=1)
    ]
    found = referred(rows(*events))
    shuffled = list(events)
    shuffler.shuffle(shuffled)
    assert referred(rows(*shuffled)) == found
    for event in events:
        cancelled_by, replaced_by = found[event.msg_id]
        assert event.msg_id not in (cancelled_by, replaced_by)
        assert not (event.standing == "C" and (cancelled_by or replaced_by))
