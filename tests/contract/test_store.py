"""What the services may expect of a store (services.ports.Store)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from plo_desktop.domain import events as happened
from plo_desktop.domain.log_rows import MessageFilter
from plo_desktop.services.ports import Store
from plo_desktop.store import AlreadyLogged
from tests.store.builders import (
    NURSE,
    a_draft,
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


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Return an empty store."""
    with new_store(tmp_path / "data") as opened:
        yield opened


def log(store: Store, *events: happened.Event, minute: float = 0, external_id: str = "") -> None:
    """Append as nurse Berg, so many minutes after the morning."""
    store.append(events, actor=NURSE, at=later(minute), external_id=external_id)


EVERYTHING = MessageFilter()


def ids(store: Store, wanted: MessageFilter = EVERYTHING) -> list[str]:
    """Return the MsgIds that a filter finds."""
    return [row.msg_id for row in store.messages(wanted)]


def fail_after(store: Store, *steps: Callable[[], object]) -> None:
    """Do the steps in a transaction that then fails with RuntimeError."""
    with store.transaction():
        for step in steps:
            step()
        raise RuntimeError


def test_a_received_message_is_listed_with_what_identifies_it(store: Store) -> None:
    log(store, received(1))
    row = store.message(msg(1))
    assert row is not None
    assert (row.patient_name, row.patient_number) == ("Danser, Line", "13116900216")
    assert (row.direction, row.counterpart, row.at, row.signed_by) == ("inn", "Alvdal kommune", later(0), "")
    assert store.message_by_sha(sha(1)) == row
    assert list(store.messages(MessageFilter())) == [row]


def test_a_msg_id_is_found_without_regard_to_letter_case(store: Store) -> None:
    log(store, replace(received(), msg_id="abcdef00-0000-4000-8000-000000000001"))
    assert store.message(" ABCDEF00-0000-4000-8000-000000000001 ") is not None


def test_reading_does_not_sign_and_the_first_reader_stands(store: Store) -> None:
    log(store, received(1))
    log(store, happened.Opened(msg(1)), minute=1)
    log(store, happened.Opened(msg(1)), minute=2)
    row = store.message(msg(1))
    assert row is not None
    assert (row.opened_by, row.opened_at, row.signed_at) == ("Berg", later(1), None)
    assert ids(store, MessageFilter(unsigned=True)) == [msg(1)]


def test_a_signed_message_leaves_the_unsigned(store: Store) -> None:
    log(store, received(1), received(2))
    log(store, happened.ResponsibilityTaken(msg(1), "Berg"), happened.Signed(msg(1)), minute=5)
    row = store.message(msg(1))
    assert row is not None
    assert (row.responsible, row.signed_by, row.signed_at) == ("Berg", "Berg", later(5))
    assert ids(store, MessageFilter(unsigned=True)) == [msg(2)]
    assert store.message_count(MessageFilter(unsigned=True)) == 1


def test_the_same_command_twice_is_logged_once(store: Store) -> None:
    """F02: killed between commit and answer, the user presses again."""
    log(store, received(1))
    log(store, happened.Signed(msg(1)), external_id="command-7")
    with pytest.raises(AlreadyLogged):
        log(store, happened.Signed(msg(1)), external_id="command-7", minute=9)
    assert [type(e.event).__name__ for e in store.events(msg_id=msg(1))] == ["Received", "Signed"]


def test_the_same_msg_id_cannot_be_received_twice(store: Store) -> None:
    """F34."""
    log(store, received(1))
    with pytest.raises(AlreadyLogged):
        log(store, received(1, sha256=sha(77)))
    row = store.message(msg(1))
    assert row is not None
    assert row.sha256 == sha(1)


def test_one_call_cannot_begin_a_message_twice(store: Store) -> None:
    """Neither of them is kept, and the log goes on."""
    with pytest.raises(AlreadyLogged):
        log(store, queued(1), queued(1))
    assert list(store.events()) == []
    log(store, queued(1))
    assert len(list(store.events())) == 1


