"""Breaks text into lines by the font's own widths; received text is never read as markup."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Protocol

from plo_desktop.printing.pieces import Face, Style

_IN_OUR_FONT = {
    "⟨": "‹",
    "⟩": "›",
    "\t": "    ",
    "\u2028": "\n",
    "\u2029": "\n",
    "\u0085": "\n",
    "\u000b": "\n",
}
_BREAK_AFTER = frozenset("-/–—;:@_&=?\\|")
_WORD = re.compile(r"^ *[^ ]+ *|[^ ]+ *")
_MUCH = 400  # characters that no line holds: longer texts are looked at in parts, so that time stays linear
_MARKED_CATEGORIES = frozenset({"Cc", "Cf", "Co", "Cn", "Cs", "Zl", "Zp"})


class Fonts(Protocol):
    """What layout must know of the fonts."""

    def width(self, text: str, style: Style) -> float:
        """Return how wide the text is, in points."""
        ...

    def has(self, character: str, face: Face) -> bool:
        """Tell whether the font can draw the character."""
        ...


def visible(text: str, fonts: Fonts, face: Face) -> str:
    """Return `text` as it can be drawn: one form of each letter, and a mark for what the font or eye misses.

    A direction or zero-width mark, or a sign that the font lacks, is written ‹U+202E›: a reader must see that
    something stands there, and a box would not say what.
    """
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    if plain.isascii() and plain.replace("\n", "").isprintable():
        return plain
    plain = unicodedata.normalize("NFC", plain)
    return plain.translate({ord(sign): _drawn(sign, fonts, face) for sign in set(plain)})


def _drawn(sign: str, fonts: Fonts, face: Face) -> str:
    if sign == "\n":
        return sign
    if sign in _IN_OUR_FONT:
        return _IN_OUR_FONT[sign]
    if unicodedata.category(sign) in _MARKED_CATEGORIES or not fonts.has(sign, face):
        return f"‹U+{ord(sign):04X}›"
    return sign


def lines_of(text: str, width: float, style: Style, fonts: Fonts) -> list[str]:
    """Return the lines of `text` (already visible) in a column `width` points wide.

    Line breaks and the spaces that a sender wrote are kept; a word longer than the line is broken, first
    after a hyphen or another joint, else anywhere. An empty text gives one empty line.
    """
    lines: list[str] = []
    for paragraph in text.split("\n"):
        lines.extend(_wrapped(paragraph.rstrip(" "), width, style, fonts))
    return lines


def _wrapped(paragraph: str, width: float, style: Style, fonts: Fonts) -> Iterator[str]:
    if len(paragraph) < _MUCH and fonts.width(paragraph, style) <= width:
        yield paragraph
        return
    line, used = "", 0.0
    for match in _WORD.finditer(paragraph):
        word = match.group()
        if len(word) < _MUCH and used + fonts.width(word.rstrip(" "), style) <= width:
            line, used = line + word, used + fonts.width(word, style)
            continue
        if line.strip(" "):
            yield line.rstrip(" ")
        *whole, rest = _broken(word, width, style, fonts)
        yield from whole
        line, used = rest, fonts.width(rest, style)
    if line.strip(" "):
        yield line.rstrip(" ")


def _broken(word: str, width: float, style: Style, fonts: Fonts) -> Iterator[str]:
    """Yield the parts of a word that may be wider than the line; the last part has room after it."""
    start = 0
    while len(word) - start >= _MUCH or fonts.width(word[start:].rstrip(" "), style) > width:
        cut = _fitting(word[start : start + _MUCH], width, style, fonts)
        yield word[start : start + cut]
        start += cut
    yield word[start:]


def _fitting(word: str, width: float, style: Style, fonts: Fonts) -> int:
    """Return how many characters of a too long word fit, at least one, preferably up to a joint."""
    low, high = 1, len(word)
    while low < high:
        middle = (low + high + 1) // 2
        if fonts.width(word[:middle], style) <= width:
            low = middle
        else:
            high = middle - 1
    joint = next((at for at in range(low, low // 2, -1) if word[at - 1] in _BREAK_AFTER), 0)
    return joint or low
