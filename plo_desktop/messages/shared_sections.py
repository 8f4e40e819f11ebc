"""Places, fields and checks that several message types share, so that a label is written once."""

from __future__ import annotations

from collections.abc import Iterator

from plo_desktop.base.clock import to_oslo
from plo_desktop.base.words import QT_TRANSLATE_NOOP
from plo_desktop.messages.kinds import (
    Choice,
    LineText,
    PersonName,
    Phone,
    Prose,
    Rows,
    Whole,
    YesNo,
)
from plo_desktop.messages.places import (
    ALERTS,
    LANDLINE,
    MEDICAL,
    MOBILE,
    TEL,
    address,
    professional,
    responsible,
)
from plo_desktop.messages.spec import (
    AnyField,
    Check,
    Content,
    Facts,
    Field,
    Place,
    Problem,
    Section,
    Severity,
    Step,
    listed,
)

# -- unit and contact (HITS 1174) ---------------------------------------------------------------------------

_UNIT = (Step("po:TilknyttetEnhet"), Step("po:Kontaktenhet"))
# A unit without a number in a register is identified by its own name as a local code (wire-format 4).
_UNIT_ID = (*_UNIT, Step("fk1:Ident", coded=(("fk1:TypeId", "9051", "LOK"),)), Step("fk1:Id"))

ENHET = Field(
    "enhet",
    LineText(100),
    QT_TRANSLATE_NOOP("messages", "Enhet"),
    Place((*_UNIT, Step("fk1:OrganisationName"))),
    required=True,
    hint=QT_TRANSLATE_NOOP("messages", "Posten som kommunen skal ta kontakt med"),
    prefill="ward.name",
    echo=(Place(_UNIT_ID),),
)
ENHET_TELEFON = Field(
    "enhet_telefon",
    Phone(),
    QT_TRANSLATE_NOOP("messages", "Enhetens telefon"),
    Place((*_UNIT, *TEL), attr="V"),
    required=True,
    prefill="ward.phone",
)


CONTACT_ROLES = "21|9|5|22"
"""Roles (9034) of a contact: we write 21, Helsefaglig kontakt, and read the others."""

KONTAKT, KONTAKT_YRKE, KONTAKT_HPR, KONTAKT_TELEFON = professional(
    "kontakt",
    QT_TRANSLATE_NOOP("messages", "Kontaktperson"),
    responsible("kontakt", CONTACT_ROLES),
    user=True,
)

KONTAKT_SECTION = Section(
    "kontakt",
    QT_TRANSLATE_NOOP("messages", "Kontakt"),
    listed(ENHET, ENHET_TELEFON, KONTAKT, KONTAKT_YRKE, KONTAKT_HPR, KONTAKT_TELEFON),
)


def whole_person(*given: AnyField) -> Check:
    """Return the check that health personnel is named with profession and HPR number, or not at all.

    `given` is what `professional` returns: name, profession, HPR number, phone (HITS 1174).
    """
    fields = listed(*given)

    def check(content: Content, facts: Facts) -> Iterator[Problem]:
        if all(content[each] is None for each in fields):
            return
        for each in fields[:3]:
            if content[each] is None:
                yield Problem(
                    "KONTAKT_UFULLSTENDIG",
                    f"«{each.label}» mangler. Fyll ut feltet, eller fjern hele «{fields[0].label}».",
                    field_name=each.name,
                )

    return check


whole_contact = whole_person(KONTAKT, KONTAKT_YRKE, KONTAKT_HPR, KONTAKT_TELEFON)

# -- next of kin --------------------------------------------------------------------------------------------

