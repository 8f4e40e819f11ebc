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


ALONE, BACK, RETURN, FETCH = "alene", "forrige", "tilbake", "hent"
"""What the buttons beside the primary do: send without the report, step back, give or fetch back."""


@dataclass(frozen=True, slots=True)
class OtherAction:
    """A button beside the primary; `id` is ALONE, BACK, RETURN or FETCH."""

    id: str
    words: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class SendAction:
    """The primary button and what stands beside it: `words` "Send til Alvdal", `icon` "ut", `key` its key."""

    words: str
    icon: str
    may_print: bool
    key: str = "Ctrl+Enter"
    others: tuple[OtherAction, ...] = ()


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
class StepFace:
    """One step of a package: its title, what it holds, and whether it is ready to be sent."""

    title: str
    line: str
    done: bool


@dataclass(frozen=True, slots=True)
class Steps:
    """The bar over a package of two messages; `current` is 0 or 1."""

    faces: tuple[StepFace, StepFace]
    current: int


@dataclass(frozen=True, slots=True)
class Note:
    """Words above the form: a quoted question, who prepared the message, why it came back."""

    title: str
    text: str
    icon: str = "info"


@dataclass(frozen=True, slots=True)
class Above:
    """What stands over the fields, inside the page.

    `kommuner` are to choose among when the patient has none; `agreements` is None where nobody asks.
    """

    notes: tuple[Note, ...] = ()
    kommuner: tuple[str, ...] = ()
    agreements: bool | None = None


@dataclass(frozen=True, slots=True)
class CopyChoice:
    """Somebody whom the message, or a copy of it, may go to; `key` is what the draft remembers."""

    key: str
    name: str
    chosen: bool


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
