"""The folder transport writes atomically, reads only what is whole, and survives a bad share."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from plo_desktop.base.clock import SetClock
from plo_desktop.base.errors import EnvironmentProblem
from plo_desktop.domain.delivery import TransportNews
from plo_desktop.transport.folder import FolderTransport, file_name, receiver_of

NOW = datetime(2026, 11, 20, 8, 15, 30, tzinfo=UTC)
MSG = "6c8a0a52-2f4c-4d2e-9d7e-5b1f9f6f2a11"
NAME = f"20261120T081530Z_LOG_UTSKRIVNINGSKLAR_{MSG}.xml"
COPY = NAME.replace(".xml", "_5078.xml")
XML = b"<a/>"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    return tmp_path


def transport(
    root: Path, wait: Callable[[float], None] = lambda seconds: None, **rest: str
) -> FolderTransport:
    return FolderTransport(root, SetClock(NOW), wait=wait, profile=rest.get("profile", "moved"))


def send(way: FolderTransport, data: bytes = XML) -> str:
    return way.send(data, MSG, "LOG_UTSKRIVNINGSKLAR", NOW)


def test_names_are_ascii_sortable_and_hold_no_person() -> None:
    assert file_name(MSG, "LOG_UTSKRIVNINGSKLAR", NOW) == NAME
    assert receiver_of(NAME) == (MSG, "")
    assert receiver_of(COPY) == (MSG, "5078")
    hostile = file_name("../../x y/æ", "LOG/../ø", NOW)
    assert hostile == "20261120T081530Z_LOG_xy.xml"
    assert len(file_name("a" * 500, "B" * 500, NOW, "1" * 500)) <= 100
    assert receiver_of("noe annet.xml") is None


def test_a_message_comes_into_out_by_a_rename_and_leaves_no_scratch(root: Path) -> None:
    assert send(transport(root)) == NAME
    assert (root / "out" / NAME).read_bytes() == XML
    assert list((root / "tmp").iterdir()) == []


def test_a_message_that_the_server_already_took_is_not_written_again(root: Path) -> None:
    way = transport(root)
    send(way)
    (root / "out" / NAME).rename(root / "out" / "sent" / NAME)
    assert send(way) == NAME
    assert not (root / "out" / NAME).exists()


def test_other_bytes_under_the_same_message_never_overwrite(root: Path) -> None:
    way = transport(root)
    send(way)
    with pytest.raises(EnvironmentProblem) as told:
        send(way, b"<b/>")
    assert told.value.code == "KOLLISJON"
    assert (root / "out" / NAME).read_bytes() == XML


def test_a_write_that_fails_leaves_nothing_half_in_out(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    way = transport(root)
    way.news()

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(EnvironmentProblem) as told:
        send(way)
    assert told.value.code == "MAPPE_FULL"
    assert list((root / "out").glob("*.xml")) == list((root / "tmp").iterdir()) == []


def test_folders_on_two_disks_are_told_apart_from_other_faults(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    way = transport(root)

    def across(source: Path, target: Path) -> None:
        raise OSError(18, "Invalid cross-device link")

    monkeypatch.setattr(os, "replace", across)
    with pytest.raises(EnvironmentProblem) as told:
        send(way)
    assert told.value.code == "ULIKE_DISKER"


def test_taken_and_failed_are_told_once(root: Path) -> None:
    way = transport(root)
    send(way)
    assert list(way.news()) == []
    (root / "out" / NAME).rename(root / "out" / "sent" / NAME)
    assert list(way.news()) == [TransportNews(MSG, "taken")]
    assert list(way.news()) == []
    error = root / "out" / "error" / NAME
    error.write_bytes(XML)
    error.with_name(f"{Path(NAME).stem}.err.txt").write_text("Ukjent mottaker\n90998", encoding="utf-8")
    assert list(way.news()) == [TransportNews(MSG, "failed", "Ukjent mottaker 90998")]


def test_under_the_plain_profile_a_file_that_vanished_was_taken(root: Path) -> None:
    way = transport(root, profile="plain")
    send(way)
    assert list(way.news()) == []
    (root / "out" / NAME).unlink()
    assert list(way.news()) == [TransportNews(MSG, "taken")]


def test_a_file_that_is_still_growing_waits(root: Path) -> None:
    growing = root / "in" / "a.xml"
    growing.write_bytes(b"<a>")

    def grows(seconds: float) -> None:
        assert seconds >= 2
        growing.write_bytes(b"<a></a>")

    first = transport(root, grows)
    assert first.fetch() == []
    first.close()
    assert transport(root).fetch()[0].data == b"<a></a>"


def test_a_file_cut_in_the_middle_is_given_time_and_then_taken_as_it_is(root: Path) -> None:
    (root / "in" / "a.xml").write_bytes(b"<a><b")
    clock = SetClock(NOW)
    way = FolderTransport(root, clock, wait=lambda seconds: None, patience=timedelta(seconds=60))
    assert way.fetch() == []
    clock.advance(timedelta(seconds=61))
    assert way.fetch()[0].data == b"<a><b"


def test_links_pipes_folders_and_foreign_names_are_left_alone(root: Path) -> None:
    secret = root / "secret.xml"
    secret.write_bytes(XML)
    inbox = root / "in"
    (inbox / "link.xml").symlink_to(secret)
    (inbox / "folder.xml").mkdir()
    (inbox / "note.txt").write_bytes(XML)
    (inbox / ".hidden.xml").write_bytes(XML)
    os.mkfifo(inbox / "pipe.xml")
    assert transport(root).fetch() == []


def test_an_acknowledged_file_lies_in_done_with_its_bytes(root: Path) -> None:
    way = transport(root)
    for content in (b"<a/>", b"<b/>", b"<b/>"):
        (root / "in" / "a.xml").write_bytes(content)
        way.acknowledge(way.fetch()[0].reference)
    assert sorted(path.read_bytes() for path in (root / "in" / "done").iterdir()) == [b"<a/>", b"<b/>"]


@pytest.mark.parametrize("later", [b"<b>longer</b>", b"<b/>"])
def test_a_file_replaced_after_it_was_read_is_read_again_and_never_moved_unread(
    root: Path, later: bytes
) -> None:
    arrived = root / "in" / "a.xml"
    arrived.write_bytes(XML)
    way = transport(root)
    (found,) = way.fetch()
    arrived.write_bytes(later)
    os.utime(arrived, ns=(1, 1))
    way.acknowledge(found.reference)
    assert arrived.read_bytes() == later
    assert list((root / "in" / "done").iterdir()) == []
    (again,) = way.fetch()
    assert again.data == later
    way.acknowledge(again.reference)
    assert [path.read_bytes() for path in (root / "in" / "done").iterdir()] == [later]


def test_a_read_only_inbox_is_told_and_does_not_give_the_same_file_for_ever(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (root / "in" / "a.xml").write_bytes(XML)
    way = transport(root)
    found = way.fetch()

    def refused(source: Path, target: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "replace", refused)
    with pytest.raises(EnvironmentProblem):
        way.acknowledge(found[0].reference)
    assert way.fetch() == []


def test_two_clients_never_share_a_folder(root: Path) -> None:
    first, second = transport(root), transport(root)
    first.fetch()
    with pytest.raises(EnvironmentProblem) as told:
        second.fetch()
    assert told.value.code == "MAPPE_I_BRUK"
    first.close()
    assert second.fetch() == []


def test_ten_thousand_files_at_start_come_in_batches_with_one_pause(root: Path) -> None:
    for number in range(10_000):
        (root / "in" / f"{number:05}.xml").write_bytes(XML)
    pauses: list[float] = []
    way = FolderTransport(root, SetClock(NOW), wait=pauses.append, batch=2_000)
    taken = 0
    while found := way.fetch():
        assert len(found) <= 2_000
        taken += len(found)
        for item in found:
            os.replace(root / "in" / item.reference, root / "in" / "done" / item.reference)
    assert taken == 10_000
    assert len(pauses) == 1


def test_a_share_that_goes_away_and_comes_back(root: Path, tmp_path: Path) -> None:
    way = transport(root / "share")
    with pytest.raises(EnvironmentProblem) as told:
        way.fetch()
    assert told.value.code == "MAPPE_BORTE"
    (root / "share" / "in").mkdir(parents=True)
    assert way.fetch() == []


def test_a_copy_receiver_gets_a_file_of_its_own_with_the_same_bytes(root: Path) -> None:
    """The message server routes one file to one address; again is harmless for each of them (T-10)."""
    way = transport(root)
    names = [way.send(XML, MSG, "LOG_UTSKRIVNINGSKLAR", NOW, to=to) for to in ("", "5078", "", "5078")]
    assert names == [NAME, COPY, NAME, COPY]
    assert {path.name: path.read_bytes() for path in (root / "out").iterdir() if path.is_file()} == {
        NAME: XML,
        COPY: XML,
    }


def test_what_became_of_the_copy_is_told_of_the_copy(root: Path) -> None:
    way = transport(root)
    for to in ("", "5078"):
        way.send(XML, MSG, "LOG_UTSKRIVNINGSKLAR", NOW, to=to)
    (root / "out" / NAME).rename(root / "out" / "sent" / NAME)
    (root / "out" / COPY).rename(root / "out" / "error" / COPY)
    assert sorted((item.to, item.level) for item in way.news()) == [("", "taken"), ("5078", "failed")]


def test_what_could_not_be_taken_in_is_laid_aside(root: Path) -> None:
    way = transport(root)
    (root / "in" / "rusk.xml").write_bytes(b"rusk>")
    (found,) = way.fetch()
    way.acknowledge(found.reference, aside=True)
    assert (root / "in" / "quarantine" / "rusk.xml").read_bytes() == b"rusk>"
    assert list((root / "in" / "done").iterdir()) == []


@pytest.mark.parametrize("profile", ["moved", "plain"])
def test_a_server_that_finds_the_copy_receivers_itself_gets_one_file(root: Path, profile: str) -> None:
    way = FolderTransport(root, SetClock(NOW), profile=profile, copies="document")
    assert way.send(XML, MSG, "LOG_UTSKRIVNINGSKLAR", NOW) == NAME
    (root / "out" / NAME).rename(root / "out" / "sent" / NAME)
    assert way.send(XML, MSG, "LOG_UTSKRIVNINGSKLAR", NOW, to="5078") == NAME
    assert not (root / "out" / NAME).exists()


def test_what_became_of_the_one_file_is_told_of_all_receivers(root: Path) -> None:
    way = FolderTransport(root, SetClock(NOW), copies="document")
    way.send(XML, MSG, "LOG_UTSKRIVNINGSKLAR", NOW)
    (root / "out" / NAME).rename(root / "out" / "error" / NAME)
    (told,) = way.news()
    assert (told.level, told.to, told.of_all) == ("failed", "", True)


def test_a_document_that_the_server_refused_is_not_written_again_for_the_copy(root: Path) -> None:
    before = FolderTransport(root, SetClock(NOW), copies="document")
    before.send(XML, MSG, "LOG_UTSKRIVNINGSKLAR", NOW)
    (root / "out" / NAME).rename(root / "out" / "error" / NAME)
    before.close()
    restarted = FolderTransport(root, SetClock(NOW), copies="document")
    assert restarted.send(XML, MSG, "LOG_UTSKRIVNINGSKLAR", NOW, to="5078") == NAME
    assert not (root / "out" / NAME).exists()
