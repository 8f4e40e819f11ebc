"""What the simulated municipality still owes the ward when practice begins, so that something comes in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from plo_desktop.domain.clocks import HELSEOPPLYSNINGER, INNLAGT
from plo_desktop.domain.message_state import OUTGOING
from plo_desktop.domain.party import Patient
from plo_desktop.services.desk import Desk
from plo_desktop.services.ports import MessageFilter
from plo_desktop.services.practice import kommune
from plo_desktop.services.practice.patients import BOG, DOTTNO
from plo_desktop.wire.envelope import read_head
from plo_desktop.wire.safe_xml import parse

_REPORT_AFTER, _REPLY_AFTER = timedelta(seconds=90), timedelta(minutes=4)
_REPLY = "Vi kommer til samarbeidsmøte på posten. Ring oss for å avtale tid, gjerne sammen med fysioterapeut."


@dataclass(frozen=True, slots=True)
class Coming:
    """A message on its way to the ward; `name` tells it apart from others, `at` is when it arrives."""

    data: bytes
    name: str
    at: datetime


def coming(desk: Desk, now: datetime | None = None) -> Iterator[Coming]:
    """Yield what arrives on a filled practice ward soon after `now`: a report and a case worker's reply.

    Give each to `transport.demo.SimulatedKommune.deliver`, once, when the ward has been filled.
    """
    moment = now or desk.now()
    if notice := _sent(desk, DOTTNO, INNLAGT):
        at = moment + _REPORT_AFTER
        yield Coming(kommune.report(notice, at), "innleggelsesrapport", at)
    if told := _sent(desk, BOG, HELSEOPPLYSNINGER):
        at = moment + _REPLY_AFTER
        yield Coming(kommune.answer_on_ready(read_head(parse(told)), _REPLY, at), "saksbehandlers svar", at)


def _sent(desk: Desk, patient: Patient, type_code: str) -> bytes | None:
    for stay in desk.store.stays():
        if stay.patient.number == patient.number:
            wanted = MessageFilter(stay_id=stay.stay_id, direction=OUTGOING, type_code=type_code, limit=1)
            for row in desk.store.messages(wanted):
                return desk.store.document(row.sha256)
    return None
