"""What happens while a message is written: check, save, reuse, step, send, take back. No Qt here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from plo_desktop.base.errors import UserError
from plo_desktop.domain.log_rows import DraftRow
from plo_desktop.domain.phrases import Phrase
from plo_desktop.forms.offers import Offer
from plo_desktop.forms.reuse import Part, Source
from plo_desktop.messages.types.foresporsel import GJELDER
from plo_desktop.services import admit, answering, approval, deciders, dispatch, draft, print_out
from plo_desktop.services.composing import AGREEMENTS, COPIES, SERVICE
from plo_desktop.services.desk import Desk
from plo_desktop.services.ports import Changes
from plo_desktop.ui import words
from plo_desktop.ui.compose.framing import frame_of, has_side
from plo_desktop.ui.compose.gather import Opened, change_of, gather, open_again, open_new
from plo_desktop.ui.compose.model import ALONE, BACK, FETCH, RETURN, Above
from plo_desktop.ui.compose.outgoing import Outgoing, for_waiting
from plo_desktop.ui.compose.package import Package, follower
from plo_desktop.ui.compose.screen import Screen
from plo_desktop.ui.compose.writing import (
    Writing,
    begun,
    changed_names,
    row_of,
)
from plo_desktop.ui.holds import Holds
from plo_desktop.ui.session import Session

RECEIVER_CHANGED, UNNUMBERED = "MOTTAKER_ENDRET", "UTEN_NUMMER"
ASK_WHY = ("Send uten utskrivningsrapport", "Hvorfor følger ikke rapporten med?", "Send uten rapport")
ASK_WORD = ("Send tilbake", "Hva må rettes før du kan godkjenne?", "Send tilbake")

AskWord = Callable[[tuple[str, str, str], Callable[[str], None]], None]


class ComposePresenter(Outgoing):
    """Behind one compose screen; at most one message, or one package of two, is written in it at a time.

    `closed` is called when the form may go; `opened` when one is shown; `edit_stay` when a fact of the stay
    must be mended; `paper` with PDF bytes and a title; `posted` with the id of a message that goes on paper;
    `ask_word` with (title, question, button) and what to do with the answer.
    """

    def __init__(self, session: Session, holds: Holds, screen: Screen) -> None:
        super().__init__(session, holds, screen)
        self.opened: Callable[[], None] = lambda: None
        self.edit_stay: Callable[[str], None] = lambda stay_id: None
        self.paper: Callable[[bytes, str], None] = lambda pdf, title: None
        self.ask_word: AskWord = lambda words, done: None
        self.reopen = self.open_again
        self.show_step = self.step_to
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
        if first.kommuner and self._package is not None:
            self._screen.focus_above()
        else:
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
        # Beside the other half of a package there is no need to say where it is.
        notes = opened.notes if self._package is not None else (*opened.pair, *opened.notes)
        self._screen.show_above(
            Above(notes, opened.kommuner if first else (), opened.agreements if first else None)
        )
        self._screen.show_copies(opened.copies)
        self._screen.show_services(opened.services)
        self._screen.offer(deciders.FIELD, [_offer(each) for each in opened.deciders])

    # -- writing ---------------------------------------------------------------------------------------

    def edited(self, name: str) -> None:
        """A person changed a field."""
        writing = self._now_writing
        if writing is not None:
            writing.unsaved = True
            if writing.inserting != name:
                writing.reused = writing.reused.edited(name)
            self._refresh()
            if name == GJELDER.name and writing.opened.services:
                # What is asked for decides which service gets it, and that stands beside Send.
                self.choose_service(())

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
            self._settle(code, writing, dispatch.confirm_recipient)
        elif code == UNNUMBERED:
            # A package has one patient, and she is confirmed once.
            for part in self._parts():
                self._settle(code, part, dispatch.confirm_patient)
        elif writing.opened.kommuner and self._package is not None and code != "":
            self.step_to(0)
            self._screen.focus_above()
        else:
            self.edit_stay(writing.opened.stay.stay_id)

    def choose_copies(self, keys: Sequence[str]) -> None:
        """Choose who gets a copy of this message."""
        self._note(COPIES, "|".join(keys))

    def choose_service(self, keys: Sequence[str]) -> None:
        """Choose which service of the municipality gets a dialogue (HIS 1152)."""
        self._note(SERVICE, next(iter(keys), ""))

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
        package.seen = True
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
                lambda desk: for_waiting(lambda row: approval.take_back(desk, row.draft_id), rows),
                lambda changes: self._reopen(rows),
            )

    def _reopen(self, rows: Sequence[DraftRow]) -> None:
        self._now_writing = self._package = None
        self.open_again(rows[0].draft_id)

    # -- what comes back -------------------------------------------------------------------------------

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

    def _settle(self, code: str, writing: Writing, act: Callable[[Desk, DraftRow], DraftRow]) -> None:
        """Note on the draft that a person has confirmed what a problem told."""
        row = row_of(writing)
        self._session.ask(lambda desk: act(desk, row), self._confirmed(code))

    def _confirmed(self, code: str) -> Callable[[DraftRow], None]:
        """Return what is done when a person has confirmed what this problem told."""

        def done(row: DraftRow) -> None:
            for writing in self._parts():
                if writing.row.draft_id == row.draft_id:
                    writing.row = row
                    writing.standing_problems = tuple(p for p in writing.standing_problems if p.code != code)
            self._refresh()

        return done

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
            asked = writing is self._now_writing and bool(writing.opened.kommuner) and not opened.kommuner
            writing.opened = opened
            writing.standing_problems = opened.standing_problems
            if writing is self._now_writing:
                self._show_around(writing)
                self._refresh()
            if asked and self._package is not None:
                self._screen.focus_start()


def _offer(known: deciders.Decider) -> Offer:
    detail = ", ".join(part for part in (known.profession.text.lower(), f"HPR {known.hpr}") if part)
    return Offer(known.name, detail, known.values())
