"""What an article's record names as its topics tells that it bears on a matter, in whatever words it does."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.answering.assistant import Assistant
from assistant.answers import Turn

MATTER = "the sale of the Lintel lighthouse"


def _write(folder: Path, name: str, date: str, text: str, topic: str = "") -> None:
    head = f"title: On the lamp\nauthors: {name} Quill\ndate: {date}\n"
    head += f"topics: [{topic}]\n" if topic else ""
    (folder / f"{name.lower()}.md").write_text(f"---\n{head}---\n\n{text}\n", encoding="utf-8")


@pytest.fixture(scope="module")
def lamp(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """Invented: two who name the matter, one who speaks of it in other words, one who does not."""
    folder = tmp_path_factory.mktemp("lamp")
    _write(folder, "Ada", "2018-05-01", "The sale of the Lintel lighthouse should be stopped.")
    _write(folder, "Bo", "2025-02-01", "The sale of the Lintel lighthouse is right, since the town is poor.")
    other = "Whoever parts with an heirloom for ready money will miss it, and so shall we."
    _write(folder, "Cy", "2025-06-01", other, "Lintel lighthouse sale")
    _write(folder, "Di", "2025-08-01", "Herring should be salted before the first frost.", "herring")
    opened = Assistant.open(documents=folder, index=tmp_path_factory.mktemp("index"))
    yield opened
    opened.close()


@pytest.mark.parametrize(
    "question", [f"latest views on {MATTER}", f"What has recently been written about {MATTER}?"]
)
def test_the_newest_that_bears_is_first_though_it_has_other_words(lamp: Assistant, question: str) -> None:
    answer = lamp.ask(question, show_all=True)
    assert (answer.order, answer.articles) == ("newest", ("cy", "bo", "ada"))


def test_of_a_period_all_that_bear_are_reached(lamp: Assistant) -> None:
    question = f"What was said about {MATTER}?"
    turn = Turn(question=question, answer=lamp.ask(question))
    answer = lamp.ask("And in 2025?", history=(turn,))
    rest = lamp.ask("more", history=(turn, Turn(question="And in 2025?", answer=answer)))
    assert {*answer.articles, *rest.articles} == {"bo", "cy"}


def test_a_topic_that_shares_a_name_alone_does_not_bear(lamp: Assistant) -> None:
    assert "cy" not in lamp.ask("What do the owls of Lintel eat?", show_all=True).articles
