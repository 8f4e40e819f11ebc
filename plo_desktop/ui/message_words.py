"""How one message of the log is said in lists and heads: its chip, its lines, who it went between."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from plo_desktop.domain.deadlines import FORFALT, SNART, limits, state_at
from plo_desktop.domain.log_rows import MessageRow
from plo_desktop.domain.message_state import INCOMING, Token, needs_signature, state_words
from plo_desktop.ui import words

_SIGN_RULE = "signer-innkommende"
_STANDINGS = {"N": "Ny", "M": "Endring", "O": "Endring", "C": "Kansellering"}


@dataclass(frozen=True, slots=True)
class StateFace:
    """A state to show: token, words, and whether it is quiet (icon and words without a fill)."""

    state: str
    text: str
    calm: bool = False
    icon: str = ""


def signature_state(row: MessageRow, now: datetime) -> StateFace:
    """Return how an unsigned message stands to its 24 hours: "forfalt 2 t 10 min"."""
    bounds = limits(_SIGN_RULE, row.at)
    state = state_at(bounds, now)
    if state == FORFALT:
        return StateFace("forfalt", f"forfalt {words.duration(now - bounds.hard)}")
    if state == SNART:
        return StateFace("snart", f"frist om {words.duration(bounds.hard - now)}")
    return StateFace("venter", f"frist {words.until(bounds.hard, now)}")


def head_state(row: MessageRow, now: datetime) -> StateFace:
    """Return the chip beside the title of an opened message."""
    if needs_signature(row):
        face = signature_state(row, now)
        return StateFace(face.state, f"Usignert, {face.text}")
    return list_state(row, now)


def list_state(row: MessageRow, now: datetime) -> StateFace:
    """Return the state of a row in the log: urgent and waiting ones are filled, others quiet."""
    if needs_signature(row) and not row.cancelled_by and not row.replaced_by:
        if row.triage:
            return StateFace("annet", "Ikke knyttet", icon="info")
        face = signature_state(row, now)
        if face.state in ("forfalt", "snart"):
            return StateFace(
                face.state, f"Usignert, {face.text}" if face.state == "snart" else f"F{face.text[1:]}"
            )
        word = "Ulest" if not row.opened_at else "Lest, usignert"
        return StateFace("venter", word, calm=True, icon="innboks" if not row.opened_at else "")
    state = state_words(row, now)
    word = state.word[:1].upper() + state.word[1:]
    if state.word in ("endret", "kansellert"):
        return StateFace("annet", word, calm=True, icon="endret" if state.word == "endret" else "stans")
    if state.word == "kvittert" and row.apprec_at:
        return StateFace("ferdig", f"Kvittert {_when(row.apprec_at, row.at)}", calm=True)
    if state.word == "signert" and row.signed_at:
        return StateFace("ferdig", f"Signert {row.signed_by} {_when(row.signed_at, row.at)}", calm=True)
    if state.token == Token.IKKE_LEVERT and row.handed_over_at and not row.apprec_status:
        return StateFace("ikkelevert", f"Ikke levert {words.duration(now - row.handed_over_at)}")
    if state.token == Token.VENTER and row.handed_over_at:
        return StateFace("venter", "Venter på kvittering", calm=True)
    return StateFace(state.token, word, calm=state.token in ("ferdig", "utkast", "annet", "venter"))


def _when(moment: datetime, other: datetime) -> str:
    same_day = words.local(moment).date() == words.local(other).date()
    return words.clock(moment) if same_day else words.short_day(words.local(moment).date())


def standing_words(standing: str, version: str) -> str:
    """Return "Ny, versjon 1.6"; a change or a cancellation is said by its own tag."""
    word = "Ny" if standing in ("", "N") else ""
    return ", ".join(part for part in (word, f"versjon {version}" if version else "") if part)


def tags_of(row: MessageRow, marks: tuple[str, ...]) -> tuple[str, ...]:
    """Return the loud words beside the title: change, cancellation, copy to us, test (R-01, R-02, R-11)."""
    standing = _STANDINGS.get(row.standing, "") if row.standing not in ("", "N") else ""
    return tuple(word.upper() for word in (standing, *marks) if word)


def between(row: MessageRow) -> str:
    """Return "Fra Alvdal kommune, Sykepleietjeneste, til PLO innleggelse somatikk"."""
    other = (
        ", ".join(part for part in (row.counterpart, row.counterpart_service) if part) or "ukjent avsender"
    )
    if row.direction == INCOMING:
        return f"Fra {other}" + (f", til {row.our_service}" if row.our_service else "")
    return f"Til {other}" + (f", fra {row.our_service}" if row.our_service else "")


def history(row: MessageRow, holder: str) -> str:
    """Return when it came or went, who has read it and who is responsible (`holder`)."""
    if row.direction == INCOMING:
        parts = [f"Mottatt {words.day_clock(row.at)}"]
        if row.opened_at:
            parts.append(f"Lest av {row.opened_by} {words.short_day_clock(row.opened_at)}")
        if row.signed_at:
            parts.append(f"Signert av {row.signed_by} {words.short_day_clock(row.signed_at)}")
        else:
            parts.append(f"Ansvarlig: {holder or 'ingen'}")
        return ". ".join(parts)
    parts = [f"Laget {words.day_clock(row.at)}"]
    if row.approved_by:
        parts.append(f"Godkjent av {row.approved_by}")
    if row.handed_over_at:
        parts.append(f"Sendt {words.clock(row.handed_over_at)}")
    if row.apprec_at:
        parts.append(f"Svar fra mottakeren {words.short_day_clock(row.apprec_at)}")
    if row.printed:
        parts.append(f"Skrevet ut {row.printed} {'gang' if row.printed == 1 else 'ganger'}")
    return ". ".join(parts)


def question_state(row: MessageRow, answered_at: datetime | None, now: datetime) -> StateFace:
    """Return whether a question is answered, and for how long it has waited; a question of theirs too."""
    if answered_at is not None:
        return StateFace("ferdig", f"Besvart {_when(answered_at, row.at)}", calm=True)
    return StateFace("venter", f"Ubesvart {words.duration(now - (row.handed_over_at or row.at))}")


def list_name(name: str) -> str:
    """Return a name as lists show it; a message without patient says so."""
    return name or "Uten pasient"


def type_words(row: MessageRow) -> str:
    """Return the type as a list shows it, without the word Melding that all of them are."""
    mark = {"M": ", endring", "O": ", endring", "C": ", kansellering"}.get(row.standing, "")
    return _short_title(row) + mark


def line_words(row: MessageRow) -> str:
    """Return the type as a narrow column shows it: what may be cut off stands last."""
    mark = {"M": "Endring: ", "O": "Endring: ", "C": "Kansellering: "}.get(row.standing, "")
    return f"Kopi: {mark}{_short_title(row)}" if row.as_copy else f"{mark}{_short_title(row)}"


def _short_title(row: MessageRow) -> str:
    title = row.title.removeprefix("Melding om ")
    return title[:1].upper() + title[1:] if title else "Ukjent meldingstype"
