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


def seconds(act: Callable[[int], object], at: int) -> float:
    """Return how long one call took."""
    start = time.perf_counter()
    act(at)
    return time.perf_counter() - start


def in_turn(
    ours: Callable[[int], object], floor: Callable[[int], object], rounds: int
) -> tuple[float, float]:
    """Return the medians, in ms, of calling both with 0, 1, 2 …, one after the other."""
    mine: list[float] = []
    bare: list[float] = []
    for at in range(rounds):
        bare.append(seconds(floor, at))
        mine.append(seconds(ours, at))
    return median_ms(mine), median_ms(bare)


def median_ms(times: Sequence[float]) -> float:
    """Return the median of seconds as milliseconds."""
    return statistics.median(times) * 1000
