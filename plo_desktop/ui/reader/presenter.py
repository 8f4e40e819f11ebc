"""Opens one message with all that hangs together with it, and signs it when the responsible nurse says so."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from plo_desktop.domain.log_rows import MessageRow, StayRow
from plo_desktop.domain.message_state import needs_signature
from plo_desktop.messages.attachment import Attachment
from plo_desktop.messages.outline import Outline
from plo_desktop.services import answering, kommunes_answer, linked, print_out, read, sign, triage
from plo_desktop.services.desk import Desk
from plo_desktop.services.kommunes_answer import Proposal
from plo_desktop.services.ports import Changes
from plo_desktop.ui import banner_facts
from plo_desktop.ui.banner_facts import BannerFacts
from plo_desktop.ui.holds import HOLD, Hold, Holds
from plo_desktop.ui.message_acts import acts_of
from plo_desktop.ui.message_attachments import AttachmentLine, attachments_of, without_attachments
from plo_desktop.ui.message_deliveries import DeliveryLine, lines_of
from plo_desktop.ui.message_links import LinkedMessage, links_of
from plo_desktop.ui.message_problems import MessageProblem, problem_of, unregistered, warnings_of
from plo_desktop.ui.message_words import (
    StateFace,
    between,
    head_state,
    history,
    standing_words,
    tags_of,
)
from plo_desktop.ui.name_alike import same_names
from plo_desktop.ui.session import Session


@dataclass(frozen=True, slots=True)
class OpenMessage:
    """One message as the reading pane shows it.

    `tags` are loud words beside the title, `acts` the ids of the actions that make sense.
    """

    row: MessageRow
    outline: Outline
    stay: StayRow | None
    banner: BannerFacts
    state: StateFace
    mark: str
    between: str
    history: str
    problem: MessageProblem | None
    primary: str
    tags: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    links: tuple[LinkedMessage, ...] = ()
    deliveries: tuple[DeliveryLine, ...] = ()
    acts: frozenset[str] = frozenset()
    proposal: Proposal | None = None
    attachments: tuple[AttachmentLine, ...] = ()

    @property
    def msg_id(self) -> str:
        """The message's id."""
        return self.row.msg_id


@dataclass(frozen=True, slots=True)
class _Fetched:
    row: MessageRow
    outline: Outline
    stay: StayRow | None
    same_name: bool
    linked: tuple[MessageRow, ...]
    ways_to_answer: tuple[str, ...]
    may_report: bool
    proposal: Proposal | None
    attachments: tuple[AttachmentLine, ...]


def _fetch(desk: Desk, msg_id: str) -> _Fetched | None:
    row = desk.store.message(msg_id)
    if row is None:
        return None
    stay = desk.store.stay(row.stay_id) if row.stay_id else None
    same = stay is not None and stay.stay_id in same_names(desk.store.stays())
    outline = read.outline(desk, msg_id)
    attached = attachments_of(read.attachments(desk, msg_id), outline)
    return _Fetched(
        row,
        without_attachments(outline) if attached else outline,
        stay,
        same,
        linked.linked(desk, row),
        answering.ways_to_answer(desk, row),
        answering.may_report(row),
        kommunes_answer.proposed(desk, msg_id),
        attached,
    )


