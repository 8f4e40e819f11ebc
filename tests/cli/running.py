"""Runs the command line in this process, or as its own process where streams and start-up matter."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

from plo_desktop.cli import main

ROOT = Path(__file__).resolve().parent.parent.parent


@dataclass(frozen=True, slots=True)
class Ran:
    """How a command ended and what it said."""

    code: int
    out: bytes
    err: str

    @property
    def text(self) -> str:
        """What it wrote, as text."""
        return self.out.decode("utf-8")

    def rows(self) -> list[dict[str, object]]:
        """The JSON list it wrote."""
        found = json.loads(self.out)
        assert isinstance(found, list)
        return found


def call(*arguments: str | Path) -> Ran:
    """Run a command in this process."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True) for _ in range(2))
    with redirect_stdout(out), redirect_stderr(err):
        try:
            code = main([str(argument) for argument in arguments])
        except SystemExit as left:
            code = left.code if isinstance(left.code, int) else 1
    out.flush()
    err.flush()
    return Ran(code, _written(out), _written(err).decode("utf-8"))


def _written(stream: io.TextIOWrapper) -> bytes:
    buffer = stream.buffer
    assert isinstance(buffer, io.BytesIO)
    return buffer.getvalue()


def spawn(*arguments: str | Path, stdin: bytes = b"", **environment: str) -> Ran:
    """Run a command as its own process."""
    done = subprocess.run(
        [sys.executable, "-m", "plo_desktop", *map(str, arguments)],
        input=stdin,
        capture_output=True,
        cwd=ROOT,
        env={**os.environ, **environment},
        timeout=60,
        check=False,
    )
    return Ran(done.returncode, done.stdout, done.stderr.decode("utf-8", "replace"))
