"""Sessions of readers who have logged in: signed cookies, and which of them were ended before their time.

A cookie is signed with HMAC-SHA256 over its own words and the hash of the user's password, so that it ends
with the user and with the password. The key and the sessions that were logged out stand in a file of their
own beside the file of users, which several servers may share.
"""

from __future__ import annotations

import base64
import hmac
import re
import secrets
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import SettingsError
from assistant.web.users import PrivateFile, User, folded

SECONDS = 12 * 3_600
"""How long a session lasts."""
_TOKEN = re.compile(r"([A-Za-z0-9_-]{1,1000}={0,2})\.([0-9]{1,12})\.([0-9a-f]{32})\.([0-9a-f]{64})")
_KEY = re.compile(r"[0-9a-f]{64}")
_ENDED = re.compile(r"([0-9a-f]{32}) ([0-9]{1,12})")


@dataclass(frozen=True, slots=True)
class _Kept:
    """What the file of sessions says."""

    key: bytes
    ended: dict[str, int]
    """When each session that was logged out would have ended anyway."""


class Sessions:
    """Begins, recognises and ends the sessions of the users in a file."""

    def __init__(self, users: Path, *, now: Callable[[], float] = time.time) -> None:
        self.file = PrivateFile(users.with_name(f"{users.name}.sessions"), _parsed)
        self._now = now

    def prepare(self) -> None:
        """Make the file with its key, where there is none yet."""
        if self.file.content() is None:
            with self.file.changing():
                if self.file.content() is None:
                    self.file.write(f"{secrets.token_hex(32)}\n")

    def begin(self, user: User) -> str:
        """The cookie of a new session."""
        name = base64.urlsafe_b64encode(folded(user.name).encode()).decode()
        words = f"{name}.{int(self._now()) + SECONDS}.{secrets.token_hex(16)}"
        return f"{words}.{self._signature(words, user)}"

    def user(self, cookie: str, users: Mapping[str, User]) -> User | None:
        """The user whose session this is; None where it is forged, over, or ended."""
        found = _TOKEN.fullmatch(cookie)
        if not found:
            return None
        name, until, session, signature = found.groups()
        words = cookie.rpartition(".")[0]
        user = users.get(_decoded(name))
        if user is None or not hmac.compare_digest(self._signature(words, user), signature):
            return None
        return user if self._now() < int(until) and session not in self._kept().ended else None

    def end(self, cookie: str, users: Mapping[str, User]) -> None:
        """Log the session out: whoever has a copy of its cookie has nothing."""
        with self.file.changing():
            if self.user(cookie, users) is None:
                return
            _, until, session, _ = cookie.split(".")
            kept, now = self._kept(), self._now()
            ended = {each: end for each, end in kept.ended.items() if end > now} | {session: int(until)}
            lines = (f"{each} {end}\n" for each, end in ended.items())
            self.file.write(f"{kept.key.hex()}\n{''.join(lines)}")

    def _signature(self, words: str, user: User) -> str:
        return hmac.digest(self._kept().key, words.encode() + b"\0" + user.hashed, "sha256").hex()

    def _kept(self) -> _Kept:
        kept = self.file.content()
        if kept is None:
            raise SettingsError(f"{str(self.file.path)!r} is gone: start the server again")
        return kept


def _parsed(text: str) -> _Kept:
    first, *rest = text.splitlines() or [""]
    ended = [_ENDED.fullmatch(line) for line in rest]
    if not _KEY.fullmatch(first) or None in ended:
        raise SettingsError(
            "the file of sessions beside ASSISTANT_AUTH is damaged: remove it, start the server again, "
            "and have everybody log in again"
        )
    return _Kept(bytes.fromhex(first), {each[1]: int(each[2]) for each in ended if each})


def _decoded(name: str) -> str:
    try:
        return base64.urlsafe_b64decode(name).decode()
    except ValueError:
        return ""
