"""What all views of an answer have in common is told once, wherever it is shown."""

import io
import json
import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from rich.console import Console

from assistant.answers import Answer
from assistant.events import Event, Finished, Searched, ViewpointReady
from assistant.rendering.html import exchange_html
from assistant.rendering.slack import Transcript, following, messages
from assistant.rendering.terminal import show
from assistant.wording.byline import DIGEST_NOTE
from assistant.wording.positions import (
    shared,
)


def events(answer: Answer) -> tuple[Event, ...]:
    begun = Searched(answer.question, answer.understood, answer.searched, shared=shared(answer))
    return begun, *map(ViewpointReady, answer.viewpoints), Finished(answer)


def on_a_terminal(answer: Answer, *, terminal: bool) -> str:
    console = Console(file=io.StringIO(), width=200, force_terminal=terminal, color_system=None)
    show(events(answer), console)
    return console.file.getvalue()  # type: ignore[attr-defined, no-any-return]


def streamed(answer: Answer) -> str:
    transcript = Transcript(question=answer.question)
    chunks = [chunk for event in events(answer) for chunk in transcript.chunks(event)]
    return json.dumps((chunks, transcript.closing(answer)[0]))


DOORS: dict[str, Callable[[Answer], str]] = {
    "markdown": Answer.to_markdown,
    "web": lambda answer: exchange_html(answer, turn=1).replace("&#39;", "'"),
    "a pipe": lambda answer: on_a_terminal(answer, terminal=False),
    "a terminal": lambda answer: on_a_terminal(answer, terminal=True),
    "slack": lambda answer: json.dumps([each.blocks for each in messages(answer)]),
    "slack, streamed": streamed,
    "slack, show more": lambda answer: json.dumps(
        [each.blocks for each in following(answer, "0 0 0 0", answer_id="k7f3")]
    ),
}


@pytest.fixture
def digests(answered: Answer) -> Answer:
    """Two views from summaries, and one in its author's own words."""
    first, second, third = (
        replace(view, record=replace(view.record, form=form), claim=None)
        for view, form in zip(answered.viewpoints, ("digest", "digest", "original"), strict=False)
    )
    return replace(answered, viewpoints=(first, second, third), summary=None)


@pytest.mark.parametrize("door", DOORS)
def test_what_most_views_have_in_common_is_told_once_and_what_differs_at_its_view(
    digests: Answer, door: str
) -> None:
    told = re.sub(r'<div class="tools".*?</div>', "", DOORS[door](digests), flags=re.DOTALL)
    assert (told.count(DIGEST_NOTE), told.count("the author's own words")) == (1, 1)
