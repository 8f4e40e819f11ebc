"""Innleggelsesrapport: what the municipality knows of a patient who was admitted (SSHF 5.2, HIS 1143)."""

from __future__ import annotations

from plo_desktop.base.words import QT_TRANSLATE_NOOP
from plo_desktop.messages.kinds import Choice, Day, LineText, Prose, Rows, Whole, YesNo
from plo_desktop.messages.shared_sections import (
    BOR_ALENE,
    DIAGNOSER,
    ENHET,
    ENHET_TELEFON,
    KRITISK_SECTION,
    NURSING,
    PARORENDE,
    note,
    professional,
    responsible,
)
from plo_desktop.messages.spec import Direction, Family, Field, MessageType, Place, Section, Step, listed

_SUMMARY = (Step("po:InfoKartleggingFunksjonsniva"), Step("po:SamletVurderingFunksjonsniva"))
_FOLLOW_UP = (*NURSING, Step("po:OpplysningerRelevantOppfolging"))
# PrivatTjeneste is mandatory in the schema and says true or false of every service.
_SERVICE = Step("po:EksisterendeTjeneste", texts=(("po:PrivatTjeneste", "false"),))

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
INFORMASJON = note("informasjon_gitt", "9142", "IP")

HJELP_LEGEMIDLER = Field(
    "hjelp_legemidler",
    YesNo(),
    QT_TRANSLATE_NOOP("messages", "Trenger hjelp til legemidler"),
    Place((*_FOLLOW_UP, Step("po:HjelpLegemiddeladm"))),
)
MERKNAD_LEGEMIDLER = Field(
    "merknad_legemidler",
    Prose(3),
    QT_TRANSLATE_NOOP("messages", "Merknad til legemiddeladministrering"),
    Place((*_FOLLOW_UP, Step("po:MerknadTilLegemiddeladministrering"))),
)
ENDRET_FUNKSJON = Field(
    "endret_funksjon",
    Prose(3),
    QT_TRANSLATE_NOOP("messages", "Endring i funksjonsnivå"),
    Place((*_FOLLOW_UP, Step("po:EndringFunksjonsnivaa"))),
)
FUNKSJONSVURDERING = Field(
    "funksjonsvurdering",
    Prose(3),
    QT_TRANSLATE_NOOP("messages", "Samlet vurdering av funksjonsnivå"),
    Place((*_SUMMARY, Step("po:Merknad"))),
)
PLEIETYNGDE = Field(
    "pleietyngde",
    Prose(2),
    QT_TRANSLATE_NOOP("messages", "Vurdering av pleietyngde"),
    Place((*_SUMMARY, Step("po:VurderingPleietyngde"))),
)
FUNKSJON_VARIABEL = Field(
    "variabel",
    Choice("9111"),
    QT_TRANSLATE_NOOP("messages", "Funksjon"),
    Place((Step("po:Funksjonsvariabel"),)),
)
FUNKSJON_TALL = Field(
    "vurdering", Whole(-9, 99), QT_TRANSLATE_NOOP("messages", "Vurdering"), Place((Step("po:Vurdering"),))
)
FUNKSJON_MERKNAD = Field(
    "merknad", Prose(2), QT_TRANSLATE_NOOP("messages", "Merknad"), Place((Step("po:Merknad"),))
)
FUNKSJONER = Field(
    "funksjoner",
    Rows(listed(FUNKSJON_VARIABEL, FUNKSJON_TALL, FUNKSJON_MERKNAD), noun="funksjon"),
    QT_TRANSLATE_NOOP("messages", "Kartlagt funksjon"),
    Place((Step("po:InfoKartleggingFunksjonsniva"), Step("po:KartlagtFunksjon"))),
)

