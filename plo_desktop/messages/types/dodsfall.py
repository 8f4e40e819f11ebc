"""Orientering om dødsfall: between municipality and fastlege; a ward shows one that comes (HISD 80806)."""

from __future__ import annotations

from plo_desktop.base.words import QT_TRANSLATE_NOOP
from plo_desktop.messages.incoming import FELLES_SECTIONS
from plo_desktop.messages.kinds import Prose, When
from plo_desktop.messages.places import at, event
from plo_desktop.messages.spec import Direction, Family, Field, MessageType, Place, Section, Step, listed
from plo_desktop.messages.stay_events import remark

_DIED = event((Step("p1:OrienteringOmDod"),), "13", estimate=False)

DOD = Field("dod", When(), QT_TRANSLATE_NOOP("messages", "Død"), at(_DIED), required=True)
BESKRIVELSE = Field(
    "beskrivelse",
    Prose(3),
    QT_TRANSLATE_NOOP("messages", "Beskrivelse"),
    Place((*_DIED, Step("po:BeskrivelseAvHendelse"))),
)
MERKNAD = remark("merknad", QT_TRANSLATE_NOOP("messages", "Merknad"), _DIED)

DODSFALL = MessageType(
    code="LOG_DOD",
    title=QT_TRANSLATE_NOOP("messages", "Orientering om dødsfall"),
    wire_title="Orientering om dødsfall",
    root="p1:Pasientlogistikk",
    child="p1:OrienteringOmDod",
    family=Family.LOGISTIKK,
    direction=Direction.IN,
    sections=(
        Section("dodsfall", QT_TRANSLATE_NOOP("messages", "Dødsfall"), listed(DOD, BESKRIVELSE, MERKNAD)),
        *FELLES_SECTIONS,
    ),
    aliases=("dødsfall", "dodsfall"),
    number=13,
    also_sent=("1.5",),
)
