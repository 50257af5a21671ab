"""No text takes more than linear time: a hostile shape at eight times the length, and beside plain prose."""

from __future__ import annotations

import datetime
import gc
import time
from collections.abc import Callable
from functools import cache

import pytest

from assistant.answers import Turn
from assistant.articles import Record
from assistant.attribution.attribute import attributions
from assistant.attribution.model import Judged, Source
from assistant.attribution.windows import PIECES, pieces, windows
from assistant.encoder.minilm import MiniLM, model_folder, tokenizer
from assistant.errors import DocumentsError
from assistant.generation.protocol import read
from assistant.index.attributions import saved
from assistant.index.lexical import stems
from assistant.index.splitting import split
from assistant.question import understand
from assistant.reading.article import fingerprint, parse_article
from assistant.reading.formats.page import page
from assistant.reading.quote_matching import Text
from assistant.reading.sentences import sentences
from tests.hostile_shapes import ALONE, NAMED, PROSE, pairs, repeated

_SHORT, _LONG = 2_500, 20_000
_RATIO = 14.0
"""Of the time for eight times the length: 8 is linear, 64 quadratic, 14 half of each."""
_BESIDE_PROSE = 8.0
_BESIDE_UNMARKED_PROSE = 40.0
"""Of a page: its time goes into the elements, of which prose has none."""
_TRIFLE = 0.15
"""Of the time that prose takes: less is too little to tell a ratio from the noise of the clock."""
_TRIES = 10
"""Other programs may take the processor's cache: what seems slow is measured again, and the least counts."""
_RECORDS = (
    "title: The ford\nauthors: Ann Ash",
    "title: The ford\nauthors: Ann Ash\nform: digest",
    "title: The ford\nkind: interview\nauthors: Bo Birk\nspeakers: Ann Ash",
)
_PAGES = (
    *(
        "<p>It sails over the sea.</p>",
        "<p>It sails",
        "<li>It sails<ul>",
        "<blockquote>",
        "<span>",
        "<table><td>a",
    ),
    *(
        "a<br>",
        "<aside><p>a</p></aside>",
        '<a href="#n" id="r">1</a>',
        '<h1>t</h1><a rel="author">Ada Lind</a>',
    ),
    "<figure><blockquote>It sails over the sea.</blockquote><figcaption>a</figcaption></figure>",
    '<p id="n"><a href="#r">1</a></p><p><a id="r" href="#n">1</a></p>',
    '<meta name="author" content="Ada Lind">',
    '<script type="application/ld+json">{"@graph": [',
)
TOKENIZER = cache(lambda: tokenizer(model_folder() / "tokenizer.json"))
Work = Callable[[str], None]


@pytest.fixture(scope="module")
def count() -> Callable[[str], int]:
    """Pieces are counted by the million where a shape is one letter: each once."""
    return cache(MiniLM.open().count)


def indexed(text: str, record: str, count: Callable[[str], int]) -> None:
    """All that indexing does with an article but to run models over its windows and passages.

    Each sentence is taken for the report of what its first words name.
    """
    try:
        article = parse_article(f"---\n{record}\n---\n{text}".encode(), "ford", name="ford")
    except DocumentsError:
        return  # not a text
    fingerprint(article)
    for passage in split(article, count):
        sentences(passage.text)
        stems(passage.text)
    for window in windows(pieces(article, TOKENIZER())):
        assert len(window.ids) <= PIECES
    named = [Source(start, min(end, start + 20), 1.0) for start, end in article.plain.sentences]
    saved(attributions(article, [Judged(0.0, 1.0, 0.0, 0.0, (source,), 0.0) for source in named]))


def seconds(work: Work, text: str) -> float:
    # The collector looks through whatever else this process holds, and its turn comes at random.
    gc.disable()
    try:
        began = time.thread_time()
        work(text)
        return time.thread_time() - began
    finally:
        gc.enable()


def slow(work: Work, shapes: tuple[str, ...], beside: float = _BESIDE_PROSE) -> list[str]:
    """The shapes that `work` takes more than linear time for, or much longer than for prose."""
    work(repeated(PROSE, _SHORT))
    plain = seconds(work, repeated(PROSE, _LONG))
    found = []
    for shape in shapes:
        short = long = float("inf")
        for _ in range(_TRIES):
            short = min(short, seconds(work, repeated(shape, _SHORT)))
            long = min(long, seconds(work, repeated(shape, _LONG)))
            if long <= _RATIO * short + _TRIFLE * plain and long <= beside * plain:
                break
        else:
            found.append(f"{shape[:40]!r}: {long / short:.1f} × an eighth of it, {long / plain:.1f} × prose")
    return found


def test_no_shape_that_held_a_server_up_takes_more_than_linear_time(count: Callable[[str], int]) -> None:
    assert slow(lambda text: indexed(text, _RECORDS[0], count), NAMED) == []


@pytest.mark.parametrize("number", range(3))
def test_no_shape_of_text_takes_more_than_linear_time_to_index(
    number: int, count: Callable[[str], int]
) -> None:
    some = ALONE[len(NAMED) + number :: 18]
    assert slow(lambda text: indexed(text, _RECORDS[number], count), some) == []


def test_no_shape_of_page_takes_more_than_linear_time_to_read() -> None:
    def read(text: str) -> None:
        page(f"<html><body>{text}</body></html>")

    assert slow(read, _PAGES, _BESIDE_UNMARKED_PROSE) == []


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.parametrize(("record", "step", "paired"), [(0, 12, 4), (1, 24, 0), (2, 24, 0)])
def test_no_shape_at_all_takes_more_than_linear_time_to_index(
    record: int, step: int, paired: int, count: Callable[[str], int]
) -> None:
    some = (*ALONE[::step], *pairs(paired))
    assert slow(lambda text: indexed(text, _RECORDS[record], count), some) == []


@pytest.mark.slow
def test_no_shape_of_question_takes_more_than_linear_time_to_understand() -> None:
    earlier = tuple(Turn(question="Why does Ann Ash want it?", answer="It is late.") for _ in range(20))
    known = (Record(article_id="ford", title="The ford", authors=("Ann Ash",)),)

    def work(text: str) -> None:
        understand(text[: len(text) // 10], earlier, known, today=datetime.date(2026, 3, 1))

    assert slow(work, ALONE[::6]) == []


@pytest.mark.slow
def test_no_shape_of_reply_takes_more_than_linear_time_to_verify() -> None:
    article = Text(repeated(PROSE, 3_000))

    def work(text: str) -> None:
        read(text)
        read(f'{{"summary": "{text[:9_000]}"}}')
        article.find(text)
        article.holds(text)

    assert slow(work, ALONE) == []
