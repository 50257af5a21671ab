"""Conversations about an invented town and its ferry."""

from __future__ import annotations

import pytest

from assistant.answers import Answer, Quote, Turn, Viewpoint
from assistant.articles import Record
from assistant.dates import PublicationDate
from assistant.question import understand
from assistant.question.follow_up import Resolved, resolve
from assistant.question.known_names import KnownNames, known_names
from assistant.scopes import Scope


def record(article_id: str, author: str, date: str) -> Record:
    return Record(
        article_id=article_id,
        title=article_id,
        authors=(author,),
        publication="Oyfar Herald",
        date=PublicationDate(date),
    )


MARROW = record("marrow", "Ottoline Marrow", "2018-09-04")
LATER = record("marrow-later", "Ottoline Marrow", "2025-02")
BIRK = record("birk", "George Birk", "2019")
QUELL = record("quell", "Dana Quell", "2020")
RECORDS = (MARROW, LATER, BIRK, QUELL)
KNOWN = known_names(RECORDS)


def turn(question: str, *records: Record, alone: str | None = None) -> Turn:
    quote = Quote(citation=1, text="The dam will drown the marsh.", start=0, end=29)
    return Turn(
        question=question,
        answer=Answer(
            question=question,
            standalone_question=alone or question,
            answered=True,
            viewpoints=tuple(
                Viewpoint(record=found, speaker=found.voice, reported=False, quotes=(quote,))
                for found in records
            ),
        ),
    )


def alone(question: str, *history: Turn, known: KnownNames = KNOWN) -> str:
    return resolve(question, history, known).question


DAM = turn("What does Birk say about the dam?", BIRK)


@pytest.mark.parametrize(
    ("before", "question", "expected"),
    [
        ("What does Birk say about the dam?", "Why does he fear it?", "Why does George Birk fear the dam?"),
        (
            "Why does Quell fear a new dam at Oyfar?",
            "What does she want Skerrow to do about it?",
            "What does Dana Quell want Skerrow to do about a new dam at Oyfar?",
        ),
        (
            "How does Birk defend the toll?",
            "What do his critics in Oyfar reply?",
            "What do George Birk's critics in Oyfar reply about the toll?",
        ),
        (
            "What reasons does Marrow give for the closure in 2018?",
            "And what does she say about it in 2025?",
            "What does Ottoline Marrow say in 2025 about the closure?",
        ),
        ("What did Marrow write?", "Who answered her?", "Who answered Ottoline Marrow?"),
        (
            "How do Birk and Quell differ on the dam?",
            "Do they agree on the ferry?",
            "Do George Birk and Dana Quell agree on the ferry?",
        ),
        (
            "Should Oyfar be drained?",
            "Would it be dangerous?",
            "Would it be dangerous? (Should Oyfar be drained?)",
        ),
        (
            "What does Birk say about the dam?",
            "Is that view fair?",
            "Is that view on the dam fair?",
        ),
        (
            "What does Birk say about the harbour of Oyfar?",
            "Why does he want a dam there?",
            "Why does George Birk want a dam in Oyfar?",
        ),
    ],
)
def test_words_that_point_back_are_replaced(before: str, question: str, expected: str) -> None:
    assert alone(question, turn(before, BIRK)) == expected


