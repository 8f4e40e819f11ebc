"""Medisinske opplysninger: what a doctor tells the municipality (wire-format 10); shown when it comes."""

from __future__ import annotations

from plo_desktop.base.words import QT_TRANSLATE_NOOP
from plo_desktop.messages.contacts import INFORMERT
from plo_desktop.messages.diagnoses import DIAGNOSER, SYKDOMMER
from plo_desktop.messages.follow_up import EGENSOKNAD, SOKNAD_MERKNAD, TJENESTEBEHOV
from plo_desktop.messages.incoming import FELLES_SECTIONS
from plo_desktop.messages.kinds import Choice, Prose
from plo_desktop.messages.medical_notes import BLOD, MEDISINSKE_NOTATER
from plo_desktop.messages.medicines import GRUPPER
from plo_desktop.messages.nursing_parts import FAGRAPPORTER, MAPPING
from plo_desktop.messages.patient_parts import KOMMUNIKASJON, RESERVASJONER
from plo_desktop.messages.shared_sections import KRITISK_SECTION
from plo_desktop.messages.spec import Direction, Family, Field, MessageType, Place, Section, Step, listed

_KIND = Step("po:TypeInnholdIMelding")
HVA = Field(
    "hva", Choice("9138"), QT_TRANSLATE_NOOP("messages", "Gjelder"), Place((_KIND, Step("po:TypeInnhold")))
)
MERKNAD = Field(
    "merknad", Prose(2), QT_TRANSLATE_NOOP("messages", "Merknad"), Place((_KIND, Step("po:Merknad")))
)

MEDISINSKE_OPPLYSNINGER = MessageType(
    code="MEDISINSKE_OPPLYSNINGER",
    title=QT_TRANSLATE_NOOP("messages", "Medisinske opplysninger"),
    wire_title="Medisinske opplysninger",
    root="p4:OverforingMedisinskeOpplysninger",
    family=Family.FAG,
    direction=Direction.IN,
    sections=(
        Section(
            "gjelder",
            QT_TRANSLATE_NOOP("messages", "Gjelder"),
            listed(HVA, MERKNAD, EGENSOKNAD, SOKNAD_MERKNAD),
        ),
        KRITISK_SECTION,
        Section(
            "medisinsk",
            QT_TRANSLATE_NOOP("messages", "Medisinske opplysninger"),
            (*MEDISINSKE_NOTATER, *listed(DIAGNOSER, SYKDOMMER), *BLOD),
        ),
        Section("legemidler", QT_TRANSLATE_NOOP("messages", "Legemidler"), GRUPPER),
        Section("funksjon", QT_TRANSLATE_NOOP("messages", "Funksjon"), MAPPING),
        Section("behov", QT_TRANSLATE_NOOP("messages", "Behov"), listed(TJENESTEBEHOV)),
        Section("faggrupper", QT_TRANSLATE_NOOP("messages", "Andre faggrupper"), listed(FAGRAPPORTER)),
        Section("informert", QT_TRANSLATE_NOOP("messages", "Informasjon gitt"), listed(INFORMERT)),
        Section("kommunikasjon", QT_TRANSLATE_NOOP("messages", "Språk og tolk"), KOMMUNIKASJON),
        Section("reservasjoner", QT_TRANSLATE_NOOP("messages", "Reservasjoner"), listed(RESERVASJONER)),
        *FELLES_SECTIONS,
    ),
    needs_approval=True,
    aliases=("medisinske opplysninger",),
    number=14,
    also_sent=("1.5",),
)
