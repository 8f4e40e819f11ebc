"""What a new message knows by itself: from the stay, and from earlier messages where that is safe."""

from __future__ import annotations

from datetime import timedelta

from plo_desktop.domain.party import Code
from plo_desktop.messages.spec import Content
from plo_desktop.messages.types.utskrivningsrapport import UTSKRIVNINGSRAPPORT
from plo_desktop.services.admit import discharge
from plo_desktop.services.carried import fitting
from plo_desktop.services.desk import Desk
from plo_desktop.services.draft import open_draft
from plo_desktop.services.receive import take_in
from tests.unit.services.desks import NOW, a_report, a_stay, later

RAPPORT, UTSKREVET, AVMELDING = "UTSKRIVNINGSRAPPORT", "LOG_UTSKREVET", "LOG_AVMELDING"


def test_a_report_brings_medicines_in_use_but_never_what_was_given_another_day(desk: Desk) -> None:
    stay_id = a_stay(desk)
    take_in(desk, a_report())
    draft = open_draft(desk, stay_id, RAPPORT)
    assert {"i_bruk", "seponert", "cave", "tjenester"} & set(draft.content) == {"i_bruk", "seponert", "cave"}
    assert "Alvdal" in draft.sources["i_bruk"]
    done_then = {"gitt_i_dag", "medgitt", "utlevert", "utforte_tiltak", "informert", "sendte_dokumenter"}
    assert not done_then & set(draft.content)


def test_a_discharge_is_now_until_the_stay_says_when(desk: Desk) -> None:
    stay_id = a_stay(desk)
    assert open_draft(desk, stay_id, UTSKREVET).content["utskrevet"] == "2026-11-20T07:40:00+01:00"
    assert "utskrevet" not in open_draft(desk, stay_id, RAPPORT).content


def test_a_discharge_that_the_stay_knows_is_told_by_message_and_report_alike(desk: Desk) -> None:
    stay_id = a_stay(desk)
    later(desk, timedelta(hours=2))
    discharge(desk, stay_id, NOW + timedelta(hours=1), "11", without_report="Rapporten er gitt på telefon.")
    content = open_draft(desk, stay_id, UTSKREVET).content
    assert content["utskrevet"] == open_draft(desk, stay_id, RAPPORT).content["utskrevet"]
    assert content["utskrevet"] == "2026-11-20T08:40:00+01:00"
    assert content["utskrevet_fra"] == "Post 3B"
    assert "Sykehjem" in str(content["utskrevet_til"])


def test_an_avmelding_knows_the_stay_and_the_day_and_asks_for_the_reason(desk: Desk) -> None:
    later(desk, timedelta(minutes=5))
    content = open_draft(desk, a_stay(desk), AVMELDING).content
    assert content["avmeldt"] == "2026-11-20"
    assert "innlagt" in content
    assert "arsak_til_avmelding" not in content


def test_a_dosage_form_of_another_list_is_not_taken_for_ours() -> None:
    """In 1.5 the number 53 is from another list: what the sender called it decides (wire-format 18)."""
    tablet, other = Code("53", "Tablett"), Code("53", "Mikstur")
    rows = (Content({"navn": "Burinex", "form": tablet}), Content({"navn": "Duphalac", "form": other}))
    field = UTSKRIVNINGSRAPPORT.field_named("i_bruk")
    assert field is not None
    kept = fitting(field, rows)
    assert kept == (Content({"navn": "Burinex", "form": tablet}), Content({"navn": "Duphalac"}))
