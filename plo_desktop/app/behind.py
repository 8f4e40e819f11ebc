"""What the window is told of the program behind it; small, because the first paint waits for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from plo_desktop.ui.frame.frame import Frame


class Ended(Protocol):
    """What has to be ended with the program."""

    def end(self) -> None:
        """Close what was opened; raises what stopped it from being opened."""
        ...


class Program(Protocol):
    """What has been loaded. It is loaded, and its log closed, on one thread; the rest is the window's."""

    def furnish(self, frame: Frame) -> None:
        """Fill the window and start."""
        ...

    def close(self) -> None:
        """Finish what is under way."""
        ...

    def close_log(self) -> None:
        """Close the log, on the thread that loaded it."""
        ...


Load = Callable[[], Program]
