"""Fetches the ward's patients and the story of the one that is chosen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from plo_desktop.base.errors import UserError
from plo_desktop.domain.log_rows import DraftRow, MessageFilter, MessageRow, StayRow
from plo_desktop.services import admit, sign
from plo_desktop.services.desk import Desk
from plo_desktop.services.ports import Changes
from plo_desktop.ui import words
from plo_desktop.ui.banner_facts import BannerFacts, of_stay
from plo_desktop.ui.name_alike import same_names
from plo_desktop.ui.session import Session
from plo_desktop.ui.stay.story import (
    Card,
    DayHead,
    NextStep,
    StoryEvent,
    answer_card,
    by_day,
    by_thread,
    consent_card,
    events_of,
    kommune_card,
    next_step,
    plan_card,
)

_MOST_EVENTS = 500


@dataclass(frozen=True, slots=True)
class PatientLine:
    """One patient in the list by bed. `chip`: (state, words, icon) only for what needs care."""

    stay_id: str
    bed: str
    name: str
    line: str
    chip: tuple[str, str, str] | None
    number: str

    @property
    def sentence(self) -> str:
        """The line for a screen reader."""
        chip = self.chip[1] if self.chip else ""
        parts = (f"Seng {self.bed}" if self.bed else "Uten seng", self.name, self.line, chip)
        return ". ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class StayStory:
    """All that the stay pane shows."""

    stay: StayRow
    banner: BannerFacts
    rows: tuple[DayHead | StoryEvent, ...]
    threads: tuple[DayHead | StoryEvent, ...]
    events: int
    cards: tuple[Card, ...]
    step: NextStep | None


@dataclass(frozen=True, slots=True)
class _Fetched:
    stay: StayRow
    messages: Sequence[MessageRow]
    drafts: Sequence[DraftRow]
    same_name: bool


def _fetch(desk: Desk, stay_id: str) -> _Fetched | None:
    stay = desk.store.stay(stay_id)
    if stay is None:
        return None
    messages = desk.store.messages(MessageFilter(stay_id=stay_id, limit=_MOST_EVENTS))
    drafts = desk.store.drafts(stay_id=stay_id)
    return _Fetched(stay, messages, drafts, stay_id in same_names(desk.store.stays()))


class StayPresenter:
    """Behind one stay pane."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._wanted = ""
        self._viewer = ""
        self.current: StayStory | None = None
        self.shown: Callable[[StayStory | None], None] = lambda story: None
        session.listen(self._changed)

    def open(self, stay_id: str) -> None:
        """Show a stay and log that this user looked at the patient."""
        if not stay_id:
            self._wanted = ""
            self.current = None
            self.shown(None)
            return
        viewer = self._session.actor.user_id
        another = (stay_id, viewer) != (self._wanted, self._viewer)
        self._wanted, self._viewer = stay_id, viewer
        self._fetch()
        if another:
            self._session.act(lambda desk: sign.view_patient(desk, stay_id))

    def _changed(self, changes: Changes) -> None:
        if self._wanted:
            self._fetch()

    def _fetch(self) -> None:
        wanted = self._wanted
        self._session.ask(lambda desk: _fetch(desk, wanted), lambda found: self._arrived(wanted, found))

    def _arrived(self, wanted: str, fetched: _Fetched | None) -> None:
        if fetched is None or wanted != self._wanted:
            return
        stay, now = fetched.stay, self._session.now()
        events = events_of(stay, fetched.messages, fetched.drafts, now, self._session.name_of)
        mine = [draft for draft in fetched.drafts if draft.owner == self._session.actor.user_id]
        banner = of_stay(stay, now, self._session.channel_of(stay.kommune), fetched.same_name)
        kommune = self._session.addresses.find(stay.kommune) if stay.kommune else None
        answer = answer_card(stay)
        self.current = StayStory(
            stay=stay,
            banner=banner,
            rows=by_day(events, words.local(now).date()),
            threads=by_thread(events),
            events=len(events),
            cards=(
                *((answer,) if answer is not None else ()),
                plan_card(stay, now),
                consent_card(stay),
                kommune_card(stay.kommune, kommune),
            ),
            step=next_step(stay, fetched.messages, mine) if stay.discharged_at is None else None,
        )
        self.shown(self.current)


class PatientsPresenter:
    """Behind Pasienter: the list by bed, and admissions."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._stays: tuple[StayRow, ...] = ()
        self._text = ""
        self._fetched_at: datetime | None = None
        self.selected = ""
        self.shown: Callable[[tuple[PatientLine, ...], int, datetime | None], None] = lambda *state: None
        session.listen(lambda changes: self.refresh())

    def refresh(self) -> None:
        """Fetch the ward anew."""
        self._session.ask(lambda desk: (tuple(desk.store.stays()), desk.store.fetched_at()), self._arrived)

    def set_text(self, text: str) -> None:
        """Filter by name, number or bed."""
        self._text = text.strip().casefold()
        self._publish()

    def admit(
        self, new: admit.NewStay, done: Callable[[], None], failed: Callable[[UserError], None]
    ) -> None:
        """Admit a patient and choose the new stay."""

        def work(desk: Desk) -> tuple[str, Changes]:
            return admit.admit(desk, new)

        def finished(result: tuple[str, Changes]) -> None:
            self.selected = result[0]
            done()
            self._session.tell(result[1])

        self._session.ask(work, finished, failed)

    def kommuner(self) -> list[str]:
        """Return the kommuner that can be chosen."""
        return [card.name for card in self._session.addresses.cards]

    def now(self) -> datetime:
        """Return the present moment."""
        return self._session.now()

    @property
    def total(self) -> int:
        """How many patients are on the ward."""
        return len(self._stays)

    @property
    def sector(self) -> str:
        """The ward's sector, to be filled in."""
        return self._session.ward.sector

    def _arrived(self, found: tuple[tuple[StayRow, ...], datetime | None]) -> None:
        self._stays, self._fetched_at = found
        self._publish()

    def _publish(self) -> None:
        alike = same_names(self._stays)
        lines = [self._line(stay, alike.get(stay.stay_id, "")) for stay in self._stays]
        shown = [
            line
            for line in lines
            if self._text in f"{line.bed} {line.name} {line.number} {line.line}".casefold()
        ]
        if not any(line.stay_id == self.selected for line in lines) and lines:
            self.selected = lines[0].stay_id
        self.shown(tuple(shown), len(lines), self._fetched_at)

    def _line(self, stay: StayRow, born: str) -> PatientLine:
        kommune = stay.kommune.removesuffix(" kommune") or "Kommune ikke kjent"
        if stay.ready_on:
            tail = f". Klar {words.short_day(stay.ready_on)}"
        else:
            tail = f". Forventet {words.short_day(stay.expected_on)}" if stay.expected_on else ""
        return PatientLine(
            stay.stay_id,
            stay.bed,
            stay.patient.list_name,
            ", ".join(part for part in (kommune, born) if part) + tail,
            self._chip(stay, born),
            stay.patient.number,
        )

    def _chip(self, stay: StayRow, born: str) -> tuple[str, str, str] | None:
        channel = self._session.channel_of(stay.kommune)
        if channel == "ikke koblet":
            return "annet", "Uten kommune", "kommune"
        if stay.consent.startswith("motsetter"):
            return "annet", "Samtykke nei", "stans"
        if born:
            return "annet", "Navnelikhet", "bruker"
        if channel == "papir":
            return "annet", "Papir", "papir"
        return None
