import copy
import json
import logging
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import httpx
import pytest
from fastapi import FastAPI

from assistant.rendering.slack_actions import About, form
from assistant.slack.payloads import is_heard
from assistant.slack.serving import add_routes
from tests.slack.bot import Bot
from tests.slack.fake_slack import TEAM, FakeSlack
from tests.slack.payloads import action, command, event, home_opened, mention, message, submission
from tests.slack.signing import FORM, JSON, SECRET, signed
from tests.slack.web import served

BUTTON = {"type": "button", "action_id": "share", "block_id": "0123456789abcdef-1", "value": "x"}
WRONG: tuple[Any, ...] = (None, 7, "x", "", [], [7], {}, {"id": [], "type": []})
"""Put in the place of whatever stands in a payload."""


def changed(slack: FakeSlack, text: str) -> dict[str, Any]:
    new = {"type": "message", "user": "U0ANNA", "text": text, "ts": "1790000000.000001"}
    old = {**new, "text": "Ferries?"}
    return event(
        {
            "type": "message",
            "subtype": "message_changed",
            "channel": "C0FERRIES",
            "channel_type": "channel",
            "ts": "1790000000.000002",
            "message": new,
            "previous_message": old,
        }
    )


def payloads(slack: FakeSlack) -> dict[str, dict[str, Any]]:
    """One of each form that the bot hears."""
    slack.refuses = True
    given = {"reasons": {"reasons": {"selected_options": [{"value": "wrong"}]}}, "comment": {"comment": {}}}
    about = About(answer_id="0" * 16, channel="C0FERRIES", thread_ts=None, url=None, alone=False)
    view = {key: form(about)[key] for key in ("type", "callback_id", "private_metadata")}
    return {
        "mention": mention(slack, "thanks"),
        "message": message(slack, "thanks"),
        "changed": changed(slack, "<@U0ASKERBOT> thanks"),
        "opened": home_opened(),
        "uninstalled": event({"type": "app_uninstalled"}),
        "revoked": event({"type": "tokens_revoked", "tokens": {"oauth": ["U0ANNA"], "bot": []}}),
        "challenge": {"type": "url_verification", "challenge": "3eZbrw1a"},
        "command": dict(command(slack, "help")),
        "certificate": {"ssl_check": "1", "token": "unused"},
        "press": action(slack, BUTTON, message={"ts": "1790000000.000001", "thread_ts": "1790000000.0"}),
        "form": submission(slack, view, given),
    }


def sent(kind: str, payload: Any) -> tuple[str, str]:
    """The body, and its content type."""
    if kind in ("command", "certificate"):
        return urlencode(payload), FORM
    if kind in ("press", "form"):
        return urlencode({"payload": json.dumps(payload)}), FORM
    return json.dumps(payload), JSON


def altered(payload: Any) -> Iterator[Any]:
    """The payload with one value, at whatever depth, left out or replaced."""
    for path in places(payload):
        for value in (..., *WRONG):
            whole = copy.deepcopy(payload)
            at = whole
            for key in path[:-1]:
                at = at[key]
            if value is ...:
                del at[path[-1]]
            else:
                at[path[-1]] = value
            yield whole


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, each in inner:
        yield (*path, key)
        yield from places(each, (*path, key))


KINDS = (
    "mention",
    "message",
    "changed",
    "opened",
    "uninstalled",
    "revoked",
    "challenge",
    "command",
    "certificate",
    "press",
    "form",
)


@pytest.fixture
def address(bot: Bot) -> Iterator[str]:
    web = FastAPI()
    add_routes(web, bot.app, SECRET)
    with served(web) as address:
        yield f"{address}/slack/events"


@pytest.mark.parametrize("kind", KINDS)
def test_what_slack_sends_is_heard(slack: FakeSlack, kind: str) -> None:
    assert is_heard(*sent(kind, payloads(slack)[kind]))


@pytest.mark.parametrize("kind", KINDS)
def test_fields_that_slack_adds_are_let_through(slack: FakeSlack, kind: str) -> None:
    payload = payloads(slack)[kind] | {"added": {"deep": [{"a": [1]}]}}
    if "event" in payload:
        payload["event"] |= {"added": [None], "blocks": [{"type": "rich_text"}], "files": [{"id": "F1"}]}
    assert is_heard(*sent(kind, payload))


@pytest.mark.parametrize("kind", KINDS)
def test_a_signed_payload_of_any_form_is_heard_or_refused_and_is_no_fault_of_the_server(
    bot: Bot, slack: FakeSlack, address: str, kind: str
) -> None:
    seen = set()
    with httpx.Client(trust_env=False) as client:
        for payload in altered(payloads(slack)[kind]):
            body, content_type = sent(kind, payload)
            response = client.post(address, content=body, headers=signed(body, kind=content_type))
            seen.add(response.status_code)
            assert response.status_code in (200, 400, 404), (response.status_code, json.dumps(payload))
    assert 400 in seen


MALFORMED = {
    "a list": "[]",
    "a text": '"x"',
    "nothing": "null",
    "an empty object": "{}",
    "broken": "{",
    "deep": "[" * 30_000,
    "deep inside": json.dumps({"type": "event_callback"})[:-1] + ', "event": ' + "[" * 30_000,
    "half a character": '{"type": "url_verification", "challenge": "\\ud800"}',
    "no event": json.dumps({"type": "event_callback", "team_id": TEAM}),
    "empty": "",
}


@pytest.mark.parametrize("body", MALFORMED.values(), ids=MALFORMED)
@pytest.mark.parametrize("content_type", [JSON, FORM, ""])
def test_what_is_no_payload_is_refused_in_one_line(
    address: str, caplog: pytest.LogCaptureFixture, body: str, content_type: str
) -> None:
    headers = signed(body, kind=content_type)
    response = httpx.post(address, content=body, headers=headers, trust_env=False)
    assert (response.status_code, response.text) == (400, "Not a form that the bot hears")
    assert [(each.levelno, each.exc_info) for each in caplog.records] == [(logging.WARNING, None)]
