"""Locks and unlocks the workstation; knows people and counts, never a patient."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from plo_desktop.domain.events import Locked, SignedIn
from plo_desktop.domain.log_rows import Actor
from plo_desktop.services import lock
from plo_desktop.services.desk import Desk
from plo_desktop.services.ports import Changes
from plo_desktop.ui.session import Session

ATTEMPTS = 5
PAUSE = timedelta(seconds=30)


@dataclass(frozen=True, slots=True)
class Person:
    """One person who can sign in. `note`: "2 utkast"."""

    actor: Actor
    note: str


@dataclass(frozen=True, slots=True)
class LockState:
    """What the lock screen may show."""

    people: tuple[Person, ...]
    chosen: int
    now: datetime
    locked_at: datetime
    why: str
    drafts_saved: str
    attempts_left: int
    wait_until: datetime | None


class LockPresenter:
    """Behind the lock screen. `hashes` holds each user's PIN as an scrypt hash."""

    def __init__(self, session: Session, people: Sequence[Actor], hashes: Mapping[str, str]) -> None:
        self._session = session
        self._people = tuple(people)
        self._hashes = dict(hashes)
        self._drafts: dict[str, int] = {}
        self._failed = 0
        self._wait_until: datetime | None = None
        self._locked_at = session.now()
        self._why = ""
        self.is_locked = False
        self.shown: Callable[[LockState], None] = lambda state: None
        self.opened: Callable[[Actor], None] = lambda actor: None
        self.refused: Callable[[str], None] = lambda text: None

    def lock(self, why: str) -> None:
        """Lock now; `why` stands on the screen."""
        nobody_was_here = self._session.away
        self.is_locked = True
        self._why = why
        self._locked_at = self._session.now()
        if not nobody_was_here:
            self._session.act(_noted_lock)
        self._session.leave()
        self.refresh()

    def refresh(self) -> None:
        """Count drafts again and show the screen."""

        def counted(drafts: dict[str, int]) -> None:
            self._drafts = drafts
            self.publish()

        self._session.ask(_drafts_by_owner, counted)

    def publish(self) -> None:
        """Show the screen with the present moment."""
        actor = self._session.actor
        people = tuple(Person(person, self._note(person)) for person in self._people)
        chosen = next((n for n, person in enumerate(self._people) if person.user_id == actor.user_id), 0)
        mine = self._drafts.get(actor.user_id, 0)
        saved = "" if not mine else ("Utkastet ditt er lagret." if mine == 1 else f"{mine} utkast er lagret.")
        self.shown(
            LockState(
                people,
                chosen,
                self._session.now(),
                self._locked_at,
                self._why,
                saved,
                ATTEMPTS - self._failed,
                self._wait_until,
            )
        )

    def try_pin(self, actor: Actor, pin: str) -> None:
        """Open for `actor` when the PIN is right; after five wrong ones everybody waits 30 seconds."""
        now = self._session.now()
        if self._wait_until is not None and now < self._wait_until:
            self.refused("For mange forsøk. Vent litt og prøv igjen.")
            return
        if not lock.matches(pin, self._hashes.get(actor.user_id, "")):
            self._failed += 1
            if self._failed >= ATTEMPTS:
                self._failed = 0
                self._wait_until = now + PAUSE
                self.refused("For mange forsøk. Vent 30 sekunder og prøv igjen.")
            else:
                left = ATTEMPTS - self._failed
                self.refused(f"PIN-koden er ikke riktig. {left} forsøk igjen.")
            return
        self._failed = 0
        self._wait_until = None
        self.is_locked = False
        self._session.sit_down(actor)
        self._session.act(_noted_sign_in)
        self.opened(actor)

    def _note(self, person: Actor) -> str:
        drafts = self._drafts.get(person.user_id, 0)
        return f"{drafts} utkast" if drafts else ""


def _noted_lock(desk: Desk) -> Changes:
    desk.store.append([Locked()], actor=desk.actor, at=desk.now())
    return Changes()


def _noted_sign_in(desk: Desk) -> Changes:
    desk.store.append([SignedIn()], actor=desk.actor, at=desk.now())
    return Changes()


def _drafts_by_owner(desk: Desk) -> dict[str, int]:
    counts: dict[str, int] = {}
    for draft in desk.store.drafts():
        counts[draft.owner] = counts.get(draft.owner, 0) + 1
    return counts
