"""The blocks that every received PLO message may begin with (wire-format 4), for reading all of them."""

from __future__ import annotations

from plo_desktop.base.words import QT_TRANSLATE_NOOP
from plo_desktop.messages.contacts import KONTAKTPERSONER, SENDT_DOKUMENT
from plo_desktop.messages.kinds import Choice, Day, LineText, Prose
from plo_desktop.messages.patient_parts import BOR_ALENE, FORBEHOLD, SIVILSTAND, SPRAK
from plo_desktop.messages.places import address, professional, responsible
from plo_desktop.messages.shared_sections import ENHET, ENHET_TELEFON, PARORENDE
from plo_desktop.messages.spec import Field, Place, Section, Step, listed

_UNIT = Step("po:Kontaktenhet")
_TIED = Step("po:TilknyttetEnhet")
_REPORT = Step("po:AnsvarForRapport", key="ansvarlig")


def _identified(*parents: Step, kind: str) -> tuple[Step, ...]:
    return (*parents, Step("fk1:Ident", coded=(("fk1:TypeId", "9051", kind),)), Step("fk1:Id"))


ENHET_NUMMER = Field(
    "enhet_orgnr",
    LineText(20, "999888777"),
    QT_TRANSLATE_NOOP("messages", "Organisasjonsnummer"),
    Place(_identified(_TIED, _UNIT, kind="ENH")),
)
ENHET_MERKNAD = Field(
    "enhet_merknad",
    Prose(2),
    QT_TRANSLATE_NOOP("messages", "Om enheten"),
    Place((_TIED, Step("po:Merknad"))),
)
_SUB_UNIT = (_TIED, _UNIT, Step("fk1:Organisation"))
AVDELING = Field(
    "avdeling",
    LineText(100, "Avdeling Kroken"),
    QT_TRANSLATE_NOOP("messages", "Avdeling"),
    Place((*_SUB_UNIT, Step("fk1:OrganisationName"))),
    echo=(Place(_identified(*_SUB_UNIT, kind="LOK")),),
)
ANSVARLIG, ANSVARLIG_YRKE, ANSVARLIG_HPR, ANSVARLIG_TELEFON = professional(
    "ansvarlig",
    QT_TRANSLATE_NOOP("messages", "Ansvarlig for rapporten"),
    responsible("ansvarlig", ""),
    user=False,
)
ANSVARLIG_ROLLE = Field(
    "ansvarlig_rolle",
    Choice("9034"),
    QT_TRANSLATE_NOOP("messages", "Ansvarlig for rapporten: rolle"),
    Place((*responsible("ansvarlig", ""), Step("fk1:RoleToPatient"))),
)
ANSVARLIG_MERKNAD = Field(
    "ansvarlig_merknad",
    Prose(2),
    QT_TRANSLATE_NOOP("messages", "Om ansvaret"),
    Place((_REPORT, Step("po:Merknad"))),
)
GODKJENT = Field(
    "godkjent", Day(), QT_TRANSLATE_NOOP("messages", "Godkjent"), Place((_REPORT, Step("po:GodkjentDato")))
)

PASIENT_SECTION = Section(
    "pasienten",
    QT_TRANSLATE_NOOP("messages", "Om pasienten"),
    listed(SIVILSTAND, BOR_ALENE, SPRAK, FORBEHOLD),
)
PARORENDE_SECTION = Section("parorende", QT_TRANSLATE_NOOP("messages", "Pårørende"), listed(PARORENDE))
AVSENDER_SECTION = Section(
    "kontakt",
    QT_TRANSLATE_NOOP("messages", "Kontakt"),
    listed(
        ENHET,
        ENHET_TELEFON,
        AVDELING,
        *address(_TIED, _UNIT),
        ENHET_NUMMER,
        ENHET_MERKNAD,
        ANSVARLIG,
        ANSVARLIG_YRKE,
        ANSVARLIG_HPR,
        ANSVARLIG_TELEFON,
        ANSVARLIG_ROLLE,
        GODKJENT,
        ANSVARLIG_MERKNAD,
    ),
)
ANDRE_SECTION = Section(
    "andre",
    QT_TRANSLATE_NOOP("messages", "Andre kontakter"),
    listed(KONTAKTPERSONER, SENDT_DOKUMENT),
)
FELLES_SECTIONS = (PASIENT_SECTION, PARORENDE_SECTION, AVSENDER_SECTION, ANDRE_SECTION)