@pytest.mark.parametrize(
    ("before", "question", "expected"),
    [
        ("What does Birk say about the dam?", "And Marrow?", "What does Ottoline Marrow say about the dam?"),
        ("What does Birk say about the dam?", "Quell?", "What does Dana Quell say about the dam?"),
        (
            "What does Birk say about the dam?",
            "What about Marrow and Quell?",
            "What do Ottoline Marrow and Dana Quell say about the dam?",
        ),
        ("What drives Mayor Birk?", "And Quell?", "What drives Dana Quell?"),
        ("Should Oyfar be drained?", "And Birk?", "What does George Birk say: should Oyfar be drained?"),
        ("Should Oyfar be drained?", "And what about Skerrow?", "Should Skerrow be drained?"),
        ("Who in Oyfar opposed the dam?", "And in Skerrow?", "Who in Skerrow opposed the dam?"),
        ("What does Birk say about the dam?", "And the ferry?", "What does George Birk say about the ferry?"),
        (
            "What did Marrow write in September 2018?",
            "And about the ferry?",
            "What did Ottoline Marrow say about the ferry in September 2018?",
        ),
        ("What did Marrow write in September 2018?", "And in 2025?", "What did Marrow write in 2025?"),
        (
            "What does Birk say about the dam?",
            "And since 2019?",
            "What does Birk say since 2019 about the dam?",
        ),
        ("Does Birk fear the dam?", "Why?", "Why does Birk fear the dam?"),
        ("What does Birk fear?", "Why?", "What does Birk fear? Why?"),
        ("Does Birk fear the dam?", "Can you tell me more?", "Tell me more: Does Birk fear the dam?"),
        ("Should Oyfar be drained?", "Who disagrees?", "Who disagrees? (Should Oyfar be drained?)"),
        (
            "What does Birk say about the dam?",
            "What does Quell think?",
            "What does Quell think about the dam?",
        ),
    ],
)
def test_what_is_left_out_comes_from_the_question_before(before: str, question: str, expected: str) -> None:
    assert alone(question, turn(before, BIRK)) == expected


def test_the_distance_from_an_earlier_time_becomes_a_date_and_a_filter() -> None:
    before = turn("What did Marrow think of the dam in September 2018?", MARROW)

    found = understand("Was she still of that opinion seven years later?", (before,), RECORDS)

    assert found.standalone_question == "Was Ottoline Marrow still of that opinion on the dam in 2025?"
    assert found.scope == Scope(people=("Ottoline Marrow",), since="2025", until="2025")


def test_the_distance_is_counted_from_the_only_answer_where_no_question_named_a_time() -> None:
    before = turn("What does Marrow say about the dam?", MARROW)

    assert (
        alone("And what did she say a year later?", before)
        == "What did Ottoline Marrow say in 2019 about the dam?"
    )


def test_an_opinion_whose_matter_no_question_named_is_searched_by_the_words_quoted() -> None:
    before = turn("What did Marrow write in September 2018?", MARROW)

    found = understand("Was she still of that opinion seven years later?", (before,), RECORDS)

    assert (found.standalone_question, found.topic) == (
        "Was Ottoline Marrow still of that opinion in 2025?",
        "The dam will drown the marsh.",
    )


def test_some_of_those_answered_with_are_looked_for_in_their_articles_alone() -> None:
    before = turn("Which authors wrote about the dam?", MARROW, BIRK, MARROW)

    assert resolve("Which of them fear for the ferry?", (before,), KNOWN) == Resolved(
        "Which of the authors who wrote about the dam fear for the ferry?",
        articles=("marrow", "birk"),
        about="The dam will drown the marsh.",
    )


def test_a_conversation_is_followed_over_several_turns() -> None:
    second = turn("And Quell?", QUELL, alone="What does Dana Quell say about the dam?")

    assert alone("Why does she think so?", DAM, second) == "Why does Dana Quell think so about the dam?"


def test_turns_answered_in_plain_text_are_resolved_too() -> None:
    turns = (
        Turn(question="What does Birk say about the dam?", answer="Birk fears it."),
        Turn(question="And Quell?", answer="She does not."),
    )

    assert alone("Why does she think so?", *turns) == "Why does Dana Quell think so about the dam?"


def test_a_pronoun_means_nobody_of_the_other_gender() -> None:
    turns = (DAM, turn("What does Quell say about the toll?", QUELL))

    assert alone("Does he like the ferry?", *turns) == "Does George Birk like the ferry?"


def test_more_than_a_plain_answer_said_is_asked_for_besides_it() -> None:
    before = Turn(question="What does Birk say about the dam?", answer="Quell says that it leaks.")

    found = understand("What else does he say?", (before,), RECORDS)

    assert (found.standalone_question, found.scope, found.topic) == (
        "Besides Quell says that it leaks, what else does George Birk say about the dam?",
        Scope(people=("George Birk",)),
        "the dam?",
    )


