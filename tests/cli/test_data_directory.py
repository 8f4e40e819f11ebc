"""init, doctor, verify, log: what IT does to a data directory, and what happens when it is not in order."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from plo_desktop.services.lock import pin_hash
from tests.cli.running import call, spawn
from tests.cli.wards import CONFIG, NOW, a_ward


def test_init_makes_a_test_directory_that_log_and_verify_can_open(tmp_path: Path) -> None:
    ward = a_ward(tmp_path)
    assert ward.call("log", "--json").rows() == []
    proof = ward.call("verify", "--json")
    assert proof.code == 0
    assert json.loads(proof.out)["ok"] is True


def test_init_never_begins_anew_over_a_log(tmp_path: Path) -> None:
    ward = a_ward(tmp_path)
    again = ward.call("init", "--test")
    assert again.code == 1
    assert "finnes allerede" in again.err


def test_init_checks_the_configuration_before_it_makes_anything(tmp_path: Path) -> None:
    config = tmp_path / "plo.toml"
    config.write_text('[transport]\nkind = "due"\n', encoding="utf-8")
    ran = call("--config", config, "--data-dir", tmp_path / "ward", "init", "--test")
    assert ran.code == 3
    assert "transport" in ran.err
    assert not (tmp_path / "ward").exists()


def test_later_commands_find_the_configuration_that_init_was_given(tmp_path: Path) -> None:
    ward = a_ward(tmp_path)
    rows = call("--data-dir", ward.folder, "doctor", "--json").rows()
    config = next(row for row in rows if row["check"] == "config")
    assert config["level"] == "ok"
    assert str(ward.config) in str(config["text"])


def test_the_data_directory_may_be_named_by_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ward = a_ward(tmp_path)
    monkeypatch.setenv("PLO_DESKTOP_HOME", str(ward.folder))
    assert call("log").code == 0


def test_options_for_all_commands_may_stand_after_the_command(tmp_path: Path) -> None:
    ward = a_ward(tmp_path)
    assert call("log", "--json", "--data-dir", ward.folder).code == 0


def test_a_directory_without_a_log_ends_with_3_and_says_how_to_make_one(tmp_path: Path) -> None:
    ran = call("--data-dir", tmp_path, "log")
    assert ran.code == 3
    assert ran.err.startswith("feil: ")
    assert "init" in ran.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", [["log"], ["deadlines"], ["receive", __file__], ["exchange", "--once"]])
def test_now_is_refused_outside_a_test_directory(tmp_path: Path, command: list[str]) -> None:
    ran = call("--data-dir", tmp_path, *command, "--now", NOW)
    assert ran.code == 2
    assert "init --test" in ran.err


def test_now_must_be_a_moment(tmp_path: Path) -> None:
    assert a_ward(tmp_path).at("log", now="i morgen").code == 2


def test_doctor_is_content_with_a_new_test_directory(tmp_path: Path) -> None:
    ran = a_ward(tmp_path).call("doctor", "--json")
    assert ran.code == 0, ran.text
    levels = {str(row["check"]): row["level"] for row in ran.rows()}
    assert levels["log"] == levels["config"] == levels["transport"] == levels["resources"] == "ok"
    assert all(row["fix"] for row in ran.rows() if row["level"] != "ok")


USER = """
[[users]]
id = "jones"
name = "May Jones"
"""
ONE_OF_OURS = """
[[own]]
name = "ST OLAVS HOSPITAL HF"
ids = ["HER:59"]
"""


@pytest.mark.parametrize(
    ("written", "check", "said"),
    [
        (ONE_OF_OURS, "users", "Ingen brukere"),
        (USER, "users", "May Jones har ingen PIN"),
        (ONE_OF_OURS, "transport", "Ingen vei ut er satt opp"),
        ('[transport]\nkind = "demo"', "transport", "øvelsesposten"),
        (ONE_OF_OURS, "kommuner", "Ingen kommuner"),
        (CONFIG, "kommuner", "Alvdal kommune (saksbehandler)"),
    ],
)
def test_doctor_warns_of_a_ward_that_cannot_work(written: str, check: str, said: str, tmp_path: Path) -> None:
    ward = a_ward(tmp_path)
    ward.config.write_text(written, encoding="utf-8")
    ran = ward.call("doctor", "--json")
    assert ran.code == 0, ran.text
    row = next(row for row in ran.rows() if row["check"] == check)
    assert row["level"] == "warn"
    assert said in str(row["text"])
    assert row["fix"]


def test_doctor_is_content_with_users_who_can_unlock_and_kommuner_that_can_be_written_to(
    tmp_path: Path,
) -> None:
    ward = a_ward(tmp_path)
    services = '[[kommuner.services]]\nname = "S"\nkind = "saksbehandler"\nher_id = "5079"\n'
    pin = f'pin_hash = "{pin_hash("1234")}"'
    ward.config.write_text(f"{CONFIG}{services}{USER}{pin}", encoding="utf-8")
    levels = {str(row["check"]): row["level"] for row in ward.call("doctor", "--json").rows()}
    assert levels["users"] == levels["kommuner"] == "ok"


def test_doctor_ends_with_4_when_the_message_server_is_gone(tmp_path: Path) -> None:
    ward = a_ward(tmp_path)
    (tmp_path / "share").rmdir()
    ran = ward.call("doctor")
    assert ran.code == 4
    assert "fail  transport" in ran.text


def test_doctor_ends_with_3_when_the_configuration_is_faulty(tmp_path: Path) -> None:
    ward = a_ward(tmp_path)
    ward.config.write_text("[[own]\n", encoding="utf-8")
    assert ward.call("doctor").code == 3


def test_doctor_ends_with_1_when_the_log_is_damaged(tmp_path: Path) -> None:
    ward = a_ward(tmp_path)
    database = ward.folder / "log.db"
    content = bytearray(database.read_bytes())
    content[100:200] = bytes(100)
    database.write_bytes(content)
    before = database.read_bytes()
    ran = ward.call("doctor")
    assert ran.code == 1
    assert "fail  log" in ran.text
    assert database.read_bytes() == before


def test_doctor_works_where_nothing_is_set_up(tmp_path: Path) -> None:
    ran = call("--data-dir", tmp_path / "nothing", "doctor", "--json")
    assert ran.code == 3
    assert not (tmp_path / "nothing").exists()


def test_verify_ends_with_5_when_a_page_was_altered(tmp_path: Path) -> None:
    ward = a_ward(tmp_path)
    database = ward.folder / "log.db"
    content = bytearray(database.read_bytes())
    content[-300:-200] = bytes(100)
    database.write_bytes(content)
    assert ward.call("verify").code == 5


def test_log_says_what_is_not_there(tmp_path: Path) -> None:
    ran = a_ward(tmp_path).call("log", "--raw", "0b5c7b5e-0000-4a53-9d5e-1f2a3b4c5d6e")
    assert ran.code == 5
    assert ran.out == b""


def test_headless_commands_load_no_qt_and_write_nowhere_else(tmp_path: Path, home: Path) -> None:
    ward = a_ward(tmp_path)
    script = (
        "import sys; from plo_desktop.cli import main; "
        f"main(['--data-dir', {str(ward.folder)!r}, sys.argv[1]]); "
        "print([name for name in sys.modules if name.startswith(('PySide6', 'shiboken6'))], file=sys.stderr)"
    )
    import subprocess
    import sys

    before = sorted(str(path) for path in home.rglob("*"))
    for command in ("log", "doctor", "verify", "deadlines"):
        ran = subprocess.run(
            [sys.executable, "-c", script, command], capture_output=True, text=True, check=True
        )
        assert ran.stderr.strip() == "[]"
    assert sorted(str(path) for path in home.rglob("*")) == before


def test_a_closed_pipe_is_no_error(tmp_path: Path) -> None:
    ward = a_ward(tmp_path)
    assert spawn("--data-dir", ward.folder, "log", PYTHONIOENCODING="").code == 0
