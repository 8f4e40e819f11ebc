"""Places, fields and checks that the dialogue messages share, for their grammar has names of its own."""

from __future__ import annotations

from collections.abc import Iterator

from plo_desktop.base.words import QT_TRANSLATE_NOOP
from plo_desktop.domain.party import Code
from plo_desktop.messages.kinds import Choice, Day, Hpr, PersonName, Phone, Prose
from plo_desktop.messages.places import PROFESSIONS
from plo_desktop.messages.shared_sections import whole_contact
from plo_desktop.messages.spec import ByStanding, Content, Facts, Field, Place, Problem, Section, Step, listed

ROOT = "dia:Dialogmelding"
NOTE, QUESTION = Step("dia:Notat"), Step("dia:Foresporsel")
CONTACT_ROLES = "21|9|11|10|3|5|22|6|4|1|2|19|20"
"""Roles (9034) of the one who writes; we write 21, Helsefaglig kontakt, and read whoever it was."""
WANTED_ROLE = "24"

ALSO_SENT = ("1.1",)
"""Dialogue 1.1 has the same places; a municipality's card may ask for it (HITS 1168)."""


def involved(parent: Step, roles: str, key: str) -> tuple[Step, ...]:
    """Return the steps to the person who has one of these roles (9034) to the note or the question."""
    role = (("dia:RoleToPatient", "9034", roles),)
    return (parent, Step("dia:RollerRelatertNotat", role, key=key), Step("dia:HealthcareProfessional"))


def theme(oid_suffix: str, value: str) -> ByStanding:
    """Return the theme that a note of this type always has (HIS 1151, 1152, 1077)."""
    return ByStanding(Place((NOTE, Step("dia:TemaKodet"))), oid_suffix, (("N", value),))


def text_field(label: str, hint: str = "", *, lines: int = 6) -> Field[str]:
    """Return the text of a note; every note has one (SND-DIA-20)."""
    place = Place((NOTE, Step("dia:TekstNotatInnhold")))
    return Field("tekst", Prose(lines), label, place, required=True, hint=hint)


DATO = Field(
    "dato",
    Day(),
    QT_TRANSLATE_NOOP("messages", "Dato"),
    Place((NOTE, Step("dia:DatoNotat"))),
    prefill="today",
)


def contact(parent: Step) -> Section:
    """Return the section of the person whom the receiver may call; named as in the other messages."""
    steps = involved(parent, CONTACT_ROLES, "kontakt")
    ident = Step("dia:Ident", coded=(("fk1:TypeId", "8116", "HPR"),))
    phone = Place((*steps, Step("dia:TeleCom"), Step("fk1:TeleAddress")), attr="V")
    return Section(
        "kontakt",
        QT_TRANSLATE_NOOP("messages", "Kontakt"),
        listed(
            Field(
                "kontakt",
                PersonName(100),
                QT_TRANSLATE_NOOP("messages", "Kontaktperson"),
                Place(steps),
                hint=QT_TRANSLATE_NOOP("messages", "Fornavn og etternavn"),
                prefill="user.name",
            ),
            _profession(
                "kontakt_yrke", QT_TRANSLATE_NOOP("messages", "Kontaktperson: yrke"), steps, "user.profession"
            ),
            Field(
                "kontakt_hpr",
                Hpr(),
                QT_TRANSLATE_NOOP("messages", "Kontaktperson: HPR-nummer"),
                Place((*steps, ident, Step("fk1:Id"))),
                prefill="user.hpr",
            ),
            Field(
                "kontakt_telefon",
                Phone(),
                QT_TRANSLATE_NOOP("messages", "Kontaktperson: telefon"),
                phone,
                prefill="user.phone",
            ),
        ),
    )


def wanted(parent: Step) -> Section:
    """Return the section of the person whom the sender wants to reach (9034=24, HIS 1077)."""
    steps = involved(parent, WANTED_ROLE, "onsket")
    return Section(
        "onsket_kontakt",
        QT_TRANSLATE_NOOP("messages", "Ønsket kontakt hos mottaker"),
        listed(
            _profession(
                "onsket_yrke", QT_TRANSLATE_NOOP("messages", "Ønsket kontakt hos mottaker: yrke"), steps
            ),
            Field(
                "onsket_navn",
                PersonName(100, both=False),
                QT_TRANSLATE_NOOP("messages", "Ønsket kontakt hos mottaker: navn"),
                Place(steps),
            ),
        ),
    )


def _profession(name: str, label: str, steps: tuple[Step, ...], prefill: str = "") -> Field[Code]:
    place = Place((*steps, Step("dia:TypeHealthcareProfessional")))
    return Field(name, Choice("9060", PROFESSIONS, bare=True), label, place, prefill=prefill)


def named_contact(content: Content, facts: Facts) -> Iterator[Problem]:
    """HITS 1174: the contact is named with profession and HPR number, or is left out.

    The phone is filled in from the ward, so it does not by itself ask for a person.
    """
    held = content.by_name()
    if any(name in held for name in ("kontakt", "kontakt_yrke", "kontakt_hpr")):
        yield from whole_contact(content, facts)
