"""All message types of the program in one list; there is no other way to come by a declaration."""

from __future__ import annotations

from plo_desktop.messages.helseopplysninger import HELSEOPPLYSNINGER
from plo_desktop.messages.innlagt import INNLAGT
from plo_desktop.messages.innleggelsesrapport import INNLEGGELSESRAPPORT
from plo_desktop.messages.spec import Content, Direction, MessageType
from plo_desktop.messages.utskrivningsklar import UTSKRIVNINGSKLAR

_TYPES = (INNLAGT, INNLEGGELSESRAPPORT, HELSEOPPLYSNINGER, UTSKRIVNINGSKLAR)
_BY_CODE = {mtype.code: mtype for mtype in _TYPES}


def all_types() -> tuple[MessageType, ...]:
    """Return every declared type in the order of the catalogue."""
    return _TYPES


def composable() -> tuple[MessageType, ...]:
    """Return the types a ward writes, in the order of their digit keys."""
    return tuple(sorted((t for t in _TYPES if t.direction is not Direction.IN), key=lambda t: t.digit))


def by_code(code: str) -> MessageType | None:
    """Return the type with this MsgInfo/Type value, or None."""
    return _BY_CODE.get(code)


def by_name(text: str) -> MessageType | None:
    """Return the type that a person means: code, title or alias, in any letter case; None when unknown."""
    wanted = text.strip().casefold()
    for mtype in _TYPES:
        names = (mtype.code, mtype.title, *mtype.aliases)
        if wanted in (name.casefold() for name in names):
            return mtype
    return None


def sample(mtype: MessageType) -> Content:
    """Return a content with every field filled in; tests and the simulated municipality build on it."""
    return Content({each.name: each.kind.sample() for each in mtype.fields()})
