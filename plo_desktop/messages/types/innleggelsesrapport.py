"""Innleggelsesrapport: what the municipality knows of a patient who was admitted (SSHF 5.2, HIS 1143)."""

from __future__ import annotations

from plo_desktop.base.words import QT_TRANSLATE_NOOP
from plo_desktop.messages.contacts import INFORMERT
from plo_desktop.messages.diagnoses import DIAGNOSER, SYKDOMMER
from plo_desktop.messages.follow_up import TJENESTER
from plo_desktop.messages.incoming import (
    ANDRE_SECTION,
    AVSENDER_SECTION,
)
from plo_desktop.messages.medical_notes import ANDRE_NOTATER, BLOD
from plo_desktop.messages.medicines import LEGEMIDLER_SECTION
from plo_desktop.messages.nursing_parts import (
    ANBEFALTE_TILTAK,
    BANDASJE,
    BANDASJE_MERKNAD,
    ENDRET_FUNKSJON,
    FAGRAPPORT,
    MAAL,
    MAPPING,
    UTFORTE_TILTAK,
    VURDERINGER,
)
from plo_desktop.messages.patient_parts import (
    BOR_ALENE,
    FASTE_HJELPEMIDLER,
    FORBEHOLD,
    HJELPEMIDLER,
    KOMMUNIKASJON,
    RESERVASJONER,
    SIVILSTAND,
    SPRAK,
)
from plo_desktop.messages.places import note
from plo_desktop.messages.shared_sections import KRITISK_SECTION, PARORENDE
from plo_desktop.messages.spec import Direction, Family, MessageType, Section, listed

ARSAK = note("arsak", "9142", "AAI", lines=4)
ARSAK_ELDRE = note("innleggelsesarsak", "9141", "11", lines=4)
INNKOMST = note("innkomststatus", "9141", "1")
SYKEPLEIEDIAGNOSE = note("sykepleiediagnose", "9141", "7")
SYKEPLEIE = note("sykepleiesammenfatning", "9141", "8", lines=5)
PRAKTISK = note("praktisk", "9141", "14")
EGNE_VURDERINGER = note("egne_vurderinger", "9141", "13")
ANNET = note("annet", "9141", "88")
PROBLEM = note("aktuell_problemstilling", "9142", "PROB")
BEHANDLING = note("forlop_og_behandling", "9142", "FO")
FUNN = note("funn", "9142", "FU")
VURDERING = note("vurdering", "9142", "VU")
TIDLIGERE = note("tidligere_sykdommer", "9142", "TS")
FAMILIE = note("familie_sosialt", "9142", "FA")
FUNKSJON = note("funksjon_og_behov", "9142", "HJ")
PLANER = note("videre_oppfolging", "9142", "OP")
UTREDNING = note("utredning", "9142", "UTRED")
INFORMASJON = note("informasjon_gitt", "9142", "IP")

INNLEGGELSESRAPPORT = MessageType(
    code="INNLEGGELSESRAPPORT",
    title=QT_TRANSLATE_NOOP("messages", "Innleggelsesrapport"),
    wire_title="Innleggelsesrapport",
    root="p7:Innleggelsesrapport",
    family=Family.FAG,
    direction=Direction.IN,
    sections=(
        Section(
            "innleggelse",
            QT_TRANSLATE_NOOP("messages", "Innleggelse"),
            listed(
                ARSAK,
                ARSAK_ELDRE,
                INNKOMST,
                PROBLEM,
                BEHANDLING,
                FUNN,
                VURDERING,
                TIDLIGERE,
                SYKDOMMER,
                FAMILIE,
                ANDRE_NOTATER,
            ),
        ),
        KRITISK_SECTION,
        Section(
            "funksjon",
            QT_TRANSLATE_NOOP("messages", "Funksjon"),
            (*listed(FUNKSJON), *MAPPING, *listed(ENDRET_FUNKSJON)),
        ),
        Section(
            "sykepleie",
            QT_TRANSLATE_NOOP("messages", "Sykepleie"),
            listed(
                SYKEPLEIE,
                SYKEPLEIEDIAGNOSE,
                PRAKTISK,
                EGNE_VURDERINGER,
                VURDERINGER,
                UTFORTE_TILTAK,
                ANBEFALTE_TILTAK,
                MAAL,
                BANDASJE,
                BANDASJE_MERKNAD,
                ANNET,
                PLANER,
                UTREDNING,
            ),
        ),
        LEGEMIDLER_SECTION,
        Section("tjenester", QT_TRANSLATE_NOOP("messages", "Tjenester"), listed(TJENESTER)),
        Section("faggruppe", QT_TRANSLATE_NOOP("messages", "Andre faggrupper"), FAGRAPPORT),
        Section(
            "hjelpemidler",
            QT_TRANSLATE_NOOP("messages", "Hjelpemidler"),
            listed(HJELPEMIDLER, FASTE_HJELPEMIDLER),
        ),
        Section("diagnoser", QT_TRANSLATE_NOOP("messages", "Diagnoser"), (*listed(DIAGNOSER), *BLOD)),
        Section(
            "parorende",
            QT_TRANSLATE_NOOP("messages", "Pårørende"),
            listed(PARORENDE, BOR_ALENE, SIVILSTAND),
        ),
        Section(
            "kommunikasjon",
            QT_TRANSLATE_NOOP("messages", "Språk og tolk"),
            (*listed(SPRAK), *KOMMUNIKASJON),
        ),
        Section(
            "reservasjoner",
            QT_TRANSLATE_NOOP("messages", "Reservasjoner"),
            listed(RESERVASJONER, FORBEHOLD),
        ),
        Section(
            "informert", QT_TRANSLATE_NOOP("messages", "Informasjon gitt"), listed(INFORMASJON, INFORMERT)
        ),
        AVSENDER_SECTION,
        ANDRE_SECTION,
    ),
    standings=("N", "M", "C"),
    needs_approval=True,
    aliases=("innleggelsesrapport",),
    number=2,
    also_sent=("1.5",),
)
