"""What stopped a message: what happened, what follows from it, what to do now, and the code for support."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from plo_desktop.domain.delivery import COPY, REFUSED_STATUS, Delivery
from plo_desktop.domain.log_rows import MessageRow
from plo_desktop.domain.message_state import (
    OUTGOING,
    UNCONFIRMED_AFTER,
    Receipt,
    Way,
    accepted_by_receiver,
    receipt_of,
    refused_by_receiver,
    way_of,
)
from plo_desktop.services.kommunes_answer import Proposal
from plo_desktop.ui import words


@dataclass(frozen=True, slots=True)
class MessageProblem:
    """`state` gives the colour of the edge; `mend` tells that the message can be written and sent anew."""

    state: str
    what: str
    follows: str
    step: str
    code: str = ""
    mend: bool = False


def problem_of(row: MessageRow, now: datetime, phone: str) -> MessageProblem | None:
    """Return what is wrong with a message at `now`, or None. `phone` is the other side's, if known."""
    if row.cancelled_by:
        return MessageProblem(
            "annet",
            "Meldingen er kansellert og gjelder ikke lenger.",
            "Den kan leses, men skal ikke brukes. Er noe gjort etter den, må det vurderes på nytt.",
            "Åpne kanselleringen for å se begrunnelsen.",
        )
    if row.replaced_by:
        return MessageProblem(
            "annet",
            "Meldingen er erstattet av en nyere versjon.",
            "Dette er den gamle teksten.",
            "Åpne den nye versjonen for å se hva som gjelder.",
        )
    return _outgoing(row, now, phone) if row.direction == OUTGOING else _incoming(row, phone)


# A stay may have been found since; whether one is missing now is said as a problem with its own step.
_NO_STAY = "Pasienten har ikke noe opphold"


def warnings_of(row: MessageRow) -> tuple[str, ...]:
    """Return what the reader must check before the message is used: patient, number, reference (R-03)."""
    return tuple(each for each in dict.fromkeys(row.warnings) if not each.startswith(_NO_STAY))


def unregistered(proposal: Proposal) -> MessageProblem:
    """Return what is to be done with a message that seems to be the municipality's answer."""
    day = f" {words.weekday_day(proposal.from_on)}" if proposal.from_on else ""
    known = bool(proposal.answer)
    return MessageProblem(
        "venter",
        f"Lest som svar: {proposal.answer}{day}." if known else "Kommunens svar på utskrivningsklar.",
        "Svaret er ikke registrert på oppholdet ennå.",
        f"Les meldingen, og {'registrer' if known else 'velg'} svaret.",
    )


def _ring(row: MessageRow, phone: str) -> str:
    whom = row.counterpart or "avsenderen"
    return f"Ring {whom}, telefon {phone}" if phone else f"Ring {whom}"


def _incoming(row: MessageRow, phone: str) -> MessageProblem | None:
    if row.quarantine:
        return MessageProblem(
            "ikkelevert",
            f"Vi kunne ikke ta inn meldingen: {row.reason or row.quarantine}",
            "Innholdet er bevart uendret. Ingen har fått vite hva det gjelder.",
            f"{_ring(row, phone)}, og be IT se på råmeldingen.",
            row.quarantine,
        )
    if row.refused_codes:
        return MessageProblem(
            "ikkelevert",
            f"Vi avviste meldingen: {row.reason}",
            "Avsenderen har fått negativ kvittering og må rette og sende på nytt.",
            f"{_ring(row, phone)} hvis det haster.",
            ", ".join(row.refused_codes),
        )
    if row.triage and not row.stay_id:
        return MessageProblem(
            "snart",
            f"Meldingen er ikke knyttet til et opphold: {row.triage}.",
            "Den er tatt imot og kvittert, men står ikke hos noen pasient.",
            "Kontroller navn og nummer, og knytt den til riktig opphold.",
        )
    return None


def _outgoing(row: MessageRow, now: datetime, phone: str) -> MessageProblem | None:
    ring = _ring(row, phone)
    who = row.counterpart or "Mottakeren"
    again = "Rett meldingen og send den på nytt, eller skriv den ut."
    if refused_by_receiver(row):
        codes, said = _split(row.apprec_errors)
        return MessageProblem(
            "ikkelevert",
            f"{who} avviste meldingen: {said}" if said else f"{who} avviste meldingen.",
            "Kommunen har ikke fått ansvaret. Det er fortsatt vårt.",
            f"{again} {ring} hvis det haster.",
            codes,
            mend=bool(row.stay_id),
        )
    refused = [each for each in row.deliveries if each.role == COPY and each.status == REFUSED_STATUS]
    if refused:
        return _copies_refused(row, refused)
    way = way_of(row, now)
    if way is Way.GIVEN_UP:
        return MessageProblem(
            "ikkelevert",
            f"Meldingen kom ikke fram: {row.failed_reason}"
            if row.failed_reason
            else "Meldingen kom ikke fram.",
            "Kommunen har ikke fått den, og programmet prøver ikke igjen.",
            f"{again} {ring} hvis det haster.",
            mend=bool(row.stay_id),
        )
    sent = row.handed_over_at
    if receipt_of(row, now) is Receipt.TIMED_OUT:
        return MessageProblem(
            "ikkelevert",
            f"{who} har ikke svart på 96 timer.",
            "Vi kan ikke si at kommunen er varslet.",
            f"{ring}, og skriv meldingen ut.",
        )
    if way in (Way.HANDED_OVER, Way.CONFIRMED) and sent is not None and receipt_of(row, now) is Receipt.NONE:
        if now - sent < UNCONFIRMED_AFTER:
            return None
        return MessageProblem(
            "ikkelevert",
            f"{who} har ikke bekreftet meldingen.",
            f"Den ble sendt {words.clock(sent)}. Uten kvittering kan vi ikke si at kommunen er varslet.",
            f"{ring}, eller skriv meldingen ut. Kvitteringen kan fortsatt komme.",
        )
    if way is Way.OUTBOX and row.failed_reason:
        return MessageProblem(
            "ikkelevert",
            f"Meldingen er ikke sendt: {row.failed_reason}",
            "Programmet prøver igjen med den samme meldingen. Den kommer ikke fram to ganger.",
            f"{ring} hvis det haster.",
        )
    return None


def _copies_refused(row: MessageRow, refused: Sequence[Delivery]) -> MessageProblem:
    """Return what is wrong when the receiver may have the message, and a copy receiver has not (A-05)."""
    names = " og ".join(each.full_name for each in refused)
    codes, said = _split(tuple(error for each in refused for error in each.errors))
    accepted = accepted_by_receiver(row)
    follows = f"{row.counterpart} har fått meldingen. " if accepted else ""
    return MessageProblem(
        "ikkelevert",
        f"Kopien til {names} ble avvist: {said}" if said else f"Kopien til {names} ble avvist.",
        f"{follows}Kopimottakeren har ikke fått den.",
        "Ring kopimottakeren, eller skriv meldingen ut til den.",
        codes,
    )


def _split(errors: tuple[str, ...]) -> tuple[str, str]:
    """Return codes and words of receipt errors such as "E21 Mottaker finnes ikke: 91090"."""
    codes, said = [], []
    for error in errors:
        code, _, rest = error.partition(" ")
        is_code = len(code) <= 4 and any(letter.isdigit() for letter in code)
        codes.append(code if is_code else "")
        said.append(rest if is_code and rest else error)
    return ", ".join(filter(None, codes)), "; ".join(said)
