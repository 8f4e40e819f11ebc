"""What names a patient lies encrypted in the log, or where the message server reads it, and nowhere else.

A canary patient goes through the main job and through every way it can go wrong; then every file and stream
is searched for her name, her number and what was written of her.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from plo_desktop.base.bugs import note_bug
from plo_desktop.services import dispatch, draft, receive
from plo_desktop.services.admit import NewStay, admit
from plo_desktop.services.desk import Desk
from plo_desktop.ui.frame.rail import INBOX, STAYS
from plo_desktop.wire.inbox import Inspected
from tests.bad_input.report_made import NUMBER, Report
from tests.cli.running import Ran, call, spawn
from tests.cli.wards import WardDirectory, a_ward
from tests.ui.stage import make_stage
from tests.wire.made import LINE

FAMILY, GIVEN, WRITTEN, PERSON_NUMBER = "Kanarifugl", "Gulfjær", "Hostekanarinotat", "13116900216"
CANARIES = tuple(
    word.encode(encoding)
    for word in (FAMILY, FAMILY.upper(), GIVEN, WRITTEN, PERSON_NUMBER)
    for encoding in ("utf-8", "utf-16-le", "latin-1")
)
ABOUT_HER = Report(
    names=f"<FamilyName>{FAMILY}</FamilyName><GivenName>{GIVEN}</GivenName>",
    number=NUMBER,
    note=f"{WRITTEN}.",
)
BAD = {
    "other bytes under the same id": ABOUT_HER.having(note=f"{WRITTEN} endret."),
    "schema": ABOUT_HER.having(born=f"<DateOfBirth>{FAMILY}</DateOfBirth>"),
    "not XML": ABOUT_HER.having(after_document=f"<{FAMILY}>{WRITTEN}"),
    "not for us": ABOUT_HER.having(receiver_her="1", receiver_service_her="2"),
    "unknown type": ABOUT_HER.having(type_code=FAMILY.upper()),
    "no sender": ABOUT_HER.having(sender_her="", sender_service_her=""),
    "no id": ABOUT_HER.having(msg_id=FAMILY),
}


def tells(content: bytes) -> list[bytes]:
    return [canary for canary in CANARIES if canary in content]


def told_in(*folders: Path, but: tuple[Path, ...] = ()) -> list[tuple[str, list[bytes]]]:
    """Return the files below the folders whose name or content tells of the canary."""
    found = []
    for folder in folders:
        for path in folder.rglob("*"):
            if path.is_file() and not any(path.is_relative_to(place) for place in but):
                told = tells(str(path.relative_to(folder)).encode() + path.read_bytes())
                if told:
                    found.append((str(path), told))
    return found


@pytest.fixture(autouse=True)
def nothing_told_on_streams(
    capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> Iterator[None]:
    caplog.set_level(logging.DEBUG)
    yield
    streams = capfd.readouterr()
    assert tells((streams.out + streams.err + caplog.text).encode()) == []


def received(ward: WardDirectory, folder: Path, report: Report) -> Ran:
    path = folder / "incoming.xml"
    path.write_bytes(report.bytes())
    ran = ward.at("receive", path)
    path.unlink()
    return ran


def a_bug_about_her(_: bytes) -> Inspected:
    raise ValueError(f"{FAMILY}, {GIVEN} {PERSON_NUMBER}: {WRITTEN}")


def test_the_search_finds_what_it_looks_for(tmp_path: Path) -> None:
    (tmp_path / "a.log").write_text(f"... {FAMILY} ...", encoding="utf-8")
    (tmp_path / f"{PERSON_NUMBER}.xml").touch()
    assert len(told_in(tmp_path)) == 2


def test_receiving_good_and_bad_messages_tells_nobody(
    tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ward = a_ward(tmp_path)
    ran = [received(ward, tmp_path, report) for report in (ABOUT_HER, ABOUT_HER, *BAD.values())]
    assert [each.code for each in ran[:2]] == [0, 0]
    assert sum(each.code == 5 for each in ran) >= len(BAD) - 2
    monkeypatch.setattr(receive, "judge", a_bug_about_her)
    ran.append(received(ward, tmp_path, ABOUT_HER.having(note=f"{WRITTEN} igjen.")))
    ran += [ward.at(command) for command in ("deadlines", "log")]
    ran += [ward.call(command) for command in ("doctor", "verify")]
    assert (ward.folder / "logs" / "bugs.log").is_file()
    assert tells("".join(each.err for each in ran).encode()) == []
    assert told_in(tmp_path, home) == []


def test_exchanging_with_the_message_server_tells_only_the_message_server(tmp_path: Path, home: Path) -> None:
    ward = a_ward(tmp_path)
    share = tmp_path / "share"
    (share / "in").mkdir()
    for number, report in enumerate((ABOUT_HER, *BAD.values())):
        (share / "in" / f"{number}.xml").write_bytes(report.bytes())
    ran = [spawn("--data-dir", ward.folder, "--config", ward.config, "exchange", "--once") for _ in range(2)]
    assert tells("".join(each.text + each.err for each in ran).encode()) == []
    assert len(ward.call("log", "--json").rows()) >= len(BAD)
    assert told_in(tmp_path, home, but=(share,)) == []
    assert not [path for path in share.rglob("*") if tells(path.name.encode())]


def test_an_unexpected_end_of_a_command_tells_nobody(
    tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ward = a_ward(tmp_path)
    path = tmp_path / "incoming.xml"
    path.write_bytes(ABOUT_HER.bytes())
    monkeypatch.setattr("plo_desktop.commands.receive.take_in", lambda _, data: a_bug_about_her(data))
    ran = ward.at("receive", path)
    path.unlink()
    assert ran.code == 1
    assert "Intern feil" in ran.err
    assert tells(ran.err.encode()) == []
    assert told_in(tmp_path, home) == []
    assert call("--data-dir", ward.folder, "log").code == 0


def test_working_in_the_window_tells_nobody(qapp: QApplication, tmp_path: Path, home: Path) -> None:
    her = replace(LINE, family=FAMILY, given=GIVEN, idents=())

    def admit_her(desk: Desk) -> None:
        stay_id, _ = admit(desk, NewStay(her, "312-1", "Alvdal", "ja", responsible="Jones"))
        made = draft.open_draft(desk, stay_id, "LOG_INNLAGT")
        dispatch.queue(desk, dispatch.confirm_patient(desk, made))

    stage = make_stage(qapp, tmp_path, filled=False, change=admit_her)
    try:
        stage.answered()
        for view in (STAYS, INBOX):
            stage.window.open_view(view)
            stage.settle()
        assert any(FAMILY in stay.patient.family for stay in stage.desk.store.stays())
        try:
            a_bug_about_her(b"")
        except ValueError as bug:
            note_bug(stage.desk.store.folder, bug)
        # The municipality that is only simulated keeps what it has got, as a message server does.
        assert told_in(tmp_path, home, but=(stage.desk.store.folder / "kommune.json",)) == []
    finally:
        stage.close()
    assert told_in(tmp_path, home, but=(stage.desk.store.folder / "kommune.json",)) == []