@pytest.mark.parametrize(
    "question",
    [
        "What is the weather in Paris?",
        "What did Quell write in 2020?",
        "What does Quell say about the ferry?",
        "Is it true that gulls want their own island?",
        "Is it wise to sell the ferry?",
        "Will it rain tomorrow?",
        "Does the mayor regret his promise?",
        "Which minister said that his country was finished?",
        "Do gulls protect their eggs?",
        "Is there any hope for the ferry?",
        "If the toll is doubled, who pays it?",
        "Which bird do readers like best, and how many of them?",
        "I asked a friend about the toll. Is he right?",
        "Who wrote about the ferry?",
        "Should the ferry be sold?",
        "Ferry",
        "Thanks!",
        "",
    ],
)
def test_a_question_that_stands_alone_is_left_as_it_is(question: str) -> None:
    turns = (DAM, turn("How do Birk and Quell differ on the toll?", BIRK, QUELL))

    assert resolve(question, turns, KNOWN) == Resolved(question)


@pytest.mark.parametrize(
    "question", ["And Birk?", "Why?", "What does he say about it?", "Which of them agree?"]
)
def test_without_a_conversation_nothing_is_changed(question: str) -> None:
    assert resolve(question, (), KNOWN) == Resolved(question)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("When was he born?", "When was Ansel Example born?"),
        ("What was his first boat?", "What was Ansel Example's first boat?"),
        ("What did Example build?", "What did Ansel Example build?"),
        ("What happened in 1991?", "What happened to Ansel Example in 1991?"),
        ("Any children?", "Any children of Ansel Example?"),
        ("Did the Skerrow leak?", "Did the Skerrow leak?"),
    ],
)
def test_over_one_page_questions_are_about_its_title(question: str, expected: str) -> None:
    assert resolve(question, (), KNOWN, "Ansel Example (shipwright)").question == expected


ONE_BY_ONE = (DAM, turn("And Quell?", QUELL, alone="What does Dana Quell say about the dam?"))


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("How do they differ?", "How do George Birk and Dana Quell differ about the dam?"),
        ("Do they agree?", "Do George Birk and Dana Quell agree about the dam?"),
        ("Compare them", "Compare George Birk and Dana Quell about the dam?"),
        ("What do both say about the toll?", "What do George Birk and Dana Quell say about the toll?"),
        ("Which of the two is right?", "Which of George Birk and Dana Quell is right about the dam?"),
        (
            "Which of them is more hopeful?",
            "Which of George Birk and Dana Quell is more hopeful about the dam?",
        ),
        ("What does the former propose?", "What does George Birk propose about the dam?"),
        ("What does the latter propose?", "What does Dana Quell propose about the dam?"),
    ],
)
def test_people_asked_about_one_by_one_are_meant_together(question: str, expected: str) -> None:
    assert alone(question, *ONE_BY_ONE) == expected


def test_articles_of_two_times_are_set_side_by_side() -> None:
    turns = (
        turn("What did Marrow write in 2018?", MARROW),
        turn("And in 2025?", LATER, alone="What did Marrow write in 2025?"),
    )

    found = understand("How do the two differ?", turns, RECORDS)

    assert found.standalone_question == "How do Ottoline Marrow's articles of 2018 and of 2025 differ?"
    assert found.articles == ("marrow", "marrow-later")


@pytest.mark.parametrize(
    ("question", "expected", "topic"),
    [
        ("Who disagrees?", "Besides George Birk, who disagrees about the dam?", "the dam?"),
        ("Who shares that view?", "Besides George Birk, who shares that view on the dam?", "the dam?"),
        (
            "Which authors think the opposite?",
            "Besides George Birk, which authors think the opposite about the dam?",
            "the dam?",
        ),
        ("What do others say?", "Besides George Birk, what do others say about the dam?", "the dam?"),
        ("And the others?", "Besides George Birk, what do others say about the dam?", "the dam?"),
        ("Who else?", "Besides George Birk, what do others say about the dam?", "the dam?"),
        (
            "Who disagrees with him?",
            "Who disagrees with George Birk about the dam?",
            "Who disagrees with George Birk about the dam?",
        ),
        (
            "Does anyone contradict him?",
            "Does anyone contradict George Birk about the dam?",
            "Does anyone contradict George Birk about the dam?",
        ),
    ],
)
def test_a_question_for_others_keeps_the_matter_and_leaves_the_person_out(
    question: str, expected: str, topic: str
) -> None:
    found = understand(question, (DAM,), RECORDS)

    assert (found.standalone_question, found.topic) == (expected, topic)
    assert (found.scope, found.excluded) == (Scope(), ("George Birk",))


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("When did he write that?", "When did George Birk write that? (What does Birk say about the dam?)"),
        ("Where was that published?", "Where was that published? (What does Birk say about the dam?)"),
        ("What is the source?", "What is the source? (What does Birk say about the dam?)"),
        (
            "What does the article say about the toll?",
            "What does the article by George Birk say about the toll?",
        ),
    ],
)
def test_a_question_about_what_was_shown_is_limited_to_those_articles(question: str, expected: str) -> None:
    before = turn("What does Birk say about the dam?", BIRK, record("birk-2", "George Birk", "2020"))

    resolved = resolve(question, (before,), KNOWN)

    assert (resolved.question, resolved.articles) == (expected, ("birk", "birk-2"))


