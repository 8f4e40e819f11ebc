"""What a municipality writes about receiving a patient is read as a person would read it, or not at all."""

from __future__ import annotations

from datetime import date

import pytest

from plo_desktop.domain.kommune_words import CAN, CAN_FROM, CANNOT, read_answer

FRIDAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("text", "answer", "day"),
    [
        ("Vi kan ta imot pasienten.", CAN, None),
        ("Kommunen kan ta i mot pasienten i dag.", CAN, None),
        ("Vi kan motta pasienten fra 24.11.2026 kl. 12.", CAN_FROM, date(2026, 11, 24)),
        ("Kan ta imot fra og med 2026-11-25.", CAN_FROM, date(2026, 11, 25)),
        ("Kan ta imot på mandag.", CAN_FROM, date(2026, 11, 23)),
        ("Korttidsplass er klar, fra i morgen.", CAN_FROM, date(2026, 11, 21)),
        ("Plass klar fra 3. desember.", CAN_FROM, date(2026, 12, 3)),
        ("Vi kan ta imot fra 5.1.", CAN_FROM, date(2027, 1, 5)),
        ("Vi kan dessverre ikke ta imot.", CANNOT, None),
        ("Kommunen har ikke ledig plass.", CANNOT, None),
        ("Vi har ingen ledig plass nå.", CANNOT, None),
        ("Kan ikke ta imot i dag, men fra tirsdag.", CAN_FROM, date(2026, 11, 24)),
        ("Tidligst 26.11, ikke plass før det.", CAN_FROM, date(2026, 11, 26)),
        ("Takk for opplysningene.", "", None),
        ("Hvem er fastlegen?", "", None),
        ("Kan ta imot fra 31.02.", "", None),
        ("Kan ta imot fra uke 49.", "", None),
        ("Vi kan ta imot. Hilsen fra Alvdal kommune", CAN, None),
        ("Vi kan ta imot i dag. Meld fra når transporten er bestilt.", CAN, None),
        ("Vi kan nok ikke ta imot.", CANNOT, None),
        ("Vi kan på nåværende tidspunkt ikke ta imot.", CANNOT, None),
        ("Vi kan neppe ta imot i dag.", "", None),
        ("Vi kan ta imot når hjelpemidlene er på plass.", "", None),
        ("Vi gir beskjed om vi kan ta imot.", "", None),
        ("Kan ikke ta imot fra mandag.", "", None),
        ("Ikke plass 24.11. Hilsen fra Alvdal", CANNOT, None),
        ("Pasienten kan bli på sykehuset til tirsdag.", "", None),
        ("", "", None),
    ],
)
def test_words_of_case_workers(text: str, answer: str, day: date | None) -> None:
    assert read_answer(text, FRIDAY) == (answer, day)


def test_a_weekday_is_the_next_one_and_never_today() -> None:
    assert read_answer("Kan ta imot fra fredag.", FRIDAY) == (CAN_FROM, date(2026, 11, 27))
