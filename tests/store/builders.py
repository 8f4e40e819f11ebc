"""Events, actors and keys with sensible defaults; all people are official test patients."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from plo_desktop.domain.delivery import CopyTo
from plo_desktop.domain.events import ApprecReceived, Queued, Received, StayAdmitted
from plo_desktop.domain.log_rows import Actor, DraftRow
from plo_desktop.domain.party import Code, Identifier, Patient
from plo_desktop.store.open_store import open_store
from plo_desktop.store.sqlite_store import SqliteStore

MORNING = datetime(2026, 11, 21, 7, 42, tzinfo=UTC)
NURSE = Actor("kberg", "Kari Berg", "Berg", "sykepleier", "9144889")


def later(minutes: float) -> datetime:
    """Return a moment so many minutes after the morning."""
    return MORNING + timedelta(minutes=minutes)


def a_patient(family: str = "Danser", given: str = "Line", number: str = "13116900216") -> Patient:
    """Return Line Danser, or another test patient."""
    return Patient(
        family=family,
        given=given,
        birth_date=date(1969, 11, 13),
        idents=(Identifier(number, Code("FNR")),),
    )


def msg(number: int) -> str:
    """Return a MsgId in comparable form."""
    return f"00000000-0000-4000-8000-{number:012x}"


def sha(number: int) -> str:
    """Return something that looks like a SHA-256."""
    return f"{number:064x}"


def received(
    number: int = 1,
    *,
    sha256: str = "",
    standing: str = "N",
    parent: str = "",
    conversation: str = "",
    patient: Patient | None = None,
    counterpart: str = "Alvdal kommune",
    type_code: str = "INNLEGGELSESRAPPORT",
    stay_id: str = "",
    minute: float = 0,
    triage: str = "",
) -> Received:
    """Return the receipt of an Innleggelsesrapport from Alvdal."""
    return Received(
        msg_id=msg(number),
        sha256=sha256 or sha(number),
        type_code=type_code,
        title="Innleggelsesrapport",
        version="1.6",
        standing=standing,
        stay_id=stay_id,
        triage=triage,
        patient=patient or a_patient(),
        counterpart=counterpart,
        counterpart_service="Sykepleietjenesten",
        our_service="PLO innleggelse somatikk",
        generated_at=later(minute),
        parent=parent,
        conversation=conversation,
    )


def queued(
    number: int = 1,
    *,
    stay_id: str = "",
    about: str = "",
    ready_on: date | None = None,
    channel: str = "elektronisk",
    standing: str = "N",
    conversation: str = "",
    type_code: str = "HELSEOPPLYSNINGER",
    copies: tuple[CopyTo, ...] = (),
) -> Queued:
    """Return a Helseopplysninger to Alvdal that waits to leave."""
    return Queued(
        msg_id=msg(number),
        sha256=sha(number),
        type_code="APPREC" if about else type_code,
        title="Helseopplysninger",
        version="1.6",
        standing=standing,
        stay_id=stay_id,
        patient=a_patient(),
        counterpart="Alvdal kommune",
        counterpart_service="Saksbehandling",
        receiver_her_id="5078",
        our_service="Ortopedisk kirurgi",
        generated_at=MORNING,
        parent=conversation,
        conversation=conversation,
        channel=channel,
        not_before=MORNING + timedelta(seconds=10),
        about=about,
        ready_on=ready_on,
        copies=copies,
    )


def an_apprec(about: int, number: int = 900, status: str = "1", her_id: str = "") -> ApprecReceived:
    """Return the municipality's receipt for message `about`, or that of another address."""
    errors = () if status == "1" else ("E21 Mottaker finnes ikke",)
    return ApprecReceived(
        msg(about), msg(number), sha(number), status, errors, "Alvdal kommune", from_her_id=her_id
    )


def admitted(stay_id: str = "s1", bed: str = "312-2") -> StayAdmitted:
    """Return the admission of Line Danser to 3B."""
    return StayAdmitted(
        stay_id=stay_id,
        patient=a_patient(),
        ward="3B",
        bed=bed,
        sector="somatikk",
        stay_type="døgn",
        admitted_at=MORNING,
        kommune="Alvdal kommune",
        services="ja",
        responsible="Berg",
    )


def a_draft(draft_id: str = "d1", *, owner: str = "kberg", stay_id: str = "s1") -> DraftRow:
    """Return a draft of Helseopplysninger by Berg."""
    return DraftRow(
        draft_id=draft_id,
        stay_id=stay_id,
        type_code="HELSEOPPLYSNINGER",
        owner=owner,
        content={"pasientens_status": {"value": "1"}, "rader": ["é", 1, None, True]},
        saved_at=MORNING,
        created_at=MORNING,
        sources={"pasientens_status": "forrige melding"},
    )


class MemoryKeyRing:
    """A key store that forgets when the test ends."""

    name = "testens nøkkellager"

    def __init__(self) -> None:
        self.keys: dict[str, str] = {}

    def get(self, database: str) -> str | None:
        """Return the key of a database, or None."""
        return self.keys.get(database)

    def put(self, database: str, key: str) -> None:
        """Keep the key of a database."""
        self.keys[database] = key


def new_store(folder: Path) -> SqliteStore:
    """Return the open store of a new test directory."""
    return open_store(folder, create=True, test=True, workstation="PC-3B-1")


def take_in(store: SqliteStore, number: int) -> None:
    """Receive a message with its document, as the services do."""
    with store.transaction():
        sha256 = store.keep(f"<message>{number}</message>".encode())
        store.append([received(number, sha256=sha256)], actor=NURSE, at=later(number))
        store.index_text(msg(number), f"ord{number}")
