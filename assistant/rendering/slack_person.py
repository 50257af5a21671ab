"""A person's card in Slack: role, publications, dates, articles, and the positions with their words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from assistant.answering.library import Held, Person
from assistant.answers import Viewpoint
from assistant.articles import Article
from assistant.rendering.pages.people import summary
from assistant.rendering.slack_text import Line, Words, line
from assistant.text import web_address
from assistant.wording.byline import where_and_when, who
from assistant.wording.lines import labels, quoted, source_line
from assistant.wording.positions import read_note, side_words

_MOST_ARTICLES = 20
_MOST_POSITIONS = 10


def person_lines(
    person: Person, held: Sequence[Held], article: Callable[[str], Article | None]
) -> tuple[Line, ...]:
    """The whole card; of articles and positions the newest."""
    newest = person.records[::-1][:_MOST_ARTICLES]
    return (
        line(person.name, "bold"),
        *(line(role, "italic") for role in person.roles),
        line(summary(person)),
        line(_heading("Articles", len(newest), len(person.records)), "bold"),
        *(Line((Words(f"• {source_line(each)}", "", web_address(each.url)),)) for each in newest),
        *position_lines(held, article),
    )


def position_lines(
    held: Sequence[Held], article: Callable[[str], Article | None], *, most: int = _MOST_POSITIONS
) -> tuple[Line, ...]:
    """The newest positions, each with the words that show it; what holds of all is told once."""
    shown = held[::-1][:most]
    views = [_view(each) for each in shown]
    read = dict.fromkeys(read_note(each.position) for each in shown)
    told = {labels(each.record) for each in shown}
    common = next(iter(told)) if len(told) == 1 else ()
    return (
        *([line(_heading("Positions", len(shown), len(held)), "bold")] if shown else ()),
        line(" · ".join(common), "italic"),
        *(
            part
            for each, view in zip(shown, views, strict=True)
            for part in _lines(each, view, article, common)
        ),
        *(line(words[:1].upper() + words[1:], "italic") for words in read if words),
    )


def _heading(name: str, shown: int, every: int) -> str:
    return name if shown == every else f"{name}: the newest {shown} of {every:,}"


def _view(held: Held) -> Viewpoint:
    return Viewpoint(
        record=held.record,
        speaker=held.holder,
        reported=held.position.holder is not None,
        quotes=(),
        position=held.position,
    )


def _lines(
    held: Held, view: Viewpoint, article: Callable[[str], Article | None], told: tuple[str, ...]
) -> Iterator[Line]:
    """A position and its words, with the labels of its article but for those that were `told`."""
    record, position = held.record, held.position
    side = side_words(position)
    by = f"{who(view)}, " if view.reported else ""
    yield Line(
        (
            Words(f"{side}: {by}"),
            Words(where_and_when(record), "italic", web_address(record.url)),
            *(Words(f" · {label}") for label in labels(record) if label not in told),
        )
    )
    if source := article(record.article_id):
        yield Line((Words(quoted(source.shown(position.start, position.end), record)),), quoted=True)
