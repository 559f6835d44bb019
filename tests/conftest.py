"""In CI no test may be skipped: what a test needs, the test command installs."""

from __future__ import annotations

import os
import signal
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from _pytest.terminal import TerminalReporter

# How long an example takes says something of the machine. In CI a run is to tell of the change, not of its luck: there
# the same examples come each time, elsewhere others, and fewer.
IN_CI = os.environ.get("CI") == "true"
settings.register_profile(
    "ours",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize=IN_CI,
    max_examples=100 if IN_CI else 25,
)
settings.load_profile("ours")

# What a shell starts in the background ignores Ctrl-C, and so would the processes that the tests send it to.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

# Drivers ask the cloud that they may run in who they are, at an address that is not this machine's.
os.environ["AWS_EC2_METADATA_DISABLED"] = "true"
os.environ["NO_GCE_CHECK"] = "true"


def pytest_terminal_summary(terminalreporter: TerminalReporter) -> None:
    skipped = terminalreporter.stats.get("skipped", [])
    if skipped and IN_CI:
        terminalreporter.write_line(f"{len(skipped)} tests were skipped, and in CI that is a failure", red=True)


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    skipped = reporter is not None and reporter.stats.get("skipped")
    if skipped and exitstatus == pytest.ExitCode.OK and IN_CI:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
