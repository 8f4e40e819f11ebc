"""Melding om innlagt pasient: tells the municipality that its patient is on the ward (SSHF 5.1, HIS 1149)."""

from __future__ import annotations

from plo_desktop.base.words import QT_TRANSLATE_NOOP
from plo_desktop.messages.contacts import MER_SECTIONS
from plo_desktop.messages.places import event
from plo_desktop.messages.shared_sections import KONTAKT_SECTION, children_are_under_18, whole_contact
from plo_desktop.messages.spec import Direction, Family, MessageType, Section, Step, listed
from plo_desktop.messages.stay_events import (
    admission_described,
    admitted,
    admitted_where,
    not_ahead,
    remark,
)

_CHILD = Step("p1:MeldingInnlagtPasient")

INNLAGT_TID = admitted(_CHILD)
INNLAGT_VED = admitted_where(_CHILD)
OM_INNLEGGELSEN = admission_described(_CHILD)
MERKNAD = remark(
    "merknad",
    QT_TRANSLATE_NOOP("messages", "Merknad"),
    event((_CHILD,), "1", estimate=False),
    QT_TRANSLATE_NOOP(
        "messages", "For eksempel om samtykke, og når dere venter svar. Ingen helseopplysninger"
    ),
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
        Section(
            "innleggelse",
            QT_TRANSLATE_NOOP("messages", "Innleggelse"),
            listed(INNLAGT_TID, INNLAGT_VED, OM_INNLEGGELSEN, MERKNAD),
        ),
        KONTAKT_SECTION,
        *MER_SECTIONS,
    ),
    checks=(
        not_ahead(
            INNLAGT_TID,
            "Innleggelsen er fram i tid. Send meldingen når pasienten er innlagt, eller rett tidspunktet.",
        ),
        whole_contact,
        children_are_under_18,
    ),
    digit=1,
    printable=False,
    receiver_service="sykepleie",
    aliases=("innlagt", "innlagt pasient"),
    number=1,
    also_sent=("1.5",),
)
