"""Who is signed in, where work is done and who is told what changed; what presenters share."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from plo_desktop.base.clock import Clock
from plo_desktop.domain.addresses import AddressBook
from plo_desktop.domain.log_rows import Actor
from plo_desktop.domain.ward import Ward
from plo_desktop.services.desk import Desk
from plo_desktop.services.ports import Changes
from plo_desktop.ui.lanes import Failed, Lanes

T = TypeVar("T")


class Session:
    """The signed-in user at this workstation."""

    def __init__(self, lanes: Lanes, clock: Clock, actor: Actor, ward: Ward, addresses: AddressBook) -> None:
        self._lanes = lanes
        self._clock = clock
        self._listeners: list[Callable[[Changes], None]] = []
        self._sitting = 0
        self.actor = actor
        self.away = False
        self.people: tuple[Actor, ...] = ()
        self.ward = ward
        self.addresses = addresses

    def leave(self) -> None:
        """The workstation was locked: nobody is at it, and what was asked for is nobody's to see."""
        self.away = True
        self._sitting += 1

    def sit_down(self, actor: Actor) -> None:
        """Somebody signed in."""
        self.away = False
        self.actor = actor

    def now(self) -> datetime:
        """Return the present moment in UTC."""
        return self._clock.now()

    def ask(self, work: Callable[[Desk], T], done: Callable[[T], None], failed: Failed | None = None) -> None:
        """Read from the log for the signed-in user."""
        self._lanes.store(self.actor, work, done, failed)

    def ask_here(self, work: Callable[[Desk], T], done: Callable[[T], None]) -> None:
        """Read what opens a sheet by itself: dropped when the workstation was locked meanwhile."""
        sitting = self._sitting
        self.ask(work, lambda answer: done(answer) if sitting == self._sitting else None)

    def act(
        self,
        work: Callable[[Desk], Changes],
        done: Callable[[Changes], None] | None = None,
        failed: Failed | None = None,
        actor: Actor | None = None,
    ) -> None:
        """Do an act for the signed-in user (or the `actor` who asked for it), then tell what changed."""

        def finished(changes: Changes) -> None:
            if done is not None:
                done(changes)
            if changes != Changes():
                self.tell(changes)

        self._lanes.store(actor or self.actor, work, finished, failed)

    def listen(self, listener: Callable[[Changes], None]) -> None:
        """Call `listener` after everything that changed the log."""
        self._listeners.append(listener)

    def tell(self, changes: Changes) -> None:
        """Tell all listeners what changed."""
        for listener in self._listeners:
            listener(changes)

    def name_of(self, user_id: str) -> str:
        """Return what the ward calls a user; somebody who is no longer in its configuration, by id."""
        known = (person.short_name for person in (*self.people, self.actor) if person.user_id == user_id)
        return next(known, user_id)

    def channel_of(self, kommune: str) -> str:
        """Return "elektronisk", "papir", or "ikke koblet" for a kommune's name."""
        card = self.addresses.find(kommune) if kommune else None
        if card is None:
            return "ikke koblet"
        return "elektronisk" if card.electronic else "papir"