_PERSON = Step("po:Referanseperson")
PARORENDE_NAVN = Field(
    "navn", PersonName(both=False), QT_TRANSLATE_NOOP("messages", "Navn"), Place((_PERSON,)), required=True
)
PARORENDE_SLEKTSKAP = Field(
    "slektskap",
    Choice("9033", bare=True),
    QT_TRANSLATE_NOOP("messages", "Slektskap"),
    Place((Step("po:Slektskap"),)),
)
PARORENDE_TELEFON = Field(
    "telefon", Phone(), QT_TRANSLATE_NOOP("messages", "Telefon"), Place((_PERSON, *LANDLINE), attr="V")
)
PARORENDE_MOBIL = Field(
    "mobil", Phone(), QT_TRANSLATE_NOOP("messages", "Mobil"), Place((_PERSON, *MOBILE), attr="V")
)
PARORENDE_ADRESSE = address(_PERSON)
PARORENDE_FODSELSAR = Field(
    "fodselsar",
    Whole(1990, 2200),
    QT_TRANSLATE_NOOP("messages", "Fødselsår"),
    Place((Step("po:FodselsarMindrearigParorende"),)),
    hint=QT_TRANSLATE_NOOP("messages", "Bare for barn under 18 år"),
    since="1.6",
)
PARORENDE_OMSORG = Field(
    "omsorgsfunksjon",
    Choice("9050", bare=True),
    QT_TRANSLATE_NOOP("messages", "Omsorgsfunksjon"),
    Place((Step("po:Omsorgsfunksjon"),)),
)
PARORENDE_MERKNAD = Field(
    "merknad",
    Prose(2),
    QT_TRANSLATE_NOOP("messages", "Merknad"),
    Place((Step("po:Merknad"),)),
    hint=QT_TRANSLATE_NOOP("messages", "For eksempel om den pårørende er informert"),
)
PARORENDE = Field(
    "parorende",
    Rows(
        listed(
            PARORENDE_NAVN,
            PARORENDE_SLEKTSKAP,
            PARORENDE_TELEFON,
            PARORENDE_MOBIL,
            PARORENDE_FODSELSAR,
            PARORENDE_OMSORG,
            *PARORENDE_ADRESSE,
            PARORENDE_MERKNAD,
        ),
        noun="pårørende",
    ),
    QT_TRANSLATE_NOOP("messages", "Pårørende og barn under 18 år"),
    Place((Step("po:ParorendeForesatt"),)),
    hint=QT_TRANSLATE_NOOP("messages", "Hvert barn under 18 år står på egen rad med fødselsår"),
)


def children_are_under_18(content: Content, facts: Facts) -> Iterator[Problem]:
    """HIS 1144: the birth year is given of children under 18, and of nobody else."""
    this_year = to_oslo(facts.now).year
    for row in content.rows(PARORENDE):
        born = row[PARORENDE_FODSELSAR]
        if born is not None and not this_year - 18 <= born <= this_year:
            yield Problem(
                "FODSELSAR",
                f"Fødselsåret {born} er ikke et barn under 18 år. Rett året, eller fjern det.",
                Severity.WARNING,
                PARORENDE.name,
            )


# -- critical information -----------------------------------------------------------------------------------

CAVE_STIKKORD = Field(
    "stikkord",
    LineText(200, "Morfin"),
    QT_TRANSLATE_NOOP("messages", "Cave"),
    Place((Step("epj1:CaveStikkord"),)),
    required=True,
)
CAVE_MERKNAD = Field(
    "merknad",
    Prose(2),
    QT_TRANSLATE_NOOP("messages", "Merknad"),
    Place((Step("epj2:Journaltekst"), Step("epj2:Notat"))),
    hint=QT_TRANSLATE_NOOP("messages", "Reaksjon, og når den ble registrert"),
)
CAVE = Field(
    "cave",
    Rows(listed(CAVE_STIKKORD, CAVE_MERKNAD), noun="cave"),
    QT_TRANSLATE_NOOP("messages", "Cave"),
    Place((MEDICAL, Step("epj1:Cave"), Step("epj1:SakshodeCave"), Step("epj1:StikkordCave"))),
)

