"""All message types of the program; there is no other way to come by a declaration."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from plo_desktop.messages import types
from plo_desktop.messages.spec import Content, Direction, MessageType


@cache
def all_types() -> tuple[MessageType, ...]:
    """Return every declared type in the order of the catalogue.

    A type is declared by being a module-level MessageType of a module in `messages.types`; nothing else
    has to be told of it (docs/howto/add-a-message-type.md).
    """
    names = sorted(module.name for module in iter_modules(types.__path__))
    modules = [import_module(f"{types.__name__}.{name}") for name in names]
    found = {
        value.code: value
        for module in modules
        for value in vars(module).values()
        if isinstance(value, MessageType)
    }
    return tuple(sorted(found.values(), key=lambda mtype: (mtype.number, mtype.code)))


def composable() -> tuple[MessageType, ...]:
    """Return the types a ward writes, in the order of their digit keys."""
    return tuple(sorted((t for t in all_types() if t.direction is not Direction.IN), key=lambda t: t.digit))


@cache
def by_code(code: str) -> MessageType | None:
    """Return the type with this MsgInfo/Type value, or None."""
    return next((mtype for mtype in all_types() if mtype.code == code), None)


def by_name(text: str) -> MessageType | None:
    """Return the type that a person means: code, title or alias, in any letter case; None when unknown."""
    wanted = text.strip().casefold()
    for mtype in all_types():
        names = (mtype.code, mtype.title, *mtype.aliases)
        if wanted in (name.casefold() for name in names):
            return mtype
    return None


def sample(mtype: MessageType) -> Content:
    """Return a content with all that can be sent filled in; tests and the simulated municipality use it."""
    return Content({each.name: each.kind.sample() for each in mtype.sent_fields()})
