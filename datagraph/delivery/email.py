"""E-mail by SMTP."""

from __future__ import annotations

import smtplib
import ssl
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from typing import TYPE_CHECKING

from datagraph.delivery.channel import DeliveryError

if TYPE_CHECKING:
    from datagraph.delivery.channel import Channel
    from datagraph.monitoring import Notification

_TIMEOUT = 20.0
"""Seconds."""
_PORTS = {"starttls": 587, "tls": 465, "none": 25}


def send(channel: Channel, notification: Notification) -> None:
    """Send a message to all that the channel names; the settings are those of an SMTP server."""
    to = channel.settings.get("to")
    message = EmailMessage()
    message["Subject"] = notification.title
    message["From"] = channel.text("from")
    message["To"] = ", ".join(str(it) for it in to) if isinstance(to, list | tuple) else str(to)
    message["Date"] = formatdate()
    # The same however often it is sent, so that mail programs show it once.
    message["Message-ID"] = f"<{notification.id}@datagraph>" if notification.id else make_msgid()
    message.set_content("\n".join([*notification.lines(), ""]))
    security = channel.text("security", "starttls")
    port = int(str(channel.settings.get("port", _PORTS[security])))
    user, password = channel.text("user"), channel.secret("password")
    try:
        kind = smtplib.SMTP_SSL if security == "tls" else smtplib.SMTP
        with kind(channel.text("host"), port, timeout=_TIMEOUT) as server:
            if security == "starttls":
                server.starttls(context=ssl.create_default_context())
            if user:
                server.login(user, password)
            server.send_message(message)
    except smtplib.SMTPAuthenticationError as error:
        raise DeliveryError(channel.name, "the mail server does not accept the login", is_final=True) from error
    except smtplib.SMTPRecipientsRefused as error:
        raise DeliveryError(channel.name, "the mail server refuses the recipients", is_final=True) from error
    except (smtplib.SMTPException, OSError) as error:
        raise DeliveryError(channel.name, f"the mail server does not take it ({type(error).__name__})") from error
