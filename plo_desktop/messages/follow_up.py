"""What comes after the stay: appointments, the services a patient has and the needs that are left."""

from __future__ import annotations

from collections.abc import Iterator

from plo_desktop.base.words import QT_TRANSLATE_NOOP
from plo_desktop.messages.kinds import (
    Choice,
    Day,
    LineText,
    Moment,
    Number,
    Prose,
    Rows,
    Whole,
    YesNo,
)
from plo_desktop.messages.spec import (
    AnyField,
    Content,
    Facts,
    Field,
    Place,
    Problem,
    Severity,
    Step,
    listed,
)

# -- appointments -------------------------------------------------------------------------------------------


def _informed(way: Step) -> tuple[AnyField, ...]:
    """The schema demands both ticks once one is set."""
    told = Step(
        "po:InformertOm", texts=(("po:PasientInformert", "false"), ("po:ParorendeInformert", "false"))
    )
    return (
        Field(
            "pasient_informert",
            YesNo(),
            QT_TRANSLATE_NOOP("messages", "Pasienten er informert"),
            Place((way, told, Step("po:PasientInformert"))),
        ),
        Field(
            "parorende_informert",
            YesNo(),
            QT_TRANSLATE_NOOP("messages", "Pårørende er informert"),
            Place((way, told, Step("po:ParorendeInformert"))),
        ),
    )


_APPOINTMENT = Step("po:InfoKontrolltime")
_BOOKED = Step("po:InformasjonOmTime", texts=(("po:BestiltKontrolltime", "true"),))
TIME_NAR = Field(
    "tidspunkt",
    Moment(),
    QT_TRANSLATE_NOOP("messages", "Tidspunkt"),
    Place((_BOOKED, Step("po:TidspunktTime"))),
)
KONTROLLTIMER = Field(
    "kontrolltimer",
    Rows(
        listed(
            TIME_NAR,
            Field(
                "sted",
                LineText(200, "Hjertemedisinsk poliklinikk"),
                QT_TRANSLATE_NOOP("messages", "Sted"),
                Place((_BOOKED, Step("po:StedTime"))),
            ),
            Field(
                "minutter",
                Whole(1, 9999),
                QT_TRANSLATE_NOOP("messages", "Varighet i minutter"),
                Place((_BOOKED, Step("po:Varighet"))),
            ),
            *_informed(_BOOKED),
        ),
        noun="kontrolltime",
    ),
    QT_TRANSLATE_NOOP("messages", "Kontrolltimer"),
    Place((_APPOINTMENT,)),
)
_PLANNED = Step("po:InformasjonOmTentativTime")
TENTATIVE_TIMER = Field(
    "tentative_timer",
    Rows(
        listed(
            Field(
                "naar",
                LineText(200, "Uke 50"),
                QT_TRANSLATE_NOOP("messages", "Når omtrent"),
                Place((_PLANNED, Step("po:TentativtTidspunktTime"))),
                required=True,
                hint=QT_TRANSLATE_NOOP("messages", "For eksempel uke 50"),
            ),
            Field(
                "sted",
                LineText(200, "Hjertemedisinsk poliklinikk"),
                QT_TRANSLATE_NOOP("messages", "Sted"),
                Place((_PLANNED, Step("po:StedTime"))),
            ),
            Field(
                "merknad",
                Prose(2),
                QT_TRANSLATE_NOOP("messages", "Merknad"),
                Place((_PLANNED, Step("po:Merknad"))),
            ),
            *_informed(_PLANNED),
        ),
        noun="planlagt kontroll",
    ),
    QT_TRANSLATE_NOOP("messages", "Kontroller som kalles inn senere"),
    Place((_APPOINTMENT,)),
    since="1.6",
)
BESTILLER_SELV = Field(
    "bestiller_kontroll_selv",
    YesNo(),
    QT_TRANSLATE_NOOP("messages", "Pasient eller pårørende bestiller kontroll selv"),
    Place(
        (
            Step("po:InfoKontrolltime", key="selv"),
            Step("po:KontrolltimeBestill"),
            Step("po:PasientParorendeBestiller"),
        ),
        anywhere=True,
    ),
)


def appointments_are_ahead(content: Content, facts: Facts) -> Iterator[Problem]:
    """An appointment that has passed is probably a slip of the pen."""
    for row in content.rows(KONTROLLTIMER):
        moment = row[TIME_NAR]
        if moment is not None and moment < facts.now:
            yield Problem(
                "KONTROLLTIME_PASSERT",
                "En kontrolltime er tilbake i tid. Se etter at datoen er riktig.",
                Severity.WARNING,
                KONTROLLTIMER.name,
            )


# -- services and needs -------------------------------------------------------------------------------------

