"""How much of what is shown answers: asked over invented articles, written out for a judge and taken back."""

from pathlib import Path

import pytest
import yaml

from assistant.errors import AssistantError
from eval.cases import Case, Expectation
from eval.judgements import Grade, Judged, JudgedQuestion, read, write
from eval.question_sets import QuestionSet
from eval.relevance import Outcome, Row, outcomes, row, table, taken_back
from eval.sheets import write_sheet

ARTICLES = {
    "ash": "The ferry to Skerrow must run in winter too. Its crew sleeps on board. Hens like rain.",
    "birk": "A ferry in winter is a waste, says the harbour office. Nobody crosses to Skerrow in winter.",
}
QUESTION = JudgedQuestion(
    id="winter-ferry", question="Should the ferry to Skerrow run in winter?", articles=("ash", "birk")
)


def asked_set(folder: Path, *, shipped: bool = True) -> QuestionSet:
    for name, text in ARTICLES.items():
        front = f"---\ntitle: On the ferry\nauthors: [{name.title()} Reed]\ndate: 2020-05\n---\n"
        (folder / "texts").mkdir(exist_ok=True)
        (folder / "texts" / f"{name}.md").write_text(f"{front}{text}\n", encoding="utf-8")
    write(folder / "set.yaml", [QUESTION])
    return QuestionSet("ferries", folder / "set.yaml", folder / "texts", shipped=shipped)


def judge(sheet: Path) -> None:
    """Grade each sentence of a sheet as a reader would."""
    found = yaml.safe_load(sheet.read_text("utf-8"))
    for item in found:
        grades = {"must run": "answers", "waste": "answers", "Nobody": "bears"}
        item["grade"] = next((g for words, g in grades.items() if words in item["sentence"]), "neither")
    sheet.write_text(yaml.safe_dump(found), encoding="utf-8")


@pytest.mark.parametrize("shipped", [True, False])
def test_what_is_shown_goes_to_a_judge_and_comes_back(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], *, shipped: bool
) -> None:
    of, sheet = asked_set(tmp_path, shipped=shipped), tmp_path / "sheet.yaml"
    before = outcomes(of)
    (first,) = before
    assert {each.article for each in first.unjudged} == {"ash", "birk"}
    assert (row("ferries", before).answers, row("ferries", before).bears) == (0, 0)
    assert (first.coverage, first.coverage_with_more) == (1, 1)

    write_sheet(sheet, first.unjudged)
    written = yaml.safe_load(sheet.read_text("utf-8"))
    opening = next(item for item in written if item["article"] == "ash")
    assert opening["sentence"] == "The ferry to Skerrow must run in winter too."
    assert (opening["by"], opening["date"], opening["before"]) == ("Ash Reed", "May 2020", "")
    assert opening["after"] == "Its crew sleeps on board."
    assert {item["grade"] for item in written} == {None}

    judge(sheet)
    taken_back(sheet, [of])
    assert f"ferries: {len(written)} new judgements" in capsys.readouterr().out
    stored = of.file.read_text("utf-8")
    assert ("must run" in stored, "The ferry to" in stored) == (False, shipped)
    after = outcomes(of)
    assert [each.unjudged for each in after] == [()]
    assert set(after[0].grades) >= {"answers"} and None not in after[0].grades

    taken_back(sheet, [of])
    assert "ferries: 0 new judgements" in capsys.readouterr().out
    assert of.file.read_text("utf-8") == stored


def sheet_of(folder: Path, **changed: object) -> Path:
    item = {
        "set": "ferries",
        "id": "winter-ferry",
        "question": "Should the ferry to Skerrow run in winter?",
        "article": "ash",
        "by": "Ash Reed",
        "date": "May 2020",
        "sentence": "Its crew sleeps on board.",
        "start": ARTICLES["ash"].index("Its"),
        "end": ARTICLES["ash"].index(" Hens"),
        "grade": "neither",
    }
    path = folder / "sheet.yaml"
    path.write_text(yaml.safe_dump([{**item, **changed}]), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"sentence": "Its crew never sleeps."}, "this does not stand in 'ash'"),
        ({"id": "summer-ferry"}, "has no question 'summer-ferry'"),
        ({"grade": "perhaps"}, "'perhaps' stands where one of these is expected: answers, bears or neither"),
        ({"article": "cole"}, "this does not stand in 'cole'"),
    ],
)
def test_a_sheet_that_does_not_fit_is_refused(
    tmp_path: Path, changed: dict[str, object], message: str
) -> None:
    of = asked_set(tmp_path)
    with pytest.raises(AssistantError, match=message):
        taken_back(sheet_of(tmp_path, **changed), [of])
    assert read(of.file) == (QUESTION,)


def test_a_sentence_is_not_judged_twice_in_different_ways(tmp_path: Path) -> None:
    of = asked_set(tmp_path)
    taken_back(sheet_of(tmp_path), [of])
    (after,) = read(of.file)
    assert after.judged == {"ash": Judged(neither=("Its crew sleeps on",))}
    with pytest.raises(AssistantError, match="judged 'neither' before, now 'answers'"):
        taken_back(sheet_of(tmp_path, grade="answers"), [of])


def test_what_was_not_judged_yet_and_what_has_no_texts_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    of = asked_set(tmp_path)
    taken_back(sheet_of(tmp_path, grade=None), [of])
    taken_back(sheet_of(tmp_path, set="letters"), [of])
    told = capsys.readouterr().out
    assert "1 sentences of the sheet have no grade yet" in told
    assert "letters: left out" in told


def outcome(*grades: Grade | None, articles: int, coverage: float) -> Outcome:
    names = tuple(f"article-{number}" for number in range(articles))
    expect = Expectation(answered=True, articles=names)
    case = Case(id="a", question="Why?", category="many_authors", expect=expect)
    return Outcome(case, grades, coverage, 1.0, ())


def test_shares_are_counted_over_views_and_means_over_questions() -> None:
    found = [
        outcome("answers", "bears", None, "neither", articles=4, coverage=0.5),
        outcome("answers", "answers", articles=1, coverage=1.0),
        outcome(articles=5, coverage=0.0),
    ]
    assert row("ferries", found) == Row(
        title="ferries",
        questions=3,
        declined=1,
        viewpoints=6,
        answers=3 / 6,
        bears=4 / 6,
        unjudged=0,
        shown=(4 + 0) / 2,
        coverage=0.5,
        coverage_with_more=1.0,
    )
    head, line = table([row("ferries", found)])
    assert len(head) == len(line) <= 100


def test_a_set_without_views_has_no_shares() -> None:
    empty = row("ferries", [outcome(articles=1, coverage=0.0)])
    assert (empty.answers, empty.bears, empty.shown) == (None, None, None)
