"""Writes a message's outline into a text document, word for word, and never reads a sender's markup."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
    QTextTableCellFormat,
    QTextTableFormat,
)

from plo_desktop.messages.outline import Item, Line, Medicine, Prose, Section, Table, Tag, Tone
from plo_desktop.ui.theme.theme import Theme

_LINE_HEIGHT = 108.0
_PROPORTIONAL = QTextBlockFormat.LineHeightTypes.ProportionalHeight.value
_MEDICINE_HEADS = ("Legemiddel", "Styrke og form", "Dosering", "Bruk")
_WIDEST_NAME = 220
_WIDEST_CELL = 150
_WIDEST_NARROW = 150
_HARD_SPACE = "\u00a0"


class OutlineWriter:
    """Fills one document with sections, in the order of the message; `narrow` gives tables two columns."""

    def __init__(self, theme: Theme, document: QTextDocument, *, narrow: bool = False) -> None:
        self._theme = theme
        self._narrow = narrow
        self._cursor = QTextCursor(document)
        self._fresh = True
        self._close_next = False
        document.setDocumentMargin(0)
        document.setDefaultFont(theme.prose_font("body"))

    def sections(self, sections: Sequence[Section]) -> None:
        """Write sections at the highest level."""
        for section in sections:
            self._section(section, 0)

    def _section(self, section: Section, depth: int) -> None:
        if section.title:
            titled = [item for item in section.items if isinstance(item, Prose) and item.heading]
            if depth == 0 and titled and len(titled) == len(section.items):
                self._over(section.title, section.mark)
            else:
                self._heading(section.title, depth, self._counted(section), section.mark)
        self._items(section.items, depth)

    def _counted(self, section: Section) -> str:
        medicines = sum(isinstance(item, Medicine) for item in section.items)
        return f"{medicines} i bruk" if medicines and section.tone is Tone.PLAIN else ""

    def _items(self, items: Sequence[Item], depth: int) -> None:
        for kind, group in groupby(items, key=lambda item: type(item)):
            members = list(group)
            if kind is Line:
                self._lines([item for item in members if isinstance(item, Line)])
            elif kind is Tag:
                self._lines(list(_tag_lines([item for item in members if isinstance(item, Tag)])))
            elif kind is Medicine:
                self._medicines([item for item in members if isinstance(item, Medicine)])
            else:
                for item in members:
                    if isinstance(item, Section):
                        self._section(item, depth + 1)
                    elif isinstance(item, Prose):
                        self._prose(item, depth)
                    elif isinstance(item, Table):
                        self._table(item)

    # --- pieces ---------------------------------------------------------------------------------------------

    def _char(self, face: str, weight: int, colour: str) -> QTextCharFormat:
        made = QTextCharFormat()
        made.setFont(self._theme.prose_font(face, weight))
        made.setForeground(self._theme.color(colour))
        return made

    def _block(self, above: float, below: float = 0, reading: bool = False) -> QTextBlockFormat:
        made = QTextBlockFormat()
        made.setTopMargin(0 if self._fresh else (1 if self._close_next else above))
        self._close_next = False
        made.setBottomMargin(below)
        if reading:
            made.setLineHeight(_LINE_HEIGHT, _PROPORTIONAL)
        return made

    def _start(self, block: QTextBlockFormat) -> None:
        if self._fresh:
            self._cursor.setBlockFormat(block)
            self._fresh = False
        else:
            self._cursor.insertBlock(block)

    def _heading(self, text: str, depth: int, tail: str = "", mark: str = "") -> None:
        self._start(self._block(14 if depth == 0 else 8, 1))
        face = "body" if depth == 0 else "dense"
        self._cursor.insertText(text, self._char(face, 600, "text"))
        self._mark(self._cursor, mark, before="   ")
        if tail:
            self._cursor.insertText("   " + tail, self._char("dense", 400, "text2"))

    def _over(self, text: str, mark: str = "") -> None:
        """Write the title of a section whose paragraphs all have headings of their own."""
        self._start(self._block(14, 0))
        self._cursor.insertText(text, self._char("caption", 500, "text2"))
        self._mark(self._cursor, mark, before="   ")
        self._close_next = True

    def _prose(self, item: Prose, depth: int) -> None:
        if item.heading:
            self._heading(item.heading, depth, mark=item.mark)
        for index, text in enumerate(item.text.split("\n")):
            self._start(self._block(0 if item.heading or index else 4, reading=True))
            if item.mark and not item.heading and not index:
                self._mark(self._cursor, item.mark, after="  ")
            self._cursor.insertText(text, self._char("body", 400, "text"))

    def _mark(self, cursor: QTextCursor, mark: str, before: str = "", after: str = "") -> None:
        """Write what changed since the former version as the tag that a form shows: ink, with its date."""
        if not mark:
            return
        tag = self._char("caption", 700, "onink")
        tag.setBackground(self._theme.color("ink"))
        plain = self._char("dense", 400, "text")
        cursor.insertText(before, plain)
        # Kept on one line, with room on both sides.
        cursor.insertText(f"{_HARD_SPACE}{mark.replace(' ', _HARD_SPACE)}{_HARD_SPACE}", tag)
        cursor.insertText(after, plain)

    def _table_format(self, columns: Sequence[QTextLength]) -> QTextTableFormat:
        made = QTextTableFormat()
        made.setBorder(0)
        made.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_None)
        made.setCellSpacing(0)
        made.setCellPadding(0)
        made.setTopMargin(2)
        made.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        made.setColumnWidthConstraints(list(columns))
        return made

    def _lines(self, lines: Sequence[Line]) -> None:
        wide = QTextLength(QTextLength.Type.FixedLength, self._theme.px(168))
        rest = QTextLength(QTextLength.Type.VariableLength, 0)
        self._fresh = False
        table = self._cursor.insertTable(len(lines), 2, self._table_format([wide, rest]))
        for row, line in enumerate(lines):
            pad = QTextTableCellFormat()
            pad.setTopPadding(2)
            pad.setRightPadding(10)
            for column, (text, char) in enumerate(
                (
                    (line.label, self._char("dense", 400, "text3")),
                    (line.text, self._char("dense", 400, "text")),
                )
            ):
                cell = table.cellAt(row, column)
                cell.setFormat(pad)
                place = cell.firstCursorPosition()
                if column:
                    self._mark(place, line.mark, after="  ")
                place.insertText(text, char)
        self._cursor.movePosition(QTextCursor.MoveOperation.End)
        self._after_table()

    def _after_table(self) -> None:
        thin = QTextBlockFormat()
        thin.setLineHeight(1, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        self._cursor.setBlockFormat(thin)
        tiny = QFont(self._theme.font("caption"))
        tiny.setPointSizeF(1)
        empty = QTextCharFormat()
        empty.setFont(tiny)
        self._cursor.setBlockCharFormat(empty)

    def _table(self, table: Table) -> None:
        """Write a sender's own table with columns as wide as their words."""
        self._start(self._block(6))
        self._mark(self._cursor, table.mark)
        made = QTextTableFormat()
        made.setBorder(0)
        made.setCellPadding(2)
        grid = self._cursor.insertTable(len(table.rows), len(table.rows[0]), made)
        for row, cells in enumerate(table.rows):
            weight = 600 if table.has_head and row == 0 else 400
            for column, text in enumerate(cells):
                cell = grid.cellAt(row, column)
                cell.setFormat(self._cell(top="line" if row else ""))
                cell.firstCursorPosition().insertText(text, self._char("dense", weight, "text"))
        self._cursor.movePosition(QTextCursor.MoveOperation.End)
        self._after_table()

    def _medicines(self, medicines: Sequence[Medicine]) -> None:
        if self._narrow:
            self._narrow_medicines(medicines)
            return
        heads = _MEDICINE_HEADS
        columns = [[row[place] for row in map(_cells, medicines)] for place in range(len(heads))]
        fixed = QTextLength.Type.FixedLength
        shares = [
            QTextLength(fixed, self._column_width(heads[0], columns[0], 600, _WIDEST_NAME)),
            QTextLength(fixed, self._column_width(heads[1], columns[1], 400, _WIDEST_CELL)),
            QTextLength(QTextLength.Type.VariableLength, 0),
            QTextLength(fixed, self._column_width(heads[3], columns[3], 400, _WIDEST_CELL)),
        ]
        table = self._medicine_table(heads, shares, 1 + sum(map(_rows, medicines)))
        row = 1
        for number, medicine in enumerate(medicines):
            for column, text in enumerate(_cells(medicine)):
                cell = table.cellAt(row, column)
                cell.setFormat(self._cell(top="line" if number else ""))
                char = self._char("dense", 600 if column == 0 else 400, "text")
                cell.firstCursorPosition().insertText(text, char)
            if medicine.mark:
                row += 1
                table.mergeCells(row, 0, 1, len(heads))
                table.cellAt(row, 0).setFormat(self._cell(tight=True))
                self._mark(table.cellAt(row, 0).firstCursorPosition(), medicine.mark)
            for text in _below(medicine):
                row += 1
                # Without strength the remark begins under the name; it is never a narrow column.
                start = 1 if any(columns[1]) else 0
                table.mergeCells(row, start, 1, len(heads) - start)
                table.cellAt(row, start).setFormat(self._cell(tight=True))
                table.cellAt(row, start).firstCursorPosition().insertText(
                    text, self._char("dense", 400, "text2")
                )
            row += 1
        self._cursor.movePosition(QTextCursor.MoveOperation.End)
        self._after_table()

    def _narrow_medicines(self, medicines: Sequence[Medicine]) -> None:
        heads = ("Legemiddel", "Styrke, dosering og bruk")
        width = self._column_width(heads[0], [each.name for each in medicines], 600, _WIDEST_NARROW)
        shares = [
            QTextLength(QTextLength.Type.FixedLength, width),
            QTextLength(QTextLength.Type.VariableLength, 0),
        ]
        table = self._medicine_table(heads, shares, 1 + len(medicines))
        for row, medicine in enumerate(medicines, start=1):
            for column in (0, 1):
                table.cellAt(row, column).setFormat(self._cell(top="line" if row > 1 else ""))
            name = table.cellAt(row, 0).firstCursorPosition()
            name.insertText(medicine.name, self._char("dense", 600, "text"))
            place = table.cellAt(row, 1).firstCursorPosition()
            said = " · ".join(part for part in _cells(medicine)[1:] if part)
            self._mark(place, medicine.mark, after="  ")
            place.insertText(said, self._char("dense", 400, "text"))
            for text in _below(medicine):
                place.insertBlock()
                place.insertText(text, self._char("dense", 400, "text2"))
        self._cursor.movePosition(QTextCursor.MoveOperation.End)
        self._after_table()

    def _medicine_table(self, heads: Sequence[str], shares: Sequence[QTextLength], rows: int) -> QTextTable:
        self._fresh = False
        table = self._cursor.insertTable(rows, len(heads), self._table_format(shares))
        for column, head in enumerate(heads):
            table.cellAt(0, column).setFormat(self._cell(bottom="line2"))
            table.cellAt(0, column).firstCursorPosition().insertText(
                head, self._char("caption", 500, "text2")
            )
        return table

    def _column_width(self, head: str, texts: Sequence[str], weight: int, most: int) -> int:
        """Return the width that a column's words need, at most `most`; a column without words gets none."""
        if not any(texts):
            return 0
        metrics = QFontMetricsF(self._theme.prose_font("dense", weight))
        widths = [metrics.horizontalAdvance(text) for text in texts]
        widths.append(QFontMetricsF(self._theme.prose_font("caption", 500)).horizontalAdvance(head))
        return min(int(max(widths)) + 18, self._theme.px(most))

    def _cell(self, top: str = "", bottom: str = "", tight: bool = False) -> QTextTableCellFormat:
        made = QTextTableCellFormat()
        made.setTopPadding(0 if tight else 5)
        made.setBottomPadding(3)
        made.setRightPadding(8)
        solid = QTextFrameFormat.BorderStyle.BorderStyle_Solid
        if top:
            made.setTopBorder(1)
            made.setTopBorderStyle(solid)
            made.setTopBorderBrush(QColor(self._theme.color(top)))
        if bottom:
            made.setBottomBorder(1)
            made.setBottomBorderStyle(solid)
            made.setBottomBorderBrush(QColor(self._theme.color(bottom)))
        return made


def _cells(medicine: Medicine) -> tuple[str, str, str, str]:
    return medicine.name, medicine.strength, medicine.dosing, medicine.use


def _rows(medicine: Medicine) -> int:
    """Return how many rows of the table a medicine takes."""
    return 1 + bool(medicine.mark) + len(_below(medicine))


def _below(medicine: Medicine) -> list[str]:
    """Return the lines under a medicine: its remark, and all other details in one run."""
    details = [
        f"{_marked(d)}{d.label}: {d.text}" if d.label else f"{_marked(d)}{d.text}" for d in medicine.details
    ]
    return [
        text for text in (medicine.remark, " · ".join((*filter(None, (medicine.when,)), *details))) if text
    ]


def _marked(line: Line) -> str:
    return f"[{line.mark}] " if line.mark else ""


def _tag_lines(tags: Sequence[Tag]) -> Iterator[Line]:
    for tag in tags:
        said = " · ".join(part for part in (tag.text, tag.note) if part)
        yield Line(tag.kind, said, tag.path, tag.mark)
        yield from tag.details
