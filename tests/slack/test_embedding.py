"""The example in docs/slack.md of a Bolt app of one's own, run against Slack on the loopback."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from slack_sdk import WebClient

from assistant.answering.assistant import Assistant
from assistant.rendering.slack import messages
from tests.slack.fake_slack import BOT_TOKEN, FakeSlack
from tests.slack.fake_socket import FakeSocket
from tests.slack.payloads import mention

PAGE = Path(__file__).parents[2] / "docs" / "slack.md"
EXAMPLE = re.compile(r"```python\n(from slack_bolt import App\n.*?)```", re.DOTALL)
QUESTION = "Should the Skerrow ferry be closed?"


def test_the_example_of_an_own_bolt_app_answers_in_the_thread(
    slack: FakeSlack,
    slack_socket: FakeSocket,
    assistant: Assistant,
    articles_folder: Path,
    index_folder: Path,
) -> None:
    (example,) = EXAMPLE.findall(PAGE.read_text(encoding="utf-8"))
    assert len([line for line in example.splitlines() if line]) <= 12
    client = WebClient(BOT_TOKEN, slack.url)
    # All that differs: which articles, and that Slack is on this machine.
    for real, ours in {
        'Assistant.open(documents="documents")': "Assistant.open(documents=documents, index=index)",
        "App()": "App(client=client)",
        "SocketModeHandler(app)": "(handler := SocketModeHandler(app, 'xapp-elmford'))",
    }.items():
        assert example.count(real) == 1
        example = example.replace(real, ours)
    names: dict[str, Any] = {"documents": articles_folder, "index": index_folder, "client": client}
    exec(compile(example, str(PAGE), "exec"), names)
    slack_socket.connected()
    payload = mention(slack, QUESTION)
    slack_socket.ack(slack_socket.send("events_api", payload))
    expected = messages(assistant.ask(QUESTION))
    slack.wait("chat.postMessage", len(expected))
    names["handler"].close()
    names["app"].listener_runner.listener_executor.shutdown()
    names["assistant"].close()
    assert slack.of("chat.postMessage") == [
        {
            "channel": "C0FERRIES",
            "thread_ts": payload["event"]["ts"],
            "text": message.text,
            "blocks": list(message.blocks),
            "unfurl_links": False,
            "team_id": "T0ELMFORD",
        }
        for message in expected
    ]
