"""Blocks and pages: puts rows of text on sheets, keeps together what belongs so, repeats table heads."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from plo_desktop.printing.pieces import Fill, Outlined, Page, Piece, Stroke, moved


class Border(StrEnum):
    """The boxes that a block may stand in."""

    CRITICAL = "critical"
    STOPPED = "stopped"
    PATIENT = "patient"


_BORDER_LINE = {Border.CRITICAL: 1.5, Border.STOPPED: 0.75, Border.PATIENT: 0.75}
_PATIENT_EDGE = 3.0


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a block; columns are read one after the other, so `pieces` are (column, piece)."""

    height: float
    pieces: tuple[tuple[int, Piece], ...]


@dataclass(frozen=True, slots=True)
class Block:
    """Rows that belong together.

    `before` is the space above, dropped at the top of a sheet. `rule` draws a hair line above. `whole` keeps
    the rows on one sheet while they fit on one. `with_next` keeps the block with the start of the next.
    `head` is repeated when the block begins a sheet. Blocks with one `box` share one border.
    """

    rows: tuple[Row, ...]
    before: float = 0.0
    rule: bool = False
    whole: bool = False
    with_next: bool = False
    head: tuple[Row, ...] = ()
    box: Box | None = None

    @property
    def height(self) -> float:
        """The height of all rows, without the space above."""
        return sum(row.height for row in self.rows)


@dataclass(frozen=True, slots=True, eq=False)
class Box:
    """One border on the sheet; two boxes are never the same, however alike."""

    border: Border
    left: float
    width: float
    padding: float = 6.0
    before: float = 8.0


_LEAST_ROWS = 2
"""A paragraph leaves at least this many lines on either side of a page break."""


def _first_part(block: Block) -> float:
    rows = block.rows if block.whole or len(block.rows) <= _LEAST_ROWS + 1 else block.rows[:_LEAST_ROWS]
    return sum(row.height for row in rows)


@dataclass(slots=True)
class Sheets:
    """The sheets being filled. `tops` and `bottom` bound the body: the first sheet's top differs."""

    first_top: float
    top: float
    bottom: float
    left: float
    right: float
    done: list[list[Piece]] = field(default_factory=list)
    current: list[Piece] = field(default_factory=list)
    y: float = 0.0
    _box: Box | None = None
    _box_from: float = 0.0

    def __post_init__(self) -> None:
        self.y = self.first_top

    def place(self, blocks: Sequence[Block]) -> None:
        """Put all blocks on sheets, in order."""
        for at, block in enumerate(blocks):
            needed = block.before + self._needed(blocks, at)
            self._enter_box(block, needed)
            if self.y + needed > self.bottom and not self._at_top():
                self._turn(block)
            if not self._at_top():
                self.y += block.before
                if block.rule:
                    self.current.append(Stroke(self.left, self.y, self.right, self.y, 0.5))
                    self.y += 4.0
            self._rows(block)
        self._close_box()

    def finish(self) -> tuple[Page, ...]:
        """Return the sheets."""
        return tuple(Page(tuple(pieces)) for pieces in (*self.done, self.current))

    def _at_top(self) -> bool:
        return self.y == (self.top if self.done else self.first_top)

    def _needed(self, blocks: Sequence[Block], at: int) -> float:
        """The least height that must be free for the block to begin here."""
        height = 0.0
        for block in blocks[at : at + 4]:
            height += _first_part(block) + (block.box.padding if block.box else 0.0) + 4.0 * block.rule
            if not block.with_next:
                break
            height += block.height - _first_part(block)
        return min(height, self.bottom - self.top)

    def _rows(self, block: Block) -> None:
        chunk: list[Row] = []
        start = self.y
        count = len(block.rows)
        limit = self.bottom - (block.box.padding if block.box else 0.0)
        for at, row in enumerate(block.rows):
            left = count - at
            last_pair = left == _LEAST_ROWS and count > _LEAST_ROWS + 1 and not block.whole
            room = row.height + (block.rows[at + 1].height if last_pair else 0.0)
            if self.y + room > limit and self.y > self.top:
                self._emit(chunk, start)
                self._turn(block)
                chunk, start = [], self.y
            chunk.append(row)
            self.y += row.height
        self._emit(chunk, start)

    def _emit(self, rows: Iterable[Row], start: float) -> None:
        """Draw rows so that each column is read whole before the next one begins."""
        placed: list[tuple[int, Piece]] = []
        y = start
        for row in rows:
            placed.extend((column, moved(piece, y)) for column, piece in row.pieces)
            y += row.height
        self.current.extend(piece for _, piece in sorted(placed, key=lambda each: each[0]))

    def _turn(self, block: Block) -> None:
        box = self._box
        self._close_box()
        self.done.append(self.current)
        self.current = []
        self.y = self.top
        if box is not None and box is block.box:
            self._open_box(box)
        if block.head:
            self._emit(block.head, self.y)
            self.y += sum(row.height for row in block.head)

    def _enter_box(self, block: Block, needed: float) -> None:
        """Begin the block's box where what must stand together has room: an empty box says «none»."""
        if block.box is self._box:
            return
        self._close_box()
        if block.box is not None:
            if self.y + block.box.before + block.box.padding + needed > self.bottom and not self._at_top():
                self._turn(Block(()))
            elif not self._at_top():
                self.y += block.box.before
            self._open_box(block.box)

    def _open_box(self, box: Box) -> None:
        self._box, self._box_from = box, self.y
        self.y += box.padding

    def _close_box(self) -> None:
        box = self._box
        if box is None:
            return
        self.y += box.padding
        height = self.y - self._box_from
        self.current.append(Outlined(box.left, self._box_from, box.width, height, _BORDER_LINE[box.border]))
        if box.border is Border.PATIENT:
            self.current.append(Fill(box.left, self._box_from, _PATIENT_EDGE, height))
        self._box = None
