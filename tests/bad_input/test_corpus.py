"""Every case through receive, log, show and validate: right outcome, kept, visible, no traceback, no hang."""

from __future__ import annotations

import hashlib
import time
from pathlib import Path

import pytest

from tests.bad_input.corpus import ACCEPTED, CASES, REFUSED, REPORT, Case
from tests.cli.running import Ran, call
from tests.cli.wards import WardDirectory

LONGEST_SECONDS = 2.0

each_case = pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)


def in_time(act: str, *arguments: str | Path, ward: WardDirectory | None = None) -> Ran:
    """Run a command within the time that a person accepts, and without a traceback."""
    start = time.process_time()
    ran = ward.at(act, *arguments) if ward else call(act, *arguments)
    assert time.process_time() - start < LONGEST_SECONDS
    assert "Traceback" not in ran.err
    assert "Intern feil" not in ran.err
    return ran


def written(case: Case, folder: Path) -> Path:
    path = folder / "incoming.xml"
    path.write_bytes(case.make())
    return path


@each_case
def test_each_input_has_its_outcome_and_is_kept(case: Case, ward: WardDirectory, tmp_path: Path) -> None:
    path = written(case, tmp_path)
    content = path.read_bytes()
    receipts = tmp_path / "receipts"

    first = in_time("receive", "--json", "--apprec-dir", receipts, path, ward=ward)
    (row,) = first.rows()
    assert row["outcome"] in case.outcomes, row
    assert row["sha256"] == hashlib.sha256(content).hexdigest()
    if case.code:
        assert case.code in str(row["codes"])
    assert first.code == (0 if row["outcome"] == "accepted" else 5)
    assert len(list(receipts.glob("*.xml"))) == _receipts(case, str(row["outcome"]))

    kept = in_time("log", "--raw", str(row["sha256"]), ward=ward)
    assert kept.out == content
    logged = in_time("log", "--json", ward=ward).rows()
    assert row["sha256"] in [each["sha256"] for each in logged]

    (again,) = in_time("receive", "--json", "--apprec-dir", receipts, path, ward=ward).rows()
    # What lies in quarantine has no handled MsgId, so that it is told again rather than passed over.
    expected = {"quarantined", "duplicate"} if row["outcome"] == "quarantined" else {"duplicate"}
    assert again["outcome"] in expected
    assert len(list(receipts.glob("*.xml"))) == _receipts(case, str(row["outcome"]))
    assert path.read_bytes() == content


def _receipts(case: Case, outcome: str) -> int:
    """An AppRec answers what was taken in or refused, never a receipt and never what lies in quarantine."""
    return 0 if outcome == "quarantined" or case.name.startswith("B35") else 1


@each_case
def test_each_input_can_be_shown_or_refused_in_words(case: Case, tmp_path: Path) -> None:
    path = written(case, tmp_path)
    for form in ("text", "html", "pdf", "json"):
        out = tmp_path / f"out.{form}"
        ran = in_time("show", path, "--format", form, "-o", out)
        if case.shows:
            assert ran.code == 0, ran.err
            assert out.stat().st_size > 0
        else:
            assert ran.code in (0, 5)
            assert ran.code == 0 or ran.err.startswith("feil: ")


@each_case
def test_validate_says_the_same_twice_and_agrees_with_receive(
    case: Case, ward: WardDirectory, tmp_path: Path
) -> None:
    path = written(case, tmp_path)
    first = in_time("validate", "--json", path)
    assert in_time("validate", "--json", path).out == first.out
    (row,) = first.rows()
    assert first.code == (0 if row["valid"] else 5)
    problems = row["problems"]
    assert isinstance(problems, list)
    if case.outcomes == ACCEPTED:
        assert row["valid"] is True
    if case.outcomes == REFUSED:
        assert row["valid"] is False
        assert case.code in {problem["code"] for problem in problems}
    if not row["valid"]:
        assert any(problem["forbids"] and problem["message"] for problem in problems)


def test_the_same_id_with_other_bytes_is_quarantined_and_the_first_stands(
    ward: WardDirectory, tmp_path: Path
) -> None:
    first, second = tmp_path / "1.xml", tmp_path / "2.xml"
    first.write_bytes(REPORT.bytes())
    second.write_bytes(REPORT.having(note="Noe annet.", msg_id=REPORT.msg_id.upper()).bytes())
    assert ward.at("receive", first).code == 0
    (row,) = ward.at("receive", "--json", second).rows()
    assert row["outcome"] == "quarantined"
    assert ward.at("log", "--raw", REPORT.msg_id).out == first.read_bytes()
    assert ward.at("log", "--raw", str(row["sha256"])).out == second.read_bytes()


def test_the_same_message_in_another_letter_case_of_its_id_is_found(
    ward: WardDirectory, tmp_path: Path
) -> None:
    path = tmp_path / "1.xml"
    path.write_bytes(REPORT.bytes())
    ward.at("receive", path)
    assert ward.at("log", "--raw", REPORT.msg_id.upper()).code == 0


def test_decomposed_letters_are_found_by_search(ward: WardDirectory, tmp_path: Path) -> None:
    path = tmp_path / "1.xml"
    path.write_bytes(REPORT.having(note="Bla\u030aba\u0308r og eple.").bytes())
    ward.at("receive", path)
    assert len(ward.at("log", "--json", "--search", "blåbär").rows()) == 1


def test_many_files_are_all_taken_in_and_one_bad_among_them_is_told(
    ward: WardDirectory, tmp_path: Path
) -> None:
    good, bad = tmp_path / "good.xml", tmp_path / "bad.xml"
    good.write_bytes(REPORT.bytes())
    bad.write_bytes(b"ikke xml")
    ran = ward.at("receive", "--json", bad, good)
    assert ran.code == 5
    assert [row["outcome"] for row in ran.rows()] == ["quarantined", "accepted"]


def test_nothing_is_taken_in_when_a_file_cannot_be_read(ward: WardDirectory, tmp_path: Path) -> None:
    good = tmp_path / "good.xml"
    good.write_bytes(REPORT.bytes())
    for missing in (tmp_path / "no.xml", tmp_path):
        ran = ward.at("receive", good, missing)
        assert ran.code == 5
        assert ran.err.startswith("feil: ")
    assert ward.at("log", "--json").rows() == []
