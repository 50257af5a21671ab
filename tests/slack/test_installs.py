import gc
import re
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from fastapi import FastAPI
from slack_bolt import App

from assistant.errors import AssistantError
from assistant.slack.app import oauth
from assistant.slack.manifest import scopes
from assistant.slack.posting import web_client
from assistant.slack.serving import add_routes
from assistant.slack.settings import SlackSettings
from tests.slack.fake_slack import FakeSlack, Reply
from tests.slack.payloads import event, mention
from tests.slack.signing import SECRET, HttpDelivery
from tests.slack.web import served

# Slack's SDK leaves its connections to the store of installations to the collector.
pytestmark = pytest.mark.filterwarnings("ignore:unclosed database:ResourceWarning")


@pytest.fixture(autouse=True)
def connections_of_the_sdk() -> Iterator[None]:
    """They are collected here, and not while another module's tests run."""
    yield
    gc.collect()


@pytest.fixture
def settings(slack: FakeSlack, tmp_path: Path) -> SlackSettings:
    return SlackSettings(
        state=tmp_path / "state" / "assistant.db",
        mode="http",
        client_id="111.222",
        client_secret="hidden",
        signing_secret=SECRET,
        api_url=slack.url,
    )


@pytest.fixture
def heard() -> list[tuple[str, str]]:
    """Team and text of what was heard."""
    return []


@pytest.fixture
def app(settings: SlackSettings, heard: list[tuple[str, str]]) -> Iterator[App]:
    app = App(client=web_client(settings), signing_secret=SECRET, oauth_settings=oauth(settings))

    @app.event("app_mention")
    def mentioned(body: dict[str, Any], say: Any) -> None:
        heard.append((body["team_id"], body["event"]["text"]))
        say(text="Heard")

    yield app
    app.listener_runner.listener_executor.shutdown(wait=True)


@pytest.fixture
def address(app: App) -> Iterator[str]:
    web = FastAPI()
    add_routes(web, app, SECRET)
    with served(web) as address:
        yield address


def install(address: str, slack: FakeSlack, team: str, token: str) -> httpx.Response:
    """What an administrator's browser does: the button, Slack's consent, and back."""
    page = httpx.get(f"{address}/slack/install")
    found = re.search(r'href="(https://slack\.com/oauth/v2/authorize\?[^"]+)"', page.text)
    assert found
    asked = parse_qs(urlsplit(found[1].replace("&amp;", "&")).query)
    assert (asked["client_id"], asked["scope"]) == (["111.222"], [",".join(scopes())])
    slack.plays("oauth.v2.access", Reply(body={"access_token": token, "team": {"id": team, "name": team}}))
    return httpx.get(
        f"{address}/slack/oauth_redirect",
        params={"code": "1", "state": asked["state"][0]},
        headers={"cookie": page.headers["set-cookie"].partition(";")[0]},
    )


def test_each_workspace_is_answered_with_its_own_token(
    address: str, slack: FakeSlack, app: App, heard: list[tuple[str, str]]
) -> None:
    for team, token in (("T0ELMFORD", "xoxb-elmford"), ("T0OAKTON", "xoxb-oakton")):
        assert install(address, slack, team, token).status_code == 200
    delivery = HttpDelivery(f"{address}/slack/events")
    for team in ("T0OAKTON", "T0ELMFORD", "T0OTHER"):
        delivery.event(_of(team, mention(slack, f"asks {team}")))
        if team != "T0OTHER":
            slack.wait("chat.postMessage", len(heard) or 1)
    app.listener_runner.listener_executor.shutdown(wait=True)
    assert sorted(heard) == [
        ("T0ELMFORD", "<@U0ASKERBOT> asks T0ELMFORD"),
        ("T0OAKTON", "<@U0ASKERBOT> asks T0OAKTON"),
    ]
    assert sorted(call.token or "" for call in slack.calls if call.method == "chat.postMessage") == [
        "xoxb-elmford",
        "xoxb-oakton",
    ]


def test_a_workspace_is_known_by_one_call_however_much_it_asks(
    address: str, slack: FakeSlack, app: App, heard: list[tuple[str, str]]
) -> None:
    install(address, slack, "T0ELMFORD", "xoxb-elmford")
    before = len(slack.of("auth.test"))
    for number in range(4):
        HttpDelivery(f"{address}/slack/events").event(mention(slack, f"Question {number}"))
    app.listener_runner.listener_executor.shutdown(wait=True)
    assert (len(heard), len(slack.of("auth.test")) - before) == (4, 1)


@pytest.mark.parametrize(
    "inner",
    [
        {"type": "app_uninstalled"},
        {"type": "tokens_revoked", "tokens": {"oauth": [], "bot": ["U0ASKERBOT"]}},
    ],
    ids=["uninstalled", "revoked"],
)
def test_a_workspace_that_takes_its_leave_is_forgotten_with_its_token(
    address: str,
    slack: FakeSlack,
    app: App,
    settings: SlackSettings,
    heard: list[tuple[str, str]],
    inner: dict[str, Any],
) -> None:
    for team, token in (("T0ELMFORD", "xoxb-elmford"), ("T0OAKTON", "xoxb-oakton")):
        install(address, slack, team, token)
    delivery = HttpDelivery(f"{address}/slack/events")
    assert delivery.event(event(inner)).status == 200
    app.listener_runner.listener_executor.shutdown(wait=True)
    with closing(sqlite3.connect(settings.installs)) as installs:
        assert installs.execute("SELECT team_id, bot_token FROM slack_bots").fetchall() == [
            ("T0OAKTON", "xoxb-oakton")
        ]
    installs.close()
    delivery.event(mention(slack, "Still there?"))
    assert heard == []


def test_an_install_that_nobody_began_here_is_refused(
    address: str, slack: FakeSlack, settings: SlackSettings
) -> None:
    came_back = httpx.get(f"{address}/slack/oauth_redirect", params={"code": "1", "state": "made-up"})
    assert came_back.status_code == 400
    assert slack.of("oauth.v2.access") == []


def test_only_their_owner_reads_the_tokens(settings: SlackSettings) -> None:
    oauth(settings)
    assert stat.S_IMODE(settings.installs.stat().st_mode) == 0o600
    assert settings.installs.parent == settings.state.parent


def test_a_single_workspace_keeps_no_installs(slack_settings: SlackSettings) -> None:
    assert oauth(slack_settings) is None
    assert not slack_settings.installs.exists()


def test_a_file_that_is_no_database_is_told_in_one_line(settings: SlackSettings) -> None:
    settings.installs.parent.mkdir()
    settings.installs.write_text("Ferries, ferries and again ferries", encoding="utf-8")
    with pytest.raises(AssistantError) as error:
        oauth(settings)
    assert (
        str(error.value)
        == f"the installs in {str(settings.installs)!r} cannot be used: file is not a database"
    )


def _of(team: str, payload: dict[str, Any]) -> dict[str, Any]:
    return {**payload, "team_id": team, "authorizations": [{**payload["authorizations"][0], "team_id": team}]}
