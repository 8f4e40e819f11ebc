"""One process owns the database; the operating system lets go of the lock when that process ends.

Written on the two system calls themselves: the filelock package costs 40-70 ms at start, which is half of the
time that the first window may take.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from plo_desktop.store.faults import folder_unwritable, in_use, network_drive

if sys.platform == "win32":
    import ctypes
    import msvcrt
else:
    import fcntl

_NETWORK = {
    "9p",
    "afs",
    "ceph",
    "cifs",
    "davfs",
    "fuse.davfs2",
    "fuse.glusterfs",
    "fuse.sshfs",
    "glusterfs",
    "ncpfs",
    "nfs",
    "nfs4",
    "smb3",
    "smbfs",
}
_MOUNTS = Path("/proc/self/mounts")
_REMOTE_DRIVE = 4


class Ownership:
    """A held lock on the data directory."""

    def __init__(self, path: Path) -> None:
        """Take the lock; raises UserError DATABASE_IN_USE when another process or window has it."""
        try:
            self._file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise folder_unwritable(path.parent, error.strerror or str(error)) from error
        try:
            _lock(self._file)
        except OSError as error:
            os.close(self._file)
            raise in_use() from error
        self._held = True

    def release(self) -> None:
        """Let go of the lock; harmless when it has been let go."""
        if self._held:
            self._held = False
            os.close(self._file)


def _lock(file: int) -> None:
    if sys.platform == "win32":
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
    else:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


def require_own_disk(folder: Path, mounts: Path = _MOUNTS) -> None:
    """Raise UserError NETWORK_DRIVE when the folder lies on a network file system, where that can be told."""
    kind = file_system_of(folder, mounts)
    if kind in _NETWORK:
        raise network_drive(folder, kind)


def file_system_of(folder: Path, mounts: Path = _MOUNTS) -> str:
    """Return the type of the file system that holds the folder ("ext4", "cifs"), or "" when unknown."""
    if sys.platform == "win32":
        root = os.path.splitdrive(folder.resolve())[0] + "\\"
        remote = ctypes.windll.kernel32.GetDriveTypeW(root) == _REMOTE_DRIVE
        return "cifs" if remote or root.startswith("\\\\") else ""
    try:
        lines = mounts.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    place = folder.resolve()
    longest, found = -1, ""
    for line in lines:
        parts = line.split(" ")
        if len(parts) < 3:
            continue
        point = Path(parts[1].replace("\\040", " "))
        # A later mount on the same point hides the earlier one, hence >=.
        if place.is_relative_to(point) and len(point.parts) >= longest:
            longest, found = len(point.parts), parts[2]
    return found
