"""Reads from the municipality's own words whether, and from when, it can receive; a person confirms."""

from __future__ import annotations

import re
from datetime import date, timedelta

CAN, CANNOT, CAN_FROM = "kan ta imot", "kan ikke ta imot", "kan ta imot fra"
ANSWERS = (CAN, CANNOT, CAN_FROM)

_MONTHS = ("jan", "feb", "mar", "apr", "mai", "jun", "jul", "aug", "sep", "okt", "nov", "des")
_WEEKDAYS = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")
_ISO = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")
_DOTTED = re.compile(r"\b(\d{1,2})\.\s?(\d{1,2})(?:\.\s?(\d{4}|\d{2}))?(?![\d:])")
_NAMED = re.compile(rf"\b(\d{{1,2}})\.?\s+({'|'.join(_MONTHS)})[a-z]*\.?(?:\s+(\d{{4}}))?")
_WEEKDAY = re.compile(rf"\b({'|'.join(_WEEKDAYS)})\b")
_NO = re.compile(
    r"\b(?:kan|har|får)\s+(?:dessverre\s+|fortsatt\s+|foreløpig\s+|enda\s+|ennå\s+)*(?:ikke|ingen)\b"
    r"|\bikke\s+(?:ta\s+(?:i\s?mot|over)|motta|mulig|plass|ledig|kapasitet|klare?)\b|\bingen\s+(?:ledig|plass)|\bavslår\b"
)
_YES = re.compile(
    r"\b(?:kan|klare?\s+til\s+å|ønsker\s+å|vil|skal)\s+(?:\w+\s+){0,3}?(?:ta\s+(?:i\s?mot|over)|motta)"
    r"|\btar\s+(?:gjerne\s+)?i\s?mot\b|\bpasienten\s+(?:kan\s+(?:komme|overføres)|er\s+velkommen)|\bhar\s+(?:ledig\s+)?plass\b"
    r"|\b(?:\w*plass|seng)\s+(?:er\s+)?(?:klar|ledig)\b|\bi\s+orden\b"
)
_DENIED = re.compile(r"\b(?:ikke|ingen|neppe|nei)\b")
_CONDITION = re.compile(
    r"\b(?:kanskje|trolig|hvis|dersom|når|om\s+vi|usikker\w*|vurder\w*|avklar\w*|avvent\w*|vente\w*)\b|\?"
)
"""Words with which a yes may be none, or one with a condition in the same sentence: a person reads those."""

_APART = re.compile(r"[,.;]|\bmen\b")
_SIGNED = re.compile(r"\b(?:hilsen|mvh)\b.*")
_FROM = re.compile(
    r"\b(?:(?<!meld )(?<!melde )(?<!si )fra(?:\s+og\s+med)?|fom\.?|f\.o\.m\.?|tidligst|først)\b"
)


def read_answer(text: str, said_on: date) -> tuple[str, date | None]:
    """Return (answer, day) of a reply written on a day; an empty answer when the words do not tell.

    "Kan ta imot fra" comes with a day; so does "kan ikke ta imot" when it says from when it can after all. A
    yes with a doubt, or from a day that cannot be read, is for a person to read.
    """
    words = _SIGNED.sub("", " ".join(text.casefold().split()))
    begins = _FROM.search(words)
    if refused := _NO.search(words):
        return _after_no(words, refused, begins, said_on) if begins else (CANNOT, None)
    agreed = _YES.search(words)
    if agreed is None or _DENIED.search(words) or _CONDITION.search(_sentence(words, agreed)):
        return "", None
    day = _day_in(words, said_on)
    if day is None:
        return ("", None) if begins else (CAN, None)
    return (CAN_FROM, day) if begins or day > said_on else (CAN, None)


def _after_no(
    words: str, refused: re.Match[str], begins: re.Match[str], said_on: date
) -> tuple[str, date | None]:
    """Return when it can after all; "kan ikke ta imot fra mandag" says the opposite: a person reads it."""
    first, second = sorted((refused, begins), key=lambda each: each.start())
    apart = begins[0] in ("tidligst", "først") or _APART.search(words[first.end() : second.start()])
    day = _first_day(words[begins.end() :], said_on)
    return (CAN_FROM, day) if apart and day is not None else ("", None)


def _sentence(words: str, found: re.Match[str]) -> str:
    begins, ends = words.rfind(". ", 0, found.start()), words.find(". ", found.end())
    return words[begins + 1 : ends if ends >= 0 else len(words)]


def _day_in(words: str, said_on: date) -> date | None:
    """Return the day after the word «fra», else the first day that is named."""
    begins = _FROM.search(words)
    if begins is not None:
        after = _first_day(words[begins.end() :], said_on)
        if after is not None:
            return after
    return _first_day(words, said_on)


def _first_day(words: str, said_on: date) -> date | None:
    if found := _ISO.search(words):
        return _date(int(found[1]), int(found[2]), int(found[3]))
    if found := _DOTTED.search(words):
        return _in_year(int(found[1]), int(found[2]), found[3], said_on)
    if found := _NAMED.search(words):
        return _in_year(int(found[1]), _MONTHS.index(found[2]) + 1, found[3], said_on)
    if "i overmorgen" in words:
        return said_on + timedelta(days=2)
    if re.search(r"\bi morgen\b", words):
        return said_on + timedelta(days=1)
    if re.search(r"\bi dag\b", words):
        return said_on
    if found := _WEEKDAY.search(words):
        ahead = (_WEEKDAYS.index(found[1]) - said_on.weekday()) % 7
        return said_on + timedelta(days=ahead or 7)
    return None


def _in_year(day: int, month: int, year: str | None, said_on: date) -> date | None:
    if year:
        return _date(int(year) + (2000 if len(year) == 2 else 0), month, day)
    found = _date(said_on.year, month, day)
    # A day without a year is never far back: in December «5. januar» is the next one.
    if found is not None and said_on - found > timedelta(days=180):
        return _date(said_on.year + 1, month, day)
    return found


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
