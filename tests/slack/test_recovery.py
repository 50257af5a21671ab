"""What becomes of questions whose process died: each gets an answer or a word."""

from __future__ import annotations

import random
import re
import subprocess
import threading
import time
from typing import Any

import httpx
import pytest

from assistant.answering.assistant import Assistant
from assistant.feedback import FeedbackStore
from assistant.slack.app import client_of, tell_lost
from assistant.slack.deliveries import KEPT_SECONDS, Deliveries, Pending
from assistant.slack.settings import SlackSettings
from assistant.slack.telling import RESTARTED, notice
from tests.slack.bot import Bot, Disturbed, bot_of
from tests.slack.expected import posted, responded, whispered
from tests.slack.fake_slack import TEAM, FakeSlack, Reply
from tests.slack.payloads import DIRECT, FERRIES, command, mention, message
from tests.slack.process import running
from tests.slack.signing import HttpDelivery

QUESTION = "Should the Skerrow ferry be closed?"
COUNT = 5
"""Questions before each kill."""


def recover(bot: Bot, settings: SlackSettings) -> None:
    """What a bot does at its start and from time to time."""
    tell_lost(Deliveries(settings.state), lambda pending: client_of(bot.app, settings, pending))


def died_over(settings: SlackSettings, **more: Any) -> Pending:
    """A question that a process took on, which then died."""
    place = {"channel": FERRIES, "thread": "1790000000.000001", "reader": "U0ANNA", "team": TEAM}
    pending = Pending(**{"id": "message T C 1", **place, **more})
    deliveries = Deliveries(settings.state)
    assert deliveries.take(pending)
    deliveries.end()
    return pending


def after_the_start(slack: FakeSlack) -> list[tuple[str, dict[str, Any]]]:
    return slack.transcript[1:]


def test_the_thread_of_a_lost_question_is_told_once(
    bot: Bot, slack: FakeSlack, slack_settings: SlackSettings
) -> None:
    pending = died_over(slack_settings)
    for _ in range(3):
        recover(bot, slack_settings)
    assert after_the_start(slack) == [posted(FERRIES, notice(RESTARTED), pending.thread)]


