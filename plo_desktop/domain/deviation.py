"""The guide «Hva er galt?»: what a fault is decides where it is told; technical ones are no avvik (5.9)."""

from __future__ import annotations

from dataclasses import dataclass

from plo_desktop.base.words import QT_TRANSLATE_NOOP
from plo_desktop.domain.type_codes import AVVIK, FORESPORSEL


@dataclass(frozen=True, slots=True)
class Wrong:
    """One answer to «Hva er galt?».

    `type_code` is the message to write, empty when nothing is sent; `reason` its reason (8117). `say` is what
    the user is told. `also_internally`: remind of the hospital's own deviation system (SSHF 5.9).
    """

    key: str
    label: str
    type_code: str
    reason: str
    say: str
    also_internally: bool = False


GUIDE: tuple[Wrong, ...] = (
    Wrong(
        "feilsending",
        QT_TRANSLATE_NOOP("domain", "Meldingen er sendt til feil sted, eller gjelder feil pasient"),
        AVVIK,
        "1",
        QT_TRANSLATE_NOOP("domain", "Skriv avvik til avsenderen. Meldingen blir koblet automatisk."),
    ),
    Wrong(
        "mangler",
        QT_TRANSLATE_NOOP("domain", "Opplysninger mangler eller er uklare"),
        AVVIK,
        "2",
        QT_TRANSLATE_NOOP("domain", "Skriv hva som mangler, og hva dere trenger."),
    ),
    Wrong(
        "annet",
        QT_TRANSLATE_NOOP("domain", "Noe annet er galt med meldingen"),
        AVVIK,
        "9",
        QT_TRANSLATE_NOOP("domain", "Beskriv hva som er galt. Kliniske feil tas direkte med kommunen."),
    ),
    Wrong(
        "spor",
        QT_TRANSLATE_NOOP("domain", "Vi trenger bare å vite mer om pasienten"),
        FORESPORSEL,
        "",
        QT_TRANSLATE_NOOP("domain", "Det er ikke noe avvik. Send en forespørsel."),
    ),
    Wrong(
        "teknisk",
        QT_TRANSLATE_NOOP("domain", "Teknisk feil: meldingen kom ikke, kom flere ganger eller vises feil"),
        "",
        "",
        QT_TRANSLATE_NOOP("domain", "Meld feilen til IT. Tekniske feil sendes ikke som avvik til kommunen."),
    ),
    Wrong(
        "alvorlig",
        QT_TRANSLATE_NOOP("domain", "Alvorlig: pasienten er eller kunne blitt skadet"),
        AVVIK,
        "9",
        QT_TRANSLATE_NOOP(
            "domain", "Ring kommunen hvis det haster. Meld hendelsen i det interne avvikssystemet i tillegg."
        ),
        also_internally=True,
    ),
)


def wrong_named(key: str) -> Wrong | None:
    """Return the answer with this key, or None."""
    return next((each for each in GUIDE if each.key == key), None)
