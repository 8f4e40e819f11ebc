"""Every case through receive, log, show and validate: right outcome, kept, visible, no traceback, no hang."""

from __future__ import annotations

import hashlib
import html
import json
import re
import time
from pathlib import Path

import pytest

from plo_desktop.messages.outline import Tone, texts
from plo_desktop.printing.drawing import InterFonts
from plo_desktop.printing.pieces import Face
from plo_desktop.printing.wrapping import visible
from plo_desktop.wire.inbox import inspect
from tests.bad_input.corpus import ACCEPTED, CASES, REFUSED, REPORT, Case
from tests.cli.running import Ran, call
from tests.cli.wards import WardDirectory
from tests.unit.printing.sheets_made import body_text, squeezed
from tests.wire.completeness import whole_json

LONGEST_SECONDS = 2.0

each_case = pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)


def test_every_number_of_the_list_has_a_case() -> None:
    wanted = {f"B{number:02d}" for number in (*range(1, 38), 43)}
    assert wanted <= {case.name[:3] for case in CASES}
    assert len({case.name for case in CASES}) == len(CASES)


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
    assert row["outcome"] == case.outcome, row
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
def test_each_input_is_shown_with_its_words_or_refused_in_words(case: Case, tmp_path: Path) -> None:
    path = written(case, tmp_path)
    for form in ("text", "html", "pdf", "json"):
        out = tmp_path / f"out.{form}"
        ran = in_time("show", path, "--format", form, "-o", out)
        if not case.shows:
            assert ran.code == 5
            assert ran.err.startswith("feil: ")
            continue
        assert ran.code == 0, ran.err
        said = squeezed(_words(form, out.read_bytes()))
        shown = {
            words: squeezed(_as_printed(words) if form == "pdf" else words) in said for words in case.says
        }
        assert shown == dict.fromkeys(case.says, True), form


def _words(form: str, data: bytes) -> str:
    """Return what a rendering says; a page of HTML must hold nothing that a browser would act on."""
    if form == "pdf":
        return body_text(data)
    text = data.decode()
    if form == "json":
        return "\n".join(whole_json(json.loads(text)))
    if form == "html":
        assert not re.search(r"<(script|iframe|img|object|embed|link)|<[^>]*\s(on\w+|src|href)=", text)
        return html.unescape(re.sub("<[^>]*>", "", text))
    return text


def _as_printed(words: str) -> str:
    return visible(words, InterFonts(), Face.REGULAR)


@each_case
def test_the_reader_in_this_process_gives_the_same_verdict(case: Case) -> None:
    data = case.make()
    start = time.process_time()
    found = inspect(data)
    outline = found.outline
    assert time.process_time() - start < LONGEST_SECONDS
    assert (outline is not None) == case.shows
    if outline:
        banner = outline.patient
        said = [
            outline.title,
            outline.type_code,
            banner.name if banner else "",
            banner.number if banner else "",
        ]
        whole = squeezed("\n".join([*said, *texts((*outline.facts, *outline.sections))]))
        assert {words: squeezed(words) in whole for words in case.says} == dict.fromkeys(case.says, True)
    if case.outcome == REFUSED:
        assert found.refusal is not None
        assert found.refusal.code == case.code
    if case.outcome == ACCEPTED:
        assert found.refusals == ()


def test_what_is_hidden_in_a_signature_is_never_read_as_the_message() -> None:
    case = next(case for case in CASES if case.name == "B33-wrapped")
    outline = inspect(case.make()).outline
    assert outline is not None
    read = [part for part in outline.sections if part.tone is not Tone.TECHNICAL]
    assert "tredobbel" not in "\n".join(texts(tuple(read)))
    assert "tredobbel" in "\n".join(texts(outline.sections))


def test_two_receipts_for_a_message_that_nobody_knows_are_both_kept(
    ward: WardDirectory, tmp_path: Path
) -> None:
    """B35: the second from the same receiver is logged beside the first."""
    first = next(case for case in CASES if case.name == "B35-apprec-unknown").make()
    second = first.replace(b"3a1d05", b"3a1d06").replace(b'<Status V="1"', b'<Status V="2"')
    assert first != second
    outcomes = []
    for name, data in (("1.xml", first), ("2.xml", second)):
        path = tmp_path / name
        path.write_bytes(data)
        outcomes += [row["outcome"] for row in in_time("receive", "--json", path, ward=ward).rows()]
    assert outcomes == ["accepted", "accepted"]


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
    if case.outcome == ACCEPTED:
        assert row["valid"] is True
    if case.outcome == REFUSED:
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
