"""Where quotes begin and end, and those of the recorded evaluation."""

from __future__ import annotations

import gzip
import json

import pytest

from assistant.answers import Quote
from assistant.articles import Record
from assistant.reading.article import article_of
from assistant.reading.folder import read_folder
from eval.quotes import Fault, faults
from eval.suite import ROOT, SUITES

_TALK = Record(article_id="kiln", title="The kiln", kind="interview", speakers=("Oda Marl",))
_TEXT = "# The kiln\n\nQ: Must it burn? We doubt it.\n\nA: It must. It warms the town.\n"


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("It must. It warms the town.", []),
        ("It warms the town.", []),
        ("It warms", ["cut"]),
        ("warms the town.", ["cut"]),
        ("We doubt it.", ["asked"]),
        ("The kiln", ["not prose"]),
    ],
)
def test_a_quote_is_whole_sentences_of_what_is_no_question(words: str, found: list[Fault]) -> None:
    article = article_of(_TALK, _TEXT, markdown=True)
    start = _TEXT.index(words)
    quote = Quote(citation=1, text=words, start=start, end=start + len(words), verdict="verbatim")
    assert list(faults(article, quote)) == found


def test_the_sentence_after_a_reference_is_whole() -> None:
    text = "“Keep the kiln.” (Ash 1990) The town is cold. It waits."
    article = article_of(Record(article_id="kiln", title="The kiln", authors=("Oda Marl",)), text)
    start = text.index("The town")
    quote = Quote(citation=1, text="The town is cold.", start=start, end=start + 17, verdict="verbatim")
    assert list(faults(article, quote)) == []


@pytest.mark.slow
def test_every_quote_of_the_baseline_begins_and_ends_at_a_sentence() -> None:
    articles = {
        (suite.name, article.id): article
        for suite in SUITES
        for article in read_folder(suite.documents).articles
    }
    with gzip.open(
        ROOT / "eval" / "results" / "baseline" / "answers.jsonl.gz", "rt", encoding="utf-8"
    ) as file:
        lines = [json.loads(line) for line in file]
    cut = []
    for line in lines:
        for view in (line["answer"] or {"viewpoints": []})["viewpoints"]:
            article = articles[line["suite"], view["article_id"]]
            for data in view["quotes"]:
                quote = Quote.from_dict(data)
                cut += [quote.text] * ("cut" in faults(article, quote))
    assert cut == []
