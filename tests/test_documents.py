"""The shipped articles asked as a reader would ask them."""

from pathlib import Path

import pytest

from assistant.answering.assistant import Assistant
from assistant.answers import Answer
from assistant.reading.article import read_article

pytestmark = pytest.mark.slow

DOCUMENTS = Path(__file__).parents[1] / "documents"
OFF_TOPIC = (
    "What is the capital of Serbia's neighbour Hungary?",
    "Who won the football match between Kosovo and Serbia?",
    "How do I make burek at home?",
    "What is the exchange rate of the dinar to the euro?",
    "Which hotel in Pristina has the best breakfast?",
    "How old is Novak Djokovic?",
    "Who wrote the novel The Bridge on the Drina?",
    "When does the bus from Belgrade to Sarajevo leave?",
    "What causes rainbows?",
    "How do I partition a hard disk on Linux?",
    "What is the boiling point of water?",
    "Who directed the film No Man's Land?",
    "Which languages does Switzerland recognise?",
    "How is the border between India and Pakistan guarded?",
    "Can you recommend a dentist in Skopje?",
    "What is the population of Tokyo?",
    "How did the Catalan independence referendum end?",
    "What is the plot of Hamlet?",
    "Should pineapple go on pizza?",
    "How do I write a for loop in Python?",
)


@pytest.fixture(scope="module")
def partition(documents: Assistant) -> Answer:
    return documents.ask("Should Kosovo be partitioned?")


def test_both_sides_of_partition_are_heard(documents: Assistant, partition: Answer) -> None:
    """At once, and in what follows everyone who backs it in so many words."""
    stances = [view.stance for view in partition.viewpoints]
    assert stances.count("for") >= 2
    assert stances.count("against") >= 3
    opponents = {"Hashim Thaçi", "Daniel Serwer", "Florian Bieber", "Sava Janjić", "Lulzim Peci"}
    assert {view.speaker for view in partition.viewpoints if view.stance == "against"} <= opponents
    heard, answer = set[str | None](), partition
    for _ in range(2):
        answer = documents.ask(partition.question, after=answer)
        heard |= {view.speaker for view in answer.viewpoints if not view.reported}
    assert {"Timothy Less", "Charles A. Kupchan"} <= heard


def test_dates_and_people_are_those_of_the_files(partition: Answer) -> None:
    for view in partition.viewpoints:
        article_id = view.record.article_id
        assert view.record == read_article(DOCUMENTS / f"{article_id}.md", article_id).record


def test_quotes_are_slices_of_the_files(partition: Answer) -> None:
    for view in partition.viewpoints:
        article_id = view.record.article_id
        text = read_article(DOCUMENTS / f"{article_id}.md", article_id).text
        for quote in view.quotes:
            assert quote.text == text[quote.start : quote.end]


def test_interviewed_people_speak_and_their_interviewers_do_not(partition: Answer) -> None:
    interviews = [view for view in partition.viewpoints if view.record.kind == "interview"]
    assert interviews
    for view in interviews:
        assert view.speaker not in view.record.authors


@pytest.mark.parametrize("question", OFF_TOPIC)
def test_off_topic_questions_are_declined(documents: Assistant, question: str) -> None:
    answer = documents.ask(question)
    assert (answer.answered, answer.viewpoints) == (False, ())


@pytest.mark.parametrize(
    "name",
    [
        "John Bolton",
        "Johannes Hahn",
        pytest.param(
            "Angela Merkel",
            marks=pytest.mark.xfail(
                strict=True,
                reason="her view stands in the second half of a sentence, whose first is Kupchan's",
            ),
        ),
    ],
)
def test_someone_whom_articles_only_report_is_answered_for_by_them(documents: Assistant, name: str) -> None:
    answer = documents.ask(f"What does {name} say about border changes?")
    assert answer.viewpoints[0].speaker == name
    assert answer.viewpoints[0].reported
    assert answer.notes == (f"No article here is by or with {name}; what others report is shown.",)


@pytest.mark.parametrize("name", ["Kupchan", "Charles Kupchan", "Charles A. Kupchan", "KUPCHAN"])
def test_a_person_is_known_with_and_without_the_initial(documents: Assistant, name: str) -> None:
    answer = documents.ask(f"What does {name} think of a land swap?")
    assert answer.understood.people == ("Charles A. Kupchan",)
    assert answer.notes == ()


def test_a_question_for_one_persons_words_then_is_answered_by_them_only(documents: Assistant) -> None:
    answer = documents.ask("What did Serwer write in September 2018?")
    assert {(view.record.article_id, view.record.date_text) for view in answer.viewpoints} == {
        ("serwer-2018b", "14 September 2018")
    }
    assert answer.understood.people == ("Daniel Serwer",)
