"""The whole road through folders: what the message server sees and what the log says stay in step."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from plo_desktop.domain.message_state import state_words
from plo_desktop.domain.ward import OwnAddresses, OwnService
from plo_desktop.services import dispatch, draft, exchange
from plo_desktop.services.admit import NewStay, admit
from plo_desktop.services.desk import Desk
from plo_desktop.services.ports import MessageFilter
from plo_desktop.transport.folder import FolderTransport
from plo_desktop.wire.inbox import inspect
from tests.unit.services.desks import OWN, SECOND, a_report, a_stay, answer_to, later
from tests.wire.made import LINE


def no_wait(seconds: float) -> None:
    """Nobody else writes in these tests."""


@pytest.fixture
def share(tmp_path: Path) -> Path:
    root = tmp_path / "share"
    (root / "in").mkdir(parents=True)
    return root


def transport(desk: Desk, share: Path) -> FolderTransport:
    return FolderTransport(share, desk.clock, wait=no_wait)


def word(desk: Desk, msg_id: str) -> str:
    row = desk.store.message(msg_id)
    assert row is not None
    return state_words(row, desk.now()).word


def queued_innlagt(desk: Desk) -> str:
    msg_id = dispatch.queue(desk, draft.open_draft(desk, a_stay(desk), "LOG_INNLAGT")).msg_id
    later(desk, 11 * SECOND)
    return msg_id


def test_a_report_is_taken_in_receipted_and_moved_aside(desk: Desk, share: Path) -> None:
    data = a_report()
    (share / "in" / "a.xml").write_bytes(data)
    exchange.once(desk, transport(desk, share))
    assert (share / "in" / "done" / "a.xml").read_bytes() == data
    receipt = next((share / "out").glob("*_APPREC_*.xml")).read_bytes()
    assert inspect(receipt).kind == "apprec"
    assert desk.store.document(desk.store.messages(MessageFilter())[0].sha256) == data


def test_a_receipt_may_come_before_the_server_has_moved_our_file(desk: Desk, share: Path) -> None:
    msg_id = queued_innlagt(desk)
    way = transport(desk, share)
    exchange.once(desk, way)
    written = next((share / "out").glob("*.xml"))
    (share / "in" / "k.xml").write_bytes(answer_to(written.read_bytes()))
    exchange.once(desk, way)
    assert word(desk, msg_id) == "kvittert"
    written.rename(share / "out" / "sent" / written.name)
    exchange.once(desk, way)
    assert word(desk, msg_id) == "kvittert"


def test_a_file_the_server_cannot_take_is_shown_as_not_delivered(desk: Desk, share: Path) -> None:
    msg_id = queued_innlagt(desk)
    way = transport(desk, share)
    exchange.once(desk, way)
    written = next((share / "out").glob("*.xml"))
    written.rename(share / "out" / "error" / written.name)
    exchange.once(desk, way)
    assert word(desk, msg_id) == "ikke levert"


def test_a_restart_after_the_file_was_written_sends_it_once(desk: Desk, share: Path) -> None:
    msg_id = queued_innlagt(desk)
    row = desk.store.message(msg_id)
    assert row is not None
    assert row.generated_at is not None
    data = desk.store.document(row.sha256)
    assert data is not None
    before = transport(desk, share)
    before.send(data, msg_id, row.type_code, row.generated_at)
    before.close()
    exchange.once(desk, transport(desk, share))
    assert len(list((share / "out").glob("*.xml"))) == 1
    assert word(desk, msg_id) == "overlevert"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "iso-8859-1", "utf-16"])
def test_a_byte_order_mark_and_other_encodings_are_read(desk: Desk, share: Path, encoding: str) -> None:
    text = a_report(replace(LINE, given="Åse Øyunn")).decode("utf-8")
    declared = text.replace("UTF-8", encoding.removesuffix("-sig").upper())
    data = declared.encode(encoding)
    (share / "in" / "a.xml").write_bytes(data)
    exchange.once(desk, transport(desk, share))
    row = desk.store.messages(MessageFilter())[0]
    assert (row.patient_name, row.quarantine) == ("Danser, Åse Øyunn", "")
    assert desk.store.document(row.sha256) == data


def test_a_psychiatric_stay_is_written_from_the_psychiatric_service(desk: Desk) -> None:
    both = OwnAddresses(
        OWN.name, OWN.ids, (*OWN.services, OwnService("PLO psykisk", ("HER:91091",), "psykisk helsevern"))
    )
    wide = replace(desk, ward=replace(desk.ward, own=(both,)))
    stay_id, _ = admit(wide, NewStay(LINE, "1", "Alvdal", "ja", sector="psykisk helsevern"))
    msg_id = dispatch.queue(wide, draft.open_draft(wide, stay_id, "LOG_INNLAGT")).msg_id
    row = desk.store.message(msg_id)
    assert row is not None
    assert row.our_service == "PLO psykisk"


def test_what_could_not_be_taken_in_lies_in_quarantine_on_the_share_too(desk: Desk, share: Path) -> None:
    (share / "in" / "rusk.xml").write_bytes(b"rusk>")
    (share / "in" / "rapport.xml").write_bytes(a_report())
    exchange.once(desk, transport(desk, share))
    moved = sorted(path.relative_to(share / "in").as_posix() for path in (share / "in").rglob("*.xml"))
    assert moved == ["done/rapport.xml", "quarantine/rusk.xml"]
