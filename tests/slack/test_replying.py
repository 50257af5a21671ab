import json
import logging
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import count

import pytest
from slack_sdk import WebClient

from assistant.errors import APOLOGY, AssistantError, IndexMismatch
from assistant.events import Finished, Searched, SummaryReady, ViewpointReady, ViewpointReplaced
from assistant.feedback import UNKEPT
from assistant.rendering.slack import Transcript, messages
from assistant.slack.posting import LONGEST_WAIT, RateLimits
from assistant.slack.telling import notice
from tests.slack.bot import Bot, Disturbed, bot_of
from tests.slack.expected import content, offered, posted, shown_id, status
from tests.slack.fake_slack import BOT_TOKEN, TEAM, FakeSlack, Reply, too_many
from tests.slack.payloads import FERRIES, command, mention

BARRAGE = "Should the barrage be built?"


def client_of(slack: FakeSlack) -> WebClient:
    """A client that tries again only where Slack asks it to come back."""
    return WebClient(token=BOT_TOKEN, base_url=slack.url, retry_handlers=[RateLimits()])


@pytest.fixture
def hasty(assistant, slack, slack_settings, store) -> Iterator[Bot]:
    """A bot that takes the first error of Slack's for the last word."""
    with bot_of(assistant, slack, slack_settings, store, client=client_of(slack)) as bot:
        yield bot


def calls(slack):
    return slack.transcript[1:]


def whole(bot, assistant, method="chat.postMessage", number=-1):
    """The whole answer as one message; the id is read from the call."""
    answer, answer_id = assistant.ask(BARRAGE), shown_id(bot.slack, method, number)
    return messages(answer, answer_id=answer_id, below=offered(assistant, answer, answer_id))[0]


@pytest.mark.parametrize(
    "refusal", [Reply(error="not_allowed_token_type"), Reply(500), Reply(body={"ts": ""}), Reply(cut=True)]
)
def test_where_slack_takes_no_stream_the_whole_answer_is_posted(hasty, slack, assistant, refusal):
    slack.plays("chat.startStream", refusal)
    asked = mention(slack, BARRAGE)
    hasty.hear(asked)
    ts = asked["event"]["ts"]
    (first, second), (third, _) = calls(slack)[0], calls(slack)[1]
    assert (first, second) == status(FERRIES, ts)
    assert third == "chat.startStream"
    assert calls(slack)[2:] == [posted(FERRIES, whole(hasty, assistant), ts)]


def test_where_a_stream_breaks_the_whole_answer_takes_its_place(hasty, slack, assistant):
    slack.plays("chat.appendStream", Reply(500))
    asked = mention(slack, BARRAGE)
    hasty.hear(asked)
    ts = slack.of("chat.appendStream")[0]["ts"]
    here = {"channel": FERRIES, "ts": ts, "team_id": TEAM}
    changed = {**here, **content(whole(hasty, assistant, "chat.update")), "parse": "none"}
    assert [method for method, _ in calls(slack)[:3]] == [
        "assistant.threads.setStatus",
        "chat.startStream",
        "chat.appendStream",
    ]
    assert calls(slack)[3:] == [("chat.stopStream", here), ("chat.update", changed)]


def test_where_the_end_of_a_stream_is_refused_the_whole_answer_takes_its_place(hasty, slack, assistant):
    slack.refuses = True  # Slack may have ended the stream before it failed
    slack.plays("chat.stopStream", Reply(500))
    hasty.hear(mention(slack, BARRAGE))
    methods = [method for method, _ in calls(slack)[3:]]
    assert methods == ["chat.stopStream", "chat.stopStream", "chat.update"]
    assert slack.of("chat.update")[0]["blocks"] == list(whole(hasty, assistant, "chat.update").blocks)


def test_what_can_be_neither_ended_nor_changed_is_taken_away_and_posted_anew(hasty, slack, assistant):
    slack.refuses = True
    slack.plays("chat.stopStream", Reply(500), Reply(500))
    slack.plays("chat.update", Reply(error="cant_update_message"))
    asked = mention(slack, BARRAGE)
    hasty.hear(asked)
    methods = [method for method, _ in calls(slack)[3:]]
    assert methods == ["chat.stopStream", "chat.stopStream", "chat.update", "chat.delete", "chat.postMessage"]
    assert calls(slack)[-1] == posted(FERRIES, whole(hasty, assistant), asked["event"]["ts"])


def test_a_message_that_slack_refuses_twice_ends_in_an_apology(hasty, slack):
    slack.plays("chat.startStream", Reply(500))
    slack.plays("chat.postMessage", Reply(500))
    asked = mention(slack, BARRAGE)
    hasty.hear(asked)
    assert calls(slack)[-1] == posted(FERRIES, notice(APOLOGY), asked["event"]["ts"])


def test_where_slack_takes_nothing_at_all_that_is_logged_and_the_next_question_answered(hasty, slack, caplog):
    for method in ("chat.startStream", "chat.postMessage"):
        slack.plays(method, Reply(500), Reply(500))
    with caplog.at_level(logging.ERROR):
        hasty.hear(mention(slack, BARRAGE))
    assert "Slack takes no message: a reader is left without an answer" in caplog.text
    slack.plays("chat.startStream", Reply())
    hasty.hear(mention(slack, BARRAGE), mention(slack, BARRAGE))
    assert len(slack.of("chat.stopStream")) + len(slack.of("chat.postMessage")) == 4


def test_a_status_that_is_refused_harms_nothing(hasty, slack):
    slack.plays("assistant.threads.setStatus", Reply(error="missing_scope"))
    hasty.hear(mention(slack, BARRAGE))
    assert len(slack.of("chat.stopStream")) == 1


