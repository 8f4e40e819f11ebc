"""Rows as columns and back, worked out from the dataclass, so that a new field needs only a migration."""

from __future__ import annotations

import dataclasses
import json
import operator
import types
import typing
from collections.abc import Callable, Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Generic, TypeVar

from plo_desktop.domain.party import Patient
from plo_desktop.store.connection import Row, Value
from plo_desktop.store.event_codec import from_plain, moment_text, to_plain

T = TypeVar("T")

_ToColumn = Callable[[object], Value]
_FromColumn = Callable[[Value], object]


class Columns(Generic[T]):
    """The columns of one table in the order of the dataclass's fields, with its `select` and `insert`."""

    def __init__(self, owner: type[T], table: str) -> None:
        if not dataclasses.is_dataclass(owner):
            raise TypeError(f"{owner} is no dataclass")
        hints = typing.get_type_hints(owner)
        self._owner: type[T] = owner
        self._table = table
        self.names = tuple(field.name for field in dataclasses.fields(owner))
        self._all = operator.attrgetter(*self.names)
        converters = [_converters(hints[name]) for name in self.names]
        # Most values are texts and numbers, which go as they are; only the rest cost a call.
        self._encoders = tuple(
            (at, pair[0]) for at, pair in enumerate(converters) if pair is not None and pair[0] is not None
        )
        self._decoders = tuple((at, pair[1]) for at, pair in enumerate(converters) if pair is not None)
        self.listed = ", ".join(f'"{name}"' for name in self.names)
        marks = ", ".join("?" * len(self.names))
        self.insert = " ".join(("insert into", table, f"({self.listed}) values ({marks})"))
        self.select = " ".join(("select", self.listed, "from", table, ""))

    def values(self, row: T) -> list[Value]:
        """Return the row as values for `insert`."""
        values: list[Value] = list(self._all(row))
        for at, encode in self._encoders:
            if values[at] is not None:
                values[at] = encode(values[at])
        return values

    def read(self, found: Row) -> T:
        """Return the row that a select of `listed` gave."""
        values: list[object] = list(found)
        for at, decode in self._decoders:
            if found[at] is not None:
                values[at] = decode(found[at])
        return self._owner(*values)

    def update(self, before: T, after: T, key: str) -> tuple[str, tuple[Value, ...]] | None:
        """Return statement and values that turn one row into the other, or None when they are the same."""
        old, new = self.values(before), self.values(after)
        changed = [at for at, value in enumerate(new) if value != old[at]]
        if not changed:
            return None
        settings = ", ".join(f'"{self.names[at]}" = ?' for at in changed)
        statement = " ".join(("update", self._table, "set", settings, f'where "{key}" = ?'))
        return statement, (*(new[at] for at in changed), old[self.names.index(key)])


def _converters(hint: object) -> tuple[_ToColumn | None, _FromColumn] | None:
    """Return how a value becomes a column and back; None for what goes as it is."""
    origin = typing.get_origin(hint)
    if origin in (types.UnionType, typing.Union):
        (inner,) = (part for part in typing.get_args(hint) if part is not type(None))
        return _converters(inner)
    if origin is tuple:
        member = typing.get_args(hint)[0]
        if dataclasses.is_dataclass(member) and isinstance(member, type):
            return _several_to_column, _several_from_column(member)
        return _texts_to_column, _texts_from_column
    if hint is datetime:
        return _moment_to_column, _moment_from_column
    if hint is date:
        return _day_to_column, _day_from_column
    if hint is bool:
        return None, bool
    if hint in (str, int):
        return None
    if hint is Patient:
        return _patient_to_column, _patient_from_column
    raise TypeError(f"no column holds {hint}")


def _moment_to_column(value: object) -> Value:
    if not isinstance(value, datetime):
        raise TypeError(f"not a moment: {value!r}")
    return moment_text(value)


def _moment_from_column(value: Value) -> object:
    return datetime.fromisoformat(str(value))


def _day_to_column(value: object) -> Value:
    if not isinstance(value, date):
        raise TypeError(f"not a day: {value!r}")
    return value.isoformat()


def _day_from_column(value: Value) -> object:
    return date.fromisoformat(str(value))


def _texts_to_column(value: object) -> Value:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) if value else "[]"


def _texts_from_column(value: Value) -> object:
    if value == "[]":
        return ()
    found: Sequence[str] = json.loads(str(value))
    return tuple(found)


def _several_to_column(value: object) -> Value:
    if not value:
        return "[]"
    if not isinstance(value, tuple):
        raise TypeError(f"not a tuple: {value!r}")
    plain = [to_plain(each) for each in value]
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":"))


def _several_from_column(member: type) -> _FromColumn:
    def read(value: Value) -> object:
        if value == "[]":
            return ()
        return tuple(from_plain(member, each) for each in json.loads(str(value)))

    return read


def _patient_to_column(value: object) -> Value:
    return json.dumps(to_plain(value), ensure_ascii=False, separators=(",", ":"))


def _patient_from_column(value: Value) -> object:
    return _patient(str(value))


@lru_cache(maxsize=2048)
def _patient(text: str) -> Patient:
    # The ward's stays are read again for each message that comes in, to find its patient.
    return from_plain(Patient, json.loads(text))
