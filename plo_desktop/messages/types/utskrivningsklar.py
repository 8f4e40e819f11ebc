"""Melding om utskrivningsklar pasient: the day the municipality's duty to pay starts (SSHF 5.4)."""

from __future__ import annotations

from collections.abc import Iterator

from plo_desktop.base.clock import to_oslo
from plo_desktop.base.words import QT_TRANSLATE_NOOP
from plo_desktop.messages.kinds import Day, Moment
from plo_desktop.messages.shared_sections import (
    KONTAKT_SECTION,
    at,
    event,
    professional,
    responsible,
    whole_contact,
)
from plo_desktop.messages.spec import (
    Content,
    Direction,
    Facts,
    Family,
    Field,
    MessageType,
    Problem,
    Section,
    Severity,
    Step,
    listed,
)

_CHILD = Step("p1:MeldingUtskrivningsklarPasient")

INNLAGT_TID = Field(
    "innlagt",
    Moment(),
    QT_TRANSLATE_NOOP("messages", "Innlagt"),
    at(event((_CHILD,), "1", estimate=False)),
    required=True,
    hint=QT_TRANSLATE_NOOP("messages", "Dato og klokkeslett"),
    prefill="stay.admitted_at",
)
KLAR = Field(
    "utskrivningsklar",
    Day(),
    QT_TRANSLATE_NOOP("messages", "Utskrivningsklar dato"),
    at(event((_CHILD,), "3", estimate=False)),
    required=True,
    hint=QT_TRANSLATE_NOOP(
        "messages", "Dagen ansvarlig lege eller behandler vurderte pasienten utskrivningsklar"
    ),
    prefill="today",
)
BESLUTTET_AV, BESLUTTET_AV_YRKE, BESLUTTET_AV_HPR, BESLUTTET_AV_TELEFON = professional(
    "besluttet_av",
    QT_TRANSLATE_NOOP("messages", "Besluttet av"),
    responsible("besluttet", "3|10|1|2|7|19|20"),
    user=False,
    required=True,
)


def not_in_future(content: Content, facts: Facts) -> Iterator[Problem]:
    """SSHF 5.4: the date is never set ahead."""
    day = content[KLAR]
    if day is not None and day > to_oslo(facts.now).date():
        yield Problem(
            "FRAM_I_TID",
            "Utskrivningsklar dato er fram i tid. Sett dagens dato, eller vent til pasienten er klar.",
            field_name=KLAR.name,
        )


def not_old(content: Content, facts: Facts) -> Iterator[Problem]:
    """Guard 5: the municipality's payable days count from the message, so a late one costs the hospital."""
    day = content[KLAR]
    if day is not None and (to_oslo(facts.now).date() - day).days > 1:
        yield Problem(
            "ELDRE_ENN_24_TIMER",
            "Utskrivningsklar dato er mer enn 24 timer gammel. Se etter at datoen er riktig.",
            Severity.WARNING,
            KLAR.name,
        )


def ready_after_admission(content: Content, facts: Facts) -> Iterator[Problem]:
    """A patient is not ready to leave before she came."""
    day, moment = content[KLAR], content[INNLAGT_TID]
    if day is not None and moment is not None and day < to_oslo(moment).date():
        yield Problem(
            "FOR_INNLEGGELSEN",
            "Utskrivningsklar dato er før innleggelsen. Rett en av datoene.",
            field_name=KLAR.name,
        )


UTSKRIVNINGSKLAR = MessageType(
    code="LOG_UTSKRIVNINGSKLAR",
    title=QT_TRANSLATE_NOOP("messages", "Melding om utskrivningsklar pasient"),
    wire_title="Melding om utskrivningsklar pasient",
    root="p1:Pasientlogistikk",
    child="p1:MeldingUtskrivningsklarPasient",
    family=Family.LOGISTIKK,
    direction=Direction.OUT,
    sections=(
        Section("klar", QT_TRANSLATE_NOOP("messages", "Utskrivningsklar"), listed(KLAR, INNLAGT_TID)),
        Section(
            "beslutning",
            QT_TRANSLATE_NOOP("messages", "Beslutning"),
            listed(BESLUTTET_AV, BESLUTTET_AV_YRKE, BESLUTTET_AV_HPR, BESLUTTET_AV_TELEFON),
        ),
        KONTAKT_SECTION,
    ),
    checks=(not_in_future, not_old, ready_after_admission, whole_contact),
    digit=3,
    receiver_service="saksbehandler",
    together_with="UTSKRIVNINGSRAPPORT",
    withdrawn_by="LOG_AVMELDING",
    aliases=("utskrivningsklar", "utskrivningsklar pasient"),
    number=4,
    also_sent=("1.5",),
)
