"""The widgets of the screen where a message is written, and what the presenter shows in them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMenu,
    QVBoxLayout,
    QWidget,
)

from plo_desktop.domain.phrases import Phrase
from plo_desktop.forms.editors.text import ProseEditor
from plo_desktop.forms.message_form import MessageForm
from plo_desktop.forms.offers import Offer
from plo_desktop.forms.problems import SectionRow, SummaryPart
from plo_desktop.forms.reuse import Source
from plo_desktop.forms.tab_order import order_tabs
from plo_desktop.messages.spec import Content, MessageType, Problem
from plo_desktop.messages.types.foresporsel import HASTER
from plo_desktop.ui.compose.above import AboveFields
from plo_desktop.ui.compose.action_bar import ActionBar
from plo_desktop.ui.compose.call_box import CallBox
from plo_desktop.ui.compose.copy_row import CopyRow
from plo_desktop.ui.compose.model import Above, CopyChoice, Frame, Side, Steps
from plo_desktop.ui.compose.reuse_panel import ReusePanel
from plo_desktop.ui.compose.section_list import SectionList
from plo_desktop.ui.compose.side_column import SideColumn
from plo_desktop.ui.compose.steps_bar import StepsBar
from plo_desktop.ui.compose.summary_bar import SummaryBar
from plo_desktop.ui.compose.title_row import TitleRow
from plo_desktop.ui.parts.banner import PatientBanner
from plo_desktop.ui.theme.theme import Theme

_PAUSE_MS = 2000
_FORM_LEAST = 470
_LOW = 400


class ComposeWidgets(QWidget):
    """One form at a time; `show_…` are the presenter's answers."""

    edited = Signal(str)
    field_left = Signal(str)
    paused = Signal()
    send_asked = Signal()
    close_asked = Signal()
    print_asked = Signal()
    confirm_asked = Signal(str)
    insert_asked = Signal(object, object)
    mend_asked = Signal(str)
    step_asked = Signal(int)
    other_asked = Signal(str)
    copies_chosen = Signal(object)
    service_chosen = Signal(object)
    kommune_chosen = Signal(str)
    agreed = Signal(bool)

    def __init__(self, theme: Theme, now: Callable[[], datetime]) -> None:
        super().__init__()
        self._theme = theme
        self._now = now
        self._last_field = ""
        self._frame: Frame | None = None
        self._calling: tuple[str, str] | None = None
        self.call: CallBox | None = None
        self._reuse_wanted = True
        self._reuse_alone = False
        self._has_side = False
        self.enter_pressed: Callable[[], bool] = lambda: False
        self.phrases: Callable[[], Sequence[Phrase]] = lambda: ()
        self.phrase_menu: QMenu | None = None
        self.form: MessageForm | None = None
        self.above = AboveFields(theme)
        self.banner = PatientBanner(theme)
        self.title = TitleRow(theme)
        self.copies = CopyRow(theme)
        self.services = CopyRow(theme, "Til tjeneste", single=True)
        self.steps = StepsBar(theme)
        self.sections = SectionList(theme)
        self.reuse = ReusePanel(theme)
        self.side = SideColumn(theme)
        self.summary = SummaryBar(theme)
        self.actions_bar = ActionBar(theme)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.paused)
        self._page = QHBoxLayout()
        self._page.setSpacing(0)
        self._page.addWidget(self.sections)
        stepped = QVBoxLayout()
        stepped.setSpacing(0)
        stepped.addWidget(self.steps)
        stepped.addLayout(self._page, 1)
        self._middle = QHBoxLayout()
        self._middle.setSpacing(0)
        self._middle.addLayout(stepped, 1)
        self._middle.addWidget(self.reuse)
        self._middle.addWidget(self.side)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.banner)
        column.addWidget(self.title)
        column.addLayout(self._middle, 1)
        column.addWidget(self.summary)
        column.addWidget(self.actions_bar)

    # -- what the presenter shows ------------------------------------------------------------------------

    def begin(
        self,
        mtype: MessageType,
        frame: Frame,
        content: Content,
        *,
        has_side: bool,
        hidden: frozenset[str] = frozenset(),
    ) -> None:
        """Show a new form, filled in. `has_side` puts the side column where reuse is otherwise.

        `hidden` are fields that say nothing in this message.
        """
        if self.form is not None:
            # What loses the focus as it goes is no field that a person left in the new form.
            self.form.blockSignals(True)
            self.above.setParent(None)
            self.copies.setParent(None)
            self.services.setParent(None)
            self._page.removeWidget(self.form)
            self.form.hide()
            self.form.deleteLater()
        form = MessageForm(mtype, self._theme, self._now)
        form.put(content)
        form.leave_out(hidden)
        form.edited.connect(self._on_edited)
        form.left.connect(self.field_left)
        form.confirm_asked.connect(self.confirm_asked)
        form.put_above(self.above)
        form.put_above(self.services)
        form.put_above(self.copies)
        self._page.insertWidget(1, form, 1)
        self.form = form
        self._last_field = ""
        self._calling = self.call = None
        self._has_side = has_side
        self.show_frame(frame)
        self._arrange()
        form.rebuilt.connect(self._order_tabs)
        self._order_tabs()

    def show_frame(self, frame: Frame) -> None:
        """Show patient, title, receiver and action."""
        if frame == self._frame:
            return
        self._frame = frame
        self.banner.show_facts(frame.banner)
        self.title.show_heading(frame.heading)
        self.actions_bar.show_frame(frame)
        self.sections.show_note(frame.changed_note)

    def content(self) -> Content:
        """Return what stands in the form."""
        return self.form.content() if self.form is not None else Content()

    def faults(self) -> Mapping[str, str]:
        """Return what cannot be read, by field name."""
        return self.form.faults() if self.form is not None else {}

    def typed(self) -> Mapping[str, str]:
        """Return what was typed and cannot be read, by field name."""
        return self.form.typed() if self.form is not None else {}

    def type_in(self, texts: Mapping[str, str]) -> None:
        """Put back what was typed and could not be read."""
        if self.form is not None:
            self.form.type_in(texts)

    def show_problems(self, problems: Sequence[Problem], parts: Sequence[SummaryPart]) -> None:
        """Show problems under their fields and in the summary."""
        if self.form is not None:
            self.form.show_problems(problems)
        self.summary.show_parts(parts)
        self._fit_summary()

    def show_sections(self, rows: Sequence[SectionRow]) -> None:
        """Show how far each section has come."""
        self.sections.show_rows(rows)
        if self.form is not None:
            self.sections.point_at(self.form.section_of(self._last_field))

    def show_reused(self, waiting: Mapping[str, str], used: Mapping[str, str]) -> None:
        """Show which fields wait to be confirmed, and which paragraphs are in use."""
        if self.form is not None:
            self.form.show_sources(waiting)
        self.reuse.show_used(used)

    def show_changes(self, changed: frozenset[str], before: Content, sent: str, today: str) -> None:
        """Mark what differs from what was last sent."""
        if self.form is not None:
            self.form.show_changes(changed, before, sent, today)

    def propose(self, name: str, text: str) -> None:
        """Show words that the program proposes for a field."""
        if self.form is not None:
            self.form.propose(name, text)

    def show_steps(self, steps: Steps | None) -> None:
        """Show the steps of a package, or none."""
        self.steps.show_steps(steps)

    def show_above(self, above: Above) -> None:
        """Show what stands over the fields."""
        self.above.show_above(above)

    def show_copies(self, copies: Sequence[CopyChoice]) -> None:
        """Show who may get a copy."""
        self.copies.show_copies(copies)
        self._order_tabs()

    def show_services(self, services: Sequence[CopyChoice]) -> None:
        """Show the services that a dialogue may go to."""
        self.services.show_copies(services)
        self._order_tabs()

    def show_phone(self, whom: str, number: str, *, shown: bool) -> None:
        """Show the number to ring under what was ticked, or not."""
        asked = (whom, number) if shown else None
        if asked != self._calling and self.form is not None:
            self._calling = asked
            self.call = CallBox(self._theme, whom, number) if shown else None
            self.form.put_below(HASTER.name, self.call)

    def show_sources(self, sources: Sequence[Source]) -> None:
        """Show what may be reused."""
        self.reuse.show_sources(sources)

    def show_side(self, side: Side) -> None:
        """Show what will be sent and what is checked."""
        self.side.show_side(side)

    def offer(self, name: str, offers: Sequence[Offer]) -> None:
        """Offer what may be filled in together with a field."""
        if self.form is not None:
            self.form.offer(name, offers)

    def show_saved(self, words: str) -> None:
        """Show when the draft was last on disk."""
        self.title.show_saved(words)

    def focus_start(self) -> None:
        """Put the caret where writing begins."""
        if self.form is not None:
            self.form.focus_start()

    def focus_above(self) -> None:
        """Put the focus on what is asked over the fields."""
        self.above.take_focus()

    def focus_summary(self) -> None:
        """Put the focus on the first thing that must be mended."""
        self.summary.take_focus()

    def insert(self, name: str, text: str) -> None:
        """Put a text into a field and go back to where the person was."""
        if self.form is None:
            return
        back = self._last_field or name
        self._reuse_alone = False
        self._arrange()
        # The caret goes first: a button that vanishes while it has the focus scrolls its whole panel.
        self.form.focus_field(back)
        # Where the person goes on writing, her own words begin on a new line.
        self.form.insert(name, f"{text}\n" if back == name else text)
        self.form.focus_field(back)

    def insert_rows(self, name: str, rows: tuple[Content, ...]) -> None:
        """Add entries to a list and go back to where the person was."""
        if self.form is None:
            return
        back = self._last_field or name
        self._reuse_alone = False
        self._arrange()
        self.form.focus_field(back)
        self.form.insert_rows(name, rows)
        self.form.focus_field(back)

    def insert_phrase(self, text: str) -> None:
        """Put a phrase where the caret was, and stand in its first blank."""
        group = self.form.groups.get(self._last_field) if self.form is not None else None
        if group is not None and isinstance(group.editor, ProseEditor):
            group.editor.insert_here(text)

    def last_field(self) -> str:
        """Return the field that had the caret last."""
        return self._last_field

    def announce(self, words: str) -> None:
        """Say something to screen readers without moving the focus."""
        event = QAccessibleAnnouncementEvent(self, words)
        QAccessible.updateAccessibility(event)

    def stop_waiting(self) -> None:
        """Forget a pause that has not run out: the draft has just been saved or sent."""
        self._pause.stop()

    def _fit_summary(self) -> None:
        # Where the window is low, the field that is written in comes first; the rest is scrolled to.
        low = self.height() < self._theme.px(_LOW)
        self.summary.fit(0 if low else self.height() // 4)
        self.steps.set_slim(low)

    def _order_tabs(self) -> None:
        order_tabs(self)

    def _on_edited(self, name: str) -> None:
        # Not begun anew by every key: a nurse who types without a pause must not lose more than this.
        if not self._pause.isActive():
            self._pause.start()
        self.edited.emit(name)

    def _arrange(self) -> None:
        px = self._theme.px
        form, panel, list_ = px(_FORM_LEAST), px("reuse_panel"), px("section_list")
        wants_panel = self._has_side or self._reuse_wanted
        panel_fits = self.width() >= form + panel
        self.side.setVisible(self._has_side and panel_fits)
        self.reuse.setVisible(not self._has_side and self._reuse_wanted and (panel_fits or self._reuse_alone))
        taken = panel if wants_panel and panel_fits else 0
        self.sections.setVisible(self.width() >= form + list_ + taken)
        if self.form is not None:
            self.form.setVisible(not self._reuse_alone or panel_fits or not self.reuse.isVisibleTo(self))
