"""Turns a message's raw axes (way, receipt, reading) into the one word that everybody sees; never stored.

The table below is the whole rule: `docs/states.md` is printed from it (product.md 4, HITS 1171). A message
with several receivers is as well off as the worst of them (process-rules T-10).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from types import MappingProxyType

from plo_desktop.base.clock import to_oslo
from plo_desktop.domain import delivery
from plo_desktop.domain.deadlines import FORFALT, SNART, limits, state_at
from plo_desktop.domain.delivery import Delivery
from plo_desktop.domain.log_rows import MessageRow
from plo_desktop.domain.receivers import deliveries_of, primary

OUTGOING = "ut"
INCOMING = "inn"
APPREC_TYPE = "APPREC"
OK_STATUSES = delivery.OK_STATUSES
REFUSED_STATUS = delivery.REFUSED_STATUS
NO_ANSWER_AFTER = timedelta(hours=96)
"""Counted from GenDate, for each receiver, however long the message waited here (A-03, HIS 80415 3.3.6)."""
UNCONFIRMED_AFTER = timedelta(minutes=15)


class Way(StrEnum):
    """How far an outgoing message has come on its way."""

    HELD = "holdes i 10 s"
    OUTBOX = "i utboksen"
    HANDED_OVER = "meldingsserveren har den"
    CONFIRMED = "mottakerens meldingsserver har den"
    GIVEN_UP = "transporten ga opp"
    TO_PRINT = "skal på papir"
    PRINTED = "er på papir"
    TAKEN_BACK = "angret før den gikk"


class Receipt(StrEnum):
    """What the receiver's system has said."""

    NONE = "ingen"
    OK = "AppRec OK"
    REFUSED = "AppRec avvist"
    TIMED_OUT = "ingen på 96 timer"


class Reading(StrEnum):
    """How far an incoming message has come with us."""

    QUARANTINED = "kunne ikke tas inn"
    REFUSED = "avvist av oss"
    ARRIVED = "ikke åpnet"
    OPENED = "åpnet"
    TAKEN = "noen har ansvaret"
    SIGNED = "signert"
    RECEIPT = "er selv en kvittering"


class Token(StrEnum):
    """The six state tokens of the screens, and the neutral one (ux.md b6)."""

    FORFALT = "forfalt"
    SNART = "snart"
    VENTER = "venter"
    IKKE_LEVERT = "ikkelevert"
    FERDIG = "ferdig"
    UTKAST = "utkast"
    ANNET = "annet"


@dataclass(frozen=True, slots=True)
class StateWord:
    """What a message's state is called, which token it wears, and one line more."""

    word: str
    token: str
    detail: str = ""


_I_UTBOKS = ("i utboks", Token.VENTER)
_BLITT_LIGGENDE = ("i utboks", Token.IKKE_LEVERT)
_OVERLEVERT = ("overlevert", Token.VENTER)
_TRANSPORTKVITTERT = ("transportkvittert", Token.VENTER)
_KVITTERT = ("kvittert", Token.FERDIG)
_AVVIST = ("avvist", Token.IKKE_LEVERT)
_IKKE_LEVERT = ("ikke levert", Token.IKKE_LEVERT)
_UTEN_SVAR = ("uten svar", Token.IKKE_LEVERT)
_TIL_UTSKRIFT = ("til utskrift", Token.VENTER)
_SKREVET_UT = ("skrevet ut", Token.FERDIG)
_ANGRET = ("angret", Token.UTKAST)

