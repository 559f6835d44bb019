"""Any webhook: JSON, signed with HMAC-SHA256."""

from __future__ import annotations

import hashlib
import hmac
import json
from typing import TYPE_CHECKING

from datagraph.delivery.http import post

if TYPE_CHECKING:
    from datagraph.delivery.channel import Channel
    from datagraph.monitoring import Notification

SIGNATURE = "X-Datagraph-Signature-256"
"""`sha256=` and the hexadecimal HMAC of the body, keyed with the secret, as GitHub signs its webhooks."""

DELIVERY = "X-Datagraph-Delivery"
"""The notification's id: who gets one twice knows it by that."""


def send(channel: Channel, notification: Notification) -> None:
    """Send the notification as JSON."""
    document = {
        "version": 1,
        "id": notification.id,
        "at": notification.at,
        "warehouse": notification.warehouse,
        "title": notification.title,
        "appeared": [it._asdict() for it in notification.appeared],
        "gone": [it._asdict() for it in notification.gone],
    }
    body = json.dumps(document, ensure_ascii=False).encode()
    headers = {"Content-Type": "application/json", DELIVERY: notification.id}
    secret = channel.secret("secret")
    if secret:
        headers[SIGNATURE] = "sha256=" + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
    post(channel.name, channel.secret("url"), body, headers)
