"""Helseopplysninger til lege: what municipal nurses tell a doctor (wire-format 10); shown when it comes."""

from __future__ import annotations

from plo_desktop.base.words import QT_TRANSLATE_NOOP
from plo_desktop.messages.contacts import INFORMERT
from plo_desktop.messages.diagnoses import DIAGNOSER, SYKDOMMER
from plo_desktop.messages.incoming import FELLES_SECTIONS
from plo_desktop.messages.kinds import Choice, Prose
from plo_desktop.messages.medical_notes import BLOD, MEDISINSKE_NOTATER, SYKEPLEIENOTATER
from plo_desktop.messages.medicines import LEGEMIDLER_SECTION
from plo_desktop.messages.nursing_parts import (
    ANBEFALTE_TILTAK,
    ENDRET_FUNKSJON,
    MAAL,
    MAPPING,
    UTFORTE_TILTAK,
    VURDERINGER,
)
from plo_desktop.messages.patient_parts import KOMMUNIKASJON, RESERVASJONER
from plo_desktop.messages.shared_sections import KRITISK_SECTION
from plo_desktop.messages.spec import Direction, Family, Field, MessageType, Place, Section, Step, listed

_KIND = Step("po:InnholdKonsultasjon")
HVA = Field(
    "hva",
    Choice("9137", bare=True),
    QT_TRANSLATE_NOOP("messages", "Gjelder"),
    Place((_KIND, Step("po:TypeInnholdKonsultasjon"))),
)
MERKNAD = Field(
    "merknad", Prose(2), QT_TRANSLATE_NOOP("messages", "Merknad"), Place((_KIND, Step("po:Merknad")))
)

HELSEOPPLYSNINGER_TIL_LEGE = MessageType(
    code="HELSEOPPLYSNINGER_LEGE",
    title=QT_TRANSLATE_NOOP("messages", "Helseopplysninger til lege"),
    wire_title="Helseopplysninger til lege",
    root="p6:Konsultasjon",
    family=Family.FAG,
    direction=Direction.IN,
    sections=(
        Section("gjelder", QT_TRANSLATE_NOOP("messages", "Gjelder"), listed(HVA, MERKNAD)),
        KRITISK_SECTION,
        Section(
            "medisinsk",
            QT_TRANSLATE_NOOP("messages", "Medisinske opplysninger"),
            (*MEDISINSKE_NOTATER, *listed(DIAGNOSER, SYKDOMMER), *BLOD),
        ),
        LEGEMIDLER_SECTION,
        Section(
            "sykepleie",
            QT_TRANSLATE_NOOP("messages", "Sykepleie"),
            (
                *SYKEPLEIENOTATER,
                *listed(ENDRET_FUNKSJON, VURDERINGER, UTFORTE_TILTAK, ANBEFALTE_TILTAK, MAAL),
            ),
        ),
        Section("funksjon", QT_TRANSLATE_NOOP("messages", "Funksjon"), MAPPING),
        Section("informert", QT_TRANSLATE_NOOP("messages", "Informasjon gitt"), listed(INFORMERT)),
        Section("kommunikasjon", QT_TRANSLATE_NOOP("messages", "Språk og tolk"), KOMMUNIKASJON),
        Section("reservasjoner", QT_TRANSLATE_NOOP("messages", "Reservasjoner"), listed(RESERVASJONER)),
        *FELLES_SECTIONS,
    ),
    needs_approval=True,
    aliases=("til lege",),
    number=16,
    also_sent=("1.5",),
)
