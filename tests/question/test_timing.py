"""Orders of dates and bounds without a date, on wordings that stand nowhere in the table of intents."""

from __future__ import annotations

import datetime

import pytest

from assistant.answers import Answer, Turn
from assistant.articles import Kind, Record
from assistant.dates import PublicationDate
from assistant.encoder.encoder import Encoder
from assistant.encoder.encoder import encoder as built_in
from assistant.question import Query, understand
from assistant.question.frames import Reader
from assistant.question.mentions import known_names
from assistant.question.timing import timed
from assistant.scopes import Scope
from assistant.settings import Settings

TODAY = datetime.date(2026, 3, 1)


def record(article_id: str, person: str, date: str, *, kind: Kind = "article", title: str = "") -> Record:
    return Record(
        article_id=article_id,
        title=title or f"Ferry notes, {article_id}",
        kind=kind,
        authors=() if kind == "interview" else (person,),
        speakers=(person,) if kind == "interview" else (),
        publication="The Oyfar Herald",
        date=PublicationDate(date),
    )


RECORDS = (
    record("marrow-2018", "Ottoline Marrow", "2018-09-13"),
    record("marrow-2022", "Ottoline Marrow", "2022-09-07", kind="interview"),
    record("much-1863", "Tobias Much", "1863-05"),
    record("quell-2020", "Ida Quell", "2020-02", title="The Sinking Quay"),
    record("quell-2021", "Ida Quell", "2021-02", title="The Last Days of the Old Lighthouse"),
    record("much-1864", "Tobias Much", "1864-05", title="After the Death of Jonas Birkbeck"),
)


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return built_in(Settings())


def asked(question: str, encoder: Encoder, *history: str) -> Query:
    turns = tuple(Turn(question=each, answer="") for each in history)
    query = understand(question, turns, RECORDS, today=TODAY)
    return timed(query, Reader(known_names(RECORDS), TODAY, encoder, encoder.query))


@pytest.mark.parametrize(
    ("question", "order", "topic"),
    [
        ("latest opinions about the toll on the quay", "newest", "toll on the quay"),
        ("What do recent pieces say about the toll?", "newest", "toll"),
        ("What is the most recent article on the toll?", "newest_one", "toll"),
        ("Which was Marrow's first article about the toll?", "oldest_one", "toll"),
        ("Who was the first to write against the toll?", "oldest_one", "toll"),
        ("Show the toll debate as a timeline, please", "timeline", "toll"),
        ("How have views of the toll shifted over the years?", "timeline", "toll"),
        ("Has Marrow changed her mind on the toll?", "timeline", "toll"),
        ("Is Marrow still against the toll?", "timeline", "toll"),
        ("What did Marrow write?", "newest", ""),
    ],
)
def test_an_order_of_dates_is_told_by_the_wording_and_is_no_matter(
    encoder: Encoder, question: str, order: str, topic: str
) -> None:
    found = asked(question, encoder)

    assert (found.order, found.topic) == (order, topic)


@pytest.mark.parametrize(
    "question",
    [
        "What does Marrow say about the toll?",
        "What was the first ferry called?",
        "What is the latest plan for the quay?",
        "How has the ferry changed?",
        "Should the old quay be changed?",
        "Who is against the toll?",
        "What happened before the flood?",
    ],
)
def test_what_is_first_or_changes_in_the_matter_asks_for_no_order(encoder: Encoder, question: str) -> None:
    found = asked(question, encoder)

    assert found.order == "best" and found.topic


def test_somebody_who_may_have_changed_his_mind_is_asked_himself(encoder: Encoder) -> None:
    found = asked("Did Ottoline Marrow come to think differently of the toll?", encoder)

    assert (found.scope.people, found.subjects, found.order) == (("Ottoline Marrow",), (), "timeline")


