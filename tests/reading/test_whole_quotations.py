"""A quote holds the quotation that begins or ends in it, and no mark whose partner is left out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.articles import Article, Record, Span
from assistant.reading.article import article_of
from assistant.reading.quoting import in_whole_quotations, quoted

RECORD = Record(article_id="ferry", title="The Ferry", authors=("Ann Ash",), language="en")


def article(text: str) -> Article:
    return article_of(RECORD, text)


def always(one: Span, other: Span) -> bool:
    return True


def whole(text: str, number: int, joins=always) -> str:
    of = article(text)
    return of.text[slice(*in_whole_quotations(of, *of.sentences[number], joins))]


@pytest.mark.parametrize("number", [1, 2])
def test_a_quotation_of_two_sentences_is_shown_whole(number: int) -> None:
    text = "The pier is old. He said, “It is in danger, but not lost…. On you depends the ferry.” We agree."

    assert whole(text, number) == "He said, “It is in danger, but not lost…. On you depends the ferry.”"


@pytest.mark.parametrize("number", [0, 3])
def test_a_sentence_outside_the_quotation_stays_as_it_is(number: int) -> None:
    text = "The pier is old. He said, “It is in danger. On you depends the ferry.” We agree."
    of = article(text)

    assert in_whole_quotations(of, *of.sentences[number], always) == of.sentences[number]


@pytest.mark.parametrize(("opening", "closing"), [("“", "”"), ('"', '"'), ("„", "“"), ("«", "»"), ("»", "«")])
def test_any_marks_pair(opening: str, closing: str) -> None:
    text = f"The pier is old. {opening}It is in danger. On you depends the ferry.{closing} We agree."

    assert whole(text, 1) == f"{opening}It is in danger. On you depends the ferry.{closing}"


LONG = (
    "“One ferry sails. Two ferries sail. Three ferries sail. Four ferries sail. Five ferries sail.” We agree."
)


@pytest.mark.parametrize(
    ("number", "words"),
    [(0, "One ferry sails."), (1, "Two ferries sail."), (4, "Five ferries sail.")],
)
def test_of_a_long_quotation_a_sentence_is_shown_without_the_mark(number: int, words: str) -> None:
    assert whole(LONG, number) == words


def test_what_may_not_join_is_not_taken_in() -> None:
    text = "“It is in danger. On you depends the ferry.” We agree."

    assert whole(text, 0, lambda one, other: one == other) == "It is in danger."


def test_a_mark_without_a_partner_in_its_paragraph_is_left_out() -> None:
    text = "“The ferry is in danger.\n\n“On you depends the ferry.” We agree."

    assert whole(text, 0) == "The ferry is in danger."
    assert whole(text, 1) == "“On you depends the ferry.”"


def test_markup_beside_a_mark_that_is_left_out_is_no_hindrance() -> None:
    text = "*“The ferry is in danger.* On you depends the ferry, and the pier is old."
    of = article(text)

    quote = quoted(of, *in_whole_quotations(of, *of.sentences[0], always), citation=1)

    assert quote.shown == "The ferry is in danger."


def test_the_neighbours_of_such_a_quote_are_those_of_its_sentence() -> None:
    of = article(f"The pier is old. {LONG}")
    span = in_whole_quotations(of, *of.sentences[1], always)

    quote = quoted(of, *span, citation=1)

    assert (quote.before, quote.after) == (of.sentences[0], of.sentences[2])


PIECES = ["“", "”", '"', "«", "»", " ", ". ", "… ", "?", "A ferry", "the pier", "(", ")", ", ", "\n\n", "*"]


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_a_quote_begins_and_ends_with_no_mark_whose_partner_is_left_out(text: str) -> None:
    of = article(text)
    for span in of.sentences:
        start, end = in_whole_quotations(of, *span, always)
        words = of.shown(start, end)
        if not any(char.isalnum() for char in words):
            continue
        assert start < span[1] and span[0] < end
        if words[0] in "“«":
            assert {"“": "”", "«": "»"}[words[0]] in words[1:]
        if words[-1] == "”":
            assert "“" in words[:-1] or "”" in words[:-1]


@pytest.mark.parametrize("number", [1, 2])
def test_a_bracket_of_two_sentences_is_shown_whole(number: int) -> None:
    text = "The pier is old. (See Of Piers. It has two plates.) We agree."

    assert whole(text, number) == "(See Of Piers. It has two plates.)"


def test_a_bracket_that_closes_in_the_next_sentence_takes_it_in() -> None:
    text = "The pier (it stood in 1860 already. Nobody knows why.) should be kept. We agree."

    assert whole(text, 0) == "The pier (it stood in 1860 already. Nobody knows why.) should be kept."


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The pier is old :( and leaks. We agree.", "The pier is old :( and leaks."),
        ("The pier (of 1860) is old. We (all) agree.", "The pier (of 1860) is old."),
        ("1) The pier is old. 2) We agree.", "The pier is old."),
        ("He said “(no way” and left. We agree.", "He said “(no way” and left."),
    ],
)
def test_a_bracket_that_holds_no_second_sentence_changes_nothing(text: str, words: str) -> None:
    assert whole(text, 0) == words
