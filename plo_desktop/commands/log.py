"""`log`: the messages of the log as the screens show them, and their original bytes."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from plo_desktop.base.clock import to_oslo
from plo_desktop.base.errors import ExitCode, UserError
from plo_desktop.base.ids import same_id
from plo_desktop.commands.files import print_json, write_output
from plo_desktop.commands.moments import clock_for
from plo_desktop.domain.delivery import Delivery
from plo_desktop.domain.log_rows import MessageFilter, MessageRow
from plo_desktop.domain.message_state import OUTGOING, delivery_state, state_words
from plo_desktop.store.open_store import open_store
from plo_desktop.store.sqlite_store import SqliteStore
from plo_desktop.wire.inbox import words_of


def run(arguments: Namespace, folder: Path) -> int:
    """List the newest messages, or write the bytes of one.

    Raises UserError with exit code 5 when --raw names nothing that ever came or went.
    """
    now = clock_for(arguments, folder).now()
    with open_store(folder, reading=True, words_of=words_of) as store:
        if arguments.raw:
            write_output(arguments.output, _raw(store, arguments.raw))
            return ExitCode.OK
        rows = list(_newest(store, arguments.search, arguments.limit))
    if arguments.json:
        print_json([_plain(row, now) for row in rows])
    else:
        for row in rows:
            print(_sentence(row, now))
    return ExitCode.OK


def _newest(store: SqliteStore, search: str, limit: int) -> Iterator[MessageRow]:
    """Yield received messages and receipts and sent messages; the receipts that we send follow from them."""
    wanted = MessageFilter(search=search, limit=limit, receipts=True)
    left = limit
    while left > 0:
        page = store.messages(wanted)
        ours = [row for row in page if not (row.direction == OUTGOING and row.is_receipt)]
        yield from ours[:left]
        left -= len(ours)
        if len(page) < wanted.limit:
            return
        wanted = replace(wanted, before_seq=page[-1].seq)


def _raw(store: SqliteStore, named: str) -> bytes:
    """Return the bytes of the message with this MsgId, or of the bytes with this SHA-256."""
    row = store.message(same_id(named)) or store.message_by_sha(named.strip().lower())
    content = store.document(row.sha256) if row else None
    if content is None:
        raise UserError(
            "NOT_IN_LOG",
            f"Loggen har ingen melding med id {named}.",
            "Finn id-en med «plo-desktop log --json».",
            ExitCode.DATA,
        )
    return content


def _plain(row: MessageRow, now: datetime) -> dict[str, object]:
    state = state_words(row, now)
    return {
        "msg_id": row.msg_id,
        "direction": row.direction,
        "type": row.type_code,
        "title": row.title,
        "version": row.version,
        "status": row.standing,
        "state": state.word,
        "state_detail": state.detail,
        "patient": row.patient_name,
        "patient_number": row.patient_number,
        "counterpart": row.counterpart,
        "counterpart_service": row.counterpart_service,
        "at": to_oslo(row.at).isoformat(),
        "sha256": row.sha256,
        "signed_by": row.signed_by,
        "parent": row.parent,
        "cancelled_by": row.cancelled_by,
        "replaced_by": row.replaced_by,
        "about": row.about,
        "as_copy": row.as_copy,
        "test_mark": row.test_mark,
        "triage": row.triage,
        "codes": list(row.refused_codes),
        "warnings": list(row.warnings),
        "duplicates": row.duplicates,
        "stay_id": row.stay_id,
        "receivers": [_receiver(row, one, now) for one in row.deliveries if row.direction == OUTGOING],
    }


def _receiver(row: MessageRow, one: Delivery, now: datetime) -> dict[str, object]:
    state = delivery_state(row, one, now)
    return {
        "name": one.full_name,
        "her_id": one.her_id,
        "role": one.role,
        "state": state.word,
        "state_detail": state.detail,
        "errors": list(one.errors),
    }


def _sentence(row: MessageRow, now: datetime) -> str:
    state = state_words(row, now)
    word = f"{state.word} ({state.detail})" if state.detail else state.word
    marks = (("Testmelding", row.test_mark), ("Kopi til oss", row.as_copy))
    word = ", ".join((word, *(mark for mark, holds in marks if holds)))
    parts = (
        f"{to_oslo(row.at):%d.%m.%Y %H:%M}",
        f"{row.direction:<3}",
        f"{row.title or row.type_code or 'Ikke tatt inn':<36}",
        f"{row.patient_name or '-':<28}",
        f"{row.counterpart or '-':<24}",
        word,
    )
    return "  ".join(parts).replace("\n", " ")
