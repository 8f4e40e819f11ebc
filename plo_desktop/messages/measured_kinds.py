"""The kinds that count or measure: amounts with a unit, decimal numbers, and times of any precision."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from plo_desktop.base.clock import to_oslo
from plo_desktop.domain.amount import Amount
from plo_desktop.domain.codebook import codes_of
from plo_desktop.messages.kind import Kind
from plo_desktop.messages.text_kinds import control_fault

_NUMBER = re.compile(r"[+-]?(?:[0-9]{1,15}(?:[.,][0-9]{0,9})?|[.,][0-9]{1,9})(?:[eE][+-]?[0-9]{1,2})?")
_LONGEST_UNIT = 60


@dataclass(frozen=True, slots=True)
class Quantity(Kind[Amount]):
    """An amount with its unit (PQ): strength, dose. The unit is one of a code set, or what a sender wrote."""

    unit_suffix: str = "9090"

    def units(self) -> tuple[str, ...]:
        """Return the units of the code set."""
        return tuple(codes_of(self.unit_suffix))

    def fault(self, value: Amount) -> str:
        if not _NUMBER.fullmatch(value.value):
            return f"«{value.value}» er ikke et tall. Skriv for eksempel 500 mg."
        if len(value.unit) > _LONGEST_UNIT:
            return f"Enheten er for lang (høyst {_LONGEST_UNIT} tegn). Kort den ned."
        return control_fault(value.unit)

    def words(self, value: Amount) -> str:
        return value.text

    def to_plain(self, value: Amount) -> object:
        return f"{value.value} {value.unit}".rstrip()

    def from_plain(self, plain: object) -> Amount:
        if isinstance(plain, int | float) and not isinstance(plain, bool):
            plain = str(plain)
        if isinstance(plain, str):
            text = " ".join(plain.split())
            found = _NUMBER.match(text)
            if found is not None and found[0] not in (".", ","):
                return Amount(found[0].replace(",", "."), text[found.end() :].strip())
        raise ValueError("Verdien skal være et tall og en enhet, for eksempel «500 mg».")

    def sample(self) -> Amount:
        return Amount("2.5", "mg")


@dataclass(frozen=True, slots=True)
class Number(Kind[Decimal]):
    """A number that may have decimals, from `low` to `high`."""

    low: int = 0
    high: int = 1_000_000

    def fault(self, value: Decimal) -> str:
        if not (value.is_finite() and self.low <= value <= self.high):
            return f"Tallet skal være fra {self.low} til {self.high}. Rett tallet."
        return ""

    def words(self, value: Decimal) -> str:
        return plain_number(value).replace(".", ",")

    def to_plain(self, value: Decimal) -> object:
        return plain_number(value)

    def from_plain(self, plain: object) -> Decimal:
        number = plain
        if isinstance(plain, int) and not isinstance(plain, bool):
            number = Decimal(plain)
        elif isinstance(plain, float) and math.isfinite(plain):
            number = Decimal(str(plain))
        elif isinstance(plain, str):
            number = read_number(plain.strip().replace(",", "."))
        if isinstance(number, Decimal):
            return number
        raise ValueError(f"Verdien skal være et tall fra {self.low} til {self.high}, for eksempel 1,5.")

    def sample(self) -> Decimal:
        return min(max(Decimal("1.5"), Decimal(self.low)), Decimal(self.high))


def plain_number(value: Decimal) -> str:
    """Return a number without exponent, with a decimal point: "0.5"."""
    return format(value, "f")


def read_number(text: str) -> Decimal | None:
    """Return the number that a text with a decimal point says, or None."""
    if not _NUMBER.fullmatch(text) or "," in text:
        return None
    try:
        return Decimal(text)
    except InvalidOperation:
        return None


_ZONE = r"(?P<zone>Z|[+-][0-9]{2}:[0-9]{2})?"
_WHEN = re.compile(
    r"(?P<year>[0-9]{4})(?:-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2})"
    r"(?:T(?P<clock>[0-9]{2}:[0-9]{2}):[0-9]{2}(?:\.[0-9]+)?)?)?)?" + _ZONE
)
_TYPED = re.compile(
    r"(?:(?:(?P<day>[0-9]{1,2})\.)?(?P<month>[0-9]{1,2})\.)?(?P<year>[0-9]{4})"
    r"(?:,?\s*(?:kl\.?)?\s*(?P<hour>[0-9]{1,2})[:.](?P<minute>[0-9]{2}))?"
)


@dataclass(frozen=True, slots=True)
class When(Kind[str]):
    """A year, month, day or moment, in exactly the precision it was written with (TS).

    "2026", "2026-01", "2026-01-12", "2026-01-12T09:40:00"; a moment may carry fraction and offset.
    """

    def fault(self, value: str) -> str:
        return "" if is_when(value) else "Skriv år, måned og år, dato, eller dato og klokkeslett."

    def words(self, value: str) -> str:
        found = _WHEN.fullmatch(value)
        if found is None:
            return value
        if found["clock"] and found["zone"]:
            try:
                return to_oslo(datetime.fromisoformat(value)).strftime("%d.%m.%Y kl. %H:%M")
            except (ValueError, OverflowError):
                return value
        day = ".".join(part for part in (found["day"], found["month"], found["year"]) if part)
        return f"{day} kl. {found['clock']}" if found["clock"] else day

    def to_plain(self, value: str) -> object:
        return value

    def from_plain(self, plain: object) -> str:
        if isinstance(plain, datetime):
            whole = plain.replace(microsecond=0)
            return whole.isoformat()
        if isinstance(plain, date):
            return plain.isoformat()
        text = str(plain).strip() if isinstance(plain, str | int) and not isinstance(plain, bool) else ""
        if is_when(text):
            return text
        found = _TYPED.fullmatch(text)
        if found is not None:
            parts = (found["year"], (found["month"] or "").zfill(2), (found["day"] or "").zfill(2))
            written = "-".join(part for part in parts if part != "00")
            if found["hour"]:
                written += f"T{found['hour'].zfill(2)}:{found['minute']}:00"
            if is_when(written):
                return written
        raise ValueError("Verdien skal være et årstall, en måned (01.2026), en dato eller et tidspunkt.")

    def sample(self) -> str:
        return "2026-01-12"


def is_when(text: str) -> bool:
    """Tell whether a text is a year, month, day or moment that exists, as XML writes them."""
    found = _WHEN.fullmatch(text)
    if found is None:
        return False
    try:
        date(int(found["year"]), int(found["month"] or "1"), int(found["day"] or "1"))
        if found["clock"]:
            datetime.fromisoformat(text[:19])
    except ValueError:
        return False
    return True