# All four are always sent: the document calls them mandatory though the schema does not (wire-format 9).
_ALLERGI = Step(
    "epj1:Allergi",
    texts=tuple(
        (f"epj1:{name}", "false")
        for name in ("HensynVedForskrivning", "HensynMatDrikke", "Kontaktallergi", "PollenInnsektstikk")
    ),
)
_SUBSTANCE = Step("epj1:VirkestoffLegemiddel", attrs=(("S", "2.16.578.1.12.4.1.1.7180"),))
ALLERGI_MOT = Field(
    "mot",
    LineText(200, "Penicillin"),
    QT_TRANSLATE_NOOP("messages", "Allergisk mot"),
    Place((_ALLERGI, Step("epj1:AllergiskMot"))),
    required=True,
)
ALLERGI_FORSKRIVNING = Field(
    "hensyn_ved_forskrivning",
    YesNo(),
    QT_TRANSLATE_NOOP("messages", "Hensyn ved forskrivning"),
    Place((_ALLERGI, Step("epj1:HensynVedForskrivning"))),
)
ALLERGI_MAT = Field(
    "hensyn_mat_drikke",
    YesNo(),
    QT_TRANSLATE_NOOP("messages", "Hensyn ved mat og drikke"),
    Place((_ALLERGI, Step("epj1:HensynMatDrikke"))),
)
ALLERGI_KONTAKT = Field(
    "kontaktallergi",
    YesNo(),
    QT_TRANSLATE_NOOP("messages", "Kontaktallergi"),
    Place((_ALLERGI, Step("epj1:Kontaktallergi"))),
)
ALLERGI_POLLEN = Field(
    "pollen_insektstikk",
    YesNo(),
    QT_TRANSLATE_NOOP("messages", "Pollen eller insektstikk"),
    Place((_ALLERGI, Step("epj1:PollenInnsektstikk"))),
)
ALLERGI_ANAFYLAKSI = Field(
    "anafylaktiske_reaksjoner",
    Choice("1103", bare=True),
    QT_TRANSLATE_NOOP("messages", "Anafylaktiske reaksjoner"),
    Place((_ALLERGI, Step("epj1:AnafylaktiskeReaksjoner"))),
)
_NOTE = Step("epj2:Journaltekst")
ALLERGI_VIRKESTOFF = Field(
    "virkestoff",
    LineText(100, "Morfin"),
    QT_TRANSLATE_NOOP("messages", "Virkestoff"),
    Place((_ALLERGI, _SUBSTANCE), attr="DN"),
)
ALLERGI_ATC = Field(
    "atc",
    LineText(10, "N02AA01"),
    QT_TRANSLATE_NOOP("messages", "ATC-kode"),
    Place((_ALLERGI, _SUBSTANCE), attr="V"),
)
ALLERGI_MERKNAD = Field(
    "merknad",
    Prose(2),
    QT_TRANSLATE_NOOP("messages", "Reaksjon"),
    Place((_NOTE, Step("epj2:Notat"))),
    hint=QT_TRANSLATE_NOOP("messages", "Hva som skjer, og når allergien ble registrert"),
)
ALLERGI_TILLEGG = Field(
    "tillegg", Prose(2), QT_TRANSLATE_NOOP("messages", "Tillegg"), Place((_NOTE, Step("epj2:Merknad")))
)
ALLERGIER = Field(
    "allergier",
    Rows(
        listed(
            ALLERGI_MOT,
            ALLERGI_FORSKRIVNING,
            ALLERGI_MAT,
            ALLERGI_KONTAKT,
            ALLERGI_POLLEN,
            ALLERGI_ANAFYLAKSI,
            ALLERGI_MERKNAD,
            ALLERGI_VIRKESTOFF,
            ALLERGI_ATC,
            ALLERGI_TILLEGG,
        ),
        noun="allergi",
    ),
    QT_TRANSLATE_NOOP("messages", "Allergier"),
    Place((MEDICAL, Step("epj1:Allerginotat")), anywhere=True),
)

SMITTE_TYPE = Field(
    "type",
    Choice("9143"),
    QT_TRANSLATE_NOOP("messages", "Type"),
    Place((Step("epj2:Overskriftskode"),)),
    required=True,
)
SMITTE_TEKST = Field(
    "beskrivelse",
    Prose(2),
    QT_TRANSLATE_NOOP("messages", "Beskrivelse"),
    Place((Step("epj2:Notat"),)),
    required=True,
)
SMITTE_MERKNAD = Field(
    "merknad",
    LineText(200),
    QT_TRANSLATE_NOOP("messages", "Registrert"),
    Place((Step("epj2:Merknad"),)),
    hint=QT_TRANSLATE_NOOP("messages", "Når og hvor smitten ble påvist"),
)
SMITTE = Field(
    "smitte",
    Rows(listed(SMITTE_TYPE, SMITTE_TEKST, SMITTE_MERKNAD), noun="smitte"),
    QT_TRANSLATE_NOOP("messages", "Smitte og anafylaksi"),
    Place(
        (MEDICAL, ALERTS, Step("epj2:Journaltekst", coded=(("epj2:Overskriftskode", "9143", ""),))),
        anywhere=True,
    ),
)
KRITISK_SECTION = Section(
    "kritisk", QT_TRANSLATE_NOOP("messages", "Kritisk informasjon"), listed(CAVE, ALLERGIER, SMITTE)
)


def substances_have_a_code(content: Content, facts: Facts) -> Iterator[Problem]:
    """SND-LOG-14: a coded value has both code and name."""
    for row in content.rows(ALLERGIER):
        if (row[ALLERGI_VIRKESTOFF] is None) != (row[ALLERGI_ATC] is None):
            yield Problem(
                "VIRKESTOFF_UTEN_KODE",
                "Virkestoff og ATC-kode hører sammen. Fyll ut begge, eller skriv stoffet under "
                f"«{ALLERGI_MOT.label}» alene.",
                Severity.WARNING,
                ALLERGIER.name,
            )
