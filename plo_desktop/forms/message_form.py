"""The form of any message type, made by one walk through its declaration."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QApplication, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from plo_desktop.base.clock import to_oslo
from plo_desktop.forms.date_words import day_words
from plo_desktop.forms.editors import editor_for
from plo_desktop.forms.editors.dates import DayEditor, MomentEditor
from plo_desktop.forms.editors.text import ProseEditor
from plo_desktop.forms.editors.tick import TickEditor
from plo_desktop.forms.field_group import FieldGroup
from plo_desktop.forms.look import Look
from plo_desktop.forms.problems import IN_FUTURE
from plo_desktop.forms.style import form_sheet, label
from plo_desktop.messages.kinds import Day, Prose, Rows, Wording
from plo_desktop.messages.spec import Content, Field, MessageType, Problem, Section, Severity

Now = Callable[[], datetime]
_READING_CHARACTERS = 75
_GAP = 14


class MessageForm(QScrollArea):
    """A page of fields. Signals carry the name of the field."""

    edited = Signal(str)
    left = Signal(str)
    confirm_asked = Signal(str)
    rebuilt = Signal()

    def __init__(self, mtype: MessageType, look: Look, now: Now) -> None:
        super().__init__()
        self.mtype = mtype
        self._look = look
        self._now = now
        self.groups: dict[str, FieldGroup] = {}
        self.setWidgetResizable(True)
        self.setProperty("surface", "page")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._page = QWidget()
        self._page.setProperty("surface", "page")
        outer = QHBoxLayout(self._page)
        outer.setContentsMargins(_GAP - 2, 16, 20, 24)
        self._inner = QWidget()
        self._column = QVBoxLayout(self._inner)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(_GAP)
        for section in mtype.sections:
            self._add_section(section)
        self._column.addStretch(1)
        outer.addWidget(self._inner, 1)
        outer.addStretch(0)
        self.setWidget(self._page)
        self._page.installEventFilter(self)
        self.restyle()

    # -- values ----------------------------------------------------------------------------------------

    def content(self) -> Content:
        """Return what stands in the form."""
        return Content({name: group.editor.value() for name, group in self.groups.items()})

    def put(self, content: Content) -> None:
        """Show a content; nothing is emitted, and a field that already says the same is left alone."""
        for group in self.groups.values():
            group.editor.put(content[group.field])

    def leave_out(self, names: frozenset[str]) -> None:
        """Hide fields that say nothing in this message; what they hold stays."""
        for name in names & self.groups.keys():
            self.groups[name].hide()

    def faults(self) -> dict[str, str]:
        """Return what cannot be read, by field name."""
        return {name: fault for name, group in self.groups.items() if (fault := group.editor.fault())}

    def typed(self) -> dict[str, str]:
        """Return what was typed and cannot be read, by field name."""
        return {name: text for name, group in self.groups.items() if (text := group.editor.typed())}

    def type_in(self, texts: Mapping[str, str]) -> None:
        """Put back what was typed and could not be read."""
        for name, text in texts.items():
            if name in self.groups:
                self.groups[name].editor.type_text(text)

    def insert(self, name: str, text: str) -> None:
        """Put a text at the end of a field as the person's own act."""
        editor = self.groups[name].editor
        if isinstance(editor, ProseEditor):
            editor.insert(text)
        else:
            editor.put(text)
            self.edited.emit(name)

    # -- marks -----------------------------------------------------------------------------------------

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Show under each field its gravest problem."""
        gravest: dict[str, Problem] = {}
        for problem in problems:
            held = gravest.get(problem.field_name)
            if held is None or (held.severity is not Severity.ERROR and problem.severity is Severity.ERROR):
                gravest[problem.field_name] = problem
        for name, group in self.groups.items():
            found = gravest.get(name)
            group.show_problem(found, tuple(self._ways(group, found)) if found else ())

    def show_sources(self, waiting: Mapping[str, str]) -> None:
        """Show the source at every field whose reused text waits to be confirmed."""
        for name, group in self.groups.items():
            group.show_source(waiting.get(name, ""))

    def show_changes(self, changed: frozenset[str], before: Content, sent: str) -> None:
        """Mark the fields that differ from what was sent at `sent` ("19.11 14:20")."""
        for name, group in self.groups.items():
            held = before[group.field]
            old = "" if held is None else _before_words(group.field, held)
            prose = isinstance(group.field.kind, Prose | Rows)
            group.show_change(name in changed, sent, old, prose=prose)

    # -- focus -----------------------------------------------------------------------------------------

    def focus_start(self) -> None:
        """Put the caret in the first required field that is empty, else in the first field."""
        shown = [group for group in self.groups.values() if not group.isHidden()]
        empty = [g for g in shown if g.field.required and g.editor.value() is None]
        first = empty or shown
        self.focus_field(first[0].field.name)

    def focus_field(self, name: str) -> None:
        """Put the caret in a field and bring all of it into view."""
        group = self.groups.get(name)
        if group is None:
            return
        group.take_focus()
        self._reveal(group)

    def reveal_field(self, name: str) -> None:
        """Bring all of a field into view, its label and problem too."""
        if group := self.groups.get(name):
            self._reveal(group)

    def focus_section(self, name: str) -> None:
        """Go to the first field of a section, at the top of the page."""
        for section in self.mtype.sections:
            shown = [each for each in section.fields if not self.groups[each.name].isHidden()]
            if section.name == name and shown:
                group = self.groups[shown[0].name]
                group.take_focus()
                top = group.mapTo(self._page, group.rect().topLeft()).y()
                self.verticalScrollBar().setValue(max(0, top - 40))

    def focused_field(self) -> str:
        """Return the name of the field with the caret, or an empty string."""
        return self._field_of(QApplication.focusWidget())

    def section_of(self, field_name: str) -> str:
        """Return the section that a field belongs to, or an empty string."""
        for section in self.mtype.sections:
            if any(each.name == field_name for each in section.fields):
                return section.name
        return ""

    def restyle(self) -> None:
        """Take colours, type and measures from the theme again."""
        self.setStyleSheet(form_sheet(self._look))
        metrics = QFontMetricsF(self._look.font("body"))
        widest = metrics.averageCharWidth() * _READING_CHARACTERS + self._look.px(24)
        self._inner.setMaximumWidth(round(widest))
        for group in self.groups.values():
            group.restyle()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the field with the caret in view when the page grows: a row opens, a text gets longer."""
        if watched is self._page and event.type() == QEvent.Type.Resize:
            self.reveal_field(self.focused_field())
        return super().eventFilter(watched, event)

    # -- building --------------------------------------------------------------------------------------

    def _add_section(self, section: Section) -> None:
        if self.groups and len(section.fields) > 1:
            heading = label(section.title, "subtitle")
            heading.setContentsMargins(12, 10, 0, 0)
            self._column.addWidget(heading)
        for run in _runs(section.fields):
            groups = [self._group(each) for each in run]
            if len(groups) == 1:
                self._column.addWidget(groups[0])
            elif isinstance(run[-1].kind, Wording):
                groups[0].add_beside(groups[1])
                day, tick = groups[0].editor, groups[1].editor
                if isinstance(day, DayEditor) and isinstance(tick, TickEditor):
                    day.doubted.connect(tick.tick)
                self._column.addWidget(groups[0])
            else:
                self._column.addWidget(_in_two_columns(groups))

    def _group(self, field: Field[object]) -> FieldGroup:
        group = FieldGroup(field, editor_for(field, self._look, self._now), self._look)
        group.edited.connect(self.edited)
        group.left.connect(self.left)
        group.confirm_asked.connect(self.confirm_asked)
        group.way_out.connect(self._take_way_out)
        group.editor.rebuilt.connect(self.rebuilt)
        self.groups[field.name] = group
        return group

    def _ways(self, group: FieldGroup, problem: Problem) -> Iterator[tuple[str, str]]:
        """Yield one-click ways out of a date that lies ahead."""
        if problem.code != IN_FUTURE:
            return
        now = to_oslo(self._now())
        yesterday = now.date() - timedelta(days=1)
        if isinstance(group.editor, DayEditor):
            yield f"Bruk i dag, {now:%d.%m}", f"{now:%d.%m.%Y}"
            yield f"I går, {yesterday:%d.%m}", f"{yesterday:%d.%m.%Y}"
        elif isinstance(group.editor, MomentEditor):
            yield f"Bruk nå, {now:%H:%M}", f"{now:%d.%m.%Y %H:%M}"

    def _take_way_out(self, name: str, text: str) -> None:
        editor = self.groups[name].editor
        if isinstance(editor, DayEditor | MomentEditor):
            editor.target().setFocus(Qt.FocusReason.OtherFocusReason)
            editor.type_text(text)

    def _field_of(self, widget: QWidget | None) -> str:
        while widget is not None:
            if isinstance(widget, FieldGroup):
                return widget.field.name if widget in self.groups.values() else ""
            widget = widget.parentWidget()
        return ""

    def _reveal(self, group: FieldGroup) -> None:
        top = group.mapTo(self._page, group.rect().topLeft()).y()
        place = QRect(0, top, 10, group.height())
        bar, height = self.verticalScrollBar(), self.viewport().height()
        if place.top() - 12 < bar.value():
            bar.setValue(max(0, place.top() - 12))
        elif place.bottom() + 12 > bar.value() + height:
            bar.setValue(min(place.bottom() + 12 - height, place.top() - 12))


def _before_words(field: Field[object], held: object) -> str:
    if isinstance(field.kind, Day) and isinstance(held, date):
        return day_words(held)
    return field.kind.words(held)


def _runs(fields: Sequence[Field[object]]) -> Iterator[list[Field[object]]]:
    """Yield fields that stand together: an agreed wording after its field, and the parts of one name.

    "kontakt", "kontakt_yrke", "kontakt_hpr" are parts of one.
    """
    run: list[Field[object]] = []
    for each in fields:
        wording = isinstance(each.kind, Wording)
        narrow = not isinstance(each.kind, Prose | Rows)
        if run and (wording or (narrow and each.name.startswith(run[0].name + "_"))):
            run.append(each)
        else:
            if run:
                yield run
            run = [each]
    if run:
        yield run


def _in_two_columns(groups: Sequence[FieldGroup]) -> QWidget:
    """Return the parts of one name, two and two."""
    holder = QWidget()
    grid = QGridLayout(holder)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(_GAP)
    for number, group in enumerate(groups):
        grid.addWidget(group, number // 2, number % 2, Qt.AlignmentFlag.AlignTop)
    grid.setColumnStretch(0, 1)
    grid.setColumnStretch(1, 1)
    return holder
