"""What the simulated municipality still owes the ward when practice begins, so that something comes in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from plo_desktop.domain.addresses import SYKEPLEIE
from plo_desktop.domain.message_state import INCOMING, OUTGOING
from plo_desktop.domain.party import Patient
from plo_desktop.domain.type_codes import HELSEOPPLYSNINGER, INNLAGT, INNLEGGELSESRAPPORT
from plo_desktop.messages.head import Head, Standing
from plo_desktop.services.desk import Desk
from plo_desktop.services.ports import MessageFilter
from plo_desktop.services.practice import dialogue, kommune
from plo_desktop.services.practice.patients import (
    AALVIK,
    ALMGREN,
    ANGLEGARD,
    BOG,
    DANSER,
    DOTTNO,
    HANSVIK,
    TELOKK,
)
from plo_desktop.services.practice.texts import texts
from plo_desktop.wire.envelope import read_head
from plo_desktop.wire.safe_xml import parse

MANY = 1000
_REPLY = "Vi kommer til samarbeidsmøte på posten. Ring oss for å avtale tid, gjerne sammen med fysioterapeut."


@dataclass(frozen=True, slots=True)
class Pace:
    """How long after practice begins each message comes; who practises waits minutes, not hours."""

    report: timedelta = timedelta(seconds=90)
    question: timedelta = timedelta(minutes=3)
    reply: timedelta = timedelta(minutes=4)
    avvik: timedelta = timedelta(minutes=6)
    dialogue: timedelta = timedelta(minutes=8)
    change: timedelta = timedelta(minutes=10)
    cancellation: timedelta = timedelta(minutes=12)
    older: timedelta = timedelta(minutes=14)


SOON = Pace()
AS_IN_LIFE = Pace(
    timedelta(minutes=40),
    timedelta(hours=1),
    timedelta(hours=3),
    timedelta(hours=4),
    timedelta(hours=2),
    timedelta(hours=5),
    timedelta(hours=1, minutes=30),
    timedelta(hours=6),
)


@dataclass(frozen=True, slots=True)
class Coming:
    """A message on its way to the ward; `name` tells it apart from others, `at` is when it arrives."""

    data: bytes
    name: str
    at: datetime


Write = Callable[[bytes, datetime], bytes]
"""Writes a message that follows from another one, at a moment."""


def coming(desk: Desk, now: datetime | None = None, pace: Pace = SOON) -> Iterator[Coming]:
    """Yield what arrives on a filled practice ward after `now`, one message of every kind.

    A report, a case worker's reply and question, an avvik, a Helsefaglig dialog with a sketch, a change and a
    cancellation of earlier reports, and a report from a municipality with an older system (PLO 1.5). Give
    each to `transport.demo.SimulatedKommune.deliver`, once, when the ward has been filled.
    """
    moment = now or desk.now()

    def arriving(name: str, after: timedelta, data: bytes | None, write: Write) -> Iterator[Coming]:
        if data is not None:
            yield Coming(write(data, moment + after), name, moment + after)

    notice = _newest(desk, DOTTNO, INNLAGT)
    yield from arriving("innleggelsesrapport", pace.report, notice, kommune.report)
    told = _newest(desk, HANSVIK, HELSEOPPLYSNINGER)
    yield from arriving("spørsmål", pace.question, told, _about(dialogue.question))
    told = _newest(desk, BOG, HELSEOPPLYSNINGER)
    yield from arriving("saksbehandlers svar", pace.reply, told, _about(_reply))
    told = _newest(desk, ANGLEGARD, HELSEOPPLYSNINGER)
    yield from arriving("avvik", pace.avvik, told, _about(dialogue.avvik))
    told = _newest(desk, DANSER, HELSEOPPLYSNINGER)
    yield from arriving("helsefaglig dialog", pace.dialogue, told, _about(dialogue.helsefaglig))
    report = _newest(desk, ALMGREN, INNLEGGELSESRAPPORT, INCOMING)
    yield from arriving("endret rapport", pace.change, report, _corrected(Standing.CHANGE, "endring"))
    report = _newest(desk, AALVIK, INNLEGGELSESRAPPORT, INCOMING)
    wrong = _corrected(Standing.CANCEL, "kansellering")
    yield from arriving("kansellert rapport", pace.cancellation, report, wrong)
    if (older := _older(desk, moment + pace.older)) is not None:
        yield Coming(older, "rapport fra eldre system", moment + pace.older)


def _about(write: Callable[[Head, datetime], bytes]) -> Write:
    return lambda data, at: write(read_head(parse(data)), at)


def _reply(head: Head, at: datetime) -> bytes:
    return dialogue.note(head, _REPLY, at)


def _corrected(standing: Standing, said: str) -> Write:
    words = str(texts("dialog")["egne"][said])
    return lambda data, at: kommune.correction(data, at, standing, words)


def _older(desk: Desk, at: datetime) -> bytes | None:
    """Return a report in PLO 1.5: Tynset has found out that it knows the patient."""
    card, receiver = desk.addresses.find("Tynset"), desk.ward.sender()
    if card is None or receiver is None:
        return None
    sender = card.organisation(card.service_of(SYKEPLEIE))
    return kommune.admission_report(TELOKK, sender, receiver, at, seed="eldre system", version="1.5")


def _newest(desk: Desk, patient: Patient, type_code: str, direction: str = OUTGOING) -> bytes | None:
    wanted = MessageFilter(type_code=type_code, direction=direction, limit=MANY)
    for row in desk.store.messages(wanted):
        if row.patient_number == patient.number:
            return desk.store.document(row.sha256)
    return None
