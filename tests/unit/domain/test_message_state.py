"""The word that is shown follows from way, receipt and reading, and never promises more than is known."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest

from plo_desktop.domain.log_rows import MessageRow
from plo_desktop.domain.message_state import (
    INCOMING_STATES,
    OUTGOING_STATES,
    Reading,
    Receipt,
    Way,
    needs_signature,
    state_words,
    states_page,
)
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
