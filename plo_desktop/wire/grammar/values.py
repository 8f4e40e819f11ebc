"""The written forms of the built-in value types, as the reference validator judges them."""

from __future__ import annotations

import re
from collections.abc import Callable

from plo_desktop.wire.grammar.model import XSD

Judge = Callable[[str], bool]

BLANKS = " \t\r\n"

_ZONE = r"(?:Z|[+-](?:0[0-9]|1[0-3]):[0-5][0-9]|[+-]14:00)?"
_YEAR = r"-?(?:[1-9][0-9]{3,18}|0(?!000)[0-9]{3})"
_CLOCK = r"(?:(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\.[0-9]+)?|24:00:00(?:\.0+)?)"
_DAY = rf"({_YEAR})-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
_DATE = re.compile(_DAY + _ZONE)
_DATE_TIME = re.compile(f"{_DAY}T{_CLOCK}{_ZONE}")
_TIME = re.compile(_CLOCK + _ZONE)
_G_YEAR = re.compile(f"({_YEAR}){_ZONE}")
_G_YEAR_MONTH = re.compile(f"({_YEAR})-(?:0[1-9]|1[0-2]){_ZONE}")
_LONGEST_YEAR = 2**63 - 1

_INTEGER = re.compile("[+-]?[0-9]+")
_DECIMAL = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)")
# The reference validator takes an exponent without digits; so must we, or verdicts differ.
_DOUBLE = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]*)?")
_NC_NAME = re.compile(r"[^\W\d][\w.\-·]*")
_NM_TOKEN = re.compile(r"[\w.\-·:]+")
_LANGUAGE = re.compile("[a-zA-Z]{1,8}(?:-[a-zA-Z0-9]{1,8})*")

_PCT = "%[0-9A-Fa-f]{2}"
_PCHAR = rf"(?:[A-Za-z0-9\-._~!$&'()*+,;=:@]|{_PCT})"
_NO_COLON = rf"(?:[A-Za-z0-9\-._~!$&'()*+,;=@]|{_PCT})"
_HOST = rf"(?:\[[^\]]*\]|(?:[A-Za-z0-9\-._~!$&'()*+,;=]|{_PCT})*)"
_AUTHORITY = rf"(?:(?:[A-Za-z0-9\-._~!$&'()*+,;=:]|{_PCT})*@)?{_HOST}(?::([0-9]+))?"
_ABSOLUTE = rf"//{_AUTHORITY}(?:/{_PCHAR}*)*|/(?:{_PCHAR}+(?:/{_PCHAR}*)*)?"
_URI = re.compile(
    rf"(?:[A-Za-z][A-Za-z0-9+\-.]*:(?:{_ABSOLUTE}|{_PCHAR}+(?:/{_PCHAR}*)*|)"
    rf"|(?:{_ABSOLUTE}|{_NO_COLON}+(?:/{_PCHAR}*)*|))"
    rf"(?:\?(?:{_PCHAR}|[/?])*)?(?:#(?:{_PCHAR}|[/?\[\]])*)?"
)
_NOT_IN_URI = re.compile(r"[\x00-\x20\x7f-\U0010ffff<>\"{}|\\^`]")
_HIGHEST_PORT = 2**31 - 1

_BASE64 = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_NOT_BASE64 = bytes(set(range(256)) - set(_BASE64 + b"="))

_LONG_MONTHS = ("01", "03", "05", "07", "08", "10", "12")


def _collapsed(text: str) -> str:
    return " ".join(text.split()) if text.isascii() else re.sub("[ \t\r\n]+", " ", text).strip(BLANKS)


def _boolean(text: str) -> bool:
    return text.strip(BLANKS) in ("true", "false", "1", "0")


def _is_day(year: str, month: str, day: str) -> bool:
    if abs(int(year)) > _LONGEST_YEAR:
        return False
    if int(day) <= 28:
        return True
    if month == "02":
        count = abs(int(year))
        return day == "29" and ((count % 4 == 0 and count % 100 != 0) or count % 400 == 0)
    return day != "31" or month in _LONG_MONTHS


def _date(text: str) -> bool:
    found = _DATE.fullmatch(text)
    return found is not None and _is_day(*found.groups())


def _date_time(text: str) -> bool:
    found = _DATE_TIME.fullmatch(text)
    return found is not None and _is_day(*found.groups())