def test_of_several_processes_one_tells(bot: Bot, slack: FakeSlack, slack_settings: SlackSettings) -> None:
    for number in range(10):
        died_over(slack_settings, id=f"message T C {number}", thread=f"1790000000.{number:06}")
    threads = [threading.Thread(target=recover, args=(bot, slack_settings)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    told = sorted(body["thread_ts"] for body in slack.of("chat.postMessage"))
    assert told == [f"1790000000.{number:06}" for number in range(10)]


def test_a_process_that_lives_keeps_its_own(
    assistant: Assistant, bot: Bot, slack: FakeSlack, slack_settings: SlackSettings, store: FeedbackStore
) -> None:
    slow = Disturbed(assistant)
    with bot_of(slow, slack, slack_settings, store) as other:
        other.deliver(mention(slack, QUESTION))
        slack.wait("chat.startStream")
        recover(bot, slack_settings)
        slow.go_on.set()
        other.workers.wait_until_idle()
        recover(bot, slack_settings)
    assert (len(slack.of("chat.stopStream")), slack.of("chat.postMessage")) == (1, [])


def test_whoever_has_an_answer_is_not_told_afterwards(
    bot: Bot, slack: FakeSlack, slack_settings: SlackSettings
) -> None:
    bot.hear(mention(slack, QUESTION), message(slack, "help"))
    bot.command(command(slack, QUESTION))
    assert Deliveries(slack_settings.state).lost() == ()
    begun = len(slack.calls)
    recover(bot, slack_settings)
    assert slack.transcript[begun:] == []


def test_a_question_that_comes_again_after_its_process_died_is_answered(
    assistant: Assistant, bot: Bot, slack: FakeSlack, slack_settings: SlackSettings
) -> None:
    asked = mention(slack, QUESTION)
    died_over(slack_settings, id=f"message {TEAM} {FERRIES} {asked['event']['ts']}")
    bot.hear(asked)
    recover(bot, slack_settings)
    assert (len(slack.of("chat.stopStream")), slack.of("chat.postMessage")) == (1, [])


def test_a_remark_that_perhaps_asked_nothing_is_told_of_to_its_writer_alone(
    bot: Bot, slack: FakeSlack, slack_settings: SlackSettings
) -> None:
    pending = died_over(slack_settings, certain=False)
    recover(bot, slack_settings)
    assert after_the_start(slack) == [whispered(FERRIES, notice(RESTARTED), pending.thread)]


def test_a_command_is_told_by_its_response_url_for_as_long_as_slack_takes_that(
    bot: Bot, slack: FakeSlack, slack_settings: SlackSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    died_over(slack_settings, thread=None, url=slack.response_url)
    recover(bot, slack_settings)
    assert after_the_start(slack) == [responded(notice(RESTARTED))]
    died_over(slack_settings, id="command 2", thread=None, url=slack.response_url)
    start = time.time()
    monkeypatch.setattr(time, "time", lambda: start + 31 * 60)
    recover(bot, slack_settings)
    assert after_the_start(slack)[1:] == [whispered(FERRIES, notice(RESTARTED), None)]


def test_nobody_is_told_after_a_day(
    bot: Bot, slack: FakeSlack, slack_settings: SlackSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    died_over(slack_settings)
    start = time.time()
    monkeypatch.setattr(time, "time", lambda: start + KEPT_SECONDS + 1)
    recover(bot, slack_settings)
    assert after_the_start(slack) == []


def test_where_slack_cannot_be_reached_a_lost_question_is_told_of_later(
    bot: Bot, slack: FakeSlack, slack_settings: SlackSettings
) -> None:
    pending = died_over(slack_settings)
    deliveries, away = Deliveries(slack_settings.state), slack_settings.model_copy()
    unreachable = away.model_copy(update={"api_url": "http://127.0.0.1:9/api/"})
    tell_lost(deliveries, lambda each: client_of(bot.app, unreachable, each))
    tell_lost(deliveries, lambda each: client_of(bot.app, slack_settings, each))
    tell_lost(deliveries, lambda each: client_of(bot.app, slack_settings, each))
    assert after_the_start(slack) == [posted(FERRIES, notice(RESTARTED), pending.thread)]


def test_a_word_that_slack_refuses_is_not_tried_for_ever(
    bot: Bot, slack: FakeSlack, slack_settings: SlackSettings
) -> None:
    slack.plays("chat.postMessage", Reply(error="is_archived"))
    died_over(slack_settings)
    recover(bot, slack_settings)
    recover(bot, slack_settings)
    assert len(slack.of("chat.postMessage")) == 1


def test_no_reader_and_no_question_in_waiting_stands_in_the_file_once_there_is_an_answer(
    bot: Bot, slack: FakeSlack, slack_settings: SlackSettings
) -> None:
    bot.hear(mention(slack, QUESTION, user="U0ANNA"))
    bot.command(command(slack, QUESTION))
    state = slack_settings.state
    kept = b"".join(each.read_bytes() for each in state.parent.glob(f"{state.name}*") if each.is_file())
    assert (b"U0ANNA" in kept, slack.response_url.encode() in kept) == (False, False)


def test_every_question_that_was_acknowledged_over_kills_has_an_answer_or_a_word(
    environment: dict[str, str], tokens: dict[str, str], slack: FakeSlack
) -> None:
    killed(environment | tokens, slack, kills=1, seed=1)


def killed(environment: dict[str, str], slack: FakeSlack, *, kills: int, seed: int) -> None:
    """Questions to a bot that is killed at random moments, and started once more at the end."""
    # All ask within a minute; whoever asks too much would be told so, privately.
    environment = environment | {"ASSISTANT_SLACK_PER_USER": "1000", "ASSISTANT_SLACK_PER_CHANNEL": "1000"}
    slack.refuses = True  # nobody knows what a process was about to send
    chance, acknowledged = random.Random(seed), list[str]()
    slack.always("chat.startStream", Reply(seconds=0.05))
    for _ in range(kills):
        with running(environment, "--http", "--port", "0") as process:
            delivery = HttpDelivery(f"{address(process)}/slack/events")
            heard = threading.Event()
            asking = [
                threading.Thread(target=ask, args=(delivery, slack, acknowledged, heard))
                for _ in range(COUNT)
            ]
            for thread in asking:
                thread.start()
            heard.wait(60)
            time.sleep(chance.uniform(0, 0.4))
            process.kill()
            process.communicate(timeout=60)
            for thread in asking:
                thread.join()
    with running(environment, "--http", "--port", "0") as process:
        address(process)
        deadline = time.monotonic() + 60
        while (lost := unanswered(slack, acknowledged)) and time.monotonic() < deadline:
            time.sleep(0.1)
        process.terminate()
        process.communicate(timeout=60)
    assert len(acknowledged) >= kills
    assert lost == []
    assert told_twice(slack) == []
    assert told(slack)  # some were cut off: otherwise nothing was tried
    print(f"{kills} kills: {len(acknowledged)} questions acknowledged, {len(told(slack))} told to ask again")


def address(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    found = re.search(r"http://127\.0\.0\.1:\d+", process.stdout.readline())
    assert found
    return found[0]


def ask(delivery: HttpDelivery, slack: FakeSlack, acknowledged: list[str], heard: threading.Event) -> None:
    payload = mention(slack, QUESTION)
    try:
        answer = delivery.event(payload)
    except httpx.TransportError:
        return  # not acknowledged: Slack would send it again
    assert answer.status == 200
    acknowledged.append(payload["event"]["ts"])
    heard.set()


def told(slack: FakeSlack) -> list[str]:
    """The threads that were told to ask again."""
    return [body["thread_ts"] for body in slack.of("chat.postMessage") if body["text"] == RESTARTED]


def told_twice(slack: FakeSlack) -> list[str]:
    threads = told(slack)
    return sorted({thread for thread in threads if threads.count(thread) > 1})


def unanswered(slack: FakeSlack, acknowledged: list[str]) -> list[str]:
    """The questions with neither a whole answer nor a word under them."""
    with_a_word = {each.thread_ts for each in slack.messages if each.text == RESTARTED}
    ended = {body["ts"] for body in slack.of("chat.stopStream")}
    answered = {each.thread_ts for each in slack.messages if each.ts in ended}
    return [ts for ts in acknowledged if ts not in with_a_word | answered]


def test_in_a_direct_conversation_the_word_stands_under_the_question(
    bot: Bot, slack: FakeSlack, slack_settings: SlackSettings
) -> None:
    pending = died_over(slack_settings, channel=DIRECT)
    recover(bot, slack_settings)
    assert after_the_start(slack) == [posted(DIRECT, notice(RESTARTED), pending.thread)]
