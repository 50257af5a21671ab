"""Sentences judged by hand, by their openings or by their places, and quotes that hold them."""

from pathlib import Path

import pytest

from assistant.answers import Answer, Quote, Viewpoint
from assistant.articles import Record
from assistant.errors import AssistantError
from eval.judgements import (
    FOLDER,
    Judged,
    JudgedQuestion,
    case_of,
    fingerprint,
    grade,
    in_words,
    never_judged,
    read,
    write,
)
from eval.question_sets import sets
from tests.eval.invented import WINTER

ASH = Record(article_id="ash", title="The Ferry", authors=("Ann Ash",))
JUDGED = {"ash": Judged(answers=("The ferry should",), bears=("It is late",), neither=("Ann Ash writes",))}


def view(*texts: str, record: Record = ASH) -> Viewpoint:
    quotes = tuple(Quote(citation=1, text=text, start=0, end=len(text)) for text in texts)
    return Viewpoint(record=record, speaker="Ann Ash", reported=False, quotes=quotes)


def test_a_viewpoint_is_as_good_as_the_best_sentence_of_its_quotes() -> None:
    views = (
        view("Ann Ash writes weekly.", "The ferry should stay."),
        view("It is late. Ann Ash writes weekly."),
        view("Ann Ash writes weekly."),
        view("Hens lay eggs."),
        view("The ferry should stay.", record=Record(article_id="birk", title="Another")),
    )
    assert [grade(each, JUDGED) for each in views] == ["answers", "bears", "neither", None, None]
    given = Answer(question="", standalone_question="", answered=True, viewpoints=views)
    assert never_judged(given, JUDGED) == 2


def test_words_left_out_of_an_elided_quote_are_not_judged() -> None:
    text = "Hens lay eggs. The ferry should stay. Cats sleep."
    parts = ((10, 24), (48, 59))
    quote = Quote(citation=1, text=text, start=10, end=59, verdict="elided", parts=parts)
    shown = Viewpoint(record=ASH, speaker=None, reported=False, quotes=(quote,))
    assert grade(shown, JUDGED) is None


def test_a_place_stands_for_its_words_in_the_file(tmp_path: Path) -> None:
    text = "---\ntitle: Tides\n---\nThe tide is a clock. It never stops.\n"
    start = text.index("It never")
    place = (start, start + len("It never stops."), fingerprint("It never stops."))
    question = JudgedQuestion(
        id="tides", question="Does it stop?", judged={"tides": Judged(answers=(place,))}
    )
    write(tmp_path / "tides.yaml", [question])
    assert "never stops" not in (tmp_path / "tides.yaml").read_text("utf-8")
    assert read(tmp_path / "tides.yaml") == (question,)
    assert in_words(question, {"tides": text}) == {"tides": Judged(answers=("It never stops.",))}
    with pytest.raises(AssistantError, match="'tides' is not the text that was judged"):
        in_words(question, {"tides": text.replace("never", "always")})


def test_a_question_without_words_is_a_case() -> None:
    assert case_of(JudgedQuestion(id="winter"), {"winter": WINTER}) is WINTER
    own = case_of(JudgedQuestion(id="winter", question="Why?", articles=("ash",)), {"winter": WINTER})
    assert (own.question, own.expect.articles, own.expect.answered) == ("Why?", ("ash",), True)
    with pytest.raises(AssistantError, match="'toll' has no question of its own"):
        case_of(JudgedQuestion(id="toll"), {"winter": WINTER})


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "- id: a\n  judged: {ash: {perhaps: [The]}}",
            "question 1: judged, ash: there is no field 'perhaps'",
        ),
        ("- {id: a}\n- {id: a}", "two questions are called 'a'"),
        ("- id: [", "not YAML at line"),
        ("id: a", "question 1"),
    ],
)
def test_a_wrong_file_is_refused_in_one_line(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "set.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(AssistantError) as caught:
        read(tmp_path / "set.yaml")
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


def test_the_projects_questions_are_sixty_over_three_sets_and_their_articles_exist() -> None:
    documents, originals = sets(None)
    counts = [len(read(each)) for each in (documents.file, originals.file, FOLDER / "real_opinion.yaml")]
    assert counts == [24, 18, 18]
    for of in (documents, originals):
        known = of.by_id()
        for question in read(of.file):
            named = {*case_of(question, known).expect.articles, *question.judged}
            assert {name for name in named if not (of.documents / f"{name}.md").exists()} == set()


def test_no_words_of_texts_by_others_stand_among_the_judgements() -> None:
    pointers = [
        pointer
        for question in read(FOLDER / "real_opinion.yaml")
        for judged in question.judged.values()
        for pointer in (*judged.answers, *judged.bears, *judged.neither)
    ]
    assert [each for each in pointers if isinstance(each, str)] == []
