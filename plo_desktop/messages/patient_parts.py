"""What a message tells of the patient as a person: circumstances, language, reservations and aids."""

from __future__ import annotations

from plo_desktop.base.words import QT_TRANSLATE_NOOP
from plo_desktop.messages.kinds import Choice, Day, LineText, PersonName, Phone, Prose, Rows, YesNo
from plo_desktop.messages.places import telephone
from plo_desktop.messages.spec import Field, Place, Step, listed

_EXTRA = Step("po:TilleggsopplysningPasient")
SIVILSTAND = Field(
    "sivilstand",
    Choice("8724", bare=True),
    QT_TRANSLATE_NOOP("messages", "Sivilstand"),
    Place((_EXTRA, Step("po:SivilStatus"))),
)
BOR_ALENE = Field(
    "bor_alene", YesNo(), QT_TRANSLATE_NOOP("messages", "Bor alene"), Place((_EXTRA, Step("po:BorAlene")))
)
SPRAK = Field(
    "sprak",
    Choice("3303", bare=True),
    QT_TRANSLATE_NOOP("messages", "Språk"),
    Place((_EXTRA, Step("po:Sprak"))),
)
FORBEHOLD = Field(
    "forbehold_videresending",
    YesNo(),
    QT_TRANSLATE_NOOP("messages", "Pasienten vil ikke at meldingen sendes videre"),
    Place((Step("po:InformasjonOmForsendelsen"), Step("po:ForbeholdOmVideresending"))),
)

# -- assisted communication ---------------------------------------------------------------------------------

_ASSISTED = (Step("po:InfoAssistertKommunikasjon"), Step("po:AssistertKommunikasjon"))


def communication(parents: tuple[Step, ...] = _ASSISTED) -> tuple[Field[object], ...]:
    """Return what the patient needs to understand and be understood."""
    interpreter = (*parents, Step("po:PreferertTolk"))
    return listed(
        Field(
            "tolk_sprak",
            Choice("3303", bare=True),
            QT_TRANSLATE_NOOP("messages", "Trenger tolk til"),
            Place((*parents, Step("po:BehovTolkSprak"))),
        ),
        Field(
            "tolk",
            PersonName(both=False),
            QT_TRANSLATE_NOOP("messages", "Ønsket tolk"),
            Place(interpreter),
        ),
        Field(
            "tolk_mobil",
            Phone(),
            QT_TRANSLATE_NOOP("messages", "Tolkens mobil"),
            Place((*interpreter, *telephone("MC||HP|H|WP|WC|WD|HV")), attr="V"),
        ),
        Field(
            "horselsvikt",
            YesNo(),
            QT_TRANSLATE_NOOP("messages", "Nedsatt hørsel"),
            Place((*parents, Step("po:Horselsvikt"))),
        ),
        Field(
            "synsvikt",
            YesNo(),
            QT_TRANSLATE_NOOP("messages", "Nedsatt syn"),
            Place((*parents, Step("po:Synsvikt"))),
        ),
        Field(
            "kommunikasjon",
            Prose(2),
            QT_TRANSLATE_NOOP("messages", "Om kommunikasjon"),
            Place((*parents, Step("po:Merknad"))),
            hint=QT_TRANSLATE_NOOP("messages", "For eksempel døvetolk, eller en pårørende som trenger tolk"),
        ),
    )


KOMMUNIKASJON = communication()

# -- reservations -------------------------------------------------------------------------------------------

RESERVASJON_GJELDER = Field(
    "gjelder",
    LineText(300, "Vil ikke ha blodoverføring"),
    QT_TRANSLATE_NOOP("messages", "Gjelder"),
    Place((Step("po:Gjelder"),)),
    required=True,
)
RESERVASJONER = Field(
    "reservasjoner",
    Rows(
        listed(
            RESERVASJON_GJELDER,
            Field(
                "framsatt_av",
                PersonName(both=False),
                QT_TRANSLATE_NOOP("messages", "Framsatt av"),
                Place((Step("po:FramsattAv"),)),
                required=True,
            ),
            Field(
                "framsatt",
                Day(),
                QT_TRANSLATE_NOOP("messages", "Framsatt dato"),
                Place((Step("po:FramsattDato"),)),
                required=True,
            ),
            Field(
                "trukket_av",
                PersonName(both=False),
                QT_TRANSLATE_NOOP("messages", "Trukket tilbake av"),
                Place((Step("po:TrukketTilbakeAv"),)),
            ),
            Field(
                "trukket",
                Day(),
                QT_TRANSLATE_NOOP("messages", "Trukket tilbake"),
                Place((Step("po:TrukketTilbakeDato"),)),
            ),
            Field(
                "merknad",
                Prose(2),
                QT_TRANSLATE_NOOP("messages", "Merknad"),
                Place((Step("po:Merknad"),)),
            ),
        ),
        noun="reservasjon",
    ),
    QT_TRANSLATE_NOOP("messages", "Reservasjoner og ønsker"),
    Place((Step("po:InfoReservasjon"), Step("po:ReservasjonOnske"))),
)

# -- aids ---------------------------------------------------------------------------------------------------

_AIDS = Step("po:OpplysningerOmHjelpemidler")
FASTE_HJELPEMIDLER = Field(
    "faste_hjelpemidler",
    Rows(
        listed(
            Field(
                "syn",
                Choice("9113", bare=True),
                QT_TRANSLATE_NOOP("messages", "Syn"),
                Place((Step("po:Briller"),)),
            ),
            Field(
                "horsel",
                Choice("9114", bare=True),
                QT_TRANSLATE_NOOP("messages", "Hørsel"),
                Place((Step("po:HjelpemiddelHorsel"),)),
            ),
            Field(
                "pacemaker",
                YesNo(),
                QT_TRANSLATE_NOOP("messages", "Pacemaker"),
                Place((Step("po:Pacemaker"),)),
            ),
            Field(
                "merknad",
                LineText(200, "Tannproteser"),
                QT_TRANSLATE_NOOP("messages", "Annet"),
                Place((Step("po:Merknad"),)),
                hint=QT_TRANSLATE_NOOP("messages", "For eksempel tannproteser"),
            ),
        ),
        noun="briller eller høreapparat",
    ),
    QT_TRANSLATE_NOOP("messages", "Briller, høreapparat, pacemaker"),
    Place((_AIDS, Step("po:FasteHjelpemidler"))),
)
_AID = Step("po:Hjelpemiddelbeskrivelse")
HJELPEMIDLER = Field(
    "hjelpemidler",
    Rows(
        listed(
            Field(
                "hjelpemiddel",
                LineText(200, "Rullator"),
                QT_TRANSLATE_NOOP("messages", "Hjelpemiddel"),
                Place((_AID, Step("po:BetegnelseHjelpemiddel"))),
                required=True,
            ),
            Field(
                "status",
                Choice("8230", bare=True),
                QT_TRANSLATE_NOOP("messages", "Status"),
                Place((Step("po:Status"),)),
                required=True,
            ),
        ),
        noun="hjelpemiddel",
    ),
    QT_TRANSLATE_NOOP("messages", "Andre hjelpemidler"),
    Place((_AIDS, Step("po:StatusHjelpemiddel"))),
    hint=QT_TRANSLATE_NOOP("messages", "For eksempel rullator eller dusjkrakk"),
)
