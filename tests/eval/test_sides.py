"""The scorer of side questions, on hand-made answers and over two invented articles."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from assistant.answers import Answer, Quote, Sides, Viewpoint
from assistant.articles import Record
from assistant.errors import AssistantError
from assistant.positions import Side
from assistant.reading.folder import read_folder
from assistant.wording.positions import unsorted
from eval.sides import (
    KEY,
    QUESTIONS,
    Asked,
    Outcome,
    SideQuestion,
    figures,
    lines,
    main,
    read_key,
    read_questions,
)
from eval.suite import SUITES

ON = "The ferry to Skerrow should run in winter."
POSITIONS: dict[str, dict[str, Side]] = {
    "ash": {"It must run": "for"},
    "birk": {"A waste it is": "against"},
}


def view(article: str, text: str, stance: Side | None = None) -> Viewpoint:
    quote = Quote(citation=1, text=text, start=0, end=len(text))
    record = Record(article_id=article, title=article)
    return Viewpoint(record=record, speaker=None, reported=False, quotes=(quote,), stance=stance)


def outcome(side: Asked, *views: Viewpoint, sorted_: bool = True, key: object = None) -> Outcome:
    answer = Answer(
        question="",
        standalone_question="",
        answered=bool(views),
        viewpoints=views,
        sides=Sides(on=ON, asked=None if side == "both" else side) if sorted_ else None,
        notes=() if sorted_ or not views else (unsorted(),),
    )
    asked = SideQuestion(question="Who?", on=ON, side=side)
    return Outcome(asked, answer, POSITIONS if key is None else {})


ASH = view("ash", "It must  run in winter.", "for")
BIRK = view("birk", "A waste it is.", "against")


def test_a_view_under_the_side_asked_for_is_right_wrong_or_unknown_by_the_key() -> None:
    stranger = view("cole", "Ferries!", "for")
    turned = view("birk", "A waste it is.", "for")
    shown = outcome("for", ASH, stranger, turned, BIRK)
    assert (shown.answerable, shown.first, shown.under_side) == (True, True, (True, None, False))


def test_where_both_sides_are_asked_for_each_view_is_held_to_its_own() -> None:
    shown = outcome("both", BIRK, ASH, view("ash", "It must run.", "against"), view("ash", "Hens lay."))
    assert (shown.first, shown.under_side) == (True, (True, True, False))


def test_a_view_on_the_other_side_does_not_count_as_the_first() -> None:
    assert not outcome("for", BIRK, ASH).first
    assert not outcome("for", view("cole", "Ferries!", "for")).first
    assert not outcome("for").first


def test_an_answer_that_is_not_sorted_shows_no_view_under_a_side() -> None:
    plain = outcome("for", view("ash", "It must run."), sorted_=False)
    assert (plain.sorted, plain.first, plain.under_side, plain.unsorted_line) == (False, False, (), True)


def test_the_counts() -> None:
    found = [
        outcome("for", ASH, view("birk", "A waste it is.", "for")),
        outcome("against", BIRK, view("cole", "Ferries!", "against")),
        outcome("for", view("ash", "It must run."), sorted_=False),
        outcome("for", sorted_=False),
        outcome("for", view("cole", "Ferries!", "for"), key={}),
        outcome("against", view("cole", "Ferries!"), sorted_=False, key={}),
    ]
    counts = figures(found)
    assert (counts.questions, counts.recognised, counts.answerable) == (6, 5, 4)
    assert (counts.sorted, counts.first) == (2, 2)
    assert (counts.shown, counts.right, counts.wrong, counts.unknown) == (5, 2, 1, 2)
    assert (counts.unanswerable_sorted, counts.unsorted, counts.line) == (1, 3, 2)
    assert "under the side: right, WRONG" in "\n".join(lines(found))


def test_the_projects_questions_and_key_fit_each_other_and_the_articles() -> None:
    questions, key = read_questions(QUESTIONS), read_key(KEY)
    assert (len(questions), {each.on for each in questions}) == (40, set(key))
    texts = {a.id: " ".join(a.text.split()) for a in read_folder(SUITES[0].documents).articles}
    openings = [(a, opening) for found in key.values() for a, each in found.items() for opening in each]
    assert [each for each in openings if texts[each[0]].count(each[1]) != 1] == []


def test_a_folder_of_ones_own_is_asked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "articles").mkdir()
    said = "The ferry to Skerrow should run in winter, whatever it costs."
    front = {
        "title": "The ferry",
        "authors": ["Ann Ash"],
        "positions": [{"on": ON.rstrip("."), "stance": "for", "quote": said}],
    }
    article = f"---\n{yaml.safe_dump(front)}---\n{said} Hens like rain.\n"
    (tmp_path / "articles" / "ash.md").write_text(article, encoding="utf-8")
    asked = [{"question": "Who supports running the ferry to Skerrow in winter?", "on": ON, "side": "for"}]
    (tmp_path / "questions.yaml").write_text(yaml.safe_dump(asked), encoding="utf-8")
    (tmp_path / "key.yaml").write_text(
        yaml.safe_dump({ON: {"ash": {"The ferry to Skerrow": "for"}}}), "utf-8"
    )
    paths = [str(tmp_path / name) for name in ("questions.yaml", "key.yaml", "articles")]
    assert main([paths[0], "--key", paths[1], "--documents", paths[2], "--show"]) == 0
    told = capsys.readouterr().out
    assert "sorted, where a position answers           1 of 1" in told
    assert "first view on the side asked for           1 of 1" in told


@pytest.mark.parametrize(
    ("questions", "key", "message"),
    [
        (
            f"- {{question: Who pays, on: {ON}, side: pro}}",
            "{}",
            "'pro' stands where one of these is expected",
        ),
        (
            f"- {{question: Who pays, on: {ON}, side: for}}",
            "{}",
            "key.yaml says nothing of: The ferry to Skerrow",
        ),
        ("- {question: Who pays}", "{}", "on: is missing"),
        ("[]", f"{ON}: {{ash: {{It: maybe}}}}", "'maybe' stands where one of these is expected"),
        ("- [", "{}", "not YAML"),
    ],
)
def test_what_does_not_fit_is_refused_in_one_line(
    tmp_path: Path, questions: str, key: str, message: str
) -> None:
    (tmp_path / "questions.yaml").write_text(questions, encoding="utf-8")
    (tmp_path / "key.yaml").write_text(key, encoding="utf-8")
    with pytest.raises(AssistantError) as caught:
        main([str(tmp_path / "questions.yaml"), "--key", str(tmp_path / "key.yaml")])
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)