OUTGOING_STATES: Mapping[tuple[Way, Receipt], tuple[str, Token]] = MappingProxyType(
    {
        (Way.HELD, Receipt.NONE): _I_UTBOKS,
        (Way.HELD, Receipt.OK): _KVITTERT,
        (Way.HELD, Receipt.REFUSED): _AVVIST,
        (Way.HELD, Receipt.TIMED_OUT): _I_UTBOKS,
        (Way.OUTBOX, Receipt.NONE): _I_UTBOKS,
        # An answer proves that an attempt got through, whatever the sending side believed.
        (Way.OUTBOX, Receipt.OK): _KVITTERT,
        (Way.OUTBOX, Receipt.REFUSED): _AVVIST,
        # It still goes when the way is open again; until then the receiver knows nothing.
        (Way.OUTBOX, Receipt.TIMED_OUT): _BLITT_LIGGENDE,
        (Way.HANDED_OVER, Receipt.NONE): _OVERLEVERT,
        (Way.HANDED_OVER, Receipt.OK): _KVITTERT,
        (Way.HANDED_OVER, Receipt.REFUSED): _AVVIST,
        (Way.HANDED_OVER, Receipt.TIMED_OUT): _UTEN_SVAR,
        (Way.CONFIRMED, Receipt.NONE): _TRANSPORTKVITTERT,
        (Way.CONFIRMED, Receipt.OK): _KVITTERT,
        (Way.CONFIRMED, Receipt.REFUSED): _AVVIST,
        (Way.CONFIRMED, Receipt.TIMED_OUT): _UTEN_SVAR,
        (Way.GIVEN_UP, Receipt.NONE): _IKKE_LEVERT,
        (Way.GIVEN_UP, Receipt.OK): _KVITTERT,
        (Way.GIVEN_UP, Receipt.REFUSED): _AVVIST,
        (Way.GIVEN_UP, Receipt.TIMED_OUT): _IKKE_LEVERT,
        (Way.TO_PRINT, Receipt.NONE): _TIL_UTSKRIFT,
        (Way.TO_PRINT, Receipt.OK): _KVITTERT,
        (Way.TO_PRINT, Receipt.REFUSED): _AVVIST,
        (Way.TO_PRINT, Receipt.TIMED_OUT): _TIL_UTSKRIFT,
        (Way.PRINTED, Receipt.NONE): _SKREVET_UT,
        (Way.PRINTED, Receipt.OK): _KVITTERT,
        (Way.PRINTED, Receipt.REFUSED): _AVVIST,
        (Way.PRINTED, Receipt.TIMED_OUT): _SKREVET_UT,
        (Way.TAKEN_BACK, Receipt.NONE): _ANGRET,
        (Way.TAKEN_BACK, Receipt.OK): _KVITTERT,
        (Way.TAKEN_BACK, Receipt.REFUSED): _AVVIST,
        (Way.TAKEN_BACK, Receipt.TIMED_OUT): _ANGRET,
    }
)

WORST_FIRST = (
    *("avvist", "ikke levert", "uten svar", "til utskrift", "i utboks", "overlevert", "transportkvittert"),
    *("angret", "skrevet ut", "kvittert"),
)
"""Which receiver's word a message with several of them wears."""

INCOMING_STATES: Mapping[Reading, tuple[str, Token]] = MappingProxyType(
    {
        Reading.QUARANTINED: ("karantene", Token.IKKE_LEVERT),
        Reading.REFUSED: ("avvist", Token.IKKE_LEVERT),
        Reading.ARRIVED: ("mottatt", Token.VENTER),
        Reading.OPENED: ("lest", Token.VENTER),
        Reading.TAKEN: ("ansvar tatt", Token.VENTER),
        Reading.SIGNED: ("signert", Token.FERDIG),
        Reading.RECEIPT: ("mottatt", Token.FERDIG),
    }
)

UTKAST = StateWord("utkast", Token.UTKAST)
TIL_GODKJENNING = StateWord("til godkjenning", Token.UTKAST)
GODKJENT = StateWord("godkjent", Token.UTKAST)


def accepted_by_receiver(row: MessageRow) -> bool:
    """Tell whether the receiver itself, whatever copy receivers say, has taken over responsibility.

    Only an AppRec OK proves it (HITS 1171 §9).
    """
    return primary(row).status in OK_STATUSES


def refused_by_receiver(row: MessageRow) -> bool:
    """Tell whether the receiver itself has refused the message; a copy's refusal leaves it standing."""
    return primary(row).status == REFUSED_STATUS


def _is_receipt(row: MessageRow) -> bool:
    return row.is_receipt or row.type_code == APPREC_TYPE


def way_of(row: MessageRow, now: datetime) -> Way:
    """Return how far an outgoing message has come at `now`, with the receiver who is worst off."""
    return _worst(row, now)[1]


