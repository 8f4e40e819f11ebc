"""Orientering om tjenestetilbud: the services a municipality gives (wire-format 10); shown when it comes."""

from __future__ import annotations

from dataclasses import replace

from plo_desktop.base.words import QT_TRANSLATE_NOOP
from plo_desktop.messages.follow_up import TJENESTER
from plo_desktop.messages.incoming import FELLES_SECTIONS
from plo_desktop.messages.patient_parts import communication
from plo_desktop.messages.spec import Direction, Family, MessageType, Section, Step, listed

TJENESTETILBUD = MessageType(
    code="ORIENTERING_TJENESTETILBUD",
    title=QT_TRANSLATE_NOOP("messages", "Orientering om tjenestetilbud"),
    wire_title="Orientering om tjenestetilbud",
    root="p3:OrienteringOmTjenestetilbud",
    family=Family.FAG,
    direction=Direction.IN,
    sections=(
        Section(
            "tjenester",
            QT_TRANSLATE_NOOP("messages", "Tjenester"),
            listed(replace(TJENESTER, required=True)),
        ),
        # Here the block stands without the wrapping that it has elsewhere.
        Section(
            "kommunikasjon",
            QT_TRANSLATE_NOOP("messages", "Språk og tolk"),
            communication((Step("po:AssistertKommunikasjon"),)),
        ),
        *FELLES_SECTIONS,
    ),
    needs_approval=True,
    aliases=("tjenestetilbud",),
    number=17,
    also_sent=("1.5",),
)
