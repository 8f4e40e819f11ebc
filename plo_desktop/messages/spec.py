"""The words in which a message type is declared: MessageType, Section, Field, Place, Check, Content, Problem.

A declaration is the only place where a label, a requirement or a position in the XML is written. Form,
command line, codec, log, paper and change marks all walk it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Generic, TypeVar, cast

from plo_desktop.domain.amount import Amount
from plo_desktop.domain.party import Code, Organisation, Patient
from plo_desktop.messages.kind import Kind

T = TypeVar("T")


class Direction(StrEnum):
    """Which way a message goes, seen from the ward."""

    OUT = "ut"
    IN = "inn"
    BOTH = "begge"


class Family(StrEnum):
    """The procedure's three kinds of message (SSHF 4.0), and receipts."""

    LOGISTIKK = "logistikk"
    FAG = "fag"
    DIALOG = "dialog"
    KVITTERING = "kvittering"


class Severity(StrEnum):
    """ERROR stops sending; WARNING is told and may be passed; ADVICE is a soft hint."""

    ERROR = "feil"
    WARNING = "advarsel"
    ADVICE = "råd"


@dataclass(frozen=True, slots=True)
class Step:
    """One element on the way to a value.

    `name` is prefix and local name ("po:TidsfestetHendelse"). `coded` picks, and when writing makes, the
    sibling whose coded child has this value: (child name, OID suffix, V). V may list more values to be read
    ("5|3" writes 5, reads both; "HP||H" reads a sibling without the child too) or be empty (any value of the
    set; the row's own field writes it).
    `texts` are further fixed children: (child name, text). `attrs` are fixed attributes, used when writing.
    `key` tells apart siblings of one name that are made for different values.
    The child of `coded` may be a way down ("epj3:ForenkletForskrivning/epj3:StatusTilForskrivningen"), and a
    suffix that begins with "=" ("=9104") is a CS, which carries no OID. `never` is as `coded`, and skips the
    siblings that have such a value when reading: the current medicines are those that are not stopped.
    """

    name: str
    coded: tuple[tuple[str, str, str], ...] = ()
    texts: tuple[tuple[str, str], ...] = ()
    attrs: tuple[tuple[str, str], ...] = ()
    key: str = ""
    never: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value stands below the payload's root, as steps; `attr` when the value is an attribute.

    Inside a row the steps begin at the row's element, and no steps mean that element itself.
    `anywhere` means: when reading, begin with the last coded step (or the last step when none is coded)
    wherever it occurs in the payload: headings may stand in any Journaltekst (wire-format 6).
    `first_line` means: an agreed sentence that is the first line of the text there; the field whose text it
    is holds the rest.
    """

    steps: tuple[Step, ...]
    attr: str = ""
    anywhere: bool = False
    first_line: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Field(Generic[T]):
    """One value that a person fills in or reads, and the typed key to it in Content.

    `echo` are further places that repeat the value; an attribute there is only set on an element that another
    value has made and left without it. `since` and `retired` are the versions from which on the standard has,
    and no longer has, the place: a message in another version is sent without it. Reading never asks.
    `local` is a value of ours that is never sent: it is in the draft, and a service notes it in the log.
    """

    name: str
    kind: Kind[T]
    label: str
    place: Place
    required: bool = False
    hint: str = ""
    prefill: str = ""
    echo: tuple[Place, ...] = ()
    since: str = ""
    retired: str = ""
    local: bool = False

    def is_in(self, version: str) -> bool:
        """Tell whether a message in this version has the place."""
        return self.since <= version and not (self.retired and self.retired <= version)


@dataclass(frozen=True, slots=True)
class Section:
    """A titled group of fields: one entry in the form's section list."""

    name: str
    title: str
    fields: tuple[Field[object], ...]


def _is_empty(value: object) -> bool:
    return value is None or value is False or value in ("", ())


