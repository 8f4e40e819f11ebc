"""The patients of the practice ward: the official test actors, each in a bed with a course of their own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from plo_desktop.domain.codebook import code
from plo_desktop.domain.party import Address, Code, Identifier, Patient, Telecom
from plo_desktop.domain.person_number import birth_date_of

_MAN, _WOMAN = code("3101", "1"), code("3101", "2")


@dataclass(frozen=True, slots=True)
class Bed:
    """One patient on the ward. `ago` is how long before the practice begins the patient was admitted.

    `responsible` is a user's short name or empty; `services` and `consent` are as the stay keeps them.
    """

    bed: str
    patient: Patient
    kommune: str
    ago: timedelta
    responsible: str
    services: str = "ja"
    consent: str = "presumert"
    expects_needs: bool = True
    expected_in: int | None = None
    uncertain: bool = False


def _person(
    family: str,
    given: str,
    sex: Code,
    *idents: tuple[str, str],
    born: date | None = None,
    street: str = "",
    postal: str = "",
    phone: str = "",
) -> Patient:
    code_8, _, city = postal.partition(" ")
    return Patient(
        family=family,
        given=given,
        birth_date=born or birth_date_of(idents[0][1]),
        sex=sex,
        idents=tuple(Identifier(number, code("8116", kind)) for kind, number in idents),
        addresses=(Address(code("3401", "H"), street, code_8, city),) if street else (),
        telecoms=(Telecom(f"tel:{phone}", code("9061", "MC")),) if phone else (),
    )


def _fnr(number: str) -> tuple[str, str]:
    return ("FNR", number)


PAJORD = _person("Påjord", "Fred", _MAN, ("HNR", "25036000305"), born=date(1960, 3, 25))
RASTOS = _person(
    "Rástoš",
    "Ovlláš",
    _MAN,
    ("FHN", "80001443511"),
    born=date(1951, 2, 6),
    street="Kjerkgata 12",
    postal="7374 Røros",
)
ALMGREN = _person(
    "Älmgren", "Tor-Erik", _MAN, _fnr("02039000183"), street="Innherredsveien 40", postal="7042 Trondheim"
)
ARNTSEN_1978 = _person(
    "Arntsen", "Kjersti", _WOMAN, _fnr("03117800252"), street="Klæbuveien 101", postal="7031 Trondheim"
)
ARNTSEN_1958 = _person(
    "Arntsen", "Kjersti", _WOMAN, _fnr("19095800273"), street="Byåsveien 7", postal="7020 Trondheim"
)
HANSVIK = _person(
    "Hansvik",
    "Kristine",
    _WOMAN,
    ("FHN", "80008621423"),
    born=date(1950, 6, 10),
    street="Melhusvegen 300",
    postal="7224 Melhus",
)
BOG = _person("Bog", "Jørgen", _MAN, _fnr("14077700162"), street="Brugata 3", postal="2500 Tynset")
ANGLEGARD = _person(
    "Änglegård", "Mariôn", _WOMAN, _fnr("08077000292"), street="Steimosletta 2", postal="2560 Alvdal"
)
GUNDERSEN = _person(
    "Gundersen",
    "Roland",
    _MAN,
    _fnr("15076500565"),
    street="Aukrustvegen 9",
    postal="2560 Alvdal",
    phone="90555512",
)
TELOKK = _person("Telokk", "Gry", _WOMAN, _fnr("12057900499"), street="Tomtegata 18", postal="2500 Tynset")
DOTTNO = _person(
    "Dottno", "Finn", _MAN, _fnr("21016400952"), street="O. Skasliens vei 4", postal="7340 Oppdal"
)
SORGARD = _person(
    "Sørgård", "Ærlend", _MAN, _fnr("05073500186"), street="Bergmannsgata 31", postal="7374 Røros"
)
BONGU = _person(
    "Boŋgu",
    "Iŋgá Márjá",
    _WOMAN,
    ("FHN", "80008117075"),
    born=date(1944, 10, 30),
    street="Kjølvegen 77",
    postal="2560 Alvdal",
)
DANSER = _person(
    "Danser",
    "Line",
    _WOMAN,
    _fnr("13116900216"),
    street="Gammelsletta 88",
    postal="2560 Alvdal",
    phone="90094004",
)
AALVIK = _person("Aalvik", "Bent", _MAN, _fnr("15040650560"), street="Dovrevegen 15", postal="7340 Oppdal")
"""Has no stay on the ward: the municipality writes about a patient whom we do not know."""


def _ago(hours: int, minutes: int = 0, *, days: int = 0) -> timedelta:
    return timedelta(days=days, hours=hours, minutes=minutes)


BEDS: tuple[Bed, ...] = (
    Bed("301-1", PAJORD, "", _ago(5, 20), "Jones", "vet ikke", "innhentet"),
    Bed("302-1", RASTOS, "Røros", _ago(4, 5, days=3), "Berg", expected_in=2),
    Bed("303-1", ALMGREN, "Trondheim", _ago(21, 30, days=4), "Jones", expected_in=0),
    Bed("304-1", ARNTSEN_1978, "Trondheim", _ago(20, 50), "Jones", expected_in=3),
    Bed("304-2", HANSVIK, "Melhus", _ago(23, 5), "Jones", expected_in=6, uncertain=True),
    Bed("305-2", ARNTSEN_1958, "Trondheim", _ago(19, 20, days=2), "Jones", expected_in=1),
    Bed("306-1", BOG, "Tynset", _ago(15, 10), "Berg", "nei", "innhentet", expected_in=4),
    Bed("307-1", ANGLEGARD, "Alvdal", _ago(9, 40, days=1), "Berg", expected_in=2),
    Bed("308-1", GUNDERSEN, "Alvdal", _ago(17, 42, days=5), "Moen", expected_in=0),
    Bed("308-2", TELOKK, "Tynset", _ago(0, 20, days=1), "", "nei", "innhentet"),
    Bed("309-2", DOTTNO, "Oppdal", _ago(3, 10), "Moen"),
    Bed("310-1", SORGARD, "Røros", _ago(23, 15), "Moen"),
    Bed("311-1", BONGU, "Alvdal", _ago(16, 50), "Berg", expected_in=5, uncertain=True),
    Bed("312-2", DANSER, "Alvdal", _ago(4, 32, days=1), "Jones", expected_in=3, uncertain=True),
)
