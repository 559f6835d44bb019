"""`datagraph monitor`: watches the warehouse, and tells whom it concerns."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from datagraph.cli.command import Command, Option
from datagraph.cli.complaints import complain_of_configurations
from datagraph.cli.options import CATALOG, CONFIG, PATHS, WAREHOUSE
from datagraph.cli.terminal import complain
from datagraph.diagnostics.render.visible import visible
from datagraph.project.choices import Choices
from datagraph.project.configurations import Configurations

if TYPE_CHECKING:
    from datagraph.delivery.channel import Channel

_STATE = ".datagraph-monitor.json"
_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400}

COMMAND = Command(
    name="monitor",
    summary="Watch the warehouse, and tell when it drifts away from the graphs.",
    details=(
        "Each look compares the warehouse with the catalog file, as `datagraph drift` does. A problem is told of once "
        "when it comes up and once when it is gone, by every channel of `[[notify]]` in the configuration: Slack, "
        "e-mail, or any webhook. What has been told is kept in a small file, so that a restart repeats nothing. With "
        "--check, the data is counted too, and a match rate or a number of rows that leaves what was normal is a "
        "problem. Addresses of webhooks and passwords come from environment variables."
    ),
    examples=(
        ("datagraph monitor --once", "look once, as from cron or Airflow"),
        ("datagraph monitor --every 1h", "look each hour, until Ctrl-C"),
        ("datagraph monitor --once --check --match-drop 10", "count the data too, and mind ten points"),
        ("datagraph monitor --test-notify", "send a test by every channel"),
    ),
    exits=(
        (0, "no problem is there, or the test was sent"),
        (1, "there are problems"),
        (2, "something cannot be read, asked or sent, or the call is wrong"),
    ),
    arguments=(PATHS,),
    options=(
        WAREHOUSE,
        CATALOG,
        Option("--once", kind="switch", help="Look once, and end."),
        Option("--every", metavar="TIME", help="Look again after so long, such as 30m or 6h; 1h is the default."),
        Option("--check", kind="switch", help="Count the data too, as `datagraph check` does."),
        Option(
            "--match-drop",
            metavar="POINTS",
            help="With --check: how many points of a hundred a match rate may fall; 5 is the default.",
        ),
        Option(
            "--rows-change",
            metavar="PERCENT",
            help="With --check: by how many percent a number of rows may change; 50 is the default.",
        ),
        Option("--state", metavar="FILE", help=f"What has been told; {_STATE} is the default."),
        Option("--test-notify", kind="switch", help="Send a test by every channel, and look at nothing."),
        CONFIG,
    ),
)


def run(  # noqa: PLR0913 one for each option
    *,
    paths: tuple[str, ...],
    warehouse: str,
    catalog: str,
    once: bool,
    every: str,
    check: bool,
    match_drop: str,
    rows_change: str,
    state: str,
    test_notify: bool,
    config: str,
) -> int:
    """Look once or again and again; returns the exit code."""
    pause, points, percent = seconds_of(every or "1h"), _number(match_drop or "5"), _number(rows_change or "50")
    mistake = ""
    if pause is None:
        mistake = f"`--every {visible(every)}` is no time, such as 30m, 6h or 1d"
    elif points is None or percent is None:
        mistake = "`--match-drop` and `--rows-change` take numbers, such as 5"
    elif once and every:
        mistake = "`--once` and `--every` exclude each other"
    if mistake or pause is None or points is None or percent is None:
        complain(f"error: {mistake}")
        return 2
    configurations = Configurations(config, Choices(select=("DG8",), catalog=catalog))
    channels = channels_of(configurations, paths)
    if complain_of_configurations(configurations):
        return 2
    if test_notify:
        from datagraph.cli.monitoring import send_test

        return send_test(channels)
    from datagraph.cli.monitoring import Monitor
    from datagraph.monitoring.figures import Thresholds

    monitor = Monitor(
        paths, config, warehouse, catalog, state or _STATE, Thresholds(points, percent) if check else None
    )
    return monitor.look() if once else monitor.watch(pause)


def channels_of(configurations: Configurations, paths: tuple[str, ...]) -> list[Channel]:
    """The channels of the configuration that is meant: that of the current directory, or of what a call names first."""
    import os

    from datagraph.delivery.channel import Channel

    place = paths[0] if paths else ""
    located = configurations.of_directory(place) if os.path.isdir(place or os.curdir) else configurations.of_file(place)
    return [Channel(it.name, it.type, it.settings) for it in located.configuration.notify]


def seconds_of(text: str) -> float | None:
    """The seconds of a time such as `30m`; None if it is none."""
    found = re.fullmatch(r"(\d{1,6})([smhd])", text)
    return int(found[1]) * _SECONDS[found[2]] or None if found else None


def _number(text: str) -> float | None:
    return float(text) if re.fullmatch(r"\d{1,6}(\.\d{1,6})?", text) else None
