from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.articles import Passage, Record
from assistant.dates import PublicationDate
from assistant.errors import AssistantError
from assistant.index.search import Hit, Sentence
from assistant.reading.article import article_of
from eval.realtimeqa import (
    Question,
    main,
    place_of_answer,
    place_of_gold,
    plain,
    ranked,
    read,
    report,
    shares,
)


def article(name: str, text: str, **fields: object) -> dict[str, object]:
    row = {"url": f"https://tide.example/{name}", "site": "tide.example", "title": f"The {name} - Tide"}
    return row | {"authors": ["Ann Ash"], "publish_date": "2022/06/14", "text": text} | fields


def question(text: str, choices: list[str], right: str, gold: list[str]) -> dict[str, object]:
    urls = [f"https://tide.example/{name}" for name in gold]
    return {"question_sentence": text, "choices": choices, "answer": [right], "gold_urls": urls}


ARTICLES = [
    article("ferry", "The ferry of Brell was sold for 19 million crowns. Nobody was asked."),
    article("bridge", "The bridge at Ansel opens in spring.", title=None, authors=[]),
    article("school", "Lower Ansel gets a school with a “Garden of Letters”."),
]
QUESTIONS = [
    question(
        "For how much was the ferry of Brell sold?", ["$5 million", "19 million"], "1", ["ferry", "gone"]
    ),
    question("What does the school of Lower Ansel have?", ["A garden of letters!", "A pool"], "0", ["gone"]),
]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    for name, rows in (("articles", ARTICLES), ("questions", QUESTIONS)):
        lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        (tmp_path / f"{name}.jsonl").write_text(lines, encoding="utf-8")
    return tmp_path


def hit(article_id: str, text: str, score: float = 0, cosine: float = 0, lexical: float = 0, best: float = 0):
    passage = Passage(article_id, 0, len(text), text)
    return Hit(passage, score, cosine, lexical, (Sentence((0, len(text)), best),))


def test_articles_become_the_products_own_and_gold_articles_elsewhere_do_not_count(path: Path):
    articles, questions = read(path)
    assert articles[1] == article_of(
        Record(
            article_id="https://tide.example/bridge",
            title="",
            publication="tide.example",
            date=PublicationDate("2022-06-14"),
            url="https://tide.example/bridge",
        ),
        "The bridge at Ansel opens in spring.",
    )
    assert questions == (
        Question(
            "For how much was the ferry of Brell sold?",
            ("19 million",),
            frozenset({"https://tide.example/ferry"}),
        ),
        Question("What does the school of Lower Ansel have?", ("A garden of letters!",), frozenset()),
    )


def test_files_of_another_form_are_refused_in_one_line(path: Path):
    (path / "questions.jsonl").write_text('{"question": "?"}\n', encoding="utf-8")
    with pytest.raises(AssistantError) as error:
        read(path)
    assert str(error.value) == f"{path.as_posix()!r} cannot be read as RealTimeQA: KeyError('answer')"


def test_each_arm_orders_what_was_found_by_its_own_measure():
    hits = [hit("a", "x", 3, 0.2, 5, 0.4), hit("b", "x", 2, 0.5, 1, 0.2), hit("c", "x", 1, 0.1, 9, 0.1)]
    orders = {arm: [one.passage.article_id for one in order] for arm, order in ranked(hits).items()}
    assert orders == {"dense": ["b", "a", "c"], "BM25": ["c", "a", "b"], "fusion": ["a", "b", "c"]}


def test_an_article_stands_where_its_best_passage_stands():
    asked = Question("?", (), frozenset({"c", "d"}))
    found = [hit("a", "x"), hit("a", "y"), hit("b", "x"), hit("c", "x"), hit("d", "x")]
    assert place_of_gold(asked, found) == 2
    assert place_of_gold(asked, found[:3]) is None


def test_an_answer_is_found_whatever_its_case_punctuation_and_spaces():
    asked = Question("?", ("$19  Million!", "never"), frozenset())
    found = [hit("a", "It cost 18 million."), hit("b", "It cost\n“19 million” crowns.")]
    assert place_of_answer(asked, found) == 1
    assert place_of_answer(asked, found[:1]) is None
    assert plain("A — b’s “C”,\n 1,500 $") == "a bs c 1500"


def test_shares_count_what_came_before():
    assert shares([0, 4, 5, 19, None]) == (0.2, 0.4, 0.6, 0.8)


def test_the_whole_run_prints_both_measures_of_every_arm(path: Path, capsys: pytest.CaptureFixture[str]):
    index = str(path / "index")
    assert main([str(path), "--index", index, "--json"]) == 0
    figures = json.loads(capsys.readouterr().out)
    assert figures["measured"] == {
        measure: {arm: [1.0] * 4 for arm in ("dense", "BM25", "fusion")}
        for measure in ("gold article", "answer string")
    }
    del figures["peak memory MB"], figures["measured"], figures["given"]
    assert figures == {"articles": 3, "passages": 3, "questions": 2, "with gold": 1}
    generations = list(path.glob("index/snapshot-*"))
    assert main([str(path), "--index", index, "--sample", "1", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["questions"] == 1
    assert list(path.glob("index/snapshot-*")) == generations


def test_the_report_puts_the_given_figures_under_ours():
    assert report(
        {"articles": 2_882}, {"answer string": {"dense": (0, 0.25, 0.5, 1), "BM25": (0, 0, 0, 1)}}
    ) == (
        "articles 2,882\n"
        "answer string           @1    @5   @10   @20\n"
        "  dense              0.000 0.250 0.500 1.000\n"
        "  BM25               0.000 0.000 0.000 1.000\n"
        "  BM25 (given)       0.451 0.610 0.656 0.680"
    )
