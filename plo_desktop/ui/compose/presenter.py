"""What happens while a message is written: check, save, reuse, step, send, take back. No Qt here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from plo_desktop.base.errors import UserError
from plo_desktop.domain.log_rows import DraftRow
from plo_desktop.domain.phrases import Phrase
from plo_desktop.domain.routing import PAPER
from plo_desktop.forms import problems as wrong
from plo_desktop.forms.problems import Link, SummaryPart
from plo_desktop.forms.reuse import Part, Source
from plo_desktop.messages.spec import Problem, Severity
from plo_desktop.messages.validation import problems
from plo_desktop.services import admit, answering, approval, dispatch, draft, print_out
from plo_desktop.services.composing import AGREEMENTS, COPIES, WITHOUT_REPORT, stops
from plo_desktop.services.desk import Desk
from plo_desktop.services.dispatch import QueuedMessage
from plo_desktop.services.phrases import unfilled
from plo_desktop.services.ports import Changes
from plo_desktop.ui import words
from plo_desktop.ui.compose.framing import frame_of, has_side, short_kommune, side_of, side_of_package
from plo_desktop.ui.compose.gather import Opened, change_of, gather, open_again, open_new
from plo_desktop.ui.compose.model import ALONE, BACK, FETCH, RETURN, Above
from plo_desktop.ui.compose.package import Package, follower, steps_of
from plo_desktop.ui.compose.screen import Screen
from plo_desktop.ui.compose.sending import Tried, Way, attempt, take_back
from plo_desktop.ui.compose.writing import (
    CHANGE_FIELD,
    Writing,
    begun,
    changed_names,
    label_of,
    row_of,
    to_propose,
    used_parts,
)
from plo_desktop.ui.holds import Hold, Holds
from plo_desktop.ui.session import Session

RECEIVER_CHANGED = "MOTTAKER_ENDRET"
ASK_WHY = ("Send uten utskrivningsrapport", "Hvorfor følger ikke rapporten med?", "Send uten rapport")
ASK_WORD = ("Send tilbake", "Hva må rettes før du kan godkjenne?", "Send tilbake")

AskWord = Callable[[tuple[str, str, str], Callable[[str], None]], None]


class ComposePresenter:
    """Behind one compose screen; at most one message, or one package of two, is written in it at a time.

    `closed` is called when the form may go; `opened` when one is shown; `edit_stay` when a fact of the stay
    must be mended; `paper` with PDF bytes and a title; `posted` with the id of a message that goes on paper;
    `ask_word` with (title, question, button) and what to do with the answer.
    """

    def __init__(self, session: Session, holds: Holds, screen: Screen) -> None:
        self._session = session
        self._holds = holds
        self._screen = screen
        self._now_writing: Writing | None = None
        self._package: Package | None = None
        self._sending = False
        self.opened: Callable[[], None] = lambda: None
        self.closed: Callable[[], None] = lambda: None
        self.edit_stay: Callable[[str], None] = lambda stay_id: None
        self.paper: Callable[[bytes, str], None] = lambda pdf, title: None
        self.posted: Callable[[str], None] = lambda msg_id: None
        self.ask_word: AskWord = lambda words, done: None
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
        self._open_by(lambda desk: open_new(desk, stay_id, type_code))

    def open_again(self, draft_id: str) -> None:
        """Open a draft that exists."""
        self._open_by(lambda desk: open_again(desk, draft_id))

    def open_answer(self, msg_id: str, type_code: str = "") -> None:
        """Open the answer to a message, of the normal type unless another way is chosen."""
        self._open_by(lambda desk: gather(desk, answering.open_answer(desk, msg_id, type_code)))

    def open_avvik(self, msg_id: str, reason: str = "") -> None:
        """Open an avvik about a message that came in; `reason` is code 8117 when the guide gave one."""
        self._open_by(lambda desk: gather(desk, answering.open_avvik(desk, msg_id, reason)))

    def open_question(self, msg_id: str) -> None:
        """Open a Forespørsel about a message."""
        self._open_by(lambda desk: gather(desk, answering.open_question(desk, msg_id)))

    def open_change(self, msg_id: str) -> None:
        """Open a changed version of a message that we sent."""
        self._open_by(lambda desk: change_of(desk, msg_id))

    def _open_by(self, make: Callable[[Desk], Opened]) -> None:
        def work(desk: Desk) -> tuple[Opened, Opened | None]:
            opened = make(desk)
            return opened, follower(desk, opened)

        self.save_now()
        self._session.ask(work, self._begin)

    def close(self) -> None:
        """Lagre og lukk; a package keeps both drafts."""
        if self._now_writing is not None:
            self.save_now()
            self._now_writing = self._package = None
            self._screen.stop_waiting()
            self.closed()

    def _begin(self, found: tuple[Opened, Opened | None]) -> None:
        first, second = found
        self._package = Package((begun(first), begun(second))) if second is not None else None
        self._take_up(self._package.shown if self._package else begun(first))
        self.opened()
        self._screen.focus_start()

    def _take_up(self, writing: Writing) -> None:
        """Put a message on the screen."""
        self._now_writing = writing
        opened = writing.opened
        frame = frame_of(opened, self._session.now(), len(changed_names(writing)), self._package)
        hidden = frozenset() if opened.is_change else draft.SAID_ANEW
        side = has_side(opened) or self._package is not None
        self._screen.begin(opened.mtype, frame, writing.content, has_side=side, hidden=hidden)
        self._screen.type_in(writing.typed)
        self._screen.show_sources(opened.sources)
        self._show_around(writing)
        self._screen.show_saved(f"Lagret {words.clock_seconds(writing.row.saved_at)}")
        self._refresh()

    def _show_around(self, writing: Writing) -> None:
        opened = writing.opened
        first = self._package is None or self._package.step == 0
        self._screen.show_above(
            Above(opened.notes, opened.kommuner if first else (), opened.agreements if first else None)
        )
        self._screen.show_copies(opened.copies)

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
        """Put a paragraph or entries of an earlier message into their field, or text where the caret was."""
        writing = self._now_writing
        if writing is None:
            return
        name = part.target or self._screen.last_field()
        if writing.opened.mtype.field_named(name) is None:
            return
        writing.reused = writing.reused.taken(name, source.words)
        writing.inserting = name
        if part.rows:
            self._screen.insert_rows(name, part.rows)
        else:
            self._screen.insert(name, part.text)
        writing.inserting = ""
        writing.unsaved = True
        self._refresh()

    def phrases(self) -> tuple[Phrase, ...]:
        """Return the ward's phrases for the message being written."""
        return self._now_writing.opened.phrases if self._now_writing else ()

    def mend(self, code: str) -> None:
        """A person followed a problem about no field: confirm the receiver, or mend the stay."""
        writing = self._now_writing
        if writing is None:
            return
        if code == RECEIVER_CHANGED:
            row = row_of(writing)
            self._session.ask(lambda desk: dispatch.confirm_recipient(desk, row), self._receiver_confirmed)
        elif writing.opened.kommuner and self._package is not None and code != "":
            self.step_to(0)
            self._screen.focus_above()
        else:
            self.edit_stay(writing.opened.stay.stay_id)

    def choose_copies(self, keys: Sequence[str]) -> None:
        """Choose who gets a copy of this message."""
        self._note(COPIES, "|".join(keys))

    def settle_agreements(self, settled: bool) -> None:
        """The agreements round the discharge are clear, or not (SSHF 5.4, psychiatry and TSB)."""
        self._note(AGREEMENTS, "ja" if settled else "")

    def link_kommune(self, name: str) -> None:
        """Tie the patient to a municipality, without leaving the form."""
        stay_id = self.stay_id
        self._session.act(lambda desk: admit.change(desk, stay_id, kommune=name))

    def _note(self, key: str, value: str) -> None:
        """Keep a choice that is no field, and show what follows from it."""
        writing = self._now_writing
        if writing is None:
            return
        kept = {name: note for name, note in writing.row.sources.items() if name != key}
        writing.row = replace(writing.row, sources={**kept, key: value} if value else kept)
        self._fetch_facts(writing)

    def save_now(self) -> None:
        """Put the draft on disk; the form is not touched, so the caret stays where it is."""
        writing = self._now_writing
        if writing is None or not writing.unsaved or self._sending:
            return
        writing.unsaved = False
        self._read(writing)
        writing.row = row_of(writing)
        row = writing.row
        self._session.ask(lambda desk: draft.save(desk, row), self._saved, self._not_saved)

    def print_draft(self) -> None:
        """Show the message as it would look on paper, marked as a draft."""
        writing = self._now_writing
        if writing is not None and writing.opened.mtype.printable:
            self._read(writing)
            row, title = row_of(writing), writing.opened.mtype.title
            self._session.ask_here(
                lambda desk: print_out.draft_preview(desk, row), lambda pdf: self.paper(pdf, title)
            )

    # -- steps -----------------------------------------------------------------------------------------

    def step_to(self, number: int) -> None:
        """Show a step of the package; both keep what stands in them."""
        package = self._package
        if package is None or package.step == number or self._sending:
            return
        self.save_now()
        self._read(package.shown)
        package.step = number
        self._take_up(package.shown)
        self._screen.focus_start()

    def enter(self) -> bool:
        """Enter in step 1 goes on to step 2; anywhere else the key is not ours. Return whether it was."""
        if self._package is None or self._package.step != 0:
            return False
        self.send()
        return True

    def other(self, action: str) -> None:
        """Do what a button beside the primary does."""
        writing = self._now_writing
        if writing is None:
            return
        if action == BACK:
            self.step_to(0)
        elif action == ALONE:
            self.ask_word(ASK_WHY, self._send_alone)
        elif action == RETURN:
            self.ask_word(ASK_WORD, self._send_back)
        elif action == FETCH:
            rows = self._rows()
            self._session.act(
                lambda desk: _each(lambda row: approval.take_back(desk, row.draft_id), rows),
                lambda changes: self._reopen(rows),
            )

    def _send_back(self, word: str) -> None:
        self.save_now()
        rows = self._rows()
        self._session.act(
            lambda desk: _each(lambda row: approval.send_back(desk, row, word), rows),
            lambda changes: self._leave(),
        )

    def _reopen(self, rows: Sequence[DraftRow]) -> None:
        self._now_writing = self._package = None
        self.open_again(rows[0].draft_id)

    def _leave(self) -> None:
        self._now_writing = self._package = None
        self._screen.stop_waiting()
        self.closed()

    def _rows(self) -> tuple[DraftRow, ...]:
        return tuple(row_of(writing) for writing in self._parts())

    def _parts(self) -> tuple[Writing, ...]:
        if self._package is not None:
            return self._package.parts
        return (self._now_writing,) if self._now_writing else ()

    # -- sending ---------------------------------------------------------------------------------------

    def send(self) -> None:
        """Do the main action, or say why not: the button is never disabled."""
        if self._now_writing is None or self._sending:
            return
        self._read(self._now_writing)
        if self._package is not None and self._package.step == 0:
            self._next()
            return
        self._send(self._parts())

    def _next(self) -> None:
        """Go on to step 2 when nothing stops step 1."""
        package = self._package
        if package is None:
            return
        package.shown.tried = True
        if stops(self._found(package.shown)):
            self._refresh()
            self._not_sent(package.shown, "Steg 1 er ikke ferdig.")
            return
        self.step_to(1)

    def _send_alone(self, reason: str) -> None:
        """Send the first of the package without the second, which stays as an open task (SSHF 5.4)."""
        package = self._package
        if package is None or self._sending:
            return
        first = package.parts[0]
        first.row = replace(first.row, sources={**first.row.sources, WITHOUT_REPORT: reason})
        self._send((first,))

    def _send(self, parts: Sequence[Writing]) -> None:
        for part in parts:
            part.tried = True
        self._sending = True
        self._screen.stop_waiting()
        blocked = any(part.faults or part.typed for part in parts)
        way = Way.SUBMIT if any(part.opened.to_be_approved for part in parts) else Way.SEND
        rows = tuple(row_of(part) for part in parts)
        self._session.ask(
            lambda desk: attempt(desk, rows, way, blocked),
            lambda tried: self._tried(tuple(parts), tried),
            lambda error: self._refused(error),
        )

    def _tried(self, parts: tuple[Writing, ...], tried: Tried) -> None:
        self._sending = False
        for part, row, found in zip(parts, tried.rows, tried.found, strict=True):
            part.unsaved = False
            part.row = row
            part.standing_problems = tuple(p for p in found if not p.field_name)
        if tried.submitted is not None:
            said = parts[0].opened.mtype.title
            self._screen.announce(f"{said} venter på godkjenning.")
            self._leave()
            self._session.tell(tried.submitted)
        elif tried.queued:
            self._queued(parts, tried.queued)
        else:
            self._stopped(parts)

    def _stopped(self, parts: tuple[Writing, ...]) -> None:
        bad = next((part for part in parts if stops(self._found(part))), parts[0])
        if self._package is not None and bad is not self._package.shown:
            self.step_to(self._package.parts.index(bad))
        self._refresh()
        self._not_sent(bad, "Ikke sendt.")

    def _not_sent(self, writing: Writing, opening: str) -> None:
        self._screen.focus_summary()
        stop = stops(self._found(writing))
        self._screen.announce(f"{opening} {words.count(len(stop), 'ting', 'ting')} må rettes.")

    def _refused(self, error: UserError) -> None:
        self._sending = False
        writing = self._now_writing
        if writing is None:
            return
        writing.unsaved = True
        refusal = Problem(error.code, f"{error.text} {error.next_step}", Severity.ERROR)
        writing.standing_problems = (*writing.standing_problems, refusal)
        self._refresh()
        self._screen.focus_summary()
        self._screen.announce(f"Ikke sendt. {error.text}")

    def _queued(self, parts: tuple[Writing, ...], queued: tuple[QueuedMessage, ...]) -> None:
        titles = " og ".join(part.opened.mtype.title for part in parts)
        to = short_kommune(parts[0].opened.stay.kommune)
        changes = Changes()
        for each in queued:
            changes |= each.changes
        self._now_writing = self._package = None
        held = [each for each in queued if each.channel != PAPER]
        if held:
            notes = [dict(part.row.sources) for part in parts]
            self._hold(f"Sender {titles} til {to}", held, [each.msg_id for each in queued], notes)
        else:
            self._screen.announce(f"{titles} er klar til utskrift.")
        self.closed()
        self._session.tell(changes)
        for each in queued:
            if each.channel == PAPER:
                self.posted(each.msg_id)

    def _hold(
        self, verb: str, held: Sequence[QueuedMessage], ids: Sequence[str], notes: Sequence[dict[str, str]]
    ) -> None:
        """Let what was queued together be taken back together."""
        until = min(each.not_before for each in held)
        self._holds.add(
            Hold(
                key=held[0].msg_id,
                by=self._session.actor.user_id,
                verb=verb,
                undo_text="Angre sending",
                until=until,
                commit=None,
                undo=lambda: self._take_back(ids, notes),
            )
        )
        left = round((until - self._session.now()).total_seconds())
        self._screen.announce(f"{verb} om {left} sekunder. Angre med Ctrl+Z.")

    def _take_back(self, ids: Sequence[str], notes: Sequence[dict[str, str]]) -> None:
        def done(result: tuple[tuple[str, ...], Changes]) -> None:
            self._session.tell(result[1])
            self.open_again(result[0][0])

        self._session.ask(lambda desk: take_back(desk, ids, notes), done)

    # -- showing ---------------------------------------------------------------------------------------

    def _read(self, writing: Writing) -> None:
        """Take what stands in the form."""
        if writing is self._now_writing:
            writing.content = self._screen.content()
            writing.faults = dict(self._screen.faults())
            writing.typed = dict(self._screen.typed())

    def _refresh(self) -> None:
        writing = self._now_writing
        if writing is None:
            return
        self._read(writing)
        changed = changed_names(writing)
        if (said := to_propose(writing, changed)) is not None:
            self._propose(writing, said)
        opened = writing.opened
        found = self._found(writing)
        shown = self._shown(writing, found)
        filled = writing.content.by_name()
        waiting = [name for name in writing.reused.unconfirmed() if name in filled]
        self._screen.show_problems(shown, self._summary(writing, shown, waiting))
        counts = {name: len(value) if isinstance(value, tuple) else 1 for name, value in filled.items()}
        new = frozenset(name for name in changed if name not in opened.before.by_name())
        self._screen.show_sections(
            wrong.section_rows(
                opened.mtype, shown, found, counts, unconfirmed=frozenset(waiting), changed=changed, new=new
            )
        )
        self._screen.show_reused(
            {name: writing.reused.waiting_words(name) for name in waiting}, used_parts(writing)
        )
        if opened.is_change and opened.last is not None:
            today = words.day(words.local(self._session.now()).date())
            self._screen.show_changes(changed, opened.before, words.short_day_clock(opened.last.at), today)
        self._show_progress(writing, shown, found, len(changed))

    def _show_progress(
        self, writing: Writing, shown: Sequence[Problem], found: Sequence[Problem], changed: int
    ) -> None:
        opened, now, package = writing.opened, self._session.now(), self._package
        self._screen.show_frame(frame_of(opened, now, changed, package))
        urgent = opened.mtype.asks_for_answer and bool(writing.content.by_name().get("haster"))
        self._screen.show_phone(opened.stay.kommune, words.phone(opened.phone), shown=urgent)
        if package is None:
            self._screen.show_steps(None)
            if has_side(opened):
                self._screen.show_side(side_of(opened, shown, found, now))
            return
        all_found = tuple(self._found(part) for part in package.parts)
        all_shown = tuple(
            self._shown(part, each) for part, each in zip(package.parts, all_found, strict=True)
        )
        ready = (not stops(all_found[0]), not stops(all_found[1]))
        self._screen.show_steps(steps_of(package, ready))
        self._screen.show_side(
            side_of_package(package, (all_shown[0], all_shown[1]), (all_found[0], all_found[1]), now)
        )

    def _propose(self, writing: Writing, said: str) -> None:
        writing.proposed = said
        writing.unsaved = True
        self._screen.propose(CHANGE_FIELD, said)
        self._read(writing)

    def _summary(
        self, writing: Writing, shown: Sequence[Problem], waiting: Sequence[str]
    ) -> tuple[SummaryPart, ...]:
        links = [Link(label_of(writing.opened, name), name) for name in waiting]
        return wrong.summary(shown, links, nothing_wrong=writing.tried)

    def _shown(self, writing: Writing, found: Sequence[Problem]) -> tuple[Problem, ...]:
        return wrong.worth_showing(
            found,
            tried=writing.tried,
            touched=frozenset(writing.touched),
            filled=frozenset(writing.content.by_name()) | frozenset(writing.faults),
        )

    def _found(self, writing: Writing) -> tuple[Problem, ...]:
        opened = writing.opened
        facts = replace(opened.facts, now=self._session.now())
        found = (*problems(opened.mtype, writing.content, facts), *unfilled(opened.mtype, writing.content))
        standing = writing.standing_problems
        if self._package is not None or opened.to_be_approved:
            # Said by the package itself, and by the button.
            hushed = ("RAPPORT_SKAL_FOLGE", approval.CANNOT)
            standing = tuple(p for p in standing if p.code not in hushed)
        return wrong.all_problems(opened.mtype, (*found, *standing), writing.faults)

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
        for writing in self._parts():
            if writing.row.draft_id == row.draft_id:
                writing.row = row
                writing.standing_problems = tuple(
                    p for p in writing.standing_problems if p.code != RECEIVER_CHANGED
                )
        self._refresh()

    def _changed(self, changes: Changes) -> None:
        """Facts of the stay may have moved: fetch them again, and leave the text alone."""
        writing = self._now_writing
        if writing is None or self._sending or writing.opened.stay.stay_id not in changes.stays:
            return
        for part in self._parts():
            self._fetch_facts(part)

    def _fetch_facts(self, writing: Writing) -> None:
        self._read(writing)
        row = row_of(writing)

        def fetch(desk: Desk) -> Opened:
            draft.save(desk, row)
            return open_again(desk, row.draft_id)

        self._session.ask(fetch, lambda opened: self._facts_arrived(writing, opened))

    def _facts_arrived(self, writing: Writing, opened: Opened) -> None:
        if writing in self._parts():
            writing.row = replace(writing.row, sources=dict(opened.row.sources))
            writing.opened = opened
            writing.standing_problems = opened.standing_problems
            if writing is self._now_writing:
                self._show_around(writing)
                self._refresh()


def _each(act: Callable[[DraftRow], Changes], rows: Sequence[DraftRow]) -> Changes:
    changes = Changes()
    for row in rows:
        if approval.waits(row):
            changes |= act(row)
    return changes
