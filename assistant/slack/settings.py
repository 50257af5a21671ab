"""Settings of the Slack bot: tokens, how it is reached, limits; each mistake told in one line."""

from __future__ import annotations

from pathlib import Path
from typing import Literal, Self

from pydantic import AliasChoices, Field, SecretStr
from pydantic_settings import SettingsConfigDict

from assistant.errors import SettingsError
from assistant.settings import Environment

Mode = Literal["socket", "http"]

VARIABLES = (
    "SLACK_BOT_TOKEN",
    "SLACK_APP_TOKEN",
    "SLACK_SIGNING_SECRET",
    "SLACK_CLIENT_ID",
    "SLACK_CLIENT_SECRET",
)
"""Those that carry Slack's own names."""
_WHERE = {
    "SLACK_BOT_TOKEN": "xoxb-…, from “OAuth & Permissions” of your app on https://api.slack.com/apps",
    "SLACK_APP_TOKEN": "xapp-…, from “Basic Information”, “App-Level Tokens”, scope connections:write",
    "SLACK_SIGNING_SECRET": "from “Basic Information”, “App Credentials”",
    "SLACK_CLIENT_SECRET": "from “Basic Information”, “App Credentials”",
}
_KINDS = {
    "xoxb-": "a bot token: it belongs in SLACK_BOT_TOKEN",
    "xapp-": "an app-level token: it belongs in SLACK_APP_TOKEN",
    "xoxp-": "a user's token, which the bot does not use",
    "xoxe": "a configuration or rotating token, which the bot does not use",
}
_EXPECTED = {"SLACK_BOT_TOKEN": "xoxb-", "SLACK_APP_TOKEN": "xapp-"}


def _secret(variable: str) -> SecretStr | None:
    field: SecretStr | None = Field(None, validation_alias=AliasChoices(variable.lower(), variable))
    return field


class SlackSettings(Environment):
    """What the Slack bot needs from outside: tokens under Slack's own names, the rest as ASSISTANT_SLACK_…"""

    model_config = SettingsConfigDict(env_prefix="ASSISTANT_SLACK_")

    state: Path
    """The file of deliveries and limits, shared by all processes of the bot: `Settings.state_file`."""
    mode: Mode = "socket"
    """`socket`, or `http`, which is the same as `--http`."""
    bot_token: SecretStr | None = _secret("SLACK_BOT_TOKEN")
    """`xoxb-…`, for one workspace."""
    app_token: SecretStr | None = _secret("SLACK_APP_TOKEN")
    """`xapp-…`, for Socket Mode."""
    signing_secret: SecretStr | None = _secret("SLACK_SIGNING_SECRET")
    """With `--http`, in place of the app-level token."""
    client_id: str | None = Field(None, validation_alias=AliasChoices("client_id", "SLACK_CLIENT_ID"))
    """With the client secret, in place of a bot token: several workspaces install the app over HTTP."""
    client_secret: SecretStr | None = _secret("SLACK_CLIENT_SECRET")
    """Beside the client id."""
    channels: Path | None = None
    """The file that says which channels may ask, and with which filters."""
    per_user: int = Field(10, ge=1)
    """Questions a minute from one person."""
    per_channel: int = Field(30, ge=1)
    """Questions a minute in one channel."""
    api_url: str = "https://slack.com/api/"
    """The address of Slack's Web API."""

    @classmethod
    def read(cls, state: Path, *, mode: Mode | None = None) -> Self:
        """The settings of the environment; `SettingsError` for the first that is missing or mixed up."""
        given = {} if mode is None else {"mode": mode}
        settings = cls.of_environment(state=state, **given)
        settings._check()
        return settings

    @property
    def installs(self) -> Path:
        """The file of installed workspaces: apart from all else, since it holds their tokens."""
        return self.state.with_name("slack-installs.db")

    def _check(self) -> None:
        for variable in _EXPECTED:
            self._check_kind(variable)
        if self.client_id and self.bot_token:
            raise SettingsError(
                "SLACK_BOT_TOKEN and SLACK_CLIENT_ID are both set: the token is for one workspace, the "
                "client id for several that install the app; take one away"
            )
        if self.client_id and self.mode == "socket":
            raise SettingsError(
                "SLACK_CLIENT_ID is set, but workspaces install the app over HTTP: add --http, or set "
                "SLACK_BOT_TOKEN instead for a single workspace"
            )
        for variable in self._needed():
            if not self._value(variable):
                raise SettingsError(f"{variable} is not set: {_WHERE[variable]}")

    def _needed(self) -> tuple[str, ...]:
        token = "SLACK_CLIENT_SECRET" if self.client_id else "SLACK_BOT_TOKEN"
        return (token, "SLACK_APP_TOKEN" if self.mode == "socket" else "SLACK_SIGNING_SECRET")

    def _check_kind(self, variable: str) -> None:
        token, expected = self._value(variable), _EXPECTED[variable]
        if not token or token.startswith(expected):
            return
        kind = next((kind for prefix, kind in _KINDS.items() if token.startswith(prefix)), None)
        wrong = f"is {kind}" if kind else f"does not begin with {expected}"
        raise SettingsError(f"{variable} {wrong}; it should be {_WHERE[variable]}")

    def _value(self, variable: str) -> str:
        secret: SecretStr | None = getattr(self, variable.removeprefix("SLACK_").lower())
        return secret.get_secret_value().strip() if secret else ""
