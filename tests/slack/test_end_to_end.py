"""The whole bot over real HTTP and a real WebSocket: every way in, every button, all that can go wrong."""

import json
import threading
from collections.abc import Iterator
from typing import Any

import pytest

from assistant.answering.assistant import Assistant
from assistant.answers import Answer
from assistant.events import Event, Finished
from assistant.feedback import FeedbackStore
from assistant.rendering.slack import Transcript, messages
from assistant.scopes import Scope
from assistant.slack.settings import SlackSettings
from tests.slack.expected import offered
from tests.slack.fake_slack import TEAM, FakeSlack, Reply
from tests.slack.fake_socket import FakeSocket
from tests.slack.payloads import FERRIES, action, command, mention, message, submission
from tests.slack.reached import Reached, reached

QUESTION = "Should the Skerrow ferry be closed?"
ASKED = {"channel": FERRIES, "thread_ts": "1790000000.000001"}
AS_IT_STANDS = {"unfurl_links": False, "unfurl_media": False, "parse": "none"}


@pytest.fixture(params=["http", "socket"])
def bot(
    request: pytest.FixtureRequest,
    assistant: Assistant,
    slack_settings: SlackSettings,
    slack_socket: FakeSocket,
) -> Iterator[Reached]:
    with reached(assistant, slack_settings, request.param, slack_socket) as bot:
        yield bot


def called(slack: FakeSlack, *, since: int = 0) -> list[tuple[str, dict[str, Any]]]:
    """What the bot called from the call of number `since` on, but for what only begins a connection."""
    begun = ("auth.test", "apps.connections.open")
    return [
        (method, {name: value for name, value in body.items() if name != "team_id"})
        for method, body in slack.transcript
        if method not in begun
    ][since:]


def kept_id(slack: FakeSlack) -> str:
    """The id under which the last answer was kept."""
    sent = json.dumps(slack.transcript)
    return sent.rpartition('"block_id": "feedback:')[2].partition('"')[0]


def streamed(
    assistant: Assistant, answer: Answer, events: list[Event], answer_id: str, channel: str, thread_ts: str
) -> list[Any]:
    """The calls that show an answer in a thread."""
    transcript = Transcript(question=answer.question, scope=answer.scope, answer_id=answer_id)
    first, second, *others = [chunks for event in events if (chunks := transcript.chunks(event))]
    rest = [chunk for chunks in others for chunk in chunks]
    below = offered(assistant, answer, answer_id)
    closing = list(transcript.closing(answer, answer_id=answer_id, below=below)[0])
    place, stream = {"channel": channel}, {"channel": channel, "ts": "1790000000.000002"}
    reader = {"recipient_user_id": "U0ANNA", "recipient_team_id": TEAM}
    return [
        (
            "assistant.threads.setStatus",
            {"channel_id": channel, "thread_ts": thread_ts, "status": "is searching the articles…"},
        ),
        ("chat.startStream", {**place, "thread_ts": thread_ts, **reader, "chunks": list(first)}),
        ("chat.appendStream", {**stream, "chunks": list(second)}),
        ("chat.stopStream", {**stream, "chunks": rest, "blocks": closing}),
    ]


def answered(assistant: Assistant, question: str, scope: Scope = Scope()) -> tuple[Answer, list[Event]]:
    events = list(assistant.stream(question, scope=scope))
    assert isinstance(events[-1], Finished)
    return events[-1].answer, events


def sentence(text: str) -> list[dict[str, Any]]:
    """The blocks of one of the bot's own sentences."""
    return [{"type": "section", "text": {"type": "plain_text", "text": text, "emoji": False}}]


def pressed(slack: FakeSlack, action_id: str, **more: Any) -> dict[str, Any]:
    """The use of an element under the last answer."""
    ((block, element),) = [
        (block, element)
        for call in slack.calls[::-1]
        for block in call.body.get("blocks", ())
        for element in block.get("elements", ())
        if element.get("action_id") == action_id
    ][:1]
    return {"type": element["type"], "action_id": action_id, "block_id": block["block_id"], **more}


def test_a_mention_is_answered_in_its_thread(bot: Reached, slack: FakeSlack, assistant: Assistant) -> None:
    bot.hear(mention(slack, QUESTION))
    expected = streamed(assistant, *answered(assistant, QUESTION), kept_id(slack), **ASKED)
    assert called(slack) == expected


def test_a_follow_up_in_the_thread_needs_no_mention_and_builds_on_it(
    bot: Reached, slack: FakeSlack, assistant: Assistant, store: FeedbackStore
) -> None:
    bot.hear(mention(slack, "What does Marrow say about the barrage?"))
    before = len(called(slack))
    bot.hear(message(slack, "And in 2023?", channel=FERRIES, thread_ts=ASKED["thread_ts"]))
    follow_up = store.answer(kept_id(slack))
    assert follow_up is not None
    assert {view.record.article_id for view in follow_up.viewpoints} == {"marrow-2023"}
    assert [method for method, _ in called(slack, since=before)][-1] == "chat.stopStream"
    threads = {body["thread_ts"] for method, body in called(slack) if method == "chat.startStream"}
    assert threads == {ASKED["thread_ts"]}


def test_a_command_is_answered_for_its_reader_alone(
    bot: Reached, slack: FakeSlack, assistant: Assistant
) -> None:
    told = f"Searching the articles for: {QUESTION}"
    assert bot.command(command(slack, QUESTION)) == {
        "response_type": "ephemeral",
        "text": told,
        "blocks": sentence(told),
    }
    answer, _ = answered(assistant, QUESTION)
    kept = kept_id(slack)
    shown = messages(answer, answer_id=kept, share=True, below=offered(assistant, answer, kept))[0]
    assert called(slack) == [
        (
            "response_url",
            {
                "response_type": "ephemeral",
                "replace_original": False,
                "unfurl_links": False,
                "unfurl_media": False,
                "text": shown.text,
                "blocks": list(shown.blocks),
            },
        )
    ]


