"""The code sets that ship with the program."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from plo_desktop.domain.codebook import choices, code, codes_of, name_of, suffix_of
from plo_desktop.domain.party import Code


def test_values_have_the_names_of_the_national_list() -> None:
    assert name_of("9142", "AAI") == "Årsak til innleggelse"
    assert name_of("9141", "8") == "Sykepleiesammenfatning"
    assert name_of("9090", "% w/v") == "prosent gitt som vekt per volum"


def test_a_code_is_ready_to_send() -> None:
    assert code("9121", "1") == Code("1", "Pasient innlagt", "2.16.578.1.12.4.1.1.9121")
    assert suffix_of("2.16.578.1.12.4.1.1.9121") == "9121"
    assert suffix_of("1.2.3") == "1.2.3"


def test_unknown_sets_and_values_are_empty_and_no_error() -> None:
    assert choices("1") == ()
    assert name_of("9142", "NOPE") == ""
    assert name_of("1", "1") == ""


@pytest.mark.parametrize(
    "suffix", ["7309", "8116", "9033", "9060", "9121", "9140", "9141", "9142", "9145", "9151"]
)
def test_the_sets_of_the_forms_are_whole(suffix: str, shared_dir: Path) -> None:
    official = json.loads((shared_dir / "standards" / "codes.json").read_text(encoding="utf-8"))["codeSets"]
    assert codes_of(suffix) == official[f"2.16.578.1.12.4.1.1.{suffix}"]["codes"]
