"""The kinds of value a field can hold; each has every walk: check, words, plain data, sample.

Editors in `forms` and wire forms in `wire.codec` match on these classes; a test proves none is forgotten.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import cast

from plo_desktop.base.clock import from_oslo, to_oslo
from plo_desktop.domain.amount import Amount
from plo_desktop.domain.codebook import choices, code, codes_of, oid, set_name, suffix_of
from plo_desktop.domain.party import Code
from plo_desktop.messages.kind import Kind
from plo_desktop.messages.measured_kinds import Number, Quantity, When, plain_number
from plo_desktop.messages.spec import Content, Field
from plo_desktop.messages.text_kinds import (
    Hpr,
    LineText,
    PersonName,
    Phone,
    Prose,
    Sentence,
    control_fault,
    join_name,
    split_name,
)

__all__ = [
    "KINDS",
    "Choice",
    "CodeSystem",
    "Day",
    "Hpr",
    "Kind",
    "LineText",
    "Moment",
    "Number",
    "PersonName",
    "Phone",
    "Prose",
    "Quantity",
    "Rows",
    "Sentence",
    "When",
    "Whole",
    "Wording",
    "YesNo",
    "control_fault",
    "join_name",
    "plain_of",
    "split_name",
]


def plain_of(value: object) -> object:
    """Return any value that Content holds as JSON can hold it; raises TypeError for other things."""
    match value:
        case bool() | int() | str():
            return value
        case datetime():
            return to_oslo(value).isoformat()
        case date():
            return value.isoformat()
        case Decimal():
            return plain_number(value)
        case Amount():
            return f"{value.value} {value.unit}".rstrip()
        case Code():
            parts = {"value": value.value, "name": value.name}
            return parts | {"system": value.system, "original": value.original}
        case Content():
            return {name: plain_of(held) for name, held in value.by_name().items()}
        case tuple():
            return [plain_of(each) for each in value]
        case _:
            raise TypeError(f"a content does not hold {type(value).__name__}")


@dataclass(frozen=True, slots=True)
class Day(Kind[date]):
    """A calendar day without time."""

    def fault(self, value: date) -> str:
        if not 1900 <= value.year <= 2200:
            return f"Årstallet {value.year} kan ikke være riktig. Rett datoen."
        return ""

    def words(self, value: date) -> str:
        return value.strftime("%d.%m.%Y")

    def to_plain(self, value: date) -> object:
        return plain_of(value)

    def from_plain(self, plain: object) -> date:
        if isinstance(plain, datetime):
            raise ValueError("Verdien skal være en dato uten klokkeslett, for eksempel 2026-11-20.")
        if isinstance(plain, date):
            return plain
        if isinstance(plain, str):
            for form in ("%Y-%m-%d", "%d.%m.%Y"):
                try:
                    return datetime.strptime(plain.strip(), form).replace(tzinfo=UTC).date()
                except ValueError:
                    continue
        raise ValueError("Verdien skal være en dato, for eksempel 2026-11-20.")

    def sample(self) -> date:
        return date(2026, 1, 15)


@dataclass(frozen=True, slots=True)
class Moment(Kind[datetime]):
    """A moment as an aware datetime in UTC; people and files meet it as Norwegian time."""

    def fault(self, value: datetime) -> str:
        if not 1900 <= value.year <= 2200:
            return f"Årstallet {value.year} kan ikke være riktig. Rett datoen."
        return ""

    def words(self, value: datetime) -> str:
        return to_oslo(value).strftime("%d.%m.%Y kl. %H:%M")

    def to_plain(self, value: datetime) -> object:
        return plain_of(value)

    def from_plain(self, plain: object) -> datetime:
        said = "Verdien skal være dato og klokkeslett, for eksempel 2026-11-20T07:40:00."
        if isinstance(plain, str):
            try:
                plain = datetime.fromisoformat(plain.strip())
            except ValueError:
                raise ValueError(said) from None
        if not isinstance(plain, datetime):
            raise ValueError(said)
        return plain.astimezone(UTC) if plain.tzinfo else from_oslo(plain)

    def sample(self) -> datetime:
        return datetime(2026, 1, 12, 8, 40, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Choice(Kind[Code]):
    """One value of a code set, `only` some of them. `bare` when the wire carries no OID (a CS, not a CV)."""

    oid_suffix: str
    only: tuple[str, ...] = ()
    bare: bool = False

    def options(self) -> tuple[Code, ...]:
        """Return what may be chosen, in the order of `only` or of the code list."""
        if self.only:
            return tuple(code(self.oid_suffix, value) for value in self.only)
        return choices(self.oid_suffix)

    def fault(self, value: Code) -> str:
        if value.value not in {option.value for option in self.options()}:
            return f"Valget «{value.text}» finnes ikke i listen. Velg på nytt."
        return ""

    def words(self, value: Code) -> str:
        return value.text

    def to_plain(self, value: Code) -> object:
        if value == code(self.oid_suffix, value.value) and value.name:
            return value.value
        return plain_of(value)

    def from_plain(self, plain: object) -> Code:
        if isinstance(plain, Mapping):
            part = {str(k): str(v) for k, v in plain.items()}
            given = part.get("value", "")
            name = part.get("name", codes_of(self.oid_suffix).get(given, ""))
            return Code(given, name, part.get("system", oid(self.oid_suffix)), part.get("original", ""))
        text = str(plain).strip() if isinstance(plain, str | int) and not isinstance(plain, bool) else ""
        for option in (*self.options(), *choices(self.oid_suffix)):
            if text and text.casefold() in (option.value.casefold(), option.name.casefold()):
                return option
        some = ", ".join(f"{option.value} = {option.name}" for option in self.options()[:40])
        among = set_name(self.oid_suffix) or "listen"
        raise ValueError(f"«{plain}» finnes ikke i {among}. Velg en av: {some}.")

    def sample(self) -> Code:
        return self.options()[0]


@dataclass(frozen=True, slots=True)
class CodeSystem(Kind[Code]):
    """Which code system a code beside it is from; the value is the system's OID suffix ("7110" is ICD-10)."""

    systems: tuple[str, ...] = ("7110", "7170", "7171")

    def options(self) -> tuple[Code, ...]:
        """Return the systems that may be chosen."""
        return tuple(self.system(suffix) for suffix in self.systems)

    def system(self, suffix: str) -> Code:
        """Return a system by its OID suffix; one that we do not know is named by its number."""
        return Code(suffix, set_name(suffix))

    def fault(self, value: Code) -> str:
        # A sender's own system is kept as it came: it is a matter of that sender and the code.
        return "" if re.fullmatch(r"[0-9]+(\.[0-9]+)*", value.value) else "Velg et kodeverk fra listen."

    def words(self, value: Code) -> str:
        return value.text

    def to_plain(self, value: Code) -> object:
        return value.value

    def from_plain(self, plain: object) -> Code:
        if isinstance(plain, Mapping):
            plain = plain.get("value")
        text = str(plain).strip() if isinstance(plain, str | int) and not isinstance(plain, bool) else ""
        for option in self.options():
            if text and text.casefold() in (option.value.casefold(), option.name.casefold()):
                return option
        known = self.system(suffix_of(text))
        if text and not self.fault(known):
            return known
        some = ", ".join(f"{option.value} = {option.name}" for option in self.options())
        raise ValueError(f"«{plain}» er ikke et kodeverk. Velg en av: {some}.")

    def sample(self) -> Code:
        # The first one is what a declaration sends by itself, and is then not held.
        return self.options()[-1]


