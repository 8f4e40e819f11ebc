"""Turns deadlines into the groups and rows of Frister: what we must act on stands above what we wait for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from plo_desktop.domain.deadlines import FERDIG, FERDIG_FOR_SENT, FORFALT, SNART
from plo_desktop.domain.log_rows import DeadlineRow, StayRow
from plo_desktop.domain.message_state import UNCONFIRMED_AFTER
from plo_desktop.messages import registry
from plo_desktop.services.overview import NotArrived
from plo_desktop.ui import words
from plo_desktop.ui.name_alike import same_names

OVERDUE, SOON, UNDELIVERED, TO_SIGN, TO_APPROVE, WAITING, LATER, DONE = (
    "Forfalt",
    "Snart, under 4 t",
    "Ikke levert",
    "Til signering",
    "Til godkjenning",
    "Venter på kommunen",
    "Senere",
    "Ferdig i dag",
)
GROUPS = (OVERDUE, SOON, UNDELIVERED, TO_SIGN, TO_APPROVE, WAITING, LATER, DONE)
FOLDED = (LATER, DONE)

SIGN = "signer-innkommende"
RECEIPT = "kvittering"
ANSWER = "svar-på-forespørsel"
READY = "kommunens-svar-utskrivningsklar"
_READ = (SIGN, RECEIPT, ANSWER, READY)
# What we owe is written, and this is the type that settles it (SSHF 5.3, 5.5, 5.6).
_WRITES = {
    "helseopplysninger-første": "HELSEOPPL_SOKNAD",
    "ny-helseopplysninger-etter-avmelding": "HELSEOPPL_SOKNAD",
    "utskrivningsrapport": "UTSKRIVNINGSRAPPORT",
}
_ASKED_FOR = (ANSWER, READY, "svar-saksbehandler", "innleggelsesrapport")


_BUTTONS = {
    "sign": "Signer",
    "write": "Skriv",
    "reply": "Svar",
    "call": "Ring",
    "ask": "Purr",
    "approve": "Godkjenn",
    "show": "Vis",
}


@dataclass(frozen=True, slots=True)
class TaskRow:
    """One row of Frister. `owner` empty means without owner.

    `act` is what its button does: "sign", "write" (a message of the type `writes`), "reply", "call" and "ask"
    (of the kommune that owes an answer), "approve" (the draft `draft_id`), "show", or nothing.
    """

    key: str
    group: str
    state: str
    chip: str
    name: str
    bed: str
    born_year: str
    paper: bool
    task: str
    owner: str
    ours: bool
    rule: str
    msg_id: str
    stay_id: str
    act: str
    note: str = ""
    writes: str = ""
    draft_id: str = ""

    @property
    def button(self) -> str:
        """The words of the row's button, or an empty string."""
        return _BUTTONS.get(self.act, "")

    @property
    def lead(self) -> str:
        """What the main button beside the list says for a row about a stay: just what the row's own does."""
        if self.act in ("write", "approve") and (mtype := registry.by_code(self.writes)) is not None:
            title = mtype.title.removeprefix("Melding om ")
            return f"{self.button} {title[:1].lower()}{title[1:]}"
        return self.button if self.act in ("reply", "call", "ask") else ""

    @property
    def reads_message(self) -> bool:
        """Tell whether the row opens a message rather than a stay."""
        return self.rule in _READ and bool(self.msg_id)

    @property
    def where(self) -> str:
        """Bed and, for patients of the same name, the birth year."""
        return "  ".join(part for part in (self.bed, self.born_year) if part)

    @property
    def sentence(self) -> str:
        """The whole row as a sentence for a screen reader."""
        owner = self.owner or "uten ansvarlig"
        parts = (self.chip, self.name, f"seng {self.bed}" if self.bed else "", self.born_year, self.task)
        paper = "papir" if self.paper else ""
        return ". ".join(part for part in (*parts, paper, f"Ansvarlig {owner}", self.note) if part)


@dataclass(frozen=True, slots=True)
class Group:
    """A head row with how many stand below it."""

    title: str
    count: int


def rows_of(
    deadlines: Iterable[DeadlineRow],
    stays: Sequence[StayRow],
    now: datetime,
    on_paper: Mapping[str, bool],
    hidden: frozenset[str] = frozenset(),
) -> tuple[TaskRow, ...]:
    """Return the rows in the order of the panel.

    `on_paper` tells per stay whether its kommune gets paper; `hidden` are messages with a signature on hold.
    """
    alike = same_names(stays)
    nurses = {stay.stay_id: stay.responsible for stay in stays}
    made = [
        _row(deadline, now, on_paper, alike, nurses)
        for deadline in deadlines
        if _belongs(deadline, now) and not (deadline.rule == SIGN and deadline.msg_id in hidden)
    ]
    return tuple(row for group in GROUPS for row in made if row.group == group)


