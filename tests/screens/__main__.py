"""Draws the screens of the practice ward, light and dark: `python -m tests.screens [DIR [NAME…]]`."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication

from plo_desktop.app.application import make_application
from plo_desktop.ui.theme.tokens import Mode
from tests.screens.screens import SCREENS
from tests.ui.stage import Stage, make_stage

SIZES = ((1366, 768), (1920, 1080))
PERCENTS = (100, 200)


def draw(stage: Stage, folder: Path, size: QSize, suffix: str, names: Sequence[str]) -> int:
    """Draw these screens of one stage, none wider or higher than asked for; return how many."""
    for name in names:
        SCREENS[name](stage)
        # Words that wrap learn their height when they have a width, and what holds them a round later.
        for _ in range(3):
            stage.settle()
        frame = stage.window.frame
        if frame.size() != size:
            raise SystemExit(f"{name}: the window is {frame.width()} x {frame.height()}, not as asked.")
        top = QApplication.activeModalWidget() or frame
        top.grab().save(str(folder / f"{name}-{suffix}.png"))
        modal = QApplication.activeModalWidget()
        if modal is not None:
            stage.key(Qt.Key.Key_Escape)
    return len(names)


def main(arguments: list[str]) -> int:
    """Draw into the folder (default docs/screenshots) the screens named, else all of them."""
    folder = Path(arguments[0] if arguments else "docs/screenshots")
    names = arguments[1:] or list(SCREENS)
    if unknown := set(names) - SCREENS.keys():
        raise SystemExit(f"Ukjente skjermbilder: {', '.join(sorted(unknown))}. Finnes: {', '.join(SCREENS)}")
    folder.mkdir(parents=True, exist_ok=True)
    app = make_application()
    drawn = 0
    for size in SIZES:
        for percent in PERCENTS:
            for mode in Mode:
                if percent != 100 and mode is Mode.DARK:
                    continue
                with tempfile.TemporaryDirectory() as ward:
                    stage = make_stage(app, Path(ward), size=size)
                    stage.theme.set_mode(mode)
                    stage.theme.set_percent(percent)
                    stage.settle()
                    text = "" if percent == 100 else f"-{percent}-prosent"
                    suffix = f"{size[0]}x{size[1]}-{mode.value}{text}"
                    drawn += draw(stage, folder, QSize(*size), suffix, names)
                    stage.close()
    print(f"{drawn} skjermbilder i {folder}")
    return 0


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    sys.exit(main(sys.argv[1:]))
