"""Norwegian person numbers: their kinds, whether one can be right, and the birth date it holds (HIS 1001)."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from operator import mul

_FIRST = (3, 7, 6, 1, 8, 9, 4, 5, 2)
_SECOND = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)
FNR, DNR, HNR, FHN = "FNR", "DNR", "HNR", "FHN"
LABELS = {FNR: "fødselsnummer", DNR: "D-nummer", HNR: "H-nummer", FHN: "felles hjelpenummer"}


def _weighted(digits: str, weights: tuple[int, ...]) -> int:
    return sum(map(mul, map(int, digits), weights))


def _check_digits_hold(number: str) -> bool:
    """Mod 11 on both digits. From 2032 the first check digit may also leave remainder 1, 2 or 3."""
    first = (_weighted(number, _FIRST) + int(number[9])) % 11
    second = (_weighted(number, _SECOND) + int(number[10])) % 11
    return first in (0, 1, 2, 3) and second == 0


def _strict_check_digits_hold(number: str) -> bool:
    return _check_digits_hold(number) and (_weighted(number, _FIRST) + int(number[9])) % 11 == 0


def is_number(text: str) -> bool:
    """Tell whether the text is eleven ASCII digits."""
    return len(text) == 11 and text.isascii() and text.isdigit()


def kind_of(number: str) -> str:
    """Return FNR, DNR, HNR or FHN after the number's form, or an empty string for anything else.

    Synthetic numbers (month + 80, + 65) keep the kind of the number they stand for.
    """
    if not is_number(number):
        return ""
    if _date_of(number) is None:
        return FHN if number[0] in "89" else ""
    if int(number[:2]) > 40:
        return DNR
    return HNR if 41 <= int(number[2:4]) <= 52 else FNR


def is_synthetic(number: str) -> bool:
    """Tell whether the number is of a synthetic series (month + 80, or + 65 of older test sets)."""
    return is_number(number) and _date_of(number) is not None and int(number[2:4]) > 52


def _month(raw: int) -> int:
    """Take off what marks the series: 80 synthetic, 65 synthetic, 40 local help number."""
    for mark in (80, 65, 40):
        if 1 <= raw - mark <= 12:
            return raw - mark
    return raw


def _century(year: int, individual: int) -> int | None:
    """Return 1800, 1900 or 2000 after the individual number, or None when no series has this pair."""
    if individual < 500:
        return 1900
    if individual <= 749 and year >= 54:
        return 1800
    if year <= 39:
        return 2000
    return 1900 if individual >= 900 else None


@lru_cache(maxsize=64)
def _date_of(number: str) -> date | None:
    day, month, year, individual = int(number[:2]), int(number[2:4]), int(number[4:6]), int(number[6:9])
    century = _century(year, individual)
    if century is None:
        return None
    try:
        return date(century + year, _month(month), day - 40 if day > 40 else day)
    except ValueError:
        return None


def birth_date_of(number: str) -> date | None:
    """Return the birth date a fødselsnummer or D-number holds; None for other numbers."""
    return _date_of(number) if kind_of(number) in (FNR, DNR) else None


@lru_cache(maxsize=64)
def fault(number: str, kind: str) -> str:
    """Return what is wrong with a number of this kind (code 8116) in Norwegian, or an empty string.

    H-numbers and foreign numbers are local: only their length is looked at, never their check digits.
    """
    if kind not in LABELS:
        return "" if number.strip() else "Nummeret mangler. Skriv nummeret."
    label = LABELS[kind]
    if not is_number(number):
        return f"Et {label} har 11 sifre. Rett nummeret."
    if kind == HNR:
        return ""
    found = kind_of(number)
    if found != kind:
        other = f" Det ser ut som et {LABELS[found]}." if found else ""
        return f"Nummeret er ikke et {label}.{other} Rett nummeret eller typen."
    holds = _strict_check_digits_hold if kind == FHN else _check_digits_hold
    if not holds(number):
        return f"Kontrollsifrene i {label}et stemmer ikke. Se etter siffer for siffer."
    return ""
