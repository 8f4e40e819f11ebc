"""The reading pane: banner, head, the whole message, and the bar whose main button signs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QSizePolicy, QStackedLayout, QVBoxLayout, QWidget

from plo_desktop.messages.outline import Line, Outline, Section, Tag, Tone
from plo_desktop.ui import actions
from plo_desktop.ui.parts.action_bar import ActionBar
from plo_desktop.ui.parts.banner import PatientBanner
from plo_desktop.ui.parts.boxes import CriticalBox, ProblemBox, StoppedBox, spacer
from plo_desktop.ui.parts.buttons import KeyHintButton
from plo_desktop.ui.parts.chip import Chip
from plo_desktop.ui.parts.flow import FlowBox
from plo_desktop.ui.parts.flowing_text import FlowingText
from plo_desktop.ui.parts.labels import LineLabel, clear, column, frame, label
from plo_desktop.ui.parts.painting import ChipFace
from plo_desktop.ui.reader.document import OutlineWriter
from plo_desktop.ui.reader.presenter import OpenMessage, ReaderPresenter
from plo_desktop.ui.theme.theme import Theme

_WIDEST = 860
_NARROW = 560


class Page(QScrollArea):
    """The scrolled page; arrow and page keys move it."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setProperty("surface", "page")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Melding")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space reads on, as in every reader."""
        bar = self.verticalScrollBar()
        if event.key() == Qt.Key.Key_Space:
            bar.setValue(bar.value() + bar.pageStep() - 40)
            return
        super().keyPressEvent(event)


class MessageBody(QWidget):
    """A message's sections in order: text runs, with critical and stopped boxes where they stand."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setProperty("surface", "page")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(24, 12, 16, 20)
        self._column.setSpacing(0)
        self._outline: Outline | None = None
        self._narrow = False
        # Held here, for Python's garbage collection does not see all that Qt holds.
        self._parts: list[QWidget] = []
        theme.changed.connect(self._rebuild)

    def show_outline(self, outline: Outline) -> bool:
        """Show a message; tell whether it is another one than before."""
        if outline == self._outline:
            return False
        self._outline = outline
        self._rebuild()
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give tables two columns where four would be too narrow to read."""
        super().resizeEvent(event)
        if self._narrow != self._is_narrow():
            self._rebuild()

    def _is_narrow(self) -> bool:
        return self.width() < self._theme.px(_NARROW)

    def _rebuild(self) -> None:
        if self._outline is None:
            return
        self._narrow = self._is_narrow()
        clear(self._column)
        self._parts = []
        run: list[Section] = []
        for section in _with_facts(self._outline):
            if section.tone in (Tone.CRITICAL, Tone.STOPPED):
                self._text(run)
                run = []
                self._box(section)
            else:
                run.append(section)
        self._text(run)
        self._column.addStretch(1)

    def _text(self, run: Sequence[Section]) -> None:
        if not run:
            return
        if self._column.count():
            self._column.addWidget(spacer(10))
        text = FlowingText(self._theme)
        text.setMaximumWidth(self._theme.px(_WIDEST))
        OutlineWriter(self._theme, text.document(), narrow=self._narrow).sections(run)
        self._column.addWidget(text)
        self._parts.append(text)

    def _box(self, section: Section) -> None:
        if self._column.count():
            self._column.addWidget(spacer(10))
        tags = [item for item in section.items if isinstance(item, Tag)]
        box: QWidget
        if section.tone is Tone.CRITICAL and tags:
            box = CriticalBox(self._theme, section.title or "Kritisk informasjon", tags)
        elif section.tone is Tone.STOPPED:
            box = StoppedBox(self._theme, section)
        else:
            self._text([section])
            return
        box.setMaximumWidth(self._theme.px(_WIDEST))
        self._column.addWidget(box)
        self._parts.append(box)
        others = tuple(item for item in section.items if not isinstance(item, Tag))
        if section.tone is Tone.CRITICAL and others:
            self._text([Section("", others)])


def _with_facts(outline: Outline) -> Iterator[Section]:
    yield from sorted(outline.sections, key=lambda section: section.tone is not Tone.CRITICAL)
    facts: list[Line] = list(outline.facts)
    if facts:
        yield Section("Om meldingen", tuple(facts))


class ReaderPane(QWidget):
    """One message. `print_wanted` and `match_wanted` open what the window shows on top.

    `write_wanted` (stay, type) opens a form.
    """

    print_wanted = Signal()
    match_wanted = Signal()
    write_wanted = Signal(str, str)
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
        head = frame("page", "bottom")
        head.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        lines = column(head, (24, 9, 16, 9))
        top = QHBoxLayout()
        top.setSpacing(8)
        titles = FlowBox(gap=12, row_gap=4)
        self._titles = titles
        self._title = LineLabel("", "title")
        self._chip = Chip(theme, ChipFace("annet", ""))
        titles.add(self._title)
        titles.add(self._chip)
        self._mark = label("", "caption2")
        top.addWidget(titles, 1)
        top.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight)
        lines.addLayout(top)
        self._between = label("", "dense2", wrap=True, selectable=True)
        self._history = label("", "dense2", wrap=True, selectable=True)
        lines.addSpacing(3)
        lines.addWidget(self._between)
        lines.addWidget(self._history)
        box.addWidget(head)
        self._problem = ProblemBox(theme, "ikkelevert")
        holder = QWidget()
        column(holder, (24, 12, 16, 0)).addWidget(self._problem)
        self._problem_holder = holder
        self._body = MessageBody(theme)
        self._inner = inner = QWidget()
        inner.setProperty("surface", "page")
        whole = column(inner)
        whole.addWidget(holder)
        whole.addWidget(self._body, 1)
        self.page = Page()
        self.page.setWidget(inner)
        box.addWidget(self.page, 1)
        box.addWidget(self._build_bar())
        return page

    def _build_bar(self) -> ActionBar:
        theme = self._theme
        self.bar = ActionBar(theme)
        self.main = self.bar.add(
            KeyHintButton(theme, "Signer og neste", actions.hint("primary"), icon="signer", kind="primary")
        )
        self.match = self.bar.add(
            KeyHintButton(
                theme, "Knytt til opphold …", actions.hint("match"), icon="pasienter", kind="primary"
            )
        )
        self.again = self.bar.add(
            KeyHintButton(
                theme, "Rett og send på nytt", actions.hint("primary"), icon="rediger", kind="primary"
            )
        )
        self.take = self.bar.add(KeyHintButton(theme, "Ta ansvar", actions.hint("take"), icon="tildel"))
        self.print = self.bar.add(KeyHintButton(theme, "Skriv ut", actions.hint("print"), icon="skriver"))
        self._place = label("", "dense2")
        self.bar.set_tail(self._place)
        self.main.clicked.connect(self.presenter.primary)
        self.again.clicked.connect(self.primary)
        self.take.clicked.connect(self.presenter.take)
        self.print.clicked.connect(self.print_wanted)
        self.match.clicked.connect(self.match_wanted)
        return self.bar

    def primary(self) -> None:
        """Sign what waits for a signature, or write anew what did not come through."""
        opened = self.opened
        if opened is not None and opened.problem is not None and opened.problem.mend:
            self.write_wanted.emit(opened.row.stay_id, opened.row.type_code)
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
        self._title.setText(opened.row.title or opened.outline.title)
        face = opened.state
        self._chip.show_face(ChipFace(face.state, face.text, face.icon), calm=face.calm)
        self._titles.fit()
        marks = " · ".join((opened.mark, *opened.outline.marks))
        self._mark.setText(marks)
        self._between.setText(opened.between)
        self._history.setText(opened.history)
        problem = opened.problem
        if problem is not None:
            self._problem.say(problem.state, problem.what, problem.follows, problem.step, problem.code)
        self._problem_holder.setVisible(problem is not None)
        another = self._body.show_outline(opened.outline)
        if another:
            self.page.verticalScrollBar().setValue(0)
        self._show_buttons(opened)
        self._stack.setCurrentIndex(1)
        self.changed.emit()

    def _show_buttons(self, opened: OpenMessage) -> None:
        shown = [self.print]
        if opened.primary:
            self.main.say(opened.primary)
            shown.append(self.main)
        if opened.primary == "Ta ansvar og signer":
            shown.append(self.take)
        if opened.problem is not None and opened.problem.mend:
            shown.append(self.again)
        if opened.row.triage and not opened.row.stay_id:
            shown.append(self.match)
        self.bar.show_only(*shown)