def _time(text: str) -> bool:
    return _TIME.fullmatch(text.lstrip(BLANKS)) is not None


def _double(text: str) -> bool:
    return text.lstrip(BLANKS) in ("INF", "-INF", "NaN") or _DOUBLE.fullmatch(_collapsed(text)) is not None


def _g_year(text: str) -> bool:
    found = _G_YEAR.fullmatch(text)
    return found is not None and abs(int(found[1])) <= _LONGEST_YEAR


def _g_year_month(text: str) -> bool:
    found = _G_YEAR_MONTH.fullmatch(text)
    return found is not None and abs(int(found[1])) <= _LONGEST_YEAR


def _matching(pattern: re.Pattern[str]) -> Judge:
    return lambda text: pattern.fullmatch(_collapsed(text)) is not None


def _any_uri(text: str) -> bool:
    found = _URI.fullmatch(_NOT_IN_URI.sub("_", _collapsed(text)))
    if found is None:
        return False
    port = found[1] or found[2]
    return port is None or (len(port.lstrip("0")) <= 10 and int(port[-20:]) <= _HIGHEST_PORT)


def _base64(text: str) -> bool:
    """Only the alphabet counts; blanks and other signs are passed over, also by the reference validator."""
    kept = text.encode("utf-8", "replace").translate(None, _NOT_BASE64)
    body = kept.rstrip(b"=")
    padding = len(kept) - len(body)
    if b"=" in body:
        return False
    if padding == 0:
        return len(body) % 4 == 0
    if padding == 1:
        return len(body) % 4 == 3 and _BASE64.index(body[-1]) & ~0x3C == 0
    return padding == 2 and len(body) % 4 == 2 and _BASE64.index(body[-1]) & ~0x30 == 0


_JUDGES: dict[str, Judge | None] = {
    "anyType": None,
    "anySimpleType": None,
    "string": None,
    "normalizedString": None,
    "token": None,
    "language": _matching(_LANGUAGE),
    "NMTOKEN": _matching(_NM_TOKEN),
    "Name": _matching(_NM_TOKEN),
    "NCName": _matching(_NC_NAME),
    "ID": _matching(_NC_NAME),
    "boolean": _boolean,
    "decimal": _matching(_DECIMAL),
    "integer": _matching(_INTEGER),
    "double": _double,
    "float": _double,
    "dateTime": _date_time,
    "date": _date,
    "time": _time,
    "gYear": _g_year,
    "gYearMonth": _g_year_month,
    "anyURI": _any_uri,
    "base64Binary": _base64,
}

JUDGES: dict[str, Judge | None] = {f"{{{XSD}}}{name}": judge for name, judge in _JUDGES.items()}
"""Built-in type to the function that accepts its written forms; None accepts every text."""

_BASES = {
    "normalizedString": "string",
    "token": "normalizedString",
    "language": "token",
    "NMTOKEN": "token",
    "Name": "token",
    "NCName": "Name",
    "ID": "NCName",
    "integer": "decimal",
    "anySimpleType": "anyType",
}

BASES: dict[str, str] = {
    f"{{{XSD}}}{name}": f"{{{XSD}}}{_BASES.get(name, 'anySimpleType')}"
    for name in _JUDGES
    if name != "anyType"
}
"""Built-in type to the type it is derived from."""

_WORDS = {
    "boolean": "må være «true» eller «false»",
    "decimal": "må være et tall",
    "integer": "må være et helt tall",
    "double": "må være et tall",
    "dateTime": "må være dato og klokkeslett, som 2026-11-19T05:32:00",
    "date": "må være en dato, som 2026-11-19",
    "time": "må være et klokkeslett, som 05:32:00",
    "gYear": "må være et årstall med fire siffer",
    "gYearMonth": "må være år og måned, som 2026-11",
    "anyURI": "må være en adresse, som tel:73555555",
    "base64Binary": "må være base64-kodet",
    "ID": "må være en id som begynner med en bokstav, uten mellomrom",
}

WORDS: dict[str, str] = {f"{{{XSD}}}{name}": words for name, words in _WORDS.items()}
"""What a value of the type must be, to a person."""


WORDS_OF_TIME = "må være dato, klokkeslett, begge deler, år, eller år og måned"
"""What a TS must be, to a person."""


def collapsed(text: str) -> str:
    """Return `text` without blanks at the ends, and single spaces inside, as XML Schema compares tokens."""
    return _collapsed(text)
