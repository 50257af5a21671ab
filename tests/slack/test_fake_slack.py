"""The fakes refuse what Slack refuses, or no test that uses them proves anything; and the bot's client."""

import threading
from urllib.error import URLError

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.socket_mode.builtin import SocketModeClient
from slack_sdk.socket_mode.response import SocketModeResponse
from slack_sdk.webhook import WebhookClient

from assistant.slack.posting import web_client
from assistant.slack.settings import SlackSettings
from tests.slack.fake_slack import BOT_TOKEN, FakeSlack, Reply, too_many
from tests.slack.fake_socket import FakeSocket
from tests.slack.reached import AT_ONCE

HELLO = [{"type": "section", "text": {"type": "mrkdwn", "text": "Hello"}}]
CHUNK = {"type": "markdown_text", "text": "Ferries "}


@pytest.fixture
def client(slack: FakeSlack) -> WebClient:
    return WebClient(BOT_TOKEN, slack.url, retry_handlers=[])


def test_calls_are_kept_in_order_with_parsed_bodies_whatever_their_form(
    slack: FakeSlack, client: WebClient
) -> None:
    client.chat_postMessage(channel="C0FERRIES", text="Hello", blocks=HELLO)
    client.conversations_info(channel="C0FERRIES")
    client.api_call(
        "chat.postMessage",
        data={"channel": "C0FERRIES", "text": "Hello", "blocks": str(HELLO).replace("'", '"')},
    )
    WebhookClient(slack.response_url).send(text="Hello", replace_original=True)
    said = {"channel": "C0FERRIES", "text": "Hello", "blocks": HELLO}
    assert slack.transcript == [
        ("chat.postMessage", said),
        ("conversations.info", {"channel": "C0FERRIES"}),
        ("chat.postMessage", said),
        ("response_url", {"text": "Hello", "replace_original": True}),
    ]
    assert [call.token for call in slack.calls] == [BOT_TOKEN, BOT_TOKEN, BOT_TOKEN, None]


def test_what_slack_refuses_fails_the_test() -> None:
    with pytest.raises(AssertionError), FakeSlack() as slack:
        client = WebClient(BOT_TOKEN, slack.url)
        calls = [
            ("chat.fly", {}),
            ("chat.postMessage", {"channel": "C0FERRIES"}),
            ("chat.postMessage", {"channel": "C0FERRIES", "text": "x", "blocks": [_section("y" * 3_001)]}),
            ("chat.startStream", {"channel": "C0FERRIES", "thread_ts": "1.1", "chunks": [CHUNK]}),
            ("chat.appendStream", {"channel": "C0FERRIES", "ts": "1.1", "chunks": [CHUNK]}),
        ]
        errors = []
        for method, body in calls:
            with pytest.raises(SlackApiError) as refused:
                client.api_call(method, json=body)
            errors.append(refused.value.response["error"])
        assert errors == [
            "unknown_method",
            "invalid_arguments",
            "invalid_blocks",
            "missing_recipient_user_id",
            "message_not_found",
        ]
        assert len(slack.wrong) == len(calls)


def test_a_stream_is_one_message_that_grows_until_it_is_stopped(slack: FakeSlack, client: WebClient) -> None:
    said = slack.said("D0ANNA", "And now?")
    ts = client.chat_startStream(channel="D0ANNA", thread_ts=said.ts, chunks=[CHUNK])["ts"]
    client.chat_appendStream(channel="D0ANNA", ts=ts, chunks=[CHUNK])
    client.chat_stopStream(channel="D0ANNA", ts=ts, blocks=HELLO)
    with pytest.raises(SlackApiError, match="message_not_in_streaming_state"):
        client.chat_appendStream(channel="D0ANNA", ts=ts, chunks=[CHUNK])
    messages = client.conversations_replies(channel="D0ANNA", ts=said.ts)["messages"]
    assert [(message["text"], message["user"]) for message in messages] == [
        ("And now?", "U0ANNA"),
        ("Ferries Ferries ", "U0ASKERBOT"),
    ]
    assert slack.wrong == ["chat.appendStream: message_not_in_streaming_state"]
    slack.refuses = True


def test_a_stream_of_chunks_takes_no_text(slack: FakeSlack, client: WebClient) -> None:
    slack.refuses = True
    ts = client.chat_startStream(channel="D0ANNA", thread_ts="1.1", chunks=[CHUNK])["ts"]
    with pytest.raises(SlackApiError, match="streaming_mode_mismatch"):
        client.chat_appendStream(channel="D0ANNA", ts=ts, markdown_text="and tolls")


