"""Tells one stay as days and events, with what comes next; made from the log, never typed twice."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from plo_desktop.base.ids import same_id
from plo_desktop.domain.addresses import Kommunekort
from plo_desktop.domain.log_rows import DraftRow, MessageRow, StayRow
from plo_desktop.messages import registry
from plo_desktop.services import approval
from plo_desktop.services.linked import threads
from plo_desktop.ui import words
from plo_desktop.ui.message_links import relation
from plo_desktop.ui.message_words import StateFace, list_state, type_words

INNLAGT = "LOG_INNLAGT"
HELSEOPPLYSNINGER = "HELSEOPPL_SOKNAD"
UTSKRIVNINGSKLAR = "LOG_UTSKRIVNINGSKLAR"


@dataclass(frozen=True, slots=True)
class StoryEvent:
    """One event of a stay. `state` is shown at the right; a `msg_id` can be opened.

    `thread` is the same for messages of one conversation; `when` stands for the clock where no day does.
    `writes` is the type of a draft.
    """

    at: datetime
    icon: str
    title: str
    line: str
    state: StateFace | None = None
    msg_id: str = ""
    writes: str = ""
    filled: str = ""
    thread: str = ""
    when: str = ""

    @property
    def sentence(self) -> str:
        """The event for a screen reader."""
        state = self.state.text if self.state else ""
        parts = (words.short_day_clock(self.at), self.title, self.line, state)
        return ". ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class DayHead:
    """A day in the story: "I dag, fredag 20.11"."""

    text: str


@dataclass(frozen=True, slots=True)
class NextStep:
    """What the stay's main button does: `words` on it, and the type of message it opens."""

    words: str
    type_code: str


@dataclass(frozen=True, slots=True)
class Card:
    """A card of captions and values; `state` stands in its head, `act` is the action of its button."""

    title: str
    rows: tuple[tuple[str, str], ...]
    state: StateFace | None = None
    act: str = ""


def events_of(
    stay: StayRow,
    messages: Iterable[MessageRow],
    drafts: Iterable[DraftRow],
    now: datetime,
    name_of: Callable[[str], str] = str,
) -> list[StoryEvent]:
    """Return all events of a stay, newest first; `name_of` turns the id of a user into a name."""
    shown = [row for row in messages if not row.is_receipt]
    in_thread = threads(shown)
    by_id = {row.msg_id: row for row in shown}
    found = [_message_event(row, by_id.get(same_id(row.parent)), in_thread[row.msg_id], now) for row in shown]
    found += [_draft_event(draft, name_of(draft.owner)) for draft in drafts]
    bed = f"Seng {stay.bed}. " if stay.bed else ""
    found.append(
        StoryEvent(
            stay.admitted_at, "pasienter", "Lagt inn på posten", f"{bed}{stay.stay_type}, {stay.sector}"
        )
    )
    if stay.discharged_at is not None:
        found.append(StoryEvent(stay.discharged_at, "ut", "Utskrevet fra posten", stay.discharged_to))
    return sorted(found, key=lambda event: event.at, reverse=True)


def _message_event(row: MessageRow, parent: MessageRow | None, thread: str, now: datetime) -> StoryEvent:
    incoming = row.direction == "inn"
    service = row.counterpart_service[:1].lower() + row.counterpart_service[1:] or row.counterpart
    line = f"{'Fra' if incoming else 'Til'} {service}"
    if row.signed_by:
        line += f". Signert av {row.signed_by}"
    elif row.approved_by:
        line += f". Godkjent av {row.approved_by}"
    state = list_state(row, now)
    outgoing = "papir" if row.channel == "papir" else "ut"
    icon = "inn" if incoming else outgoing
    filled = state.state if not state.calm and state.state not in ("annet", "utkast", "ferdig") else ""
    if parent is not None:
        line = f"{relation(row, parent)} {_short(parent.title)} {words.short_day_clock(parent.at)}. {line}"
    return StoryEvent(row.at, icon, type_words(row), line, state, row.msg_id, filled=filled, thread=thread)


def _draft_event(draft: DraftRow, owner: str) -> StoryEvent:
    mtype = registry.by_code(draft.type_code)
    title = mtype.title if mtype else draft.type_code
    prepared = approval.prepared(draft)
    if prepared is not None:
        return StoryEvent(
            prepared[1],
            "utkast",
            f"Til godkjenning: {title.removeprefix('Melding om ')}",
            f"Klargjort av {prepared[0]}, venter på sykepleier eller leder",
            StateFace("venter", "Til godkjenning"),
            writes=draft.type_code,
        )
    return StoryEvent(
        draft.saved_at,
        "utkast",
        f"Utkast: {title.removeprefix('Melding om ')}",
        f"{owner} har utkast, lagret {words.clock(draft.saved_at)}",
        StateFace("utkast", "Utkast"),
        writes=draft.type_code,
    )


def by_day(events: Sequence[StoryEvent], today: date) -> tuple[DayHead | StoryEvent, ...]:
    """Return the events with a head before each day."""
    out: list[DayHead | StoryEvent] = []
    last: date | None = None
    for event in events:
        day = words.local(event.at).date()
        if day != last:
            weekday = words.WEEKDAYS[day.weekday()]
            text = f"{weekday} {words.short_day(day)}"
            out.append(DayHead(f"I dag, {text}" if day == today else text[:1].upper() + text[1:]))
            last = day
        out.append(event)
    return tuple(out)


