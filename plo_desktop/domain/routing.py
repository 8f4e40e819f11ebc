"""Decides which service of which municipality gets a message, and by which channel."""

from __future__ import annotations

from dataclasses import dataclass

from plo_desktop.domain.addresses import PSYKISK_HELSE, SAKSBEHANDLER, SYKEPLEIE, Kommunekort, KommuneService
from plo_desktop.domain.deadline_rules import SOMATIKK, sector_named
from plo_desktop.domain.party import Organisation

ELECTRONIC, PAPER, PHONE = "elektronisk", "papir", "telefon"
STATUS = "8"
"""Status/plan om utskrivning, of the kinds of request (9154)."""


@dataclass(frozen=True, slots=True)
class Route:
    """Where a message goes; `receiver` is None without a municipality, and `why` explains a detour."""

    channel: str
    receiver: Organisation | None
    why: str = ""


def service_for(
    card: Kommunekort, type_code: str, receiver_service: str, sector: str = SOMATIKK
) -> KommuneService | None:
    """Return the service that gets a type from a stay of this sector.

    The card's own table wins; else the profile's service (HIS 1149, 1144, 1148), where psychiatry and rus
    write to psykisk helsetjeneste instead of sykepleietjenesten when there is one (SSHF 5.2).
    """
    for code, her_id in card.receivers:
        if code == type_code:
            return card.service_with(her_id) or KommuneService(receiver_service, receiver_service, her_id)
    if receiver_service == SYKEPLEIE and sector_named(sector) != SOMATIKK:
        psychiatric = card.service_of(PSYKISK_HELSE)
        if psychiatric is not None:
            return psychiatric
    return card.service_of(receiver_service)


def asked_service(kind: str) -> str:
    """Return the kind of service that answers a request of this kind (9154): Q-01, HIS 1152.

    Status/plan is the case worker's; health, medicines and everything else the nurses', unless another
    service is chosen.
    """
    return SAKSBEHANDLER if kind == STATUS else SYKEPLEIE


def route(
    card: Kommunekort | None,
    type_code: str,
    receiver_service: str,
    *,
    sector: str = SOMATIKK,
    printable: bool = True,
    chosen: str = "",
) -> Route:
    """Return channel and receiver of a type for a municipality; `chosen` is a chosen service, by kind
    ("saksbehandler") or HER-id.

    What cannot go electronically goes on paper; Innlagt and Utskrevet cannot be printed and are phoned
    (SSHF 6.0).
    """
    if card is None:
        return Route(PHONE, None, "Pasienten er ikke knyttet til en kommune. Velg kommune på oppholdet.")
    picked = (card.service_of(chosen) or card.service_with(chosen)) if chosen else None
    service = picked or service_for(card, type_code, receiver_service, sector)
    receiver = card.organisation(service)
    if card.electronic and card.her_id and service is not None:
        return Route(ELECTRONIC, receiver)
    if not card.electronic:
        why = f"{card.name} tar ikke imot elektronisk."
    else:
        why = f"{card.name} har ingen tjeneste «{receiver_service}» i adresseboken."
    return Route(PAPER if printable else PHONE, receiver, why)