def test_a_script_is_played_call_by_call(slack: FakeSlack, client: WebClient) -> None:
    slack.plays("auth.test", Reply(), Reply(500), Reply(error="invalid_auth"), Reply(cut=True))
    assert client.auth_test()["user_id"] == "U0ASKERBOT"
    with pytest.raises(SlackApiError) as failed:
        client.auth_test()
    assert failed.value.response.status_code == 500
    with pytest.raises(SlackApiError, match="invalid_auth"):
        client.auth_test()
    with pytest.raises((URLError, ConnectionError)):
        client.auth_test()
    assert client.auth_test()["ok"]


def test_a_call_that_is_waited_for_is_found_by_its_number(slack: FakeSlack, client: WebClient) -> None:
    late = threading.Timer(0.05, lambda: client.users_info(user="U0BO"))
    late.start()
    client.users_info(user="U0ANNA")
    assert slack.wait("users.info", 2).body == {"user": "U0BO"}
    late.join()
    with pytest.raises(
        AssertionError, match=r"^no auth.test number 1 within 0 s; there came: users.info, users"
    ):
        slack.wait("auth.test", seconds=0)


def test_the_bots_client_waits_as_long_as_slack_asks(slack: FakeSlack, slack_settings: SlackSettings) -> None:
    slack.plays("users.info", too_many(1))
    web_client(slack_settings).users_info(user="U0ANNA")
    first, second = slack.calls
    assert second.at - first.at >= 1


def test_the_bots_client_does_not_wait_for_ever(slack: FakeSlack, slack_settings: SlackSettings) -> None:
    slack.always("users.info", too_many(3_600))
    with pytest.raises(SlackApiError, match="ratelimited"):
        web_client(slack_settings).users_info(user="U0ANNA")
    assert len(slack.calls) == 1


@pytest.mark.parametrize("trouble", [Reply(500), Reply(503), Reply(cut=True)])
def test_the_bots_client_tries_a_failed_call_again_a_few_times(
    slack: FakeSlack, slack_settings: SlackSettings, trouble: Reply
) -> None:
    slack.plays("users.info", trouble, trouble)
    assert web_client(slack_settings, pause=AT_ONCE).users_info(user="U0ANNA")["ok"]
    assert len(slack.calls) == 3


def test_the_bots_client_adds_to_a_stream_only_once(slack: FakeSlack, slack_settings: SlackSettings) -> None:
    client = web_client(slack_settings, pause=AT_ONCE)
    said = slack.said("D0ANNA", "And now?")
    ts = client.chat_startStream(channel="D0ANNA", thread_ts=said.ts, chunks=[CHUNK])["ts"]
    for trouble in (Reply(500), Reply(503), Reply(cut=True)):
        slack.plays("chat.appendStream", trouble)
        with pytest.raises((SlackApiError, URLError, ConnectionError)):
            client.chat_appendStream(channel="D0ANNA", ts=ts, chunks=[CHUNK])
    assert len(slack.of("chat.appendStream")) == 3


def test_the_bots_client_gives_up_after_a_few_times(slack: FakeSlack, slack_settings: SlackSettings) -> None:
    slack.always("users.info", Reply(500))
    with pytest.raises(SlackApiError):
        web_client(slack_settings, pause=AT_ONCE).users_info(user="U0ANNA")
    assert len(slack.calls) == 3


def test_the_socket_brings_envelopes_and_keeps_their_acknowledgements(
    client: WebClient, slack_socket: FakeSocket
) -> None:
    connection = SocketModeClient("xapp-elmford", web_client=client)
    seen = []

    def acknowledge(socket: SocketModeClient, request: object) -> None:
        seen.append((request.type, request.payload, request.retry_attempt))
        socket.send_socket_mode_response(SocketModeResponse(request.envelope_id, {"text": "Yes"}))

    connection.socket_mode_request_listeners.append(acknowledge)
    connection.connect()
    slack_socket.connected()
    sent = slack_socket.send("events_api", {"event_id": "Ev1"}, retry=2, reason="timeout")
    ack = slack_socket.ack(sent)
    connection.close()
    assert (seen, ack.body) == ([("events_api", {"event_id": "Ev1"}, 2)], {"text": "Yes"})
    assert 0 < ack.seconds < 30


def _section(text: str) -> dict[str, object]:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}}
