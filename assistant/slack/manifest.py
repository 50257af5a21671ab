"""The app's manifest: what Slack is asked for, derived from the methods called and the events heard."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from assistant.articles import Record

COMMAND = "/ask"
EVENTS_PATH, INSTALL_PATH, REDIRECT_PATH = "/slack/events", "/slack/install", "/slack/oauth_redirect"
_NAME = "Ask the articles"
_DESCRIPTION = "Who holds which view, who wrote it down, where and when: answers from a folder of articles."
_AGENT = (
    "Ask what a folder of opinion articles says. Every view comes with its speaker, the author, the "
    "publication, the date and the words that prove it; where nothing is said, that is the answer."
)

METHODS: dict[str, tuple[str, ...]] = {
    "apps.connections.open": (),
    "auth.test": (),
    "assistant.threads.setStatus": ("assistant:write",),
    "assistant.threads.setSuggestedPrompts": ("assistant:write",),
    "chat.appendStream": ("chat:write",),
    "chat.delete": ("chat:write",),
    "chat.postEphemeral": ("chat:write",),
    "chat.postMessage": ("chat:write",),
    "chat.startStream": ("chat:write",),
    "chat.stopStream": ("chat:write",),
    "chat.update": ("chat:write",),
    "conversations.info": ("channels:read", "groups:read"),
    "oauth.v2.access": (),
    "views.open": (),
}
"""Every method of the Web API that is called, with the scopes it asks for."""

EVENTS: dict[str, tuple[str, ...]] = {
    "app_home_opened": (),
    "app_mention": ("app_mentions:read",),
    "message.channels": ("channels:history",),
    "message.groups": ("groups:history",),
    "message.im": ("im:history",),
    "message.mpim": ("mpim:history",),
}
"""Every event that is heard, with the scopes it asks for."""
_OF_INSTALLS = ("app_uninstalled", "tokens_revoked")
MOST = 4
"""What Slack shows at most."""


def scopes() -> tuple[str, ...]:
    """The bot's scopes, each once, in order."""
    needed = {scope for table in (METHODS, EVENTS) for each in table.values() for scope in each}
    return tuple(sorted({"commands", *needed}))


def manifest(prompts: tuple[str, ...], *, url: str | None = None) -> dict[str, Any]:
    """The manifest, as “Create New App”, “From a manifest” takes it.

    `prompts` are questions to suggest; `url` is where the server is reached over HTTP, without a path.
    Without one, the app connects by itself (Socket Mode).
    """
    command: dict[str, Any] = {
        "command": COMMAND,
        "description": "Ask the articles; only you see the answer until you share it",
        "usage_hint": "What does Serwer say about partition? since:2022",
        "should_escape": True,
    }
    events = {"bot_events": [*EVENTS, *(_OF_INSTALLS if url else ())]}
    interactivity: dict[str, Any] = {"is_enabled": True}
    oauth: dict[str, Any] = {"scopes": {"bot": list(scopes())}}
    if url:
        address = url.rstrip("/")
        command["url"] = interactivity["request_url"] = address + EVENTS_PATH
        events = {"request_url": address + EVENTS_PATH, **events}  # type: ignore[dict-item]
        oauth = {"redirect_urls": [f"{address}{REDIRECT_PATH}"], **oauth}
    return {
        "_metadata": {"major_version": 2, "minor_version": 1},
        "display_information": {"name": _NAME, "description": _DESCRIPTION},
        "features": {
            "agent_view": {
                "agent_description": _AGENT,
                "suggested_prompts": [{"title": prompt, "message": prompt} for prompt in prompts],
            },
            "app_home": {
                "home_tab_enabled": False,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": False,
            },
            "bot_user": {"display_name": _NAME, "always_online": False},
            "slash_commands": [command],
        },
        "oauth_config": oauth,
        "settings": {
            "event_subscriptions": events,
            "interactivity": interactivity,
            "org_deploy_enabled": False,
            "socket_mode_enabled": url is None,
            "token_rotation_enabled": False,
        },
    }


def suggestions(records: Iterable[Record]) -> tuple[str, ...]:
    """Questions about the newest articles of different voices; each is answered from its article."""
    return tuple(islice(_questions(records), MOST))


def _questions(records: Iterable[Record]) -> Iterator[str]:
    dated = [record for record in records if record.date and len(record.voices) == 1]
    asked: set[str] = set()
    for record in sorted(dated, key=lambda each: (str(each.date), each.article_id), reverse=True):
        if record.voices[0] not in asked:
            asked.add(record.voices[0])
            verb = "write" if record.voices == record.authors else "say"
            yield f"What did {record.voices[0]} {verb} in {_month(record.date_text)}?"


def _month(date: str) -> str:
    """
    >>> _month("13 September 2018"), _month("2018")
    ('September 2018', '2018')
    """
    return " ".join(word for word in date.split() if not (word.isdigit() and len(word) < 3))
