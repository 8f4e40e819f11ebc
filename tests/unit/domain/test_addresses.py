"""Addresses and routing: the right service of the right municipality, and what is addressed to us."""

from __future__ import annotations

from dataclasses import replace

import pytest

from plo_desktop.domain.addresses import AddressBook, Kommunekort, KommuneService, identifier
from plo_desktop.domain.party import Organisation, Professional
from plo_desktop.domain.routing import route
from plo_desktop.domain.ward import Addressed, OwnAddresses, OwnService, Ward

ALVDAL = Kommunekort(
    "Alvdal kommune",
    "99387",
    "3428",
    (
        KommuneService("Sykepleietjeneste", "sykepleie", "5078"),
        KommuneService("Saksbehandling", "saksbehandler", "5079"),
        KommuneService("Psykisk helsetjeneste", "psykisk helse", "5080"),
    ),
    phone="62555555",
    street="Postboks 4",
    postal_code="2560",
    city="Alvdal",
)
OWN = OwnAddresses(
    "ST OLAVS HOSPITAL HF", ("HER:59",), (OwnService("PLO innleggelse somatikk", ("HER:91090",)),)
)
WARD = Ward("Post 3B", "72000000", own=(OWN,))


def receiver(entity: str = "HER:59", service: str = "HER:91090") -> Organisation:
    below = Organisation("tjeneste", (identifier(service),)) if service else None
    return Organisation("foretak", (identifier(entity),) if entity else (), below)


@pytest.mark.parametrize("name", ["Alvdal kommune", "alvdal", "ALVDAL  KOMMUNE", "3428"])
def test_a_municipality_is_found_by_name_or_number(name: str) -> None:
    assert AddressBook((ALVDAL,)).find(name) == ALVDAL


def test_a_municipality_is_found_by_the_number_of_its_service() -> None:
    book = AddressBook((ALVDAL,))
    assert book.with_her_id("5079") == ALVDAL
    assert book.with_her_id("1") is None
    assert book.find("Tynset") is None


@pytest.mark.parametrize(
    ("kind", "sector", "her_id"),
    [
        ("sykepleie", "somatikk", "5078"),
        ("saksbehandler", "somatikk", "5079"),
        ("sykepleie", "psykisk helsevern", "5080"),
        ("sykepleie", "rus/TSB", "5080"),
        ("saksbehandler", "psykisk helsevern", "5079"),
    ],
)
def test_the_profile_and_the_sector_choose_the_service(kind: str, sector: str, her_id: str) -> None:
    found = route(ALVDAL, "X", kind, sector=sector).receiver
    assert found is not None
    assert found.service is not None
    assert found.service.her_id == her_id


def test_psychiatry_without_a_service_of_its_own_writes_to_sykepleietjenesten() -> None:
    small = replace(ALVDAL, services=ALVDAL.services[:1])
    found = route(small, "LOG_INNLAGT", "sykepleie", sector="psyk").receiver
    assert found is not None
    assert found.full_name == "Alvdal kommune, Sykepleietjeneste"


def test_the_address_table_can_change_the_receiver_of_a_type() -> None:
    own_way = replace(ALVDAL, receivers=(("LOG_UTSKRIVNINGSKLAR", "5078"),))
    found = route(own_way, "LOG_UTSKRIVNINGSKLAR", "saksbehandler").receiver
    assert found is not None
    assert found.service is not None
    assert found.service.name == "Sykepleietjeneste"


def test_paper_for_what_can_be_printed_and_telephone_for_the_rest() -> None:
    paper = replace(ALVDAL, electronic=False)
    assert route(paper, "HELSEOPPL_SOKNAD", "saksbehandler").channel == "papir"
    assert route(paper, "LOG_INNLAGT", "sykepleie", printable=False).channel == "telefon"
    assert route(None, "LOG_INNLAGT", "sykepleie").receiver is None
    assert "saksbehandler" in route(replace(ALVDAL, services=()), "X", "saksbehandler").why


@pytest.mark.parametrize(
    ("party", "expected"),
    [
        (receiver(), Addressed.OURS),
        (receiver("HER:1"), Addressed.OURS),
        (receiver(service="HER:59.91090"), Addressed.OURS),
        (receiver(service="HER: 91090"), Addressed.OURS),
        (receiver(service="HER:1"), Addressed.UNKNOWN_SERVICE),
        (receiver(service=""), Addressed.UNKNOWN_SERVICE),
        (replace(receiver(service=""), person=Professional("A", "B")), Addressed.UNKNOWN_SERVICE),
        (receiver("HER:1", "HER:2"), Addressed.NOT_OURS),
        (receiver("ENH:59", ""), Addressed.NOT_OURS),
        (None, Addressed.NOT_OURS),
    ],
)
def test_what_is_addressed_to_us(party: Organisation | None, expected: Addressed) -> None:
    assert WARD.addressed_by(party) is expected


def test_the_ward_sends_as_the_service_that_can_receive_answers() -> None:
    sender = WARD.sender()
    assert sender is not None
    assert sender.full_name == "ST OLAVS HOSPITAL HF, PLO innleggelse somatikk"
    assert WARD.our_ids() == {"HER:59", "HER:91090"}
    assert Ward("tom").sender() is None


def test_an_identifier_says_its_kind() -> None:
    with pytest.raises(ValueError, match="HER:59"):
        identifier("59")
