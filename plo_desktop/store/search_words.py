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
    if unicodedata.category(letter) == "Co":
        # The index takes signs of private use for letters; to us they separate words.
        return " "
    return "".join(part for part in unicodedata.normalize("NFKD", letter) if not unicodedata.combining(part))


def words_of(folded_text: str) -> list[str]:
    """Return the different words of a folded text in their order; hyphens and signs separate words."""
    return list(dict.fromkeys(_WORD.findall(folded_text)))


def typed(search: str) -> list[str]:
    """Return the folded words of a search; a national number may have a gap after the birth date."""
    return words_of(folded(_NUMBER_WITH_GAP.sub(r"\1\2", search)))


def query(search: str) -> str:
    """Return an FTS5 expression: each word typed so far begins a word of the message; "" for no words."""
    return " ".join(f'"{word}"*' for word in typed(search))


def begins_all(search: str, folded_text: str) -> bool:
    """Tell of one text what `query` asks of the index."""
    wanted = typed(search)
    if not all(word in folded_text for word in wanted):
        return False
    there = words_of(folded_text)
    return all(any(word.startswith(begin) for word in there) for begin in wanted)
