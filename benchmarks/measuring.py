"""Times two things in turn in one run, so that a busy machine slows both and the ratio stays honest."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Result:
    """One measurement against its floor or its limit; times in milliseconds."""

    name: str
    measured_ms: float
    floor_ms: float
    goal: str
    met: bool
    note: str = ""
    spread: str = ""

    @property
    def ratio(self) -> float:
        """Return measured over floor; 0 when there is no floor."""
        return self.measured_ms / self.floor_ms if self.floor_ms else 0.0


def seconds(act: Callable[[], object]) -> float:
    """Return how long one call took."""
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def in_turn(
    ours: Callable[[], object], floor: Callable[[], object], rounds: int
) -> tuple[list[float], list[float]]:
    """Return the times, in seconds, of calling both, one after the other."""
    mine: list[float] = []
    bare: list[float] = []
    for _ in range(rounds):
        bare.append(seconds(floor))
        mine.append(seconds(ours))
    return mine, bare


def compared(name: str, mine: Sequence[float], bare: Sequence[float], limit: float, note: str) -> Result:
    """Return the ratio of two medians against its limit, with the spread of both sides."""
    ours, floor = median_ms(mine), median_ms(bare)
    spread = f"{middle_ms(mine)} / {middle_ms(bare)}"
    return Result(name, ours, floor, f"≤ {limit} ×", ours <= limit * floor, note, spread)


def middle_ms(times: Sequence[float]) -> str:
    """Return the span of the middle 80 per cent of seconds, in milliseconds: "1.2–1.9"."""
    tenths = statistics.quantiles(times, n=10)
    digits = 0 if tenths[0] > 0.1 else 2
    return f"{tenths[0] * 1000:.{digits}f}–{tenths[-1] * 1000:.{digits}f}"


def median_ms(times: Sequence[float]) -> float:
    """Return the median of seconds as milliseconds."""
    return statistics.median(times) * 1000
