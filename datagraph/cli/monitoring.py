"""A watch over the warehouse: look, remember, tell."""

from __future__ import annotations

import datetime
import os
import time
import uuid
from typing import TYPE_CHECKING

from datagraph.cli.comparing import Comparison
from datagraph.cli.monitor import channels_of
from datagraph.cli.terminal import complain
from datagraph.delivery.channel import DeliveryError, send
from datagraph.diagnostics.render.prose import prose
from datagraph.diagnostics.render.visible import visible
from datagraph.monitoring import Notification, Problem, State
from datagraph.monitoring.state import dump, load
from datagraph.project.choices import Choices
from datagraph.project.configurations import Configurations
from datagraph.project.files import read_inputs
from datagraph.project.reading import in_words, read_file
from datagraph.project.state_file import replace_file
from datagraph.text import LineIndex
from datagraph.warehouse.errors import WarehouseError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from datagraph.delivery.channel import Channel
    from datagraph.diagnostics import FileReport
    from datagraph.monitoring.figures import Thresholds
    from datagraph.project.configurations import Located
    from datagraph.project.files import Input

_UNREACHABLE = "unreachable"


def send_test(channels: Sequence[Channel]) -> int:
    """Send a test by every channel; returns the exit code."""
    if not channels:
        complain("error: the configuration has no `[[notify]]`: nobody is told")
        return 2
    told = Notification(str(uuid.uuid4()), _now(), "a test")
    return 0 if sum(_sent(it, told) for it in channels) == len(channels) else 2


class Monitor:
    """Looks at the warehouse of the graphs that a call means, and keeps what it has told in the file `state`."""

    def __init__(
        self,
        paths: tuple[str, ...],
        config: str,
        warehouse: str,
        catalog: str,
        state: str,
        thresholds: Thresholds | None,
    ) -> None:
        self._paths = paths
        self._config = config
        self._warehouse = warehouse
        self._catalog = catalog
        self._path = state
        self._thresholds = thresholds

    def watch(self, pause: float) -> int:
        """Look again and again, until somebody interrupts it; `pause` is in seconds."""
        while True:
            began = time.monotonic()
            self.look()
            time.sleep(max(0.0, pause - (time.monotonic() - began)))

    def look(self) -> int:
        """Look once, remember, and tell what is new; returns the exit code.

        What is to be told is written down before it is sent, and crossed out after. So whoever ends this at any moment
        loses nothing, and the one notification that was on its way is sent a second time at most.
        """
        configurations = Configurations(self._config, Choices(select=("DG8",), catalog=self._catalog))
        channels = channels_of(configurations, self._paths)
        state = self._state()
        if state is None:
            return 2
        found = self._found(configurations)
        if found is None:
            return 2
        problems = list(found)
        if self._thresholds is not None:
            state, more = self._counted(state, self._thresholds)
            problems += more
        names = [it.name for it in channels]
        name = self._warehouse or "the warehouse"
        state = state.after(problems, names, id_=str(uuid.uuid4()), at=_now(), warehouse=name)
        if not self._keep(state):
            return 2
        is_told = self._deliver(state, channels)
        for it in problems:
            complain(f"{it.severity}[{it.code}]: {visible(it.message)} ({visible(it.place or it.file)})")
        complain(f"{len(problems)} problem{'' if len(problems) == 1 else 's'} at {_now()}")
        return 2 if not is_told else int(bool(problems))

    def _deliver(self, state: State, channels: Sequence[Channel]) -> bool:
        by_name = {it.name: it for it in channels}
        is_told = True
        for delivery in state.outbox:
            channel = by_name.get(delivery.channel)
            # Who has been taken out of the configuration is not told any more.
            if channel is None or _sent(channel, delivery.notification):
                state = state.sent(delivery)
                is_told &= self._keep(state)
            else:
                is_told = False
        return is_told

    def _state(self) -> State | None:
        if not os.path.exists(self._path):
            return State()
        text, trouble = read_file(self._path)
        state = None if trouble else load(text)
        if state is None:
            complain(f"error: {visible(self._path)} is not what this release keeps: {trouble or 'it cannot be read'}")
            complain("help: name another file with `--state`, or remove it: all problems are then told of again")
        return state

    def _keep(self, state: State) -> bool:
        try:
            replace_file(self._path, dump(state))
        except OSError as error:
            complain(f"error: cannot write {visible(self._path)}: {in_words(error)}")
            return False
        return True

    def _found(self, configurations: Configurations) -> list[Problem] | None:
        """The problems of now; None if a file cannot be read, which standard error says.

        That the warehouse cannot be asked is a problem like others: it is told of once.
        """
        inputs = read_inputs(self._paths, configurations)
        groups: dict[Located, list[Input]] = {}
        for it in inputs:
            if it.trouble:
                complain(f"error: cannot read {visible(it.path)}: {it.trouble}")
                return None
            groups.setdefault(configurations.of_file(it.path), []).append(it)
        comparison = Comparison(configurations, self._warehouse)
        try:
            for located, members in groups.items():
                if not comparison.compare(located, members):
                    break
        except WarehouseError as error:
            if error.trouble in ("setting", "driver"):
                from datagraph.cli.complaints import complain_of

                complain_of(error)
                return None
            return [Problem("", _UNREACHABLE, "error", error.message, self._warehouse, error.help)]
        if configurations.reports:
            from datagraph.cli.complaints import complain_of_configurations

            complain_of_configurations(configurations)
            return None
        return [it for report in comparison.files(inputs) for it in _problems(report)]

    def _counted(self, state: State, thresholds: Thresholds) -> tuple[State, list[Problem]]:
        """What has left what was normal; what has not is what is normal from now on."""
        from datagraph.cli.surveying import Surveyor
        from datagraph.monitoring.figures import figures_of, strayed

        configurations = Configurations(self._config, Choices(select=("DG7",)))
        inputs = read_inputs(self._paths, configurations)
        try:
            surveyed = Surveyor(configurations, self._warehouse, ["DG7"], sample=None, seconds=None).survey(inputs)
        except WarehouseError as error:
            return state, [Problem("", _UNREACHABLE, "error", error.message, self._warehouse, error.help)]
        now = figures_of({it.path: it.evidence.measurements for it in surveyed.files if it.evidence.measurements})
        away = strayed(state.figures, now, thresholds)
        normal = {name: state.figures[name] if name in away else value for name, value in now.items()}
        return state._replace(figures=normal), list(away.values())


def _problems(report: FileReport) -> list[Problem]:
    lines = LineIndex(report.source.text)
    path = report.source.path
    return [
        Problem(
            path,
            it.code,
            str(it.severity),
            prose(it).partition("\n")[0],
            f"{path}:{lines.position(it.span.start).line}",
        )
        for it in report.diagnostics
    ]


def _sent(channel: Channel, notification: Notification) -> bool:
    try:
        send(channel, notification)
    except DeliveryError as error:
        complain(f"error: cannot tell {visible(str(error))}")
        return False
    return True


def _now() -> str:
    return datetime.datetime.now(tz=datetime.timezone.utc).isoformat(timespec="seconds")
