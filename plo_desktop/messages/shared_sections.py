"""Places, fields and checks that several message types share, so that a label is written once."""

from __future__ import annotations

from collections.abc import Iterator

from plo_desktop.base.words import QT_TRANSLATE_NOOP
from plo_desktop.domain.codebook import name_of
from plo_desktop.domain.party import Code
from plo_desktop.messages.kinds import (
    Choice,
    Hpr,
    LineText,
    PersonName,
    Phone,
    Prose,
    Rows,
    Whole,
    YesNo,
)
from plo_desktop.messages.spec import (
    Content,
    Facts,
    Field,
    Place,
    Problem,
    Section,
    Step,
    listed,
)

MEDICAL = Step("po:MedisinskfagligeOpplysninger")
NURSING = (Step("po:Sykepleierdokumentasjon"), Step("po:InfoFraSykepleier"))
NOTES = Step("epj2:GenereltJournalnotat", attrs=(("m1:informasjonskategori", "Andre notater"),))
ALERTS = Step("epj2:GenereltJournalnotat", attrs=(("m1:informasjonskategori", "Cave/allergier"),))

# Who commonly works on a ward; the whole of 9060 has dentists and vets.
PROFESSIONS = ("SP", "LE", "HF", "HP", "VP", "FT", "ET", "PS", "JO", "HE", "KE", "OA", "FA1", "XX")
HPR_IDENT = Step("fk1:Ident", coded=(("fk1:TypeId", "8116", "HPR"),))
TEL = (Step("fk1:TeleCom"), Step("fk1:TeleAddress"))


def heading(oid_suffix: str, value: str, *, alerts: bool = False) -> Place:
    """Return the place of a medical Journaltekst under this heading; read wherever a Journaltekst occurs."""
    text = Step("epj2:Journaltekst", coded=(("epj2:Overskriftskode", oid_suffix, value),))
    return Place((MEDICAL, ALERTS if alerts else NOTES, text, Step("epj2:Notat")), anywhere=True)


def nursing(value: str) -> Place:
    """Return the place of a nursing Journaltekst under a heading of 9141."""
    text = Step("epj2:Journaltekst", coded=(("epj2:Overskriftskode", "9141", value),))
    return Place((*NURSING, text, Step("epj2:Notat")), anywhere=True)


def note(name: str, oid_suffix: str, value: str, *, lines: int = 3, hint: str = "") -> Field[str]:
    """Return an optional prose field under a heading, labelled as the code list names it."""
    place = nursing(value) if oid_suffix == "9141" else heading(oid_suffix, value)
    return Field(name, Prose(lines), name_of(oid_suffix, value), place, hint=hint)


def event(parents: tuple[Step, ...], value: str, *, estimate: bool) -> tuple[Step, ...]:
    """Return the steps to a TidsfestetHendelse of this 9121 code. Anslag=true is an estimate (HIS 80704)."""
    coded = (("po:Hendelsekode", "9121", value),)
    texts = (("po:Anslag", "true" if estimate else "false"),)
    return (*parents, Step("po:TidsfestetHendelse", coded, texts))


def at(parents: tuple[Step, ...]) -> Place:
    """Return the place of the time of an event."""
    return Place((*parents, Step("po:TidspunktForHendelse")), attr="V")


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


def professional(
    name: str, label: str, parents: tuple[Step, ...], *, user: bool, required: bool = False
) -> tuple[Field[str], Field[Code], Field[str], Field[str]]:
    """Return name, profession, HPR number and phone of health personnel at these steps.

    `user`: filled in with the person at the keyboard.
    """
    return (
        Field(
            name,
            PersonName(100),
            label,
            Place(parents),
            required=required,
            hint=QT_TRANSLATE_NOOP("messages", "Fornavn og etternavn"),
            prefill="user.name" if user else "",
        ),
        Field(
            f"{name}_yrke",
            Choice("9060", PROFESSIONS, bare=True),
            f"{label}: yrke",
            Place((*parents, Step("fk1:TypeHealthcareProfessional"))),
            required=required,
            prefill="user.profession" if user else "",
        ),
        Field(
            f"{name}_hpr",
            Hpr(),
            f"{label}: HPR-nummer",
            Place((*parents, HPR_IDENT, Step("fk1:Id"))),
            required=required,
            prefill="user.hpr" if user else "",
        ),
        Field(f"{name}_telefon", Phone(), f"{label}: telefon", Place((*parents, *TEL), attr="V")),
    )


def responsible(key: str, roles: str) -> tuple[Step, ...]:
    """Return the steps to the AnsvarForRapport with one of these roles (9034), the first is written."""
    coded = (("fk1:RoleToPatient", "9034", roles),) if roles else ()
    return (Step("po:AnsvarForRapport", key=key), Step("po:AnsvarligRapport", coded))


KONTAKT, KONTAKT_YRKE, KONTAKT_HPR, KONTAKT_TELEFON = professional(
    "kontakt",
    QT_TRANSLATE_NOOP("messages", "Kontaktperson"),
    responsible("kontakt", "21|9|11|5|22"),
    user=True,
)

KONTAKT_SECTION = Section(
    "kontakt",
    QT_TRANSLATE_NOOP("messages", "Kontakt"),
    listed(ENHET, ENHET_TELEFON, KONTAKT, KONTAKT_YRKE, KONTAKT_HPR, KONTAKT_TELEFON),
)