@pytest.mark.parametrize(
    ("question", "since", "until"),
    [
        ("What was said about the toll before Marrow published her article?", None, "2018-09-12"),
        ("Who wrote on the toll since Marrow's first article?", "2018-09-13", None),
        ("What was said about the toll after the interview with Marrow?", "2022-09-08", None),
        ("What was said about the toll until Marrow's latest interview?", None, "2022-09-07"),
        ("What was said about the toll before Quell wrote?", None, "2020-01"),
        ("What was said about the toll after The Sinking Quay?", "2020-03", None),
    ],
)
def test_an_article_named_as_a_bound_gives_its_date(
    encoder: Encoder, question: str, since: str | None, until: str | None
) -> None:
    found = asked(question, encoder)

    assert (found.scope.since, found.scope.until, found.scope.people) == (since, until, ())
    assert "toll" in found.topic and "Marrow" not in found.topic and "Quay" not in found.topic
    assert "is read as" in found.notes[0]


def test_a_bound_by_an_article_narrows_somebody_elses_views(encoder: Encoder) -> None:
    found = asked("What did Quell say about the toll after Marrow wrote?", encoder)

    assert found.scope.people == ("Ida Quell",) and found.scope.since == "2018-09-14"


@pytest.mark.parametrize(
    ("question", "event", "left"),
    [
        (
            "What was said about the toll since the war in Skerrow began?",
            "since the war in Skerrow began",
            "What was said about the toll?",
        ),
        (
            "How did people judge the toll during the Clinton presidency?",
            "during the Clinton presidency",
            "How did people judge the toll?",
        ),
    ],
)
def test_an_event_without_a_date_bounds_nothing_and_its_date_is_asked_for(
    encoder: Encoder, question: str, event: str, left: str
) -> None:
    found = asked(question, encoder)

    assert found.standalone_question == left
    assert found.notes == (f"Give a date or a year for “{event}”, and I will look at what was written then.",)
    assert event not in found.topic and "toll" in found.topic


def test_the_date_that_is_then_given_takes_the_place_of_the_event(encoder: Encoder) -> None:
    found = asked("since May 2019", encoder, "What was said about the toll?")

    assert (found.standalone_question, found.scope.since) == (
        "What was said about the toll since May 2019?",
        "2019-05",
    )


@pytest.mark.parametrize(
    ("bound", "date", "told", "since", "until"),
    [
        ("before the war in Skerrow", "1912", "before 1912", None, "1911"),
        ("before the war in Skerrow", "24 February 1912", "before 24 February 1912", None, "1912-02-23"),
        ("since the Skerrow war began", "in 1912", "since 1912", "1912", None),
        ("after the war in Skerrow", "February 1912", "since February 1912", "1912-02", None),
        ("during the Clinton presidency", "1912", "in 1912", "1912", "1912"),
        ("before the war in Skerrow", "since February 1912", "since February 1912", "1912-02", None),
    ],
)
def test_a_date_alone_takes_the_place_of_the_event_whose_date_was_asked_for(
    encoder: Encoder, bound: str, date: str, told: str, since: str | None, until: str | None
) -> None:
    question = f"What did Marrow say {bound}?"
    before = asked(question, encoder)
    answer = Answer(
        question=question,
        standalone_question=before.standalone_question,
        answered=True,
        understood=before.scope,
    )
    query = understand(date, (Turn(question=question, answer=answer),), RECORDS, today=TODAY)

    assert before.standalone_question == "What did Marrow say?"
    assert told in query.standalone_question
    assert query.scope == Scope(people=("Ottoline Marrow",), since=since, until=until)


