import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from slack_sdk import WebClient

from assistant.slack import manifest as module
from assistant.slack.manifest import EVENTS, METHODS, manifest, scopes
from tests.slack.limits import violations

PROMPTS = ("What did Anna Ash write in May 2021?", "What did Bo Birk say in 2020?")
OF_BOLT = {"apps.connections.open", "auth.test", "oauth.v2.access"}
"""Called by the library: to connect, to know itself, to be installed."""


def calls() -> Iterator[ast.Call]:
    """Every call in the code of the bot."""
    for path in Path(module.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                yield node


def test_the_scopes_are_those_of_the_methods_that_the_code_calls() -> None:
    of_slack = {name for name in dir(WebClient) if "_" in name.strip("_") and name != "api_call"}
    called = {node.func.attr.replace("_", ".") for node in calls() if node.func.attr in of_slack}
    assert called | OF_BOLT == set(METHODS)


def test_the_events_are_those_that_the_code_hears() -> None:
    heard = {
        node.args[0].value
        for node in calls()
        if node.func.attr == "event" and isinstance(node.args[0], ast.Constant)
    }
    assert heard == {event.partition(".")[0] for event in EVENTS}


def test_every_scope_has_its_reason() -> None:
    assert scopes() == (
        "app_mentions:read",
        "assistant:write",
        "channels:history",
        "channels:read",
        "chat:write",
        "commands",
        "groups:history",
        "groups:read",
        "im:history",
        "mpim:history",
    )


def test_without_an_address_the_app_connects_by_itself() -> None:
    printed = manifest(PROMPTS)
    assert printed["settings"] == {
        "event_subscriptions": {
            "bot_events": [
                "app_home_opened",
                "app_mention",
                "message.channels",
                "message.groups",
                "message.im",
                "message.mpim",
            ]
        },
        "interactivity": {"is_enabled": True},
        "org_deploy_enabled": False,
        "socket_mode_enabled": True,
        "token_rotation_enabled": False,
    }
    assert printed["oauth_config"] == {"scopes": {"bot": list(scopes())}}
    assert printed["features"]["agent_view"]["suggested_prompts"] == [
        {"title": prompt, "message": prompt} for prompt in PROMPTS
    ]
    assert [command["command"] for command in printed["features"]["slash_commands"]] == ["/ask"]


@pytest.mark.parametrize("url", ["https://chat.elmford.example", "https://chat.elmford.example/"])
def test_with_an_address_everything_that_slack_sends_goes_there(url: str) -> None:
    printed, events = manifest(PROMPTS, url=url), "https://chat.elmford.example/slack/events"
    assert printed["settings"]["event_subscriptions"] == {
        "request_url": events,
        "bot_events": [*EVENTS, "app_uninstalled", "tokens_revoked"],
    }
    assert printed["settings"]["interactivity"] == {"is_enabled": True, "request_url": events}
    assert printed["settings"]["socket_mode_enabled"] is False
    assert printed["features"]["slash_commands"][0]["url"] == events
    assert printed["oauth_config"]["redirect_urls"] == ["https://chat.elmford.example/slack/oauth_redirect"]


def test_what_is_shown_fits_where_slack_shows_it() -> None:
    printed = manifest(PROMPTS)
    view, command = printed["features"]["agent_view"], printed["features"]["slash_commands"][0]
    name, description = printed["display_information"].values()
    assert (len(name) <= 35, len(description) <= 140, len(view["agent_description"]) <= 300) == (True,) * 3
    assert (len(command["description"]) <= 2_000, len(command["usage_hint"]) <= 1_000) == (True, True)
    prompts = {"channel_id": "D0ANNA", "prompts": view["suggested_prompts"]}
    assert violations("assistant.threads.setSuggestedPrompts", prompts) == ()