def receipt_of(row: MessageRow, now: datetime) -> Receipt:
    """Return what the receiver who is worst off has said of an outgoing message at `now`."""
    return _worst(row, now)[2]


def _way_to(row: MessageRow, one: Delivery, now: datetime) -> Way:
    if row.cancelled_send:
        return Way.TAKEN_BACK
    if row.channel == "papir":
        return Way.PRINTED if row.printed else Way.TO_PRINT
    if one.failed_finally:
        return Way.GIVEN_UP
    if one.confirmed_at is not None:
        return Way.CONFIRMED
    if one.handed_over_at is not None:
        return Way.HANDED_OVER
    return Way.HELD if row.not_before is not None and now < row.not_before else Way.OUTBOX


def _receipt_from(row: MessageRow, one: Delivery, now: datetime) -> Receipt:
    if one.status in OK_STATUSES:
        return Receipt.OK
    if one.status == REFUSED_STATUS:
        return Receipt.REFUSED
    overdue = now - (row.generated_at or row.at) >= NO_ANSWER_AFTER
    return Receipt.TIMED_OUT if overdue and not _is_receipt(row) else Receipt.NONE


def delivery_state(row: MessageRow, one: Delivery, now: datetime) -> StateWord:
    """Return the word, the token and a line of detail for one receiver of an outgoing message."""
    way, receipt = _way_to(row, one, now), _receipt_from(row, one, now)
    word, token = OUTGOING_STATES[way, receipt]
    if _is_receipt(row) and way in (Way.HANDED_OVER, Way.CONFIRMED):
        return StateWord(word, Token.FERDIG)
    if receipt is Receipt.OK:
        return StateWord(word, token, "; ".join((_clock(one.at), *one.errors)))
    if receipt is Receipt.REFUSED:
        return StateWord(word, token, "; ".join(one.errors))
    if way is Way.GIVEN_UP:
        return StateWord(word, token, one.failed_reason)
    if way is Way.OUTBOX and one.failed_reason:
        return StateWord(word, token, one.failed_reason)
    since = one.handed_over_at
    if since is not None and token is Token.VENTER and now - since >= UNCONFIRMED_AFTER:
        return StateWord(word, Token.IKKE_LEVERT, f"ikke kvittert siden {_clock(since)}")
    return StateWord(word, token)


def unreached(row: MessageRow, now: datetime) -> tuple[tuple[Delivery, StateWord], ...]:
    """Return the receivers of an outgoing message who need action, each with its state (T-10, A-05)."""
    found = ((one, delivery_state(row, one, now)) for one in deliveries_of(row))
    return tuple((one, state) for one, state in found if state.token == Token.IKKE_LEVERT)


def _worst(row: MessageRow, now: datetime) -> tuple[Delivery, Way, Receipt]:
    one = min(deliveries_of(row), key=lambda each: WORST_FIRST.index(delivery_state(row, each, now).word))
    return one, _way_to(row, one, now), _receipt_from(row, one, now)


def reading_of(row: MessageRow) -> Reading:
    """Return how far an incoming message has come with us."""
    if row.quarantine:
        return Reading.QUARANTINED
    if row.refused_codes:
        return Reading.REFUSED
    if _is_receipt(row):
        return Reading.RECEIPT
    if row.signed_at is not None:
        return Reading.SIGNED
    if row.responsible:
        return Reading.TAKEN
    return Reading.OPENED if row.opened_at is not None else Reading.ARRIVED


def needs_signature(row: MessageRow) -> bool:
    """Tell whether the message waits for a signature.

    Receipts and what we did not take in never do, nor what its sender has cancelled or replaced: then the
    cancellation or the new version is what must be read and signed (S-07, S-08).
    """
    if row.direction != INCOMING or row.cancelled_by or row.replaced_by:
        return False
    return reading_of(row) in (Reading.ARRIVED, Reading.OPENED, Reading.TAKEN)