def test_a_refused_append_leaves_the_outer_transaction_whole(store: Store) -> None:
    log(store, received(1))
    with store.transaction():
        log(store, received(2))
        with pytest.raises(AlreadyLogged):
            log(store, happened.SignedIn(), received(1))
    assert [type(e.event).__name__ for e in store.events()] == ["Received", "Received"]


def test_a_transaction_that_fails_leaves_nothing(store: Store) -> None:
    with pytest.raises(RuntimeError):
        fail_after(
            store,
            lambda: store.keep(b"<a/>"),
            lambda: log(store, received(1), admitted()),
            lambda: store.index_text(msg(1), "smerter"),
        )
    assert (store.events(), store.stays(), store.message(msg(1))) == ([], [], None)
    assert store.message_count(MessageFilter(search="smerter")) == 0


def test_an_inner_transaction_can_fail_alone(store: Store) -> None:
    with store.transaction():
        log(store, received(1))
        with pytest.raises(RuntimeError):
            fail_after(store, lambda: log(store, received(2)))
    assert ids(store) == [msg(1)]
    log(store, received(3))
    assert ids(store, MessageFilter(search="danser")) == [msg(3), msg(1)]


def test_bytes_come_back_exactly_and_are_kept_once(store: Store) -> None:
    content = b"\xef\xbb\xbf<a>\r\n\x00\xff</a>"
    assert store.keep(content) == store.keep(content, "text/plain")
    found = store.document(store.keep(content).upper())
    assert found == content
    assert store.document(sha(5)) is None


def test_a_large_attachment_comes_back_exactly_too(store: Store) -> None:
    content = b"QUJD" * 1_100_000
    assert store.document(store.keep(content)) == content


def test_the_same_bytes_again_are_counted(store: Store) -> None:
    log(store, received(1), happened.DuplicateReceived(msg(1), sha(1)))
    log(store, happened.DuplicateReceived(msg(1), sha(1)))
    row = store.message(msg(1))
    assert row is not None
    assert row.duplicates == 2


def test_other_bytes_under_a_known_msg_id_stand_beside_it(store: Store) -> None:
    """F35: quarantine never touches the message that came first."""
    log(store, received(1), happened.Quarantined(msg(1), sha(2), "SAME_ID", "Samme MsgId, annet innhold"))
    first, other = store.message(msg(1)), store.message_by_sha(sha(2))
    assert first is not None
    assert other is not None
    assert (first.sha256, first.quarantine) == (sha(1), "")
    assert (other.msg_id, other.quarantine) == (f"sha256:{sha(2)}", "SAME_ID")
    log(store, happened.Signed(other.msg_id))
    assert ids(store, MessageFilter(unsigned=True)) == [msg(1)]


def test_unreadable_bytes_are_found_and_counted_each_time(store: Store) -> None:
    log(store, happened.Quarantined("", sha(3), "NOT_XML", "Ikke XML"))
    log(store, happened.Quarantined("", sha(3), "NOT_XML", "Ikke XML"))
    log(store, happened.Quarantined("", sha(4), "EMPTY", "Tom"))
    row = store.message_by_sha(sha(3))
    assert row is not None
    assert (row.quarantine, row.duplicates) == ("NOT_XML", 1)
    assert store.message_count(MessageFilter()) == 2
    assert store.message(row.msg_id) == row


def test_quarantined_bytes_do_not_keep_an_id_from_its_message(store: Store) -> None:
    log(store, happened.Quarantined(msg(1), sha(9), "TRUNCATED", "Avkortet"))
    log(store, received(1))
    row, other = store.message(msg(1)), store.message_by_sha(sha(9))
    assert row is not None
    assert other is not None
    assert (row.sha256, other.msg_id) == (sha(1), f"sha256:{sha(9)}")


