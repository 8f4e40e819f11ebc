"""receive, log, deadlines and exchange on one ward: what arrives is listed, timed, answered and sent on."""

from __future__ import annotations

from pathlib import Path

import pytest

from plo_desktop.store.sqlite_store import SqliteStore
from tests.bad_input.report_made import MSG_ID, Report
from tests.cli.wards import WardDirectory, a_ward

COPY_TO_US = (
    b'<OtherReceiver><RoleReceiver V="COP" DN="Kopimottaker"/><Organisation>'
    b"<OrganisationName>ST OLAVS HOSPITAL HF</OrganisationName>"
    b'<Ident><Id>59</Id><TypeId V="HER" S="2.16.578.1.12.4.1.1.9051" DN="HER-id"/></Ident>'
    b"<Organisation><OrganisationName>Ortopedisk kirurgi</OrganisationName>"
    b'<Ident><Id>90998</Id><TypeId V="HER" S="2.16.578.1.12.4.1.1.9051" DN="HER-id"/></Ident>'
    b"</Organisation></Organisation></OtherReceiver>"
)


@pytest.fixture
def ward(tmp_path: Path) -> WardDirectory:
    return a_ward(tmp_path)


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "melding.xml"
    path.write_bytes(Report().bytes())
    return path


def test_a_message_of_an_unknown_patient_is_accepted_with_a_warning(
    ward: WardDirectory, report: Path
) -> None:
    ran = ward.at("receive", "--json", report)
    (row,) = ran.rows()
    assert (ran.code, row["outcome"], row["msg_id"], row["codes"]) == (0, "accepted", MSG_ID, [])
    assert row["warnings"]


def test_what_was_received_is_in_the_log_in_the_words_of_the_screens(
    ward: WardDirectory, report: Path
) -> None:
    ward.at("receive", report)
    (row,) = ward.at("log", "--json").rows()
    assert row["direction"] == "inn"
    assert row["type"] == "INNLEGGELSESRAPPORT"
    assert row["state"] == "mottatt"
    assert "Danser" in str(row["patient"])
    assert row["counterpart"] == "Alvdal Kommune"
    assert row["at"] == "2026-11-20T08:00:00+01:00"
    assert "Innleggelsesrapport" in ward.at("log").text


def test_the_receipt_is_written_and_waits_for_the_transport(
    ward: WardDirectory, report: Path, tmp_path: Path
) -> None:
    receipts = tmp_path / "receipts"
    ward.at("receive", "--apprec-dir", receipts, report)
    (receipt,) = receipts.glob("*.xml")
    assert MSG_ID.encode() in receipt.read_bytes()
    assert "13116900216" not in receipt.name

    done = ward.at("exchange", "--once")
    assert done.code == 0
    (sent,) = (tmp_path / "share" / "out").glob("*.xml")
    assert sent.read_bytes() == receipt.read_bytes()


def test_a_receipt_is_written_for_each_role_and_for_refusals_and_none_for_duplicates(
    ward: WardDirectory, tmp_path: Path
) -> None:
    """S-06, A-08: what is answered, and nothing else, lies in the folder."""
    copy = Report().bytes().replace(b"<Patient>", COPY_TO_US + b"<Patient>")
    refused = Report().bytes().replace(MSG_ID.encode(), b"ikke-en-uuid")
    files = [tmp_path / name for name in ("kopi.xml", "igjen.xml", "avvist.xml", "rusk.xml")]
    for path, data in zip(files, (copy, copy, refused, b"rusk"), strict=True):
        path.write_bytes(data)
    receipts = tmp_path / "receipts"
    rows = ward.at("receive", "--json", "--apprec-dir", receipts, *files).rows()
    assert [row["outcome"] for row in rows] == ["accepted", "duplicate", "refused", "quarantined"]
    made = [row["receipts"] for row in rows]
    assert [len(ids) if isinstance(ids, list) else -1 for ids in made] == [2, 0, 1, 0]
    said = [path.read_text(encoding="utf-8") for path in receipts.glob("*.xml")]
    assert sorted('Status V="2"' in text for text in said) == [False, False, True]
    assert sum('Role V="COP"' in text for text in said) == 1


