"""Melding om utskrevet pasient: when the patient left the ward, from where and to where (SSHF 5.7)."""

from __future__ import annotations

from collections.abc import Iterator

from plo_desktop.base.words import QT_TRANSLATE_NOOP
from plo_desktop.messages.contacts import MER_SECTIONS, information_given
from plo_desktop.messages.kinds import Choice, LineText, Moment, Prose
from plo_desktop.messages.places import at, event
from plo_desktop.messages.shared_sections import (
    KONTAKT_SECTION,
    children_are_under_18,
    whole_contact,
)
from plo_desktop.messages.spec import (
    Content,
    Direction,
    Facts,
    Family,
    Field,
    MessageType,
    Place,
    Problem,
    Section,
    Severity,
    Step,
    listed,
)
from plo_desktop.messages.stay_events import admitted, not_ahead, not_before, not_old, remark

_CHILD = Step("p1:MeldingOmUtskrevetPasient")
_LEFT = event((_CHILD,), "2", estimate=False)
_WHERE_TO = (_CHILD, Step("po:UtskrevetTil"))
_DEAD = ("2", "3")
_SAYS_NOTHING_OF_HOME = ("3", "7", "8", "88", "98")

UTSKREVET_TID = Field(
    "utskrevet",
    Moment(),
    QT_TRANSLATE_NOOP("messages", "Utskrevet"),
    at(_LEFT),
    required=True,
    hint=QT_TRANSLATE_NOOP("messages", "Dato og klokkeslett"),
    prefill="stay.discharged_or_now",
)
UTSKREVET_FRA = Field(
    "utskrevet_fra",
    LineText(100),
    QT_TRANSLATE_NOOP("messages", "Utskrevet fra"),
    Place((*_LEFT, Step("po:StedForHendelse"), Step("po:StedHendelse"))),
    hint=QT_TRANSLATE_NOOP("messages", "Avdeling og post"),
    prefill="ward.name",
)
UTSKREVET_TIL = Field(
    "utskrevet_til",
    Choice("8408", only=("1", "11", "21", "3", "7", "8", "10", "5", "2", "88", "98")),
    QT_TRANSLATE_NOOP("messages", "Utskrevet til"),
    Place((*_WHERE_TO, Step("po:UtTil"))),
    required=True,
    prefill="stay.discharged_to",
)
UTSKREVET_TIL_MERKNAD = Field(
    "sted",
    Prose(2),
    QT_TRANSLATE_NOOP("messages", "Om stedet"),
    Place((*_WHERE_TO, Step("po:Merknad"))),
    hint=QT_TRANSLATE_NOOP("messages", "For eksempel navnet på institusjonen"),
)
UTTILSTAND = Field(
    "uttilstand",
    Choice("8431"),
    QT_TRANSLATE_NOOP("messages", "Tilstand"),
    Place((*_WHERE_TO, Step("po:Uttilstand"))),
    hint=QT_TRANSLATE_NOOP("messages", "Ved dødsfall: «Som død»"),
)
OM_UTSKRIVNINGEN = Field(
    "om_utskrivningen",
    LineText(300),
    QT_TRANSLATE_NOOP("messages", "Om utskrivningen"),
    Place((*_LEFT, Step("po:BeskrivelseAvHendelse"))),
    hint=QT_TRANSLATE_NOOP("messages", "Bare det praktiske, ingen helseopplysninger"),
)
MERKNAD = remark(
    "merknad",
    QT_TRANSLATE_NOOP("messages", "Merknad"),
    _LEFT,
    QT_TRANSLATE_NOOP("messages", "For eksempel om samtykke. Ingen helseopplysninger"),
)
INFORMERT = information_given(_CHILD)


def a_dead_patient_goes_nowhere(content: Content, facts: Facts) -> Iterator[Problem]:
    """HIS 1149: at death the state is «Som død»; a place to live does not go with it."""
    state, place = content[UTTILSTAND], content[UTSKREVET_TIL]
    if state is None or place is None or state.value not in _DEAD:
        return
    if place.value not in _SAYS_NOTHING_OF_HOME:
        yield Problem(
            "DOD_UTSKREVET_TIL",
            f"Pasienten meldes utskrevet «{state.text}» til «{place.text}». Velg «Annet» ved dødsfall.",
            Severity.WARNING,
            UTSKREVET_TIL.name,
        )


UTSKREVET = MessageType(
    code="LOG_UTSKREVET",
    title=QT_TRANSLATE_NOOP("messages", "Melding om utskrevet pasient"),
    wire_title="Melding om utskrevet pasient",
    root="p1:Pasientlogistikk",
    child="p1:MeldingOmUtskrevetPasient",
    family=Family.LOGISTIKK,
    direction=Direction.OUT,
    sections=(
        Section(
            "utskrivning",
            QT_TRANSLATE_NOOP("messages", "Utskrivning"),
            listed(
                UTSKREVET_TID,
                UTSKREVET_TIL,
                UTTILSTAND,
                UTSKREVET_TIL_MERKNAD,
                UTSKREVET_FRA,
                OM_UTSKRIVNINGEN,
                MERKNAD,
            ),
        ),
        Section("informert", QT_TRANSLATE_NOOP("messages", "Informasjon gitt"), listed(INFORMERT)),
        KONTAKT_SECTION,
        *MER_SECTIONS,
    ),
    checks=(
        not_ahead(UTSKREVET_TID, "Utskrivningen er fram i tid. Send meldingen når pasienten er utskrevet."),
        not_old(UTSKREVET_TID, "Utskrivningen"),
        not_before(
            UTSKREVET_TID,
            admitted(),
            "Utskrivningen er før innleggelsen. Rett tidspunktet.",
            "FOR_INNLEGGELSEN",
        ),
        a_dead_patient_goes_nowhere,
        whole_contact,
        children_are_under_18,
    ),
    digit=6,
    printable=False,
    receiver_service="sykepleie",
    aliases=("utskrevet", "utskrevet pasient"),
    number=7,
    also_sent=("1.5",),
)
