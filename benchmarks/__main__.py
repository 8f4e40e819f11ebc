"""`python -m benchmarks`: prints a table; with --write it also puts the numbers in docs/benchmarks.md."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable

from benchmarks import log_page, receiving, report, startup
from benchmarks.measuring import Result

MEASURES: dict[str, Callable[[], list[Result]]] = {
    "receive": receiving.measure,
    "start": startup.measure,
    "log": log_page.measure,
}


def main() -> int:
    """Run what was asked for; returns 1 when a goal is missed."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(MEASURES)} (all)")
    parser.add_argument("--write", action="store_true", help="put the numbers in docs/benchmarks.md")
    arguments = parser.parse_args()
    unknown = set(arguments.names) - set(MEASURES)
    if unknown:
        parser.error(f"unknown: {', '.join(sorted(unknown))}")
    results = [result for name in arguments.names or MEASURES for result in MEASURES[name]()]
    print(report.table(results))
    if arguments.write:
        report.write(results)
    return 0 if all(result.met for result in results) else 1


if __name__ == "__main__":
    sys.exit(main())
