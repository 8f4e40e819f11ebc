"""Avmelding av utskrivningsklar pasient: takes back that the patient is ready, and says why (SSHF 5.5)."""

from __future__ import annotations

from plo_desktop.base.words import QT_TRANSLATE_NOOP
from plo_desktop.messages.contacts import MER_SECTIONS
from plo_desktop.messages.kinds import Day, Sentence
from plo_desktop.messages.places import at, event
from plo_desktop.messages.shared_sections import (
    KONTAKT_SECTION,
    children_are_under_18,
    whole_contact,
)
from plo_desktop.messages.spec import (
    Direction,
    Family,
    Field,
    MessageType,
    Place,
    Section,
    Severity,
    Step,
    listed,
)
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

_CHILD = Step("p1:AvmeldingUtskrivningsklarPasient")
_WITHDRAWN = event((_CHILD,), "4", estimate=False)

ARSAKER = (
    QT_TRANSLATE_NOOP("messages", "Pasienten regnes ikke lenger som utskrivningsklar."),
    QT_TRANSLATE_NOOP("messages", "Pasienten ble feilregistrert som utskrivningsklar."),
    QT_TRANSLATE_NOOP("messages", "Melding om utskrivningsklar pasient ble sendt ved en feil."),
)
"""The procedure's reasons (SSHF 5.5); they are sent as they stand."""

INNLAGT_TID = admitted(_CHILD)
INNLAGT_VED = admitted_where(_CHILD)
OM_INNLEGGELSEN = admission_described(_CHILD)
MELDT_KLAR = Field(
    "meldt_utskrivningsklar",
    Day(),
    QT_TRANSLATE_NOOP("messages", "Meldt utskrivningsklar"),
    at(event((_CHILD,), "3", estimate=False)),
    required=True,
    hint=QT_TRANSLATE_NOOP("messages", "Datoen i meldingen som avmeldes"),
    prefill="stay.ready_on",
)
AVMELDT = Field(
    "avmeldt",
    Day(),
    QT_TRANSLATE_NOOP("messages", "Avmeldt"),
    at(_WITHDRAWN),
    required=True,
    prefill="today",
)
ARSAK = Field(
    "arsak_til_avmelding",
    Sentence(options=ARSAKER),
    QT_TRANSLATE_NOOP("messages", "Årsak"),
    Place((*_WITHDRAWN, Step("po:BeskrivelseAvHendelse"))),
    required=True,
    hint=QT_TRANSLATE_NOOP("messages", "Skriv 1, 2 eller 3, eller velg fra listen"),
)
BEGRUNNELSE = remark(
    "begrunnelse",
    QT_TRANSLATE_NOOP("messages", "Begrunnelse"),
    _WITHDRAWN,
    QT_TRANSLATE_NOOP(
        "messages", "Utdyp årsaken kort. Det som gjelder helsen, skrives i Helseopplysninger etterpå"
    ),
)

AVMELDING = MessageType(
    code="LOG_AVMELDING",
    title=QT_TRANSLATE_NOOP("messages", "Avmelding av utskrivningsklar pasient"),
    wire_title="Avmelding av utskrivningsklar pasient",
    root="p1:Pasientlogistikk",
    child="p1:AvmeldingUtskrivningsklarPasient",
    family=Family.LOGISTIKK,
    direction=Direction.OUT,
    sections=(
        Section(
            "avmelding",
            QT_TRANSLATE_NOOP("messages", "Avmelding"),
            listed(ARSAK, BEGRUNNELSE, AVMELDT, MELDT_KLAR, INNLAGT_TID),
        ),
        Section(
            "beslutning",
            QT_TRANSLATE_NOOP("messages", "Beslutning"),
            listed(*DECIDED_BY),
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
        not_ahead(AVMELDT, "Avmeldingen er fram i tid. Sett dagens dato."),
        not_old(AVMELDT, "Avmeldingen"),
        not_before(
            AVMELDT,
            INNLAGT_TID,
            "Avmeldingen er før innleggelsen. Rett en av datoene.",
            "FOR_INNLEGGELSEN",
        ),
        # The official case is withdrawn before the day that was announced, so it must be possible.
        not_before(
            AVMELDT,
            MELDT_KLAR,
            "Avmeldingen er datert før utskrivningsklar dato. Se etter at begge datoene er riktige.",
            "FOR_UTSKRIVNINGSKLAR",
            Severity.WARNING,
        ),
        not_before(
            MELDT_KLAR,
            INNLAGT_TID,
            "Utskrivningsklar dato er før innleggelsen. Se etter at begge datoene er riktige.",
            "KLAR_FOR_INNLEGGELSEN",
            Severity.WARNING,
        ),
        whole_contact,
        children_are_under_18,
    ),
    digit=4,
    receiver_service="saksbehandler",
    aliases=("avmelding", "avmelding utskrivningsklar pasient"),
    number=5,
    also_sent=("1.5",),
)
