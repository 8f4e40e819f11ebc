"""`plo-desktop` and `demo`: the window, the practice ward, and its tour."""

from __future__ import annotations

import gc
import os
import sys
from argparse import Namespace

from plo_desktop.base.errors import EnvironmentProblem
from plo_desktop.commands.boundary import Boundary
from plo_desktop.commands.places import PRACTICE_FOLDER, config_file, data_dir


def run(arguments: Namespace, boundary: Boundary) -> int:
    """Open what was asked for and stay until it is closed; returns its exit code.

    Raises EnvironmentProblem where there is no screen, before Qt would abort the whole process.
    """
    folder = data_dir(arguments)
    first_paint: bool = getattr(arguments, "exit_after_first_paint", False)
    if arguments.command == "demo" and arguments.tour is not None:
        # The tour paints without a screen.
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        from plo_desktop.app import tour

        return tour.run_tour(arguments.tour)
    _require_screen()
    # Nothing that is made before the first paint is garbage, and looking for some takes a tenth of the start;
    # `opening` switches it on again.
    gc.disable()
    # Qt takes a tenth of a second to load, and only these commands need it.
    from plo_desktop.app import opening

    boundary.log_dir = folder
    if arguments.command == "demo":
        boundary.log_dir = folder / PRACTICE_FOLDER
        return opening.run_demo(folder, fresh=arguments.fresh, exit_after_first_paint=first_paint)
    return opening.run_ward(folder, config_file(arguments, folder), exit_after_first_paint=first_paint)


def _require_screen() -> None:
    if sys.platform != "linux":
        return
    if not any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")):
        raise EnvironmentProblem(
            "NO_SCREEN",
            "Det er ingen skjerm her.",
            "Bruk «plo-desktop demo --tour MAPPE», eller sett QT_QPA_PLATFORM=offscreen.",
        )