def test_exchange_takes_in_what_the_message_server_has(ward: WardDirectory, tmp_path: Path) -> None:
    waiting = tmp_path / "share" / "in"
    waiting.mkdir(parents=True, exist_ok=True)
    (waiting / "1.xml").write_bytes(Report().bytes())
    ran = ward.at("exchange", "--once")
    assert ran.code == 0, ran.err
    assert [row["msg_id"] for row in ward.at("log", "--json").rows()] == [MSG_ID]
    assert not (waiting / "1.xml").exists()


def test_exchange_ends_with_4_when_the_message_server_is_gone(ward: WardDirectory, tmp_path: Path) -> None:
    (tmp_path / "share").rmdir()
    ran = ward.at("exchange", "--once")
    assert ran.code == 4
    assert ran.err.startswith("feil: ")


def test_an_unsigned_message_has_a_deadline_of_24_hours(ward: WardDirectory, report: Path) -> None:
    ward.at("receive", report)
    (row,) = ward.at("deadlines", "--json").rows()
    assert row["rule"] == "signer-innkommende"
    assert row["msg_id"] == MSG_ID
    assert row["started_at"] == "2026-11-20T08:00:00+01:00"
    assert row["due"] == "2026-11-21T08:00:00+01:00"
    (late,) = ward.at("deadlines", "--json", now="2026-11-21T08:00:01+01:00").rows()
    assert late["state"] == "forfalt"


def test_search_finds_name_number_municipality_and_words(ward: WardDirectory, report: Path) -> None:
    ward.at("receive", report)
    for words in ("danser", "13116900216", "alvdal", "krykker", "line danser"):
        assert len(ward.at("log", "--json", "--search", words).rows()) == 1, words
    assert ward.at("log", "--json", "--search", "finnes ikke").rows() == []


def test_search_finds_what_was_received_by_a_program_that_stopped_before_indexing_it(
    ward: WardDirectory, report: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as stopped:
        stopped.setattr(SqliteStore, "index_waiting", lambda _: None)
        ward.at("receive", report)
        assert len(ward.at("log", "--json", "--search", "krykker").rows()) == 1
    assert len(ward.at("log", "--json", "--search", "krykker").rows()) == 1


def test_limit_keeps_the_newest(ward: WardDirectory, tmp_path: Path) -> None:
    for number in range(3):
        path = tmp_path / f"{number}.xml"
        path.write_bytes(Report(msg_id=f"0b5c7b5e-6d5e-4a53-9d5e-00000000000{number}").bytes())
        ward.at("receive", path, now=f"2026-11-20T0{number + 1}:00:00+01:00")
    rows = ward.at("log", "--json", "--limit", "2").rows()
    assert [str(row["msg_id"])[-1] for row in rows] == ["2", "1"]


def test_a_file_named_after_a_patient_is_not_repeated_in_the_log(ward: WardDirectory, tmp_path: Path) -> None:
    path = tmp_path / "Danser Line 13116900216.xml"
    path.write_bytes(Report(msg_id="feil").bytes())
    ward.at("receive", path)
    for log in (ward.folder / "logs").glob("*"):
        assert "Danser" not in log.read_text(encoding="utf-8")


def test_a_copy_and_a_test_message_are_told_as_such(ward: WardDirectory, tmp_path: Path) -> None:
    path = tmp_path / "copy.xml"
    ours = Report().text().partition("<Receiver>")[2].partition("</Receiver>")[0]
    copy = f'<OtherReceiver><RoleReceiver V="COP" DN="Kopimottaker"/>{ours}</OtherReceiver>'
    text = Report(receiver_her="777", receiver_service_her="778").text()
    text = text.replace("</MsgId>", '</MsgId><ProcessingStatus V="T" DN="Test"/>')
    path.write_text(text.replace("</Receiver>", f"</Receiver>{copy}"), encoding="utf-8")
    ward.at("receive", path)
    assert "Kopi til oss" in ward.call("show", path).text
    assert "Testmelding, Kopi til oss" in ward.at("log").text


@pytest.mark.parametrize("moment", ["0001-01-01T00:00:00Z", "9999-12-31T23:59:59-12:00"])
def test_a_moment_beyond_the_calendar_is_refused_in_words(ward: WardDirectory, moment: str) -> None:
    for command in ("log", "deadlines"):
        ran = ward.at(command, now=moment)
        assert (ran.code, "ikke et tidspunkt" in ran.err) == (2, True)


def test_more_rows_than_there_can_be_are_all_rows(ward: WardDirectory, report: Path) -> None:
    ward.at("receive", report)
    assert len(ward.at("log", "--json", "--limit", "9" * 20).rows()) == 1
