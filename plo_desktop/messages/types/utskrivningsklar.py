"""Melding om utskrivningsklar pasient: the day the municipality's duty to pay starts (SSHF 5.4)."""

from __future__ import annotations

from plo_desktop.base.words import QT_TRANSLATE_NOOP
from plo_desktop.messages.contacts import MER_SECTIONS
from plo_desktop.messages.kinds import Day
from plo_desktop.messages.places import at, event
from plo_desktop.messages.shared_sections import (
    KONTAKT_SECTION,
    children_are_under_18,
    whole_contact,
)
from plo_desktop.messages.spec import Direction, Family, Field, MessageType, Section, Severity, Step, listed
from plo_desktop.messages.stay_events import (
    DECIDED_BY,
    admission_described,
    admitted,
    admitted_where,
    not_ahead,
    not_before,
    not_old,
    remark,
)

_CHILD = Step("p1:MeldingUtskrivningsklarPasient")
_READY = event((_CHILD,), "3", estimate=False)

INNLAGT_TID = admitted(_CHILD)
INNLAGT_VED = admitted_where(_CHILD)
OM_INNLEGGELSEN = admission_described(_CHILD)
KLAR = Field(
    "utskrivningsklar",
    Day(),
    QT_TRANSLATE_NOOP("messages", "Utskrivningsklar dato"),
    at(_READY),
    required=True,
    hint=QT_TRANSLATE_NOOP(
        "messages", "Dagen ansvarlig lege eller behandler vurderte pasienten utskrivningsklar"
    ),
    prefill="today",
)
HJEMMEL = remark(
    "hjemmel",
    QT_TRANSLATE_NOOP("messages", "Hjemmel og merknad"),
    _READY,
    QT_TRANSLATE_NOOP("messages", "For eksempel forskriften som gjelder for utskrivningsklare pasienter"),
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
            listed(*DECIDED_BY, HJEMMEL),
        ),
        KONTAKT_SECTION,
        Section(
            "innleggelse",
            QT_TRANSLATE_NOOP("messages", "Innleggelse"),
            listed(INNLAGT_VED, OM_INNLEGGELSEN),
        ),
        *MER_SECTIONS,
    ),
    checks=(
        # SSHF 5.4: the date is never set ahead.
        not_ahead(
            KLAR, "Utskrivningsklar dato er fram i tid. Sett dagens dato, eller vent til pasienten er klar."
        ),
        # Guard 5: payable days count from the message, so a late one costs the hospital.
        not_old(KLAR, "Utskrivningsklar dato"),
        not_before(
            KLAR,
            INNLAGT_TID,
            "Utskrivningsklar dato er før innleggelsen. Se etter at begge datoene er riktige.",
            "FOR_INNLEGGELSEN",
            Severity.WARNING,
        ),
        whole_contact,
        children_are_under_18,
    ),
    digit=3,
    receiver_service="saksbehandler",
    together_with="UTSKRIVNINGSRAPPORT",
    withdrawn_by="LOG_AVMELDING",
    aliases=("utskrivningsklar", "utskrivningsklar pasient"),
    number=4,
    also_sent=("1.5",),
)
