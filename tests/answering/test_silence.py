from pathlib import Path

import pytest

from assistant.answering.assistant import Assistant
from assistant.answering.silence import unknown_names
from assistant.index.lexical import Lexical


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("What does Strand say about Trondheim?", ("Trondheim",)),
        ("What does the ferry cost Skerrow?", ()),
        ("Trondheim is where?", ()),
        ("WHAT ABOUT THE BARRAGE IN TRONDHEIM", ()),
        ("Did the vote in September change Marrow's mind on Monday?", ()),
    ],
)
def test_names_that_stand_nowhere_are_found(tmp_path: Path, question: str, names: tuple[str, ...]) -> None:
    Lexical.build(
        ["Strand said the ferry to Skerrow cost too much.", "Marrow is against the vote."], tmp_path
    )
    assert unknown_names(question, Lexical.open(tmp_path)) == names


def test_a_name_that_stands_nowhere_declines_the_question_and_is_named(assistant: Assistant) -> None:
    answer = assistant.ask("Why does Trondheim want the tidal barrage?")
    assert (answer.answered, answer.reason) == (False, "not_covered")
    assert answer.notes == ("'Trondheim' is not mentioned in any article here.",)
    assert answer.nearest


@pytest.mark.parametrize(
    "question",
    [
        "Who won the football match between Vessel Harbour and Quillhaven?",
        "When does the ferry to Skerrow leave tomorrow?",
        "Which hotel in Quillhaven has the best breakfast?",
        "What will the weather be like in Quillhaven tomorrow?",
    ],
)
def test_an_everyday_question_is_declined_though_it_names_places_of_the_articles(
    assistant: Assistant, question: str
) -> None:
    answer = assistant.ask(question)
    assert (answer.answered, answer.reason) == (False, "not_covered")


@pytest.mark.parametrize(
    "question",
    [
        "What does the ferry to Skerrow cost the province?",
        "Why do some want the towns to merge?",
        "What would the barrage do to the birds?",
    ],
)
def test_a_question_that_an_article_answers_is_not_taken_for_an_everyday_one(
    assistant: Assistant, question: str
) -> None:
    assert assistant.ask(question).answered
