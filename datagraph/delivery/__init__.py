"""Sends notifications: by Slack, by e-mail, to any webhook."""
