"""A narrower filter never loses a view that it admits; of copies one view is shown."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answering.assistant import Assistant
from assistant.answers import Answer, Edition
from assistant.articles import Kind
from assistant.dates import PublicationDate
from assistant.index.filters import resolve
from assistant.scopes import Scope

QUESTIONS = (
    "Should the ferry to Skerrow be kept?",
    "What would the barrage do to the birds?",
    "Why do some want the towns to merge?",
    "How many people would the merger cost their work?",
    "What do people say about the barrage?",
    "Who is against the merger?",
)
KEPT = "The old lighthouse must be kept because it belongs to the children of Oxmere."
OFF = "The old lighthouse should be switched off because the lamp costs more than the school."


def shown(answer: Answer) -> list[str]:
    return [view.record.article_id for view in answer.viewpoints]


@given(data=st.data())
def test_a_filter_on_times_and_places_narrows_and_never_pads(
    data: st.DataObject, assistant: Assistant
) -> None:
    question = data.draw(st.sampled_from(QUESTIONS))
    papers = sorted({record.publication for record in assistant.records if record.publication})
    years = st.none() | st.integers(2015, 2025).map(str)
    scope = Scope(
        publications=tuple(data.draw(st.lists(st.sampled_from(papers), max_size=2, unique=True))),
        since=data.draw(years),
        until=data.draw(years),
        kinds=tuple(data.draw(st.lists(st.sampled_from(get_args(Kind)), max_size=2, unique=True))),
    )
    whole = bearing(assistant.ask(question, show_all=True))
    narrow = bearing(assistant.ask(question, scope=scope, show_all=True))
    only = resolve(scope, assistant.records)
    assert narrow == whole & {record.article_id for record in assistant.records if only.admits(record)}


@given(data=st.data())
def test_whoever_is_asked_for_is_heard_with_all_that_is_shown_without_a_filter(
    data: st.DataObject, assistant: Assistant
) -> None:
    question = data.draw(st.sampled_from(QUESTIONS))
    people = sorted({name for record in assistant.records for name in record.people})
    scope = Scope(people=tuple(data.draw(st.lists(st.sampled_from(people), max_size=3, unique=True))))
    whole = bearing(assistant.ask(question, show_all=True))
    only = resolve(scope, assistant.records)
    admitted = {record.article_id for record in assistant.records if only.admits(record)}
    assert whole & admitted <= bearing(assistant.ask(question, scope=scope, show_all=True))


def bearing(answer: Answer) -> set[str]:
    """The articles that bear on the question; of a declined one none."""
    return set(answer.articles)


Opened = Callable[..., Assistant]


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Opened]:
    """Opens an assistant over the articles given: a text, or a text with its front matter."""
    made: list[Assistant] = []

    def open_(**articles: str) -> Assistant:
        place = tmp_path / str(len(made))
        place.mkdir()
        for name, text in articles.items():
            (place / f"{name}.md").write_text(text, encoding="utf-8")
        made.append(Assistant.open(documents=place, index=place / ".index"))
        return made[-1]

    yield open_
    for each in made:
        each.close()


def written(text: str, **fields: str) -> str:
    return "\n".join(["---", *(f"{key}: {value}" for key, value in fields.items()), "---", text])


@pytest.mark.parametrize(
    "question", ["Should the old lighthouse be kept?", "What do people say about the old lighthouse?"]
)
def test_two_articles_are_enough_to_answer_from(opened: Opened, question: str) -> None:
    assistant = opened(
        a=written(KEPT, title="Keep the lamp", authors="Ann Ash", date="2018-01-02"),
        b=written(OFF, title="Switch it off", authors="Bo Birk", date="2019-01-02"),
    )
    assert sorted(shown(assistant.ask(question))) == ["a", "b"]
    assert shown(assistant.ask(question, scope=Scope(until="2018"))) == ["a"]


def test_years_named_one_by_one_admit_no_year_between_them(opened: Opened) -> None:
    assistant = opened(
        a=written(KEPT, title="Keep the lamp", authors="Ann Ash", date="2018-01-02"),
        b=written(OFF, title="Switch it off", authors="Bo Birk", date="2017-01-02"),
        c=written(OFF, title="Still too dear", authors="Bo Birk", date="2019-01-02"),
    )
    answer = assistant.ask("What did Ash say about the old lighthouse in 2017 and in 2019?")
    assert (shown(answer), answer.reason) == ([], "filtered_out")


def test_of_copies_one_view_is_shown_with_where_else_it_stands(opened: Opened) -> None:
    fields = {"title": "Keep the lamp", "authors": "Ann Ash"}
    assistant = opened(
        quay=written(KEPT, **fields, publication="The Quay", date="2018-01-02"),
        quay2=written(KEPT, **fields, publication="The Quay", date="2018-01-02"),
        post=written(KEPT, **fields, publication="Morning Post", date="2018-02"),
        bare=KEPT,
    )
    answer = assistant.ask("Should the old lighthouse be kept?")
    (view,) = answer.viewpoints
    assert (view.record.article_id, view.also_in) == (
        "quay",
        (
            Edition(
                article_id="quay2",
                publication="The Quay",
                date=PublicationDate("2018-01-02"),
                url=None,
            ),
            Edition(
                article_id="post",
                publication="Morning Post",
                date=PublicationDate("2018-02"),
                url=None,
            ),
            Edition(article_id="bare", publication=None, date=None, url=None),
        ),
    )
    assert Answer.from_dict(answer.to_dict()) == answer
    assert "also published in Morning Post (February 2018)" in answer.to_markdown()
    only_copy = Scope(publications=("Morning Post",))
    assert shown(assistant.ask("Should the old lighthouse be kept?", scope=only_copy)) == ["post"]


def test_who_writes_under_a_pseudonym_is_asked_for_by_either_name(opened: Opened) -> None:
    text = written(KEPT, title="The lamp", authors="Silas Moth", pseudonym_of="Ada Lindqvist")
    assistant = opened(a=text, b=written(OFF, title="Off", authors="Bo Birk"))
    for name in ("Silas Moth", "Ada Lindqvist", "Lindqvist"):
        answer = assistant.ask(f"What does {name} say about the lighthouse?")
        assert [view.speaker for view in answer.viewpoints] == ["Silas Moth"]
