"""Events as JSON bytes and back; the log keeps and seals those very bytes, so they are made only once."""

from __future__ import annotations

import dataclasses
import json
import operator
import types
import typing
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from typing import Final

from plo_desktop.domain.events import EVENTS, Event

KINDS: Mapping[str, type[Event]] = {kind.__name__: kind for kind in EVENTS}

_JSON: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False)
_Convert = Callable[[object], object]


class UnknownKind(ValueError):
    """The log holds an event, or an event a field, that this program does not know: it is too old."""


def as_bytes(event: Event) -> bytes:
    """Return the event's fields as compact UTF-8 JSON; fields with their default value are left out.

    Raises ValueError for a datetime without zone.
    """
    return _JSON.encode(to_plain(event)).encode()


def from_bytes(kind: str, body: bytes) -> Event:
    """Return the event that `as_bytes` wrote; raises UnknownKind when a newer program wrote it."""
    event_type = KINDS.get(kind)
    if event_type is None:
        raise UnknownKind(kind)
    return from_plain(event_type, json.loads(body))


T = typing.TypeVar("T")


def to_plain(value: object) -> dict[str, object]:
    """Return a frozen dataclass as plain data without the fields that have their default value."""
    plain: dict[str, object] = {}
    fields, all_of = _fields(type(value))
    for (name, default, encode, _), found in zip(fields, all_of(value), strict=True):
        if found is not default and found != default:
            plain[name] = found if encode is _same or found is None else encode(found)
    return plain


def from_plain(wanted: type[T], plain: Mapping[str, object]) -> T:
    """Return the dataclass that `to_plain` took apart; raises UnknownKind for a field it does not have."""
    values: dict[str, object] = {}
    for name, _, _, decode in _fields(wanted)[0]:
        if name in plain:
            found = plain[name]
            values[name] = None if found is None else decode(found)
    if len(values) != len(plain):
        raise UnknownKind(f"{wanted.__name__}: {sorted(set(plain) - set(values))}")
    return wanted(**values)


def _same(value: object) -> object:
    return value


def moment_text(moment: datetime) -> str:
    """Return an aware moment in UTC as ISO 8601; raises ValueError without zone."""
    if moment.tzinfo is None:
        raise ValueError(f"a moment without zone: {moment}")
    return (moment if moment.tzinfo is UTC else moment.astimezone(UTC)).isoformat()


def _encode_moment(value: object) -> str:
    if not isinstance(value, datetime):
        raise TypeError(f"not a moment: {value!r}")
    return moment_text(value)


def _encode_day(value: object) -> str:
    if not isinstance(value, date) or isinstance(value, datetime):
        raise TypeError(f"not a day: {value!r}")
    return value.isoformat()


def _decode_moment(value: object) -> datetime:
    return datetime.fromisoformat(str(value))


def _decode_day(value: object) -> date:
    return date.fromisoformat(str(value))


_NO_DEFAULT = object()


_Fields = tuple[tuple[tuple[str, object, _Convert, _Convert], ...], Callable[[object], tuple[object, ...]]]
_known: dict[object, _Fields] = {}


def _fields(owner: type) -> _Fields:
    """Return (name, default, to JSON, from JSON) of each field, and what gives all values at once.

    Worked out once per class.
    """
    known = _known.get(owner)
    if known is None:
        known = _known[owner] = _worked_out(owner)
    return known


def _worked_out(owner: type) -> _Fields:
    if not dataclasses.is_dataclass(owner):
        raise TypeError(f"{owner} is no dataclass")
    hints = typing.get_type_hints(owner)
    found: list[tuple[str, object, _Convert, _Convert]] = []
    for field in dataclasses.fields(owner):
        encode, decode = _converters(hints[field.name])
        default = _NO_DEFAULT if field.default is dataclasses.MISSING else field.default
        found.append((field.name, default, encode, decode))
    names = tuple(name for name, *_ in found)
    return tuple(found), operator.attrgetter(*names) if len(names) > 1 else _few(names)


def _few(names: tuple[str, ...]) -> Callable[[object], tuple[object, ...]]:
    """`attrgetter` gives a tuple only for two names or more."""
    return lambda value: tuple(getattr(value, name) for name in names)


def _converters(hint: object) -> tuple[_Convert, _Convert]:
    origin = typing.get_origin(hint)
    if origin in (types.UnionType, typing.Union):
        (hint,) = (part for part in typing.get_args(hint) if part is not type(None))
        return _converters(hint)
    if origin is tuple:
        encode, decode = _converters(typing.get_args(hint)[0])
        return _each(encode, list), _each(decode, tuple)
    if hint is datetime:
        return _encode_moment, _decode_moment
    if hint is date:
        return _encode_day, _decode_day
    if hint in (str, int, bool):
        return _same, _same
    if isinstance(hint, type) and dataclasses.is_dataclass(hint):
        return to_plain, _decoder(hint)
    raise TypeError(f"the log cannot hold {hint}")


def _each(convert: _Convert, gather: type[list[object]] | type[tuple[object, ...]]) -> _Convert:
    def each(values: object) -> object:
        if not isinstance(values, list | tuple):
            raise TypeError(f"not a sequence: {values!r}")
        return gather(convert(value) for value in values)

    return each


def _decoder(owner: type) -> _Convert:
    # Looked up when used, because a dataclass may hold itself (Organisation.service).
    def decode(value: object) -> object:
        if not isinstance(value, dict):
            raise TypeError(f"not an object: {value!r}")
        return from_plain(owner, value)

    return decode
