from pathlib import Path

import pytest

from assistant.errors import SettingsError
from assistant.slack.settings import SlackSettings

STATE = Path("assistant.db")
ONE = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1", "SLACK_SIGNING_SECRET": "s"}
SEVERAL = {"SLACK_CLIENT_ID": "1.2", "SLACK_CLIENT_SECRET": "c", "SLACK_SIGNING_SECRET": "s"}


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (*ONE, *SEVERAL):
        monkeypatch.delenv(name, raising=False)


def refused(monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], mode: str | None = None) -> str:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError) as error:
        SlackSettings.read(STATE, mode=mode)
    return str(error.value)


def test_what_is_set_is_read_and_the_rest_has_its_default(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {**ONE, "ASSISTANT_SLACK_PER_USER": "3", "ASSISTANT_SLACK_CHANNELS": "c.yaml"}.items():
        monkeypatch.setenv(name, value)
    assert SlackSettings.read(STATE) == SlackSettings(
        state=STATE,
        bot_token="xoxb-1",
        app_token="xapp-1",
        signing_secret="s",
        per_user=3,
        channels=Path("c.yaml"),
        mode="socket",
        per_channel=30,
        api_url="https://slack.com/api/",
    )


def test_no_token_is_ever_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in ONE.items():
        monkeypatch.setenv(name, f"{value}-hidden")
    assert "hidden" not in repr(SlackSettings.read(STATE))


@pytest.mark.parametrize(
    ("variables", "mode", "missing"),
    [
        ({}, None, "SLACK_BOT_TOKEN"),
        ({"SLACK_BOT_TOKEN": "xoxb-1"}, None, "SLACK_APP_TOKEN"),
        ({"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1"}, "http", "SLACK_SIGNING_SECRET"),
        ({"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": " "}, None, "SLACK_APP_TOKEN"),
        ({"SLACK_CLIENT_ID": "1.2", "SLACK_SIGNING_SECRET": "s"}, "http", "SLACK_CLIENT_SECRET"),
        ({"SLACK_CLIENT_ID": "1.2", "SLACK_CLIENT_SECRET": "c"}, "http", "SLACK_SIGNING_SECRET"),
    ],
)
def test_a_secret_that_is_missing_is_named_with_the_place_where_it_is_found(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], mode: str | None, missing: str
) -> None:
    places = {
        "SLACK_BOT_TOKEN": "xoxb-…, from “OAuth & Permissions” of your app on https://api.slack.com/apps",
        "SLACK_APP_TOKEN": "xapp-…, from “Basic Information”, “App-Level Tokens”, scope connections:write",
        "SLACK_SIGNING_SECRET": "from “Basic Information”, “App Credentials”",
        "SLACK_CLIENT_SECRET": "from “Basic Information”, “App Credentials”",
    }
    assert refused(monkeypatch, variables, mode) == f"{missing} is not set: {places[missing]}"


@pytest.mark.parametrize(
    ("variable", "token", "told"),
    [
        ("SLACK_BOT_TOKEN", "xapp-1", "is an app-level token: it belongs in SLACK_APP_TOKEN"),
        ("SLACK_APP_TOKEN", "xoxb-1", "is a bot token: it belongs in SLACK_BOT_TOKEN"),
        ("SLACK_BOT_TOKEN", "xoxp-1", "is a user's token, which the bot does not use"),
        (
            "SLACK_BOT_TOKEN",
            "xoxe.xoxb-1",
            "is a configuration or rotating token, which the bot does not use",
        ),
        ("SLACK_BOT_TOKEN", "password", "does not begin with xoxb-"),
    ],
)
def test_tokens_that_are_mixed_up_are_told_apart_and_not_shown(
    monkeypatch: pytest.MonkeyPatch, variable: str, token: str, told: str
) -> None:
    said = refused(monkeypatch, {**ONE, variable: token})
    assert said.startswith(f"{variable} {told}; it should be x")
    assert "\n" not in said


def test_a_token_of_one_workspace_and_an_app_for_several_exclude_each_other(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert refused(monkeypatch, ONE | SEVERAL, "http") == (
        "SLACK_BOT_TOKEN and SLACK_CLIENT_ID are both set: the token is for one workspace, the client id for "
        "several that install the app; take one away"
    )


def test_several_workspaces_need_http(monkeypatch: pytest.MonkeyPatch) -> None:
    assert refused(monkeypatch, {**SEVERAL, "SLACK_APP_TOKEN": "xapp-1"}) == (
        "SLACK_CLIENT_ID is set, but workspaces install the app over HTTP: add --http, or set "
        "SLACK_BOT_TOKEN instead for a single workspace"
    )
    assert SlackSettings.read(STATE, mode="http").client_id


def test_a_limit_that_lets_nobody_ask_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    assert refused(monkeypatch, {**ONE, "ASSISTANT_SLACK_PER_USER": "0"}) == (
        "ASSISTANT_SLACK_PER_USER is '0': input should be greater than or equal to 1"
    )
