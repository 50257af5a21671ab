"""A question of several parts, and one with misspelt words, as each front end shows it."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from assistant.answers import Answer, Correction, Quote, Viewpoint
from assistant.articles import Record
from assistant.dates import PublicationDate
from assistant.events import Finished, PartReady, Searched, ViewpointReady
from assistant.rendering.html import exchange_html
from assistant.rendering.slack import Transcript, messages
from assistant.rendering.terminal import show
from assistant.scopes import Extent, Scope

OWLS, EELS = "What does Ash say of owls?", "Who won the eel race?"
QUESTION = "What does Asch say of owls, and who won the eel race?"
MEANT = "What does Ash say of owls, and who won the eel race?"
ASH = Record(
    article_id="ash-2018",
    title="Owls",
    authors=("Ann Ash",),
    publication="Aster Weekly",
    date=PublicationDate("2018-09"),
)
VIEW = Viewpoint(
    record=ASH,
    speaker="Ann Ash",
    reported=False,
    quotes=(Quote(citation=1, text="Owls are wise.", start=10, end=24),),
    part=OWLS,
)
ALL = Extent(2, 1, PublicationDate("2018"), PublicationDate("2018-09"))
TOLD = Answer(
    question=OWLS,
    standalone_question=OWLS,
    answered=True,
    understood=Scope(people=("Ann Ash",)),
    searched=ALL,
    viewpoints=(VIEW,),
)
SILENT = Answer(question=EELS, standalone_question=EELS, answered=False, reason="not_covered", searched=ALL)
ANSWER = Answer(
    question=QUESTION,
    standalone_question=MEANT,
    answered=True,
    understood=Scope(people=("Ann Ash",)),
    searched=ALL,
    viewpoints=(VIEW,),
    parts=(TOLD, SILENT),
    corrections=(Correction(typed="Asch", meant="Ash"),),
    notes=("Corrected: Asch → Ash.",),
)
EVENTS = (
    Searched(MEANT, Scope(), ALL),
    ViewpointReady(VIEW),
    PartReady(TOLD),
    PartReady(SILENT),
    Finished(ANSWER),
)
TERMINAL = """\
Searched 2 articles by 1 voice, 2018 to September 2018.

What does Ash say of owls?

Filters read from the question: Ann Ash (--literal asks without).
1 article bears on this.

Ann Ash (Aster Weekly, September 2018)
  Owls
  [1] “Owls are wise.”

Who won the eel race?

No article here answers this directly.

Corrected: Asch → Ash (--exact asks as typed).
"""
MARKDOWN = """\
# What does Asch say of owls, and who won the eel race?

Searched 2 articles by 1 voice, 2018 to September 2018. \
Filters read from the question: Ann Ash.

- Corrected: Asch → Ash.

## What does Ash say of owls?

Filters read from the question: Ann Ash.

1 article bears on this.

### Ann Ash (Aster Weekly, September 2018)

> “Owls are wise.” [1]

## Who won the eel race?

No article here answers this directly.

## Sources

- [1] “Owls”, Ann Ash (Aster Weekly, September 2018)
"""


@pytest.mark.parametrize("events", [EVENTS, EVENTS[-1:]])
def test_each_part_stands_under_its_words_on_a_terminal(events: tuple[object, ...]) -> None:
    file = io.StringIO()
    shown = show(
        events,  # type: ignore[arg-type]
        Console(file=file),
        question=QUESTION,
        undo="--literal asks without",
        as_typed="--exact asks as typed",
    )
    assert shown == ANSWER
    assert file.getvalue() == TERMINAL


def test_each_part_stands_under_its_words_in_a_document() -> None:
    assert ANSWER.to_markdown() == MARKDOWN


def test_each_part_is_a_section_with_a_heading_in_the_web_chat() -> None:
    html = exchange_html(ANSWER, turn=3)
    first, second = html.split('<section class="part">')[1:]
    assert first.startswith(f'<h3 class="part">{OWLS}</h3>')
    assert '<p class="count">1 article bears on this.</p>' in first
    assert first.count('class="viewpoint"') == 1
    assert second == (
        f'<h3 class="part">{EELS}</h3><p class="declined">No article here answers this directly.</p>'
        "</section></article>"
    )


def test_a_view_of_a_part_that_is_not_whole_is_shown_before_its_heading_comes() -> None:
    growing = Answer(
        question=QUESTION, standalone_question=QUESTION, answered=True, searched=ALL, viewpoints=(VIEW,)
    )
    html = exchange_html(growing, turn=3, whole=False)
    assert html.count('class="viewpoint"') == 1
    assert OWLS not in html


def test_the_web_chat_offers_to_ask_as_typed() -> None:
    button = '<button type="button" class="again" data-again="3 exact">Ask as typed</button>'
    note = '<p class="note">Corrected: Asch → Ash.'
    assert f"{note} {button}</p>" in exchange_html(ANSWER, turn=3, undoable=True)
    assert f"{note}</p>" in exchange_html(ANSWER, turn=3)


def words(blocks: object) -> list[str]:
    """Every text in the blocks of a message, in order."""
    if isinstance(blocks, dict):
        own = [blocks["text"]] if isinstance(blocks.get("text"), str) else []
        return own + [text for value in blocks.values() for text in words(value)]
    return [text for each in blocks for text in words(each)] if isinstance(blocks, list | tuple) else []


def test_slack_tells_each_part_and_which_one_a_view_answers() -> None:
    message, *others = messages(ANSWER)
    told = words(message.blocks)
    assert not others
    told_of = [each.strip() for each in told]
    assert told_of.index(EELS) < told_of.index("No article here answers this directly.")
    assert told_of[-1].startswith("Corrected")
    view = told_of.index("Ann Ash", told_of.index("No article here answers this directly."))
    assert told_of[view - 1] == OWLS
    assert message.text.startswith("Who won the eel race? No article here answers this directly.\n")


def test_a_streamed_answer_in_slack_tells_each_part_once() -> None:
    transcript = Transcript(question=QUESTION)
    chunks = [chunk for event in EVENTS for chunk in transcript.chunks(event)]
    told = words(chunks) + words(transcript.closing(ANSWER)[0])
    assert [each.strip() for each in told].count("“Owls are wise.” [1]") == 1
    assert [each.strip() for each in told].count(EELS) == 1