@pytest.mark.parametrize(
    ("bound", "told", "since", "until"),
    [
        ("after the war in Skerrow began in 2019", "since 2019", "2019", None),
        ("before the war in Skerrow in May 2019", "before May 2019", None, "2019-04"),
        ("since Skerrow was invaded in 2019", "since 2019", "2019", None),
        ("during the war of 2019", "in 2019", "2019", "2019"),
    ],
)
def test_an_event_with_its_date_bounds_by_that_date(
    encoder: Encoder, bound: str, told: str, since: str | None, until: str | None
) -> None:
    found = asked(f"What did Marrow say about the toll {bound}?", encoder)

    assert found.standalone_question == f"What did Marrow say about the toll {told}?"
    assert (found.scope.since, found.scope.until, found.notes) == (since, until, ())
    assert found.topic.strip(" ?") == "the toll"


def test_a_bare_event_bounds_the_question_before_it(encoder: Encoder) -> None:
    found = asked("and under Clinton?", encoder, "Is the toll fair?")

    assert found.standalone_question == "Is the toll fair?"
    assert found.notes and "“under Clinton”" in found.notes[0]


@pytest.mark.parametrize(
    "question",
    [
        "What was said about the quay after a sale of the land?",
        "What happens to the quay after the war?",
        "Is the toll allowed under the law of the sea?",
        "Who spoke for the toll before any ferry is built?",
        "Who says that trade fell after the war in Skerrow?",
        "Why did Marrow speak for the toll when she wrote to the Oyfar Herald?",
    ],
)
def test_a_condition_of_the_matter_is_no_bound_of_time(encoder: Encoder, question: str) -> None:
    found = asked(question, encoder)

    assert (found.standalone_question, found.notes) == (question, ())


@pytest.mark.parametrize(
    "title", ["The Last Days of the Old Lighthouse", "After the Death of Jonas Birkbeck"]
)
def test_the_title_of_an_article_asks_for_no_order_and_no_date(title: str, encoder: Encoder) -> None:
    query = asked(f"What is said about {title}?", encoder)
    assert (query.order, query.notes) == ("best", ())


@pytest.mark.parametrize(
    ("opener", "since", "until"),
    [
        ("on or before 4 March 2020", None, "2020-03-04"),
        ("not before 2018", "2018", None),
        ("other than in 2018", None, None),
        ("not in 2021", None, None),
    ],
)
def test_what_opens_a_time_is_no_matter(opener: str, since: str | None, until: str | None) -> None:
    found = understand(f"What did Marrow say about the toll {opener}?", (), RECORDS, today=TODAY)

    assert (found.scope.since, found.scope.until, found.topic) == (since, until, "the toll?")


@pytest.mark.parametrize(
    ("time", "since", "until"),
    [
        ("before 1863", None, "1862"),
        ("before June 1863", None, "1863-05"),
        ("after 2022", "2023", None),
        ("before 1862", None, None),
        ("after 2023", None, None),
    ],
)
def test_the_year_that_is_named_tells_whether_articles_are_from_its_time(
    time: str, since: str | None, until: str | None
) -> None:
    found = understand(f"What was said about the toll {time}?", (), RECORDS, today=TODAY)

    assert (found.scope.since, found.scope.until) == (since, until)


@pytest.mark.parametrize("times", ["before 2015 and after 2020", "except in 2018"])
def test_times_that_leave_none_limit_nothing_and_are_told(times: str) -> None:
    found = understand(f"What did Marrow say about the toll {times}?", (), RECORDS, today=TODAY)

    assert (found.scope.since, found.scope.until) == (None, None)
    assert [note for note in found.notes if note.startswith("Articles of all times were searched:")]


@pytest.mark.parametrize(
    ("bound", "until"),
    [("before Ruddle's last year's article", "2025-02"), ("after Ruddle's last week's column", None)],
)
def test_the_article_of_a_bound_is_told_from_today(bound: str, until: str | None) -> None:
    records = (*RECORDS, record("ruddle-2024", "Ivo Ruddle", "2024-04"))
    records += (record("ruddle-2025", "Ivo Ruddle", "2025-03"),)
    found = understand(f"Who spoke about the toll {bound}?", (), records, today=TODAY)

    assert found.scope.until == until
