"""Settings of the doors for programs: whether they are open, and to whom."""

from __future__ import annotations

import hmac
from typing import Annotated

from pydantic import SecretStr, field_validator
from pydantic_settings import NoDecode

from assistant.errors import SettingsError
from assistant.settings import SEPARATED, Environment

_SHORTEST = 16
"""Characters of a token: what is shorter can be guessed."""


class ApiSettings(Environment):
    """What the doors for programs read from the environment (prefix ASSISTANT_)."""

    api: bool = False
    """`1`: `assistant serve` answers programs, too, at /api, /v1 and /mcp. Off unless asked for: behind a
    proxy on the same machine, everybody's requests look as if they came from here."""
    api_tokens: Annotated[tuple[SecretStr, ...], NoDecode, SEPARATED] = ()
    """Tokens, separated by commas, of which a program sends one (`Authorization: Bearer …`). Without any,
    programs are answered on this machine alone, and not where a login, a proxy, a host name or a path of a
    proxy is set."""

    @field_validator("api_tokens")
    @classmethod
    def _long_enough(cls, value: tuple[SecretStr, ...]) -> tuple[SecretStr, ...]:
        for number, token in enumerate(value, 1):
            secret = token.get_secret_value()
            if len(secret) < _SHORTEST or not secret.isascii() or not secret.isprintable():
                raise SettingsError(
                    f"token {number} of ASSISTANT_API_TOKENS cannot be used: give at least {_SHORTEST} "
                    "letters and digits, such as those of `openssl rand -hex 24`"
                )
        return value

    def number_of(self, sent: str) -> int | None:
        """The place of a token among those of the settings, from 1; None where it is none of them."""
        each = [
            hmac.compare_digest(sent.encode(), token.get_secret_value().encode()) for token in self.api_tokens
        ]
        return each.index(True) + 1 if any(each) else None