class Content:
    """The filled-in values of one message, immutable, keyed by Field.

    None, empty text, no rows and an unticked box are all "not filled in" and are not held.
    """

    __slots__ = ("_values",)

    def __init__(self, values: Mapping[str, object] | None = None) -> None:
        self._values: dict[str, object] = {k: v for k, v in (values or {}).items() if not _is_empty(v)}

    def __getitem__(self, key: Field[T]) -> T | None:
        return cast("T | None", self._values.get(key.name))

    def __contains__(self, key: object) -> bool:
        return isinstance(key, Field) and key.name in self._values

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Content) and self._values == other._values

    def __hash__(self) -> int:
        return hash(tuple(sorted((k, repr(v)) for k, v in self._values.items())))

    def __repr__(self) -> str:
        return f"Content({sorted(self._values)})"

    def rows(self, key: Field[tuple[Content, ...]]) -> tuple[Content, ...]:
        """Return the rows of a list field, none when it is not filled in."""
        return self[key] or ()

    def having(self, key: Field[T], value: T | None) -> Content:
        """Return a copy with one value set, or removed when `value` is None."""
        return Content({**self._values, key.name: value})

    def by_name(self) -> Mapping[str, object]:
        """Return the values by field name."""
        return dict(self._values)


AnyField = (
    Field[str]
    | Field[bool]
    | Field[int]
    | Field[Decimal]
    | Field[Amount]
    | Field[date]
    | Field[datetime]
    | Field[Code]
    | Field[tuple[Content, ...]]
)


def listed(*fields: AnyField) -> tuple[Field[object], ...]:
    """Return fields of several kinds as one tuple; the one place where their value types are forgotten."""
    return cast("tuple[Field[object], ...]", fields)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong, in the words shown by field, summary, command line and import alike."""

    code: str
    message: str
    severity: Severity = Severity.ERROR
    field_name: str = ""
    path: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """What a check may know besides the content: the moment, the stay's times, and the version to be sent."""

    now: datetime
    patient: Patient | None = None
    admitted_at: datetime | None = None
    sector: str = "somatikk"
    earlier: tuple[str, ...] = ()
    receiver: Organisation | None = None
    version: str = ""


Check = Callable[[Content, Facts], Iterable[Problem]]


@dataclass(frozen=True, slots=True)
class ByStanding:
    """A code that follows from the standing: Helseopplysninger is 9140/1 when new, 9140/2 afterwards."""

    place: Place
    oid_suffix: str
    values: tuple[tuple[str, str], ...]
    since: str = ""


@dataclass(frozen=True, slots=True)
class Leftover:
    """A value in a received payload that no field of the declaration took, and where it stood."""

    path: str
    text: str


@dataclass(frozen=True, slots=True, eq=False)
class MessageType:
    """One message type, whole: everything the program knows about it is here or follows from it.

    `number` orders the catalogue (product.md 3). `version` is what is sent unless the municipality's card
    asks for one of `also_sent`; a dialogue has "1.0" or "1.1". `answers`: it is written as the answer to a
    message or about one, never on its own, and repeats its question when `repeats_question`.
    `asks_for_answer`: the other party owes an answer, and a clock runs. `attachments`: it may carry files.
    """

    code: str
    title: str
    wire_title: str
    root: str
    family: Family
    direction: Direction
    sections: tuple[Section, ...]
    version: str = "1.6"
    child: str = ""
    checks: tuple[Check, ...] = ()
    fixed: tuple[tuple[Place, str], ...] = ()
    digit: int = 0
    printable: bool = True
    needs_approval: bool = False
    receiver_service: str = ""
    together_with: str = ""
    withdrawn_by: str = ""
    standings: tuple[str, ...] = ("N", "C")
    aliases: tuple[str, ...] = field(default=())
    by_standing: tuple[ByStanding, ...] = ()
    number: int = 99
    also_sent: tuple[str, ...] = ()
    answers: bool = False
    repeats_question: bool = False
    asks_for_answer: bool = False
    attachments: bool = False

    def fields(self) -> Iterator[Field[object]]:
        """Yield all fields in form order."""
        for section in self.sections:
            yield from section.fields

    def sent_fields(self) -> Iterator[Field[object]]:
        """Yield the fields that are part of the message, in form order."""
        return (each for each in self.fields() if not each.local)

    def field_named(self, name: str) -> Field[object] | None:
        """Return the field of that name, or None."""
        return next((f for f in self.fields() if f.name == name), None)
