"""Words as people type them: the same folding for what is indexed and for what is searched."""

from __future__ import annotations

import re
import unicodedata

# å, æ and ø are letters of their own in Norwegian; every other accent is something people leave out.
_UNUSUAL = re.compile(r"[^\x00-\x7fæøå]")
_LETTERS = {"đ": "d", "ŋ": "n", "ŧ": "t", "ł": "l", "ð": "d", "þ": "th"}
_NUMBER_WITH_GAP = re.compile(r"(?<!\d)(\d{6})[ .-](\d{5})(?!\d)")
_WORD = re.compile(r"[^\W_]+")


def folded(text: str) -> str:
    """Return text in lower case and composed form, without accents other than the ring of å."""
    return _UNUSUAL.sub(_plain_letter, unicodedata.normalize("NFC", text).lower())


def _plain_letter(match: re.Match[str]) -> str:
    letter = match.group()
    if letter in _LETTERS:
        return _LETTERS[letter]
    return "".join(part for part in unicodedata.normalize("NFKD", letter) if not unicodedata.combining(part))


def query(text: str) -> str:
    """Return an FTS5 expression: every word typed so far begins a word of the message; "" when there is none.

    A national number may be typed with a gap after the birth date. Hyphens and signs separate words.
    """
    joined = _NUMBER_WITH_GAP.sub(r"\1\2", text)
    return " ".join(f'"{word}"*' for word in _WORD.findall(folded(joined)))
