import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.articles import Article, Record
from assistant.index.splitting import LONGEST, header, split
from assistant.reading.article import article_of

SENTENCES = [
    "The ferry must stay.",
    "Who pays?",
    "Dr. Ash of the U.N. left. ",
    "“A toll,” she wrote, “is theft!”",
    "Thaçi’s boat – № 4 – cost 3.50 …",
    "渡し船を守れ。橋はいらない。",
    "word " * 70,
    "x" * 900,
    "🚢" * 30,
    "\u00a0\u2003hard\u00a0spaces ",
    "#notaheading",
    "no full stop and then more",
]
HEADINGS = ["# Brell", "### The toll #", "## 渡し船"]

lines = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=12).map(" ".join)
texts = st.lists(
    st.one_of(lines, st.sampled_from(HEADINGS), st.sampled_from(["", " ", "\t"])), min_size=1, max_size=12
).flatmap(
    lambda parts: st.sampled_from(["\n", "\n\n"]).map(lambda line_break: line_break.join(parts).strip())
)


def article(text: str) -> Article:
    return article_of(Record(article_id="a", title="A"), text)


def words(text: str) -> int:
    return len(text.split())


def letters(text: str) -> int:
    """A count that, as word pieces do, grows within long words too."""
    return sum(1 + len(word) // 8 for word in text.split())


@given(st.one_of(texts, st.text().map(str.strip)), st.sampled_from([words, letters]))
def test_passages_point_back_into_the_text_in_order_and_reach_every_sentence(text, count):
    passages = split(article(text), count)
    plain = article(text).plain
    assert [plain.words(passage.start, passage.end) for passage in passages] == [p.text for p in passages]
    assert all(passage.text == passage.text.strip() != "" for passage in passages)
    assert not any(line in HEADINGS for passage in passages for line in passage.text.split("\n"))
    spans = [(passage.start, passage.end) for passage in passages]
    assert spans == sorted(spans)
    assert all(any(s <= start < e for s, e in spans) for start, _ in article(text).sentences)


@given(texts)
def test_no_passage_crosses_a_heading_or_is_too_long(text):
    for passage in split(article(text), letters):
        assert not set(passage.text.split("\n")) & set(HEADINGS)
        assert letters(passage.text) <= LONGEST


def test_an_empty_text_and_one_of_headings_alone_have_no_passages():
    assert split(article(""), words) == ()
    assert split(article("# Brell\n\n## The ferry"), words) == ()


def test_a_text_of_one_long_line_is_cut_between_sentences():
    text = " ".join(f"Boat {number} left the quay of Brell at noon today." for number in range(60))
    passages = split(article(text), words)
    assert len(passages) == 3
    assert all(passage.text.startswith("Boat") and passage.text.endswith("today.") for passage in passages)
    assert " ".join(passage.text for passage in passages) == text


def test_a_short_paragraph_joins_the_next_but_never_over_a_heading():
    text = "Brell waits.\n\nThe toll is high.\n\n## Ansel\n\nThe school is small."
    assert [passage.text for passage in split(article(text), words)] == [
        "Brell waits.\n\nThe toll is high.",
        "The school is small.",
    ]


@pytest.mark.parametrize(
    ("fields", "line"),
    [
        ({}, "The Ferry"),
        (
            {"kind": "interview", "authors": ("Ann Ash",), "speakers": ("Bo Birk",)},
            "The Ferry. Bo Birk, Ann Ash",
        ),
    ],
)
def test_a_header_says_only_what_is_known(fields, line):
    assert header(Record(article_id="a", title="The Ferry", **fields)) == line
