"""Says how other messages hang together with the open one, and in which order they are shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from plo_desktop.base.ids import same_id
from plo_desktop.domain.log_rows import MessageRow
from plo_desktop.domain.message_state import OUTGOING
from plo_desktop.domain.references import CANCELS, CHANGES
from plo_desktop.domain.type_codes import FORESPORSEL, SVAR, UTSKRIVNINGSKLAR
from plo_desktop.ui import words
from plo_desktop.ui.message_words import StateFace, list_state, type_words

AVVIK, NOTAT, HELSEFAGLIG = "DIALOG_AVVIK", "DIALOG_NOTAT", "DIALOG_HELSEFAGLIG"
TALK = (FORESPORSEL, SVAR, AVVIK, NOTAT, HELSEFAGLIG)
SAME = "I samme tråd"

# What makes the open message void or old stands first; then what it answers, then what answers it.
_ORDER = (
    "Kansellert av",
    "Erstattet av",
    "Kansellerer",
    "Erstatter",
    "Vil kansellere",
    "Vil erstatte",
    "Svarer på",
    "Avvik på",
    "Spørsmål om",
    "Gjelder",
    "Kommunens svar",
    "Svar",
    "Avvik meldt",
    "Spørsmål stilt",
    "Tilbakemelding",
    "Viser til denne",
    SAME,
)


@dataclass(frozen=True, slots=True)
class LinkedMessage:
    """Another message: how it stands to the open one, what it is, when, and its state."""

    msg_id: str
    relation: str
    title: str
    when: str
    icon: str
    state: StateFace

    @property
    def sentence(self) -> str:
        """The line for a screen reader."""
        return f"{self.relation}: {self.title}, {self.when}. {self.state.text}"


def links_of(row: MessageRow, others: Sequence[MessageRow], now: datetime) -> tuple[LinkedMessage, ...]:
    """Return the other messages of the conversation, those that touch the open one first."""
    made = [_link(row, other, now) for other in others]
    return tuple(sorted(made, key=lambda link: _ORDER.index(link.relation)))


def _link(row: MessageRow, other: MessageRow, now: datetime) -> LinkedMessage:
    outgoing = "papir" if other.channel == "papir" else "ut"
    return LinkedMessage(
        other.msg_id,
        relation(row, other),
        type_words(other),
        words.short_day_clock(other.at),
        outgoing if other.direction == OUTGOING else "inn",
        list_state(other, now),
    )


def relation(here: MessageRow, other: MessageRow) -> str:
    """Return how `other` stands to `here`: "Erstatter", "Kansellert av", "Svar" …"""
    if _is(here.cancelled_by, other):
        return "Kansellert av"
    if _is(here.replaced_by, other):
        return "Erstattet av"
    if _is(other.cancelled_by, here):
        return "Kansellerer"
    if _is(other.replaced_by, here):
        return "Erstatter"
    if _is(here.parent, other):
        return _of_parent(here)
    if _is(other.parent, here):
        return _of_child(here, other)
    return SAME


def _is(named: str, row: MessageRow) -> bool:
    return bool(named) and same_id(named) == same_id(row.msg_id)


def _of_parent(here: MessageRow) -> str:
    if here.standing == CANCELS:
        return "Vil kansellere"
    if here.standing in CHANGES:
        return "Vil erstatte"
    if here.type_code == SVAR:
        return "Svarer på"
    return {AVVIK: "Avvik på", FORESPORSEL: "Spørsmål om"}.get(here.type_code, "Gjelder")


def _of_child(here: MessageRow, other: MessageRow) -> str:
    if other.standing in (*CHANGES, CANCELS):
        return "Viser til denne"
    if other.type_code in (NOTAT, HELSEFAGLIG):
        return "Kommunens svar" if here.type_code == UTSKRIVNINGSKLAR else "Tilbakemelding"
    if other.type_code == SVAR or here.type_code == FORESPORSEL:
        return "Svar"
    return {AVVIK: "Avvik meldt", FORESPORSEL: "Spørsmål stilt"}.get(other.type_code, "Viser til denne")


def answered_by(question: MessageRow, others: Sequence[MessageRow]) -> MessageRow | None:
    """Return the first answer to a question, or None while it waits."""
    answers = [each for each in others if _is(each.parent, question) and each.type_code != AVVIK]
    standing = [each for each in answers if each.standing != CANCELS and not each.cancelled_send]
    return min(standing, key=lambda each: (each.at, each.seq), default=None)
