"""A test that does not run proves nothing: with PLO_FAIL_ON_SKIP=1 a skipped test fails the run.

`python3 dev.py test` sets it in CI and wherever the standards' own examples are at hand.
"""

from __future__ import annotations

import os

import pytest


class SkipGuard:
    """Collects what was skipped and turns the run red at the end."""

    def __init__(self) -> None:
        self.skipped: dict[str, str] = {}

    def _note(self, nodeid: str, longrepr: object) -> None:
        reason = longrepr[2] if isinstance(longrepr, tuple) else longrepr
        self.skipped[nodeid] = str(reason)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Note a test that was skipped or was expected to fail."""
        if report.skipped:
            self._note(report.nodeid, report.longrepr)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Note a whole file that was skipped."""
        if report.skipped:
            self._note(report.nodeid, report.longrepr)

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Turn a green run red when something was skipped."""
        if self.skipped and session.exitstatus == pytest.ExitCode.OK:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Say which tests were skipped and that this fails the run."""
        if self.skipped:
            terminalreporter.section("skipped tests fail this run (PLO_FAIL_ON_SKIP=1)")
            for nodeid, reason in sorted(self.skipped.items()):
                terminalreporter.line(f"{nodeid}: {reason}")


def register(config: pytest.Config) -> None:
    """Switch the guard on when the environment asks for it."""
    if os.environ.get("PLO_FAIL_ON_SKIP") == "1":
        config.pluginmanager.register(SkipGuard(), "skip-guard")
