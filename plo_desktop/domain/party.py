"""Who a message is from, to and about, as plain values (HIS 1153, HIS 1001)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

HER = "HER"
ENH = "ENH"
FNR = "FNR"
DNR = "DNR"


@dataclass(frozen=True, slots=True)
class Code:
    """A coded value: V, DN, code system OID (S) and free original text (OT)."""

    value: str
    name: str = ""
    system: str = ""
    original: str = ""

    @property
    def text(self) -> str:
        """The words a reader sees: DN, else OT, else V (wire-format 2)."""
        return self.name or self.original or self.value


@dataclass(frozen=True, slots=True)
class Identifier:
    """One identifier with its type (codes 8116 for persons, 9051 for organisations)."""

    id: str
    type: Code


@dataclass(frozen=True, slots=True)
class Address:
    """A postal or visiting address (code 3401 gives the kind)."""

    type: Code | None = None
    street: str = ""
    postal_code: str = ""
    city: str = ""
    postbox: str = ""
    county: Code | None = None
    country: Code | None = None


@dataclass(frozen=True, slots=True)
class Telecom:
    """A phone number or other electronic address; `address` keeps its scheme (`tel:`)."""

    address: str
    type: Code | None = None


@dataclass(frozen=True, slots=True)
class Professional:
    """Health personnel as a contact or a communication party."""

    family: str = ""
    given: str = ""
    middle: str = ""
    profession: Code | None = None
    role: Code | None = None
    idents: tuple[Identifier, ...] = ()
    telecoms: tuple[Telecom, ...] = ()


@dataclass(frozen=True, slots=True)
class Organisation:
    """An entity with, one level down, its service or person as communication party."""

    name: str
    idents: tuple[Identifier, ...] = ()
    service: Organisation | None = None
    person: Professional | None = None
    type: Code | None = None
    addresses: tuple[Address, ...] = ()
    telecoms: tuple[Telecom, ...] = ()

    def ident(self, kind: str) -> str:
        """Return this level's identifier of one kind ("HER", "ENH"), or an empty string."""
        return next((i.id for i in self.idents if i.type.value == kind), "")

    @property
    def her_id(self) -> str:
        """The HER-id of this level, or an empty string."""
        return self.ident(HER)

    @property
    def full_name(self) -> str:
        """Entity and service as one line: "Alvdal kommune, Sykepleietjeneste"."""
        below = self.service.name if self.service else ""
        if not below and self.person:
            below = f"{self.person.given} {self.person.family}".strip()
        return f"{self.name}, {below}" if below else self.name


@dataclass(frozen=True, slots=True)
class Patient:
    """The one patient that a message is about."""

    family: str = ""
    given: str = ""
    middle: str = ""
    birth_date: date | None = None
    sex: Code | None = None
    idents: tuple[Identifier, ...] = ()
    addresses: tuple[Address, ...] = ()
    telecoms: tuple[Telecom, ...] = ()

    def ident(self, kind: str) -> str:
        """Return the identifier of one kind ("FNR", "DNR", "FHN"), or an empty string."""
        return next((i.id for i in self.idents if i.type.value == kind), "")

    @property
    def number(self) -> str:
        """The identifier to show: FNR, D-number, shared help number, else the first one, else empty."""
        for kind in ("FNR", "DNR", "FHN"):
            if found := self.ident(kind):
                return found
        return self.idents[0].id if self.idents else ""

    @property
    def list_name(self) -> str:
        """Family name first: "Danser, Line"."""
        given = " ".join(part for part in (self.given, self.middle) if part)
        return ", ".join(part for part in (self.family, given) if part)
