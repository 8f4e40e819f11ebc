"""Where things stand in a PLO payload: the steps, headings and persons that many fields begin with."""

from __future__ import annotations

from plo_desktop.base.words import QT_TRANSLATE_NOOP
from plo_desktop.domain.codebook import name_of
from plo_desktop.domain.party import Code
from plo_desktop.messages.kinds import Choice, Hpr, LineText, PersonName, Phone, Prose
from plo_desktop.messages.spec import Field, Place, Step

MEDICAL = Step("po:MedisinskfagligeOpplysninger")
NURSING = (Step("po:Sykepleierdokumentasjon"), Step("po:InfoFraSykepleier"))
NOTES = Step("epj2:GenereltJournalnotat", attrs=(("m1:informasjonskategori", "Andre notater"),))
ALERTS = Step("epj2:GenereltJournalnotat", attrs=(("m1:informasjonskategori", "Cave/allergier"),))

# Who commonly works on a ward; the whole of 9060 has dentists and vets.
PROFESSIONS = ("SP", "LE", "HF", "HP", "VP", "FT", "ET", "PS", "JO", "HE", "KE", "OA", "FA1", "XX")
HPR_IDENT = Step("fk1:Ident", coded=(("fk1:TypeId", "8116", "HPR"),))


def telephone(kinds: str) -> tuple[Step, ...]:
    """Return the steps to a phone of these kinds (9061), the first one written; "" is a phone of no kind."""
    return (Step("fk1:TeleCom", coded=(("fk1:TypeTelecom", "=9061", kinds),)), Step("fk1:TeleAddress"))


TEL = telephone("HP||H|WP|WC|WD|HV|MC")
"""The number to call. Only a fax or a pager is no phone."""

LANDLINE = telephone("HP||H|WP|WC|WD|HV")
MOBILE = telephone("MC")


def address(*parents: Step) -> tuple[Field[str], Field[str], Field[str]]:
    """Return street, postal code and town of a person or an organisation."""
    steps = (*parents, Step("fk1:Address"))
    return (
        Field(
            "adresse",
            LineText(100, "Flåklypa 31"),
            QT_TRANSLATE_NOOP("messages", "Adresse"),
            Place((*steps, Step("fk1:StreetAdr"))),
        ),
        Field(
            "postnummer",
            LineText(10, "2560"),
            QT_TRANSLATE_NOOP("messages", "Postnummer"),
            Place((*steps, Step("fk1:PostalCode"))),
        ),
        Field(
            "poststed",
            LineText(60, "Alvdal"),
            QT_TRANSLATE_NOOP("messages", "Poststed"),
            Place((*steps, Step("fk1:City"))),
        ),
    )


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
