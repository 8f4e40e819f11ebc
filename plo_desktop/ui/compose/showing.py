"""What the compose screen is shown of the message being written, or of the package of two."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from plo_desktop.domain.log_rows import DraftRow
from plo_desktop.forms import problems as wrong
from plo_desktop.forms.problems import Link, SummaryPart
from plo_desktop.messages.spec import Problem
from plo_desktop.messages.validation import problems
from plo_desktop.services import approval
from plo_desktop.services.composing import stops
from plo_desktop.services.phrases import unfilled
from plo_desktop.ui import words
from plo_desktop.ui.compose.framing import frame_of, has_side, side_of, side_of_package
from plo_desktop.ui.compose.package import Package, steps_of
from plo_desktop.ui.compose.screen import Screen
from plo_desktop.ui.compose.writing import (
    CHANGE_FIELD,
    Writing,
    changed_names,
    label_of,
    row_of,
    to_propose,
    used_parts,
)
from plo_desktop.ui.session import Session


class Showing:
    """Keeps what is written and shows it; at most one message, or one package, at a time."""

    def __init__(self, session: Session, screen: Screen) -> None:
        self._session = session
        self._screen = screen
        self._now_writing: Writing | None = None
        self._package: Package | None = None

    def _rows(self) -> tuple[DraftRow, ...]:
        return tuple(row_of(writing) for writing in self._parts())

    def _parts(self) -> tuple[Writing, ...]:
        if self._package is not None:
            return self._package.parts
        return (self._now_writing,) if self._now_writing else ()

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
        unconfirmed = writing.reused.unconfirmed()
        waiting = [
            each.name for each in opened.mtype.fields() if each.name in unconfirmed and each.name in filled
        ]
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
        links = [Link(label_of(writing.opened, name), name, confirms=True) for name in waiting]
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
        # What the type says of the patient is found both here and in the log.
        once = tuple(dict.fromkeys((*found, *standing)))
        return wrong.all_problems(opened.mtype, once, writing.faults)
