"""Which channels may ask, under which filters unless a reader says otherwise, and how often.

Rules are read from one YAML file; docs/slack.md shows one. What a channel does not say is as in `default`.
"""

from __future__ import annotations

import datetime
import re
import sqlite3
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Self

import yaml
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from assistant.database import Tables, written
from assistant.dates import PublicationDate
from assistant.errors import SettingsError
from assistant.scopes import Scope
from assistant.slack.threads import Pseudonyms

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

_CHANNEL = re.compile(r"[CG][A-Z0-9]{8,}|#\S{1,80}")
WINDOW_SECONDS = 60.0
TABLES = Tables(
    "slack questions",
    (
        "CREATE TABLE slack_questions (asker TEXT NOT NULL, at REAL NOT NULL)",
        "CREATE INDEX slack_questions_asker ON slack_questions (asker, at)",
        # Until here the column held the ids of readers.
        "DELETE FROM slack_questions",
    ),
)


@dataclass(frozen=True, slots=True)
class Rule:
    """Whether a channel may ask, and its filters where the reader sets none."""

    ask: bool = True
    scope: Scope = Scope()


@dataclass(frozen=True, slots=True)
class Channels:
    """The rules of the file; without one, everybody may ask everything everywhere."""

    default: Rule = Rule()
    direct: Rule = Rule()
    named: Mapping[str, Rule] = field(default_factory=dict, hash=False)

    @classmethod
    def read(cls, path: Path | None) -> Self:
        """The rules in `path`; `SettingsError` names the file and the field that is wrong."""
        if path is None:
            return cls()
        try:
            file = _File.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")) or {})
        except OSError as error:
            raise SettingsError(f"{path}: the file of channels cannot be read: {error.strerror}") from None
        except UnicodeDecodeError as error:
            raise SettingsError(f"{path}: the file of channels is not UTF-8: {error.reason}") from None
        except yaml.YAMLError as error:
            raise SettingsError(f"{path}: this is not YAML: {' '.join(str(error).split())}") from None
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(str(part) for part in first["loc"] if part != "[key]")
            raise SettingsError(f"{path}: {where or 'the whole'}: {_told(first)}") from None
        try:
            default = _ordered("default", file.default.rule(Rule()))
            return cls(
                default=default,
                direct=_ordered("direct", file.direct.rule(default)),
                named={
                    channel: _ordered(f"channels.{channel}", rule.rule(default))
                    for channel, rule in file.channels.items()
                },
            )
        except ValueError as error:
            raise SettingsError(f"{path}: {error}") from None

    def rule(self, channel: str, name: Callable[[], str | None] = lambda: None) -> Rule:
        """The rule of a channel's id; `name` is asked for its name only where some rule goes by name."""
        if channel in self.named:
            return self.named[channel]
        if channel.startswith("D"):
            return self.direct
        if any(known.startswith("#") for known in self.named):
            return self.named.get(f"#{name()}", self.default)
        return self.default


def _date(value: object) -> object:
    """What YAML makes of 2018, 2018-09 and 2018-09-01, as the one form of filters."""
    if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
        value = value.isoformat()
    elif isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    return PublicationDate(value).iso if isinstance(value, str) else value


def _names(value: object) -> object:
    if isinstance(value, str):
        return (value,)
    return tuple(value) if isinstance(value, list) else value


_Date = Annotated[str | None, BeforeValidator(_date)]
_Names = Annotated[tuple[Annotated[str, Field(min_length=1)], ...], BeforeValidator(_names)]


def _channel(value: str) -> str:
    if not _CHANNEL.fullmatch(value):
        raise ValueError('write a channel\'s id, such as C0123456789, or its name in quotes, such as "#news"')
    return value


def _written(value: object) -> object:
    """A heading with nothing below it is an empty section."""
    return {} if value is None else value


class _Rule(BaseModel):
    """A rule as it is written."""

    model_config = ConfigDict(extra="forbid", strict=True)

    ask: bool = True
    people: _Names | None = None
    publications: _Names | None = None
    since: _Date = None
    until: _Date = None

    def rule(self, default: Rule) -> Rule:
        """What is written, and `default` for the rest."""
        written = {name: getattr(self, name) for name in self.model_fields_set}
        scope = Scope(
            people=written.get("people", default.scope.people) or (),
            publications=written.get("publications", default.scope.publications) or (),
            since=written.get("since", default.scope.since),
            until=written.get("until", default.scope.until),
        )
        return Rule(ask=written.get("ask", default.ask), scope=scope)


_Section = Annotated[_Rule, BeforeValidator(_written)]


class _File(BaseModel):
    """The file as it is written."""

    model_config = ConfigDict(extra="forbid", strict=True)

    default: _Section = _Rule()
    direct: _Section = _Rule()
    channels: Annotated[
        dict[Annotated[str, AfterValidator(_channel)], _Section], BeforeValidator(_written)
    ] = Field(default_factory=dict)


def _ordered(where: str, rule: Rule) -> Rule:
    since, until = rule.scope.since, rule.scope.until
    if since and until and PublicationDate(since).first > PublicationDate(until).last:
        raise ValueError(f"{where}: since {since} is after until {until}")
    return rule


def _told(error: ErrorDetails) -> str:
    """What is wrong, in words that a reader of the file knows."""
    if error["type"] == "value_error":
        return str(error["ctx"]["error"])
    plain = {
        "extra_forbidden": "there is no such field",
        "model_type": "fields with their values belong here",
    }
    return plain.get(error["type"], error["msg"].lower())


class Rates:
    """Counts the questions of the last minute, in a file that threads and processes share."""

    def __init__(self, path: Path, *, per_user: int, per_channel: int) -> None:
        self._path = path
        self._pseudonyms = Pseudonyms(path)
        self._per_user = per_user
        self._per_channel = per_channel

    def allowed(self, user: str, channel: str) -> float | None:
        """None, and counted, where the question may be asked now; else in how many seconds it may."""
        now = time.time()
        reader = self._pseudonyms.of(user, "rates")
        limits = {f"user {reader}": self._per_user, f"channel {channel}": self._per_channel}
        with written(self._path, TABLES) as connection:
            _expire(connection, now)
            full = [_last_to_go(connection, asker, limit) for asker, limit in limits.items()]
            until = max((at for at in full if at is not None), default=None)
            if until is not None:
                return until + WINDOW_SECONDS - now
            connection.executemany(
                "INSERT INTO slack_questions VALUES (?, ?)", [(asker, now) for asker in limits]
            )
        return None

    def expire(self) -> None:
        """Forget the questions that count no more."""
        with written(self._path, TABLES) as connection:
            _expire(connection, time.time())


def _expire(connection: sqlite3.Connection, now: float) -> None:
    # A clock that was set back must not keep anybody waiting for longer than a window.
    past, ahead = now - WINDOW_SECONDS, now + WINDOW_SECONDS
    connection.execute("DELETE FROM slack_questions WHERE at <= ? OR at > ?", (past, ahead))


def _last_to_go(connection: sqlite3.Connection, asker: str, limit: int) -> float | None:
    """When the question was asked that must be out of the count before another may come, if any."""
    row: tuple[float] | None = connection.execute(
        "SELECT at FROM slack_questions WHERE asker = ? ORDER BY at DESC LIMIT 1 OFFSET ?", (asker, limit - 1)
    ).fetchone()
    return row[0] if row else None