TJENESTE_TYPE = Field(
    "type", Choice("9151"), QT_TRANSLATE_NOOP("messages", "Type"), Place((Step("po:IPLOStjenestetype"),))
)
TJENESTE_NAVN = Field(
    "betegnelse",
    LineText(200),
    QT_TRANSLATE_NOOP("messages", "Tjeneste"),
    Place((Step("po:BetegnelseTjeneste"),)),
)
TJENESTE_PRIVAT = Field(
    "privat", YesNo(), QT_TRANSLATE_NOOP("messages", "Privat tjeneste"), Place((Step("po:PrivatTjeneste"),))
)
TJENESTE_FRA = Field(
    "levert_av",
    LineText(200),
    QT_TRANSLATE_NOOP("messages", "Levert av"),
    Place((Step("po:TjenestenLevertAv"),)),
)
TJENESTE_OM = Field(
    "opplysninger",
    Prose(2),
    QT_TRANSLATE_NOOP("messages", "Opplysninger om tjenesten"),
    Place((Step("po:OpplysningerOmTjenesten"),)),
)
TJENESTE_START = Field(
    "startdato", Day(), QT_TRANSLATE_NOOP("messages", "Fra dato"), Place((Step("po:Startdato"),))
)
TJENESTE_SLUTT = Field(
    "sluttdato", Day(), QT_TRANSLATE_NOOP("messages", "Til dato"), Place((Step("po:Sluttdato"),))
)
TJENESTE_MERKNAD = Field(
    "merknad", Prose(2), QT_TRANSLATE_NOOP("messages", "Merknad"), Place((Step("po:Merknad"),))
)
TJENESTER = Field(
    "tjenester",
    Rows(
        listed(
            TJENESTE_TYPE,
            TJENESTE_NAVN,
            TJENESTE_PRIVAT,
            TJENESTE_FRA,
            TJENESTE_OM,
            TJENESTE_START,
            TJENESTE_SLUTT,
            TJENESTE_MERKNAD,
        ),
        noun="tjeneste",
    ),
    QT_TRANSLATE_NOOP("messages", "Tjenester pasienten har"),
    Place((_SERVICE,)),
)
ANSVARLIG, ANSVARLIG_YRKE, ANSVARLIG_HPR, ANSVARLIG_TELEFON = professional(
    "ansvarlig",
    QT_TRANSLATE_NOOP("messages", "Ansvarlig for rapporten"),
    responsible("ansvarlig", ""),
    user=False,
)
GODKJENT = Field(
    "godkjent",
    Day(),
    QT_TRANSLATE_NOOP("messages", "Godkjent"),
    Place((Step("po:AnsvarForRapport", key="ansvarlig"), Step("po:GodkjentDato"))),
)

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
            listed(ARSAK, ARSAK_ELDRE, INNKOMST, PROBLEM, BEHANDLING, FUNN, VURDERING, TIDLIGERE, FAMILIE),
        ),
        KRITISK_SECTION,
        Section(
            "funksjon",
            QT_TRANSLATE_NOOP("messages", "Funksjon"),
            listed(FUNKSJON, FUNKSJONSVURDERING, PLEIETYNGDE, FUNKSJONER, ENDRET_FUNKSJON),
        ),
        Section(
            "sykepleie",
            QT_TRANSLATE_NOOP("messages", "Sykepleie"),
            listed(SYKEPLEIE, SYKEPLEIEDIAGNOSE, PRAKTISK, EGNE_VURDERINGER, ANNET, PLANER, INFORMASJON),
        ),
        Section(
            "legemidler",
            QT_TRANSLATE_NOOP("messages", "Legemidler"),
            listed(HJELP_LEGEMIDLER, MERKNAD_LEGEMIDLER),
        ),
        Section("tjenester", QT_TRANSLATE_NOOP("messages", "Tjenester"), listed(TJENESTER)),
        Section("diagnoser", QT_TRANSLATE_NOOP("messages", "Diagnoser"), listed(DIAGNOSER)),
        Section("parorende", QT_TRANSLATE_NOOP("messages", "Pårørende"), listed(PARORENDE, BOR_ALENE)),
        Section(
            "kontakt",
            QT_TRANSLATE_NOOP("messages", "Kontakt"),
            listed(
                ENHET,
                ENHET_TELEFON,
                ANSVARLIG,
                ANSVARLIG_YRKE,
                ANSVARLIG_HPR,
                ANSVARLIG_TELEFON,
                GODKJENT,
            ),
        ),
    ),
    standings=("N", "M", "C"),
    needs_approval=True,
    aliases=("innleggelsesrapport",),
    number=2,
    also_sent=("1.5",),
)
