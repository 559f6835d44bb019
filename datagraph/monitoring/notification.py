"""What is told at once: problems that have come up, and others that are gone."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datagraph.monitoring.problem import Problem

_MOST = 20


class Notification(NamedTuple):
    """What one look has found; `id` is the same however often it is sent, `at` the time in UTC (ISO 8601)."""

    id: str
    at: str
    warehouse: str
    appeared: tuple[Problem, ...] = ()
    gone: tuple[Problem, ...] = ()

    @property
    def title(self) -> str:
        """A line that says how much has changed."""
        counts = []
        if self.appeared:
            counts.append(f"{len(self.appeared)} new problem{'s' if len(self.appeared) > 1 else ''}")
        if self.gone:
            counts.append(f"{len(self.gone)} problem{'s' if len(self.gone) > 1 else ''} gone")
        return f"Data Graph: {', '.join(counts) or 'a test'} in {self.warehouse}"

    def lines(self) -> list[str]:
        """Each problem on a line, as many as anybody reads."""
        if not self.appeared and not self.gone:
            return ["This is a test: notifications of `datagraph monitor` arrive here."]
        lines = [f"{it.severity}[{it.code}] {it.message} ({it.place or it.file})" for it in self.appeared[:_MOST]]
        lines += [f"… {len(self.appeared) - _MOST} more"] if len(self.appeared) > _MOST else []
        lines += [f"gone: [{it.code}] {it.message} ({it.file})" for it in self.gone[:_MOST]]
        return [*lines, f"… {len(self.gone) - _MOST} more"] if len(self.gone) > _MOST else lines