def whole_contact(content: Content, facts: Facts) -> Iterator[Problem]:
    """HITS 1174: health personnel is named with profession and HPR number, or not at all."""
    given = listed(KONTAKT, KONTAKT_YRKE, KONTAKT_HPR, KONTAKT_TELEFON)
    if all(content[each] is None for each in given):
        return
    for each in listed(KONTAKT, KONTAKT_YRKE, KONTAKT_HPR):
        if content[each] is None:
            yield Problem(
                "KONTAKT_UFULLSTENDIG",
                f"«{each.label}» mangler. Fyll ut feltet, eller fjern hele kontaktpersonen.",
                field_name=each.name,
            )


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
    "telefon", Phone(), QT_TRANSLATE_NOOP("messages", "Telefon"), Place((_PERSON, *TEL), attr="V")
)
PARORENDE_FODSELSAR = Field(
    "fodselsar",
    Whole(1990, 2200),
    QT_TRANSLATE_NOOP("messages", "Fødselsår"),
    Place((Step("po:FodselsarMindrearigParorende"),)),
    hint=QT_TRANSLATE_NOOP("messages", "Bare for barn under 18 år"),
)
PARORENDE_OMSORG = Field(
    "omsorgsfunksjon",
    Choice("9050", bare=True),
    QT_TRANSLATE_NOOP("messages", "Omsorgsfunksjon"),
    Place((Step("po:Omsorgsfunksjon"),)),
)
PARORENDE_MERKNAD = Field(
    "merknad", Prose(2), QT_TRANSLATE_NOOP("messages", "Merknad"), Place((Step("po:Merknad"),))
)
PARORENDE = Field(
    "parorende",
    Rows(
        listed(
            PARORENDE_NAVN,
            PARORENDE_SLEKTSKAP,
            PARORENDE_TELEFON,
            PARORENDE_FODSELSAR,
            PARORENDE_OMSORG,
            PARORENDE_MERKNAD,
        ),
        noun="pårørende",
    ),
    QT_TRANSLATE_NOOP("messages", "Pårørende og barn under 18 år"),
    Place((Step("po:ParorendeForesatt"),)),
    hint=QT_TRANSLATE_NOOP("messages", "Hvert barn under 18 år står på egen rad med fødselsår"),
)
BOR_ALENE = Field(
    "bor_alene",
    YesNo(),
    QT_TRANSLATE_NOOP("messages", "Bor alene"),
    Place((Step("po:TilleggsopplysningPasient"), Step("po:BorAlene"))),
)

# -- critical information -----------------------------------------------------------------------------------

CAVE_STIKKORD = Field(
    "stikkord",
    LineText(200),
    QT_TRANSLATE_NOOP("messages", "Cave"),
    Place((Step("epj1:CaveStikkord"),)),
    required=True,
)
CAVE_MERKNAD = Field(
    "merknad",
    Prose(2),
    QT_TRANSLATE_NOOP("messages", "Merknad"),
    Place((Step("epj2:Journaltekst"), Step("epj2:Notat"))),
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
ALLERGI_MOT = Field(
    "mot",
    LineText(200),
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
SMITTE = Field(
    "smitte",
    Rows(listed(SMITTE_TYPE, SMITTE_TEKST), noun="smitte"),
    QT_TRANSLATE_NOOP("messages", "Smitte og anafylaksi"),
    Place(
        (MEDICAL, ALERTS, Step("epj2:Journaltekst", coded=(("epj2:Overskriftskode", "9143", ""),))),
        anywhere=True,
    ),
)
KRITISK_SECTION = Section(
    "kritisk", QT_TRANSLATE_NOOP("messages", "Kritisk informasjon"), listed(CAVE, ALLERGIER, SMITTE)
)

# -- diagnoses ----------------------------------------------------------------------------------------------

_ICD10 = Step("po:Diagnosekode", attrs=(("S", "2.16.578.1.12.4.1.1.7110"),))
DIAGNOSE_TEKST = Field(
    "diagnose",
    LineText(200),
    QT_TRANSLATE_NOOP("messages", "Diagnose"),
    Place((Step("po:DiagnoseBeskrivelse"),)),
    required=True,
    echo=(Place((_ICD10,), attr="DN"),),
)
DIAGNOSE_KODE = Field(
    "kode",
    LineText(10),
    QT_TRANSLATE_NOOP("messages", "ICD-10-kode"),
    Place((_ICD10,), attr="V"),
)
DIAGNOSE_HOVED = Field(
    "hoveddiagnose",
    YesNo(),
    QT_TRANSLATE_NOOP("messages", "Hoveddiagnose"),
    Place((Step("po:Hoveddiagnose"),)),
)
DIAGNOSER = Field(
    "diagnoser",
    Rows(listed(DIAGNOSE_TEKST, DIAGNOSE_KODE, DIAGNOSE_HOVED), noun="diagnose"),
    QT_TRANSLATE_NOOP("messages", "Diagnoser"),
    Place((Step("po:InfoMedisinskDiagnose"), Step("po:MedisinskDiagnose"))),
    hint=QT_TRANSLATE_NOOP("messages", "Hoveddiagnosen først"),
)