TJENESTEBEHOV = Field(
    "tjenestebehov",
    Rows(
        listed(
            Field(
                "type",
                Choice("9151"),
                QT_TRANSLATE_NOOP("messages", "Område"),
                Place((Step("po:IPLOStjenestetype"),)),
            ),
            Field(
                "behov",
                LineText(200, "Hjelp til dusj"),
                QT_TRANSLATE_NOOP("messages", "Behov"),
                Place((Step("po:BetegnelseTjeneste"),)),
                required=True,
            ),
            Field(
                "beskrivelse",
                Prose(3),
                QT_TRANSLATE_NOOP("messages", "Hva pasienten trenger hjelp til, og hvorfor"),
                Place((Step("po:BeskrivelseAvTjeneste"),)),
            ),
            Field(
                "institusjon",
                LineText(200),
                QT_TRANSLATE_NOOP("messages", "Ved institusjon"),
                Place((Step("po:VedInstitusjon"),)),
            ),
            Field(
                "antall",
                Number(0, 100_000),
                QT_TRANSLATE_NOOP("messages", "Antall"),
                Place((Step("po:AntallEnheterOnsket"),)),
            ),
            Field(
                "enhet",
                LineText(60, "timer om uken"),
                QT_TRANSLATE_NOOP("messages", "Enhet"),
                Place((Step("po:Enhet"),)),
                hint=QT_TRANSLATE_NOOP("messages", "For eksempel ganger om dagen"),
            ),
        ),
        noun="behov",
    ),
    QT_TRANSLATE_NOOP("messages", "Behov for hjelp etter utskrivning"),
    Place((Step("po:TjenesteBehov"),)),
    hint=QT_TRANSLATE_NOOP("messages", "Beskriv behovet. Kommunen avgjør hvilken tjeneste som gis"),
)

# PrivatTjeneste is mandatory in the schema and says true or false of every service.
_SERVICE = Step("po:EksisterendeTjeneste", texts=(("po:PrivatTjeneste", "false"),))
TJENESTER = Field(
    "tjenester",
    Rows(
        listed(
            Field(
                "type",
                Choice("9151"),
                QT_TRANSLATE_NOOP("messages", "Type"),
                Place((Step("po:IPLOStjenestetype"),)),
            ),
            Field(
                "betegnelse",
                LineText(200, "Dusj hver mandag"),
                QT_TRANSLATE_NOOP("messages", "Tjeneste"),
                Place((Step("po:BetegnelseTjeneste"),)),
            ),
            Field(
                "privat",
                YesNo(),
                QT_TRANSLATE_NOOP("messages", "Privat tjeneste"),
                Place((Step("po:PrivatTjeneste"),)),
            ),
            Field(
                "levert_av",
                LineText(200, "Hjemmesykepleien sone 2"),
                QT_TRANSLATE_NOOP("messages", "Levert av"),
                Place((Step("po:TjenestenLevertAv"),)),
            ),
            Field(
                "opplysninger",
                Prose(2),
                QT_TRANSLATE_NOOP("messages", "Opplysninger om tjenesten"),
                Place((Step("po:OpplysningerOmTjenesten"),)),
            ),
            Field(
                "antall",
                Number(0, 100_000),
                QT_TRANSLATE_NOOP("messages", "Antall"),
                Place((Step("po:AntallEnheter"),)),
            ),
            Field(
                "enhet",
                LineText(60, "timer om uken"),
                QT_TRANSLATE_NOOP("messages", "Enhet"),
                Place((Step("po:Enhet"),)),
            ),
            Field(
                "startdato",
                Day(),
                QT_TRANSLATE_NOOP("messages", "Fra dato"),
                Place((Step("po:Startdato"),)),
            ),
            Field(
                "sluttdato",
                Day(),
                QT_TRANSLATE_NOOP("messages", "Til dato"),
                Place((Step("po:Sluttdato"),)),
            ),
            Field(
                "merknad",
                Prose(2),
                QT_TRANSLATE_NOOP("messages", "Merknad"),
                Place((Step("po:Merknad"),)),
            ),
        ),
        noun="tjeneste",
    ),
    QT_TRANSLATE_NOOP("messages", "Tjenester pasienten har"),
    Place((_SERVICE,)),
)

# The schema demands the answer once anything is said of an application.
_APPLICATION = Step("po:OpplysningerTilSoknad", texts=(("po:EgensoknadSendt", "false"),))
EGENSOKNAD = Field(
    "egensoknad",
    YesNo(),
    QT_TRANSLATE_NOOP("messages", "Pasienten har sendt egen søknad"),
    Place((_APPLICATION, Step("po:EgensoknadSendt"))),
)
SOKNAD_MERKNAD = Field(
    "soknadsmerknad",
    Prose(2),
    QT_TRANSLATE_NOOP("messages", "Om søknaden"),
    Place((_APPLICATION, Step("po:Merknad"))),
)
