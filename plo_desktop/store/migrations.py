"""The schema, step by step; a step that has been released is frozen and knows nothing of today's rows.

Each step runs in one transaction with its own record, so that a stop at any moment leaves whole steps.
SQLite's `user_version` holds the number of steps taken, for a start that need not load sqlite-utils.
"""

from __future__ import annotations

from typing import Final

import sqlite_utils
from sqlite_utils import Database, Migrations
from sqlite_utils.db import Table

from plo_desktop.store.connection import Connection
from plo_desktop.store.faults import explaining

STEPS: Final = Migrations("plo-desktop")


def migrate(connection: Connection) -> None:
    """Take every step that the database has not taken; harmless when there is none left."""
    with explaining():
        STEPS.apply(sqlite_utils.Database(connection.raw))


def _table(db: Database, name: str) -> Table:
    return db.table(name)


@STEPS(name="0001_event")
def _event(db: Database) -> None:
    _table(db, "event").create(
        {
            "seq": int,
            "epoch": int,
            "id": str,
            "at_utc": str,
            "offset": int,
            "actor": str,
            "actor_name": str,
            "actor_short": str,
            "actor_hpr": str,
            "workstation": str,
            "stay_id": str,
            "message_id": str,
            "kind": str,
            "external_id": str,
            "body": bytes,
            "prev_hash": bytes,
            "hash": bytes,
        },
        pk="seq",
        not_null=[
            "epoch",
            "id",
            "at_utc",
            "offset",
            "actor",
            "actor_name",
            "actor_short",
            "actor_hpr",
            "workstation",
            "stay_id",
            "message_id",
            "kind",
            "external_id",
            "body",
            "prev_hash",
            "hash",
        ],
        strict=True,
    )
    db.execute(
        "create unique index event_external on event(kind, external_id) where external_id <> ''",
    )
    # The event that begins a message is found through the message; each index costs a page per message.
    db.execute(
        "create index event_message on event(message_id) "
        "where message_id <> '' and kind not in ('Received', 'Refused', 'Queued')"
    )
    db.execute("create index event_stay on event(stay_id) where stay_id <> ''")
    for moment in ("update", "delete"):
        db.execute(
            f"create trigger event_no_{moment} before {moment} on event "
            "begin select raise(abort, 'the log is append-only'); end"
        )
    db.execute(
        "create trigger event_no_gap before insert on event "
        "when new.seq <> (select coalesce(max(seq), 0) + 1 from event) "
        "begin select raise(abort, 'the log is append-only: next number expected'); end"
    )
    db.execute("pragma user_version = 1")


@STEPS(name="0002_document")
def _document(db: Database) -> None:
    _table(db, "document").create(
        {"id": int, "sha256": str, "media_type": str, "size": int, "body": bytes},
        pk="id",
        not_null=["sha256", "media_type", "size", "body"],
        strict=True,
    )
    db.execute("create unique index document_sha256 on document(sha256)")
    db.execute(
        "create trigger document_no_update before update on document "
        "begin select raise(abort, 'documents are never changed'); end"
    )
    db.execute("pragma user_version = 2")


