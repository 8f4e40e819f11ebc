"""show, validate and compose: no data directory, right streams, right codes."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from plo_desktop.messages.registry import all_types
from tests.bad_input.report_made import MSG_ID, Report
from tests.cli.running import call, spawn

REPORT = Report(note="Går med krykker.\nSpiser lite. Ærlend, Iŋgá.").bytes()


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "melding.xml"
    path.write_bytes(REPORT)
    return path


def test_text_goes_to_standard_output_in_utf8_also_in_the_c_locale(report: Path) -> None:
    ran = spawn("show", report, LC_ALL="C", PYTHONUTF8="0", PYTHONIOENCODING="ascii")
    assert ran.code == 0
    assert "Går med krykker.\n" in ran.text
    assert "Iŋgá" in ran.text


def test_a_message_may_come_by_standard_input_and_a_pdf_leave_by_standard_output() -> None:
    ran = spawn("show", "-", "--format", "pdf", "-o", "-", stdin=REPORT)
    assert ran.out.startswith(b"%PDF-")
    assert ran.out.rstrip().endswith(b"%%EOF")


@pytest.mark.parametrize(("form", "start"), [("pdf", b"%PDF-"), ("html", b"<!DOCTYPE html>"), ("json", b"{")])
def test_each_format_is_written_to_the_named_file_and_nothing_else(
    report: Path, tmp_path: Path, form: str, start: bytes
) -> None:
    out = tmp_path / "ut"
    ran = call("show", report, "--format", form, "-o", out)
    assert (ran.code, ran.out) == (0, b"")
    assert out.read_bytes()[: len(start)].lower() == start.lower()
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_file()) == ["melding.xml", "ut"]


@pytest.mark.parametrize("make", ["missing", "folder", "closed"])
def test_a_file_that_cannot_be_read_is_told_in_words(tmp_path: Path, make: str) -> None:
    path = tmp_path / make
    if make == "folder":
        path.mkdir()
    if make == "closed":
        path.write_bytes(REPORT)
        path.chmod(0)
        if os.access(path, os.R_OK):
            path.unlink()
            path.symlink_to(path)
    ran = call("show", path)
    assert ran.code == 5
    assert ran.err.startswith("feil: ")
    assert ran.err.count("\n") == 1
    (row,) = call("validate", "--json", path).rows()
    assert row["valid"] is False
    assert row["type"] is None


def test_an_output_that_cannot_be_written_is_told_in_words(report: Path, tmp_path: Path) -> None:
    for out in (tmp_path, tmp_path / "no" / "such" / "place.txt", report / "below.txt"):
        ran = call("show", report, "-o", out)
        assert ran.code == 1
        assert ran.err.startswith("feil: Kan ikke skrive")
    assert report.read_bytes() == REPORT


def test_an_output_is_whole_or_not_there(report: Path, tmp_path: Path) -> None:
    out = tmp_path / "ut.txt"
    out.write_text("gammel")
    assert call("show", tmp_path / "missing.xml", "-o", out).code == 5
    assert out.read_text() == "gammel"


def test_a_reader_that_hangs_up_is_no_error(report: Path) -> None:
    import subprocess
    import sys

    with subprocess.Popen(
        [sys.executable, "-m", "plo_desktop", "validate", *[str(report)] * 3000],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(10)
        process.stdout.close()
        told = process.stderr.read()
        assert process.wait(60) == 0
    assert told == b""


def test_validate_says_type_version_and_standing(report: Path) -> None:
    ran = call("validate", "--json", report)
    (row,) = ran.rows()
    assert ran.code == 0
    assert (row["valid"], row["type"], row["version"], row["status"]) == (
        True,
        "INNLEGGELSESRAPPORT",
        "1.6",
        "N",
    )


def test_validate_gives_one_entry_per_file_in_order(report: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.xml"
    bad.write_bytes(b"<x>")
    ran = call("validate", "--json", bad, tmp_path / "none.xml", report)
    assert [row["valid"] for row in ran.rows()] == [False, False, True]
    assert ran.code == 5


def test_validate_tells_structure_from_rules(tmp_path: Path) -> None:
    order, identity = tmp_path / "a.xml", tmp_path / "b.xml"
    order.write_bytes(Report(generated="").bytes())
    identity.write_bytes(Report(born="", number="").bytes())
    first, second = call("validate", "--json", order, identity).rows()
    assert next((p["code"], p["structural"]) for p in _problems(first) if p["forbids"]) == ("T02", True)
    assert ("E36", False) in [(p["code"], p["structural"]) for p in _problems(second)]


def _problems(row: dict[str, object]) -> list[dict[str, object]]:
    problems = row["problems"]
    assert isinstance(problems, list)
    return problems


@pytest.mark.parametrize("code", [mtype.code for mtype in all_types()])
def test_the_template_of_each_type_builds_a_valid_message(tmp_path: Path, code: str) -> None:
    values, message = tmp_path / "values.toml", tmp_path / "ut.xml"
    assert call("compose", code, "--template", "-o", values).code == 0
    ran = call("compose", code, "--from", values, "-o", message)
    assert ran.code == 0, ran.err
    (row,) = call("validate", "--json", message).rows()
    assert row["valid"] is True
    assert row["type"] == code


def test_compose_tells_warnings_and_writes_all_the_same(tmp_path: Path) -> None:
    values, message = tmp_path / "values.toml", tmp_path / "ut.xml"
    call("compose", "LOG_UTSKRIVNINGSKLAR", "--template", "-o", values)
    old = values.read_text(encoding="utf-8").replace("2026-", "2019-")
    values.write_text(old, encoding="utf-8")
    ran = call("compose", "LOG_UTSKRIVNINGSKLAR", "--from", values, "-o", message)
    assert ran.code == 0
    assert ran.err
    assert message.exists()


def test_compose_refuses_what_may_not_be_sent_and_names_the_key(tmp_path: Path) -> None:
    values, message = tmp_path / "values.toml", tmp_path / "ut.xml"
    call("compose", "LOG_UTSKRIVNINGSKLAR", "--template", "-o", values)
    text = values.read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("utskrivningsklar =")]
    values.write_text("\n".join(lines) + '\nukjent_felt = "x"\n', encoding="utf-8")
    ran = call("compose", "LOG_UTSKRIVNINGSKLAR", "--from", values, "-o", message)
    assert ran.code == 5
    assert "ukjent_felt" in ran.err
    assert not message.exists()


def test_compose_names_a_missing_value(tmp_path: Path) -> None:
    values = tmp_path / "values.toml"
    call("compose", "LOG_UTSKRIVNINGSKLAR", "--template", "-o", values)
    text = values.read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("utskrivningsklar =")]
    values.write_text("\n".join(lines), encoding="utf-8")
    ran = call("compose", "LOG_UTSKRIVNINGSKLAR", "--from", values, "-o", tmp_path / "ut.xml")
    assert ran.code == 5
    assert "utskrivningsklar" in ran.err


@pytest.mark.parametrize("content", [b"\xff\xfe", b"= =", b"[message]\n[message]\n", b"message = 3\n"])
def test_compose_says_what_is_wrong_with_a_broken_values_file(tmp_path: Path, content: bytes) -> None:
    values = tmp_path / "values.toml"
    values.write_bytes(content)
    ran = call("compose", "LOG_INNLAGT", "--from", values)
    assert ran.code == 5
    assert ran.err.startswith("feil: ")
    assert ran.out == b""


def test_compose_knows_types_by_title_and_refuses_others(tmp_path: Path) -> None:
    assert call("compose", "melding om innlagt pasient", "--template").code == 0
    ran = call("compose", "Epikrise", "--template")
    assert ran.code == 2
    assert "LOG_INNLAGT" in ran.err


def test_show_as_json_has_the_values(report: Path) -> None:
    shown = json.loads(call("show", report, "--format", "json").out)
    assert "Danser" in json.dumps(shown, ensure_ascii=False)
    assert MSG_ID in json.dumps(shown)


@pytest.mark.parametrize("form", ["text", "html", "pdf", "json"])
def test_show_writes_nothing_in_the_home_folder(report: Path, home: Path, form: str) -> None:
    before = sorted(home.rglob("*"))
    spawn("show", report, "--format", form, "-o", "-")
    assert sorted(home.rglob("*")) == before