def _yes(plain: object) -> bool:
    if isinstance(plain, bool):
        return plain
    text = str(plain).strip().lower()
    if text in ("ja", "true"):
        return True
    if text in ("nei", "false"):
        return False
    raise ValueError("Verdien skal være true eller false.")


@dataclass(frozen=True, slots=True)
class YesNo(Kind[bool]):
    """A tick; only a true one is sent (wire-format 2)."""

    def fault(self, value: bool) -> str:
        return ""

    def words(self, value: bool) -> str:
        return "Ja" if value else "Nei"

    def to_plain(self, value: bool) -> object:
        return value

    def from_plain(self, plain: object) -> bool:
        return _yes(plain)

    def sample(self) -> bool:
        return True


@dataclass(frozen=True, slots=True)
class Wording(Kind[bool]):
    """A tick that puts an agreed sentence into the message."""

    text: str

    def fault(self, value: bool) -> str:
        return ""

    def words(self, value: bool) -> str:
        return self.text if value else ""

    def to_plain(self, value: bool) -> object:
        return value

    def from_plain(self, plain: object) -> bool:
        return _yes(plain)

    def sample(self) -> bool:
        return True


@dataclass(frozen=True, slots=True)
class Whole(Kind[int]):
    """A whole number from `low` to `high`."""

    low: int
    high: int

    def fault(self, value: int) -> str:
        if not self.low <= value <= self.high:
            return f"Tallet skal være fra {self.low} til {self.high}. Rett tallet."
        return ""

    def words(self, value: int) -> str:
        return str(value)

    def to_plain(self, value: int) -> object:
        return value

    def from_plain(self, plain: object) -> int:
        if isinstance(plain, int) and not isinstance(plain, bool):
            return plain
        if isinstance(plain, str) and re.fullmatch(r"\s*-?[0-9]{1,9}\s*", plain):
            return int(plain)
        raise ValueError(f"Verdien skal være et helt tall fra {self.low} til {self.high}.")

    def sample(self) -> int:
        return min(max(2015, self.low), self.high)


