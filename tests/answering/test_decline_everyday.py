"""Questions that people put to any assistant, told from those that opinion articles may answer."""

import pytest

from assistant.answering.decline.everyday import is_errand


@pytest.mark.parametrize(
    "question",
    [
        "How do I get a fishing licence?",
        "please translate 'ferry' into Dutch",
        "Should I buy a boat?",
        "Write me a poem about the sea.",
        "Where can we park in Skerrow?",
    ],
)
def test_help_with_a_task_of_ones_own_is_an_errand(question: str) -> None:
    assert is_errand(question)


@pytest.mark.parametrize(
    "question",
    [
        "How do I find Ash's article on the ferry?",
        "How should we understand Marrow's change of mind?",
        "How should the towns share the cost?",
        "Should the ferry be kept?",
        "Who can translate the treaty?",
        "Can you summarise Marrow?",
    ],
)
def test_what_articles_may_answer_is_none(question: str) -> None:
    assert not is_errand(question)
