"""Who else is involved, what has been sent and what has been told: blocks of every PLO message."""

from __future__ import annotations

from plo_desktop.base.words import QT_TRANSLATE_NOOP
from plo_desktop.messages.kinds import Choice, Day, Hpr, LineText, PersonName, Phone, Prose, Rows, YesNo
from plo_desktop.messages.patient_parts import BOR_ALENE, FORBEHOLD, SIVILSTAND, SPRAK
from plo_desktop.messages.places import HPR_IDENT, PROFESSIONS, TEL
from plo_desktop.messages.shared_sections import PARORENDE
from plo_desktop.messages.spec import AnyField, Content, Field, Place, Section, Step, listed

_PERSON = Step("po:Kontaktperson")


def _professional(parent: Step, name: str, label: str) -> tuple[AnyField, ...]:
    """Return name, profession and HPR number of health personnel in a row, all of them demanded."""
    return (
        Field(name, PersonName(100), label, Place((parent,)), required=True),
        Field(
            f"{name}_yrke",
            Choice("9060", PROFESSIONS, bare=True),
            QT_TRANSLATE_NOOP("messages", "Yrke"),
            Place((parent, Step("fk1:TypeHealthcareProfessional"))),
            required=True,
        ),
        Field(
            f"{name}_hpr",
            Hpr(),
            QT_TRANSLATE_NOOP("messages", "HPR-nummer"),
            Place((parent, HPR_IDENT, Step("fk1:Id"))),
            required=True,
        ),
    )


KONTAKTPERSONER = Field(
    "kontaktpersoner",
    Rows(
        listed(
            *_professional(_PERSON, "navn", QT_TRANSLATE_NOOP("messages", "Navn")),
            Field(
                "rolle",
                Choice("9034"),
                QT_TRANSLATE_NOOP("messages", "Rolle"),
                Place((_PERSON, Step("fk1:RoleToPatient"))),
            ),
            Field(
                "telefon", Phone(), QT_TRANSLATE_NOOP("messages", "Telefon"), Place((_PERSON, *TEL), attr="V")
            ),
            Field(
                "merknad",
                Prose(2),
                QT_TRANSLATE_NOOP("messages", "Merknad"),
                Place((Step("po:Merknad"),)),
            ),
        ),
        noun="kontaktperson",
    ),
    QT_TRANSLATE_NOOP("messages", "Andre kontaktpersoner"),
    Place((Step("po:KontaktpersonHelsepersonell"),)),
    hint=QT_TRANSLATE_NOOP("messages", "For eksempel fastlege, kontaktlege eller innleggende lege"),
)

SENDT_DOKUMENT = Field(
    "sendte_dokumenter",
    Rows(
        listed(
            Field(
                "dokument",
                Choice("8329"),
                QT_TRANSLATE_NOOP("messages", "Dokument"),
                Place((Step("po:Opplysning"),)),
                required=True,
            ),
            Field("sendt", YesNo(), QT_TRANSLATE_NOOP("messages", "Sendt"), Place((Step("po:JaNei"),))),
            Field(
                "dato",
                Day(),
                QT_TRANSLATE_NOOP("messages", "Dato sendt"),
                Place((Step("po:DatoSendt"),)),
            ),
            Field(
                "til",
                Choice("8330"),
                QT_TRANSLATE_NOOP("messages", "Sendt til"),
                Place((Step("po:TypeMottaker"),)),
            ),
            Field(
                "mottaker",
                LineText(100),
                QT_TRANSLATE_NOOP("messages", "Navn på mottaker"),
                Place((Step("po:NavnMottaker"),)),
            ),
            Field(
                "merknad",
                Prose(2),
                QT_TRANSLATE_NOOP("messages", "Merknad"),
                Place((Step("po:Merknad"),)),
            ),
        ),
        noun="dokument",
    ),
    QT_TRANSLATE_NOOP("messages", "Dokumenter som er sendt"),
    Place((Step("po:SendtDokument", texts=(("po:JaNei", "false"),)),)),
    hint=QT_TRANSLATE_NOOP("messages", "For eksempel epikrise eller resept"),
)

_INFORMED, _INFORMER = Step("po:InformasjonGittTil"), Step("po:InformasjonGittAv")


def information_given(*parents: Step) -> Field[tuple[Content, ...]]:
    """Return the rows of what was told to whom, when and by whom, below these steps."""
    return Field(
        "informert",
        Rows(
            listed(
                Field(
                    "til",
                    PersonName(both=False),
                    QT_TRANSLATE_NOOP("messages", "Informert"),
                    Place((_INFORMED,)),
                    required=True,
                    hint=QT_TRANSLATE_NOOP("messages", "Navnet på den som fikk informasjonen"),
                ),
                Field(
                    "dato",
                    Day(),
                    QT_TRANSLATE_NOOP("messages", "Dato"),
                    Place((Step("po:InformasjonGittDato"),)),
                    required=True,
                ),
                *_professional(_INFORMER, "av", QT_TRANSLATE_NOOP("messages", "Informert av")),
                Field(
                    "beskrivelse",
                    Prose(2),
                    QT_TRANSLATE_NOOP("messages", "Hva det ble informert om"),
                    Place((Step("po:BeskrivelseInformasjon"),)),
                ),
                Field(
                    "type",
                    Choice("9502"),
                    QT_TRANSLATE_NOOP("messages", "Type informasjon"),
                    Place((Step("po:TypeInformasjon"),)),
                ),
                Field(
                    "muntlig",
                    YesNo(),
                    QT_TRANSLATE_NOOP("messages", "Gitt muntlig"),
                    Place((Step("po:MuntligInformasjon"),)),
                ),
            ),
            noun="informert person",
        ),
        QT_TRANSLATE_NOOP("messages", "Hvem som er informert"),
        Place((*parents, Step("po:InfoInformasjonGitt"), Step("po:InformasjonGitt"))),
    )


INFORMERT = information_given()

MER_SECTIONS = (
    Section(
        "pasienten",
        QT_TRANSLATE_NOOP("messages", "Om pasienten"),
        listed(SIVILSTAND, BOR_ALENE, SPRAK, FORBEHOLD),
    ),
    Section("parorende", QT_TRANSLATE_NOOP("messages", "Pårørende"), listed(PARORENDE)),
    Section(
        "andre",
        QT_TRANSLATE_NOOP("messages", "Andre kontakter"),
        listed(KONTAKTPERSONER, SENDT_DOKUMENT),
    ),
)
"""The blocks that every PLO message can carry besides its own (wire-format 4)."""
