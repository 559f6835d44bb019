"""One POST, with attempts spread over time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import urllib3

from datagraph.delivery.channel import DeliveryError

if TYPE_CHECKING:
    from collections.abc import Mapping

_TIMEOUT = 10.0
"""Seconds to connect in, and to wait for an answer."""
_BACKOFF = 1.0
"""Seconds before the second attempt; each further pause is twice as long."""
_PATIENCE = 60.0
"""The longest pause that a server may ask for, in seconds; who asks for more is tried again with the next look."""
_PASSING = (408, 425, 429, 500, 502, 503, 504)


def post(channel: str, url: str, body: bytes, headers: Mapping[str, str], *, attempts: int = 4) -> None:
    """Send a body to an address; DeliveryError if it is not taken, in words without the address: that is a secret."""
    retry = urllib3.Retry(
        total=attempts - 1,
        backoff_factor=_BACKOFF,
        backoff_max=_PATIENCE,
        status_forcelist=_PASSING,
        allowed_methods=None,
        raise_on_status=False,
        respect_retry_after_header=True,
        retry_after_max=int(_PATIENCE),
        redirect=0,
    )
    timeout = urllib3.Timeout(connect=_TIMEOUT, read=_TIMEOUT)
    try:
        with urllib3.PoolManager(retries=retry, timeout=timeout) as pool:
            answer = pool.request("POST", url, body=body, headers={**headers, "User-Agent": "datagraph"})
    except urllib3.exceptions.HTTPError as error:
        reason = type(getattr(error, "reason", None) or error).__name__
        raise DeliveryError(channel, f"no answer ({reason})") from None
    except ValueError:
        raise DeliveryError(channel, "its address is none", is_final=True) from None
    if answer.status >= 300:
        raise DeliveryError(channel, f"it answers {answer.status}", is_final=answer.status not in _PASSING)
