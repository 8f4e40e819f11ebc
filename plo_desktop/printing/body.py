"""Turns the items of an outline into blocks: critical box, label column and text, medicines, stopped box."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from plo_desktop.messages.outline import Item, Line, Medicine, Prose, Section, Table, Tag, Tone, texts
from plo_desktop.printing.blocks import Block, Border, Box, Row
from plo_desktop.printing.paper import MM, Paper
from plo_desktop.printing.pieces import Fill, Piece, Stroke, Style, TextRun, Tint
from plo_desktop.printing.wrapping import Fonts, lines_of, visible

_TAG_WIDTH = 20 * MM
_GAP = 3 * MM
_INDENT = 3 * MM
_DEEPEST = 3
_WIDEST_LABELS = 48 * MM
_MEDICINE_SHARES = (0.23, 0.16, 0.36, 0.25)
_MEDICINE_HEADS = ("Legemiddel", "Styrke og form", "Dosering og merknad", "Bruk og periode")
_STOPPED_WORDS = "Seponert, skal ikke brukes"
_BASELINE = 0.86
"""Where the baseline of Inter lies in its own height, as a share of the size."""

_UNBROKEN = re.compile(r"\s|(?<=[/-])")

Part = tuple[str, Style]


@dataclass(frozen=True, slots=True)
class Column:
    """Texts under each other at one place across the sheet; `order` says which column is read first."""

    x: float
    width: float
    parts: tuple[Part, ...]
    order: int = 0


@dataclass(frozen=True, slots=True)
class Typesetter:
    """Sets outline items between `left` and `right`, inside `box` when there is one."""

    paper: Paper
    fonts: Fonts
    left: float
    right: float
    box: Box | None = None
    label_column: float = 0.0

    @property
    def width(self) -> float:
        """The width at hand."""
        return self.right - self.left

    def beside(self, *columns: Column) -> Block:
        """Return columns side by side as one block; a row is as high as its tallest style asks."""
        filled: list[tuple[Column, list[Part]]] = []
        for column in columns:
            lines: list[Part] = []
            for text, style in column.parts:
                shown = visible(text, self.fonts, style.face)
                lines.extend((line, style) for line in lines_of(shown, column.width, style, self.fonts))
            filled.append((column, lines))
        rows: list[Row] = []
        for at in range(max((len(lines) for _, lines in filled), default=0)):
            level = [(column, *lines[at]) for column, lines in filled if at < len(lines)]
            leading = max(style.leading for _, _, style in level)
            baseline = baseline_of(leading, max(style.size for _, _, style in level))
            rows.append(
                Row(
                    leading,
                    tuple(
                        (column.order, TextRun(column.x, baseline, line, style))
                        for column, line, style in level
                        if line
                    ),
                )
            )
        return Block(tuple(rows), box=self.box)

    def full(self, *parts: Part) -> Block:
        """Return texts under each other over the whole width."""
        return self.beside(Column(self.left, self.width, parts))

    def sections(self, sections: Iterable[Section]) -> Iterator[Block]:
        """Yield the blocks of top sections, each under a line of its own."""
        for section in sections:
            yield from self._section(section, depth=0)

    def critical(self, sections: Sequence[Section]) -> Iterator[Block]:
        """Yield the box of critical information; nothing when there is none."""
        if not sections:
            return
        inside = self._boxed(Border.CRITICAL)
        for section in sections:
            yield replace(inside.full((section.title, self.paper.caption_label)), with_next=True)
            yield from inside._items(section.items, depth=0)

    def labelled(self, label: str, text: str, label_style: Style, mark: str = "") -> Block:
        """Return a label in its column and the text beside it, a change mark above the text."""
        column = self.label_column or self.paper.label_column
        parts = (*self._mark(mark), (text, self.paper.body))
        return self.beside(
            Column(self.left, column - _GAP, ((label, label_style),)),
            Column(self.left + column, self.width - column, parts, 1),
        )

    def _mark(self, mark: str) -> tuple[Part, ...]:
        return ((mark, self.paper.caption_label),) if mark else ()

    def with_room_for(self, items: Iterable[Item]) -> Typesetter:
        """Return a typesetter whose label column holds the longest word of all labels, where it can.

        Norwegian compounds such as "Sykepleiesammenfatning" are wider than the 35 mm of the tokens.
        """
        words = {word for label in _labels(items) for word in _UNBROKEN.split(label) if word}
        widest = max((self.fonts.width(word, self.paper.label) for word in words), default=0.0)
        column = min(max(self.paper.label_column, widest + _GAP + 0.5), _WIDEST_LABELS)
        return replace(self, label_column=column)

    def technical(self, sections: Iterable[Section]) -> Iterator[Block]:
        """Yield technical sections as running text in small type; they are for the rare reader."""
        for section in sections:
            title = self.full((section.title, self.paper.caption_label))
            yield replace(title, before=9.0, rule=True, with_next=True)
            yield self.full((" · ".join(dict.fromkeys(_told(section.items))), self.paper.caption))

    def _boxed(self, border: Border) -> Typesetter:
        box = Box(border, self.left, self.width)
        return replace(self, left=self.left + 2 * box.padding, right=self.right - box.padding, box=box)

    def _section(self, section: Section, depth: int) -> Iterator[Block]:
        if section.tone is Tone.CRITICAL:
            yield from self.critical((section,))
            return
        if section.tone in (Tone.STOPPED, Tone.WARNING):
            yield from self._bordered(section, depth)
            return
        if section.title:
            style = self.paper.heading if depth == 0 else self.paper.label
            title = self.full((section.title, style), *self._mark(section.mark))
            yield replace(title, before=9.0 if depth == 0 else 5.0, rule=depth == 0, with_next=True)
        inside = self
        if 0 < depth <= _DEEPEST and self.box is None:
            inside = replace(self, left=self.left + _INDENT)
        yield from inside._items(section.items, depth + 1)

    def _bordered(self, section: Section, depth: int) -> Iterator[Block]:
        inside = self._boxed(Border.STOPPED)
        title = section.title
        if section.tone is Tone.STOPPED and _STOPPED_WORDS not in title:
            title = f"{title}: {_STOPPED_WORDS.lower()}" if title else _STOPPED_WORDS
        yield replace(inside.full((title, self.paper.label), *self._mark(section.mark)), with_next=True)
        for item in section.items:
            if isinstance(item, Medicine):
                yield replace(inside._stopped(item), before=1.0, whole=True)
            else:
                yield from inside._items((item,), depth + 1)

    def _items(self, items: Iterable[Item], depth: int) -> Iterator[Block]:
        for is_medicine, together in groupby(items, lambda item: isinstance(item, Medicine)):
            if is_medicine:
                yield from self._medicines([item for item in together if isinstance(item, Medicine)])
                continue
            for item in together:
                match item:
                    case Line(label, text):
                        style = self.paper.body_second
                        yield replace(self.labelled(label, text, style, item.mark), before=1.5)
                    case Prose(heading, text):
                        style = self.paper.label
                        yield replace(self.labelled(heading, text, style, item.mark), before=4.0)
                    case Tag():
                        yield replace(self._tag(item), before=2.0, whole=True)
                    case Section():
                        yield from self._section(item, depth)
                    case Table():
                        yield from self._table(item)
                    case Medicine():
                        pass

    def _tag(self, tag: Tag) -> Block:
        paper = self.paper
        x = self.left + _TAG_WIDTH + _GAP
        width = self.right - x
        text = visible(tag.text, self.fonts, paper.body.face)
        note = visible(tag.note, self.fonts, paper.body.face)
        gap = paper.body.size * 0.4
        used = self.fonts.width(text, paper.body) + gap
        broken = bool(tag.mark) or "\n" in text + note
        inline = bool(note) and not broken and used + self.fonts.width(note, paper.body) <= width
        parts: list[Part] = [(tag.text, paper.body), *self._mark(tag.mark)]
        if note and not inline:
            parts.append((tag.note, paper.body_second))
        if tag.details:
            parts.append((", ".join(map(_spoken, tag.details)), paper.table_remark))
        block = self.beside(Column(x, width, tuple(parts), 1))
        first, *others = block.rows
        height = paper.body.leading
        kind = visible(tag.kind, self.fonts, paper.tag.face)
        middle = self.left + (_TAG_WIDTH - self.fonts.width(kind, paper.tag)) / 2
        mark: list[tuple[int, Piece]] = [
            (0, Fill(self.left, 0.6, _TAG_WIDTH, height - 1.2, Tint.TEXT, 1.5)),
            (0, TextRun(middle, height / 2 + paper.tag.size * 0.36, kind, paper.tag)),
        ]
        if inline:
            mark.append((1, TextRun(x + used, baseline_of(height, paper.body.size), note, paper.body_second)))
        row = Row(first.height, (*mark[:2], *first.pieces, *mark[2:]))
        return replace(block, rows=(row, *others))

    def _medicines(self, medicines: Sequence[Medicine]) -> Iterator[Block]:
        heads = self.beside(*self._cells(*(((head, self.paper.caption),) for head in _MEDICINE_HEADS)))
        (head,) = heads.rows
        line = (0, Stroke(self.left, head.height + 0.5, self.right, head.height + 0.5, 0.75, Tint.TEXT))
        head_rows = (Row(head.height + 2.5, (*head.pieces, line)),)
        yield Block(head_rows, before=4.0, with_next=True, box=self.box)
        for medicine in medicines:
            yield replace(self._medicine(medicine), head=head_rows)

    def _cells(self, *cells: tuple[Part, ...]) -> Iterator[Column]:
        x = self.left
        for order, (parts, share) in enumerate(zip(cells, _MEDICINE_SHARES, strict=True)):
            yield Column(x, self.width * share - _GAP, parts, order)
            x += self.width * share

    def _medicine(self, medicine: Medicine) -> Block:
        """Set a drug as a row; what is remarked stands under the dosing, where it is read with it."""
        table, remark = self.paper.table, self.paper.table_remark
        use = ", ".join(part for part in (medicine.use, medicine.when) if part)
        said = ([medicine.remark] if medicine.remark else []) + [_spoken(each) for each in medicine.details]
        dosing = [(medicine.dosing, table)] if medicine.dosing else []
        dosing.extend((text, remark) for text in said)
        name = ((medicine.name, self.paper.table_name), *self._mark(medicine.mark))
        block = self.beside(*self._cells(name, ((medicine.strength, table),), tuple(dosing), ((use, table),)))
        end = (len(_MEDICINE_SHARES), Stroke(self.left, 1.5, self.right, 1.5, 0.5))
        return Block((*block.rows, Row(3.0, (end,))), whole=True, box=self.box)

    def _table(self, table: Table) -> Iterator[Block]:
        """Yield a sender's own table with equal columns; the head stands again on each sheet."""
        if table.mark:
            yield replace(self.full(*self._mark(table.mark)), before=4.0, with_next=True)
        width = self.width / len(table.rows[0])
        head: tuple[Row, ...] = ()
        for at, row in enumerate(table.rows):
            style = self.paper.table_name if table.has_head and at == 0 else self.paper.table
            cells = (
                Column(self.left + order * width, width - _GAP, ((text, style),), order)
                for order, text in enumerate(row)
            )
            line = (len(row), Stroke(self.left, 1.5, self.right, 1.5, 0.5))
            rows = (*self.beside(*cells).rows, Row(3.0, (line,)))
            if table.has_head and at == 0:
                head = rows
                yield Block(rows, before=4.0, with_next=True, whole=True, box=self.box)
            else:
                yield Block(rows, before=0.0 if at else 4.0, whole=True, head=head, box=self.box)

    def _stopped(self, medicine: Medicine) -> Block:
        """Set a stopped drug as a sentence, so that it never looks like a row to be given."""
        said = (medicine.strength, medicine.dosing, medicine.use, medicine.when, medicine.remark)
        parts: list[Part] = [(", ".join(part for part in (medicine.name, *said) if part), self.paper.body)]
        parts.extend(self._mark(medicine.mark))
        parts.extend((_spoken(line), self.paper.table_remark) for line in medicine.details)
        return self.full(*parts)


def baseline_of(leading: float, size: float) -> float:
    """Return the distance from the top of a line to its baseline."""
    return (leading - size) / 2 + size * _BASELINE


def _labels(items: Iterable[Item]) -> Iterator[str]:
    for item in items:
        match item:
            case Line(label):
                yield label
            case Prose(heading):
                yield heading
            case Section(_, inner):
                yield from _labels(inner)
            case _:
                pass


def _spoken(line: Line) -> str:
    """Return a line as words; a yes says no more than its label."""
    if not line.label:
        return line.text
    return line.label if line.text == "Ja" else f"{line.label}: {line.text}"


def _told(items: Iterable[Item]) -> Iterator[str]:
    """Yield items as words, one after the other."""
    for item in items:
        match item:
            case Section(title, inner):
                yield title
                yield from _told(inner)
            case Line():
                yield _spoken(item)
            case Prose(heading, text):
                yield f"{heading}: {text}"
            case Table(rows):
                yield from (" | ".join(row) for row in rows)
            case Tag() | Medicine():
                yield " ".join(texts((item,)))
