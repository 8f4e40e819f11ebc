"""One stay: banner, events by day, cards, and the bar whose main button follows the stay's next step."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from plo_desktop.ui import actions
from plo_desktop.ui.parts.action_bar import ActionBar
from plo_desktop.ui.parts.banner import PatientBanner
from plo_desktop.ui.parts.buttons import FilterChip, KeyHintButton
from plo_desktop.ui.parts.chip import Chip
from plo_desktop.ui.parts.labels import clear, column, frame, label, rule
from plo_desktop.ui.parts.last_input import LastInput
from plo_desktop.ui.parts.painting import ChipFace
from plo_desktop.ui.stay.presenter import StayPresenter, StayStory
from plo_desktop.ui.stay.story import Card, StoryEvent
from plo_desktop.ui.stay.timeline import StoryList
from plo_desktop.ui.theme.theme import Theme

_CARDS = 372
_CARDS_FROM = 760


class StayPane(QWidget):
    """`write_wanted` (stay, type) opens a form, `message_wanted` a message, `new_wanted` the types.

    `lead_wanted` comes from the main button while it does what a list beside it has asked for.
    """

    write_wanted = Signal(str, str)
    message_wanted = Signal(str)
    new_wanted = Signal()
    lead_wanted = Signal()
    expected_wanted = Signal()
    act_wanted = Signal(str)

    def __init__(self, theme: Theme, presenter: StayPresenter, last_input: LastInput) -> None:
        super().__init__()
        self._theme = theme
        self.presenter = presenter
        self.story: StayStory | None = None
        self._lead = ""
        self.card_buttons: list[KeyHintButton] = []
        self.setProperty("surface", "page")
        self._stack = QStackedLayout(self)
        empty = QWidget()
        empty.setProperty("surface", "page")
        column(empty, (24, 24, 24, 24)).addWidget(
            label("Velg en pasient i listen.", "body2"), 0, Qt.AlignmentFlag.AlignTop
        )
        self._stack.addWidget(empty)
        self._stack.addWidget(self._build(last_input))
        presenter.shown = self._show

    def _build(self, last_input: LastInput) -> QWidget:
        theme = self._theme
        page = QWidget()
        box = column(page)
        self.banner = PatientBanner(theme)
        box.addWidget(self.banner)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        story = QWidget()
        story.setProperty("surface", "page")
        left = column(story)
        head = frame("page", "bottom")
        row = QHBoxLayout(head)
        row.setContentsMargins(24, 0, 16, 0)
        row.addWidget(label("Hendelser", "strong"))
        self._count = label("", "dense2")
        row.addWidget(self._count)
        row.addStretch(1)
        self.threads = FilterChip(theme, "Tråder")
        self.threads.setToolTip("Vis spørsmål med svar, og en melding med sine endringer, samlet")
        self.threads.toggled.connect(lambda _: self._show_rows())
        row.addWidget(self.threads)
        self._head = head
        theme.changed.connect(self._measure)
        self._measure()
        left.addWidget(head)
        self.events = StoryList(theme, "Hendelser i oppholdet", last_input)
        self.events.opened.connect(self._open_event)
        self.events.picked.connect(self._open_event)
        left.addWidget(self.events, 1)
        middle.addWidget(story, 1)
        self._cards = QScrollArea()
        self._cards.setWidgetResizable(True)
        self._cards.setProperty("line", "left")
        self._cards.setAccessibleName("Kort for oppholdet")
        self._cards.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inner = frame("sunken", "left")
        self._card_column = QVBoxLayout(inner)
        self._card_column.setContentsMargins(16, 12, 16, 12)
        self._card_column.setSpacing(12)
        self._cards.setWidget(inner)
        middle.addWidget(self._cards)
        box.addLayout(middle, 1)
        self.bar = ActionBar(theme)
        self.main = self.bar.add(KeyHintButton(theme, "Ny melding", actions.hint("primary"), kind="primary"))
        self.new = self.bar.add(KeyHintButton(theme, "Ny melding", actions.hint("new")))
        self.new.setAccessibleName("Ny melding om pasienten")
        self.expected = self.bar.add(KeyHintButton(theme, "Forventet dato …", icon="kalender"))
        self._who = QWidget()
        who = column(self._who)
        self._who_name = label("", "strong")
        self._who_number = label("", "dense2")
        for part in (self._who_name, self._who_number):
            part.setAlignment(Qt.AlignmentFlag.AlignRight)
            who.addWidget(part)
        self.bar.set_tail(self._who)
        self.main.clicked.connect(self.primary)
        self.new.clicked.connect(self.new_wanted)
        self.expected.clicked.connect(self.expected_wanted)
        box.addWidget(self.bar)
        return page

    def _measure(self) -> None:
        self._head.setFixedHeight(self._theme.px("title_bar"))

    def lead(self, text: str) -> None:
        """Let the main button do what these words say, for the list; without words the next step again."""
        self._lead = text
        self._show_buttons()

    def primary(self) -> None:
        """Open the form of the next step, or what leads now."""
        if self._lead:
            self.lead_wanted.emit()
        elif self.story is not None and self.story.step is not None:
            self.write_wanted.emit(self.story.stay.stay_id, self.story.step.type_code)

    def _open_event(self, event: object) -> None:
        if not isinstance(event, StoryEvent):
            return
        if event.msg_id:
            self.message_wanted.emit(event.msg_id)
        elif event.writes and self.story is not None:
            self.write_wanted.emit(self.story.stay.stay_id, event.writes)

    def _show(self, story: StayStory | None) -> None:
        self.story = story
        if story is None:
            self._stack.setCurrentIndex(0)
            return
        self.banner.show_facts(story.banner)
        self._count.setText(f" {story.events}")
        self._show_rows()
        clear(self._card_column)
        self.card_buttons = []
        for card in story.cards:
            self._card_column.addWidget(self._card(card))
        self._card_column.addStretch(1)
        for button in self.card_buttons:
            self.setTabOrder(self.events, button)
        self._who_name.setText(story.banner.name)
        self._who_number.setText(story.banner.number)
        self._show_buttons()
        self._stack.setCurrentIndex(1)

    def _show_buttons(self) -> None:
        step = self.story.step if self.story is not None else None
        said = self._lead or (step.words if step is not None else "")
        shown = [self.new, self.expected]
        if said:
            self.main.say(said, icon="ut" if said.startswith("V") else "rediger")
            shown.insert(0, self.main)
        self.bar.show_only(*shown)

    def _show_rows(self) -> None:
        if self.story is not None:
            self.events.show_rows(self.story.threads if self.threads.isChecked() else self.story.rows)

    def _card(self, card: Card) -> QFrame:
        made = frame("card")
        box = column(made)
        head = QHBoxLayout()
        head.setContentsMargins(14, 6, 14, 6)
        title = label(card.title, "strong")
        title.setMinimumHeight(self._theme.px(24))
        head.addWidget(title)
        head.addStretch(1)
        if card.state is not None:
            face = ChipFace(card.state.state, card.state.text, card.state.icon)
            head.addWidget(Chip(self._theme, face, calm=card.state.calm))
        box.addLayout(head)
        box.addWidget(rule())
        grid = QGridLayout()
        grid.setContentsMargins(14, 8, 14, 10)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        grid.setColumnMinimumWidth(0, self._theme.px(108))
        grid.setColumnStretch(1, 1)
        for number, (caption, value) in enumerate(card.rows):
            grid.addWidget(label(caption, "dense2"), number, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(label(value, "value", wrap=True, selectable=True), number, 1)
        box.addLayout(grid)
        if card.act:
            button = KeyHintButton(self._theme, "Registrer svar …", actions.hint(card.act), kind="small")
            button.clicked.connect(lambda _=False, act=card.act: self.act_wanted.emit(act))
            foot = QHBoxLayout()
            foot.setContentsMargins(14, 0, 14, 10)
            foot.addWidget(button)
            foot.addStretch(1)
            box.addLayout(foot)
            self.card_buttons.append(button)
        return made

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the cards out where there is no room beside the events."""
        super().resizeEvent(event)
        self._cards.setFixedWidth(self._theme.px(_CARDS))
        self._cards.setVisible(event.size().width() >= self._theme.px(_CARDS_FROM))
