"""What Slack sends: events, slash commands and interactions, with the keys that it sends."""

from __future__ import annotations

import itertools
from typing import Any

from tests.slack.fake_slack import APP, BOT_USER, TEAM, FakeSlack, Message

_numbers = itertools.count(1)
FERRIES, DIRECT = "C0FERRIES", "D0ANNA"


def event(inner: dict[str, Any], *, event_id: str = "") -> dict[str, Any]:
    """An Events API payload around an event."""
    return {
        "token": "unused",
        "team_id": TEAM,
        "api_app_id": APP,
        "event": inner,
        "type": "event_callback",
        "event_id": event_id or f"Ev{next(_numbers):08}",
        "event_time": 1_790_000_000,
        "authorizations": [
            {
                "enterprise_id": None,
                "team_id": TEAM,
                "user_id": BOT_USER,
                "is_bot": True,
                "is_enterprise_install": False,
            }
        ],
        "is_ext_shared_channel": False,
    }


def mention(
    slack: FakeSlack,
    text: str,
    *,
    channel: str = FERRIES,
    user: str = "U0ANNA",
    thread_ts: str | None = None,
    event_id: str = "",
) -> dict[str, Any]:
    """Somebody mentions the bot in a channel."""
    said = slack.said(channel, f"<@{BOT_USER}> {text}", user=user, thread_ts=thread_ts)
    return event({**_written(said), "type": "app_mention"}, event_id=event_id)


def message(
    slack: FakeSlack,
    text: str,
    *,
    channel: str = DIRECT,
    user: str = "U0ANNA",
    thread_ts: str | None = None,
    event_id: str = "",
) -> dict[str, Any]:
    """Somebody writes to the bot directly, or into a channel without a mention."""
    said = slack.said(channel, text, user=user, thread_ts=thread_ts)
    kind = {"D": "im", "G": "group"}.get(channel[0], "channel")
    return event({**_written(said), "type": "message", "channel_type": kind}, event_id=event_id)


def home_opened(*, tab: str = "messages", user: str = "U0ANNA", channel: str = DIRECT) -> dict[str, Any]:
    return event(
        {"type": "app_home_opened", "user": user, "channel": channel, "tab": tab, "event_ts": "1790000000.9"}
    )


def command(
    slack: FakeSlack, text: str, *, channel: str = FERRIES, user: str = "U0ANNA", name: str = "/ask"
) -> dict[str, str]:
    """A slash command."""
    return {
        "token": "unused",
        "team_id": TEAM,
        "team_domain": "elmford",
        "channel_id": channel,
        "channel_name": slack.channels.get(channel, "directmessage"),
        "user_id": user,
        "user_name": slack.names[user].split()[0].lower(),
        "command": name,
        "text": text,
        "api_app_id": APP,
        "is_enterprise_install": "false",
        "response_url": slack.response_url,
        "trigger_id": f"13345224609.738474920.{next(_numbers)}",
    }


def action(
    slack: FakeSlack,
    element: dict[str, Any],
    *,
    channel: str = FERRIES,
    user: str = "U0ANNA",
    message: dict[str, Any] | None = None,
    ephemeral: bool = False,
) -> dict[str, Any]:
    """Somebody uses `element` (type, action_id, block_id and what was chosen) of a message of the bot."""
    ts = (message or {}).get("ts", "1790000000.000001")
    thread = {"thread_ts": message["thread_ts"]} if message and "thread_ts" in message else {}
    return {
        "type": "block_actions",
        "user": {"id": user, "username": slack.names[user], "team_id": TEAM},
        "api_app_id": APP,
        "token": "unused",
        "container": {
            "type": "message",
            "message_ts": ts,
            "channel_id": channel,
            "is_ephemeral": ephemeral,
            **thread,
        },
        "trigger_id": f"13345224609.738474920.{next(_numbers)}",
        "team": {"id": TEAM, "domain": "elmford"},
        "enterprise": None,
        "is_enterprise_install": False,
        "channel": {"id": channel, "name": slack.channels.get(channel, "directmessage")},
        **({"message": message} if message and not ephemeral else {}),
        "response_url": slack.response_url,
        "actions": [{"action_ts": "1790000000.9", **element}],
    }


def submission(
    slack: FakeSlack, view: dict[str, Any], values: dict[str, Any], *, user: str = "U0ANNA"
) -> dict[str, Any]:
    """Somebody submits a modal that was opened with `view`."""
    return {
        "type": "view_submission",
        "team": {"id": TEAM, "domain": "elmford"},
        "user": {"id": user, "username": slack.names[user], "team_id": TEAM},
        "api_app_id": APP,
        "token": "unused",
        "trigger_id": f"13345224609.738474920.{next(_numbers)}",
        "view": {"id": "V1", **view, "state": {"values": values}},
        "response_urls": [],
        "is_enterprise_install": False,
        "enterprise": None,
    }


def _written(said: Message) -> dict[str, Any]:
    thread = {"thread_ts": said.thread_ts} if said.thread_ts else {}
    return {
        **said.author,
        "text": said.text,
        "ts": said.ts,
        "channel": said.channel,
        "team": TEAM,
        "event_ts": said.ts,
        "client_msg_id": f"m-{said.ts}",
        **thread,
    }
