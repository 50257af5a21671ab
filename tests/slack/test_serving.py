import json
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from slack_bolt import App
from slack_bolt.authorization import AuthorizeResult
from starlette.responses import PlainTextResponse

from assistant.errors import AssistantError
from assistant.slack.serving import add_routes, connected
from assistant.slack.settings import SlackSettings
from tests.slack.fake_slack import BOT, BOT_TOKEN, BOT_USER, FakeSlack, Reply
from tests.slack.fake_socket import FakeSocket
from tests.slack.payloads import command, mention
from tests.slack.signing import SECRET, HttpDelivery, signed
from tests.slack.web import served


def echoing(heard: list[str]) -> App:
    """A bot that keeps what it hears; it needs no Web API for that."""
    app = App(
        signing_secret=SECRET,
        authorize=lambda: AuthorizeResult(
            enterprise_id=None, team_id="T0ELMFORD", bot_token=BOT_TOKEN, bot_id=BOT, bot_user_id=BOT_USER
        ),
        listener_executor=ThreadPoolExecutor(8),
    )

    @app.event("app_mention")
    def mentioned(event: dict[str, Any]) -> None:
        heard.append(event["text"])

    @app.command("/ask")
    def asked(ack: Any, body: dict[str, Any]) -> None:
        ack("Searching")
        heard.append(body["text"])

    return app


@pytest.fixture
def heard() -> list[str]:
    return []


@pytest.fixture
def echo(heard: list[str]) -> Iterator[App]:
    app = echoing(heard)
    yield app
    app.listener_runner.listener_executor.shutdown()


@pytest.fixture
def address(echo: App) -> Iterator[str]:
    """Of a server with Slack's routes before an app that takes every path."""
    web = FastAPI()
    add_routes(web, echo, SECRET)
    web.mount("/", PlainTextResponse("the chat"))
    with served(web) as address:
        yield address


def test_slacks_check_of_the_address_is_answered(address: str) -> None:
    ack = HttpDelivery(f"{address}/slack/events").event({"type": "url_verification", "challenge": "3eZbrw1a"})
    assert (ack.status, ack.body) == (200, {"challenge": "3eZbrw1a"})


def test_events_and_commands_are_heard_over_http_and_everything_else_is_the_chats(
    address: str, slack: FakeSlack, echo: App, heard: list[str]
) -> None:
    delivery = HttpDelivery(f"{address}/slack/events")
    acks = [delivery.event(mention(slack, "Ferries?")), delivery.command(command(slack, "Tolls?"))]
    echo.listener_runner.listener_executor.shutdown(wait=True)
    assert [(ack.status, ack.body) for ack in acks] == [(200, None), (200, "Searching")]
    assert sorted(heard) == ["<@U0ASKERBOT> Ferries?", "Tolls?"]
    assert httpx.get(f"{address}/elsewhere").text == "the chat"


def test_only_what_slack_signed_just_now_is_heard(
    address: str, slack: FakeSlack, echo: App, heard: list[str]
) -> None:
    body = json.dumps(mention(slack, "Ferries?"))
    headers = {
        "right": signed(body),
        "another secret": signed(body, secret="another"),
        "another body": signed(body + " "),
        "stale": signed(body, at=time.time() - 6 * 60),
        "of the future": signed(body, at=time.time() + 6 * 60),
        "none": {"content-type": "application/json"},
    }
    answered = {
        name: httpx.post(f"{address}/slack/events", content=body, headers=given).status_code
        for name, given in headers.items()
    }
    echo.listener_runner.listener_executor.shutdown(wait=True)
    assert (answered, len(heard)) == ({name: 200 if name == "right" else 401 for name in headers}, 1)


TIMES = (
    "",
    "abc",
    "nan",
    "inf",
    "-1",
    "1e9",
    "1.5",
    "0x6ab1",
    "1_790_000_000",
    "١٧٩٠٠٠٠٠٠٠",
    "[1]",
    "9" * 5_000,
)
SIGNATURES = ("", "v0=", "v0=é", f"v1={'0' * 64}", "[]", f"v0={'ü' * 64}", f"v0={'A' * 64}")
ODD = [
    *(("x-slack-request-timestamp", value) for value in TIMES),
    *(("x-slack-signature", value) for value in SIGNATURES),
]


