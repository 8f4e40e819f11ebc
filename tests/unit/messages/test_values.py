"""Drafts and values files: what goes in comes out, and every mistake is named."""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime

import pytest

from plo_desktop.base.errors import ExitCode
from plo_desktop.messages.registry import all_types, sample
from plo_desktop.messages.shared_sections import KONTAKT
from plo_desktop.messages.spec import Facts, MessageType
from plo_desktop.messages.types.innlagt import INNLAGT, INNLAGT_TID
from plo_desktop.messages.validation import may_send, problems
from plo_desktop.messages.values import ValuesError, from_plain, load_values, template, to_plain


@pytest.mark.parametrize("mtype", all_types(), ids=lambda mtype: mtype.code)
def test_a_draft_survives_json(mtype: MessageType) -> None:
    content = sample(mtype)
    assert from_plain(mtype, json.loads(json.dumps(to_plain(content)))) == content


@pytest.mark.parametrize("mtype", all_types(), ids=lambda mtype: mtype.code)
def test_a_template_builds_as_it_stands(mtype: MessageType) -> None:
    values = load_values(mtype, template(mtype))
    assert may_send(problems(mtype, values.content, Facts(datetime(2026, 1, 15, 12, tzinfo=UTC))))
    assert values.patient.number == "13116900216"
    assert values.processing == "T"


@pytest.mark.parametrize("mtype", all_types(), ids=lambda mtype: mtype.code)
def test_a_template_with_everything_filled_in_gives_every_field(mtype: MessageType) -> None:
    before, values = template(mtype).split("[values]")
    filled = re.sub(r"^# (?=[a-z_]+ = |\[\[)", "", values, flags=re.MULTILINE)
    assert load_values(mtype, f"{before}[values]{filled}").content == sample(mtype)


@pytest.mark.parametrize("mtype", all_types(), ids=lambda mtype: mtype.code)
def test_a_template_says_label_and_need_of_every_field(mtype: MessageType) -> None:
    text = template(mtype)
    for each in mtype.sent_fields():
        assert f"# {each.label} ({'må fylles ut' if each.required else 'valgfritt'})" in text


def test_fields_may_be_named_by_label_and_stand_at_the_top() -> None:
    text = '"Kontaktperson" = "Anna Ås"\n' + template(INNLAGT)
    assert load_values(INNLAGT, text).content[KONTAKT] == "Anna Ås"


def test_toml_dates_are_norwegian_time() -> None:
    text = template(INNLAGT).replace('"2026-01-12T09:40:00+01:00"', "2026-07-12T09:40:00")
    assert load_values(INNLAGT, text).content[INNLAGT_TID] == datetime(2026, 7, 12, 7, 40, tzinfo=UTC)


def test_the_context_is_read() -> None:
    text = template(INNLAGT).replace(
        'processing = "T"',
        'processing = "P"\nparent = "a"\nmsg_id = "6f0a1c52-6c0e-4b0e-9c53-0e3f6a3a1d01"\n'
        "generated = 2026-01-12T10:15:00",
    )
    values = load_values(INNLAGT, text.replace('standing = "N"', 'standing = "C"'))
    assert (values.standing, values.parent, values.conversation) == ("C", "a", "a")
    assert values.msg_id == "6f0a1c52-6c0e-4b0e-9c53-0e3f6a3a1d01"
    assert values.generated_at == datetime(2026, 1, 12, 9, 15, tzinfo=UTC)
    assert values.patient.birth_date == date(1969, 11, 13)
    assert values.sender.service is not None
    assert values.sender.service.her_id == "90998"


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ('"13116900216"', '"13116900217"', "message.patient.number"),
        ('family = "Danser"', "", "message.patient.family"),
        ('family = "Danser"', 'famly = "Danser"', "message.patient.famly"),
        ('number = "13116900216"', "", ""),
        ('standing = "N"', 'standing = "M"', "message.standing"),
        ('standing = "N"', 'standing = "C"', "message.parent"),
        ('type = "LOG_INNLAGT"', 'type = "LOG_DOD"', "message.type"),
        ("birth_date = 1969-11-13", 'birth_date = "i går"', "message.patient.birth_date"),
        ('sex = "2"', 'sex = "x"', "message.patient.sex"),
        ('her_id = "59"', 'her_id = ""', "message.sender.her_id"),
        ("[values]", "[values]\ninlagt = 1", "inlagt"),
        ('innlagt = "2026-01-12T09:40:00+01:00"', 'innlagt = "i går"', "innlagt"),
        ("[message.patient]", "[[message.patient]]", "message.patient"),
        ('family = "Danser"', 'family = "Dan\\u0000ser"', "message.patient.family"),
        ("[values]", "[values", ""),
    ],
)
def test_every_mistake_names_its_key(old: str, new: str, key: str) -> None:
    text = template(INNLAGT)
    assert old in text
    broken = text.replace(old, new, 1)
    if not key and "[values" not in new:
        assert load_values(INNLAGT, broken).patient.idents == ()
        return
    with pytest.raises(ValuesError) as raised:
        load_values(INNLAGT, broken)
    assert raised.value.exit_code is ExitCode.DATA
    assert key in {problem.path for problem in raised.value.problems}


def test_without_number_birth_date_and_sex_are_needed() -> None:
    text = template(INNLAGT).replace('number = "13116900216"', "").replace('sex = "2"', "")
    with pytest.raises(ValuesError, match="både birth_date og sex"):
        load_values(INNLAGT, text)