def state_words(row: MessageRow, now: datetime) -> StateWord:
    """Return the word, the token and a line of detail for one message of the log at `now`."""
    plain = _outgoing(row, now) if row.direction == OUTGOING else _incoming(row, now)
    if row.cancelled_by:
        return StateWord("kansellert", Token.ANNET, plain.word)
    if row.replaced_by:
        return StateWord("endret", Token.ANNET, plain.word)
    return plain


def _outgoing(row: MessageRow, now: datetime) -> StateWord:
    receivers = deliveries_of(row)
    one, _, _ = _worst(row, now)
    state = delivery_state(row, one, now)
    if len(receivers) == 1:
        return state
    accepted = sum(each.status in OK_STATUSES for each in receivers)
    if accepted == len(receivers):
        return StateWord(state.word, state.token, _clock(row.apprec_at))
    who = f"{one.full_name}: {state.detail}" if state.detail else one.full_name
    return StateWord(state.word, state.token, f"{who} ({accepted} av {len(receivers)} har kvittert)")


def _incoming(row: MessageRow, now: datetime) -> StateWord:
    reading = reading_of(row)
    word, token = INCOMING_STATES[reading]
    match reading:
        case Reading.QUARANTINED | Reading.REFUSED:
            return StateWord(word, token, row.reason or row.quarantine or ", ".join(row.refused_codes))
        case Reading.SIGNED:
            return StateWord(word, token, f"{row.signed_by} {_clock(row.signed_at)}".strip())
        case Reading.TAKEN:
            detail = row.responsible
        case Reading.OPENED:
            detail = f"{row.opened_by} {_clock(row.opened_at)}".strip()
        case _:
            detail = row.triage
    if needs_signature(row):
        urgency = state_at(limits("signer-innkommende", row.at), now)
        token = {FORFALT: Token.FORFALT, SNART: Token.SNART}.get(urgency, token)
    return StateWord(word, token, detail)


def _clock(moment: datetime | None) -> str:
    return f"{to_oslo(moment):%d.%m.%Y %H:%M}" if moment else ""


def states_page() -> str:
    """Return the table as the page `docs/states.md`."""
    lines = [
        "# Tilstander",
        "",
        "Skrevet ut av `plo_desktop.domain.message_state.states_page()`; en test sier fra når siden er",
        "gammel. Ordet regnes ut når det vises og lagres aldri.",
        "Bare «kvittert» betyr at ansvaret er flyttet.",
        "",
        "## Før sending",
        "",
        "| ord | merke |",
        "|---|---|",
        *(f"| {state.word} | {state.token} |" for state in (UTKAST, TIL_GODKJENNING, GODKJENT)),
        "",
        "## Utgående",
        "",
        "| transport | " + " | ".join(receipt.value for receipt in Receipt) + " |",
        "|---" * (len(Receipt) + 1) + "|",
    ]
    for way in Way:
        cells = (OUTGOING_STATES[way, receipt] for receipt in Receipt)
        lines.append(f"| {way.value} | " + " | ".join(f"{word} ({token})" for word, token in cells) + " |")
    lines += ["", "## Innkommende", "", "| hos oss | ord | merke |", "|---|---|---|"]
    for reading, (word, token) in INCOMING_STATES.items():
        lines.append(f"| {reading.value} | {word} | {token} |")
    lines += [
        "",
        "En melding som er kansellert eller endret av en senere, heter «kansellert» eller «endret» med",
        "det gamle ordet som forklaring. En usignert melding bærer merket «snart» eller «forfalt» etter",
        "fristen for signering.",
        "En sendt melding uten kvittering bærer merket «ikkelevert» etter 15 minutter.",
        "",
        "## Flere mottakere",
        "",
        "Tabellen gjelder hver mottaker for seg. Meldingen bærer ordet til den som er dårligst stilt:",
        f"{', '.join(WORST_FIRST)}.",
        "Den er «kvittert» først når alle har kvittert. De 96 timene regnes fra meldingens GenDate for hver",
        "mottaker, også mens den venter i utboksen. Den første kvitteringen fra en mottaker står; en OK",
        "etter de 96 timene gjør meldingen kvittert. AppRec-status 3 (OK med merknader) er OK.",
        "",
    ]
    return "\n".join(lines)
