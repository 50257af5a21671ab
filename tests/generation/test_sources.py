import random
import re

import pytest

from assistant.articles import Record
from assistant.generation.retyped import Retyped
from assistant.generation.sources import Source, Sources, harmless
from assistant.reading.article import article_of
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
    return sources, next(iter(sources))


def located(words: str) -> tuple[object, str] | None:
    sources, source = given()
    place = Retyped(sources).locate(words, source)
    return place and (place.article, place.article.text[place.found.start : place.found.end])


@pytest.mark.parametrize(
    ("cite", "texts"),
    [
        (["{0}.1"], [TRADE]),
        (["{0}.1", "{0}.2"], [f"{TRADE} {DRAY}"]),
        (["{0}.2-3"], [f"{DRAY} I do not believe a word of it."]),
        (["[{0}.3], [{0}.1]"], [TRADE, "I do not believe a word of it."]),
        ([" {0}.1."], [TRADE]),
        (["{0}.9", "{0}.0", "{0}", "z9z9.1", "1", ""], []),
    ],
)
def test_what_is_cited_are_whole_sentences_neighbours_as_one(cite: list[str], texts: list[str]) -> None:
    sources = Sources(PASSAGES, ARTICLES, rng())
    _, ferrymen, _ = sources
    for key in (ferrymen.key, ferrymen.key.upper()):
        places = sources.cited([each.format(key) for each in cite])
        assert [FERRY.text[place.found.start : place.found.end] for place in places] == texts


@pytest.mark.parametrize("cite", [["{0}.1-40"], ["{0}.1-10", "{0}.11-20"]])
def test_at_most_ten_sentences_of_a_record_are_cited(cite: list[str]) -> None:
    days = [f"On day {number} the ferry was late." for number in range(30)]
    late = article_of(Record(article_id="late", title="Late"), " ".join(days))
    sources = Sources([passage(late)], {late.id: late}, rng())
    (source,) = sources
    (place,) = sources.cited([each.format(source.key) for each in cite])
    assert late.text[place.found.start : place.found.end] == " ".join(days[:10])


def test_what_an_interviewer_asks_has_no_number() -> None:
    talk = article_of(
        Record(article_id="talk", title="A talk", kind="interview", speakers=("Bo Birk",)),
        "**Q: Is the ferry slow?**\n\n**A:** It is very slow. It must go.",
    )
    (source,) = Sources([passage(talk)], {talk.id: talk}, rng())
    assert [talk.text[slice(*span)] for span in source.sentences] == ["It is very slow.", "It must go."]


@pytest.mark.parametrize(
    ("words", "article", "text"),
    [
        (COSTS, FERRY, COSTS),
        (TRADE, FERRY, TRADE),
        (f"{COSTS} {GO}", FERRY, f"{COSTS} {GO}"),
        (NO_BRIDGE, BRIDGE, NO_BRIDGE),
        ("Birk tells the paper … the ferry is slow", BRIDGE, BRIDGE.text),
        # Markup, entities and footnote marks, and one word that is another.
        ("The old **ferry** costs Oakton[^1] <em>more</em> than a bridge&nbsp;would.[2]", FERRY, COSTS),
        ("[The old ferry](https://a.example) costs `Oakton` ==more== than a bridge would¹", FERRY, COSTS),
        ("The old ferry costs Oakton more than a bridge will.", FERRY, COSTS),
    ],
)
def test_words_are_looked_for_in_the_source_then_its_article_then_the_others(
    words: str, article: object, text: str
) -> None:
    assert located(words) == (article, text)


@pytest.mark.parametrize(
    "words", [f"{COSTS} … {DRAY}", f"{GO} … {TRADE}", "Nobody ever wrote that here", "The new ferry is cheap"]
)
def test_words_of_several_passages_or_of_none_have_no_place(words: str) -> None:
    assert located(words) is None


def test_keys_are_drawn_anew_and_told_from_words_and_numbers() -> None:
    drawn = {next(iter(Sources(PASSAGES, ARTICLES, random.Random(seed)))).key for seed in range(50)}
    assert len(drawn) > 45
    assert all(re.fullmatch(r"[b-df-hjkmnp-tv-z][2-9][b-df-hjkmnp-tv-z][2-9]", key) for key in drawn)


@pytest.mark.parametrize(
    "written", ["{}", "[{}]", " <{}> ", "{}\n", "source {}", "`{}`.", "{}, z9z9", "{}.1"]
)
def test_a_key_is_known_in_any_brackets(written: str) -> None:
    sources, source = given()
    assert sources.of(written.format(source.key)) is source
    assert sources.of(written.format(source.key.upper())) is source
    assert sources.of(written.format("z9z9")) is None


def test_what_is_harmless_stays_as_it_is() -> None:
    text = "a < b, <b>sourcerer</b>, outsource>\n\tquestion"
    assert harmless(text) == text
