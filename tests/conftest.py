"""What holds for every test: no screen, no network, no real home folder, the same examples on every run."""

from __future__ import annotations

import itertools
import os
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

import dev
from tests import no_network, no_skips

# Before anything imports Qt: without a platform that needs no screen, Qt aborts the whole process.
os.environ["QT_QPA_PLATFORM"] = "offscreen"

no_network.block()

settings.register_profile("default", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("ci" if os.environ.get("CI") == "true" else "default")

_numbers = itertools.count()


def pytest_configure(config: pytest.Config) -> None:
    """Register the guard against skipped tests."""
    no_skips.register(config)


@pytest.fixture(scope="session")
def homes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder that holds one home per test."""
    return tmp_path_factory.mktemp("homes")


@pytest.fixture(autouse=True)
def home(homes: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give every test a home, configuration, cache and temp folder of its own, and return the home."""
    base = homes / str(next(_numbers))
    places = {
        "HOME": base,
        "USERPROFILE": base,
        "APPDATA": base / "appdata",
        "LOCALAPPDATA": base / "local-appdata",
        "XDG_CONFIG_HOME": base / "config",
        "XDG_DATA_HOME": base / "data",
        "XDG_STATE_HOME": base / "state",
        "XDG_CACHE_HOME": base / "cache",
        "XDG_RUNTIME_DIR": base / "run",
        "TMPDIR": base / "tmp",
        "TEMP": base / "tmp",
        "TMP": base / "tmp",
    }
    for name, place in places.items():
        monkeypatch.setenv(name, str(place))
    base.mkdir()
    (base / "tmp").mkdir()
    (base / "run").mkdir(mode=0o700)
    monkeypatch.setattr(tempfile, "tempdir", str(base / "tmp"))
    for name in [name for name in os.environ if name.startswith("PLO_DESKTOP_")]:
        monkeypatch.delenv(name)
    return base


@pytest.fixture(scope="session")
def shared_dir() -> Path:
    """Return the folder with the standards' own examples and schemas, which are not ours to ship."""
    folder = dev.shared_folder(os.environ, dev.ROOT)
    if not (folder / "standards").is_dir():
        pytest.skip("needs the standards' examples and schemas: put them in ../shared or set PLO_SHARED")
    return folder
