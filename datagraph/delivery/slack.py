"""Slack's incoming webhooks."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from datagraph.delivery.http import post

if TYPE_CHECKING:
    from datagraph.delivery.channel import Channel
    from datagraph.monitoring import Notification


def send(channel: Channel, notification: Notification) -> None:
    """Send a message; its parts are Slack's blocks of plain text and Markdown."""
    body = "\n".join(f"• {_escaped(it)}" for it in notification.lines())
    message = {
        "text": notification.title,
        "blocks": [
            {"type": "header", "text": {"type": "plain_text", "text": notification.title[:150]}},
            # Slack takes 3,000 characters in a section.
            {"type": "section", "text": {"type": "mrkdwn", "text": body[:2900]}},
        ],
    }
    post(channel.name, channel.secret("url"), json.dumps(message).encode(), {"Content-Type": "application/json"})


def _escaped(text: str) -> str:
    """Text in which nothing mentions anybody or links anywhere (Slack's manual, "Escaping text")."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
