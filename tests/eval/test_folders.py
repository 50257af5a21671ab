"""Small folders: what is asked again of a few articles, and what is told of it."""

from pathlib import Path

import pytest

from assistant.answering.assistant import Assistant
from eval import folders


@pytest.mark.slow
def test_every_article_that_answers_in_the_whole_folder_answers_in_a_few(
    documents: Assistant, documents_index: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    question = "Should Kosovo be partitioned?"
    assert folders.main(["--question", question, "--index", str(documents_index)]) == 0
    assert capsys.readouterr().out.splitlines() == [
        *(f"{question}: 6 articles; folders of {size}: 6 shown, none lost" for size in (2, 3, 6)),
        "0 of 18 lost",
    ]
