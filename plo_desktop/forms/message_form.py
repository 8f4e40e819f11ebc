"""The form of any message type, made by one walk through its declaration."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QApplication, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from plo_desktop.forms.date_words import day_words
from plo_desktop.forms.editors import editor_for
from plo_desktop.forms.editors.dates import DayEditor, MomentEditor
from plo_desktop.forms.editors.text import ProseEditor
from plo_desktop.forms.editors.tick import TickEditor
from plo_desktop.forms.field_group import FieldGroup
from plo_desktop.forms.look import Look
from plo_desktop.forms.offering import Offering
from plo_desktop.forms.offers import Offer
from plo_desktop.forms.reveal import reveal
from plo_desktop.forms.runs import in_two_columns, runs
from plo_desktop.forms.section_box import GAP, SectionBox, has_focus, to_open, weight_of
from plo_desktop.forms.style import form_sheet
from plo_desktop.forms.ways_out import ways_out
from plo_desktop.messages.kinds import Day, Prose, Rows, Wording
from plo_desktop.messages.spec import Content, Family, Field, MessageType, Problem, Severity

Now = Callable[[], datetime]
PROPOSED = frozenset({"endring"})
_READING_CHARACTERS = 75
OPEN_AT_FIRST, SHORT_ROOM, MOST_LIVE = 40, 16, 56
"""Stops for Tab: how many a form opens with before it folds, one of logistics, and how many it ever has."""


class MessageForm(QScrollArea):
    """A page of fields. Signals carry the name of the field.

    In a long form sections fold; `groups` are the fields of the open ones, and the rest is only held.
    """

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
        self._held: dict[str, object] = {}
        self._left_out: frozenset[str] = frozenset()
        self._waiting: Mapping[str, str] = {}
        self._change: tuple[frozenset[str], Content, str, str] = (frozenset(), Content(), "", "")
        self._problems: tuple[Problem, ...] = ()
        self._offering = Offering(self._fill, lambda name: self.content().by_name().get(name))
        self._first = True
        self.setWidgetResizable(True)
        self.setProperty("surface", "page")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._page = QWidget()
        self._page.setProperty("surface", "page")
        outer = QHBoxLayout(self._page)
        outer.setContentsMargins(GAP - 2, 16, 20, 24)
        self._inner = QWidget()
        self._column = QVBoxLayout(self._inner)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(GAP)
        self._room = SHORT_ROOM if mtype.family is Family.LOGISTIKK else OPEN_AT_FIRST
        foldable = weight_of(mtype.fields(), Content()) > self._room
        self.boxes = {
            section.name: SectionBox(
                section, look, foldable=foldable, headed=number > 0 and len(section.fields) > 1
            )
            for number, section in enumerate(mtype.sections)
        }
        for box in self.boxes.values():
            box.fold_asked.connect(self._fold_or_open)
            self._column.addWidget(box)
        self._column.addStretch(1)
        self._foldable = foldable
        self._open_first(Content())
        outer.addWidget(self._inner, 1)
        outer.addStretch(0)
        self.setWidget(self._page)
        self._page.installEventFilter(self)
        self.restyle()

    # -- values ----------------------------------------------------------------------------------------

    def content(self) -> Content:
        """Return what stands in the form."""
        live = {name: group.editor.value() for name, group in self.groups.items()}
        return Content({**self._held, **live})

    def put(self, content: Content) -> None:
        """Show a content; nothing is emitted, and a field that already says the same is left alone."""
        if self._first and self._foldable:
            self._open_first(content)
        self._first = False
        self._held = {n: v for n, v in content.by_name().items() if n not in self.groups}
        for group in self.groups.values():
            group.editor.put(content[group.field])
        self._head_boxes()

    def leave_out(self, names: frozenset[str]) -> None:
        """Hide fields that say nothing in this message; what they hold stays."""
        self._left_out = names
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
            self.unfold(self.section_of(name))
            if name in self.groups:
                self.groups[name].editor.type_text(text)

    def insert(self, name: str, text: str) -> None:
        """Put a text at the end of a field as the person's own act."""
        self.unfold(self.section_of(name))
        editor = self.groups[name].editor
        if isinstance(editor, ProseEditor):
            editor.insert(text)
        else:
            editor.put(text)
            self.edited.emit(name)

    def propose(self, name: str, text: str) -> None:
        """Show words that the program proposes; they are nobody's edit."""
        if name in self.groups:
            self.groups[name].editor.put(text or None)
        elif text:
            self._held[name] = text
        else:
            self._held.pop(name, None)

    def offer(self, name: str, offers: Sequence[Offer]) -> None:
        """Offer what may be filled in together with a field that names a person."""
        self._offering.offer(name, offers, self.groups.get(name))

    def put_below(self, name: str, widget: QWidget | None) -> None:
        """Let a widget stand under a field, or nothing."""
        if name in self.groups:
            self.groups[name].show_below(widget)

    def put_above(self, widget: QWidget) -> None:
        """Let a widget stand over the first section, inside the page."""
        self._column.insertWidget(0, widget)

    def insert_rows(self, name: str, rows: tuple[Content, ...]) -> None:
        """Add entries that a list does not have yet, as the person's own act."""
        self.unfold(self.section_of(name))
        editor = self.groups[name].editor
        held = editor.value()
        before = held if isinstance(held, tuple) else ()
        editor.put((*before, *(row for row in rows if row not in before)))
        self.edited.emit(name)

    # -- marks -----------------------------------------------------------------------------------------

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Show under each field its gravest problem."""
        before = {p.field_name for p in self._problems if p.severity is Severity.ERROR}
        self._problems = tuple(problems)
        for problem in problems:
            if problem.severity is Severity.ERROR and problem.field_name not in before:
                self.unfold(self.section_of(problem.field_name))
        self._say_problems()

    def _say_problems(self) -> None:
        gravest: dict[str, Problem] = {}
        for problem in self._problems:
            held = gravest.get(problem.field_name)
            if held is None or (held.severity is not Severity.ERROR and problem.severity is Severity.ERROR):
                gravest[problem.field_name] = problem
        for name, group in self.groups.items():
            found = gravest.get(name)
            ways = tuple(ways_out(group.editor, found, self._now())) if found else ()
            group.show_problem(found, ways)

    def show_sources(self, waiting: Mapping[str, str]) -> None:
        """Show the source at every field whose reused text waits to be confirmed."""
        self._waiting = waiting
        for name, group in self.groups.items():
            group.show_source(waiting.get(name, ""))

    def show_changes(self, changed: frozenset[str], before: Content, sent: str, today: str) -> None:
        """Mark the fields that differ from what was sent at `sent` ("19.11 14:20") with today's date."""
        self._change = (changed, before, sent, today)
        for name, group in self.groups.items():
            held = before[group.field]
            old = "" if held is None else _before_words(group.field, held)
            prose = isinstance(group.field.kind, Prose | Rows)
            group.show_change(name in changed, sent, old, today, prose=prose)

    # -- focus -----------------------------------------------------------------------------------------

    def focus_start(self) -> None:
        """Put the caret in the first required field that is empty, else in the first field."""
        live = [self.groups[each.name] for each in self.mtype.fields() if each.name in self.groups]
        shown = [group for group in live if not group.isHidden()]
        empty = [g for g in shown if g.field.required and g.editor.value() is None]
        # What is new is said by the program; the person begins with what she knows.
        first = empty or [g for g in shown if g.field.name not in PROPOSED] or shown
        if first:
            self.focus_field(first[0].field.name)

    def focus_field(self, name: str) -> None:
        """Put the caret in a field and bring all of it into view."""
        self.unfold(self.section_of(name))
        group = self.groups.get(name)
        if group is None:
            return
        group.take_focus()
        self._reveal(group)

    def focus_confirm(self, name: str) -> None:
        """Go to what confirms the reused text of a field, with the text in view."""
        self.unfold(self.section_of(name))
        if group := self.groups.get(name):
            group.focus_confirm()
            self._reveal(group)

    def reveal_field(self, name: str) -> None:
        """Bring all of a field into view, its label and problem too."""
        if group := self.groups.get(name):
            self._reveal(group)

    def focus_section(self, name: str) -> None:
        """Go to the first field of a section, at the top of the page."""
        self.unfold(name)
        for section in self.mtype.sections:
            if section.name != name:
                continue
            shown = [each for each in section.fields if not self.groups[each.name].isHidden()]
            if shown:
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
        for box in self.boxes.values():
            box.restyle()

    # -- folding ---------------------------------------------------------------------------------------

    def unfold(self, name: str) -> None:
        """Make the fields of a folded section; one that is open stays as it is."""
        box = self.boxes.get(name)
        if box is None or box.is_open:
            return
        self._make_room(box)
        self._make(box)
        self._head_boxes()
        self.show_sources(self._waiting)
        self.show_changes(*self._change)
        self._say_problems()
        self.rebuilt.emit()

    def _fold_or_open(self, name: str) -> None:
        box = self.boxes[name]
        if box.is_open and self._may_fold(box):
            self._fold(box)
            self._head_boxes()
            self.rebuilt.emit()
        else:
            self.focus_section(name)

    def _open_first(self, content: Content) -> None:
        wanted = to_open(self.mtype.sections, content, self._room) if self._foldable else self.boxes.keys()
        for name, box in self.boxes.items():
            if name in wanted and not box.is_open:
                self._make(box)
        self._head_boxes()

    def _make(self, box: SectionBox) -> None:
        self._add_fields(box)
        for each in box.section.fields:
            group = self.groups[each.name]
            group.editor.put(self._held.pop(each.name, None))
            group.setVisible(each.name not in self._left_out)
        box.is_open = True

    def _fold(self, box: SectionBox) -> None:
        for each in box.section.fields:
            value = self.groups.pop(each.name).editor.value()
            if value is not None:
                self._held[each.name] = value
        box.empty()
        box.is_open = False

    def _may_fold(self, box: SectionBox) -> bool:
        """What cannot be read must stay in sight; it is no value that could be held."""
        return not any(self.groups[each.name].editor.fault() for each in box.section.fields)

    def _make_room(self, wanted: SectionBox) -> None:
        """Fold the sections farthest away until the form is small enough for a screen reader (ux (e) 9)."""
        boxes = list(self.boxes.values())
        here = boxes.index(wanted)
        content, focused = self.content(), QApplication.focusWidget()
        # The heading of a folded section is one more to meet.
        total = weight_of(wanted.section.fields, content) + sum(
            weight_of(box.section.fields, content) if box.is_open else 1 for box in boxes
        )
        for box in sorted(boxes, key=lambda box: -abs(boxes.index(box) - here)):
            if total <= MOST_LIVE:
                return
            if box.is_open and box is not wanted and self._may_fold(box) and not has_focus(box, focused):
                total -= weight_of(box.section.fields, content) - 1
                self._fold(box)

    def _head_boxes(self) -> None:
        content = self.content()
        for box in self.boxes.values():
            filled = sum(content[each] is not None for each in box.section.fields)
            missing = any(each.required and content[each] is None for each in box.section.fields)
            box.show_open(box.is_open, filled, missing)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the field with the caret in view when the page grows: a row opens, a text gets longer."""
        if watched is self._page and event.type() == QEvent.Type.Resize:
            self.reveal_field(self.focused_field())
        return super().eventFilter(watched, event)

    # -- building --------------------------------------------------------------------------------------

    def _add_fields(self, box: SectionBox) -> None:
        for run in runs(box.section.fields):
            groups = [self._group(each) for each in run]
            if len(groups) == 1:
                box.column.addWidget(groups[0])
            elif isinstance(run[-1].kind, Wording):
                groups[0].add_beside(groups[1])
                day, tick = groups[0].editor, groups[1].editor
                if isinstance(day, DayEditor) and isinstance(tick, TickEditor):
                    day.doubted.connect(tick.tick)
                box.column.addWidget(groups[0])
            else:
                box.column.addWidget(in_two_columns(groups))

    def _group(self, field: Field[object]) -> FieldGroup:
        group = FieldGroup(field, editor_for(field, self._look, self._now), self._look)
        group.edited.connect(self._written)
        group.left.connect(self.left)
        group.confirm_asked.connect(self._confirm)
        group.way_out.connect(self._take_way_out)
        group.editor.rebuilt.connect(self.rebuilt)
        group.editor.chosen.connect(lambda: self._go_on(field.name))
        self.groups[field.name] = group
        self._offering.join(group)
        return group

    def _written(self, name: str) -> None:
        self._offering.written(name)
        self.edited.emit(name)

    def _fill(self, name: str, value: object | None) -> None:
        if name in self.groups:
            self.groups[name].editor.put(value)
        elif value is not None:
            self._held[name] = value
        else:
            self._held.pop(name, None)
        self.edited.emit(name)

    def _confirm(self, name: str, by_key: bool) -> None:
        """Tell that a reused text is confirmed; who does it by key goes on to the next one."""
        self.confirm_asked.emit(name)
        names = [each.name for each in self.mtype.fields()]
        place = names.index(name)
        waiting = [each for each in (*names[place + 1 :], *names[:place]) if each in self._waiting]
        if by_key and waiting:
            self.focus_confirm(waiting[0])

    def _go_on(self, name: str) -> None:
        """Go to the field after one that a single key has filled."""
        names = [each.name for each in self.mtype.fields() if each.name in self.groups]
        after = [each for each in names[names.index(name) + 1 :] if not self.groups[each].isHidden()]
        if after:
            self.focus_field(after[0])

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
        reveal(self, self._page, group)


def _before_words(field: Field[object], held: object) -> str:
    if isinstance(field.kind, Day) and isinstance(held, date):
        return day_words(held)
    return field.kind.words(held)
