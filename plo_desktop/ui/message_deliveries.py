"""Says how far an outgoing message has come with each of its receivers, the copies too."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from plo_desktop.domain.delivery import COPY, Delivery
from plo_desktop.domain.log_rows import MessageRow
from plo_desktop.domain.message_state import OUTGOING, Token, delivery_state
from plo_desktop.domain.receivers import deliveries_of
from plo_desktop.domain.routing import PAPER
from plo_desktop.ui import words
from plo_desktop.ui.message_words import StateFace


@dataclass(frozen=True, slots=True)
class DeliveryLine:
    """One receiver: who, as what, the state in words, when, and what its receipt says is wrong."""

    name: str
    role: str
    state: StateFace
    when: str
    errors: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """The line for a screen reader."""
        parts = (self.role, self.name, self.state.text, self.when, *self.errors)
        return ". ".join(part for part in parts if part)


def lines_of(row: MessageRow, now: datetime) -> tuple[DeliveryLine, ...]:
    """Return one line per receiver of an outgoing message; incoming and printed ones have none."""
    if row.direction != OUTGOING or row.channel == PAPER or row.is_receipt or row.cancelled_send:
        return ()
    return tuple(_line(row, each, now) for each in deliveries_of(row))


def _line(row: MessageRow, each: Delivery, now: datetime) -> DeliveryLine:
    state = delivery_state(row, each, now)
    word = state.word[:1].upper() + state.word[1:]
    unanswered = not each.status and each.handed_over_at is not None
    if state.token == Token.IKKE_LEVERT and unanswered:
        word = "Ikke kvittert" if state.word in ("overlevert", "transportkvittert") else word
    elif state.token == Token.VENTER and unanswered:
        word = f"{word}, venter på kvittering"
    when = each.at or each.handed_over_at
    return DeliveryLine(
        name=each.full_name or f"HER-id {each.her_id}",
        role="kopimottaker" if each.role == COPY else "hovedmottaker",
        state=StateFace(state.token, word, calm=state.token in (Token.FERDIG, Token.VENTER, Token.ANNET)),
        when=words.short_day_clock(when) if when else "",
        errors=each.errors or ((each.failed_reason,) if each.failed_reason and not each.status else ()),
    )
