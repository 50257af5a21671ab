"""What articles are about when no question is put to them."""

from assistant.index.central import central
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
    (hit,) = central(generation, resolve(Scope(people=("Cole",)), generation.catalog.records), 3).hits
    ranked = sorted(hit.sentences, key=lambda sentence: -sentence.cosine)
    texts = [hit.passage.text[slice(*sentence.span)] for sentence in ranked]
    assert set(texts[:2]) == {text + "." for text in TOLL.split(". ")[:2]}
    assert texts[-1] == "A toll."


def test_the_newest_articles_come_first_and_no_more_than_asked(library):
    library.write("old", "A ferry is a ferry whatever they may say of it.", date="1999")
    library.update()
    generation = library.open().current()
    dated = [hit.passage.article_id for hit in central(generation, Filter(), 2).hits]
    assert dated == ["bridge", "old"]


def test_nothing_is_found_where_nothing_is_admitted(library):
    library.update()
    generation = library.open().current()
    assert central(generation, Filter(publications=frozenset()), 5).hits == ()