@dataclass(frozen=True, slots=True)
class Rows(Kind[tuple[Content, ...]]):
    """A list of entries with the same fields; `noun` is one entry ("pårørende")."""

    fields: tuple[Field[object], ...]
    noun: str

    def fault(self, value: tuple[Content, ...]) -> str:
        for number, row in enumerate(value, start=1):
            said = self.row_fault(row)
            if said:
                return f"{self.noun.capitalize()} {number}: {said}"
        return ""

    def row_fault(self, row: Content) -> str:
        """Return what is wrong with one entry, or an empty string."""
        for each in self.fields:
            value = row[each]
            if value is None:
                if each.required:
                    return f"«{each.label}» mangler. Fyll ut feltet, eller fjern raden."
            elif said := each.kind.fault(value):
                return f"«{each.label}»: {said}"
        return "" if row.by_name() else "Raden er tom. Fyll ut et felt, eller fjern raden."

    def words(self, value: tuple[Content, ...]) -> str:
        return "\n".join(self.row_words(row) for row in value)

    def row_words(self, row: Content) -> str:
        """Return one entry on one line."""
        parts = []
        for each in self.fields:
            held = row[each]
            if held is not None:
                # A tick is read by its label; one that is not set says nothing.
                ticked = each.label if held else ""
                parts.append(ticked if isinstance(each.kind, YesNo) else each.kind.words(held))
        return ", ".join(part for part in parts if part)

    def to_plain(self, value: tuple[Content, ...]) -> object:
        return [self._plain_row(row) for row in value]

    def _plain_row(self, row: Content) -> dict[str, object]:
        return {f.name: f.kind.to_plain(held) for f in self.fields if (held := row[f]) is not None}

    def from_plain(self, plain: object) -> tuple[Content, ...]:
        if not isinstance(plain, Sequence) or isinstance(plain, str | bytes):
            raise ValueError("Verdien skal være en liste av rader.")
        return tuple(self._row(number, entry) for number, entry in enumerate(plain, start=1))

    def _row(self, number: int, entry: object) -> Content:
        if not isinstance(entry, Mapping):
            raise ValueError(f"Rad {number} skal være en tabell med navn og verdier.")
        known = {each.name: each for each in self.fields}
        values: dict[str, object] = {}
        for name, plain in entry.items():
            each = known.get(str(name))
            if each is None:
                raise ValueError(f"Rad {number} har ikke noe felt «{name}». Feltene er {', '.join(known)}.")
            try:
                values[each.name] = each.kind.from_plain(plain)
            except ValueError as wrong:
                raise ValueError(f"Rad {number}, «{name}»: {wrong}") from None
        return Content(values)

    def sample(self) -> tuple[Content, ...]:
        return (Content({each.name: each.kind.sample() for each in self.fields}),)


KINDS = cast(
    "tuple[type[Kind[object]], ...]",
    (
        *(LineText, PersonName, Hpr, Prose, Phone, Day, Moment, When, Choice, CodeSystem, YesNo, Wording),
        *(Whole, Number, Quantity, Sentence, Rows),
    ),
)
"""Every kind there is; tests walk it, so that an editor or a wire form cannot be forgotten."""
