import numpy as np
import pytest

from assistant.articles import Passage, Record
from assistant.encoder.encoder import encoder
from assistant.index.build import index_articles
from assistant.index.filters import Filter, resolve
from assistant.index.index import Index
from assistant.index.retriever import PassageRetriever
from assistant.index.search import POOL
from assistant.reading.article import article_of
from assistant.scopes import Scope
from assistant.settings import Settings


@pytest.fixture
def indexed(library):
    library.write(
        "digest", "Nobody in Brell wants a toll.\n\n## Costs\n\nA ferry costs less.", authors="Ann Ash"
    )
    library.update()
    return library


def test_a_hit_is_the_exact_passage_with_its_sentences(indexed):
    hit = indexed.search("Who needs a school before a road?", limit=1).hits[0]
    text = "Lower Ansel needs a school before it needs a road."
    assert hit.passage == Passage("school", 0, len(text), text)
    assert [sentence.span for sentence in hit.sentences] == [(0, len(text))]
    assert hit.cosine > 0.5 < hit.sentences[0].cosine
    assert hit.lexical > 0


def test_sentences_point_into_the_article_not_the_passage(indexed):
    hit = next(hit for hit in indexed.search("ferry costs").hits if hit.passage.start > 0)
    article = indexed.open().current().catalog.article("digest")
    assert [article.text[slice(*sentence.span)] for sentence in hit.sentences] == ["A ferry costs less."]


def test_the_best_come_first_and_no_more_than_asked(indexed):
    ranking = indexed.search("the toll of the ferry", limit=3)
    scores = [hit.score for hit in ranking.hits]
    assert (len(scores), scores) == (3, sorted(scores, reverse=True))
    assert indexed.search("the toll of the ferry", limit=0).hits == ()
    assert len(indexed.search("the toll of the ferry", limit=99).hits) == 5


@pytest.mark.parametrize(
    ("scope", "expected"),
    [
        (Scope(people=("Ash",)), ["digest", "digest", "ferry"]),
        (Scope(publications=("Tide",)), ["school"]),
        (Scope(since="2019-05-31"), ["bridge"]),
        (Scope(until="2019-04"), []),
        (Scope(people=("Nobody",)), []),
        (Scope(people=("Ash",), since="2000"), []),
    ],
)
@pytest.mark.parametrize("question", ["What of the ferry, bridge, toll and school?", "the of and"])
def test_only_what_the_scope_admits_is_found_and_all_of_it(indexed, scope, expected, question):
    records = indexed.open().current().catalog.records
    assert sorted(indexed.ids(question, resolve(scope, records))) == expected


@pytest.mark.parametrize(
    "question",
    [
        "",
        " ",
        "what is it that they say",
        "🚢🚢",
        "?!…",
        "渡し船",
        "unheard zzyzx",
        "\0\u202e",
        "a" * 2_000,
        "ferry toll " * 200,
    ],
)
def test_every_question_finds_something_and_all_its_figures_are_numbers(indexed, question):
    ranking = indexed.search(question)
    assert len(ranking.hits) == 5
    figures = [figure for hit in ranking.hits for figure in (hit.score, hit.cosine, hit.lexical)]
    assert np.isfinite([*figures, ranking.best_cosine]).all()
    assert 0 <= ranking.unknown_share <= 1


def test_words_nobody_wrote_count_nothing(indexed):
    ranking = indexed.search("unheard zzyzx")
    assert ranking.unknown_share == 1
    assert {hit.lexical for hit in ranking.hits} == {0}
    assert indexed.search("ferry toll").unknown_share == 0
    assert 0.5 < indexed.search("ferry zzyzx").unknown_share < 1


def test_a_passage_without_sentences_or_letters_is_searched_like_any_other(new_library):
    library = new_library()
    for number, text in enumerate(["…", "§", "$$$", "1"]):
        library.write(f"sign-{number}", text)
    library.update()
    assert sorted(library.ids("ferry")) == ["sign-0", "sign-1", "sign-2", "sign-3"]


@pytest.fixture(scope="module")
def many(tmp_path_factory, hashed_words):
    """More passages than either arm takes into the pool."""
    folder = tmp_path_factory.mktemp("many")
    texts = [f"Boat {number} serves Brell." for number in range(2 * POOL)]
    records = [
        Record(article_id=f"{number:03}", title="T", authors=(f"Writer {number % 100}",))
        for number in range(2 * POOL)
    ]
    index_articles([article_of(*both) for both in zip(records, texts, strict=True)], folder, hashed_words)
    index = Index(folder, hashed_words)
    yield index
    index.close()


def test_a_filter_finds_all_it_admits_though_the_pool_is_full_of_others(many):
    only = Filter(people=(frozenset({"writer 7"}),))
    found = many.current().search("Boat 350 of Brell", only=only, limit=10)
    assert sorted(hit.passage.article_id for hit in found.hits) == ["007", "107", "207", "307"]


def test_one_rare_word_is_found_among_many_passages(many):
    found = many.current().search("Boat 350", only=Filter(), limit=1)
    assert [hit.passage.text for hit in found.hits] == ["Boat 350 serves Brell."]


def test_langchain_gets_documents_with_record_and_offsets(indexed):
    generation = indexed.open().current()
    retriever = PassageRetriever(
        retrieve=lambda text, scope, limit: tuple(
            (hit, generation.catalog.by_id[hit.passage.article_id])
            for hit in indexed.search(text, limit=limit).hits
        ),
        k=2,
    )
    documents = retriever.invoke("Who needs a school before a road?")
    hit = indexed.search("Who needs a school before a road?").hits[0]
    assert [document.id for document in documents] == ["school:0-50", documents[1].id]
    assert documents[0].page_content == "Lower Ansel needs a school before it needs a road."
    assert documents[0].metadata == {
        **generation.catalog.by_id["school"].to_dict(),
        "start": 0,
        "end": 50,
        "score": hit.score,
    }


@pytest.fixture(scope="module")
def meant(tmp_path_factory):
    """Three short articles under the real model."""
    model = encoder(Settings())
    folder = tmp_path_factory.mktemp("meant")
    texts = {
        "ferry": "The ferry of Brell must stay, since it serves the fishermen.",
        "school": "Lower Ansel needs classrooms and teachers before anything else.",
        "budget": "The mayor spends more than the town earns.",
    }
    index_articles(
        [article_of(Record(article_id=i, title="T"), text) for i, text in texts.items()], folder, model
    )
    index = Index(folder, model)
    yield index
    index.close()


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Should boats go on carrying people over the water?", "ferry"),
        ("Where can children get an education?", "school"),
        ("Is there a public debt?", "budget"),
    ],
)
def test_the_real_model_finds_what_is_meant_in_other_words(meant, question, expected):
    found = meant.current().search(question, only=Filter(), limit=3)
    assert found.hits[0].passage.article_id == expected
