"""What articles are about when no question is put to them."""

from assistant.index.central import by_date, centred
from assistant.index.filters import Filter, resolve
from assistant.scopes import Scope

TOLL = (
    "The toll on the Brell ferry is an unfair burden on all. "
    "An unfair toll on the ferry is a burden on all of Brell. "
    "My aunt keeps seven hens behind her old yellow mill. A toll."
)


def test_the_sentences_nearest_to_what_the_article_is_about_come_nearest(library):
    library.write("toll", TOLL, authors="Cy Cole")
    library.update()
    generation = library.open().current()
    only = resolve(Scope(people=("Cole",)), generation.catalog.records)
    (hit,) = centred(generation, by_date(generation, only, 3).hits)
    ranked = sorted(hit.sentences, key=lambda sentence: -sentence.cosine)
    texts = [hit.passage.text[slice(*sentence.span)] for sentence in ranked]
    assert set(texts[:2]) == {text + "." for text in TOLL.split(". ")[:2]}
    assert texts[-1] == "A toll."


def test_nothing_is_found_where_nothing_is_admitted(library):
    library.update()
    generation = library.open().current()
    assert by_date(generation, Filter(publications=frozenset()), 5).hits == ()


def test_the_newest_or_the_oldest_articles_come_first_and_undated_ones_last(library):
    library.write("toll", TOLL, date="2017")
    library.update()
    generation = library.open().current()

    def first(limit: int, *, oldest: bool) -> list[str]:
        return [hit.passage.article_id for hit in by_date(generation, Filter(), limit, oldest=oldest).hits]

    assert first(4, oldest=False) == ["bridge", "toll", "ferry", "school"]
    assert first(1, oldest=True) == ["toll"]
    assert first(2, oldest=True) == ["toll", "bridge"]
    assert library.embeddings.embedded.count("A toll.") == 0