def test_a_refused_message_is_kept_with_its_codes_and_needs_no_signature(store: Store) -> None:
    log(
        store,
        happened.Refused(
            msg(1),
            sha(1),
            "INNLEGGELSESRAPPORT",
            "Innleggelsesrapport",
            "1.6",
            ("E36",),
            None,
            "Alvdal",
            "Uten id",
        ),
    )
    row = store.message(msg(1))
    assert row is not None
    assert (row.refused_codes, row.reason, row.counterpart) == (("E36",), "Uten id", "Alvdal")
    assert ids(store, MessageFilter(unsigned=True)) == []


def test_an_outgoing_message_waits_until_it_is_handed_over(store: Store) -> None:
    log(store, queued(1), queued(2, about=msg(50)))
    assert [row.msg_id for row in store.outbox()] == [msg(1)]
    assert [row.msg_id for row in store.apprecs_waiting()] == [msg(2)]
    log(store, happened.SendStarted(msg(1), 1), happened.SendFailed(msg(1), "NET", "Ikke nett", final=False))
    assert [(row.attempts, row.failed_reason) for row in store.outbox()] == [(1, "Ikke nett")]
    log(store, happened.HandedOver(msg(1), "ref"), happened.HandedOver(msg(2), "ref"), minute=3)
    assert (store.outbox(), store.apprecs_waiting()) == ([], [])
    row = store.message(msg(1))
    assert row is not None
    assert (row.handed_over_at, row.failed_reason) == (later(3), "")


@pytest.mark.parametrize(
    "gone",
    [
        happened.SendCancelled(msg(1)),
        happened.Printed(msg(1), 1),
        happened.SendFailed(msg(1), "X", "Y", True),
    ],
)
def test_what_is_cancelled_printed_or_given_up_leaves_the_outbox(store: Store, gone: happened.Event) -> None:
    log(store, queued(1), gone)
    assert store.outbox() == []


def test_only_a_positive_receipt_is_proof_of_delivery(store: Store) -> None:
    log(store, queued(1), queued(2), queued(3), queued(4))
    log(
        store,
        happened.HandedOver(msg(1), ""),
        happened.TransportConfirmed(msg(1)),
        happened.Printed(msg(4), 1),
    )
    log(store, an_apprec(2, 901), an_apprec(3, 902, "2"), minute=4)
    assert ids(store, MessageFilter(not_delivered=True)) == [msg(3), msg(1)]
    row = store.message(msg(3))
    assert row is not None
    assert (row.apprec_status, row.apprec_at, len(row.apprec_errors)) == ("2", later(4), 1)


def test_the_first_receipt_stands_and_another_answer_is_shown(store: Store) -> None:
    """F45."""
    log(store, queued(1), an_apprec(1, 901), an_apprec(1, 902, "2"))
    row = store.message(msg(1))
    assert row is not None
    assert (row.apprec_status, len(row.warnings)) == ("1", 1)


def test_a_receipt_before_its_message_waits_for_it(store: Store) -> None:
    """F33."""
    log(store, an_apprec(1, 901))
    log(store, queued(1), minute=1)
    row = store.message(msg(1))
    assert row is not None
    assert (row.apprec_status, row.apprec_at) == ("1", later(0))


def test_receipts_are_known_by_their_bytes_but_are_no_messages_of_the_log(store: Store) -> None:
    log(store, queued(1), an_apprec(1, 901), queued(2, about=msg(70)))
    row = store.message_by_sha(sha(901))
    assert row is not None
    assert (row.type_code, row.about, row.is_receipt) == ("APPREC", msg(1), True)
    assert ids(store) == [msg(1)]
    assert ids(store, MessageFilter(receipts=True)) == [msg(2), msg(901), msg(1)]
    assert ids(store, MessageFilter(unsigned=True)) == []


def test_pages_follow_each_other_newest_first(store: Store) -> None:
    for number in range(1, 8):
        log(store, received(number), happened.Opened(msg(number)))
    first = store.messages(MessageFilter(limit=3))
    second = store.messages(MessageFilter(limit=3, before_seq=first[-1].seq))
    assert [row.msg_id for row in (*first, *second)] == [msg(n) for n in (7, 6, 5, 4, 3, 2)]
    assert store.message_count(MessageFilter(limit=3, before_seq=first[-1].seq)) == 7


