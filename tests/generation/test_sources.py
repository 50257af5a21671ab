import random
import re

import pytest

from assistant.generation.sources import Source, Sources, harmless
from tests.generation.oakton import (
    ARTICLES,
    BRIDGE,
    COSTS,
    DRAY,
    FERRY,
    GO,
    NO_BRIDGE,
    PASSAGES,
    TRADE,
    passage,
    rng,
)

OPENING = passage(FERRY, 0, len(COSTS))
GIVEN = (OPENING, passage(BRIDGE))


def given() -> tuple[Sources, Source]:
    sources = Sources(GIVEN, ARTICLES, rng())
    source = sources.of(sources.prompt()[8:12])
    assert source is not None
    return sources, source


@pytest.mark.parametrize(
    ("words", "article", "text"),
    [
        (COSTS, FERRY, COSTS),
        (TRADE, FERRY, TRADE),
        (f"{COSTS} {GO}", FERRY, f"{COSTS} {GO}"),
        (NO_BRIDGE, BRIDGE, NO_BRIDGE),
        ("Birk tells the paper … the ferry is slow", BRIDGE, BRIDGE.text),
    ],
)
def test_words_are_looked_for_in_the_source_then_its_article_then_the_others(
    words: str, article: object, text: str
) -> None:
    sources, source = given()
    place = sources.locate(words, source)
    assert place is not None
    assert (place.article, place.article.text[place.found.start : place.found.end]) == (article, text)


@pytest.mark.parametrize("words", [f"{COSTS} … {DRAY}", f"{GO} … {TRADE}", "Nobody ever wrote that here"])
def test_words_of_several_passages_or_of_none_have_no_place(words: str) -> None:
    sources, source = given()
    assert sources.locate(words, source) is None


def test_keys_are_drawn_anew_and_told_from_words_and_numbers() -> None:
    drawn = {Sources(PASSAGES, ARTICLES, random.Random(seed)).prompt()[8:12] for seed in range(50)}
    assert len(drawn) > 45
    assert all(re.fullmatch(r"[b-df-hjkmnp-tv-z][2-9][b-df-hjkmnp-tv-z][2-9]", key) for key in drawn)


@pytest.mark.parametrize("written", ["{}", "[{}]", " <{}> ", "{}\n", "source {}", "`{}`.", "{}, z9z9"])
def test_a_key_is_known_in_any_brackets(written: str) -> None:
    sources, source = given()
    assert sources.of(written.format(source.key)) is source
    assert sources.of(written.format(source.key.upper())) is source
    assert sources.of(written.format("z9z9")) is None


def test_what_is_harmless_stays_as_it_is() -> None:
    text = "a < b, <b>sourcerer</b>, outsource>\n\tquestion"
    assert harmless(text) == text
