"""What the declarations promise: complete, unique, and with the rules of the procedure."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from plo_desktop.domain.codebook import code
from plo_desktop.domain.party import Identifier, Patient
from plo_desktop.messages.diagnoses import DIAGNOSE_HOVED, DIAGNOSE_TEKST, DIAGNOSER
from plo_desktop.messages.diff import changed_fields
from plo_desktop.messages.kinds import Rows
from plo_desktop.messages.registry import all_types, by_code, by_name, composable, sample
from plo_desktop.messages.service_orders import orders_service
from plo_desktop.messages.shared_sections import (
    KONTAKT,
    KONTAKT_HPR,
    PARORENDE,
    PARORENDE_FODSELSAR,
    PARORENDE_NAVN,
)
from plo_desktop.messages.spec import Content, Facts, Field, MessageType, Severity
from plo_desktop.messages.types import helseopplysninger, innlagt, utskrivningsklar
from plo_desktop.messages.types.helseopplysninger import FORVENTET, FUNKSJON, HELSEOPPLYSNINGER, STATUS
from plo_desktop.messages.types.innlagt import INNLAGT
from plo_desktop.messages.types.innleggelsesrapport import INNLEGGELSESRAPPORT
from plo_desktop.messages.types.utskrivningsklar import KLAR, UTSKRIVNINGSKLAR
from plo_desktop.messages.validation import may_send, problems

NOW = datetime(2026, 11, 20, 7, 0, tzinfo=UTC)
TODAY = date(2026, 11, 20)
ADMITTED = datetime(2026, 11, 18, 9, 0, tzinfo=UTC)


def facts(*earlier: str) -> Facts:
    """Return what the checks know on an ordinary morning of a stay."""
    return Facts(NOW, admitted_at=ADMITTED, earlier=earlier)


def a_patient(*numbers: tuple[str, str]) -> Patient:
    """Return an official test patient with these numbers."""
    idents = tuple(Identifier(number, code("8116", kind)) for kind, number in numbers)
    return Patient("Danser", "Line", "", date(1969, 11, 13), code("3101", "2"), idents)


def ready(day: date) -> Content:
    """Return an otherwise right Utskrivningsklar for this day."""
    return sample(UTSKRIVNINGSKLAR).having(utskrivningsklar.INNLAGT_TID, ADMITTED).having(KLAR, day)


def notice() -> Content:
    """Return a right Helseopplysninger for this stay."""
    return sample(HELSEOPPLYSNINGER).having(FORVENTET, date(2026, 11, 24))


def codes(mtype: MessageType, content: Content, known: Facts) -> dict[str, Severity]:
    """Return problem codes with how grave each is."""
    return {problem.code: problem.severity for problem in problems(mtype, content, known)}


@pytest.mark.parametrize("mtype", all_types(), ids=lambda mtype: mtype.code)
def test_names_are_unique_and_labels_are_words(mtype: MessageType) -> None:
    fields = list(mtype.fields())
    assert len({each.name for each in fields}) == len(fields)
    for each in fields:
        kind: object = each.kind
        inner = list(kind.fields) if isinstance(kind, Rows) else []
        assert len({one.name for one in inner}) == len(inner)
        for one in (each, *inner):
            assert one.label.strip()
            assert one.name.isascii()


@pytest.mark.parametrize("mtype", all_types(), ids=lambda mtype: mtype.code)
def test_an_empty_form_tells_every_required_field_in_form_order(mtype: MessageType) -> None:
    found = problems(mtype, Content(), facts())
    required = [each.name for each in mtype.fields() if each.required]
    assert [problem.field_name for problem in found if problem.code == "MANGLER"] == required
    assert not may_send(found)
    assert all(problem.message.endswith(".") for problem in found)


def test_the_digit_keys_are_those_of_the_forms_matrix() -> None:
    assert [(t.digit, t.code) for t in composable() if t.digit] == [
        (1, "LOG_INNLAGT"),
        (2, "HELSEOPPL_SOKNAD"),
        (3, "LOG_UTSKRIVNINGSKLAR"),
        (4, "LOG_AVMELDING"),
        (5, "UTSKRIVNINGSRAPPORT"),
        (6, "LOG_UTSKREVET"),
        (7, "DIALOG_FORESPORSEL"),
        (8, "DIALOG_NOTAT"),
    ]


def test_types_are_found_by_code_title_and_alias() -> None:
    assert by_code("LOG_INNLAGT") is INNLAGT
    assert by_name("Utskrivningsklar") is UTSKRIVNINGSKLAR
    assert by_name("melding om innlagt pasient") is INNLAGT
    assert by_name("helseoppl_soknad") is HELSEOPPLYSNINGER
    assert by_name("INNLEGGELSESRAPPORT") is INNLEGGELSESRAPPORT
    assert by_code("TULL") is None
    assert by_name("tull") is None


def test_innlagt_is_not_sent_before_the_patient_has_come() -> None:
    later = sample(INNLAGT).having(innlagt.INNLAGT_TID, NOW + timedelta(hours=1))
    assert codes(INNLAGT, later, facts())["FRAM_I_TID"] is Severity.ERROR
    soon = sample(INNLAGT).having(innlagt.INNLAGT_TID, NOW + timedelta(minutes=5))
    assert codes(INNLAGT, soon, facts()) == {}


def test_utskrivningsklar_is_never_set_ahead() -> None:
    assert codes(UTSKRIVNINGSKLAR, ready(TODAY + timedelta(days=1)), facts())["FRAM_I_TID"] is Severity.ERROR
    assert codes(UTSKRIVNINGSKLAR, ready(TODAY), facts()) == {}


def test_today_is_the_norwegian_day_also_just_after_midnight() -> None:
    just_after = Facts(datetime(2026, 11, 20, 23, 30, tzinfo=UTC), admitted_at=ADMITTED)
    assert codes(UTSKRIVNINGSKLAR, ready(date(2026, 11, 21)), just_after) == {}


def test_an_old_utskrivningsklar_date_is_warned_of_and_may_be_sent() -> None:
    found = problems(UTSKRIVNINGSKLAR, ready(TODAY - timedelta(days=2)), facts())
    assert [(p.code, p.severity) for p in found] == [("ELDRE_ENN_24_TIMER", Severity.WARNING)]
    assert may_send(found)


def test_ready_before_admission_is_warned_of_and_may_be_sent() -> None:
    found = problems(UTSKRIVNINGSKLAR, ready(date(2026, 11, 17)), facts())
    assert ("FOR_INNLEGGELSEN", Severity.WARNING) in [(p.code, p.severity) for p in found]
    assert may_send(found)


def test_expected_date_before_admission_is_refused_and_in_the_past_warned_of() -> None:
    before = notice().having(FORVENTET, date(2026, 11, 17))
    assert codes(HELSEOPPLYSNINGER, before, facts())["FOR_INNLEGGELSEN"] is Severity.ERROR
    past = notice().having(FORVENTET, date(2026, 11, 19))
    assert codes(HELSEOPPLYSNINGER, past, facts())["TILBAKE_I_TID"] is Severity.WARNING
    assert codes(HELSEOPPLYSNINGER, notice(), facts()) == {}


def test_later_helseopplysninger_are_asked_what_changed() -> None:
    silent = notice().having(helseopplysninger.ENDRING, None)
    assert "ENDRING_MANGLER" not in codes(HELSEOPPLYSNINGER, silent, facts())
    again = codes(HELSEOPPLYSNINGER, silent, facts("HELSEOPPL_SOKNAD"))
    assert again["ENDRING_MANGLER"] is Severity.WARNING


@pytest.mark.parametrize(("born", "told"), [(2008, False), (2026, False), (2007, True), (2027, True)])
def test_birth_years_are_those_of_children_under_18(born: int, told: bool) -> None:
    row = Content({PARORENDE_NAVN.name: "Per Hansen", PARORENDE_FODSELSAR.name: born})
    found = codes(HELSEOPPLYSNINGER, notice().having(PARORENDE, (row,)), facts())
    assert ("FODSELSAR" in found) is told


def test_only_the_first_diagnosis_is_the_main_one() -> None:
    rows = tuple(
        Content({DIAGNOSE_TEKST.name: text, DIAGNOSE_HOVED.name: main})
        for text, main in (("Hoftebrudd", False), ("Hjertesvikt", True))
    )
    wrong = notice().having(DIAGNOSER, rows)
    assert codes(HELSEOPPLYSNINGER, wrong, facts()) == {"HOVEDDIAGNOSE": Severity.WARNING}
    assert codes(HELSEOPPLYSNINGER, wrong.having(DIAGNOSER, rows[::-1]), facts()) == {}


@pytest.mark.parametrize(
    "text",
    [
        "Vi bestiller korttidsplass fra mandag.",
        "Søker korttidsplass",
        "søker om plass på sykehjem",
        "Ber om hjemmesykepleie tre ganger daglig",
        "Pasienten ønsker langtidsplass",
        "Det rekvireres trygghetsalarm",
        "ber dere innvilge rehabiliteringsopphold",
    ],
)
def test_text_that_orders_a_service_gets_advice_and_may_be_sent(text: str) -> None:
    found = problems(HELSEOPPLYSNINGER, notice().having(FUNKSJON, text), facts())
    assert [(p.code, p.severity, p.field_name) for p in found] == [
        ("BESTILLER_TJENESTE", Severity.ADVICE, "funksjon_og_behov")
    ]
    assert may_send(found)


@pytest.mark.parametrize(
    "text",
    [
        "Trenger hjelp til personlig hygiene og måltider.",
        "Har hjemmesykepleie fra før.",
        "Bor på sykehjem. Besøkes av datter.",
        "Ønsker å komme hjem.",
        "Undersøkelse bestilt. Søvn god.",
    ],
)
def test_text_that_describes_needs_is_left_alone(text: str) -> None:
    assert orders_service(text) == ""


def test_a_contact_is_whole_or_absent() -> None:
    half = sample(INNLAGT).having(KONTAKT_HPR, None)
    found = problems(INNLAGT, half, Facts(NOW))
    assert [(p.code, p.field_name) for p in found] == [("KONTAKT_UFULLSTENDIG", "kontakt_hpr")]
    none = sample(INNLAGT)
    for each in INNLAGT.sections[1].fields[2:]:
        none = none.having(each, None)
    assert problems(INNLAGT, none, Facts(NOW)) == ()
    assert none[KONTAKT] is None


@pytest.mark.parametrize(
    ("patient", "expected"),
    [
        (a_patient(("FNR", "13116900216")), []),
        (a_patient(("FNR", "13116900217")), [("PASIENTNUMMER", Severity.ERROR)]),
        (a_patient(), [("UTEN_FODSELSNUMMER", Severity.WARNING)]),
        (a_patient(("HNR", "25436000305")), [("UTEN_FODSELSNUMMER", Severity.WARNING)]),
        (replace(a_patient(), sex=None), [("PASIENT_UKJENT", Severity.ERROR)]),
        (
            replace(a_patient(("FNR", "13116900216")), birth_date=date(1970, 1, 1)),
            [("FODSELSDATO", Severity.WARNING)],
        ),
    ],
)
def test_who_the_patient_is_must_be_clear_before_anything_is_sent(
    patient: Patient, expected: list[tuple[str, Severity]]
) -> None:
    found = problems(INNLAGT, sample(INNLAGT), Facts(NOW, patient=patient))
    assert [(problem.code, problem.severity) for problem in found] == expected


def test_control_characters_are_refused_in_the_words_of_the_field() -> None:
    found = problems(HELSEOPPLYSNINGER, notice().having(STATUS, "a\x07b"), facts())
    assert [(p.code, p.field_name) for p in found] == [("FORMAT", "pasientens_status")]
    assert "«Pasientens status»" in found[0].message


def test_a_change_names_exactly_the_fields_that_differ() -> None:
    before = notice()
    after = before.having(FORVENTET, date(2026, 11, 30)).having(FUNKSJON, None)
    assert changed_fields(HELSEOPPLYSNINGER, before, after) == {FORVENTET.name, FUNKSJON.name}
    row = Content({DIAGNOSE_TEKST.name: "Hoftebrudd", DIAGNOSE_HOVED.name: True})
    assert changed_fields(HELSEOPPLYSNINGER, before, before.having(DIAGNOSER, (row,))) == {DIAGNOSER.name}
    assert changed_fields(HELSEOPPLYSNINGER, before, before) == frozenset()


def test_content_forgets_what_is_not_filled_in() -> None:
    box: Field[bool] = DIAGNOSE_HOVED
    assert Content({"a": "", "b": (), "c": None, "d": False}) == Content()
    assert Content().having(box, False) == Content()
    assert box not in Content({box.name: False})
