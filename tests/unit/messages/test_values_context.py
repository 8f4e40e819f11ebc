"""The envelope in a values file: version, question, copies and attachments, and what is wrong with them."""

from __future__ import annotations

import pytest

from plo_desktop.domain.codebook import code
from plo_desktop.messages.registry import all_types
from plo_desktop.messages.spec import MessageType
from plo_desktop.messages.types.helsefaglig_dialog import HELSEFAGLIG_DIALOG
from plo_desktop.messages.types.innlagt import INNLAGT
from plo_desktop.messages.types.svar import SVAR
from plo_desktop.messages.values import ValuesError, load_values, template

COPY = """
[[message.copies]]
name = "Tynset kommune"
her_id = "99388"
service_name = "Sykepleietjeneste"
service_her_id = "5079"
"""
FILE = """
[[message.attachments]]
file = "epikrise.pdf"
description = "Epikrise"
"""


def in_message(mtype: MessageType, lines: str) -> str:
    """Return the type's template with more lines in [message]."""
    return template(mtype).replace("[message]\n", f"[message]\n{lines}\n", 1)


def before_values(mtype: MessageType, tables: str) -> str:
    """Return the type's template with more tables before its values."""
    return template(mtype).replace("\n[values]", f"{tables}\n[values]", 1)


def faults(mtype: MessageType, text: str) -> set[str]:
    """Return the keys that a values file is refused for."""
    with pytest.raises(ValuesError) as raised:
        load_values(mtype, text)
    return {problem.path for problem in raised.value.problems}


@pytest.mark.parametrize("mtype", all_types(), ids=lambda mtype: mtype.code)
def test_a_template_offers_what_the_type_can_have_and_nothing_else(mtype: MessageType) -> None:
    text = template(mtype)
    assert "[[message.copies]]" in text
    assert ("[[message.attachments]]" in text) is mtype.attachments
    assert ("# version = " in text) is bool(mtype.also_sent)
    assert ("\n[message.question]" in text) is mtype.repeats_question
    assert ('\nparent = "' in text) is mtype.answers


def test_a_question_is_read_with_the_set_of_the_one_who_asks() -> None:
    values = load_values(SVAR, template(SVAR))
    assert values.question is not None
    assert values.question.kind == code("9152", "8")
    assert values.question.text == "Når regner dere med utskrivning?"
    asked = template(SVAR).replace('# set = "9152"', 'set = "9154"')
    assert getattr(load_values(SVAR, asked).question, "kind", None) == code("9154", "8")


def test_the_question_is_the_parent_when_nothing_else_is_said() -> None:
    lines = template(SVAR).splitlines()
    text = "\n".join(line for line in lines if not line.startswith("parent ="))
    assert faults(SVAR, text) == {"message.parent"}
    values = load_values(SVAR, text.replace('# msg_id = ""               # MsgId til f', 'msg_id = "A1" # f'))
    assert (values.parent, values.conversation) == ("A1", "A1")


def test_an_answer_repeats_its_question() -> None:
    before, _, rest = template(SVAR).partition("[message.question]")
    text = before + rest.partition("\n\n")[2]
    assert "message.question" in faults(SVAR, text)


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ('kind = "8"', 'kind = "77"', "message.question.kind"),
        ('# set = "9152"', 'set = "1"', "message.question.set"),
        ('text = "Når', 'tekst = "Når', "message.question.tekst"),
    ],
)
def test_a_wrong_question_names_its_key(old: str, new: str, key: str) -> None:
    assert key in faults(SVAR, template(SVAR).replace(old, new, 1))


def test_copies_and_attachments_are_lists() -> None:
    values = load_values(HELSEFAGLIG_DIALOG, before_values(HELSEFAGLIG_DIALOG, COPY + COPY + FILE))
    assert [copy.full_name for copy in values.copies] == ["Tynset kommune, Sykepleietjeneste"] * 2
    assert [(each.file, each.description) for each in values.attachments] == [("epikrise.pdf", "Epikrise")]


def test_only_some_types_have_attachments() -> None:
    assert faults(INNLAGT, before_values(INNLAGT, FILE)) == {"message.attachments"}
    broken = FILE.replace("description", "beskrivelse")
    assert "message.attachments.beskrivelse" in faults(
        HELSEFAGLIG_DIALOG, before_values(HELSEFAGLIG_DIALOG, broken)
    )


def test_copies_that_are_no_list_are_told() -> None:
    assert faults(INNLAGT, in_message(INNLAGT, 'copies = "Tynset"')) == {"message.copies"}
    assert faults(INNLAGT, in_message(INNLAGT, "copies = [1]")) >= {"message.copies"}


def test_a_version_is_one_that_the_type_is_sent_in() -> None:
    assert load_values(INNLAGT, in_message(INNLAGT, 'version = "1.5"')).version == "1.5"
    assert faults(INNLAGT, in_message(INNLAGT, 'version = "1.0"')) == {"message.version"}
