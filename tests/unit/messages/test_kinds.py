"""Every kind of value has every walk, and each walk does what it says."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plo_desktop.domain.amount import Amount
from plo_desktop.domain.codebook import code
from plo_desktop.domain.party import Code
from plo_desktop.messages.kinds import (
    KINDS,
    Choice,
    CodeSystem,
    Day,
    Hpr,
    LineText,
    Moment,
    Number,
    PersonName,
    Phone,
    Prose,
    Quantity,
    Rows,
    Sentence,
    When,
    Whole,
    Wording,
    YesNo,
    control_fault,
    join_name,
    plain_of,
    split_name,
)
from plo_desktop.messages.spec import Content, Field, Place, listed

NAVN = Field("navn", LineText(), "Navn", Place(()), required=True)
TALL = Field("tall", Whole(0, 9), "Tall", Place(()))
ROWS = Rows(listed(NAVN, TALL), noun="tjeneste")
FIELDS = listed(
    Field("line", LineText(), "Linje", Place(())),
    Field("name", PersonName(), "Navn", Place(())),
    Field("hpr", Hpr(), "HPR", Place(())),
    Field("sentence", Sentence(options=("Feil dato.", "Feil pasient.")), "Årsak", Place(())),
    Field("prose", Prose(), "Tekst", Place(())),
    Field("day", Day(), "Dag", Place(())),
    Field("moment", Moment(), "Tid", Place(())),
    Field("choice", Choice("9060"), "Yrke", Place(())),
    Field("yes", YesNo(), "Ja", Place(())),
    Field("wording", Wording("Datoen er usikker."), "Usikker", Place(())),
    Field("whole", Whole(0, 9), "Tall", Place(())),
    Field("system", CodeSystem(), "Kodeverk", Place(())),
    Field("number", Number(), "Antall", Place(())),
    Field("amount", Quantity(), "Styrke", Place(())),
    Field("when", When(), "Fra", Place(())),
    Field("phone", Phone(), "Telefon", Place(())),
    Field("rows", ROWS, "Rader", Place(())),
)


def test_no_kind_is_forgotten_here() -> None:
    assert {type(each.kind) for each in FIELDS} == set(KINDS)


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.name)
def test_the_sample_of_every_kind_passes_every_walk(field: Field[object]) -> None:
    kind = field.kind
    value = kind.sample()
    assert kind.fault(value) == ""
    assert kind.words(value)
    through_json = json.loads(json.dumps(kind.to_plain(value)))
    assert kind.from_plain(through_json) == value


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.name)
@pytest.mark.parametrize("plain", [object(), {"x": 1}, [1, 2], None, 1.5, "\x00 neppe"])
def test_no_plain_value_breaks_a_kind(field: Field[object], plain: object) -> None:
    """What cannot be read is a ValueError with a sentence, never another error."""
    said = ""
    try:
        value = field.kind.from_plain(plain)
        said = field.kind.fault(value)
    except ValueError as wrong:
        said = str(wrong)
    assert said == "" or said.endswith(".")


def test_a_line_is_one_line_and_not_too_long() -> None:
    assert "én linje" in LineText().fault("to\nlinjer")
    assert "3 tegn for lang" in LineText(5).fault("12345678")
    assert LineText(5).fault("12345") == ""


@pytest.mark.parametrize("sign", ["\x00", "\x0b", "\x1f", "\ufffe", "\ud800"])
def test_characters_that_xml_cannot_carry_are_refused_with_their_place(sign: str) -> None:
    assert "plass 3" in Prose().fault(f"ab{sign}c")
    assert control_fault(f"ab{sign}") != ""


def test_line_breaks_sami_letters_and_rare_signs_are_welcome() -> None:
    assert Prose().fault("Iŋgá Boŋgu\n\tÄ & <b> 𝄞 🙂") == ""


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Gunn Omsorg", ("Omsorg", "Gunn")),
        ("Anna Berg Ås", ("Ås", "Anna Berg")),
        ("von Trapp, Maria", ("von Trapp", "Maria")),
        ("Lund", ("Lund", "")),
        ("", ("", "")),
    ],
)
def test_a_name_is_taken_apart_as_a_reader_would(name: str, parts: tuple[str, str]) -> None:
    assert split_name(name) == parts


@given(st.text("abÅ ,", max_size=12), st.text("abÅ ", max_size=12))
def test_a_name_survives_being_joined_and_split(family: str, given_name: str) -> None:
    family, given_name = " ".join(family.replace(",", "").split()), " ".join(given_name.split())
    if family:
        assert split_name(join_name(family, given_name)) == (family, given_name)


def test_health_personnel_needs_both_names_and_kin_may_have_one() -> None:
    assert "både fornavn og etternavn" in PersonName().fault("Gunn")
    assert PersonName(both=False).fault("Gunn") == ""


@pytest.mark.parametrize("number", ["73555555", "+47 73 55 55 55", "110"])
def test_phone_numbers_as_people_write_them(number: str) -> None:
    assert Phone().fault(number) == ""


@pytest.mark.parametrize("number", ["12", "ring meg", "7355555512345678", "tel:73555555"])
def test_other_things_are_no_phone_numbers(number: str) -> None:
    assert Phone().fault(number) != ""


def test_a_day_is_read_as_iso_norwegian_or_toml_date() -> None:
    for plain in ("2026-11-20", "20.11.2026", date(2026, 11, 20)):
        assert Day().from_plain(plain) == date(2026, 11, 20)
    with pytest.raises(ValueError, match="uten klokkeslett"):
        Day().from_plain(datetime(2026, 11, 20, 7, 40, tzinfo=UTC))


def test_a_moment_without_zone_is_norwegian_time() -> None:
    assert Moment().from_plain("2026-11-20T07:40:00") == datetime(2026, 11, 20, 6, 40, tzinfo=UTC)
    assert Moment().from_plain("2026-07-20T07:40:00Z") == datetime(2026, 7, 20, 7, 40, tzinfo=UTC)
    assert Moment().words(datetime(2026, 11, 20, 6, 40, tzinfo=UTC)) == "20.11.2026 kl. 07:40"


def test_a_choice_is_made_by_value_or_by_name_and_never_outside_its_list() -> None:
    profession = Choice("9060", ("SP", "LE"))
    assert profession.from_plain("SP") == profession.from_plain("sykepleier") == code("9060", "SP")
    assert profession.fault(code("9060", "TL")) != ""
    with pytest.raises(ValueError, match="SP = Sykepleier"):
        profession.from_plain("rørlegger")


def test_a_code_that_is_not_in_the_list_survives_a_draft() -> None:
    odd = Code("99", "Noe annet", "1.2.3", "fritekst")
    assert Choice("9060").from_plain(json.loads(json.dumps(Choice("9060").to_plain(odd)))) == odd


def test_a_row_tells_its_number_and_field_when_something_is_wrong() -> None:
    rows = (Content({"navn": "Korttidsopphold"}), Content({"tall": 12}))
    assert ROWS.fault(rows) == "Tjeneste 2: «Navn» mangler. Fyll ut feltet, eller fjern raden."
    assert "«Tall»" in ROWS.fault((Content({"navn": "x", "tall": 12}),))
    optional = Rows(listed(TALL), noun="tjeneste")
    assert optional.fault((Content(),)) == "Tjeneste 1: Raden er tom. Fyll ut et felt, eller fjern raden."
    with pytest.raises(ValueError, match=r"Rad 1 har ikke noe felt «nvan»"):
        ROWS.from_plain([{"nvan": "x"}])


def test_plain_values_know_what_a_content_can_hold() -> None:
    with pytest.raises(TypeError):
        plain_of(1.5)


@pytest.mark.parametrize(
    ("plain", "amount", "words"),
    [
        ("500 mg", Amount("500", "mg"), "500 mg"),
        ("2,5mg", Amount("2.5", "mg"), "2,5 mg"),
        ("1.50 mill IE", Amount("1.50", "mill IE"), "1,50 mill IE"),
        (40, Amount("40"), "40"),
    ],
)
def test_an_amount_is_a_number_with_its_unit_as_written(plain: object, amount: Amount, words: str) -> None:
    assert Quantity().from_plain(plain) == amount
    assert Quantity().words(amount) == words
    with pytest.raises(ValueError, match="tall og en enhet"):
        Quantity().from_plain("en tablett")


@pytest.mark.parametrize("plain", ["0,5", "0.5", 0.5, Decimal("0.5")])
def test_a_number_has_decimal_point_or_comma(plain: object) -> None:
    assert Number().from_plain(plain) == Decimal("0.5")
    assert Number().words(Decimal("0.5")) == "0,5"


def test_a_number_keeps_its_limits() -> None:
    assert "fra 0 til 9" in Number(0, 9).fault(Decimal(10))
    for plain in ("NaN", "Infinity", "1_0", float("inf"), True):
        with pytest.raises(ValueError, match="tall"):
            Number().from_plain(plain)


@pytest.mark.parametrize(
    ("plain", "value", "words"),
    [
        ("2026", "2026", "2026"),
        (2026, "2026", "2026"),
        ("01.2026", "2026-01", "01.2026"),
        ("12.1.2026", "2026-01-12", "12.01.2026"),
        ("12.01.2026 kl. 09:40", "2026-01-12T09:40:00", "12.01.2026 kl. 09:40"),
        ("2026-01-12T09:40:00Z", "2026-01-12T09:40:00Z", "12.01.2026 kl. 10:40"),
        (date(2026, 1, 12), "2026-01-12", "12.01.2026"),
        (datetime.fromisoformat("2026-01-12T09:40"), "2026-01-12T09:40:00", "12.01.2026 kl. 09:40"),
    ],
)
def test_a_time_keeps_the_precision_it_was_written_with(plain: object, value: str, words: str) -> None:
    assert When().from_plain(plain) == value
    assert When().words(value) == words
    assert When().fault(value) == ""


@pytest.mark.parametrize("plain", ["2026-13", "31.02.2026", "12.01.2026 kl. 25:00", "i fjor", ""])
def test_a_time_that_does_not_exist_is_not_taken(plain: str) -> None:
    with pytest.raises(ValueError, match="årstall"):
        When().from_plain(plain)


def test_a_code_system_is_known_by_name_number_or_oid() -> None:
    system = CodeSystem(("7110", "7170"))
    assert system.words(system.from_plain("ICPC-2")) == "ICPC-2"
    assert system.from_plain("2.16.578.1.12.4.1.1.7110") == system.from_plain("7110")
    assert system.from_plain("1.2.3.4").value == "1.2.3.4"
    with pytest.raises(ValueError, match="7110 = ICD-10"):
        system.from_plain("rørlegger")


def test_an_agreed_sentence_is_named_by_its_number_or_written_whole() -> None:
    kind = Sentence(options=("Feil dato.", "Feil pasient."))
    assert kind.from_plain("2") == kind.from_plain(2) == kind.from_plain("Feil pasient.") == "Feil pasient."
    assert kind.fault(kind.from_plain("3")) != ""
