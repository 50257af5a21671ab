"""Copies of an article are found by their text, whatever their records and files are called."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.articles import Article, Record
from assistant.dates import PublicationDate
from assistant.reading.article import article_of, parse_article
from assistant.reading.duplicates import copies, originals

ESSAY = (
    "The lock of Tarn Weir lets in two barges a day and eleven thousand eels. Those who would fill it in "
    "count only the barges. I have stood there in March with a lamp and a bucket, and I say that it should "
    "stay open, whatever the board spends on its paint.\n\n"
    "Nobody asked the lock-keeper. He told me that he oils the gate himself, since the oil is not in the "
    "budget, and that he would do so for another twenty years if they let him."
)


def article(name: str, text: str = ESSAY, **fields: object) -> Article:
    date = PublicationDate.read(fields.pop("date", None))
    return article_of(Record(article_id=name, title="The lock", date=date, **fields), text)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text",
    [
        ESSAY.replace(" ", "\n"),
        ESSAY.upper(),
        ESSAY.replace(".", " . ").replace("-", "‑"),
        f"{ESSAY}\n\n*This article first stood in the Weir Herald of 3 May, by whose leave it is here.*",
        f"(Reprinted)\n\n{ESSAY}",
        ESSAY.replace("eleven thousand", "eleven-thousand").replace("paint", "paints"),
    ],
)
def test_a_text_that_differs_in_trifles_is_a_copy(text: str) -> None:
    assert originals([article("a"), article("b", text)]) == {"b": "a"}


@pytest.mark.parametrize(
    "text",
    [
        ESSAY.split("\n\n")[0] + "\n\nBut the eels have found the new pass, and so I now say: fill it in.",
        ESSAY
        + "\n\nA year on I must add that the paint has cost a school its roof, and that no eel has come.",
        ESSAY.split("\n\n")[1],
        "The lock of Tarn Weir should be filled in.",
        "…",
    ],
)
def test_an_edition_with_another_argument_is_none(text: str) -> None:
    assert originals([article("a"), article("b", text)]) == {}


def test_texts_without_letters_are_no_copies_of_each_other() -> None:
    assert originals([article("a", "…"), article("b", "—")]) == {}


def test_the_fullest_record_is_shown_then_the_earliest_then_the_first_by_path() -> None:
    bare, dated = article("a"), article("z", date="2020-05-01", publication="Tide")
    early, again = (
        replace(dated, record=replace(dated.record, article_id=name, date=PublicationDate(date)))
        for name, date in (("y", "2019-05-01"), ("x", "2020-05-01"))
    )
    assert originals([bare, dated]) == {"a": "z"}
    assert originals([dated, early]) == {"z": "y"}
    assert originals([dated, again]) == {"z": "x"}


def test_every_copy_is_told_with_its_original() -> None:
    found = list(copies([article("old/lock"), article("lock"), article("other", "Bread is dear in Tarn.")]))
    assert found == [
        ("old/lock", "The text is that of 'lock': answers show that one, and that it stands here, too.")
    ]


@given(st.lists(st.text(max_size=60), max_size=12))
def test_equal_texts_are_together_whatever_they_are_and_no_original_is_a_copy(texts: list[str]) -> None:
    articles = [article(str(number), text) for number, text in enumerate([*texts, *texts])]
    found = originals(articles)
    for number, text in enumerate(texts):
        one, other = str(number), str(number + len(texts))
        if any(char.isalnum() for char in text):
            assert found.get(one, one) == found.get(other, other)
    assert not set(found.values()) & found.keys()


def test_a_short_text_under_its_title_and_byline_is_a_copy_of_the_text_alone() -> None:
    text = "The lock of Tarn Weir should be filled in, since two barges a day are no reason to keep it."
    headed = f"The lock\nBy Oda Marl\nTarn Post, April 4, 2018\n\n{text}"
    bare = parse_article(f"---\ntitle: The lock\nauthors: Oda Marl\n---\n{text}".encode(), "b", name="b")
    assert originals([bare, parse_article(headed.encode(), "a", name="a", suffix=".txt")]) == {"b": "a"}
