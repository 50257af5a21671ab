"""Cases drafted from a folder of invented articles, and what a run makes of them."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from eval.__main__ import main
from eval.case_check import problems
from eval.cases import load
from tests.model_server import ModelServer, Reply, sources

ASH = """---
title: The Ferry
authors: [Ann Ash]
positions:
  - on: The ferry to Skerrow should be kept
    stance: for
    quote: The ferry to Skerrow should be kept, since nobody else carries the doctor.
---

The ferry to Skerrow should be kept, since nobody else carries the doctor. She comes on Mondays.
"""
BIRK = """---
title: The Bridge
authors: [Bo Birk]
positions:
  - on: The ferry to Skerrow should be kept
    stance: against
    quote: I would sell the ferry tomorrow.
  - on: The ferry to Skerrow should be kept
    holder: Farmers
    stance: for
    quote: Farmers want to keep it.
---

I would sell the ferry tomorrow. Farmers want to keep it.
"""
QUESTION = "Who carries the doctor to Skerrow?"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    articles = tmp_path / "articles"
    articles.mkdir()
    (articles / "ash.md").write_text(ASH, encoding="utf-8")
    (articles / "birk.md").write_text(BIRK, encoding="utf-8")
    return articles


def drafts(folder: Path, capsys: pytest.CaptureFixture[str]) -> tuple[Path, str]:
    """The file of cases that is printed, and what is told beside it."""
    assert main(["draft", str(folder)]) == 0
    printed = capsys.readouterr()
    file = folder.parent / "drafts.yaml"
    file.write_text(printed.out, encoding="utf-8")
    return file, printed.err


def test_records_give_a_question_for_each_proposition_and_each_title(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, told = drafts(folder, capsys)
    first, *others = yaml.safe_load(file.read_text(encoding="utf-8"))

    def view(article: str, speaker: str, words: str, stance: str) -> dict[str, Any]:
        point = {"text": words, "any_of": [words]}
        return {"article": article, "speaker": speaker, "stance": stance, "points": [point]}

    kept = "The ferry to Skerrow should be kept, since nobody else carries the doctor."
    assert first == {
        "id": "the-ferry-to-skerrow-should-be",
        "question": "Should the ferry to Skerrow be kept?",
        "category": "comparison",
        "expect": {
            "answered": True,
            "articles": ["ash", "birk"],
            "viewpoints": [
                view("ash", "Ann Ash", kept, "for"),
                view("birk", "Bo Birk", "I would sell the ferry tomorrow.", "against"),
                view("birk", "Farmers", "Farmers want to keep it.", "for"),
            ],
        },
        "confirmed": False,
    }
    assert [case["question"] for case in others] == [
        "What does Ann Ash say in “The Ferry”?",
        "What does Bo Birk say in “The Bridge”?",
    ]
    assert problems(load(file), folder) == ()
    assert told == "3 drafts by the records, to be confirmed by a person\n"


def test_a_model_adds_questions_with_the_sentence_that_answers_them(
    folder: Path,
    model_server: ModelServer,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-test")
    monkeypatch.setenv("OPENAI_BASE_URL", model_server.url)

    def asking(request: dict[str, Any]) -> Reply:
        [(_, sentences)] = sources(request)
        real = {"question": QUESTION, "cite": [sentences[0][0]]}
        return Reply(
            json.dumps({"questions": [real, {"question": "And what stands nowhere?", "cite": ["b2b2.9"]}]})
        )

    model_server.script = [asking]
    file, _ = drafts(folder, capsys)
    written = [case for case in load(file) if case.question == QUESTION]
    assert [(case.id, case.expect.articles, case.confirmed) for case in written] == [
        ("who-carries-the-doctor-to-skerrow", ("ash",), False),
        ("who-carries-the-doctor-to-skerrow-2", ("birk",), False),
    ]
    (point,) = written[0].expect.viewpoints[0].points
    assert point.any_of == ("The ferry to Skerrow should be kept, since nobody else carries the doctor.",)
    assert len(load(file)) == 5


def test_drafts_are_asked_only_when_a_person_has_confirmed_them(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, _ = drafts(folder, capsys)
    run = ["run", "--cases", str(file), "--documents", str(folder), "--results", str(folder.parent), "--json"]
    assert main(run) == 1
    assert capsys.readouterr().err == (
        "3 of 3 cases are drafts, which are not asked: a person who has read one deletes its line "
        "'confirmed: false'\n"
    )
    text = file.read_text(encoding="utf-8").replace("  confirmed: false\n", "", 1)
    file.write_text(text, encoding="utf-8")
    assert main([*run, "--name", "confirmed"]) == 0
    printed = capsys.readouterr()
    assert printed.err.startswith("2 of 3 cases are drafts, which are not asked")
    every = json.loads(printed.out)["figures"]["every case"]
    assert every["all"]["coverage"] == {"value": 1.0, "cases": 1, "ungraded": 0}


def test_a_folder_without_articles_is_told_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["draft", str(tmp_path / "none")]) == 1
    assert capsys.readouterr().err == f"there is no folder of articles '{(tmp_path / 'none').as_posix()}'\n"
