"""Who we are: the addresses on which messages reach us, and the ward that sends."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

from plo_desktop.domain.addresses import identifier
from plo_desktop.domain.deadline_rules import SOMATIKK, sector_named
from plo_desktop.domain.party import Organisation, Telecom


class Addressed(StrEnum):
    """How a receiver in a message relates to us."""

    OURS = "vår tjeneste"
    UNKNOWN_SERVICE = "vår virksomhet, ukjent tjeneste"
    NOT_OURS = "en annen"


@dataclass(frozen=True, slots=True)
class OwnService:
    """A service of ours. `ids` are written as "HER:91090"."""

    name: str
    ids: tuple[str, ...]
    sector: str = SOMATIKK


@dataclass(frozen=True, slots=True)
class OwnAddresses:
    """One organisation of ours with the services under it."""

    name: str
    ids: tuple[str, ...]
    services: tuple[OwnService, ...] = ()

    def service_in(self, party: Organisation) -> OwnService | None:
        """Return our service that the party's second level names, or None."""
        below = _keys(party.service) | (_person_keys(party))
        return next((service for service in self.services if _own_keys(service.ids) & below), None)

    def addressed_by(self, party: Organisation) -> Addressed:
        """Tell whether a receiver of a message is one of ours.

        The service's number alone decides when it is ours: HER-ids are unique in the country. Old messages
        write "59.91090" (entity.service); both parts are compared.
        """
        if self.service_in(party) is not None:
            return Addressed.OURS
        return Addressed.UNKNOWN_SERVICE if _own_keys(self.ids) & _keys(party) else Addressed.NOT_OURS

    def as_sender(self, service: OwnService | None) -> Organisation:
        """Return us as the sender of a message, entity and service."""
        below = Organisation(service.name, tuple(map(identifier, service.ids))) if service else None
        return Organisation(self.name, tuple(map(identifier, self.ids)), below)


@dataclass(frozen=True, slots=True)
class Ward:
    """The ward that uses this program. `service` is where answers shall come."""

    name: str
    phone: str = ""
    local_id: str = ""
    own: tuple[OwnAddresses, ...] = ()
    service_name: str = ""

    @property
    def sector(self) -> str:
        """The sector of the ward's own service."""
        service = self.service
        return service.sector if service else SOMATIKK

    @property
    def service(self) -> OwnService | None:
        """The service that sends for the ward: the named one, else the first configured."""
        services = [service for own in self.own for service in own.services]
        named = [service for service in services if service.name == self.service_name]
        return next(iter(named or services), None)

    @property
    def organisation(self) -> OwnAddresses | None:
        """The organisation of ours that the sending service belongs to."""
        service = self.service
        if service is None:
            return next(iter(self.own), None)
        return next((own for own in self.own if service in own.services), None)

    def sender(self) -> Organisation | None:
        """Return the ward's organisation and service as sender, or None when nothing is configured."""
        own = self.organisation
        if own is None:
            return None
        party = own.as_sender(self.service)
        telecoms = (Telecom(f"tel:{self.phone}"),) if self.phone else ()
        return Organisation(party.name, party.idents, party.service, telecoms=telecoms)

    def sectors(self) -> Mapping[str, str]:
        """Return the sector of each of our services by its name."""
        return {service.name: service.sector for own in self.own for service in own.services}

    def our_ids(self) -> frozenset[str]:
        """Return the numbers that are ours, both levels, as "HER:91090"."""
        texts = [text for own in self.own for text in own.ids]
        texts += [text for own in self.own for service in own.services for text in service.ids]
        return frozenset(f"{found.type.value}:{found.id}" for found in map(identifier, texts))

    def for_sector(self, sector: str) -> Ward:
        """Return the ward as it sends for a sector: by the service of that sector, if there is one."""
        wanted = sector_named(sector)
        services = [service for own in self.own for service in own.services]
        fitting = next((s for s in services if sector_named(s.sector) == wanted), None)
        own = self.service
        if fitting is None or (own is not None and sector_named(own.sector) == wanted):
            return self
        return replace(self, service_name=fitting.name)

    def addressed_by(self, party: Organisation | None) -> Addressed:
        """Tell whether a receiver is ours, the best match of all our organisations."""
        found = {own.addressed_by(party) for own in self.own} if party else set()
        for answer in (Addressed.OURS, Addressed.UNKNOWN_SERVICE):
            if answer in found:
                return answer
        return Addressed.NOT_OURS

    def service_in(self, party: Organisation | None) -> OwnService | None:
        """Return our service that a receiver names, or None."""
        if party is None:
            return None
        return next((service for own in self.own if (service := own.service_in(party))), None)


def _number(text: str) -> set[str]:
    compact = "".join(text.split())
    return {compact, *(part for part in compact.split(".") if part)} if compact else set()


@lru_cache(maxsize=256)
def _own_keys(ids: tuple[str, ...]) -> frozenset[tuple[str, str]]:
    # Asked for every address of ours with every message that comes in.
    return frozenset((found.type.value, found.id) for found in map(identifier, ids))


def _keys(party: Organisation | None) -> set[tuple[str, str]]:
    if party is None:
        return set()
    return {(ident.type.value, part) for ident in party.idents for part in _number(ident.id)}


def _person_keys(party: Organisation) -> set[tuple[str, str]]:
    if party.person is None:
        return set()
    return {(ident.type.value, part) for ident in party.person.idents for part in _number(ident.id)}