def test_what_could_not_be_taken_in_is_not_counted_among_the_unsigned(store: Store) -> None:
    log(store, received(1), happened.Quarantined(msg_id="", sha256=sha(2), code="xml", reason="avkuttet"))
    everything, unsigned, quarantined = (
        MessageFilter(unsigned=True, quarantined=wanted) for wanted in (None, False, True)
    )
    assert ids(store, unsigned) == [msg(1)]
    assert store.message_count(everything) == store.message_count(unsigned) + store.message_count(quarantined)
    assert store.message_count(quarantined) == 1


def test_filters_are_combined(store: Store) -> None:
    log(store, admitted("s1"), received(1, stay_id="s1"), received(2), queued(3, stay_id="s1"))
    assert ids(store, MessageFilter(stay_id="s1")) == [msg(3), msg(1)]
    assert ids(store, MessageFilter(stay_id="s1", direction="inn")) == [msg(1)]
    assert ids(store, MessageFilter(type_code="HELSEOPPLYSNINGER")) == [msg(3)]
    assert ids(store, MessageFilter(search="danser", stay_id="s1", unsigned=True)) == [msg(1)]


@pytest.mark.parametrize(
    "typed",
    [
        *("dans", "DANSER", "line danser", "13116900216", "131169 00216", "131169-00216", "alvdal"),
        *("innleggelses", "kvalme", "påjord", "PA\u030aJORD", "pa\u030ajord", "rene", "René", "Rene\u0301"),
        *("hjerte-lunge", "lunge", "2,5", "æble", "rastos"),
    ],
)
def test_a_search_finds_what_one_types(store: Store, typed: str) -> None:
    log(store, received(1))
    store.index_text(msg(1), "Kvalme etter Pa\u030ajord. Renée: Hjerte-lunge 2,5 mg. Æblegrød hos Rástoš.")
    assert ids(store, MessageFilter(search=typed)) == [msg(1)]


@pytest.mark.parametrize(
    "typed", ["pajord", "smerter", "vdal", "danser olsen", "131169 00217", '"', "*", "--"]
)
def test_a_search_finds_nothing_else(store: Store, typed: str) -> None:
    """å is a letter of its own, words are found from their beginning, and signs are no query language."""
    log(store, received(1))
    store.index_text(msg(1), "Påjord")
    assert ids(store, MessageFilter(search=typed)) == []


def test_words_are_found_before_and_after_they_are_gathered(store: Store) -> None:
    for number in range(1, 131):
        log(store, received(number))
        store.index_text(msg(number), f"ord{number}")
    assert store.message_count(MessageFilter(search="danser")) == 130
    assert ids(store, MessageFilter(search="ord7 danser")) == [msg(n) for n in (*range(79, 69, -1), 7)]
    assert ids(store, MessageFilter(search="ord130")) == [msg(130)]
    store.index_text(msg(7), "nytt")
    assert ids(store, MessageFilter(search="nytt")) == [msg(7)]


def test_words_of_an_unknown_message_are_a_fault(store: Store) -> None:
    with pytest.raises(KeyError):
        store.index_text(msg(1), "ord")


def test_a_stay_follows_its_events(store: Store) -> None:
    log(store, admitted("s1", "312-10"), admitted("s2", "312-2"))
    log(store, happened.StayChanged("s2", bed="312-1", consent="innhentet"))
    log(store, happened.ExpectedDateSet("s2", date(2026, 11, 25), uncertain=True))
    assert [row.stay_id for row in store.stays()] == ["s2", "s1"]
    row = store.stay("s2")
    assert row is not None
    assert (row.bed, row.consent, row.kommune) == ("312-1", "innhentet", "Alvdal kommune")
    assert (row.expected_on, row.expected_uncertain) == (date(2026, 11, 25), True)
    assert row.patient == a_patient()
    log(store, happened.StayDischarged("s1", later(60), "1"))
    assert [row.stay_id for row in store.stays()] == ["s2"]
    assert [row.stay_id for row in store.stays(include_discharged=True)] == ["s2", "s1"]
    assert store.stay("s3") is None