def test_complaints_are_asked_for_in_a_form_and_kept(
    bot: Reached, slack: FakeSlack, store: FeedbackStore
) -> None:
    bot.hear(mention(slack, QUESTION))
    press = action(slack, pressed(slack, "feedback", value="bad"), message=slack.messages[-1].shown())
    bot.interact(press)
    opened = slack.wait("views.open").body
    assert opened["trigger_id"] == press["trigger_id"]
    bot.interact(submission(slack, opened["view"], filled(opened["view"], "wrong_date", "It was in May.")))
    ((entry),) = store.entries()
    assert (entry.helpful, entry.complaints, entry.comment) == (False, ("wrong_date",), "It was in May.")


def filled(view: dict[str, Any], complaint: str, comment: str) -> dict[str, Any]:
    """The state of a form in which one complaint is ticked and something is written."""
    values: dict[str, Any] = {}
    for block in view["blocks"]:
        element = block.get("element", {})
        if element.get("type") == "checkboxes":
            chosen = [option for option in element["options"] if option["value"] == complaint]
            said: dict[str, Any] = {"type": "checkboxes", "selected_options": chosen}
        elif element.get("type") == "plain_text_input":
            said = {"type": "plain_text_input", "value": comment}
        else:
            continue
        values[block["block_id"]] = {element["action_id"]: said}
    return values


def test_a_private_answer_can_be_shared(bot: Reached, slack: FakeSlack, store: FeedbackStore) -> None:
    bot.command(command(slack, QUESTION))
    before = len(called(slack))
    bot.interact(action(slack, pressed(slack, "share"), ephemeral=True))
    (posted, body), (removed, gone) = called(slack, since=before)
    assert (posted, body["channel"], "thread_ts" in body) == ("chat.postMessage", FERRIES, False)
    assert body["text"].startswith("<@U0ANNA> asked and shared: Should the Skerrow ferry be closed?")
    assert {name: body[name] for name in AS_IT_STANDS} == AS_IT_STANDS
    assert (removed, gone) == ("response_url", {"delete_original": True})


def test_a_delivery_that_comes_again_is_acknowledged_and_answered_once(
    bot: Reached, slack: FakeSlack
) -> None:
    payload = mention(slack, QUESTION)
    bot.hear(payload)
    for retry in (1, 2, 3):
        bot.hear(payload, retry=retry)
    assert len(slack.of("chat.startStream")) == 1
    asked = command(slack, QUESTION)
    for _ in range(3):
        bot.command(asked)
    assert len(slack.of("response_url")) == 1


@pytest.mark.parametrize("method", ["chat.appendStream", "chat.stopStream"])
def test_what_slack_did_and_said_it_had_not_stands_there_once(
    bot: Reached, slack: FakeSlack, assistant: Assistant, method: str
) -> None:
    slack.refuses = True  # a stream that was ended cannot be ended again
    slack.plays(method, Reply(500))
    bot.hear(mention(slack, QUESTION))
    shown = json.dumps([message.blocks for message in slack.messages], ensure_ascii=False)
    quotes = [quote for view in answered(assistant, QUESTION)[0].viewpoints for quote in view.quotes]
    assert [shown.count(f' [{quote.citation}]"') for quote in quotes] == [1] * len(quotes)
    assert {message.streaming for message in slack.messages} == {""}


def test_thirty_questions_at_once_are_each_answered_once_in_their_own_thread(
    bot: Reached, slack: FakeSlack
) -> None:
    payloads = [mention(slack, QUESTION, user=user) for user in ("U0ANNA", "U0BO") for _ in range(15)]
    threads = [threading.Thread(target=bot.delivery.event, args=(payload,)) for payload in payloads]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    bot.workers.wait_until_idle()
    asked = sorted((payload["event"]["ts"], payload["event"]["user"]) for payload in payloads)
    started = [(body["thread_ts"], body["recipient_user_id"]) for body in slack.of("chat.startStream")]
    assert sorted(started) == asked
    stopped = {body["ts"] for body in slack.of("chat.stopStream")}
    assert len(stopped) == len(slack.of("chat.stopStream")) == 30
    assert {message.streaming for message in slack.messages} == {""}


def test_a_socket_cut_in_the_middle_costs_no_answer(
    slack: FakeSlack, slack_settings: SlackSettings, slack_socket: FakeSocket, assistant: Assistant
) -> None:
    slack.plays("chat.startStream", Reply(seconds=0.3))
    with reached(assistant, slack_settings, "socket", slack_socket) as bot:
        payload = mention(slack, QUESTION)
        slack_socket.send("events_api", payload)
        slack.wait("chat.startStream")
        slack_socket.cut()
        slack_socket.connected(2)
        # Slack sends again what it believes lost.
        bot.hear(payload, retry=1)
        bot.hear(mention(slack, QUESTION))
    assert len(slack.of("chat.startStream")) == len(slack.of("chat.stopStream")) == 2


def test_an_event_that_was_lost_with_the_socket_is_answered_when_it_comes_again(
    slack: FakeSlack, slack_settings: SlackSettings, slack_socket: FakeSocket, assistant: Assistant
) -> None:
    with reached(assistant, slack_settings, "socket", slack_socket) as bot:
        payload = mention(slack, QUESTION)
        slack_socket.cut()
        slack_socket.connected(2)
        bot.hear(payload, retry=1)
    assert len(slack.of("chat.stopStream")) == 1