def test_a_rate_limit_is_waited_out_for_as_long_as_slack_asks(bot, slack):
    slack.plays("chat.appendStream", too_many(1))
    bot.hear(mention(slack, BARRAGE))
    tries = [call.at for call in slack.calls if call.method == "chat.appendStream"]
    assert len(tries) == 2
    assert tries[1] - tries[0] >= 1
    assert slack.of("chat.update") == []


def test_a_rate_limit_beyond_patience_counts_as_a_refusal(bot, slack):
    slack.plays("chat.appendStream", too_many(LONGEST_WAIT + 1))
    bot.hear(mention(slack, BARRAGE))
    assert len(slack.of("chat.appendStream")) == 1
    assert len(slack.of("chat.update")) == 1


@pytest.mark.parametrize(
    ("failure", "told"),
    [
        (AssistantError("Ask for a later day."), "Ask for a later day."),
        (IndexMismatch("the index in '/srv/index' was made by another embedder"), APOLOGY),
        (ZeroDivisionError("secret detail"), APOLOGY),
    ],
)
@pytest.mark.parametrize("after", [0, 2])
def test_a_failure_in_the_middle_is_told_under_what_is_shown(
    assistant, slack, slack_settings, store, failure, told, after
):
    failing = Disturbed(assistant, after, failure)
    sentence = notice(told)
    with bot_of(failing, slack, slack_settings, store) as bot:
        asked = mention(slack, BARRAGE)
        bot.hear(asked)
    last = calls(slack)[-1]
    if after:
        ts = slack.of("chat.appendStream")[0]["ts"]
        body = {"channel": FERRIES, "ts": ts, "blocks": list(sentence.blocks), "team_id": TEAM}
        assert last == ("chat.stopStream", body)
    else:
        assert last == posted(FERRIES, sentence, asked["event"]["ts"])


def test_a_failure_of_a_private_answer_is_told_in_private(assistant, slack, slack_settings, store):
    with bot_of(Disturbed(assistant, 1, ZeroDivisionError()), slack, slack_settings, store) as bot:
        bot.command(command(slack, BARRAGE))
    [(method, body)] = calls(slack)
    assert (method, body["text"]) == ("response_url", notice(APOLOGY).text)


def test_a_failure_that_cannot_be_added_to_the_stream_is_posted(assistant, slack, slack_settings, store):
    slack.plays("chat.stopStream", Reply(error="message_not_in_streaming_state"))
    failing = Disturbed(assistant, 2, ZeroDivisionError())
    with bot_of(failing, slack, slack_settings, store) as bot:
        asked = mention(slack, BARRAGE)
        bot.hear(asked)
    assert calls(slack)[-1] == posted(FERRIES, notice(APOLOGY), asked["event"]["ts"])


def test_an_answer_that_cannot_be_kept_is_shown_whole_without_buttons(
    assistant, slack, slack_settings, store, tmp_path
):
    class Full(type(store)):
        def keep(self, answer, *, place, answer_id=None):
            raise IndexMismatch("no space is left")

    with bot_of(assistant, slack, slack_settings, Full(slack_settings.state)) as bot:
        bot.hear(mention(slack, BARRAGE))
    [body] = slack.of("chat.stopStream")
    [answer_id] = re.findall(r"view-1:([0-9a-f]{16})", json.dumps(slack.transcript))
    expected = Transcript(question=BARRAGE, answer_id=answer_id)
    *events, finished = assistant.stream(BARRAGE)
    for event in events:
        expected.chunks(event)
    told = replace(finished.answer, notes=(*finished.answer.notes, UNKEPT))
    assert body["blocks"] == list(expected.closing(told)[0])
    assert "Feedback cannot be kept here at the moment." in json.dumps(body["blocks"])


def test_a_stream_grows_no_faster_than_its_pace(assistant, slack, slack_settings, store):
    ticks = count()
    with bot_of(assistant, slack, slack_settings, store, clock=lambda: float(next(ticks))) as bot:
        bot.hear(mention(slack, BARRAGE))
    *events, finished = assistant.stream(BARRAGE)
    transcript = Transcript(question=BARRAGE, answer_id=shown_id(slack))
    chunks = [list(shown) for shown in map(transcript.chunks, events) if shown]
    calls = [*slack.of("chat.startStream"), *slack.of("chat.appendStream"), *slack.of("chat.stopStream")]
    assert [body.get("chunks") for body in calls] == [*chunks, None]


class Told:
    """Tells what a model might: views that take the places of those before them, and an overview."""

    def __init__(self, assistant):
        self.records, self.topics = assistant.records, assistant.topics
        self.positions, self.article = assistant.positions, assistant.article
        self.answer = assistant.ask(BARRAGE)

    def stream(self, question, *, history=(), scope=None, after=None):
        first, second, *_ = self.answer.viewpoints
        part = replace(first, quotes=first.quotes[:1])
        yield Searched(question, self.answer.understood, self.answer.searched)
        yield ViewpointReady(part)
        yield ViewpointReady(second)
        yield ViewpointReplaced((part.quotes[0].citation,), first)
        yield SummaryReady("Two views [1].")
        yield Finished(replace(self.answer, summary="Two views [1]."))


def test_what_takes_the_place_of_something_is_shown_once(assistant, slack, slack_settings, store):
    told = Told(assistant)
    with bot_of(told, slack, slack_settings, store) as bot:
        bot.hear(mention(slack, BARRAGE))
    shown = json.dumps(calls(slack), ensure_ascii=False)
    assert shown.count("Two views [1].") == 1
    first = told.answer.viewpoints[0].quotes[0]
    assert shown.index("Two views [1].") < shown.index(f'[{first.citation}]"')
    quotes = [quote for view in told.answer.viewpoints for quote in view.quotes]
    assert [shown.count(f'[{quote.citation}]"') for quote in quotes] == [1] * len(quotes)
