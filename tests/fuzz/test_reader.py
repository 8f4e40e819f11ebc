"""A slice of the nightly fuzz on every run, and everything it ever found."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from tests.fuzz.damage import damaged
from tests.fuzz.reading import LONGEST_SECONDS, read_whole

FOUND = sorted((Path(__file__).parent / "found").glob("*.bin"))
SLICES, EACH = 4, 100


@pytest.mark.parametrize("slice_", range(SLICES))
def test_damaged_messages_are_read_or_refused_soon(slice_: int) -> None:
    became = set()
    for seed in range(slice_ * EACH, (slice_ + 1) * EACH):
        data = damaged(seed)
        start = time.process_time()
        became.add(read_whole(data, on_paper=seed % 50 == 0))
        assert time.process_time() - start < LONGEST_SECONDS, seed
    assert became == {"accepted", "refused", "unreadable"}


def test_what_was_found_once_stays_mended() -> None:
    for path in FOUND:
        start = time.process_time()
        read_whole(path.read_bytes(), on_paper=True)
        assert time.process_time() - start < LONGEST_SECONDS, path.name
