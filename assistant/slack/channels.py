"""Which channels may ask, and under which filters unless a reader says otherwise; read from one YAML file.

    default:                 # every channel and direct message that is not named below
      ask: true
      since: 2018
    direct:                  # direct messages and the agent's pane
      since: null            # null lifts a filter of the default
    channels:
      C0123456789:           # an id, or a name with its #
        ask: false
      "#balkans":
        people: [Daniel Serwer]
        publications: [Peacefare]
        until: 2023-06

What a channel does not say is as in `default`.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Self

import yaml
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from assistant.dates import PublicationDate
from assistant.errors import SettingsError
from assistant.scopes import Scope

_CHANNEL = re.compile(r"[CG][A-Z0-9]{8,}|#\S{1,80}")

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails


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
_FILTERS = ("people", "publications", "since", "until")


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
