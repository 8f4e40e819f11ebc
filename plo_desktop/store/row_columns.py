"""Rows as columns and back, worked out from the dataclass, so that a new field needs only a migration."""

from __future__ import annotations

import dataclasses
import json
import types
import typing
from collections.abc import Callable, Sequence
from datetime import date, datetime
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
        self._converters = tuple((name, *_converters(hints[name])) for name in self.names)
        self.listed = ", ".join(f'"{name}"' for name in self.names)
        marks = ", ".join("?" * len(self.names))
        self.insert = " ".join(("insert into", table, f"({self.listed}) values ({marks})"))
        self.select = " ".join(("select", self.listed, "from", table, ""))
        self._decoders = tuple(decode for _, _, decode in self._converters)

    def values(self, row: T) -> tuple[Value, ...]:
        """Return the row as values for `insert`."""
        return tuple(encode(getattr(row, name)) for name, encode, _ in self._converters)

    def read(self, values: Row) -> T:
        """Return the row that a select of `listed` gave."""
        return self._owner(*[decode(value) for decode, value in zip(self._decoders, values, strict=True)])

    def update(self, before: T, after: T, key: str) -> tuple[str, tuple[Value, ...]] | None:
        """Return statement and values that turn one row into the other, or None when they are the same."""
        changed = [
            (name, encode)
            for name, encode, _ in self._converters
            if getattr(before, name) != getattr(after, name)
        ]
        if not changed:
            return None
        settings = ", ".join(f'"{name}" = ?' for name, _ in changed)
        values = [encode(getattr(after, name)) for name, encode in changed]
        statement = " ".join(("update", self._table, "set", settings, f'where "{key}" = ?'))
        return statement, (*values, _plain(getattr(before, key)))


def _converters(hint: object) -> tuple[_ToColumn, _FromColumn]:
    origin = typing.get_origin(hint)
    if origin in (types.UnionType, typing.Union):
        (inner,) = (part for part in typing.get_args(hint) if part is not type(None))
        encode, decode = _converters(inner)
        return _or_none(encode), _or_none_back(decode)
    if origin is tuple:
        return _texts_to_column, _texts_from_column
    if hint is datetime:
        return _moment_to_column, _moment_from_column
    if hint is date:
        return _day_to_column, _day_from_column
    if hint is bool:
        return _flag_to_column, bool
    if hint in (str, int):
        return _plain, _as_is
    if hint is Patient:
        return _patient_to_column, _patient_from_column
    raise TypeError(f"no column holds {hint}")


def _or_none(encode: _ToColumn) -> _ToColumn:
    return lambda value: None if value is None else encode(value)


def _or_none_back(decode: _FromColumn) -> _FromColumn:
    return lambda value: None if value is None else decode(value)


def _plain(value: object) -> Value:
    if isinstance(value, str | int):
        return value
    raise TypeError(f"no column holds {value!r}")


def _as_is(value: Value) -> object:
    return value


def _flag_to_column(value: object) -> Value:
    return 1 if value else 0


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


def _patient_to_column(value: object) -> Value:
    return json.dumps(to_plain(value), ensure_ascii=False, separators=(",", ":"))


def _patient_from_column(value: Value) -> object:
    return from_plain(Patient, json.loads(str(value)))