def test_the_first_of_those_shown_is_meant_by_its_place() -> None:
    before = turn("Which authors fear the dam?", QUELL, BIRK)

    assert (
        alone("What does the second one say about it?", before) == "What does George Birk say about the dam?"
    )


@pytest.mark.parametrize("thanks", ["thanks", "OK", "Great, thank you!"])
def test_thanks_are_passed_over(thanks: str) -> None:
    turns = (DAM, turn(thanks))

    assert alone("And Quell?", *turns) == "What does Dana Quell say about the dam?"
    assert alone(f"{thanks}. And Quell?", DAM) == "What does Dana Quell say about the dam?"


@pytest.mark.parametrize(
    ("before", "question", "expected"),
    [
        (
            "Was Birk still of that opinion in 2019?",
            "And what about the toll?",
            "What does George Birk say about the toll in 2019?",
        ),
        ("What does Birk say about the dam?", "No, I meant Quell", "What does Dana Quell say about the dam?"),
        ("What does Brik say about the dam?", "I meant Birk", "What does George Birk say about the dam?"),
        (
            "What does Birk say about the dam?",
            "Only since 2019",
            "What does Birk say since 2019 about the dam?",
        ),
        (
            "What does Birk say about the dam?",
            "Only articles since 2019",
            "What does Birk say since 2019 about the dam?",
        ),
        (
            "Does Marrow agree with Birk about the dam?",
            "And with Quell?",
            "Does Marrow agree with Dana Quell about the dam?",
        ),
        ("Does Birk think that gulls sing?", "And the realists?", "Do the realists think that gulls sing?"),
        (
            "What does Birk say about Skerrow?",
            "And its mayor?",
            "What does Birk say about Skerrow's mayor?",
        ),
        (
            "What did Birk think in 2018 of the dam?",
            "And before that?",
            "What did Birk think before 2018 of the dam?",
        ),
        ("What does Birk say about the dam?", "And today?", "What does Birk say today about the dam?"),
        (
            "What does Birk say about the dam?",
            "Did he change his mind?",
            "Did George Birk change his mind about the dam?",
        ),
        ("What does Birk say about the dam?", "List his articles", "List George Birk's articles"),
        (
            "What does Birk say about the dam?",
            "Summarise that",
            "Tell me more: What does Birk say about the dam?",
        ),
        ("What does Birk say about the dam?", "And who is against?", "Who is against the dam?"),
        (
            "What does Birk say about the dam?",
            "Is that realistic?",
            "Is that realistic? (What does Birk say about the dam?)",
        ),
        ("What did the Oyfar Herald write?", "And in 2019?", "What did the Oyfar Herald write in 2019?"),
        ("Which authors oppose the dam?", "Why do they oppose it?", "Why do they oppose the dam?"),
        (
            "What do Birk and Xanthopol think of the dam?",
            "And Quell?",
            "What does Dana Quell think of the dam?",
        ),
        (
            "What does Xanthopol say about the dam?",
            "And Quell?",
            "What does Dana Quell say about the dam?",
        ),
        ("Does Birk support the dam?", "Does Quell?", "Does Dana Quell support the dam?"),
        ("How has Birk's view changed?", "And Quell's?", "How has Dana Quell's view changed?"),
    ],
)
def test_short_questions_change_one_thing_of_the_question_before(
    before: str, question: str, expected: str
) -> None:
    assert alone(question, turn(before, BIRK)) == expected
