"""Settings of the web chat: who reaches it, who logs in, how much one client may ask."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, ValidationInfo, field_validator
from pydantic_settings import NoDecode

from assistant.errors import SettingsError
from assistant.rendering.words import Words, languages
from assistant.settings import SEPARATED, Environment
from assistant.web.clients import networks
from assistant.web.perimeter import is_loopback

Names = Annotated[tuple[str, ...], NoDecode, SEPARATED]


class WebSettings(Environment):
    """What the web chat reads from the environment (prefix ASSISTANT_)."""

    hosts: Names = ()
    """Host names under which readers reach the chat, beside the loopback names and `--host`."""
    frame_ancestors: Names = ()
    """Origins whose pages may embed the chat in a frame; by default none may."""
    proxies: Names = ()
    """Addresses or networks of trusted proxies: only their X-Forwarded-For and login header are believed."""
    auth: Path | None = None
    """The file of users, made by `assistant user add`; with it, everybody has to log in."""
    auth_header: str | None = None
    """The header in which a trusted proxy names the reader whom it has logged in."""
    admins: Names = ()
    """Readers with a login who see and mark all feedback, at `/feedback`; without a login whoever is on this
    machine does."""
    language: str = "en"
    """The language of the web chat's interface: `en` or `de`, or one of your own, as docs/languages.md tells.
    The notes of an answer are in English."""
    per_minute: int = Field(20, ge=1)
    """Questions a minute from one client: a reader who has logged in, otherwise an address."""

    add: bool | None = None
    """Let readers add articles in the web chat; by default only readers who have logged in, or who read at
    this very machine. `assistant serve --add` and `--no-add` say the same."""

    share: bool | None = None
    """`0`: no answer has an address of its own (`/answer/…`). `1`: whoever has such an address may read the
    answer; by default so, but with a login only readers who have logged in."""

    log: Literal["text", "json"] = "text"
    """What goes wrong as text on stderr, or everything as JSON, a line for each answer included."""
    log_questions: bool = False
    """Write the question into the line of its answer, too."""

    @property
    def has_login(self) -> bool:
        """Whether every reader has to log in, here or at a proxy."""
        return bool(self.auth or self.auth_header)

    def is_private(self, host: str, root_path: str = "") -> bool:
        """Whether a chat that listens on `host` and asks for no login is this machine's alone.

        What a proxy passes on looks local: none may be named or served under.
        """
        return is_loopback(host) and not (self.has_login or self.hosts or self.proxies or root_path)

    def lets_add(self, host: str, root_path: str = "") -> bool:
        """Whether readers may add articles to a chat that listens on `host`."""
        return self.add if self.add is not None else self.has_login or self.is_private(host, root_path)

    @property
    def shares(self) -> bool:
        """Whether answers have addresses."""
        return self.share is not False

    @property
    def words(self) -> Words:
        """The words of the interface."""
        return Words(self.language)

    @field_validator("language")
    @classmethod
    def _there(cls, value: str) -> str:
        if value not in languages():
            raise SettingsError(f"ASSISTANT_LANGUAGE is {value!r}: there are {', '.join(languages())}")
        return value

    @field_validator("proxies")
    @classmethod
    def _addresses(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        networks(value)  # raises `SettingsError`
        return value

    @field_validator("auth_header")
    @classmethod
    def _from_proxies_alone(cls, value: str | None, info: ValidationInfo) -> str | None:
        if value and not re.fullmatch(r"[A-Za-z0-9-]+", value):
            raise SettingsError(f"ASSISTANT_AUTH_HEADER is {value!r}: give a header's name, such as X-User")
        if value and not info.data.get("proxies"):
            raise SettingsError(
                f"ASSISTANT_AUTH_HEADER is {value!r}, but ASSISTANT_PROXIES is not set: name the addresses "
                "of the proxies that may send it"
            )
        return value

    @field_validator("frame_ancestors")
    @classmethod
    def _origins(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for origin in value:
            if not re.fullmatch(r"https?://[A-Za-z0-9.-]+(:[0-9]+)?", origin):
                raise SettingsError(
                    f"ASSISTANT_FRAME_ANCESTORS names {origin!r}: give origins, such as https://intranet.example"
                )
        return value

    @field_validator("hosts")
    @classmethod
    def _host_names(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for host in value:
            if not re.fullmatch(r"[A-Za-z0-9.-]+|\[?[0-9A-Fa-f:.]+\]?", host):
                raise SettingsError(
                    f"ASSISTANT_HOSTS names {host!r}: give names alone, such as chat.example, without "
                    "https:// and without a port"
                )
        return value
