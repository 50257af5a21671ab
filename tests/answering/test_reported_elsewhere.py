"""Somebody who says nothing on a matter here, but whose view of it others report."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.answering.assistant import Assistant
from assistant.scopes import Scope

ARTICLES = {
    "school": ("Ann Ash", "Lower Ansel needs a school. Children walk nine miles to lessons every morning."),
    "ferry": (
        "Bo Birk",
        (
            "The council of Skerrow meets on Monday. Ann Ash says that the ferry toll is a tax on the poor. "
            "Nobody in the harbour has counted what the ferry toll brings in."
        ),
    ),
}
TOLL = "What does Ann Ash think of the ferry toll?"


@pytest.fixture
def assistant(tmp_path: Path) -> Iterator[Assistant]:
    for name, (author, text) in ARTICLES.items():
        head = f"---\ntitle: The {name.title()}\nauthors: [{author}]\n---\n\n"
        (tmp_path / f"{name}.md").write_text(head + text, encoding="utf-8")
    opened = Assistant.open(documents=tmp_path, index=tmp_path / ".index")
    yield opened
    opened.close()


def test_what_others_report_of_her_is_shown_and_said(assistant: Assistant) -> None:
    answer = assistant.ask(TOLL)
    assert [(view.speaker, view.reported, view.quotes[0].text) for view in answer.viewpoints] == [
        ("Ann Ash", True, "Ann Ash says that the ferry toll is a tax on the poor.")
    ]
    assert "What others report of Ann Ash is shown." in answer.notes
    assert [absence.person for absence in answer.absences] == ["Ann Ash"]


def test_a_readers_own_filter_is_not_passed_by(assistant: Assistant) -> None:
    answer = assistant.ask(TOLL, scope=Scope(people=("Ann Ash",)))
    assert (answer.answered, answer.reason) == (False, "person_silent")


def test_what_nobody_reports_of_her_stays_silence(assistant: Assistant) -> None:
    answer = assistant.ask("What does Ann Ash think of the harbour master?")
    assert (answer.answered, answer.reason) == (False, "person_silent")