class ReaderPresenter:
    """Behind one reading pane. Reading is logged; only `primary` signs, and only after the hold."""

    def __init__(self, session: Session, holds: Holds) -> None:
        self._session = session
        self._holds = holds
        self._wanted = ""
        self._reader = ""
        self._fetched: _Fetched | None = None
        self.current: OpenMessage | None = None
        self.shown: Callable[[OpenMessage | None], None] = lambda opened: None
        self.signed: Callable[[str], None] = lambda msg_id: None
        session.listen(self._changed)

    def open(self, msg_id: str) -> None:
        """Show a message and log that this user had it on screen."""
        if not msg_id:
            self.close()
            return
        reader = self._session.actor.user_id
        if self._wanted == msg_id and self.current is not None and self._reader == reader:
            return
        self._wanted = msg_id
        self._reader = reader
        self._fetch()
        self._session.act(lambda desk: sign.open_message(desk, msg_id))

    def close(self) -> None:
        """Show no message."""
        self._wanted = ""
        self.current = self._fetched = None
        self.shown(None)

    def tick(self) -> None:
        """Count down once a minute."""
        if self._fetched is not None:
            self._show(self._fetched)

    def primary(self) -> None:
        """Do what the main button says: take responsibility if need be, sign after the hold, go on."""
        opened = self.current
        if opened is None or not opened.primary or opened.msg_id in self._holds.waiting():
            return
        row, actor = opened.row, self._session.actor

        def work(desk: Desk) -> Changes:
            return sign.sign(desk, row.msg_id)

        self._holds.add(
            Hold(
                key=row.msg_id,
                by=actor.user_id,
                verb=f"Signerer {row.title} for {row.patient_name}",
                undo_text="Angre signering",
                until=self._session.now() + HOLD,
                commit=lambda: self._session.act(work, actor=actor),
                undo=lambda: self._session.tell(Changes(messages=frozenset({row.msg_id}))),
            )
        )
        self.signed(row.msg_id)

    def take(self) -> None:
        """Take responsibility without signing."""
        opened = self.current
        if opened is None or not needs_signature(opened.row):
            return
        msg_id, name = opened.msg_id, self._session.actor.short_name
        self._session.act(lambda desk: sign.take(desk, msg_id, name))

    def match(self, stay_id: str) -> None:
        """Tie the message to a stay."""
        opened = self.current
        if opened is not None:
            msg_id = opened.msg_id
            self._session.act(lambda desk: triage.match(desk, msg_id, stay_id))

    def candidates(self, done: Callable[[list[StayRow]], None]) -> None:
        """Fetch the stays a message can be tied to, those that may be the same patient first."""
        opened = self.current
        if opened is not None:
            row = opened.row
            self._session.ask_here(lambda desk: list(triage.candidates(desk, row)), done)

    def raw(self, done: Callable[[bytes], None]) -> None:
        """Fetch the exact bytes, for IT."""
        opened = self.current
        if opened is not None:
            msg_id = opened.msg_id
            self._session.ask_here(lambda desk: read.raw(desk, msg_id), done)
            self._session.act(lambda desk: print_out.copied(desk, "råmelding", msg_id=msg_id))

    def attachment(self, line: AttachmentLine, how: str, done: Callable[[Attachment], None]) -> None:
        """Fetch an attachment for a person who asked for it; `how` is noted in the log."""
        opened = self.current
        if opened is not None:
            msg_id = opened.msg_id
            self._session.ask_here(lambda desk: read.attachments(desk, msg_id)[line.number], done)
            self._session.act(lambda desk: print_out.copied(desk, how, msg_id=msg_id))

    @property
    def is_it(self) -> bool:
        """Tell whether the signed-in user may see raw messages."""
        return self._session.actor.role == "it"

    def _takes(self, row: MessageRow, stay: StayRow | None) -> bool:
        actor = self._session.actor
        holder = row.responsible or (stay.responsible if stay else "")
        return holder not in (actor.short_name, actor.user_id, actor.name)

    def _changed(self, changes: Changes) -> None:
        near = (
            {self._wanted, *(link.msg_id for link in self.current.links)} if self.current else {self._wanted}
        )
        if self._wanted and not near.isdisjoint(changes.messages):
            self._fetch()

    def _fetch(self) -> None:
        wanted = self._wanted

        def arrived(fetched: _Fetched | None) -> None:
            if fetched is None or wanted != self._wanted:
                return
            self._show(fetched)

        self._session.ask(lambda desk: _fetch(desk, wanted), arrived)

    def _show(self, fetched: _Fetched) -> None:
        self._fetched = fetched
        row, stay, now = fetched.row, fetched.stay, self._session.now()
        if stay is None:
            banner = banner_facts.of_message(fetched.outline.patient)
        else:
            channel = self._session.channel_of(stay.kommune)
            banner = banner_facts.of_stay(stay, now, channel, fetched.same_name)
        card = self._session.addresses.find(row.counterpart) if row.counterpart else None
        self.current = OpenMessage(
            row=row,
            outline=fetched.outline,
            stay=stay,
            banner=banner,
            state=head_state(row, now),
            mark=standing_words(row.standing, row.version),
            between=between(row),
            history=history(row, row.responsible or (stay.responsible if stay else "")),
            problem=problem_of(row, now, card.phone if card else "")
            or (unregistered(fetched.proposal) if fetched.proposal else None),
            primary=self._primary_words(row, stay),
            tags=tags_of(row, fetched.outline.marks),
            warnings=warnings_of(row),
            links=links_of(row, fetched.linked, now),
            deliveries=lines_of(row, now),
            acts=acts_of(
                row,
                now,
                answers=bool(fetched.ways_to_answer),
                may_report=fetched.may_report,
                registers=fetched.proposal is not None,
            ),
            proposal=fetched.proposal,
            attachments=fetched.attachments,
        )
        self.shown(self.current)

    def _primary_words(self, row: MessageRow, stay: StayRow | None) -> str:
        if not needs_signature(row) or row.triage or row.msg_id in self._holds.waiting():
            return ""
        if self._session.actor.role not in ("sykepleier", "leder"):
            return ""
        return "Ta ansvar og signer" if self._takes(row, stay) else "Signer og neste"
