"""Messages that hang together are named as the reader of one of them would name them (R-10)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from plo_desktop.domain.log_rows import MessageRow
from plo_desktop.messages.attachment import PDF, Attachment
from plo_desktop.messages.outline import Outline
from plo_desktop.services.linked import conversation, threads
from plo_desktop.ui.message_attachments import attachments_of, size_words
from plo_desktop.ui.message_links import relation
from tests.unit.domain.rows import AN_INCOMING, FRIDAY


def message(
    msg_id: str,
    type_code: str = "INNLEGGELSESRAPPORT",
    standing: str = "N",
    parent: str = "",
    conversation: str = "",
    replaced_by: str = "",
    at: datetime = FRIDAY,
) -> MessageRow:
    """Return a message with what the test is about."""
    return replace(
        AN_INCOMING,
        msg_id=msg_id,
        type_code=type_code,
        standing=standing,
        parent=parent,
        conversation=conversation,
        replaced_by=replaced_by,
        at=at,
    )


def test_a_change_says_what_it_takes_the_place_of_and_the_old_one_by_what() -> None:
    first = message(msg_id="a", type_code="INNLEGGELSESRAPPORT", replaced_by="b")
    second = message(msg_id="b", type_code="INNLEGGELSESRAPPORT", standing="M", parent="a", conversation="a")
    assert relation(second, first) == "Erstatter"
    assert relation(first, second) == "Erstattet av"


def test_a_cancellation_that_could_not_be_used_says_so_with_vil() -> None:
    first = message(msg_id="a", type_code="INNLEGGELSESRAPPORT")
    said = message(msg_id="c", type_code="INNLEGGELSESRAPPORT", standing="C", parent="a", conversation="a")
    assert relation(said, first) == "Vil kansellere"
    assert relation(first, said) == "Viser til denne"


def test_question_answer_and_avvik_name_each_other() -> None:
    asked = message(msg_id="q", type_code="DIALOG_FORESPORSEL")
    answer = message(msg_id="s", type_code="DIALOG_SVAR", parent="q", conversation="q")
    wrong = message(msg_id="d", type_code="DIALOG_AVVIK", parent="s", conversation="q")
    assert (relation(answer, asked), relation(asked, answer)) == ("Svarer på", "Svar")
    assert (relation(wrong, answer), relation(answer, wrong)) == ("Avvik på", "Avvik meldt")
    assert relation(asked, wrong) == "I samme tråd"


def test_a_conversation_is_found_whole_through_a_chain_and_ids_in_other_letters() -> None:
    rows = [
        message(msg_id="a", at=FRIDAY),
        message(msg_id="b", standing="M", parent="A", conversation=" A ", at=FRIDAY + timedelta(minutes=1)),
        message(msg_id="c", standing="C", parent="B", conversation="a", at=FRIDAY + timedelta(minutes=2)),
        message(msg_id="x", at=FRIDAY),
    ]
    assert [row.msg_id for row in conversation(rows[2], rows)] == ["a", "b"]
    assert threads(rows) == {"a": "a", "b": "a", "c": "a", "x": "x"}


def test_a_file_is_named_by_what_it_holds_and_never_by_a_senders_path() -> None:
    empty = Outline("", "", "", "", None, (), ())
    found = attachments_of(
        (
            Attachment("../../Start/epikrise.pdf", PDF, b"%PDF-1.7"),
            Attachment("start.exe", "", b"MZ"),
            Attachment("", PDF, b""),
        ),
        empty,
    )
    assert [line.file_name for line in found] == ["Start epikrise.pdf", "start.exe.bin", "Vedlegg 3.pdf"]
    assert [line.shows for line in found] == [True, False, False]
    assert [size_words(size) for size in (512, 41_000, 1_240_000)] == ["512 byte", "41 kB", "1,2 MB"]