def test_stays_are_found_by_the_patients_number(store: Store) -> None:
    log(store, admitted("s1"), happened.StayDischarged("s1", later(60), "1"), admitted("s2"))
    assert [row.stay_id for row in store.stays_of(["131169 00216", "13116900216"])] == ["s1", "s2"]
    assert store.stays_of(["12057900499", ""]) == []


def test_a_message_in_triage_is_tied_to_a_stay_by_a_person(store: Store) -> None:
    log(store, admitted("s1"), received(1, triage="ukjent pasient"))
    log(store, happened.StayMatched(msg(1), "s1"))
    row = store.message(msg(1))
    assert row is not None
    assert (row.stay_id, row.triage) == ("s1", "")
    kinds = [type(logged.event).__name__ for logged in store.events(stay_id="s1")]
    assert kinds == ["StayAdmitted", "Received", "StayMatched"]


def test_the_discharge_ready_day_is_what_the_last_standing_message_says(store: Store) -> None:
    def ready() -> date | None:
        row = store.stay("s1")
        assert row is not None
        return row.ready_on

    log(store, admitted("s1"))
    log(store, queued(1, stay_id="s1", ready_on=date(2026, 11, 23), type_code="LOG_UTSKRIVNINGSKLAR"))
    assert ready() == date(2026, 11, 23)
    log(store, queued(2, stay_id="s1", ready_on=date(2026, 11, 24), type_code="LOG_UTSKRIVNINGSKLAR"))
    assert ready() == date(2026, 11, 24)
    log(store, happened.SendCancelled(msg(2)))
    assert ready() == date(2026, 11, 23)
    log(store, queued(3, stay_id="s1", standing="C", conversation=msg(1), type_code="LOG_UTSKRIVNINGSKLAR"))
    assert ready() is None


def test_the_log_says_who_did_what_where_and_when(store: Store) -> None:
    log(store, received(1))
    log(store, happened.Signed(msg(1)), minute=3)
    logged = store.events(msg_id=msg(1))[-1]
    assert (logged.actor, logged.actor_name, logged.workstation) == ("kberg", "Kari Berg", "PC-3B-1")
    assert (logged.at, logged.seq, logged.event) == (later(3), 2, happened.Signed(msg(1)))


def test_a_moment_without_zone_is_refused_and_nothing_is_kept(store: Store) -> None:
    naive = received(1)
    with pytest.raises(ValueError, match="zone"):
        log(store, happened.SignedIn(), replace(naive, generated_at=later(0).replace(tzinfo=None)))
    assert store.events() == []


def test_a_draft_is_saved_resumed_and_dropped(store: Store) -> None:
    draft = a_draft()
    store.save_draft(draft)
    changed = replace(draft, content={"pasientens_status": "2"}, saved_at=later(1))
    store.save_draft(changed)
    store.save_draft(a_draft("d2", owner="hansen", stay_id="s2"))
    assert store.draft("d1") == changed
    assert [d.draft_id for d in store.drafts()] == ["d1", "d2"]
    assert [d.draft_id for d in store.drafts(owner="hansen")] == ["d2"]
    assert [d.draft_id for d in store.drafts(stay_id="s1", owner="hansen")] == []
    store.drop_draft("d1")
    store.drop_draft("d1")
    assert store.draft("d1") is None


def test_a_draft_disappears_with_the_commit_that_queues_its_message(store: Store) -> None:
    store.save_draft(a_draft())
    with pytest.raises(RuntimeError):
        fail_after(store, lambda: log(store, queued(1)), lambda: store.drop_draft("d1"))
    assert store.draft("d1") is not None
    assert store.outbox() == []


def test_the_last_fetch_is_remembered(store: Store) -> None:
    assert store.fetched_at() is None
    store.note_fetched(later(1))
    store.note_fetched(later(2))
    assert store.fetched_at() == later(2)
