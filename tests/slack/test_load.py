"""What the measurement of the bot under load measures, at a small size; its figures are not judged here."""

from __future__ import annotations

from assistant.answering.assistant import Assistant
from assistant.slack.settings import SlackSettings
from eval.bench.slack import _round
from tests.slack.fake_slack import FakeSlack
from tests.slack.reached import reached


def test_a_round_waits_until_each_question_is_acknowledged_begun_and_answered(
    assistant: Assistant, slack: FakeSlack, slack_settings: SlackSettings
) -> None:
    questions = ["Should the Skerrow ferry be closed?", "Should the barrage be built?"] * 2
    with reached(assistant, slack_settings, "http") as bot:
        times = [
            _round(slack, lambda payload: bot.delivery.event(payload).seconds, questions) for _ in range(2)
        ]
    assert [(acknowledged > 0, begun > 0) for acknowledged, begun in times] == [(True, True)] * 2
    assert len(slack.of("chat.startStream")) == len(slack.of("chat.stopStream")) == 8
