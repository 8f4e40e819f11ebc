"""What the main button of a form does: on to step 2, send, approve, put up for approval, and take back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from plo_desktop.base.errors import UserError
from plo_desktop.domain.log_rows import DraftRow
from plo_desktop.domain.routing import PAPER
from plo_desktop.messages.spec import Problem, Severity
from plo_desktop.services import approval
from plo_desktop.services.composing import WITHOUT_REPORT, stops
from plo_desktop.services.dispatch import QueuedMessage
from plo_desktop.services.ports import Changes
from plo_desktop.ui import words
from plo_desktop.ui.compose.framing import short_kommune
from plo_desktop.ui.compose.screen import Screen
from plo_desktop.ui.compose.sending import Tried, Way, attempt, take_back
from plo_desktop.ui.compose.showing import Showing
from plo_desktop.ui.compose.writing import Writing, row_of
from plo_desktop.ui.holds import Hold, Holds
from plo_desktop.ui.session import Session


class Outgoing(Showing):
    """Sends what is written. `closed` and `posted` as in the presenter; `reopen` with the id of a draft."""

    def __init__(self, session: Session, holds: Holds, screen: Screen) -> None:
        super().__init__(session, screen)
        self._holds = holds
        self._sending = False
        self.closed: Callable[[], None] = lambda: None
        self.posted: Callable[[str], None] = lambda msg_id: None
        self.reopen: Callable[[str], None] = lambda draft_id: None
        self.show_step: Callable[[int], None] = lambda number: None

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
        self.show_step(1)

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
            self.show_step(self._package.parts.index(bad))
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
            self.reopen(result[0][0])

        self._session.ask(lambda desk: take_back(desk, ids, notes), done)

    def _send_back(self, word: str) -> None:
        rows = self._rows()
        self._session.act(
            lambda desk: for_waiting(lambda row: approval.send_back(desk, row, word), rows),
            lambda changes: self._leave(),
        )

    def _leave(self) -> None:
        self._now_writing = self._package = None
        self._screen.stop_waiting()
        self.closed()


def for_waiting(act: Callable[[DraftRow], Changes], rows: Sequence[DraftRow]) -> Changes:
    """Do an act on those of the drafts that wait for approval."""
    changes = Changes()
    for row in rows:
        if approval.waits(row):
            changes |= act(row)
    return changes
