"""Reads formatted content (XHTML in an anyType element) as items to be shown; nothing in it is ever run.

Headings, paragraphs, lists and tables keep their shape, links and pictures become words, emphasis is dropped.
What only says how the text should look or act is told among the technical facts (HISD 1155, R-04).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from plo_desktop.messages.outline import Item, Line, Prose, Section, Table
from plo_desktop.wire.reading_values import visible

_KNOWN = ("{http://www.w3.org/1999/xhtml}", "{http://www.w3.org/2000/svg}")
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "caption", "legend"))
_BLOCKS = frozenset((
    "p", "div", "blockquote", "pre", "dl", "dt", "dd", "section", "article", "form", "hr", "address",
))  # fmt: skip
_LISTS = frozenset(("ul", "ol"))
_CELLS = frozenset(("td", "th"))
_NOT_RUN = {
    "script": "Skript, ikke kjørt",
    "style": "Stil, ikke brukt",
    "iframe": "Innhold fra et annet sted, ikke hentet",
    "object": "Innebygd innhold, ikke åpnet",
    "embed": "Innebygd innhold, ikke åpnet",
    "link": "Henvisning, ikke hentet",
    "meta": "Opplysning til nettleser, ikke brukt",
    "base": "Opplysning til nettleser, ikke brukt",
    "svg": "Tegning, ikke vist",
    "video": "Film, ikke hentet",
    "audio": "Lyd, ikke hentet",
}
_SHOWN_ATTRIBUTES = frozenset(("href", "alt", "title"))
_BULLETS = ("•", "–")
_WIDEST = 12
"""Columns that a page can hold; a table with more is told row by row."""

_SPANS = frozenset(str(number) for number in range(2, _WIDEST + 1))
_SPACES = re.compile("[ \t]{2,}|\t")


@dataclass(frozen=True, slots=True)
class Formatted:
    """What a reader sees of formatted content, and what was left out of it as technical facts."""

    items: tuple[Item, ...]
    left_out: tuple[Line, ...]


def formatted(node: etree._Element, label: str, path: str) -> Formatted:
    """Return the content of a node; one item when it is no more than text, else a section under its label."""
    flow = _Flow(path)
    flow.inside(node, 0)
    flow.end_prose()
    items = [item for item in flow.items if not isinstance(item, Prose) or item.text or item.heading]
    if len(items) == 1 and isinstance(items[0], Prose) and not items[0].heading:
        text = items[0].text
        short = len(text) <= 160 and "\n" not in text
        items = [Line(label, text, path) if short else Prose(label, text, path)]
    elif items:
        items = [Section(label, tuple(items))]
    return Formatted(tuple(items), tuple(flow.left_out))


@dataclass(slots=True)
class _Flow:
    """The reading under way: finished items, and the paragraphs under the present heading."""

    path: str
    items: list[Item] = field(default_factory=list)
    left_out: list[Line] = field(default_factory=list)
    heading: str = ""
    pieces: list[str] = field(default_factory=list)

    def end_prose(self) -> None:
        """Make an item of what was gathered under the present heading."""
        text = _tidy("".join(self.pieces))
        if text or self.heading:
            self.items.append(Prose(self.heading, text, self.path))
        self.heading, self.pieces = "", []

    def inside(self, node: etree._Element, depth: int) -> None:
        """Read text and children of a node; `depth` counts the lists around it."""
        self.pieces.append(visible(node.text or ""))
        for child in node:
            if _name(child):
                self._child(child, depth)
            self.pieces.append(visible(child.tail or ""))

    def _child(self, child: etree._Element, depth: int) -> None:
        name = _name(child)
        known = str(child.tag).startswith(_KNOWN) or not str(child.tag).startswith("{")
        self._attributes(child, known)
        if known and name in _NOT_RUN:
            said = _tidy(visible("".join(child.itertext())))
            self.pieces.append(f" [{_NOT_RUN[name].lower()}] ")
            for each in child.iterdescendants("*"):
                self._attributes(each, known=True)
            if said:
                self.left_out.append(Line(_NOT_RUN[name], said, self.path))
        elif known and name in ("img", "image"):
            described = visible(child.get("alt", "").strip())
            self.pieces.append(f" [bilde, ikke hentet{': ' + described if described else ''}] ")
            self.inside(child, depth)
        elif known and name in _HEADINGS:
            self.end_prose()
            self.heading = self.words(child).replace("\n", " ")
        elif known and name == "table":
            self._table(child)
        elif known and name in _LISTS:
            self._list(child, depth, numbered=name == "ol")
        elif known and name == "br":
            self.pieces.append("\n")
            self.inside(child, depth)
        elif known and name in _BLOCKS:
            self.pieces.append("\n")
            self.inside(child, depth)
            self.pieces.append("\n")
        else:
            self.inside(child, depth)
            if known and (address := child.get("href", "").strip()):
                shown = visible(address.removeprefix("mailto:").removeprefix("tel:"))
                # By the bare text: reading what lies below once more would double for each link in a link.
                said = _tidy(visible("".join(child.itertext()))).strip()
                self.pieces.append("" if shown == said else f" ({shown})")

    def _list(self, node: etree._Element, depth: int, *, numbered: bool) -> None:
        number = 0
        margin = "  " * depth
        self.pieces.append(f"\n{_KEPT}{margin}" if (node.text or "").strip() else "")
        self.pieces.append(visible((node.text or "").strip()))
        for child in node:
            if not _name(child):
                continue
            if _name(child) == "li":
                number += 1
                sign = f"{number}." if numbered else _BULLETS[min(depth, 1)]
                self._attributes(child, known=True)
                self.pieces.append(f"\n{_KEPT}{margin}{sign} ")
                self.inside(child, depth + 1)
            else:
                self._child(child, depth)
            self.pieces.append(visible((child.tail or "").strip()))
        self.pieces.append("\n")

    def _table(self, table: etree._Element) -> None:
        rows: list[tuple[str, ...]] = []
        heads: list[bool] = []
        self._rows(table, rows, heads)
        self.end_prose()
        width = max((len(row) for row in rows), default=0)
        if width > _WIDEST:
            self.pieces.extend("\n" + " | ".join(row) for row in rows)
        elif width:
            full = tuple(row + ("",) * (width - len(row)) for row in rows)
            self.items.append(Table(full, has_head=heads[0] and len(full) > 1, path=self.path))

    def _rows(self, node: etree._Element, rows: list[tuple[str, ...]], heads: list[bool]) -> None:
        """Gather the rows below a node; text that stands between them, where none should, comes before."""
        self.pieces.append(visible((node.text or "").strip()))
        for child in node:
            name = _name(child)
            if name == "tr":
                self._attributes(child, known=True)
                self.pieces.append(visible((child.text or "").strip()))
                cells = [each for each in child if _name(each) in _CELLS]
                rows.append(tuple(said for each in cells for said in self._cell(each)))
                heads.append(bool(cells) and all(_name(each) == "th" for each in cells))
                for other in child:
                    if _name(other) and _name(other) not in _CELLS:
                        self._child(other, 0)
                    self.pieces.append(visible((other.tail or "").strip()))
            elif name in ("thead", "tbody", "tfoot"):
                self._attributes(child, known=True)
                self._rows(child, rows, heads)
            elif name:
                self._child(child, 0)
            self.pieces.append(visible((child.tail or "").strip()))

    def _cell(self, cell: etree._Element) -> tuple[str, ...]:
        self._attributes(cell, known=True)
        span = cell.get("colspan", "").strip()
        more = int(span) - 1 if span in _SPANS else 0
        return (self.words(cell), *("",) * more)

    def words(self, node: etree._Element) -> str:
        """Return all text below a node with its breaks, bullets and cells, for where only words fit."""
        inner = _Flow(self.path, left_out=self.left_out)
        inner.inside(node, 0)
        inner.end_prose()
        parts: list[str] = []
        for item in inner.items:
            match item:
                case Prose(heading, text):
                    parts.extend(part for part in (heading, text) if part)
                case Table(rows):
                    parts.extend(" | ".join(row) for row in rows)
                case _:
                    continue
        return "\n".join(parts)

    def _attributes(self, node: etree._Element, known: bool) -> None:
        """Tell attributes of our own XHTML among the technical facts; those of strangers may be content."""
        for name, text in node.items():
            local = name.rpartition("}")[2]
            if not text.strip():
                continue
            if not known:
                self.pieces.append(f" [{visible(local)}: {visible(text.strip())}] ")
            elif local == "title":
                self.pieces.append(f" [{visible(text.strip())}] ")
            elif local not in _SHOWN_ATTRIBUTES:
                said = f"{visible(local)}: {visible(text.strip())}"
                self.left_out.append(Line("Formatering, ikke brukt", said, self.path))


_KEPT = "\ue000"
"""Marks a line whose indentation means something, until it is tidied; a sender's own is shown as ⟨U+E000⟩."""


def flowing(node: etree._Element) -> str:
    """Return formatted content as text with breaks, bullets and cells, for where only words fit."""
    return flowed(node, "")[0]


def flowed(node: etree._Element, path: str) -> tuple[str, tuple[Line, ...]]:
    """Return formatted content as text, and what was left out of it."""
    flow = _Flow(path)
    return flow.words(node), tuple(flow.left_out)


def _tidy(text: str) -> str:
    """Return text without the indentation of XML writers, with at most one empty line in a row."""
    lines: list[str] = []
    for line in text.split("\n"):
        start, found, rest = line.rpartition(_KEPT)
        margin = rest[: len(rest) - len(rest.lstrip(" "))] if found else ""
        lines.append(margin + _SPACES.sub(" ", (start + rest).strip()))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")


def _name(node: etree._Element) -> str:
    """Return an element's name without namespace in lower case; of a comment an empty string."""
    return node.tag.rpartition("}")[2].lower() if isinstance(node.tag, str) else ""
