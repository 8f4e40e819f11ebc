"""What nursing and other professions found, did, recommend and hope for (wire-format 9)."""

from __future__ import annotations

from collections.abc import Iterator

from plo_desktop.base.words import QT_TRANSLATE_NOOP
from plo_desktop.messages.kinds import (
    Choice,
    Day,
    Hpr,
    LineText,
    Number,
    PersonName,
    Prose,
    Rows,
    Whole,
    YesNo,
)
from plo_desktop.messages.places import HPR_IDENT, NURSING, PROFESSIONS
from plo_desktop.messages.spec import AnyField, Content, Facts, Field, Place, Problem, Step, listed

_DOCUMENTATION = Step("po:Sykepleierdokumentasjon")
_FOLLOW_UP = (*NURSING, Step("po:OpplysningerRelevantOppfolging"))

ENDRET_FUNKSJON = Field(
    "endret_funksjon",
    Prose(3),
    QT_TRANSLATE_NOOP("messages", "Endring i funksjonsnivå"),
    Place((*_FOLLOW_UP, Step("po:EndringFunksjonsnivaa"))),
)
BANDASJE = Field(
    "bandasjemateriell",
    YesNo(),
    QT_TRANSLATE_NOOP("messages", "Trenger bandasjer eller engangsutstyr"),
    Place((*_FOLLOW_UP, Step("po:BandasjemateriellEngangsutstyr"))),
)
BANDASJE_MERKNAD = Field(
    "bandasjemerknad",
    Prose(2),
    QT_TRANSLATE_NOOP("messages", "Om bandasjer og utstyr"),
    Place((*_FOLLOW_UP, Step("po:MerknadTilBandasjemateriell"))),
    since="1.6",
)

# -- function mapping ---------------------------------------------------------------------------------------

_MAPPING = Step("po:InfoKartleggingFunksjonsniva")
_SUMMARY = (_MAPPING, Step("po:SamletVurderingFunksjonsniva"))
FUNKSJONSVURDERING = Field(
    "funksjonsvurdering",
    Prose(3),
    QT_TRANSLATE_NOOP("messages", "Samlet vurdering av funksjonsnivå"),
    Place((*_SUMMARY, Step("po:Merknad"))),
    hint=QT_TRANSLATE_NOOP("messages", "Også når funksjonen ble vurdert"),
)
PLEIETYNGDE = Field(
    "pleietyngde",
    Prose(2),
    QT_TRANSLATE_NOOP("messages", "Vurdering av pleietyngde"),
    Place((*_SUMMARY, Step("po:VurderingPleietyngde"))),
)
PLEIETYNGDE_TALL = Field(
    "pleietyngde_tall",
    Number(0, 1000),
    QT_TRANSLATE_NOOP("messages", "Pleietyngde"),
    Place((*_SUMMARY, Step("po:Pleietyngde"))),
)
FUNKSJONER = Field(
    "funksjoner",
    Rows(
        listed(
            Field(
                "variabel",
                Choice("9111"),
                QT_TRANSLATE_NOOP("messages", "Funksjon"),
                Place((Step("po:Funksjonsvariabel"),)),
            ),
            Field(
                "vurdering",
                Whole(-9, 99),
                QT_TRANSLATE_NOOP("messages", "Vurdering"),
                Place((Step("po:Vurdering"),)),
            ),
            Field(
                "merknad",
                Prose(2),
                QT_TRANSLATE_NOOP("messages", "Merknad"),
                Place((Step("po:Merknad"),)),
            ),
        ),
        noun="funksjon",
    ),
    QT_TRANSLATE_NOOP("messages", "Kartlagt funksjon"),
    Place((_MAPPING, Step("po:KartlagtFunksjon"))),
)
MAPPING = listed(FUNKSJONER, FUNKSJONSVURDERING, PLEIETYNGDE, PLEIETYNGDE_TALL)


def summary_has_a_function(content: Content, facts: Facts) -> Iterator[Problem]:
    """The standard has no place for a summary of a mapping that maps nothing."""
    for each in MAPPING[1:]:
        if content[each] is not None and FUNKSJONER not in content:
            yield Problem(
                "KARTLEGGING_MANGLER",
                f"«{each.label}» kan bare sendes med minst én kartlagt funksjon. "
                f"Legg til en rad under «{FUNKSJONER.label}», eller flytt teksten.",
                field_name=each.name,
            )


# -- measures, goals, assessments ---------------------------------------------------------------------------

_MEASURE = Step("po:Tiltaksbeskrivelse")


