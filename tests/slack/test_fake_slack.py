"""The fakes refuse what Slack refuses, or no test that uses them proves anything; and the bot's client."""

from urllib.error import URLError

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from assistant.slack.posting import web_client
from assistant.slack.settings import SlackSettings
from tests.slack.fake_slack import BOT_TOKEN, FakeSlack, Reply, too_many
from tests.slack.reached import AT_ONCE

HELLO = [{"type": "section", "text": {"type": "mrkdwn", "text": "Hello"}}]
CHUNK = {"type": "markdown_text", "text": "Ferries "}


@pytest.fixture
def client(slack: FakeSlack) -> WebClient:
    return WebClient(BOT_TOKEN, slack.url, retry_handlers=[])


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


def _section(text: str) -> dict[str, object]:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}}
