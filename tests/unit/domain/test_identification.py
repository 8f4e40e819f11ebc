"""Which patients a message identifies well enough (AppRec rule, E36)."""

from __future__ import annotations

from datetime import date

import pytest

from plo_desktop.domain.codebook import code
from plo_desktop.domain.identification import identify
from plo_desktop.domain.party import Identifier, Patient


def a_patient(
    family: str = "Danser",
    given: str = "Line",
    born: date | None = None,
    sex: str = "",
    numbers: tuple[tuple[str, str], ...] = (),
) -> Patient:
    """Return a patient who is identified by nothing but a name, unless told otherwise."""
    idents = tuple(Identifier(number, code("8116", kind)) for kind, number in numbers)
    return Patient(family, given, "", born, code("3101", sex) if sex else None, idents)


@pytest.mark.parametrize(
    "patient",
    [
        a_patient(numbers=(("FNR", "13116900216"),)),
        a_patient(numbers=(("DNR", "70019950032"),)),
        a_patient(numbers=(("FHN", "80005045804"),)),
        a_patient(born=date(1969, 11, 13), sex="2"),
        a_patient(numbers=(("HNR", "25036000305"), ("FNR", "13116900216"))),
        a_patient(numbers=(("FNR", "70019950032"),)),
    ],
)
def test_each_of_the_four_combinations_is_enough(patient: Patient) -> None:
    assert identify(patient).sufficient


@pytest.mark.parametrize(
    "patient",
    [
        None,
        Patient(),
        a_patient(),
        a_patient(family="", numbers=(("FNR", "13116900216"),)),
        a_patient(given=" ", numbers=(("FNR", "13116900216"),)),
        a_patient(numbers=(("FNR", "13116900215"),)),
        a_patient(numbers=(("FNR", ""),)),
        a_patient(numbers=(("HNR", "25436000305"),)),
        a_patient(born=date(1969, 11, 13)),
        a_patient(sex="2"),
        a_patient(born=date(1969, 11, 13), sex="9"),
        a_patient(numbers=(("HNR", "25036000305"),), born=date(1960, 3, 25)),
    ],
)
def test_anything_less_is_e36_with_a_reason(patient: Patient | None) -> None:
    found = identify(patient)
    assert found.code == "E36"
    assert found.reason


def test_a_wrong_number_beside_birth_date_and_sex_is_taken_in_with_a_warning() -> None:
    found = identify(a_patient(numbers=(("FNR", "13116900215"),), born=date(1969, 11, 13), sex="2"))
    assert found.sufficient
    assert any("13116900215" in warning for warning in found.warnings)


def test_a_birth_date_that_differs_from_the_number_is_told() -> None:
    found = identify(a_patient(numbers=(("FNR", "13116900216"),), born=date(1970, 11, 13)))
    assert found.sufficient
    assert any("13.11.1969" in warning and "13.11.1970" in warning for warning in found.warnings)