@STEPS(name="0003_message_and_stay")
def _message_and_stay(db: Database) -> None:
    texts = (
        *("msg_id", "direction", "type_code", "title", "version", "standing", "sha256", "stay_id"),
        *("patient_name", "patient_number", "counterpart", "counterpart_service", "our_service", "at"),
        *("parent", "conversation", "triage", "quarantine", "refused_codes", "reason", "opened_by"),
        *("responsible", "signed_by", "approved_by", "channel", "failed_reason", "apprec_status"),
        *("apprec_errors", "test_mark", "warnings", "cancelled_by", "replaced_by", "about"),
    )
    maybe = (
        *("born_on", "generated_at", "opened_at", "signed_at", "not_before", "handed_over_at"),
        *("confirmed_at", "apprec_at", "ready_on"),
    )
    numbers = ("attempts", "failed_finally", "cancelled_send", "duplicates", "printed", "as_copy")
    _table(db, "message").create(
        {
            "seq": int,
            **dict.fromkeys(texts, str),
            **dict.fromkeys(maybe, str),
            **dict.fromkeys(numbers, int),
        },
        pk="seq",
        not_null=[*texts, *numbers],
        strict=True,
    )
    for statement in (
        # With `about`, so that messages can be counted without reading the table.
        "create unique index message_msg_id on message(msg_id, about)",
        "create index message_sha256 on message(sha256) where direction = 'inn' or about = ''",
        "create index message_stay on message(stay_id) where stay_id <> ''",
        "create index message_conversation on message(conversation) where conversation <> ''",
        "create index message_parent on message(parent) where parent <> ''",
        "create index message_about on message(about) where about <> '' and direction = 'inn'",
        "create index message_unsigned on message(seq) where direction = 'inn' and signed_at is null "
        "and refused_codes = '[]' and about = ''",
        "create index message_undelivered on message(seq) where direction = 'ut' and cancelled_send = 0 "
        "and printed = 0 and apprec_status not in ('1', '3') and about = ''",
        "create index message_outbox on message(seq) where direction = 'ut' and handed_over_at is null "
        "and cancelled_send = 0 and printed = 0 and failed_finally = 0",
    ):
        db.execute(statement)
    stay_texts = (
        *("stay_id", "patient", "ward", "bed", "sector", "stay_type", "admitted_at", "kommune", "services"),
        *("consent", "responsible", "discharged_to"),
    )
    stay_maybe = ("expected_on", "ready_on", "discharged_at")
    stay_numbers = ("expects_needs", "expected_uncertain")
    _table(db, "stay").create(
        {
            **dict.fromkeys(stay_texts, str),
            **dict.fromkeys(stay_maybe, str),
            **dict.fromkeys(stay_numbers, int),
        },
        pk="stay_id",
        not_null=[*stay_texts, *stay_numbers],
        strict=True,
    )
    _table(db, "stay_number").create(
        {"number": str, "stay_id": str}, pk=("number", "stay_id"), not_null=["number", "stay_id"], strict=True
    )
    db.execute("pragma user_version = 3")


@STEPS(name="0004_words")
def _words(db: Database) -> None:
    db.execute(
        "create virtual table message_words using fts5(words, content='', contentless_delete=1, detail=none, "
        "tokenize='unicode61 remove_diacritics 0')"
    )
    _table(db, "words_waiting").create({"seq": int, "words": str}, pk="seq", not_null=["words"], strict=True)
    db.execute("pragma user_version = 4")


@STEPS(name="0005_draft_and_note")
def _draft_and_note(db: Database) -> None:
    columns = ["draft_id", "stay_id", "type_code", "owner", "content", "saved_at", "created_at", "sources"]
    _table(db, "draft").create(
        dict.fromkeys(columns, str), pk="draft_id", not_null=columns, strict=True
    ).create_index(["saved_at"])
    _table(db, "note").create({"name": str, "value": str}, pk="name", not_null=["value"], strict=True)
    db.execute("pragma user_version = 5")


@STEPS(name="0006_counterpart_id")
def _counterpart_id(db: Database) -> None:
    db.execute("alter table message add column counterpart_id text not null default ''")
    db.execute("pragma user_version = 6")


@STEPS(name="0007_each_receiver")
def _each_receiver(db: Database) -> None:
    for statement in (
        "alter table message add column deliveries text not null default '[]'",
        "alter table message add column content_key text not null default ''",
        "alter table stay add column answer text not null default ''",
        "alter table stay add column answer_from text",
        "alter table stay add column answer_by text not null default ''",
        "alter table stay add column answer_at text",
        # What was sent before had one receiver, whose axes the row has.
        "update message set deliveries = json_array(json_object("
        "'name', counterpart, 'her_id', coalesce((select json_extract(cast(event.body as text), "
        "'$.receiver_her_id') from event where event.seq = message.seq), ''), 'role', 'PRIM', "
        "'status', apprec_status, 'at', apprec_at, 'errors', json(apprec_errors), "
        "'service', counterpart_service, 'attempts', attempts, 'handed_over_at', handed_over_at, "
        "'confirmed_at', confirmed_at, 'failed_reason', failed_reason, "
        "'failed_finally', json(iif(failed_finally, 'true', 'false')))) "
        "where direction = 'ut' and about = ''",
        # What a receipt says, and of which receiver; those of before are from the only one.
        "update message set deliveries = json_array(json_object('name', counterpart, 'role', 'PRIM', "
        "'status', apprec_status, 'at', at, 'errors', json(apprec_errors))) "
        "where direction = 'inn' and about <> ''",
        "create index message_content_key on message(content_key) where content_key <> ''",
        "create index message_refused on message(seq) "
        "where direction = 'inn' and refused_codes <> '[]' and opened_at is null",
        "create index message_superseded on message(seq) "
        "where direction = 'inn' and (cancelled_by <> '' or replaced_by <> '')",
    ):
        db.execute(statement)
    db.execute("pragma user_version = 7")
