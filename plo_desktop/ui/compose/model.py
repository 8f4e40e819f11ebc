"""What the compose screen shows, as frozen values that presenter and view share."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from plo_desktop.ui.banner_facts import BannerFacts


@dataclass(frozen=True, slots=True)
class Heading:
    """The title row. `deadline_state` is a state token, or empty for plain words."""

    title: str
    deadline_words: str
    deadline_state: str
    receiver: str


@dataclass(frozen=True, slots=True)
class SendAction:
    """The primary button and what stands beside it: `words` "Send til Alvdal", `icon` "ut"."""

    words: str
    icon: str
    may_print: bool


class CheckState(StrEnum):
    """How one line of the side column stands; the value is the state token that draws it."""

    DONE = "ferdig"
    WAITING = "venter"
    WRONG = "forfalt"
    OPEN = "ikkeenna"


@dataclass(frozen=True, slots=True)
class CheckLine:
    """One thing that was checked, with its proof below."""

    state: CheckState
    words: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Parcel:
    """One message of what will be sent: "1. Utskrivningsklar", to whom, and how far it has come."""

    title: str
    receiver: str
    line: CheckLine


@dataclass(frozen=True, slots=True)
class Side:
    """The right column of a logistic message: what will be sent, what is checked, and a note."""

    heading: str
    count: str
    parcels: tuple[Parcel, ...]
    checks: tuple[CheckLine, ...]
    note: str


@dataclass(frozen=True, slots=True)
class Frame:
    """All that does not change while the person writes."""

    banner: BannerFacts
    heading: Heading
    action: SendAction
    person: str
    number: str
    to: str
    changed_note: str
