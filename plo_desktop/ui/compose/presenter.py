"""What happens while a message is written: check, save, reuse, send, take back. No Qt here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from plo_desktop.base.errors import UserError
from plo_desktop.domain.log_rows import DraftRow
from plo_desktop.domain.routing import PAPER
from plo_desktop.forms import problems as wrong
from plo_desktop.forms.problems import Link
from plo_desktop.forms.reuse import Part, Reused, Source, from_plain
from plo_desktop.messages.diff import changed_fields
from plo_desktop.messages.shared_sections import KONTAKT_SECTION
from plo_desktop.messages.spec import Content, Problem, Severity
from plo_desktop.messages.validation import problems
from plo_desktop.messages.values import to_plain
from plo_desktop.services import dispatch, draft, print_out
from plo_desktop.services.composing import stops
from plo_desktop.services.desk import Desk
from plo_desktop.services.dispatch import QueuedMessage
from plo_desktop.services.ports import Changes
from plo_desktop.ui import words
from plo_desktop.ui.compose.framing import frame_of, has_side, short_kommune, side_of
from plo_desktop.ui.compose.gather import Opened, open_again, open_new
from plo_desktop.ui.compose.screen import Screen
from plo_desktop.ui.holds import Hold, Holds
from plo_desktop.ui.session import Session

RECEIVER_CHANGED = "MOTTAKER_ENDRET"
TYPED = "_skrevet."
"""Begins the note of a draft that keeps what was typed in a field and is no value yet ("21.1x")."""


@dataclass
class _Writing:
    """The message being written."""

    opened: Opened
    row: DraftRow
    reused: Reused
    standing_problems: tuple[Problem, ...]
    tried: bool = False
    sending: bool = False
    unsaved: bool = False
    touched: set[str] = field(default_factory=set)
    inserting: str = ""


@dataclass(frozen=True, slots=True)
class _Tried:
    """What became of an attempt to send."""

    row: DraftRow
    found: tuple[Problem, ...]
    queued: QueuedMessage | None


class ComposePresenter:
    """Behind one compose screen; at most one message is written in it at a time.

    `closed` is called when the form may go; `opened` when one is shown; `edit_stay` when a fact of the stay
    must be mended; `paper` with PDF bytes and a title; `posted` with the id of a message that goes on paper.
    """

    def __init__(self, session: Session, holds: Holds, screen: Screen) -> None:
        self._session = session
        self._holds = holds
        self._screen = screen
        self._now_writing: _Writing | None = None
        self.opened: Callable[[], None] = lambda: None
        self.closed: Callable[[], None] = lambda: None
        self.edit_stay: Callable[[str], None] = lambda stay_id: None
        self.paper: Callable[[bytes, str], None] = lambda pdf, title: None
        self.posted: Callable[[str], None] = lambda msg_id: None
        session.listen(self._changed)

    @property
    def is_open(self) -> bool:
        """Tell whether a message is being written."""
        return self._now_writing is not None

    @property
    def stay_id(self) -> str:
        """The stay of the message being written, or an empty string."""
        return self._now_writing.opened.stay.stay_id if self._now_writing else ""

    # -- opening and closing ---------------------------------------------------------------------------

    def open(self, stay_id: str, type_code: str) -> None:
        """Open the user's own draft of this type on the stay, or a new one, filled in."""
        self.save_now()
        self._session.ask(lambda desk: open_new(desk, stay_id, type_code), self._begin)

    def open_again(self, draft_id: str) -> None:
        """Open a draft that exists."""
        self.save_now()
        self._session.ask(lambda desk: open_again(desk, draft_id), self._begin)

    def close(self) -> None:
        """Lagre og lukk."""
        if self._now_writing is not None:
            self.save_now()
            self._now_writing = None
            self._screen.stop_waiting()
            self.closed()

    def _begin(self, opened: Opened) -> None:
        writing = _Writing(opened, opened.row, from_plain(opened.row.sources), opened.standing_problems)
        self._now_writing = writing
        frame = frame_of(opened, self._session.now(), self._count_changes(writing, opened.content))
        hidden = frozenset() if opened.is_change else draft.SAID_ANEW
        self._screen.begin(opened.mtype, frame, opened.content, has_side=has_side(opened), hidden=hidden)
        self._screen.type_in(
            {n.removeprefix(TYPED): t for n, t in opened.row.sources.items() if n.startswith(TYPED)}
        )
        self._screen.show_sources(opened.sources)
        self._screen.show_saved(f"Lagret {words.clock_seconds(opened.row.saved_at)}")
        self._refresh()
        self.opened()
        self._screen.focus_start()

    # -- writing ---------------------------------------------------------------------------------------

    def edited(self, name: str) -> None:
        """A person changed a field."""
        writing = self._now_writing
        if writing is not None:
            writing.unsaved = True
            if writing.inserting != name:
                writing.reused = writing.reused.edited(name)
            self._refresh()

    def left(self, name: str) -> None:
        """A person went on from a field."""
        writing = self._now_writing
        if writing is not None:
            writing.touched.add(name)
            self.save_now()
            self._refresh()

    def confirm(self, name: str) -> None:
        """A person has read a reused text and stands by it."""
        writing = self._now_writing
        if writing is not None:
            writing.reused = writing.reused.confirmed(name)
            writing.unsaved = True
            self._refresh()
            self.save_now()

    def insert(self, source: Source, part: Part) -> None:
        """Put a paragraph of an earlier message into its field, or where the caret was."""
        writing = self._now_writing
        if writing is None:
            return
        name = part.target or self._screen.last_field()
        if writing.opened.mtype.field_named(name) is None:
            return
        writing.reused = writing.reused.taken(name, source.words)
        writing.inserting = name
        self._screen.insert(name, part.text)
        writing.inserting = ""
        writing.unsaved = True
        self._refresh()

    def mend(self, code: str) -> None:
        """A person followed a problem about no field: confirm the receiver, or mend the stay."""
        writing = self._now_writing
        if writing is None:
            return
        if code == RECEIVER_CHANGED:
            row = self._row(writing)
            self._session.ask(lambda desk: dispatch.confirm_recipient(desk, row), self._receiver_confirmed)
        else:
            self.edit_stay(writing.opened.stay.stay_id)

    def save_now(self) -> None:
        """Put the draft on disk; the form is not touched, so the caret stays where it is."""
        writing = self._now_writing
        if writing is None or not writing.unsaved or writing.sending:
            return
        writing.unsaved = False
        writing.row = self._row(writing)
        row = writing.row
        self._session.ask(lambda desk: draft.save(desk, row), self._saved, self._not_saved)

    def print_draft(self) -> None:
        """Show the message as it would look on paper, marked as a draft."""
        writing = self._now_writing
        if writing is not None and writing.opened.mtype.printable:
            row, title = self._row(writing), writing.opened.mtype.title
            self._session.ask_here(
                lambda desk: print_out.draft_preview(desk, row), lambda pdf: self.paper(pdf, title)
            )

    # -- sending ---------------------------------------------------------------------------------------

    def send(self) -> None:
        """Send, or say why not: the button is never disabled."""
        writing = self._now_writing
        if writing is None or writing.sending:
            return
        writing.tried = True
        writing.sending = True
        self._screen.stop_waiting()
        blocked = bool(self._screen.faults())
        row = self._row(writing)
        self._session.ask(
            lambda desk: _try_to_send(desk, row, blocked),
            lambda tried: self._tried(writing, tried),
            lambda error: self._refused(writing, error),
        )

    def _tried(self, writing: _Writing, tried: _Tried) -> None:
        writing.sending = False
        writing.unsaved = False
        writing.row = tried.row
        writing.standing_problems = tuple(p for p in tried.found if not p.field_name)
        if tried.queued is None:
            self._refresh()
            self._screen.focus_summary()
            stop = stops(self._found(writing))
            self._screen.announce(f"Ikke sendt. {words.count(len(stop), 'ting', 'ting')} må rettes.")
            return
        self._queued(writing, tried.queued)

    def _refused(self, writing: _Writing, error: UserError) -> None:
        writing.sending = False
        writing.unsaved = True
        refusal = Problem(error.code, f"{error.text} {error.next_step}", Severity.ERROR)
        writing.standing_problems = (*writing.standing_problems, refusal)
        self._refresh()
        self._screen.focus_summary()
        self._screen.announce(f"Ikke sendt. {error.text}")

    def _queued(self, writing: _Writing, queued: QueuedMessage) -> None:
        title = writing.opened.mtype.title
        to = short_kommune(writing.opened.stay.kommune)
        self._now_writing = None
        if queued.channel == PAPER:
            self._screen.announce(f"{title} er klar til utskrift.")
            self.closed()
            self._session.tell(queued.changes)
            self.posted(queued.msg_id)
            return
        self._holds.add(
            Hold(
                key=queued.msg_id,
                by=self._session.actor.user_id,
                verb=f"Sender {title} til {to}",
                undo_text="Angre sending",
                until=queued.not_before,
                commit=None,
                undo=lambda: self._take_back(queued.msg_id, writing.row.sources),
            )
        )
        left = round((queued.not_before - self._session.now()).total_seconds())
        self._screen.announce(f"Sender {title} til {to} om {left} sekunder. Angre med Ctrl+Z.")
        self.closed()
        self._session.tell(queued.changes)

    def _take_back(self, msg_id: str, sources: Mapping[str, str]) -> None:
        """Angre: the message never leaves, and its text is open again with the marks it had."""

        def work(desk: Desk) -> tuple[str, Changes]:
            draft_id, changes = dispatch.undo(desk, msg_id)
            row = desk.store.draft(draft_id)
            if row is not None:
                desk.store.save_draft(replace(row, sources=dict(sources)))
            return draft_id, changes

        def done(result: tuple[str, Changes]) -> None:
            self._session.tell(result[1])
            self.open_again(result[0])

        self._session.ask(work, done)

    # -- showing ---------------------------------------------------------------------------------------

    def _refresh(self) -> None:
        writing = self._now_writing
        if writing is None:
            return
        opened, content = writing.opened, self._screen.content()
        found = self._found(writing)
        filled = content.by_name()
        faults = self._screen.faults()
        shown = wrong.worth_showing(
            found,
            tried=writing.tried,
            touched=frozenset(writing.touched),
            filled=frozenset(filled) | frozenset(faults),
        )
        waiting = [name for name in writing.reused.unconfirmed() if name in filled]
        links = [Link(self._label(opened, name), name) for name in waiting]
        self._screen.show_problems(shown, wrong.summary(shown, links, nothing_wrong=writing.tried))
        changed = self._changed_names(writing, content)
        counts = {name: len(value) if isinstance(value, tuple) else 1 for name, value in filled.items()}
        self._screen.show_sections(
            wrong.section_rows(
                opened.mtype, shown, found, counts, unconfirmed=frozenset(waiting), changed=changed
            )
        )
        self._screen.show_reused(
            {name: writing.reused.waiting_words(name) for name in waiting}, self._used(opened, content)
        )
        if opened.is_change and opened.last is not None:
            self._screen.show_changes(changed, opened.before, words.short_day_clock(opened.last.at))
        now = self._session.now()
        self._screen.show_frame(frame_of(opened, now, len(changed)))
        if has_side(opened):
            self._screen.show_side(side_of(opened, shown, found, now))

    def _found(self, writing: _Writing) -> tuple[Problem, ...]:
        opened = writing.opened
        facts = replace(opened.facts, now=self._session.now())
        found = problems(opened.mtype, self._screen.content(), facts)
        return wrong.all_problems(opened.mtype, (*found, *writing.standing_problems), self._screen.faults())

    def _row(self, writing: _Writing) -> DraftRow:
        notes = writing.row.sources.items()
        kept = {n: note for n, note in notes if n.startswith("_") and not n.startswith(TYPED)}
        kept |= {f"{TYPED}{name}": text for name, text in self._screen.typed().items()}
        content = to_plain(self._screen.content())
        marks = {n: note for n, note in writing.reused.to_plain().items() if n in content}
        return replace(writing.row, content=content, sources={**kept, **marks})

    def _changed_names(self, writing: _Writing, content: Content) -> frozenset[str]:
        if not writing.opened.is_change:
            return frozenset()
        # Who writes, and the note about what is new, differ in every message and are no news of the patient.
        changed = changed_fields(writing.opened.mtype, writing.opened.before, content)
        return changed - draft.SAID_ANEW - {each.name for each in KONTAKT_SECTION.fields}

    def _count_changes(self, writing: _Writing, content: Content) -> int:
        return len(self._changed_names(writing, content))

    def _used(self, opened: Opened, content: Content) -> dict[str, str]:
        """Return which paragraphs stand word for word in the form, and in which field."""
        texts = {name: value for name, value in content.by_name().items() if isinstance(value, str)}
        used: dict[str, str] = {}
        for source in opened.sources:
            for part in source.parts:
                for name, value in texts.items():
                    if part.text.strip() and part.text.strip() in value:
                        used[part.text] = self._label(opened, name)
        return used

    def _label(self, opened: Opened, name: str) -> str:
        each = opened.mtype.field_named(name)
        return each.label if each is not None else name

    def _saved(self, row: DraftRow) -> None:
        writing = self._now_writing
        if writing is not None and writing.row.draft_id == row.draft_id:
            self._screen.show_saved(f"Lagret {words.clock_seconds(row.saved_at)}")

    def _not_saved(self, error: UserError) -> None:
        writing = self._now_writing
        if writing is not None:
            writing.unsaved = True
            self._screen.show_saved(f"Ikke lagret: {error.text}")
            self._screen.announce(f"Utkastet er ikke lagret. {error.text} {error.next_step}")

    def _receiver_confirmed(self, row: DraftRow) -> None:
        writing = self._now_writing
        if writing is not None and writing.row.draft_id == row.draft_id:
            writing.row = row
            writing.standing_problems = tuple(
                p for p in writing.standing_problems if p.code != RECEIVER_CHANGED
            )
            self._refresh()

    def _changed(self, changes: Changes) -> None:
        """Facts of the stay may have moved: fetch them again, and leave the text alone."""
        writing = self._now_writing
        if writing is None or writing.sending or writing.opened.stay.stay_id not in changes.stays:
            return
        draft_id, row = writing.row.draft_id, self._row(writing)

        def fetch(desk: Desk) -> Opened:
            draft.save(desk, row)
            return open_again(desk, draft_id)

        self._session.ask(fetch, lambda opened: self._facts_arrived(writing, opened))

    def _facts_arrived(self, writing: _Writing, opened: Opened) -> None:
        if self._now_writing is writing:
            writing.opened = replace(opened, content=writing.opened.content)
            writing.standing_problems = opened.standing_problems
            self._refresh()


def _try_to_send(desk: Desk, row: DraftRow, blocked: bool) -> _Tried:
    """Save, check, and queue when nothing stops it. `blocked`: something in the form cannot be read."""
    saved = draft.save(desk, row)
    found = dispatch.check(desk, saved)
    if blocked or stops(found):
        return _Tried(saved, found, None)
    return _Tried(saved, found, dispatch.queue(desk, saved))
