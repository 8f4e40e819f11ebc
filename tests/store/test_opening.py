"""What a database that does not open does: it says why, and its file stays as it is."""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from plo_desktop.base.errors import EnvironmentProblem, UserError
from plo_desktop.domain.log_rows import MessageFilter
from plo_desktop.store import ownership
from plo_desktop.store.connection import require_safe_engine
from plo_desktop.store.keys import MARKER, TEST_KEY
from plo_desktop.store.open_store import DATABASE, open_store
from tests.store.builders import MORNING, NURSE, MemoryKeyRing, msg, new_store, received, take_in

REPOSITORY = Path(__file__).parents[2]


@pytest.fixture
def ring() -> MemoryKeyRing:
    """Return an empty key store."""
    return MemoryKeyRing()


@pytest.fixture
def production(tmp_path: Path, ring: MemoryKeyRing) -> Path:
    """Return a data directory in use, closed, with one message."""
    folder = tmp_path / "drift"
    with open_store(folder, create=True, keys=ring) as store:
        take_in(store, 1)
    return folder


def contents(folder: Path) -> dict[str, str]:
    """Return the hash of every file but the lock."""
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.iterdir())
        if path.name != "log.lock"
    }


def refusal(
    folder: Path, ring: MemoryKeyRing | None = None, *, create: bool = False, reading: bool = False
) -> str:
    """Return the code with which opening is refused, after seeing that no file has changed."""
    before = contents(folder) if folder.exists() else {}
    with pytest.raises(UserError) as told:
        open_store(folder, keys=ring, create=create, reading=reading)
    assert (contents(folder) if folder.exists() else {}) == before
    assert told.value.next_step
    return told.value.code


def test_nothing_on_disk_is_readable_without_the_key(production: Path) -> None:
    everything = b"".join(path.read_bytes() for path in production.iterdir())
    for secret in (b"SQLite format", b"Danser", b"13116900216", msg(1).encode()):
        assert secret not in everything


@pytest.mark.skipif(sys.platform == "win32", reason="files have other rights there")
def test_only_the_owner_may_read_the_files(production: Path) -> None:
    assert {path.stat().st_mode & 0o077 for path in (production, *production.iterdir())} == {0}


def test_an_existing_database_is_opened_not_made_again(production: Path, ring: MemoryKeyRing) -> None:
    with open_store(production, create=True, keys=ring) as store:
        assert store.message(msg(1)) is not None
    assert len(ring.keys) == 1


def test_a_folder_without_database_is_not_made_by_looking(tmp_path: Path) -> None:
    assert refusal(tmp_path / "none") == "NO_DATABASE"
    assert refusal(tmp_path / "none", reading=True) == "NO_DATABASE"
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("create", [False, True])
def test_a_lost_key_is_never_made_again(production: Path, ring: MemoryKeyRing, create: bool) -> None:
    """F17."""
    ring.keys.clear()
    assert refusal(production, ring, create=create) == "KEY_GONE"
    assert ring.keys == {}


@pytest.mark.parametrize("key", ["ab" * 32, "ab" * 31, "not hexadecimal", ""])
def test_a_wrong_key_is_told_and_changes_nothing(production: Path, ring: MemoryKeyRing, key: str) -> None:
    """F19."""
    ring.keys = dict.fromkeys(ring.keys, key)
    assert refusal(production, ring) == "WRONG_KEY"
    assert refusal(production, ring, create=True) == "WRONG_KEY"


def test_a_lost_or_broken_marker_is_told(production: Path, ring: MemoryKeyRing) -> None:
    (production / MARKER).write_text("{", encoding="utf-8")
    assert refusal(production, ring) == "MARKER_UNREADABLE"
    (production / MARKER).unlink()
    assert refusal(production, ring, create=True) == "MARKER_GONE"


def test_a_lost_or_emptied_database_is_not_replaced_by_a_new_one(
    production: Path, ring: MemoryKeyRing
) -> None:
    (production / DATABASE).write_bytes(b"")
    assert refusal(production, ring, create=True) == "DATABASE_GONE"
    (production / DATABASE).unlink()
    assert refusal(production, ring, create=True) == "DATABASE_GONE"
    assert refusal(production, ring) == "DATABASE_GONE"


@pytest.mark.parametrize("create", [False, True])
def test_another_programs_file_is_refused(production: Path, ring: MemoryKeyRing, create: bool) -> None:
    """B77."""
    path = production / DATABASE
    path.write_bytes(b"PK\x03\x04 a zip file" * 100)
    assert refusal(production, ring, create=create) == "NOT_OUR_DATABASE"
    path.unlink()
    plain = sqlite3.connect(path)
    plain.execute("create table message (id)")
    plain.commit()
    plain.close()
    assert refusal(production, ring, create=create) == "NOT_OUR_DATABASE"
    (production / MARKER).unlink()
    assert refusal(production, ring, create=create) == "NOT_OUR_DATABASE"