def _measure() -> tuple[AnyField, ...]:
    return (
        Field(
            "tiltak",
            LineText(500),
            QT_TRANSLATE_NOOP("messages", "Tiltak"),
            Place((_MEASURE, Step("po:IntervensjonTiltakBeskrivelse"))),
            required=True,
        ),
        Field(
            "faggruppe",
            Choice("9060", PROFESSIONS, bare=True),
            QT_TRANSLATE_NOOP("messages", "Faggruppe"),
            Place((_MEASURE, Step("po:KategoriHelsepersonell"))),
        ),
        Field(
            "oppgave",
            Choice("9132"),
            QT_TRANSLATE_NOOP("messages", "Oppgave ved legemidler"),
            Place((_MEASURE, Step("po:IntervensjonTiltakKode"))),
        ),
        Field(
            "evalueres",
            Day(),
            QT_TRANSLATE_NOOP("messages", "Vurderes på nytt"),
            Place((_MEASURE, Step("po:EvalueringTidspunkt"))),
        ),
        Field(
            "merknad",
            Prose(2),
            QT_TRANSLATE_NOOP("messages", "Merknad"),
            Place((_MEASURE, Step("po:Merknad"))),
        ),
    )


_PLANNED = (_MEASURE, Step("po:PlanlagtGjennomforingTiltak"))
UTFORTE_TILTAK = Field(
    "utforte_tiltak",
    Rows(
        listed(
            *_measure(),
            Field(
                "utfort",
                Day(),
                QT_TRANSLATE_NOOP("messages", "Utført dato"),
                Place((_MEASURE, Step("po:GjennomforingAvTiltak"), Step("po:UtfortTidspunkt"))),
            ),
        ),
        noun="utført tiltak",
    ),
    QT_TRANSLATE_NOOP("messages", "Utførte tiltak"),
    Place((_DOCUMENTATION, Step("po:IverksatteTiltak"))),
)
ANBEFALT_FRA = Field(
    "fra",
    Day(),
    QT_TRANSLATE_NOOP("messages", "Fra dato"),
    Place((*_PLANNED, Step("po:PlanlagtStart"))),
)
ANBEFALT_VED_BEHOV = Field(
    "ved_behov",
    YesNo(),
    QT_TRANSLATE_NOOP("messages", "Ved behov"),
    Place((*_PLANNED, Step("po:EtterBehov"))),
)
ANBEFALT_TIL = Field(
    "til", Day(), QT_TRANSLATE_NOOP("messages", "Til dato"), Place((*_PLANNED, Step("po:PlanlagtSlutt")))
)
ANBEFALTE_TILTAK = Field(
    "anbefalte_tiltak",
    Rows(listed(*_measure(), ANBEFALT_FRA, ANBEFALT_TIL, ANBEFALT_VED_BEHOV), noun="anbefalt tiltak"),
    QT_TRANSLATE_NOOP("messages", "Anbefalte tiltak"),
    Place((_DOCUMENTATION, Step("po:AnbefaltVidereTiltak"))),
)


def plans_have_a_start(content: Content, facts: Facts) -> Iterator[Problem]:
    """The standard has a place for an end or «ved behov» only beside a start."""
    for row in content.rows(ANBEFALTE_TILTAK):
        if ANBEFALT_FRA not in row and (ANBEFALT_TIL in row or ANBEFALT_VED_BEHOV in row):
            yield Problem(
                "TILTAK_UTEN_START",
                "Et anbefalt tiltak har «Til dato» eller «Ved behov», men ikke «Fra dato». Fyll den ut.",
                field_name=ANBEFALTE_TILTAK.name,
            )


_GOAL = Step("po:InnholdMaaldokument")
MAAL = Field(
    "maal",
    Rows(
        listed(
            Field(
                "maal",
                LineText(500),
                QT_TRANSLATE_NOOP("messages", "Mål"),
                Place((_GOAL, Step("po:Beskrivelse"))),
                required=True,
            ),
            Field(
                "faggruppe",
                Choice("9060", PROFESSIONS, bare=True),
                QT_TRANSLATE_NOOP("messages", "Faggruppe"),
                Place((_GOAL, Step("po:KategoriHelsepersonell"))),
            ),
            Field(
                "oppnaadd",
                Day(),
                QT_TRANSLATE_NOOP("messages", "Ventes oppnådd"),
                Place((_GOAL, Step("po:ForventesOppnaadd"))),
            ),
            Field(
                "merknad",
                Prose(2),
                QT_TRANSLATE_NOOP("messages", "Merknad"),
                Place((Step("epj2:Journaltekst"), Step("epj2:Notat"))),
            ),
        ),
        noun="mål",
    ),
    QT_TRANSLATE_NOOP("messages", "Mål og forventet resultat"),
    Place((_DOCUMENTATION, Step("po:InfoMaalForventetRes"))),
)
_ASSESSED = Step("po:InnholdVurdering")
VURDERINGER = Field(
    "vurderinger",
    Rows(
        listed(
            Field(
                "gjelder",
                LineText(300),
                QT_TRANSLATE_NOOP("messages", "Gjelder"),
                Place((_ASSESSED, Step("po:VurderingenGjelder"))),
                required=True,
            ),
            Field(
                "vurdering",
                Prose(3),
                QT_TRANSLATE_NOOP("messages", "Vurdering"),
                Place((_ASSESSED, Step("po:Enkeltvurdering"), Step("po:VurderingTekst"))),
            ),
            Field(
                "omraade",
                Choice("9536"),
                QT_TRANSLATE_NOOP("messages", "Funksjonsområde"),
                Place((_ASSESSED, Step("po:Enkeltvurdering"), Step("po:Funksjonsområde"))),
            ),
            Field(
                "faggruppe",
                Choice("9060", PROFESSIONS, bare=True),
                QT_TRANSLATE_NOOP("messages", "Faggruppe"),
                Place((_ASSESSED, Step("po:KategoriHelsepersonell"))),
            ),
            Field(
                "fra",
                Day(),
                QT_TRANSLATE_NOOP("messages", "Fra dato"),
                Place((_ASSESSED, Step("po:FraDato"))),
            ),
            Field(
                "til",
                Day(),
                QT_TRANSLATE_NOOP("messages", "Til dato"),
                Place((_ASSESSED, Step("po:TilDato"))),
            ),
        ),
        noun="vurdering",
    ),
    QT_TRANSLATE_NOOP("messages", "Sykepleiefaglige vurderinger"),
    Place((_DOCUMENTATION, Step("po:InfoVurderinger"))),
)

