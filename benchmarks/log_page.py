"""The newest page of a log with a hundred thousand messages, as the list opens with it."""

from __future__ import annotations

import tempfile
from functools import partial
from pathlib import Path

from benchmarks.measuring import Result, median_ms, seconds
from benchmarks.seed_log import seed
from plo_desktop.domain.log_rows import MessageFilter
from plo_desktop.store.open_store import open_store

GOAL_MS = 50.0
MESSAGES = 100_000
ROUNDS = 15


def measure() -> list[Result]:
    """Return the time of the newest 100 messages, unfiltered, filtered and searched."""
    pages = {
        "newest page": MessageFilter(limit=100),
        "newest unsigned": MessageFilter(limit=100, unsigned=True),
        "newest of a search": MessageFilter(limit=100, search="danser"),
    }
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "ward"
        with open_store(data, create=True, test=True) as filling:
            seed(filling, MESSAGES)
            filling.index_waiting()
        results = []
        with open_store(data, reading=True) as store:
            for name, wanted in pages.items():
                times = [seconds(partial(store.messages, wanted)) for _ in range(ROUNDS)]
                took = median_ms(times)
                results.append(
                    Result(f"log of {MESSAGES}: {name}", took, 0.0, f"≤ {GOAL_MS:.0f} ms", took <= GOAL_MS)
                )
        return results
