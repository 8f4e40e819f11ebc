"""Melding om innlagt pasient: tells the municipality that its patient is on the ward (SSHF 5.1, HIS 1149)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from plo_desktop.base.words import QT_TRANSLATE_NOOP
from plo_desktop.messages.kinds import Moment
from plo_desktop.messages.shared_sections import KONTAKT_SECTION, at, event, whole_contact
from plo_desktop.messages.spec import (
    Content,
    Direction,
    Facts,
    Family,
    Field,
    MessageType,
    Problem,
    Section,
    Step,
    listed,
)

# Ward clocks differ a little, and a nurse may write 08:00 at 07:55.
_CLOCKS_DIFFER = timedelta(minutes=15)

INNLAGT_TID = Field(
    "innlagt",
    Moment(),
    QT_TRANSLATE_NOOP("messages", "Innlagt"),
    at(event((Step("p1:MeldingInnlagtPasient"),), "1", estimate=False)),
    required=True,
    hint=QT_TRANSLATE_NOOP("messages", "Dato og klokkeslett"),
    prefill="stay.admitted_at",
)


def admission_is_over(content: Content, facts: Facts) -> Iterator[Problem]:
    """HIS 1149: the message tells of an admission that has taken place."""
    moment = content[INNLAGT_TID]
    if moment is not None and moment > facts.now + _CLOCKS_DIFFER:
        yield Problem(
            "FRAM_I_TID",
            "Innleggelsen er fram i tid. Send meldingen når pasienten er innlagt, eller rett tidspunktet.",
            field_name=INNLAGT_TID.name,
        )


INNLAGT = MessageType(
    code="LOG_INNLAGT",
    title=QT_TRANSLATE_NOOP("messages", "Melding om innlagt pasient"),
    wire_title="Melding om innlagt pasient",
    root="p1:Pasientlogistikk",
    child="p1:MeldingInnlagtPasient",
    family=Family.LOGISTIKK,
    direction=Direction.OUT,
    sections=(
        Section("innleggelse", QT_TRANSLATE_NOOP("messages", "Innleggelse"), listed(INNLAGT_TID)),
        KONTAKT_SECTION,
    ),
    checks=(admission_is_over, whole_contact),
    digit=1,
    printable=False,
    receiver_service="sykepleie",
    aliases=("innlagt", "innlagt pasient"),
    number=1,
    also_sent=("1.5",),
)
