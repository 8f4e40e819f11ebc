"""From command to first interactive window, against a bare window of the same toolkit."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.measuring import Result, compared, in_turn
from tests.cli.wards import CONFIG

GOAL = 1.5
ROUNDS = 9
_USERS = """
[[users]]
id = "kberg"
name = "Kari Berg"
short_name = "Berg"
role = "sykepleier"
"""
_BARE = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow

class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, app.quit)

app = QApplication(sys.argv)
window = Window()
window.setCentralWidget(QLabel("Frister"))
window.resize(1366, 768)
window.show()
sys.exit(app.exec())
"""


def measure() -> list[Result]:
    """Return start of a prepared ward and of the practice ward, each against the bare window."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
        environment = _environment(Path(home))
        (Path(home) / "share").mkdir()
        config = Path(home) / "plo.toml"
        config.write_text(CONFIG + _USERS, encoding="utf-8")
        ward = [*_PLO, "--data-dir", str(Path(home) / "ward"), "--config", str(config)]
        _run([*ward, "init", "--test"], environment)
        plain = [*ward, "--exit-after-first-paint"]
        demo = [*_PLO, "demo", "--exit-after-first-paint"]
        # Both once beforehand: the practice ward is made, and byte code and disk are warm for both sides.
        for command in (demo, plain, _bare_command()):
            _run(command, environment)
        return [
            _compare("start to first window", plain, environment),
            _compare("start to first window, practice ward", demo, environment),
        ]


# What the installed command `plo-desktop` does.
_PLO = [sys.executable, "-c", "import sys; from plo_desktop.cli import main; sys.exit(main())"]


def _bare_command() -> list[str]:
    return [sys.executable, "-c", _BARE]


def _compare(name: str, command: list[str], environment: dict[str, str]) -> Result:
    ours, bare = in_turn(
        lambda: _run(command, environment), lambda: _run(_bare_command(), environment), ROUNDS
    )
    return compared(name, ours, bare, GOAL, "floor: a bare PySide6 window")


def _run(command: list[str], environment: dict[str, str]) -> None:
    done = subprocess.run(command, env=environment, check=False, capture_output=True, text=True, timeout=60)
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)} ended with {done.returncode}: {done.stderr}")


def _environment(home: Path) -> dict[str, str]:
    own = {
        "HOME": str(home),
        "XDG_DATA_HOME": str(home / "data"),
        "XDG_CONFIG_HOME": str(home / "config"),
        "XDG_CACHE_HOME": str(home / "cache"),
        "XDG_RUNTIME_DIR": str(home),
    }
    inherited = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    # An installed program has its byte code; here it is kept out of the checkout.
    return {"QT_QPA_PLATFORM": "offscreen", **inherited, **own, "PYTHONPYCACHEPREFIX": str(home / "pyc")}
