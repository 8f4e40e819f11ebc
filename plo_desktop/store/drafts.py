"""Unfinished messages: the one thing in the store that is written over."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime

from plo_desktop.domain.log_rows import DraftRow
from plo_desktop.store.connection import Connection, Row
from plo_desktop.store.event_codec import moment_text
from plo_desktop.store.faults import damaged, explaining

_SELECT = "select draft_id, stay_id, type_code, owner, content, saved_at, created_at, sources from draft "


def save(connection: Connection, draft: DraftRow) -> None:
    """Insert or replace a draft; raises ValueError or TypeError for content that JSON cannot hold."""
    record = {
        "draft_id": draft.draft_id,
        "stay_id": draft.stay_id,
        "type_code": draft.type_code,
        "owner": draft.owner,
        "content": _json(draft.content),
        "saved_at": moment_text(draft.saved_at),
        "created_at": moment_text(draft.created_at),
        "sources": _json(draft.sources),
    }
    # sqlite-utils takes 100-200 ms to import; nobody writes a draft before the first window stands.
    import sqlite_utils

    with explaining():
        sqlite_utils.Database(connection.raw).table("draft").upsert(record, pk="draft_id")


def one(connection: Connection, draft_id: str) -> DraftRow | None:
    """Return one draft."""
    found = connection.row(_SELECT + "where draft_id = ?", (draft_id,))
    return None if found is None else _read(found)


def several(connection: Connection, *, stay_id: str, owner: str) -> Sequence[DraftRow]:
    """Return drafts, newest first, of a stay or an owner when given."""
    found = connection.rows(
        _SELECT + "where (? = '' or stay_id = ?) and (? = '' or owner = ?) order by saved_at desc, draft_id",
        (stay_id, stay_id, owner, owner),
    )
    return [_read(row) for row in found]


def drop(connection: Connection, draft_id: str) -> None:
    """Remove a draft; harmless when it is gone."""
    connection.run("delete from draft where draft_id = ?", (draft_id,))


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def _read(row: Row) -> DraftRow:
    draft_id, stay_id, type_code, owner, content, saved_at, created_at, sources = map(str, row)
    try:
        plain, origin = json.loads(content), json.loads(sources)
    except ValueError as error:
        raise damaged() from error
    return DraftRow(
        draft_id=draft_id,
        stay_id=stay_id,
        type_code=type_code,
        owner=owner,
        content=plain,
        saved_at=datetime.fromisoformat(saved_at),
        created_at=datetime.fromisoformat(created_at),
        sources=origin,
    )
