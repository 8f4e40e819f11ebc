"""The address book: each municipality as a card with its services, channel, telephone and postal address."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from plo_desktop.domain.party import HER, Address, Code, Identifier, Organisation, Telecom

SYKEPLEIE = "sykepleie"
SAKSBEHANDLER = "saksbehandler"
PSYKISK_HELSE = "psykisk helse"
EVERY_TYPE = "*"
ORGANISATION_IDS = "2.16.578.1.12.4.1.1.9051"


def identifier(text: str, name: str = "") -> Identifier:
    """Return the identifier that the configuration writes as "HER:59" or "ENH:974749815".

    Raises ValueError when the kind is missing.
    """
    kind, found, number = text.partition(":")
    if not found or not kind.strip() or not number.strip():
        raise ValueError(f"«{text}» mangler type. Skriv for eksempel «HER:59».")
    kind = kind.strip().upper()
    names = {"HER": "HER-id", "ENH": "Organisasjonsnummeret i Enhetsregisteret", "RSH": "RESH-id"}
    return Identifier(number.strip(), Code(kind, name or names.get(kind, kind), ORGANISATION_IDS))


@dataclass(frozen=True, slots=True)
class KommuneService:
    """One service of a municipality. `kind`: "sykepleie", "saksbehandler" or "psykisk helse"."""

    name: str
    kind: str
    her_id: str


@dataclass(frozen=True, slots=True)
class Kommunekort:
    """One municipality. `receivers` overrides the receiver per message type: (type code, service HER-id).

    `electronic` False means paper and telephone. `number` is the four-digit municipality number. `versions`
    says which version it can read: (type code, or "*" for all PLO messages, version).
    """

    name: str
    her_id: str = ""
    number: str = ""
    services: tuple[KommuneService, ...] = ()
    electronic: bool = True
    phone: str = ""
    street: str = ""
    postal_code: str = ""
    city: str = ""
    receivers: tuple[tuple[str, str], ...] = ()
    versions: tuple[tuple[str, str], ...] = ()

    def version_of(self, type_code: str) -> str:
        """Return the version the municipality wants of a type, or an empty string when it has no wish."""
        wishes = dict(self.versions)
        return wishes.get(type_code) or wishes.get(EVERY_TYPE, "")

    @property
    def postal_lines(self) -> tuple[str, ...]:
        """The lines of a window envelope."""
        place = " ".join(part for part in (self.postal_code, self.city) if part)
        return tuple(line for line in (self.name, self.street, place) if line)

    def service_of(self, kind: str) -> KommuneService | None:
        """Return the service of a kind, or None."""
        return next((service for service in self.services if service.kind == kind), None)

    def service_with(self, her_id: str) -> KommuneService | None:
        """Return the first service with this HER-id, or None; one HER-id may serve two kinds."""
        return next((service for service in self.services if service.her_id == her_id), None)

    def organisation(self, service: KommuneService | None = None) -> Organisation:
        """Return the municipality, and the service below it, as the receiver of a message (HIS 1153)."""
        postal = Address(Code("PST", "Postadresse"), self.street, self.postal_code, self.city)
        below = None
        if service is not None:
            below = Organisation(service.name, (identifier(f"{HER}:{service.her_id}"),))
        return Organisation(
            self.name,
            (self._ident(),),
            below,
            addresses=(postal,) if self.street or self.city else (),
            telecoms=(Telecom(f"tel:{self.phone}"),) if self.phone else (),
        )

    def _ident(self) -> Identifier:
        # MsgHead demands an identifier; a municipality on paper may have none but a local one.
        if self.her_id:
            return identifier(f"{HER}:{self.her_id}")
        return identifier(f"LOK:{self.number or self.name}", "Lokal identifikator uten nærmere angivelse")


def copy_key(party: Organisation) -> str:
    """Return what names a copy receiver in a draft: the HER-id of the person, else service, else entity."""
    person = next((i.id for i in party.person.idents if i.type.value == HER), "") if party.person else ""
    return person or (party.service.her_id if party.service else "") or party.her_id or party.full_name


def _plain(name: str) -> str:
    return re.sub(r"\s+kommune$", "", " ".join(name.split()).casefold())


@dataclass(frozen=True)
class AddressBook:
    """All municipality cards of the ward, and those who may get copies: fastleger and their offices."""

    cards: tuple[Kommunekort, ...] = ()
    copies: tuple[Organisation, ...] = ()

    @cached_property
    def _by_name(self) -> dict[str, Kommunekort]:
        return {_plain(card.name): card for card in self.cards}

    def find(self, name: str) -> Kommunekort | None:
        """Return the card for a name ("Alvdal", "ALVDAL KOMMUNE") or municipality number, or None."""
        wanted = name.strip()
        by_number = next((card for card in self.cards if card.number and card.number == wanted), None)
        return by_number or self._by_name.get(_plain(wanted))

    def with_her_id(self, her_id: str) -> Kommunekort | None:
        """Return the card that owns a HER-id itself or through a service, or None."""
        for card in self.cards:
            if her_id and (card.her_id == her_id or card.service_with(her_id)):
                return card
        return None
