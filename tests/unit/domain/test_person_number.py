"""Person numbers: the official test patients pass, and a slip of the finger does not."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plo_desktop.domain.person_number import DNR, FHN, FNR, HNR, birth_date_of, fault, is_synthetic, kind_of

OFFICIAL_FNR = [
    "15076500565",
    "21016400952",
    "12057900499",
    "13116900216",
    "14019800513",
    "05073500186",
    "02039000183",
    "08077000292",
    "15040650560",
    "11079500412",
    "03117800252",
    "19095800273",
    "19128600143",
    "14077700162",
]
OFFICIAL_FHN = ["80005045804", "80001443511", "80008117075", "80008621423"]


@pytest.mark.parametrize("number", OFFICIAL_FNR)
def test_official_test_patients_have_right_numbers(number: str) -> None:
    assert kind_of(number) == FNR
    assert fault(number, FNR) == ""


@pytest.mark.parametrize("number", OFFICIAL_FHN)
def test_official_help_numbers_are_right_and_hold_no_birth_date(number: str) -> None:
    assert kind_of(number) == FHN
    assert fault(number, FHN) == ""
    assert birth_date_of(number) is None


def test_the_patient_born_in_1899_is_read_by_the_century_rule() -> None:
    assert kind_of("70019950032") == DNR
    assert fault("70019950032", DNR) == ""
    assert birth_date_of("70019950032") == date(1899, 1, 30)


@pytest.mark.parametrize(
    ("number", "born"),
    [("13116900216", date(1969, 11, 13)), ("15040650560", date(2006, 4, 15))],
)
def test_birth_date_follows_from_the_individual_number(number: str, born: date) -> None:
    assert birth_date_of(number) == born


def test_local_help_numbers_are_not_asked_for_check_digits() -> None:
    """The official 25436000305 fails mod 11 and is right all the same."""
    assert kind_of("25436000305") == HNR
    assert fault("25436000305", HNR) == ""
    assert "Kontrollsifrene" in fault("25036000305", FNR)


@given(st.sampled_from(OFFICIAL_FNR), st.integers(0, 10), st.integers(1, 9))
def test_one_wrong_digit_is_always_found(number: str, place: int, step: int) -> None:
    wrong = f"{number[:place]}{(int(number[place]) + step) % 10}{number[place + 1 :]}"
    assert fault(wrong, FNR) != ""


def _with_check_digits(nine: str, first_remainder: int) -> str | None:
    """Make the eleven digits whose first check sum leaves this remainder, or None when no digit does."""
    k1 = (
        first_remainder - sum(int(d) * w for d, w in zip(nine, (3, 7, 6, 1, 8, 9, 4, 5, 2), strict=True))
    ) % 11
    ten = f"{nine}{k1}"
    k2 = -sum(int(d) * w for d, w in zip(ten[:10], (5, 4, 3, 2, 7, 6, 5, 4, 3, 2), strict=True)) % 11
    return f"{ten}{k2}" if k1 < 10 and k2 < 10 else None


@pytest.mark.parametrize("remainder", [0, 1, 2, 3])
def test_numbers_given_out_from_2032_may_leave_remainder_one_to_three(remainder: int) -> None:
    made = [n for i in range(100, 140) if (n := _with_check_digits(f"010170{i}", remainder))]
    assert made
    assert all(fault(number, FNR) == "" for number in made)


@pytest.mark.parametrize("remainder", [4, 7, 10])
def test_other_remainders_are_never_right(remainder: int) -> None:
    made = [n for i in range(100, 140) if (n := _with_check_digits(f"010170{i}", remainder))]
    assert made
    assert all(fault(number, FNR) for number in made)


@pytest.mark.parametrize("mark", [80, 65])
def test_synthetic_series_are_recognised_and_keep_their_kind(mark: int) -> None:
    number = next(n for i in range(100, 200) if (n := _with_check_digits(f"13{mark + 11}69{i}", 0)))
    assert is_synthetic(number)
    assert kind_of(number) == FNR
    assert fault(number, FNR) == ""
    assert birth_date_of(number) == date(1969, 11, 13)


@pytest.mark.parametrize(
    "text", ["", "1311690021", "131169002166", "1311690021x", "١٣١١٦٩٠٠٢١٦", "13116 90021"]
)
def test_anything_but_eleven_digits_is_told_so(text: str) -> None:
    assert "11 sifre" in fault(text, FNR)
    assert kind_of(text) == ""


def test_a_d_number_named_as_fodselsnummer_is_told_what_it_is() -> None:
    assert "D-nummer" in fault("70019950032", FNR)


@given(st.text(max_size=20), st.sampled_from([FNR, DNR, HNR, FHN, "PNR", ""]))
def test_no_text_breaks_the_check(text: str, kind: str) -> None:
    assert isinstance(fault(text, kind), str)
    assert kind_of(text) in ("", FNR, DNR, HNR, FHN)
