"""Proves, from the stored bytes alone, that the log is as it was written."""

from __future__ import annotations

import json
from dataclasses import dataclass

from plo_desktop.base.errors import UserError
from plo_desktop.store import documents
from plo_desktop.store.chain import GENESIS, Record, sealed
from plo_desktop.store.connection import Connection, Row

_SELECT = (
    "select seq, epoch, id, at_utc, offset, actor, actor_name, actor_short, actor_hpr, workstation, stay_id, "
    "message_id, kind, external_id, body, prev_hash, hash from event "
)
_BATCH = 2000


@dataclass(frozen=True, slots=True)
class VerifyReport:
    """What was counted, and what is wrong: each problem with the event number, 0 when it is no event's.

    `head` is the last event's hash in hexadecimal: written down elsewhere, it shows a cut tail too.
    """

    events: int
    documents: int
    head: str
    problems: tuple[tuple[int, str], ...]

    @property
    def ok(self) -> bool:
        """Tell whether nothing is wrong."""
        return not self.problems


def verify(connection: Connection) -> VerifyReport:
    """Check every page's seal, every event's number, link and hash, and every document's bytes."""
    problems: list[tuple[int, str]] = [
        (0, f"Databasesiden har feil segl: {row[0]!s}")
        for row in connection.rows("pragma cipher_integrity_check")
    ]
    events, head, named = _chain(connection, problems)
    kept = _documents(connection, problems)
    problems += [
        (seq, f"Dokumentet {sha256} mangler.") for sha256, seq in named.items() if sha256 not in kept
    ]
    return VerifyReport(events, len(kept), head.hex(), tuple(problems))


def _chain(connection: Connection, problems: list[tuple[int, str]]) -> tuple[int, bytes, dict[str, int]]:
    number, previous = 0, GENESIS
    named: dict[str, int] = {}
    while rows := connection.rows(_SELECT + "where seq > ? order by seq limit ?", (number, _BATCH)):
        for row in rows:
            seq, epoch, stated_previous, stated = _number(row[0]), _number(row[1]), row[15], row[16]
            if seq != number + 1:
                problems.append((seq, f"Hendelse {number + 1} mangler."))
            if stated_previous != previous:
                problems.append((seq, f"Hendelse {seq} viser ikke til den forrige."))
            record, body = _record(row)
            own = sealed(epoch, seq, stated_previous if isinstance(stated_previous, bytes) else b"", record)
            if own != stated:
                problems.append((seq, f"Hendelse {seq} er endret etter at den ble skrevet."))
            previous = stated if isinstance(stated, bytes) else own
            number = seq
            if sha256 := _document_of(body):
                named.setdefault(sha256, seq)
    return number, previous, named


def _record(row: Row) -> tuple[Record, bytes]:
    body = row[14] if isinstance(row[14], bytes) else b""
    record = Record(
        event_id=str(row[2]),
        at_utc=str(row[3]),
        offset=_number(row[4]),
        actor=str(row[5]),
        actor_name=str(row[6]),
        actor_short=str(row[7]),
        actor_hpr=str(row[8]),
        workstation=str(row[9]),
        stay_id=str(row[10]),
        message_id=str(row[11]),
        kind=str(row[12]),
        external_id=str(row[13]),
        body=body,
    )
    return record, body


def _document_of(body: bytes) -> str:
    try:
        plain = json.loads(body)
    except ValueError:
        return ""
    return str(plain.get("sha256", "")) if isinstance(plain, dict) else ""


def _documents(connection: Connection, problems: list[tuple[int, str]]) -> set[str]:
    kept = {str(row[0]) for row in connection.rows("select sha256 from document")}
    for sha256 in sorted(kept):
        try:
            documents.read(connection, sha256)
        except UserError:
            problems.append((0, f"Dokumentet {sha256} er endret etter at det ble lagret."))
    return kept


def _number(value: object) -> int:
    return value if isinstance(value, int) else 0
