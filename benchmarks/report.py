"""Tables on the terminal."""

from __future__ import annotations

from typing import NamedTuple


class Bar(NamedTuple):
    """What the project asks of a ratio: at most `limit`, or at least."""

    limit: float
    at_least: bool = False

    def verdict(self, ratio: float) -> str:
        """The bar beside a figure."""
        met = ratio >= self.limit if self.at_least else ratio <= self.limit
        return f"{'≥' if self.at_least else '≤'} {self.limit:g} {'ok' if met else 'MISSED'}"


def title(text: str) -> None:
    """A heading."""
    print(f"\n{text}")


def row(name: str, seconds: float, ratio: float | None = None, unit: str = "", bar: Bar | None = None) -> None:
    """A line: name, median, ratio to something, the bar."""
    shown = f"  {name:<66}{duration(seconds):>10}"
    if ratio is not None:
        shown += f"{ratio:10.2f} × {unit:<24}" + (bar.verdict(ratio) if bar else "")
    print(shown.rstrip())


def duration(seconds: float) -> str:
    """Milliseconds with three digits that count."""
    value = seconds * 1000
    return f"{value:,.0f} ms" if value >= 100 else f"{value:.3g} ms"
