"""The dialogue types ask for what the documents demand, in the words of the procedure."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from plo_desktop.domain.codebook import code
from plo_desktop.messages.kinds import Choice
from plo_desktop.messages.registry import by_name, sample
from plo_desktop.messages.spec import Content, Direction, Facts, Family, Field, MessageType, Severity
from plo_desktop.messages.types.avvik import ARSAK, AVVIK
from plo_desktop.messages.types.foresporsel import FORESPORSEL, GJELDER, HASTER, RINGT, SPORSMAL
from plo_desktop.messages.types.helsefaglig_dialog import HELSEFAGLIG_DIALOG
from plo_desktop.messages.types.notat import NOTAT
from plo_desktop.messages.types.svar import SVAR
from plo_desktop.messages.types.tilbakemelding_utskrivningsklar import TILBAKEMELDING
from plo_desktop.messages.validation import may_send, problems

NOW = Facts(datetime(2026, 11, 20, 7, 0, tzinfo=UTC))
DIALOGUES = (FORESPORSEL, SVAR, AVVIK, NOTAT, HELSEFAGLIG_DIALOG)


def options(field: Field[object]) -> list[str]:
    """Return what may be chosen, as the user reads it."""
    kind: object = field.kind
    return [option.name for option in (kind.options() if isinstance(kind, Choice) else ())]


def told(mtype: MessageType, content: Content) -> dict[str, Severity]:
    """Return problem codes with how grave each is."""
    return {problem.code: problem.severity for problem in problems(mtype, content, NOW)}


def a_question(kind: str) -> Content:
    """Return a question of one kind, with nothing else."""
    return Content({GJELDER.name: code("9154", kind)})


def test_there_are_four_kinds_of_question() -> None:
    field = FORESPORSEL.field_named("gjelder")
    assert field is not None
    assert options(field) == [
        "Helseopplysninger",
        "Legemiddelopplysninger",
        "Status/plan om utskrivning",
        "Annen henvendelse",
    ]


def test_there_are_three_reasons_for_an_avvik() -> None:
    field = AVVIK.field_named("arsak")
    assert field is not None
    assert options(field) == ["Feil adressat", "Mangelfulle opplysninger", "Annet"]
    assert "Feilsending" in ARSAK.hint


def test_annen_henvendelse_is_nothing_without_text() -> None:
    assert told(FORESPORSEL, a_question("99"))["SPORSMAL_MANGLER"] is Severity.ERROR
    for kind in ("1", "4", "8"):
        assert told(FORESPORSEL, a_question(kind)) == {"BEGRUNN_SPORSMALET": Severity.ADVICE}
    assert told(FORESPORSEL, a_question("99").having(SPORSMAL, "Samarbeidsmøte?")) == {}


def test_an_urgent_question_asks_for_the_call_and_may_be_sent_before_it() -> None:
    urgent = a_question("4").having(SPORSMAL, "Siste insulin?").having(HASTER, True)
    found = problems(FORESPORSEL, urgent, NOW)
    assert [(p.code, p.severity, p.field_name) for p in found] == [
        ("HASTER_RING", Severity.WARNING, RINGT.name)
    ]
    assert may_send(found)
    assert told(FORESPORSEL, urgent.having(RINGT, "Eide 09.40")) == {}


@pytest.mark.parametrize("mtype", DIALOGUES, ids=lambda mtype: mtype.code)
def test_a_contact_is_named_whole_or_not_at_all(mtype: MessageType) -> None:
    whole = sample(mtype)
    assert "KONTAKT_UFULLSTENDIG" not in told(mtype, whole)
    without = Content({name: value for name, value in whole.by_name().items() if name != "kontakt_hpr"})
    assert told(mtype, without)["KONTAKT_UFULLSTENDIG"] is Severity.ERROR
    none = {name: value for name, value in whole.by_name().items() if not name.startswith("kontakt")}
    assert "KONTAKT_UFULLSTENDIG" not in told(mtype, Content({**none, "kontakt_telefon": "72555503"}))


@pytest.mark.parametrize(
    ("mtype", "required"),
    [
        (FORESPORSEL, ["gjelder"]),
        (SVAR, ["tekst"]),
        (AVVIK, ["arsak", "tekst"]),
        (NOTAT, ["tema", "tekst"]),
        (HELSEFAGLIG_DIALOG, ["emne", "tekst"]),
    ],
    ids=lambda part: getattr(part, "code", ""),
)
def test_what_must_be_written(mtype: MessageType, required: list[str]) -> None:
    assert [field.name for field in mtype.fields() if field.required] == required


def test_answers_are_never_begun_on_their_own_and_questions_have_a_key() -> None:
    assert {mtype.code: (mtype.digit, mtype.answers) for mtype in DIALOGUES} == {
        "DIALOG_FORESPORSEL": (7, False),
        "DIALOG_SVAR": (0, True),
        "DIALOG_AVVIK": (0, True),
        "DIALOG_NOTAT": (8, False),
        "DIALOG_HELSEFAGLIG": (0, True),
    }
    assert [mtype.code for mtype in DIALOGUES if mtype.repeats_question] == ["DIALOG_SVAR"]
    assert [mtype.code for mtype in DIALOGUES if mtype.asks_for_answer] == ["DIALOG_FORESPORSEL"]


def test_dialogue_needs_no_approval_and_cannot_be_printed() -> None:
    for mtype in DIALOGUES:
        assert (mtype.family, mtype.direction) == (Family.DIALOG, Direction.BOTH)
        assert not mtype.needs_approval
        assert not mtype.printable


def test_the_answer_of_plo_20_is_received_only() -> None:
    assert (TILBAKEMELDING.direction, TILBAKEMELDING.version) == (Direction.IN, "2.0")


def test_dialogues_are_found_by_the_words_of_the_ward() -> None:
    for words, mtype in (("forespørsel", FORESPORSEL), ("svar", SVAR), ("Avvik", AVVIK), ("notat", NOTAT)):
        assert by_name(words) is mtype
