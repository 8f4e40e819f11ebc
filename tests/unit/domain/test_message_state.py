"""The word that is shown follows from way, receipt and reading, and never promises more than is known."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from plo_desktop.domain.delivery import COPY, PRIMARY, Delivery, answering
from plo_desktop.domain.log_rows import MessageRow
from plo_desktop.domain.message_state import (
    INCOMING_STATES,
    OUTGOING_STATES,
    WORST_FIRST,
    Reading,
    Receipt,
    Way,
    accepted_by_receiver,
    delivery_state,
    needs_signature,
    refused_by_receiver,
    state_words,
    states_page,
    unreached,
)
from plo_desktop.domain.receivers import with_deliveries
from tests.unit.domain.rows import AN_INCOMING, AN_OUTGOING, FRIDAY, HOUR

PAGE = Path(__file__).parents[3] / "docs" / "states.md"


def word(row: MessageRow, hours: float = 0) -> str:
    return state_words(row, FRIDAY + hours * HOUR).word


def test_the_table_has_a_word_for_every_combination() -> None:
    assert set(OUTGOING_STATES) == set(product(Way, Receipt))
    assert set(INCOMING_STATES) == set(Reading)


def test_only_a_positive_receipt_is_called_kvittert() -> None:
    for (_, receipt), (text, _) in OUTGOING_STATES.items():
        assert (text == "kvittert") == (receipt is Receipt.OK)


def test_the_page_of_states_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == states_page(), "write docs/states.md from states_page() anew"


def test_the_road_of_an_outgoing_message() -> None:
    held = replace(AN_OUTGOING, handed_over_at=None, not_before=FRIDAY + HOUR)
    assert word(held) == "i utboks"
    assert word(AN_OUTGOING) == "overlevert"
    assert word(replace(AN_OUTGOING, confirmed_at=FRIDAY)) == "transportkvittert"
    assert word(replace(AN_OUTGOING, confirmed_at=FRIDAY, apprec_status="1")) == "kvittert"
    assert word(replace(AN_OUTGOING, apprec_status="2", apprec_errors=("E21 ukjent",))) == "avvist"
    assert word(replace(AN_OUTGOING, failed_finally=True)) == "ikke levert"
    assert word(AN_OUTGOING, 96) == "uten svar"
    assert word(replace(AN_OUTGOING, apprec_status="1", apprec_at=FRIDAY), 200) == "kvittert"


def test_paper_has_words_of_its_own() -> None:
    paper = replace(AN_OUTGOING, channel="papir", handed_over_at=None)
    assert word(paper) == "til utskrift"
    assert word(replace(paper, printed=1)) == "skrevet ut"


def test_an_unreceipted_message_looks_undelivered_after_a_quarter_of_an_hour() -> None:
    assert state_words(AN_OUTGOING, FRIDAY).token == "venter"
    assert state_words(AN_OUTGOING, FRIDAY + HOUR / 4).token == "ikkelevert"


def test_the_road_of_an_incoming_message() -> None:
    opened = replace(AN_INCOMING, opened_by="Berg", opened_at=FRIDAY)
    taken = replace(opened, responsible="Jones")
    signed = replace(taken, signed_by="Jones", signed_at=FRIDAY)
    words = [state_words(row, FRIDAY).word for row in (AN_INCOMING, opened, taken, signed)]
    assert words == ["mottatt", "lest", "ansvar tatt", "signert"]


@pytest.mark.parametrize(("hours", "token"), [(0, "venter"), (12, "snart"), (25, "forfalt")])
def test_an_unsigned_message_wears_the_token_of_its_deadline(hours: int, token: str) -> None:
    assert state_words(AN_INCOMING, FRIDAY + hours * HOUR).token == token


def test_quarantine_refusal_cancellation_and_change_are_said() -> None:
    assert state_words(replace(AN_INCOMING, quarantine="NOT_XML"), FRIDAY).word == "karantene"
    assert state_words(replace(AN_INCOMING, refused_codes=("E36",)), FRIDAY).word == "avvist"
    assert state_words(replace(AN_INCOMING, cancelled_by="c"), FRIDAY).word == "kansellert"
    assert state_words(replace(AN_INCOMING, replaced_by="m"), FRIDAY).word == "endret"


def test_receipts_and_what_was_not_taken_in_wait_for_no_signature() -> None:
    assert needs_signature(AN_INCOMING)
    assert not needs_signature(replace(AN_INCOMING, about="m-0"))
    assert not needs_signature(replace(AN_INCOMING, quarantine="x"))
    assert not needs_signature(AN_OUTGOING)


# -- several receivers --------------------------------------------------------------------------------------

KOMMUNE = Delivery("Alvdal kommune", "5078", service="Sykepleietjeneste", handed_over_at=FRIDAY)
FASTLEGE = Delivery(
    "Kattskinnet legesenter", "91100", COPY, service="August September", handed_over_at=FRIDAY
)


def with_both(kommune: Delivery, fastlege: Delivery) -> MessageRow:
    return with_deliveries(AN_OUTGOING, (kommune, fastlege))


WAYS: dict[str, dict[str, Any]] = {
    "kvittert": {"status": "1", "at": FRIDAY},
    "kvittert med merknad": {"status": "3", "at": FRIDAY},
    "avvist": {"status": "2", "at": FRIDAY, "errors": ("E21 ukjent",)},
    "ikke levert": {"failed_finally": True, "failed_reason": "Ukjent adresse"},
    "i utboks": {"handed_over_at": None},
    "overlevert": {},
    "transportkvittert": {"confirmed_at": FRIDAY},
}


@pytest.mark.parametrize(("one", "other"), list(product(WAYS, WAYS)))
def test_a_message_wears_the_word_of_the_receiver_who_is_worst_off(one: str, other: str) -> None:
    """T-10, A-05: whichever of them it is."""
    row = with_both(replace(KOMMUNE, **WAYS[one]), replace(FASTLEGE, **WAYS[other]))
    said = {delivery_state(row, each, FRIDAY).word for each in row.deliveries}
    assert word(row) == min(said, key=WORST_FIRST.index)
    assert (word(row) == "kvittert") == (said == {"kvittert"})


def test_the_words_of_all_states_have_a_rank() -> None:
    assert {text for text, _ in OUTGOING_STATES.values()} == set(WORST_FIRST)


def test_what_the_law_asks_is_asked_of_the_receiver_itself() -> None:
    refused_copy = with_both(replace(KOMMUNE, status="1", at=FRIDAY), replace(FASTLEGE, status="2"))
    assert accepted_by_receiver(refused_copy)
    assert not refused_by_receiver(refused_copy)
    assert [one.name for one, _ in unreached(refused_copy, FRIDAY)] == ["Kattskinnet legesenter"]
    only_copy = with_both(KOMMUNE, replace(FASTLEGE, status="1"))
    assert not accepted_by_receiver(only_copy)


def test_the_axes_of_the_row_follow_from_all_receivers() -> None:
    row = with_both(replace(KOMMUNE, status="1", at=FRIDAY), replace(FASTLEGE, handed_over_at=None))
    assert (row.apprec_status, row.handed_over_at, row.failed_finally) == ("", None, False)
    both = with_both(replace(KOMMUNE, status="1", at=FRIDAY), replace(FASTLEGE, status="3", at=FRIDAY + HOUR))
    assert (both.apprec_status, both.apprec_at) == ("3", FRIDAY + HOUR)
    given_up = with_both(KOMMUNE, replace(FASTLEGE, handed_over_at=None, failed_finally=True))
    assert (given_up.failed_finally, word(given_up)) == (True, "ikke levert")


def test_the_96_hours_run_from_gendate_also_for_what_left_late() -> None:
    """A-03."""
    late = replace(AN_OUTGOING, generated_at=FRIDAY - 90 * HOUR)
    assert word(late, 5) == "overlevert"
    assert word(late, 6) == "uten svar"
    waiting = replace(late, handed_over_at=None)
    assert (state_words(waiting, FRIDAY).token, state_words(waiting, FRIDAY + 6 * HOUR).token) == (
        "venter",
        "ikkelevert",
    )


def test_our_own_receipt_never_waits_for_an_answer() -> None:
    ours = replace(AN_OUTGOING, type_code="APPREC", about="m-9")
    assert (state_words(ours, FRIDAY + 200 * HOUR).word, state_words(ours, FRIDAY + 200 * HOUR).token) == (
        "overlevert",
        "ferdig",
    )


def test_what_its_sender_cancelled_or_replaced_needs_no_signature() -> None:
    """S-07, S-08."""
    assert not needs_signature(replace(AN_INCOMING, cancelled_by="c"))
    assert not needs_signature(replace(AN_INCOMING, replaced_by="m"))


@pytest.mark.parametrize(
    ("her_id", "role", "place"),
    [
        ("5078", PRIMARY, 0),
        ("91100", COPY, 1),
        ("91100", PRIMARY, 1),
        ("", COPY, 1),
        ("", PRIMARY, 0),
        ("777", COPY, 1),
    ],
)
def test_which_receiver_a_receipt_is_from(her_id: str, role: str, place: int) -> None:
    assert answering((KOMMUNE, FASTLEGE), her_id, role) == place


def test_one_address_in_two_roles_is_told_apart_by_the_role() -> None:
    """S-06, seen from the sender."""
    both = (KOMMUNE, replace(KOMMUNE, role=COPY))
    assert [answering(both, "5078", role) for role in (PRIMARY, COPY)] == [0, 1]
    assert answering((KOMMUNE, FASTLEGE, replace(FASTLEGE, her_id="1")), "", COPY) is None
