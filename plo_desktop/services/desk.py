"""What an act needs around it: the log, the moment, who acts, where, and how the ward is set up."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from plo_desktop.base.clock import Clock
from plo_desktop.base.errors import NotPossible
from plo_desktop.domain.addresses import AddressBook
from plo_desktop.domain.deadline_rules import DeadlineSettings, standard_settings
from plo_desktop.domain.log_rows import Actor, MessageRow
from plo_desktop.domain.phrases import Phrase
from plo_desktop.domain.ward import Ward
from plo_desktop.services.ports import Store

TRIAGE, REFUSE = "triage", "refuse"


@dataclass(frozen=True, slots=True)
class DeskSettings:
    """How the ward is set up. `unknown_service`: "triage" or "refuse"; `processing`: code 8213 or empty."""

    deadlines: DeadlineSettings = field(default_factory=standard_settings)
    unknown_service: str = TRIAGE
    hold: timedelta = timedelta(seconds=10)
    processing: str = ""
    lock_after: timedelta = timedelta(minutes=5)
    phrases: tuple[Phrase, ...] = ()


@dataclass(frozen=True, slots=True)
class Desk:
    """One user at one workstation with the ward's log."""

    store: Store
    clock: Clock
    actor: Actor
    workstation: str
    ward: Ward
    addresses: AddressBook
    settings: DeskSettings = field(default_factory=DeskSettings)

    def as_actor(self, actor: Actor) -> Desk:
        """Return the same desk with another person at it."""
        return replace(self, actor=actor)

    def now(self) -> datetime:
        """Return the present moment in UTC."""
        return self.clock.now()

    def message(self, msg_id: str) -> MessageRow:
        """Return a message of the log. Raises NotPossible when it is not there."""
        row = self.store.message(msg_id)
        if row is None:
            raise NotPossible("UKJENT_MELDING", "Meldingen finnes ikke i loggen.", "Hent listen på nytt.")
        return row
