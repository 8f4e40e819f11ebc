"""Turns written values into what a reader sees: dates, times, numbers, yes and no, text without traps."""

from __future__ import annotations

import re
import unicodedata
from datetime import datetime

from plo_desktop.base.clock import to_oslo
from plo_desktop.wire.grammar.model import XSD

_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(Z|[+-][0-9]{2}:[0-9]{2})?")
_TIME = re.compile(r"([0-9]{2}:[0-9]{2}):[0-9]{2}(?:\.[0-9]+)?(Z|[+-][0-9]{2}:[0-9]{2})?")
_YEAR_MONTH = re.compile(r"([0-9]{4})-([0-9]{2})")
_MOMENT = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})T([0-9]{2}:[0-9]{2}:[0-9]{2})(?:\.[0-9]+)?(Z|[+-][0-9]{2}:[0-9]{2})?"
)
_NUMBER = re.compile(r"[+-]?[0-9]*\.[0-9]+")
# A single blank stays as it is: replacing each one by itself costs seconds in a message of 35 MB.
_SPACES = re.compile("[ \t]{2,}|\t")
_LOOKALIKE = re.compile("[АВЕЅІЈКМНОРСТХаеорсухіјѕһԁΑΒΕΖΗΙΚΜΝΟΡΤΥΧο]")
_LATIN = re.compile("[A-Za-zÆØÅæøå]")
_WORD = re.compile(r"[^\W\d_]+")
_HIDDEN = {"Cc", "Cf", "Co", "Cs", "Zl", "Zp"}


def visible(text: str) -> str:
    """Return `text` with control, direction and zero-width characters written out: ⟨U+202E⟩ (B36).

    So are Greek and Cyrillic letters that look like Latin ones, in a word that has Latin letters too.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.isascii() and _LOOKALIKE.search(text):
        text = _WORD.sub(_without_disguise, text)
    if text.isprintable():
        return text
    return "".join(_visible(sign) for sign in text)


def _without_disguise(found: re.Match[str]) -> str:
    word = found[0]
    if not _LATIN.search(word):
        return word
    return _LOOKALIKE.sub(lambda sign: f"⟨U+{ord(sign[0]):04X}⟩", word)


def _visible(sign: str) -> str:
    if sign in "\n\t" or unicodedata.category(sign) not in _HIDDEN:
        return sign
    return f"⟨U+{ord(sign):04X}⟩"


def plain(text: str) -> str:
    """Return running text with its line breaks, without the indentation that XML writers add."""
    lines = [_SPACES.sub(" ", line).strip() for line in visible(text).split("\n")]
    return "\n".join(lines).strip("\n")


def shown_date(text: str) -> str:
    """Return "2026-11-19" as "19.11.2026"; other forms as they are."""
    found = _DATE.fullmatch(text.strip())
    return f"{found[3]}.{found[2]}.{found[1]}" if found else visible(text.strip())


def shown_moment(text: str) -> str:
    """Return a date, time, moment, month or year with the precision it was written in (R-06).

    A moment with a zone is shown as Norwegian time; one without is Norwegian time already.
    """
    text = text.strip()
    found = _MOMENT.fullmatch(text)
    if found:
        if not found[3]:
            return f"{shown_date(found[1])} {found[2][:5]}"
        try:
            moment = to_oslo(datetime.fromisoformat(f"{found[1]}T{found[2]}{found[3]}"))
        except (ValueError, OverflowError):
            return visible(text)
        return f"{moment:%d.%m.%Y %H:%M}"
    if found := _YEAR_MONTH.fullmatch(text):
        return f"{found[2]}.{found[1]}"
    if found := _TIME.fullmatch(text):
        return found[1]
    return shown_date(text)


def shown_number(text: str) -> str:
    """Return "2.5" as "2,5"."""
    text = text.strip()
    return text.replace(".", ",") if _NUMBER.fullmatch(text) else visible(text)


def shown_yes_no(text: str) -> str:
    """Return a boolean as "Ja" or "Nei"; anything else as it is."""
    return {"true": "Ja", "1": "Ja", "false": "Nei", "0": "Nei"}.get(text.strip(), visible(text))


def is_true(text: str | None) -> bool:
    """Tell whether a boolean's text means yes."""
    return (text or "").strip() in ("true", "1")


def shown_address(text: str) -> str:
    """Return "tel:73555555" as "73555555"; other schemes likewise where the label tells what it is."""
    scheme, found, rest = text.strip().partition(":")
    return visible(rest if found and scheme.lower() in ("tel", "fax", "mailto") else text.strip())


def shown_person_number(text: str) -> str:
    """Return eleven digits as "131169 00216"; anything else as it is."""
    text = text.strip()
    return f"{text[:6]} {text[6:]}" if len(text) == 11 and text.isdigit() else visible(text)


_BY_TYPE = {
    f"{{{XSD}}}date": shown_date,
    f"{{{XSD}}}dateTime": shown_moment,
    f"{{{XSD}}}time": shown_moment,
    f"{{{XSD}}}gYear": shown_moment,
    f"{{{XSD}}}gYearMonth": shown_moment,
    f"{{{XSD}}}boolean": shown_yes_no,
    f"{{{XSD}}}decimal": shown_number,
    f"{{{XSD}}}double": shown_number,
}


def shown(text: str, type_name: str) -> str:
    """Return an element's text as a reader sees it, by its declared type."""
    show = _BY_TYPE.get(type_name)
    return show(text) if show else plain(text)