# -- other professions --------------------------------------------------------------------------------------


def _report(parents: tuple[Step, ...], name: str = "") -> tuple[AnyField, ...]:
    """Return the report of another profession; `name` begins the fields' names where there is but one."""
    report = (*parents, Step("po:AndreFagrapporter"))
    person = (*report, Step("po:AnsvarligRapport"))
    return (
        Field(
            f"{name}rapport",
            Prose(3),
            QT_TRANSLATE_NOOP("messages", "Rapport"),
            Place((*report, Step("epj2:Journaltekst", key="fagrapport"), Step("epj2:Notat"))),
        ),
        Field(
            f"{name}fagperson",
            PersonName(100),
            QT_TRANSLATE_NOOP("messages", "Fagperson"),
            Place(person),
        ),
        Field(
            f"{name}fagperson_yrke",
            Choice("9060", PROFESSIONS, bare=True),
            QT_TRANSLATE_NOOP("messages", "Fagperson: yrke"),
            Place((*person, Step("fk1:TypeHealthcareProfessional"))),
        ),
        Field(
            f"{name}fagperson_hpr",
            Hpr(),
            QT_TRANSLATE_NOOP("messages", "Fagperson: HPR-nummer"),
            Place((*person, HPR_IDENT, Step("fk1:Id"))),
        ),
        Field(
            f"{name}behandling_fra",
            Day(),
            QT_TRANSLATE_NOOP("messages", "Behandling startet"),
            Place((*report, Step("po:BehandlingStart"))),
        ),
        Field(
            f"{name}status_innleggelse",
            LineText(500),
            QT_TRANSLATE_NOOP("messages", "Status ved innleggelse"),
            Place((*report, Step("po:StatusInnleggelse"))),
        ),
        Field(
            f"{name}status_start",
            LineText(500),
            QT_TRANSLATE_NOOP("messages", "Status da behandlingen startet"),
            Place((*report, Step("po:StatusBehandlingsstart"))),
        ),
        Field(
            f"{name}ventet_status",
            LineText(500),
            QT_TRANSLATE_NOOP("messages", "Forventet status ved utskrivning"),
            Place((*report, Step("po:ForventetStatusUtskriving"))),
        ),
    )


_OTHERS = Step("po:OpplysningerAndreFaggrupper")
FAGRAPPORTER = Field(
    "fagrapporter",
    Rows(listed(*_report(())), noun="fagrapport"),
    QT_TRANSLATE_NOOP("messages", "Rapporter fra andre faggrupper"),
    Place((_OTHERS,)),
    hint=QT_TRANSLATE_NOOP("messages", "For eksempel fysioterapeut eller ergoterapeut"),
)
FAGRAPPORT = listed(*_report((_OTHERS,), "faggruppe_"))
"""The one report that Innleggelsesrapport has room for."""


def professions_are_whole(content: Content, facts: Facts) -> Iterator[Problem]:
    """HITS 1174: whoever reports is named with profession and HPR number, or not at all."""
    for row in content.rows(FAGRAPPORTER):
        held = row.by_name()
        named = [name in held for name in ("fagperson", "fagperson_yrke", "fagperson_hpr")]
        if any(named) and not all(named):
            yield Problem(
                "FAGPERSON_UFULLSTENDIG",
                "Fagpersonen mangler navn, yrke eller HPR-nummer. Fyll ut alle tre, eller ingen.",
                field_name=FAGRAPPORTER.name,
            )
