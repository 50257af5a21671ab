"""A quotation that runs on from one speaker's words into another's."""

import pytest

from assistant.articles import Record, Span
from assistant.attribution import Holder
from assistant.generation.naming import parted
from assistant.reading.article import article_of
from assistant.reading.quote_matching import Found
from tests.generation.oakton import COSTS, GO, TRADE

ARTICLE = article_of(
    Record(article_id="ash-2019", title="The ferry must go", authors=("Ann Ash",)),
    f"{COSTS} {GO}\n\n## The trade\n\n{TRADE} I do not believe a word of it. It is a joy to nobody.",
)


def span(words: str) -> Span:
    start = ARTICLE.text.index(words)
    return start, start + len(words)


def pieces(first: str, last: str, *parts: str) -> list[tuple[str, str]]:
    """The pieces of the quotation from the first words to the last, or of the parts given."""
    found = Found(span(first)[0], span(last)[1])
    if parts:
        found = Found(found.start, found.end, "elided", tuple(map(span, parts)))
    first_word, end = span(TRADE)

    def certain(piece: Span) -> Holder:
        return ("ferrymen", True) if first_word <= piece[0] < end else ("Ann Ash", False)

    cut = parted(found, ARTICLE, certain)
    return [(each.verdict, ARTICLE.text[each.start : each.end]) for each in cut]


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (COSTS, GO, [f"{COSTS} {GO}"]),
        (GO, TRADE, [GO, TRADE]),
        (TRADE, "nobody.", [TRADE, "I do not believe a word of it. It is a joy to nobody."]),
        (
            "a bridge would end",
            "a word of it",
            ["a bridge would end their trade.", "I do not believe a word of it"],
        ),
    ],
)
def test_each_speaker_keeps_what_is_theirs(first: str, last: str, expected: list[str]) -> None:
    assert pieces(first, last) == [("verbatim", words) for words in expected]


def test_an_elided_quotation_is_cut_between_its_parts() -> None:
    costs, trade, joy = "The old ferry costs Oakton", "a bridge would end their trade", "I do not believe"
    assert pieces(costs, joy, costs, "within 12 months", trade, joy) == [
        ("elided", f"{COSTS} {GO}"[: -len(".")]),
        ("verbatim", trade),
        ("verbatim", joy),
    ]
