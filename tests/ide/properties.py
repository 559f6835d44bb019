"""Properties of features: each is asked at many offsets of a text, so that fewer texts will do."""

from __future__ import annotations

from functools import partial

from tests import strategies

often = partial(strategies.often, times=2)
