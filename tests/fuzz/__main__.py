"""`python3 dev.py fuzz --minutes 10`: damages messages until the time is up and keeps what fails."""

from __future__ import annotations

import argparse
import faulthandler
import hashlib
import sys
import time
import traceback
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.fuzz.damage import damaged
from tests.fuzz.reading import LONGEST_SECONDS, read_whole

FOUND = Path(__file__).parent / "found"
_HUNG_SECONDS = 60.0
_PAPER_EVERY = 20


def main(arguments: list[str]) -> int:
    """Fuzz and report; the exit code is 1 when anything was found."""
    parser = argparse.ArgumentParser(prog="fuzz", description=__doc__)
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--seed", type=int, default=0, help="where to begin; another night, another seed")
    chosen = parser.parse_args(arguments)
    end = time.monotonic() + chosen.minutes * 60
    became: Counter[str] = Counter()
    slowest, seed, found = 0.0, chosen.seed, 0
    # A future holds whatever the reader raises, so that one input does not end the night.
    with ThreadPoolExecutor(max_workers=1) as reader:
        while time.monotonic() < end:
            data = damaged(seed)
            faulthandler.dump_traceback_later(_HUNG_SECONDS, exit=True)
            start = time.process_time()
            reading = reader.submit(read_whole, data, on_paper=seed % _PAPER_EVERY == 0)
            failure = reading.exception()
            spent = time.process_time() - start
            faulthandler.cancel_dump_traceback_later()
            if failure is not None:
                traceback.print_exception(failure)
            elif spent <= LONGEST_SECONDS:
                became[reading.result()] += 1
            if failure is not None or spent > LONGEST_SECONDS:
                found += 1
                _keep(data, seed, spent)
            slowest = max(slowest, spent)
            seed += 1
    told = ", ".join(f"{count} {word}" for word, count in sorted(became.items()))
    print(
        f"{seed - chosen.seed} inputs from seed {chosen.seed}: {told}; slowest {slowest:.2f} s; found {found}"
    )
    return int(found > 0)


def _keep(data: bytes, seed: int, spent: float) -> None:
    """Store an input as a regression; it is replayed by tests/fuzz/test_reader.py."""
    FOUND.mkdir(exist_ok=True)
    path = FOUND / f"{hashlib.sha256(data).hexdigest()[:12]}.bin"
    path.write_bytes(data)
    print(f"seed {seed}, {spent:.1f} s: kept as {path.name}", flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
