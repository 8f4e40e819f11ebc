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

    @property
    def ratio(self) -> float:
        """Return measured over floor; 0 when there is no floor."""
        return self.measured_ms / self.floor_ms if self.floor_ms else 0.0


def seconds(act: Callable[[], object]) -> float:
    """Return how long one call took."""
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def in_turn(ours: Callable[[], object], floor: Callable[[], object], rounds: int) -> tuple[float, float]:
    """Return the medians, in ms, of calling both, one after the other."""
    mine: list[float] = []
    bare: list[float] = []
    for _ in range(rounds):
        bare.append(seconds(floor))
        mine.append(seconds(ours))
    return median_ms(mine), median_ms(bare)


def median_ms(times: Sequence[float]) -> float:
    """Return the median of seconds as milliseconds."""
    return statistics.median(times) * 1000
