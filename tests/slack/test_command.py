"""`assistant slack`: what it says of its settings, and how it ends as a process of its own."""

from __future__ import annotations

import json
import re
import signal
from pathlib import Path
from typing import IO

import httpx
import pytest
import yaml
from typer.testing import CliRunner

from assistant.cli import app
from assistant.reading.folder import read_folder
from assistant.slack.manifest import manifest, suggestions
from tests.slack.fake_slack import FakeSlack, Reply
from tests.slack.fake_socket import FakeSocket
from tests.slack.payloads import mention
from tests.slack.process import running
from tests.slack.signing import HttpDelivery

QUESTION = "Should the Skerrow ferry be closed?"


def failure(environment: dict[str, str]) -> str:
    """The one line with which the command fails."""
    code, out, err = run(environment)
    assert (code, out, err.count("\n")) == (1, "", 1)
    return err


def run(environment: dict[str, str], *arguments: str) -> tuple[int, str, str]:
    """Exit code, stdout and stderr."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in environment.items():
            patch.setenv(name, value)
        done = CliRunner().invoke(app, ["slack", *arguments])
    return done.exit_code, done.stdout, done.stderr


def line(stream: IO[str] | None) -> str:
    assert stream is not None
    return stream.readline()


def test_the_manifest_is_printed_without_tokens_or_network(
    environment: dict[str, str], articles_folder: Path
) -> None:
    prompts = suggestions(article.record for article in read_folder(articles_folder).articles)
    code, out, err = run(environment, "manifest")
    assert (code, yaml.safe_load(out), err) == (0, manifest(prompts), "")
    url = "https://chat.elmford.example"
    code, out, err = run(environment, "manifest", "--url", url, "--json")
    assert (code, json.loads(out), err) == (0, manifest(prompts, url=url), "")


def test_without_a_token_it_says_where_to_find_one(environment: dict[str, str]) -> None:
    assert failure(environment) == (
        "error: SLACK_BOT_TOKEN is not set: xoxb-…, from “OAuth & Permissions” of your app on "
        "https://api.slack.com/apps\n"
    )


def test_a_token_that_slack_refuses_is_told_in_one_line(
    environment: dict[str, str], tokens: dict[str, str], slack: FakeSlack
) -> None:
    slack.always("auth.test", Reply(error="invalid_auth"))
    assert failure(environment | tokens) == (
        "error: Slack does not accept SLACK_BOT_TOKEN (invalid_auth): take it anew from your app's pages on "
        "https://api.slack.com/apps\n"
    )


def test_a_wrong_file_of_channels_is_told_in_one_line(
    environment: dict[str, str], tokens: dict[str, str], tmp_path: Path
) -> None:
    path = tmp_path / "channels.yaml"
    path.write_text("default: {asks: true}", encoding="utf-8")
    said = failure({**environment, **tokens, "ASSISTANT_SLACK_CHANNELS": str(path)})
    assert said == f"error: {path}: default.asks: there is no such field\n"


def test_an_answer_under_way_is_finished_before_the_bot_ends(
    environment: dict[str, str],
    tokens: dict[str, str],
    slack: FakeSlack,
    slack_socket: FakeSocket,
) -> None:
    slack.plays("chat.startStream", Reply(seconds=1))
    with running(environment | tokens) as process:
        assert line(process.stdout) == "The bot is connected to Slack (Ctrl-C ends it).\n"
        slack_socket.connected()
        slack_socket.ack(slack_socket.send("events_api", mention(slack, QUESTION)))
        slack.wait("chat.startStream")
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=120)
    assert (process.returncode, out, err) == (
        0,
        "Finishing the answers under way …\nThe bot has ended.\n",
        "",
    )
    assert len(slack.of("chat.stopStream")) == 1


def test_over_http_the_bot_and_the_chat_share_a_server(
    environment: dict[str, str], tokens: dict[str, str], slack: FakeSlack
) -> None:
    slack.plays("chat.startStream", Reply(seconds=1))
    with running(environment | tokens, "--http", "--port", "0") as process:
        found = re.fullmatch(
            r"The chat is open on (http://127\.0\.0\.1:\d+) \(Ctrl-C ends it\)\.\n", line(process.stdout)
        )
        assert found
        delivery = HttpDelivery(f"{found[1]}/slack/events")
        assert delivery.event({"type": "url_verification", "challenge": "3eZbrw1a"}).body == {
            "challenge": "3eZbrw1a"
        }
        assert delivery.event(mention(slack, QUESTION)).status == 200
        assert httpx.get(f"{found[1]}/healthz", timeout=60).json() == {"status": "ok", "articles": 12}
        assert "Ask the articles" in httpx.get(f"{found[1]}/", timeout=60).text
        slack.wait("chat.startStream")
        process.send_signal(signal.SIGTERM)
        out, err = process.communicate(timeout=120)
    assert (process.returncode, out, err) == (
        0,
        "The chat has ended.\nFinishing the answers under way …\nThe bot has ended.\n",
        "",
    )
    assert len(slack.of("chat.stopStream")) == 1
