"""Fixes, applied until none is left."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from datagraph.diagnostics import Applicability, Severity
from datagraph.engine import analyse
from datagraph.fixing.choice import choose, edits_of
from datagraph.rules import NO_EVIDENCE
from datagraph.text import apply_edits

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from datagraph.diagnostics import Diagnostic
    from datagraph.fixing.choice import Choice
    from datagraph.rules import Evidence
    from datagraph.settings import Settings

# These bound time and memory where a rule of ours is wrong: if its fix always calls for another, if every one of
# its fixes does harm, or if each doubles the text.
_MOST_ROUNDS = 50
_MOST_TRIALS = 100
_MOST_GROWTH = 4
_LEAST_LIMIT = 10_000


class FixResult(NamedTuple):
    """A fixed text, the fixes that made it, each as the code of its rule and its title, and what is still wrong."""

    text: str
    applied: tuple[tuple[str, str], ...]
    remaining: tuple[Diagnostic, ...]


def fix_text(text: str, settings: Settings, evidence: Evidence = NO_EVIDENCE, *, unsafe: bool = False) -> FixResult:
    """Apply the safe fixes of a text until none is left, on request the unsafe ones too.

    An unsafe fix is a guess, so it waits until no safe one is left. The result never has more errors than the text: a
    fix that would bring errors, leave its own diagnostic, or lead back to a text that was there before, is left out.
    """
    return fix_by(lambda it: analyse(it, settings, evidence).diagnostics, text, unsafe=unsafe)


def fix_by(diagnose: Callable[[str], Sequence[Diagnostic]], text: str, *, unsafe: bool = False) -> FixResult:
    """Apply fixes to a text that is checked by any means whatever."""
    fixing = _Fixing(diagnose, text)
    allowed = (Applicability.SAFE, Applicability.UNSAFE) if unsafe else (Applicability.SAFE,)
    for _ in range(_MOST_ROUNDS):
        if not any(fixing.advance(applicability) for applicability in allowed) and not fixing.reconsider():
            break
    return FixResult(fixing.text, tuple(fixing.applied), tuple(fixing.diagnostics))


class _Fixing:
    """A text on its way through the rounds."""

    def __init__(self, diagnose: Callable[[str], Sequence[Diagnostic]], text: str) -> None:
        self.text = text
        self.diagnostics = diagnose(text)
        self.applied: list[tuple[str, str]] = []
        self._diagnose = diagnose
        self._seen = {text}
        self._refused: set[tuple[str, str, str]] = set()
        self._went_on_since = False
        self._trials = 0
        self._limit = max(_LEAST_LIMIT, _MOST_GROWTH * len(text))

    def advance(self, applicability: Applicability) -> bool:
        """Try one round of fixes; False if there was none to try.

        Where a round does harm its halves are tried, and theirs in turn, so that a few bad fixes among many are found
        without trying each.
        """
        start = self.text
        before = Counter(_saying(it) for it in self.diagnostics)
        choices = choose(start, self.diagnostics, applicability, self._refused)
        waiting = [choices] if choices else []
        good: list[Choice] = []
        while waiting:
            part = waiting.pop()
            if self._trials < _MOST_TRIALS and self._accept(start, before, [*good, *part]):
                good += part
            elif len(part) == 1 or self._trials >= _MOST_TRIALS:
                self._refused.update(choice.key for choice in part)
                # What was refused alone may do good together, in the text that the others have made meanwhile.
                self._went_on_since |= bool(good)
            else:
                middle = len(part) // 2
                waiting += [part[middle:], part[:middle]]
        self._seen.add(self.text)
        self.applied += [(choice.diagnostic.code, choice.fix.title) for choice in good]
        return bool(choices)

    def reconsider(self) -> bool:
        """Let fixes that were left out be tried again, if the text has changed since then."""
        again, self._went_on_since = self._went_on_since, False
        if again:
            self._refused.clear()
        return again

    def _accept(self, start: str, before: Counter[tuple[str, str]], choices: Sequence[Choice]) -> bool:
        """Go on to the text that some fixes make of `start`, unless it is worse or was there before."""
        text = apply_edits(start, edits_of(choices))
        if text != self.text and text not in self._seen and len(text) <= self._limit:
            diagnostics = self._diagnose(text)
            if _errors(diagnostics) <= _errors(self.diagnostics) and _are_cleared(choices, before, diagnostics):
                self.text, self.diagnostics = text, diagnostics
                self._went_on_since = bool(self._refused)
                return True
        self._trials += 1
        return False


def _errors(diagnostics: Sequence[Diagnostic]) -> int:
    return sum(it.severity is Severity.ERROR for it in diagnostics)


def _saying(diagnostic: Diagnostic) -> tuple[str, str]:
    return diagnostic.code, diagnostic.message


def _are_cleared(
    choices: Sequence[Choice], before: Counter[tuple[str, str]], diagnostics: Sequence[Diagnostic]
) -> bool:
    """Whether the diagnostics are gone that the fixes were for.

    One that only deletes may uncover another that says the same, as the first of two commas does. One that inserts
    would do so for ever.
    """
    left = Counter(_saying(it) for it in diagnostics)
    applied = Counter(_saying(it.diagnostic) for it in choices)
    growing = {_saying(it.diagnostic) for it in choices if it.growth > 0}
    return all(left[it] <= before[it] - applied[it] for it in growing)
