"""The reading pane: banner, head, the whole message, and the bar whose main button follows the message."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedLayout, QWidget

from plo_desktop.services.kommunes_answer import Proposal
from plo_desktop.ui import actions, words
from plo_desktop.ui.message_acts import ANEW, CALL, CANCEL, CHANGE, DEVIATE, REGISTER, REPLY
from plo_desktop.ui.parts.action_bar import ActionBar
from plo_desktop.ui.parts.banner import PatientBanner
from plo_desktop.ui.parts.boxes import ProblemBox, WarningBox
from plo_desktop.ui.parts.buttons import KeyHintButton
from plo_desktop.ui.parts.labels import column, label
from plo_desktop.ui.reader.attachment_rows import AttachmentRows
from plo_desktop.ui.reader.delivery_rows import DeliveryRows
from plo_desktop.ui.reader.link_rows import LinkRows
from plo_desktop.ui.reader.message_body import MessageBody, Page, parted
from plo_desktop.ui.reader.presenter import OpenMessage, ReaderPresenter
from plo_desktop.ui.reader.reader_head import ReaderHead
from plo_desktop.ui.theme.theme import Theme

_MARGINS = (24, 12, 16, 0)


class ReaderPane(QWidget):
    """One message. `print_wanted` and `match_wanted` open what the window shows on top.

    `act_wanted` has the id of another action on the message, `message_wanted` the id of a linked one.
    """

    print_wanted = Signal()
    match_wanted = Signal()
    act_wanted = Signal(str)
    message_wanted = Signal(str)
    attachment_wanted = Signal(object)
    attachment_saved = Signal(object)
    changed = Signal()

    def __init__(self, theme: Theme, presenter: ReaderPresenter, above: QWidget | None = None) -> None:
        super().__init__()
        self._theme = theme
        self.presenter = presenter
        self.opened: OpenMessage | None = None
        self.setProperty("surface", "page")
        self._stack = QStackedLayout(self)
        self._empty = QWidget()
        self._empty.setProperty("surface", "page")
        inner = column(self._empty, (24, 24, 24, 24))
        self._empty_words = label("Velg en melding i listen.", "body2", wrap=True)
        inner.addWidget(self._empty_words)
        inner.addStretch(1)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self._build(above))
        presenter.shown = self._show

    def say_empty(self, text: str) -> None:
        """Say what an empty pane means."""
        self._empty_words.setText(text)

    def _build(self, above: QWidget | None) -> QWidget:
        theme = self._theme
        page = QWidget()
        box = column(page)
        self.banner = PatientBanner(theme)
        box.addWidget(self.banner)
        if above is not None:
            box.addWidget(above)
        self.head = ReaderHead(theme)
        box.addWidget(self.head)
        self._problem = ProblemBox(theme, "ikkelevert")
        self._problem_holder = _held(self._problem)
        self._warnings = WarningBox(theme)
        self._warnings_holder = _held(self._warnings)
        self.deliveries = DeliveryRows(theme)
        self.links = LinkRows(theme)
        self._body = MessageBody(theme)
        self._technical = MessageBody(theme)
        self.attachments = AttachmentRows(theme)
        self._inner = inner = QWidget()
        inner.setProperty("surface", "page")
        whole = column(inner)
        for part in (self._problem_holder, self._warnings_holder, self.links, self.deliveries):
            whole.addWidget(part)
        whole.addWidget(self._body)
        whole.addWidget(self.attachments)
        whole.addWidget(self._technical)
        whole.addStretch(1)
        self.page = Page()
        self.page.setWidget(inner)
        box.addWidget(self.page, 1)
        box.addWidget(self._build_bar())
        self.links.opened.connect(self.message_wanted)
        self.links.rebuilt.connect(self._order_tabs)
        self.attachments.rebuilt.connect(self._order_tabs)
        self.attachments.open_wanted.connect(self.attachment_wanted)
        self.attachments.save_wanted.connect(self.attachment_saved)
        return page

    def _build_bar(self) -> ActionBar:
        self.bar = ActionBar(self._theme)
        self.main = self._button("Signer og neste", "primary", "signer", main=True)
        self.match = self._button("Knytt til opphold …", "match", "pasienter", main=True)
        self.again = self._button("Rett og send på nytt", "primary", "rediger", main=True)
        self.acts = {
            REGISTER: self._button("Registrer svaret", REGISTER, "hake"),
            REPLY: self._button("Svar", REPLY, "svar"),
            DEVIATE: self._button("Avvik", DEVIATE, "avvik"),
            CHANGE: self._button("Endre", CHANGE, "rediger"),
        }
        self.take = self._button("Ta ansvar", "take", "tildel")
        self.print = self._button("Skriv ut", "print", "skriver")
        self.acts[CALL] = self._button("Ring …", CALL, "telefon")
        self.acts[CANCEL] = self._button("Kanseller …", CANCEL, "stans")
        self._place = label("", "dense2")
        self.bar.set_tail(self._place)
        self.main.clicked.connect(self.presenter.primary)
        self.again.clicked.connect(self.primary)
        self.take.clicked.connect(self.presenter.take)
        self.print.clicked.connect(self.print_wanted)
        self.match.clicked.connect(self.match_wanted)
        for act, button in self.acts.items():
            button.clicked.connect(lambda _=False, act=act: self.act_wanted.emit(act))
        return self.bar

    def _order_tabs(self) -> None:
        """Let Tab go down the page before it goes to the bar; what is made later would come last."""
        for before, after in pairwise([self.page, *self.links.buttons, *self.attachments.buttons]):
            self.setTabOrder(before, after)

    def _button(self, text: str, action_id: str, icon: str, *, main: bool = False) -> KeyHintButton:
        kind = "primary" if main else "normal"
        return self.bar.add(KeyHintButton(self._theme, text, actions.hint(action_id), icon=icon, kind=kind))

    def primary(self) -> None:
        """Sign what waits for a signature, or write anew what did not come through."""
        opened = self.opened
        if opened is not None and ANEW in opened.acts:
            self.act_wanted.emit(ANEW)
        else:
            self.presenter.primary()

    def say_place(self, text: str) -> None:
        """Say which of how many this is: "1 av 3"."""
        self._place.setText(text)

    def _show(self, opened: OpenMessage | None) -> None:
        self.opened = opened
        if opened is None:
            self._stack.setCurrentWidget(self._empty)
            self.changed.emit()
            return
        self.banner.show_facts(opened.banner)
        self.head.show_message(opened)
        problem = opened.problem
        if problem is not None:
            self._problem.say(problem.state, problem.what, problem.follows, problem.step, problem.code)
        self._problem_holder.setVisible(problem is not None)
        self._warnings.say(opened.warnings)
        self._warnings_holder.setVisible(bool(opened.warnings))
        self.deliveries.show_lines(opened.deliveries)
        self.attachments.show_lines(opened.attachments)
        self.links.show_links(opened.msg_id, opened.links)
        read, technical = parted(opened.outline)
        another = self._body.show_outline(read)
        self._technical.show_outline(technical)
        if another:
            self.page.verticalScrollBar().setValue(0)
        self._show_buttons(opened)
        self._stack.setCurrentIndex(1)
        self.changed.emit()

    def _show_buttons(self, opened: OpenMessage) -> None:
        if opened.proposal is not None:
            self.acts[REGISTER].say(_register_words(opened.proposal))
        shown = [self.print, *(button for act, button in self.acts.items() if act in opened.acts)]
        if opened.primary:
            self.main.say(opened.primary)
            shown.append(self.main)
        if opened.primary == "Ta ansvar og signer":
            shown.append(self.take)
        if ANEW in opened.acts:
            shown.append(self.again)
        if opened.row.triage and not opened.row.stay_id:
            shown.append(self.match)
        self.bar.show_only(*shown)


def _register_words(proposal: Proposal) -> str:
    """Return what one press of the button enters; without a certain answer it asks first."""
    if not proposal.answer:
        return "Registrer svaret …"
    day = f" {words.short_day(proposal.from_on)}" if proposal.from_on else ""
    return f"Registrer: {proposal.answer}{day}"


def _held(box: QWidget) -> QWidget:
    holder = QWidget()
    column(holder, _MARGINS).addWidget(box)
    return holder
