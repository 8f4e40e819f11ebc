"""Fills a log with synthetic messages through the event log itself, in large transactions."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import islice

from plo_desktop.domain.events import Event, Received, Signed
from plo_desktop.domain.log_rows import Actor
from plo_desktop.domain.party import Code, Identifier, Patient
from plo_desktop.store.sqlite_store import SqliteStore

BEGIN = datetime(2024, 1, 1, 6, tzinfo=UTC)
NURSE = Actor("kberg", "Kari Berg", "Berg", "sykepleier")
BATCH = 2000

# The official test patients.
_PATIENTS = tuple(
    Patient(family, given, birth_date=date(1965, 7, 15), idents=(Identifier(number, Code("FNR")),))
    for family, given, number in (
        ("Gundersen", "Roland", "15076500565"),
        ("Dottno", "Finn", "21016400952"),
        ("Telokk", "Gry", "12057900499"),
        ("Danser", "Line", "13116900216"),
        ("Danser", "Folke", "14019800513"),
        ("Sørgård", "Ærlend", "05073500186"),
        ("Aalvik", "Bent", "15040650560"),
    )
)
_WORDS = (
    *("pasienten", "er", "orientert", "og", "kontaktbar", "våken", "klar", "smerter", "kvalme", "svimmel"),
    *("ødem", "hevelse", "ernæring", "drikke", "mobil", "rullator", "hjelp", "til", "personlig", "hygiene"),
    *("påkledning", "medisiner", "dosett", "hjemmesykepleie", "tre", "ganger", "daglig", "pårørende"),
    *("datter", "bor", "alene", "trapp", "fallfare", "kognitiv", "svikt", "sårstell", "kateter", "insulin"),
)


def seed(store: SqliteStore, messages: int) -> None:
    """Log `messages` received messages with their words; all but the newest hundredth are signed."""
    coming = _messages(messages)
    while batch := list(islice(coming, BATCH)):
        with store.transaction():
            for received, later in batch:
                at = received.generated_at or BEGIN
                store.append([received], actor=NURSE, at=at)
                store.append(later, actor=NURSE, at=at + timedelta(minutes=20))
                store.index_text(received.msg_id, _text(received))


def _messages(count: int) -> Iterator[tuple[Received, tuple[Event, ...]]]:
    for number in range(count):
        msg_id = str(uuid.uuid5(uuid.NAMESPACE_OID, str(number)))
        received = Received(
            msg_id=msg_id,
            sha256=uuid.uuid5(uuid.NAMESPACE_URL, msg_id).hex * 2,
            type_code="INNLEGGELSESRAPPORT",
            title="Innleggelsesrapport",
            version="1.6",
            standing="N",
            stay_id=f"stay-{number // 8}",
            triage="",
            patient=_PATIENTS[number % len(_PATIENTS)],
            counterpart=("Alvdal kommune", "Tynset kommune", "Røros kommune")[number % 3],
            counterpart_service="Sykepleietjenesten",
            our_service="PLO innleggelse somatikk",
            generated_at=BEGIN + timedelta(minutes=number * 10),
            parent="",
            conversation="",
        )
        done = (Signed(msg_id),) if number < count - count // 100 else ()
        yield received, done


def _text(received: Received) -> str:
    start = int(received.msg_id[:6], 16)
    words = [_WORDS[(start + step * step) % len(_WORDS)] for step in range(90)]
    return " ".join((*words, received.msg_id[:8]))