def test_somebody_elses_encrypted_database_is_refused(
    production: Path, ring: MemoryKeyRing, tmp_path: Path
) -> None:
    """B77: the right size, another key."""
    new_store(tmp_path / "other").close()
    shutil.copy(tmp_path / "other" / DATABASE, production / DATABASE)
    assert refusal(production, ring) == "DATABASE_DAMAGED"


@pytest.mark.parametrize("page", [0, 1, 5])
def test_a_flipped_bit_is_found_and_the_file_kept(production: Path, ring: MemoryKeyRing, page: int) -> None:
    """F09: every page has a seal, so that damage is told and never shown as content."""
    path = production / DATABASE
    damaged = bytearray(path.read_bytes())
    damaged[page * 4096 + 1000] ^= 1
    path.write_bytes(damaged)
    if page == 0:
        assert refusal(production, ring) == "DATABASE_DAMAGED"
        return
    with open_store(production, keys=ring, reading=True) as store:
        report = store.verify()
    assert not report.ok
    assert path.read_bytes() == damaged


def test_damage_that_is_met_while_working_is_told(production: Path, ring: MemoryKeyRing) -> None:
    path = production / DATABASE
    damaged = bytearray(path.read_bytes())
    for page in range(1, len(damaged) // 4096):
        damaged[page * 4096 + 1000] ^= 1
    path.write_bytes(damaged)
    with pytest.raises(UserError) as told, open_store(production, keys=ring) as store:
        take_in(store, 2)
    assert told.value.code == "DATABASE_DAMAGED"
    assert len(path.read_bytes()) == len(damaged)


def test_a_log_whose_wal_was_deleted_opens_with_what_is_left(production: Path, ring: MemoryKeyRing) -> None:
    """F10: the chain is whole; only the head, written down elsewhere, shows that the tail is missing."""
    with open_store(production, keys=ring) as store:
        take_in(store, 2)
        head = store.verify().head
        crashed = production.with_name("crashed")
        shutil.copytree(production, crashed)
    (crashed / f"{DATABASE}-wal").unlink()
    with open_store(crashed, keys=ring) as store:
        report = store.verify()
        assert report.ok
        assert report.events == 1
        assert report.head != head


def test_a_crashed_log_is_whole_with_its_wal(production: Path, ring: MemoryKeyRing) -> None:
    with open_store(production, keys=ring) as store:
        store.append([received(2)], actor=NURSE, at=MORNING)
        shutil.copytree(production, production.with_name("crashed"))
    with open_store(production.with_name("crashed"), keys=ring) as store:
        assert store.verify().events == 2


def test_one_process_owns_the_database_and_others_may_read(production: Path, ring: MemoryKeyRing) -> None:
    """F14."""
    with open_store(production, keys=ring) as window:
        with pytest.raises(UserError) as told:
            open_store(production, keys=ring)
        assert told.value.code == "DATABASE_IN_USE"
        window.append([received(2)], actor=NURSE, at=MORNING)
        with open_store(production, keys=ring, reading=True) as command:
            assert command.message_count(MessageFilter()) == 2
            assert command.writes_refused is not None
            with pytest.raises(UserError) as refused:
                command.append([received(3)], actor=NURSE, at=MORNING)
            assert refused.value.code == "READ_ONLY"
            window.append([received(4)], actor=NURSE, at=MORNING)
            assert command.message_count(MessageFilter(search="danser")) == 3
    open_store(production, keys=ring).close()


def test_another_process_is_kept_out_and_may_read(tmp_path: Path) -> None:
    """F14, with a second process."""
    folder = tmp_path / "data"
    script = (
        "import sys; from pathlib import Path\n"
        "from plo_desktop.base.errors import UserError\n"
        "from plo_desktop.domain.log_rows import MessageFilter\n"
        "from plo_desktop.store.open_store import open_store\n"
        "folder = Path(sys.argv[1])\n"
        "print(open_store(folder, reading=True).message_count(MessageFilter()))\n"
        "try:\n    open_store(folder)\n"
        "except UserError as error:\n    print(error.code)\n"
    )
    with new_store(folder) as window:
        window.append([received(1)], actor=NURSE, at=MORNING)
        said = subprocess.run(
            [sys.executable, "-c", script, str(folder)],
            cwd=REPOSITORY,
            capture_output=True,
            text=True,
            check=True,
        )
    assert said.stdout.split() == ["1", "DATABASE_IN_USE"]


def test_another_connection_serves_another_thread(production: Path, ring: MemoryKeyRing) -> None:
    with open_store(production, keys=ring) as store, store.another() as second:
        take_in(second, 2)
        take_in(store, 3)
        assert second.message_count(MessageFilter()) == 3
        assert store.verify().ok


def test_a_test_directory_is_marked_and_has_its_key_beside_it(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    with new_store(folder) as store:
        assert store.is_test
    assert (folder / TEST_KEY).exists()
    with open_store(folder) as store:
        assert store.is_test


def test_a_directory_in_use_never_reads_a_key_file(production: Path, ring: MemoryKeyRing) -> None:
    (database, key) = next(iter(ring.keys.items()))
    (production / TEST_KEY).write_text(f"{database} {key}\n", encoding="ascii")
    assert refusal(production, MemoryKeyRing()) == "KEY_GONE"
    with pytest.raises(UserError) as told:
        open_store(production, test=True, keys=ring)
    assert told.value.code == "WRONG_PURPOSE"


def test_a_directory_cannot_be_turned_into_a_test_by_its_marker(
    production: Path, ring: MemoryKeyRing
) -> None:
    marker = (production / MARKER).read_text(encoding="utf-8")
    (production / MARKER).write_text(marker.replace('"drift"', '"test"'), encoding="utf-8")
    assert refusal(production, ring) == "KEY_GONE"


def test_a_test_directory_is_not_taken_into_use(tmp_path: Path, ring: MemoryKeyRing) -> None:
    new_store(tmp_path / "data").close()
    assert refusal(tmp_path / "data", ring, create=True) == "WRONG_PURPOSE"


def test_a_key_that_is_not_kept_makes_no_database(tmp_path: Path) -> None:
    class Forgetful(MemoryKeyRing):
        def put(self, database: str, key: str) -> None:
            """Forget at once, as keyring's null backend does."""

    with pytest.raises(UserError) as told:
        open_store(tmp_path / "plo" / "data", create=True, keys=Forgetful())
    assert told.value.code == "KEY_NOT_KEPT"
    assert list(tmp_path.iterdir()) == []


def test_a_failed_start_takes_nothing_away_that_was_there(tmp_path: Path, ring: MemoryKeyRing) -> None:
    (tmp_path / "log.lock").touch()
    (tmp_path / DATABASE).write_bytes(b"")
    assert refusal(tmp_path, ring, create=True) == "NOT_OUR_DATABASE"
    assert sorted(path.name for path in tmp_path.iterdir()) == [DATABASE, "log.lock"]


@pytest.mark.parametrize("version", [(3, 40, 1), (3, 51, 2), (3, 50, 6), (3, 44, 5)])
def test_an_engine_with_the_wal_bug_is_refused(version: tuple[int, int, int]) -> None:
    """F16."""
    with pytest.raises(UserError) as told:
        require_safe_engine(version)
    assert told.value.code == "ENGINE_TOO_OLD"


@pytest.mark.parametrize("version", [(3, 51, 3), (3, 53, 4), (3, 50, 7), (3, 44, 6)])
def test_a_mended_engine_is_used(version: tuple[int, int, int]) -> None:
    require_safe_engine(version)


def test_a_network_drive_is_refused_before_anything_is_made(
    tmp_path: Path, ring: MemoryKeyRing, monkeypatch: pytest.MonkeyPatch
) -> None:
    """F15."""
    monkeypatch.setattr(ownership, "file_system_of", lambda *_: "cifs")
    with pytest.raises(UserError) as told:
        open_store(tmp_path / "data", create=True, keys=ring)
    assert told.value.code == "NETWORK_DRIVE"
    assert ring.keys == {}
    assert list(tmp_path.iterdir()) == []


def test_the_file_system_of_the_nearest_mount_counts(tmp_path: Path) -> None:
    mounts = tmp_path / "mounts"
    share = tmp_path / "felles mappe"
    mounts.write_text(
        f"/dev/vda / ext4 rw 0 0\n//srv/h {str(share).replace(' ', chr(92) + '040')} cifs rw 0 0\nbroken\n",
        encoding="utf-8",
    )
    assert ownership.file_system_of(share / "plo", mounts) == "cifs"
    assert ownership.file_system_of(tmp_path, mounts) == "ext4"
    assert ownership.file_system_of(tmp_path, tmp_path / "none") == ""


def test_a_folder_that_cannot_be_made_is_a_problem_of_the_surroundings(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="ascii")
    with pytest.raises(EnvironmentProblem) as told:
        open_store(tmp_path / "file" / "data", create=True, test=True)
    assert told.value.code == "FOLDER_UNWRITABLE"
