"""What the attribution model reads of an article."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.articles import Article, Record
from assistant.attribution.windows import FEATURES, PIECES, SENTENCES, Pieces, pieces, windows
from assistant.encoder.minilm import model_folder, tokenizer
from assistant.reading.article import article_of

ESSAY = Record(article_id="ford", title="The ford", authors=("Ann Ash",), language="en")


@pytest.fixture(scope="module")
def read():
    words = tokenizer(model_folder() / "tokenizer.json")

    def read_(record: Record, text: str) -> tuple[Article, Pieces]:
        article = article_of(record, text)
        return article, pieces(article, words)

    return read_


def marked(article: Article, found: Pieces, feature: str) -> list[str]:
    """The words of the pieces that have a feature."""
    column = FEATURES.index(feature)
    rows = np.flatnonzero(found.features[:, column])
    return [article.plain.text[slice(*found.offsets[row])] for row in rows]


def test_what_the_text_shows_of_a_word(read):
    article, found = read(ESSAY, "The MP said: “We *stay* here.” Ash laughed.\n\n> A ford is old.")
    assert marked(article, found, "capital")[:4] == ["The", "MP", "We", "Ash"]
    assert marked(article, found, "capitals") == ["MP"]
    assert marked(article, found, "quoted") == ["“", "We", "stay", "here", ".", "”"]
    assert marked(article, found, "opens a sentence") == ["The", "Ash", "A"]
    assert marked(article, found, "opens a block") == ["The", "A"]
    assert marked(article, found, "block quotation") == ["A", "ford", "is", "old", "."]
    assert marked(article, found, "names a voice") == ["Ash"]


def test_what_the_record_says(read):
    record = Record(
        article_id="ford", title="The ford", kind="interview", authors=("Una Pell",), speakers=("Otto Gray",)
    )
    turns = (
        "PELL: Is the ford safe?",
        "GRAY: It is. Pell should know.",
        "BIRK: It is not.",
        "GRAY: Yes.",
        "BIRK: No.",
    )
    text = "\n\n".join(turns)
    article, found = read(record, text)
    assert marked(article, found, "asked") == ["Is", "the", "ford", "safe", "?"]
    assert marked(article, found, "turn of a voice")[:3] == ["It", "is", "."]
    assert marked(article, found, "turn of another") == ["It", "is", "not", ".", "No", "."]
    assert "".join(marked(article, found, "names an author")) == "Pell"
    assert set(marked(article, found, "interview or report")) >= {"Is", "safe"}


def test_an_unsigned_article_speaks_for_its_paper(read):
    record = Record(article_id="ford", title="The ford", publication="The Lund Courier", language="en")
    article, found = read(record, "The Courier believes that the ford is safe.")
    assert "".join(marked(article, found, "names a voice")) == "Courier"


@given(
    st.lists(
        st.sampled_from(("Ash left.", "Word " * 300, "“Stay,” said Birk. ", "\n\n", "É ſ 👩‍🌾")), max_size=60
    )
)
def test_every_sentence_is_judged_once_and_fits(read, parts):
    article, found = read(ESSAY, " ".join(parts))
    every = list(windows(found)) if article.sentences else []
    assert [number for each in every for number in each.judged] == list(range(len(article.sentences)))
    for each in every:
        assert len(each.ids) <= PIECES and len(each.sentences) <= SENTENCES
        assert set(each.judged) <= set(each.sentences)
        assert len(each.ids) == len(each.features) == len(each.sentence)
        assert each.sentence.max() < len(each.sentences)
