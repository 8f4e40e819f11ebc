"""The rules that every test runs under hold themselves."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import warnings
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import dev
from tests import no_network


def test_another_machine_cannot_be_reached() -> None:
    """192.0.2.1 is an address set aside for documentation."""
    with (
        socket.socket(socket.AF_INET, socket.SOCK_STREAM) as end,
        pytest.raises(no_network.NetworkBlocked, match=r"192\.0\.2\.1"),
    ):
        end.connect(("192.0.2.1", 443))
    with pytest.raises(no_network.NetworkBlocked):
        socket.getaddrinfo("kommune.example", 443)


def test_this_machine_can_be_reached() -> None:
    """The simulated municipality and the second instance of the program talk over loopback."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        with socket.create_connection(("127.0.0.1", port)) as end:
            assert end.getpeername()[1] == port


@pytest.mark.parametrize("host", [None, "", "localhost", "127.0.0.1", "127.8.8.8", "::1", b"localhost"])
def test_loopback_is_local(host: object) -> None:
    """Every way of saying this machine."""
    assert no_network.is_local(host)


@pytest.mark.parametrize(
    "host", ["example.no", "10.0.0.1", "192.168.1.1", "localhost.evil.example", "fe80::1%eth0"]
)
def test_the_rest_is_not_local(host: str) -> None:
    """Names and addresses of others, also in the same house."""
    assert not no_network.is_local(host)


def test_home_and_temp_are_the_tests_own(home: Path) -> None:
    """Nothing a test writes lands in the home of the person who runs it."""
    assert Path.home() == home
    assert Path(tempfile.gettempdir()).is_relative_to(home)
    assert Path(os.environ["XDG_CONFIG_HOME"]).is_relative_to(home)


@given(st.integers())
def test_generated_examples_work_with_the_common_fixtures(number: int) -> None:
    """Hypothesis accepts the home of each test."""
    assert number == number + 0


def test_python_warnings_are_errors() -> None:
    """A warning is raised where it happens."""
    with pytest.raises(UserWarning):
        warnings.warn("must not pass unseen", UserWarning, stacklevel=1)


def inner_run(folder: Path, body: str, fail_on_skip: str) -> subprocess.CompletedProcess[str]:
    """Run pytest on one small file with the project's plugins and settings."""
    (folder / "conftest.py").write_text(
        "from tests import no_skips\n\ndef pytest_configure(config):\n    no_skips.register(config)\n",
        encoding="utf-8",
    )
    (folder / "test_inner.py").write_text(body, encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-c",
        str(dev.ROOT / "pyproject.toml"),
        "--rootdir",
        str(folder),
    ]
    command += ["-p", "no:cacheprovider", str(folder)]
    environment = {**os.environ, "PLO_FAIL_ON_SKIP": fail_on_skip, "PYTHONPATH": str(dev.ROOT)}
    return subprocess.run(command, capture_output=True, text=True, env=environment, check=False)


SKIPPED = "import pytest\n\ndef test_a():\n    pytest.skip('no examples here')\n"
QT_WARNING = (
    "from PySide6.QtCore import qWarning\n\ndef test_a(qapp):\n    qWarning('a rule of Qt was broken')\n"
)


def test_a_skipped_test_fails_the_run_when_asked(tmp_path: Path) -> None:
    """The reason is told, and pytest's own summary stays the last line."""
    done = inner_run(tmp_path, SKIPPED, "1")
    assert done.returncode == 1
    assert "test_inner.py::test_a: Skipped: no examples here" in done.stdout
    assert "1 skipped" in done.stdout.splitlines()[-1]


def test_a_skipped_test_is_allowed_otherwise(tmp_path: Path) -> None:
    """A stranger without the standards' examples sees green."""
    assert inner_run(tmp_path, SKIPPED, "0").returncode == 0


def test_a_warning_from_qt_fails_the_test(tmp_path: Path) -> None:
    """Qt says such things once, on a line nobody reads."""
    done = inner_run(tmp_path, QT_WARNING, "0")
    assert done.returncode == 1
    assert "a rule of Qt was broken" in done.stdout