def approval_rows(
    waiting: Iterable[NotArrived], stays: Sequence[StayRow], now: datetime
) -> tuple[TaskRow, ...]:
    """Return a row for each fagmelding that somebody prepared and a nurse is to approve (SSHF 4.0)."""
    by_id = {stay.stay_id: stay for stay in stays}
    alike = same_names(stays)
    return tuple(_approval_row(item, by_id.get(item.stay_id), alike, now) for item in waiting)


def _approval_row(item: NotArrived, stay: StayRow | None, alike: Mapping[str, str], now: datetime) -> TaskRow:
    age = words.duration(now - item.since) if item.since else ""
    return TaskRow(
        key=f"godkjenning/{item.draft_id}",
        group=TO_APPROVE,
        state="venter",
        chip=f"Til godkjenning {age}".rstrip(),
        name=stay.patient.list_name if stay else "Uten pasient",
        bed=stay.bed if stay else "",
        born_year=alike.get(item.stay_id, ""),
        paper=False,
        task=f"{item.text}, {item.detail}",
        owner=stay.responsible if stay else "",
        ours=True,
        rule="godkjenning",
        msg_id="",
        stay_id=item.stay_id,
        act="approve" if item.stay_id else "",
        writes=item.type_code,
    )


def _belongs(deadline: DeadlineRow, now: datetime) -> bool:
    if deadline.ended_at is None:
        return True
    return words.local(deadline.ended_at).date() == words.local(now).date() and deadline.rule != RECEIPT


def _group(deadline: DeadlineRow, now: datetime) -> str:
    if deadline.state in (FERDIG, FERDIG_FOR_SENT):
        return DONE
    if deadline.rule == RECEIPT:
        return UNDELIVERED if now - deadline.started_at >= UNCONFIRMED_AFTER else WAITING
    if deadline.state == FORFALT:
        return OVERDUE
    if not deadline.ours:
        return WAITING
    if deadline.state == SNART:
        return SOON
    # An unread report is never folded away, however much time there is.
    return TO_SIGN if deadline.rule == SIGN else LATER


def _chip(deadline: DeadlineRow, group: str, now: datetime) -> tuple[str, str]:
    if deadline.ended_at is not None:
        late = " for sent" if deadline.state == FERDIG_FOR_SENT else ""
        return "ferdig", f"Ferdig{late} {words.clock(deadline.ended_at)}"
    if group == UNDELIVERED:
        return "ikkelevert", f"Ikke levert {words.duration(now - deadline.started_at)}"
    if deadline.rule == RECEIPT:
        return "venter", f"Sendt {words.clock(deadline.started_at)}"
    if group == OVERDUE:
        return "forfalt", f"Forfalt {words.duration(now - deadline.due)}"
    if group == SOON:
        return "snart", f"Om {words.duration(deadline.due - now)}"
    if group in (TO_SIGN, LATER):
        return "venter", f"Frist {words.until(deadline.due, now)}"
    return "venter", f"Venter til {words.until(deadline.due, now)}"


def _act(deadline: DeadlineRow, group: str) -> str:
    if group == DONE:
        return ""
    if deadline.rule == SIGN:
        return "sign"
    if deadline.rule in _WRITES and deadline.stay_id:
        return "write"
    if deadline.rule == ANSWER and deadline.ours:
        return "reply"
    if deadline.rule == RECEIPT:
        return "call" if group == UNDELIVERED and deadline.msg_id else ""
    if deadline.rule in _ASKED_FOR and not deadline.ours and deadline.stay_id:
        # Past its limit it is phoned; a question in writing comes before that.
        return "call" if group == OVERDUE else "ask"
    return ""


def _row(
    deadline: DeadlineRow,
    now: datetime,
    on_paper: Mapping[str, bool],
    alike: Mapping[str, str],
    nurses: Mapping[str, str],
) -> TaskRow:
    group = _group(deadline, now)
    state, chip = _chip(deadline, group, now)
    return TaskRow(
        key="/".join((deadline.rule, deadline.msg_id, deadline.stay_id, deadline.title)),
        group=group,
        state=state,
        chip=chip,
        name=deadline.patient_name or "Uten pasient",
        bed=deadline.bed,
        born_year=alike.get(deadline.stay_id, ""),
        paper=on_paper.get(deadline.stay_id, False),
        task=deadline.title,
        # Who follows it up here, also while the municipality is the one who has to answer.
        owner=deadline.responsible if deadline.ours else nurses.get(deadline.stay_id, ""),
        ours=deadline.ours,
        rule=deadline.rule,
        msg_id=deadline.msg_id,
        stay_id=deadline.stay_id,
        act=_act(deadline, group),
        note=deadline.note,
        writes=_WRITES.get(deadline.rule, "") if deadline.stay_id else "",
    )


def grouped(
    rows: Sequence[TaskRow], order: Sequence[str], folded: frozenset[str] = frozenset()
) -> tuple[Group | TaskRow, ...]:
    """Return head rows and rows in the order of the groups, without those that are folded."""
    out: list[Group | TaskRow] = []
    for group in order:
        members = [row for row in rows if row.group == group]
        if not members or group in folded:
            continue
        out.append(Group(group, len(members)))
        out.extend(members)
    return tuple(out)
