"""Exchanges files with the hospital's own message server through folders (profiles plain and moved)."""

from __future__ import annotations

import errno
import os
import re
import stat
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from plo_desktop.base.clock import Clock
from plo_desktop.base.errors import EnvironmentProblem, ExitCode
from plo_desktop.domain.delivery import FAILED, TAKEN, Incoming, TransportNews

MOVED, PLAIN = "moved", "plain"
PROFILES = (MOVED, PLAIN)
EACH, DOCUMENT = "each", "document"
COPIES = (EACH, DOCUMENT)
"""Whether each copy receiver gets a file, or the server finds them in the document by itself."""
LOCK_NAME = "plo-desktop.lock"
SETTLE_SECONDS = 2.0
BATCH = 200
_FOREIGN = re.compile(r"[^A-Za-z0-9-]+")
_NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def _trouble(code: str, text: str, next_step: str) -> EnvironmentProblem:
    return EnvironmentProblem(code, text, next_step, ExitCode.NETWORK)


@dataclass(frozen=True, slots=True)
class _Look:
    """What a file looked like when it was last seen."""

    size: int
    changed: int


def _look_of(facts: os.stat_result) -> _Look:
    return _Look(facts.st_size, facts.st_mtime_ns)


@dataclass(slots=True)
class FolderTransport:
    """Files out, files in, below one root on the message server's share.

    `wait` pauses between two looks at new files: a share has no other sign that a writer is done.
    `copies` is "each" or "document".
    `patience` is how long a file that ends in the middle may still be growing before it is taken as it is.
    Raises EnvironmentProblem when the share is gone, full or held by another client.
    """

    root: Path
    clock: Clock
    profile: str = MOVED
    wait: Callable[[float], None] = time.sleep
    patience: timedelta = timedelta(0)
    batch: int = BATCH
    copies: str = EACH
    _settled: dict[str, _Look] = field(default_factory=dict)
    _given: dict[str, _Look] = field(default_factory=dict)
    _torn_since: dict[str, datetime] = field(default_factory=dict)
    _stuck: dict[str, _Look] = field(default_factory=dict)
    _told: set[tuple[str, str, str]] = field(default_factory=set)
    _sent: set[str] = field(default_factory=set)
    _whole: set[str] = field(default_factory=set)
    _let_go: Callable[[], object] | None = None

    # -- out --------------------------------------------------------------------------------------------

    def send(self, data: bytes, msg_id: str, type_code: str, at: datetime, *, to: str = "") -> str:
        """Put exact bytes into `out` by an atomic rename and return the file name.

        A copy receiver gets a file of its own with the same bytes, named with its HER-id. A file of the same
        message to the same receiver with the same bytes counts as sent. Raises EnvironmentProblem with code
        KOLLISJON when it has other bytes.
        """
        with self._share():
            name = file_name(msg_id, type_code, at, "" if self.copies == DOCUMENT else to)
            if to and name in self._whole:
                # The server has the document with all its receivers, and may have taken it already.
                return name
            already = self._written_before(name, refused_too=bool(to) and self.copies == DOCUMENT)
            if already is not None:
                if already.read_bytes() != data:
                    raise _trouble(
                        "KOLLISJON",
                        f"Filen {already.name} finnes fra før med annet innhold.",
                        "Ingenting er overskrevet. Kontakt IT.",
                    )
                return already.name
            self._write(name, data)
            self._sent.add(name)
            self._whole.add(name)
            return name

    def _written_before(self, name: str, *, refused_too: bool) -> Path | None:
        whose = receiver_of(name)
        # A document that the server could not take is not given to it again for the sake of a copy.
        for part in ("out", "out/sent", "out/error") if refused_too else ("out", "out/sent"):
            folder = self.root / part
            for entry in _entries(folder):
                if receiver_of(entry.name) == whose and entry.is_file(follow_symlinks=False):
                    return Path(entry.path)
        return None

    def _write(self, name: str, data: bytes) -> None:
        scratch = self.root / "tmp" / f"{name}.tmp"
        try:
            with scratch.open("wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            os.replace(scratch, self.root / "out" / name)
        except OSError:
            with suppress(OSError):
                scratch.unlink(missing_ok=True)
            raise
        _sync_folder(self.root / "out")

    def news(self) -> Sequence[TransportNews]:
        """Return what the server has taken or put into `out/error`; told once per instance."""
        with self._share():
            found = [*self._taken(), *self._failed()]
        fresh = [item for item in found if (item.msg_id, item.to, item.level) not in self._told]
        self._told |= {(item.msg_id, item.to, item.level) for item in fresh}
        return fresh

    def _taken(self) -> Iterator[TransportNews]:
        if self.profile == PLAIN:
            gone = [name for name in self._sent if not (self.root / "out" / name).exists()]
            errors = {entry.name for entry in _entries(self.root / "out" / "error")}
            for name in gone:
                if name not in errors and (whose := receiver_of(name)) is not None:
                    self._sent.remove(name)
                    yield self._told_of(whose, TAKEN)
            return
        for entry in _entries(self.root / "out" / "sent"):
            if (whose := receiver_of(entry.name)) is not None:
                yield self._told_of(whose, TAKEN)

    def _failed(self) -> Iterator[TransportNews]:
        folder = self.root / "out" / "error"
        for entry in _entries(folder):
            whose = receiver_of(entry.name)
            if whose is not None and entry.is_file(follow_symlinks=False):
                reason = _reason(folder / f"{Path(entry.name).stem}.err.txt")
                yield self._told_of(whose, FAILED, reason)

    def _told_of(self, whose: tuple[str, str], level: str, reason: str = "") -> TransportNews:
        msg_id, to = whose
        return TransportNews(msg_id, level, reason, to, of_all=self.copies == DOCUMENT and not to)

    # -- in ---------------------------------------------------------------------------------------------

    def fetch(self) -> Sequence[Incoming]:
        """Return up to one batch of files that have stopped changing, without removing them."""
        with self._share():
            first = self._look()
            new = {name for name, look in first.items() if self._settled.get(name) != look}
            second = first
            if new:
                self.wait(SETTLE_SECONDS)
                second = self._look()
            self._settled = {name: look for name, look in second.items() if first.get(name) == look}
            found: list[Incoming] = []
            for name in sorted(self._settled):
                if len(found) == self.batch:
                    break
                read = self._read(name)
                if read is not None and not self._may_still_grow(name, read[0]):
                    self._given[name] = read[1]
                    found.append(Incoming(read[0], name))
            return found

    def _look(self) -> dict[str, _Look]:
        seen: dict[str, _Look] = {}
        for entry in _entries(self.root / "in"):
            if not entry.name.lower().endswith(".xml") or entry.name.startswith("."):
                continue
            # A link could lead anywhere on the server, and a device or a pipe would never end.
            if entry.is_symlink() or not entry.is_file(follow_symlinks=False):
                continue
            with suppress(FileNotFoundError):
                look = _look_of(entry.stat(follow_symlinks=False))
                if self._stuck.get(entry.name) != look:
                    seen[entry.name] = look
        return seen

    def _read(self, name: str) -> tuple[bytes, _Look] | None:
        try:
            handle = os.open(self.root / "in" / name, os.O_RDONLY | _NO_FOLLOW)
        except (FileNotFoundError, PermissionError):
            # Taken away, or held by a virus scanner: it is there again at the next look.
            return None
        with os.fdopen(handle, "rb") as file:
            # Looked at before it is read: what is written meanwhile shows as another file afterwards.
            facts = os.fstat(handle)
            return (file.read(), _look_of(facts)) if stat.S_ISREG(facts.st_mode) else None

    def _may_still_grow(self, name: str, data: bytes) -> bool:
        if data.rstrip(b" \t\r\n\0").endswith(b">"):
            self._torn_since.pop(name, None)
            return False
        since = self._torn_since.setdefault(name, self.clock.now())
        return self.clock.now() - since < self.patience

    def acknowledge(self, reference: str, *, aside: bool = False) -> None:
        """Move a file that has been stored to `in/done`, or `in/quarantine` when it could not be taken in.

        A file that is gone already is no fault. One that was replaced since it was read is another message
        under an old name: it stays, and comes with a later fetch.
        """
        with self._share():
            source = self.root / "in" / reference
            if self._replaced(reference, source):
                self._forget(reference)
                return
            target = self.root / "in" / ("quarantine" if aside else "done") / reference
            number = 1
            while target.exists() and source.exists() and target.read_bytes() != source.read_bytes():
                number += 1
                target = target.with_name(f"{Path(reference).stem}-{number}{Path(reference).suffix}")
            try:
                os.replace(source, target)
            except FileNotFoundError:
                pass
            except OSError:
                # Left where it is: remember it, or every look would read it again.
                self._stuck[reference] = _look_of(source.stat())
                raise
            self._forget(reference)

    def _replaced(self, reference: str, source: Path) -> bool:
        read = self._given.get(reference)
        with suppress(FileNotFoundError):
            return read is not None and _look_of(source.stat(follow_symlinks=False)) != read
        return False

    def _forget(self, reference: str) -> None:
        self._settled.pop(reference, None)
        self._torn_since.pop(reference, None)
        self._given.pop(reference, None)

    # -- the share --------------------------------------------------------------------------------------

    def close(self) -> None:
        """Let another client have the folder."""
        if self._let_go is not None:
            self._let_go()
            self._let_go = None

    @contextmanager
    def _share(self) -> Iterator[None]:
        if not self.root.is_dir():
            raise _trouble(
                "MAPPE_BORTE",
                "Mappen til meldingsserveren finnes ikke eller kan ikke nås.",
                "Meldinger venter i utboksen. Be IT se etter nettverksmappen.",
            )
        try:
            for part in ("out/sent", "out/error", "in/done", "in/quarantine", "status", "tmp"):
                (self.root / part).mkdir(parents=True, exist_ok=True)
            self._hold()
            yield
        except OSError as fault:
            raise _trouble(_CODES.get(fault.errno or 0, "MAPPE_FEIL"), *_words(fault)) from fault

    def _hold(self) -> None:
        if self._let_go is not None:
            return
        # 40 ms to load, which the first window need not wait for.
        from filelock import FileLock, Timeout

        lock = FileLock(self.root / LOCK_NAME, thread_local=False)
        try:
            lock.acquire(timeout=0)
        except Timeout:
            raise _trouble(
                "MAPPE_I_BRUK",
                "En annen PLO Desktop bruker mappen til meldingsserveren.",
                "Bare én klient kan hente og sende. Lukk den andre, eller prøv igjen senere.",
            ) from None
        self._let_go = lock.release


_CODES = {errno.ENOSPC: "MAPPE_FULL", errno.EDQUOT: "MAPPE_FULL", errno.EXDEV: "ULIKE_DISKER"}


def _words(fault: OSError) -> tuple[str, str]:
    if fault.errno in (errno.ENOSPC, errno.EDQUOT):
        return "Det er ikke plass i mappen til meldingsserveren.", "Be IT rydde; meldinger venter i utboksen."
    if fault.errno == errno.EXDEV:
        return "Mappene «tmp» og «out» ligger på ulike disker.", "Be IT legge dem på samme disk."
    return (
        f"Mappen til meldingsserveren svarer ikke: {fault.strerror}.",
        "Meldinger venter i utboksen. Be IT se etter rettigheter og nettverksmappen.",
    )


def file_name(msg_id: str, type_code: str, at: datetime, to: str = "") -> str:
    """Return an ASCII name without personal data that sorts by time: `20261120T081530Z_LOG_X_<MsgId>.xml`.

    The copy to another address has its HER-id last: `20261120T081530Z_LOG_X_<MsgId>_5078.xml`.
    """
    kind = re.sub(r"[^A-Za-z0-9_]+", "", type_code)[:28]
    whom = f"_{re.sub(r'[^0-9.]+', '', to)[:12]}" if to else ""
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}_{kind}_{_FOREIGN.sub('', msg_id)[:36]}{whom}.xml"


_NAME = re.compile(
    r"\d{8}T\d{6}Z_[A-Za-z0-9_]+?_(?:(?P<copied>[A-Za-z0-9-]{36})_(?P<to>[0-9.]+)|(?P<sent>[A-Za-z0-9-]+))\.xml"
)


def receiver_of(name: str) -> tuple[str, str] | None:
    """Return MsgId and copy receiver (or empty) of a file that we named; None for somebody else's file."""
    found = _NAME.fullmatch(name)
    return (found["copied"] or found["sent"], found["to"] or "") if found else None


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    with os.scandir(folder) as entries:
        return list(entries)


def _reason(path: Path) -> str:
    try:
        with path.open("rb") as file:
            text = file.read(2000).decode("utf-8", errors="replace")
    except FileNotFoundError:
        return "Meldingsserveren kunne ikke ta filen."
    return " ".join(text.split()) or "Meldingsserveren kunne ikke ta filen."


def _sync_folder(folder: Path) -> None:
    # Windows cannot open a folder; there the rename itself is durable enough.
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
