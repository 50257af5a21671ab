"""What a chat model writes of an article, read tolerantly; nothing of it is true until verified."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from assistant.generation.protocol import listed_texts, outermost, text_or_none
from assistant.generation.thoughts import spoken
from assistant.positions import Side

MOST_POSITIONS = 8
"""Of one article; `prompts/annotate_system.md` names it."""
_MOST_TOPICS = 8
_LONGEST_TOPIC = 60
_Kind = TypeVar("_Kind", bound=BaseModel)


def _lowered(value: object) -> object:
    return value.strip().lower() if isinstance(value, str) else value


class _Cited(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore", str_strip_whitespace=True)

    cite: Annotated[tuple[str, ...], BeforeValidator(listed_texts)]
    """Ids of sentences."""


class PositionRecord(_Cited):
    """A side that the model found in the sentences it cites."""

    on: Annotated[str, Field(min_length=1, max_length=1_000)]
    holder: Annotated[str | None, Field(max_length=200), BeforeValidator(text_or_none)] = None
    stance: Annotated[Side, BeforeValidator(_lowered)]


class GistRecord(_Cited):
    """What the article argues, in one sentence."""

    text: Annotated[str, Field(min_length=1, max_length=300)]


@dataclass(frozen=True, slots=True)
class Written:
    """A model's reply as far as it could be read."""

    positions: tuple[PositionRecord, ...] = ()
    gist: GistRecord | None = None
    topics: tuple[str, ...] = ()
    broken: int = 0
    """Records that could not be read, and those beyond the most of an article."""


def read(reply: str) -> Written | None:
    """The records of a reply, whatever stands around them; None where there are none.

    >>> read('Sure: {"positions": [], "topics": ["toll"]}').topics
    ('toll',)
    """
    objects = [each for each in outermost(spoken(reply)) if each]
    if not any(each.keys() & {"positions", "on", "gist"} for each in objects):
        return None
    given = [item for each in objects for item in _positions(each)]
    found = [record for item in given if (record := _validated(PositionRecord, item))]
    whole: dict[str, Any] = next((each for each in objects if "positions" in each), {})
    topics = (topic.strip() for topic in listed_texts(whole.get("topics")))
    return Written(
        tuple(found[:MOST_POSITIONS]),
        _validated(GistRecord, whole.get("gist")),
        tuple(dict.fromkeys(topic for topic in topics if 0 < len(topic) <= _LONGEST_TOPIC))[:_MOST_TOPICS],
        len(given) - len(found[:MOST_POSITIONS]),
    )


def _positions(data: dict[str, Any]) -> Iterator[object]:
    """The positions in an object; of a reply that broke off each stands by itself."""
    if "on" in data:
        yield data
    elif isinstance(data.get("positions"), list):
        yield from data["positions"]


def _validated(kind: type[_Kind], value: object) -> _Kind | None:
    try:
        return kind.model_validate(value)
    except ValidationError:
        return None