def by_thread(events: Sequence[StoryEvent]) -> tuple[DayHead | StoryEvent, ...]:
    """Return conversations of more than one message, the newest first, then everything that stands alone."""
    groups: dict[str, list[StoryEvent]] = {}
    for event in events:
        groups.setdefault(event.thread, []).append(event)
    alone = [event for key, group in groups.items() if not key or len(group) == 1 for event in group]
    out: list[DayHead | StoryEvent] = []
    for key, group in groups.items():
        if key and len(group) > 1:
            oldest = sorted(group, key=lambda event: event.at)
            out += [DayHead(f"{oldest[0].title}, {len(group)} i tråden"), *map(_dated, oldest)]
    if out and alone:
        out.append(DayHead("Uten tråd"))
    return (*out, *map(_dated, sorted(alone, key=lambda event: event.at, reverse=True)))


def _dated(event: StoryEvent) -> StoryEvent:
    return replace(event, when=words.short_day_clock(event.at))


def next_step(stay: StayRow, messages: Iterable[MessageRow], drafts: Sequence[DraftRow]) -> NextStep | None:
    """Return the next message of the stay's course (SSHF 5.1–5.4); a draft is continued first."""
    if drafts:
        mtype = registry.by_code(drafts[0].type_code)
        return NextStep(f"Fortsett {_short(mtype.title if mtype else 'utkastet')}", drafts[0].type_code)
    sent = {
        row.type_code
        for row in messages
        if row.direction == "ut" and not row.cancelled_send and not row.cancelled_by
    }
    if INNLAGT not in sent and stay.services == "ja":
        return NextStep("Varsle kommunen", INNLAGT)
    if HELSEOPPLYSNINGER not in sent:
        return NextStep("Skriv helseopplysninger", HELSEOPPLYSNINGER)
    if UTSKRIVNINGSKLAR not in sent:
        return NextStep("Meld utskrivningsklar", UTSKRIVNINGSKLAR)
    return NextStep("Oppdater helseopplysninger", HELSEOPPLYSNINGER)


def _short(title: str) -> str:
    short = title.removeprefix("Melding om ")
    return short[:1].lower() + short[1:]


def consent_card(stay: StayRow) -> Card:
    """Return what is known of consent and needs (SSHF 5.1)."""
    return Card(
        "Samtykke",
        (
            ("Status", stay.consent),
            ("Har tjenester", stay.services),
            ("Forventer behov", "ja" if stay.expects_needs else "nei"),
        ),
    )


def plan_card(stay: StayRow, now: datetime) -> Card:
    """Return what is planned for the discharge."""
    if stay.ready_on is not None:
        nights = max(0, (words.local(now).date() - stay.ready_on).days)
        rows = (("Utskrivningsklar", words.weekday_day(stay.ready_on)), ("Døgn siden", str(nights)))
        return Card("Utskrivning", rows, StateFace("ferdig", "Meldt klar", calm=True))
    day = words.weekday_day(stay.expected_on) if stay.expected_on else "ikke satt"
    unsure = "ja" if stay.expected_uncertain else "nei"
    return Card("Utskrivning", (("Forventet klar", day), ("Usikker dato", unsure)))


def answer_card(stay: StayRow) -> Card | None:
    """Return what the municipality has answered, or None while the patient is not declared ready."""
    if stay.ready_on is None and not stay.answer:
        return None
    if not stay.answer:
        rows = (("Svar", "ikke registrert"),)
        return Card("Kommunens svar", rows, StateFace("venter", "Venter"), act="answer")
    answer = stay.answer[:1].upper() + stay.answer[1:]
    day = f" {words.weekday_day(stay.answer_from)}" if stay.answer_from else ""
    when = words.day_clock(stay.answer_at) if stay.answer_at else ""
    lines = (("Svar", f"{answer}{day}"), ("Fra", stay.answer_by), ("Registrert", when))
    return Card(
        "Kommunens svar",
        tuple(line for line in lines if line[1]),
        StateFace("ferdig", "Registrert", calm=True),
        act="answer",
    )


def kommune_card(name: str, card: Kommunekort | None) -> Card:
    """Return how the kommune is reached."""
    if card is None:
        return Card(
            "Kommune", (("Kommune", name or "ikke kjent"),), StateFace("annet", "Ikke koblet", icon="kommune")
        )
    rows = [("Telefon", words_or(card.phone))]
    for service in card.services:
        rows.append((service.kind[:1].upper() + service.kind[1:], f"HER {service.her_id}, {service.name}"))
    rows.append(("Papiradresse", ", ".join(card.postal_lines[1:]) or "ikke kjent"))
    state = (
        StateFace("ferdig", "Elektronisk", calm=True)
        if card.electronic
        else StateFace("annet", "Papir", icon="papir")
    )
    return Card(card.name, tuple(rows), state)


def words_or(text: str) -> str:
    """Return the text, or "ikke kjent"."""
    return text or "ikke kjent"
