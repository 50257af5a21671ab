"""The positions that a record gives, each held against the article: its quote must stand there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import get_args

from assistant.articles import Article, Span
from assistant.dates import PublicationDate
from assistant.errors import InvalidDate
from assistant.names import folded
from assistant.positions import Position, Side
from assistant.reading.metadata import Value
from assistant.reading.people import shown
from assistant.reading.quote_matching import Found, Text, in_whole_sentences
from assistant.text import one_line, shortened, visible

LONGEST_PROPOSITION = 300
"""Characters."""
_LONGEST_LINE = 200
_POSSESSIVE = re.compile(r"(?<=\w)['’]s\b")
NONE = "none"
"""In the place of positions: no side is taken."""
_KEYS = ("on", "holder", "stance", "quote", "read_by", "read_on")


def positions(given: Value, article: Article) -> tuple[tuple[Position, ...], tuple[str, ...]]:
    """The positions that a record's key `positions` gives, and one sentence for each that cannot be used."""
    found: list[Position] = []
    told: list[str] = []
    given = [] if isinstance(given, str) and given.strip().lower() == NONE else given
    items = given if isinstance(given, list) else [given]
    text = Text(article.plain.text if items else "")
    for number, item in enumerate(items, 1):
        try:
            position = _position(item, article, text)
            _refuse_contradiction(position, found)
        except ValueError as error:
            on = item.get("on") if isinstance(item, dict) else None
            which = f"{number} on {shown(on)}" if on else str(number)
            told.append(f"Position {which} is left out: {error}.")
        else:
            found.append(position)
    return tuple(found), tuple(told)


def _position(item: Value, article: Article, text: Text) -> Position:
    """The position; ValueError says why it cannot be used."""
    if not isinstance(item, dict):
        raise ValueError("it is not made of `key: value` lines")
    if unknown := [key for key in item if key not in _KEYS]:
        raise ValueError(f"the key {unknown[0]!r} is not known: it has {', '.join(_KEYS)}")
    lines = dict(_lines(item))
    for key in ("on", "stance", "quote"):
        if key not in lines:
            raise ValueError(f"it has no {key!r}")
    start, end = _place(lines["quote"], article, text)
    return Position(
        on=_proposition(lines["on"]),
        stance=_side(lines["stance"]),
        start=start,
        end=end,
        holder=_holder(lines.get("holder"), article, article.plain.words(start, end)),
        read_by=lines.get("read_by"),
        read_on=_day(lines.get("read_on")),
    )


def _lines(item: Mapping[str, Value]) -> Iterator[tuple[str, str]]:
    """The values that are given, each as one line."""
    for key, value in item.items():
        if value is None:
            continue
        if not isinstance(value, str):
            raise ValueError(f"its {key!r} is not one line of text")
        # The words of a quote are compared with the article's as they stand.
        line = one_line(value) if key == "quote" else visible(one_line(value))
        if key in ("holder", "read_by"):
            line = shortened(line, _LONGEST_LINE)
        if line:
            yield key, line


def _proposition(text: str) -> str:
    line = text.rstrip(".").rstrip()
    if len(line) > LONGEST_PROPOSITION:
        raise ValueError(f"its proposition is longer than {LONGEST_PROPOSITION} characters")
    if line.endswith("?") or len(line.split()) < 3:
        raise ValueError("its 'on' is not a full sentence that says what should be or is")
    return line


def _side(word: str) -> Side:
    found: dict[str, Side] = {side: side for side in get_args(Side)}
    if word.lower() in found:
        return found[word.lower()]
    raise ValueError(f"its stance {shown(word)} is none of {', '.join(get_args(Side))}")


def _place(words: str, article: Article, text: Text) -> Span:
    """Where the quote stands, in whole sentences."""
    found = text.find(words) or _as_stored(words, article)
    if found is None or found.verdict != "verbatim":
        raise ValueError("its quote does not stand in the text")
    whole = in_whole_sentences(found, article)
    if any(block.asks and block.start < whole.end and whole.start < block.end for block in article.blocks):
        raise ValueError("its quote is an interviewer's")
    return whole.start, whole.end


def _as_stored(words: str, article: Article) -> Found | None:
    """Where words that were copied with their markup stand in the plain view."""
    found = Text(article.text).find(words)
    start, end = article.plain.place(found.start, found.end) if found else (0, 0)
    return Found(start, end, found.verdict) if found and start < end else None


def _holder(name: str | None, article: Article, quote: str) -> str | None:
    """Who takes the side; None for the article's voice.

    The quote names him, in full or by his last name where the article has it in full.
    """
    if name is None or folded(name) == folded(article.record.voice or ""):
        return None
    named, quoted = _words(name), _words(quote)
    by_last_name = _holds(quoted, named[-1:]) and _holds(_words(article.text), named)
    if not named or not (_holds(quoted, named) or by_last_name):
        raise ValueError(f"its quote does not name its holder {shown(name)}")
    return name


def _words(text: str) -> list[str]:
    return folded(_POSSESSIVE.sub("", text)).split()


def _holds(words: list[str], some: list[str]) -> bool:
    """Whether some words stand one after another in others."""
    return any(words[at : at + len(some)] == some for at in range(len(words)))


def _day(iso: str | None) -> str | None:
    try:
        return PublicationDate(iso).iso if iso else None
    except InvalidDate as error:
        raise ValueError(f"its 'read_on': {error}") from None


def _refuse_contradiction(position: Position, others: list[Position]) -> None:
    """Raise ValueError where the same holder has another stance on the same proposition already."""
    for other in others:
        same = (folded(other.on), other.holder) == (folded(position.on), position.holder)
        if same and other.stance != position.stance:
            raise ValueError(f"another position has the same holder {other.stance} it")