def test_a_timestamp_or_signature_of_any_form_is_refused_without_a_word_in_the_log(
    address: str, slack: FakeSlack, heard: list[str], caplog: Any, capsys: Any
) -> None:
    body = json.dumps(mention(slack, "Ferries?"))
    for name, value in ODD:
        headers = [(key, given) for key, given in signed(body).items() if key != name]
        for odd in ([(name, value.encode())], [(name, value.encode())] * 2):
            response = httpx.post(f"{address}/slack/events", content=body, headers=[*headers, *odd])
            assert response.status_code == 401, (name, value)
    for name in ("x-slack-request-timestamp", "x-slack-signature"):
        beside = [*signed(body).items(), (name, "abc")]
        assert httpx.post(f"{address}/slack/events", content=body, headers=beside).status_code == 401
    assert (heard, caplog.records, capsys.readouterr().err) == ([], [], "")


def test_a_body_that_is_no_text_is_refused(address: str, caplog: Any) -> None:
    response = httpx.post(f"{address}/slack/events", content=b"\xff\xfe", headers=signed(""))
    assert (response.status_code, caplog.records) == (401, [])


def test_a_body_larger_than_any_of_slacks_is_refused(address: str) -> None:
    response = httpx.post(f"{address}/slack/events", content=bytes(5_000_000))
    assert (response.status_code, response.text) == (413, "Too large")


def test_a_large_event_arrives_whole_over_the_socket(
    slack: FakeSlack, slack_settings: SlackSettings, slack_socket: FakeSocket, echo: App, heard: list[str]
) -> None:
    echo.client.base_url = slack.url
    text = "🚢" * 40_000
    payload = mention(slack, text)
    parts = [{"type": "text", "text": text}] * 2
    payload["event"]["blocks"] = [{"type": "rich_text", "elements": parts}]
    with connected(echo, slack_settings):
        slack_socket.connected()
        slack_socket.ack(slack_socket.send("events_api", payload))
        after = slack_socket.send("slash_commands", command(slack, "Tolls?"))
        assert slack_socket.ack(after).body == {"text": "Searching"}
    echo.listener_runner.listener_executor.shutdown(wait=True)
    assert sorted(heard) == [f"<@U0ASKERBOT> {text}", "Tolls?"]


@pytest.mark.parametrize("end", [FakeSocket.cut, FakeSocket.ask_to_reconnect])
def test_a_lost_socket_is_connected_again(
    slack: FakeSlack,
    slack_settings: SlackSettings,
    slack_socket: FakeSocket,
    echo: App,
    heard: list[str],
    end: Any,
) -> None:
    echo.client.base_url = slack.url
    with connected(echo, slack_settings, ping_seconds=0.2):
        slack_socket.connected(1)
        end(slack_socket)
        slack_socket.connected(2)
        slack_socket.ack(slack_socket.send("events_api", mention(slack, "Ferries?")))
    echo.listener_runner.listener_executor.shutdown(wait=True)
    assert heard == ["<@U0ASKERBOT> Ferries?"]


def test_a_refused_app_token_is_told_in_one_line(
    slack: FakeSlack, slack_settings: SlackSettings, echo: App
) -> None:
    echo.client.base_url = slack.url
    slack.always("apps.connections.open", Reply(error="not_allowed_token_type"))
    with pytest.raises(AssistantError) as refused, connected(echo, slack_settings):
        pass
    assert str(refused.value) == (
        "Slack does not accept SLACK_APP_TOKEN (not_allowed_token_type): take it anew from your app's pages "
        "on https://api.slack.com/apps"
    )


def test_where_slack_cannot_be_reached_it_is_told_in_one_line(
    slack_settings: SlackSettings, echo: App
) -> None:
    echo.client.base_url = "http://127.0.0.1:9/api/"
    with (
        pytest.raises(AssistantError, match=r"^Slack cannot be reached: .*[Cc]onnection refused.*$"),
        connected(echo, slack_settings),
    ):
        pass
