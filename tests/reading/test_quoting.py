"""What stands around a quote, and when a reader needs it."""

import pytest

from assistant.answers import Quote
from assistant.articles import Article, Record
from assistant.reading.article import article_of
from assistant.reading.quoting import quotable, quoted, stands_alone


def written(text: str) -> Article:
    return article_of(Record(article_id="ferry", title="The ferry"), text)


TEXT = "Ann Ash runs the ferry. She wants to keep it.\n\nThis is costly. The mayor objects."


def test_a_sentence_that_needs_the_one_before_carries_it() -> None:
    start = TEXT.index("She")
    assert quoted(written(TEXT), start, start + 21, citation=2) == Quote(
        citation=2,
        text="She wants to keep it.",
        start=start,
        end=start + 21,
        before=(0, 23),
        after=(47, 62),
        context="Ann Ash runs the ferry.",
    )


def test_context_may_lie_in_the_paragraph_before() -> None:
    start = TEXT.index("This")
    assert quoted(written(TEXT), start, start + 15, citation=1).context == "She wants to keep it."


def test_a_heading_is_no_context() -> None:
    text = "## The ferry\n\nThis is costly."
    assert quoted(written(text), 14, 29, citation=1).context is None


def test_a_sentence_that_stands_alone_carries_none() -> None:
    start = TEXT.index("The mayor")
    assert quoted(written(TEXT), start, len(TEXT), citation=1).context is None


@pytest.mark.parametrize(
    "sentence", ["He objects.", "“This is so.”", "But the ferry goes.", "The latter won."]
)
def test_an_opening_that_points_back_cannot_stand_alone(sentence: str) -> None:
    assert not stands_alone(sentence)


@pytest.mark.parametrize(
    "sentence",
    ["Hens lay eggs.", "Butter is dear.", "Thatch burns.", "“Ash objects.”", "First Minister Ash objects."],
)
def test_words_that_only_begin_alike_stand_alone(sentence: str) -> None:
    assert stands_alone(sentence)


def test_a_quote_of_an_article_with_pages_tells_on_which_it_begins():
    text = "It sails.\n\nIt sank.\n\nIt rusts."
    article = article_of(Record(article_id="a", title="A"), text, pages=((0, "41"), (11, "42")))
    assert [quoted(article, start, start + 8, citation=1).page for start in (0, 11, 21)] == ["41", "42", "42"]
    assert quoted(article_of(article.record, text), 0, 9, citation=1).page is None


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Neighbours and friends:\n\nKeep the ferry.", ["Keep the ferry."]),
        ("The ferry pays. Ann Ash proposes:\n\n- Keep the ferry.", ["The ferry pays.", "Keep the ferry."]),
        ("The ferry pays. Two ends remain:\n\n## The pier\n\nSell it.", ["The ferry pays.", "Sell it."]),
        ("The ferry pays. He wrote—\n\n> Keep the ferry.", ["The ferry pays.", "Keep the ferry."]),
        (
            "The ferry pays. The boat goes out as\n\n> The tide allows.\n\nand comes home. It is safe.",
            ["The ferry pays.", "The tide allows.", "It is safe."],
        ),
        ("- keep the ferry\n- sell the pier", ["keep the ferry", "sell the pier"]),
        ("The ferry has one end:", ["The ferry has one end:"]),
        ("The ferry is old. For instance,\n\nIts rope is worn.", ["The ferry is old.", "Its rope is worn."]),
    ],
)
def test_half_a_sentence_and_what_only_announces_are_not_quoted(text: str, left: list[str]) -> None:
    article = written(text)
    assert [article.shown(*span) for span in quotable(article)] == left
