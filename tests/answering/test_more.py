"""Fewer at once, and more on request: what was shown is never shown again."""

from collections.abc import Iterator

import pytest

from assistant.answering.assistant import Assistant
from assistant.answers import Answer, Turn
from assistant.events import Searched
from assistant.scopes import Scope
from assistant.wording.lines import NOTHING_MORE

QUESTION = "Should the Lintel lighthouse be kept?"
REASONS = (
    *("it guides the herring boats", "its keeper rings the fog bell", "the owls nest under its roof"),
    *("tourists climb its stairs", "the school paints it each spring", "the pilots steer by its lamp"),
    *("no beacon is as bright", "the pension fund owns its tower", "the weather is measured there"),
    *("the ferry captain proposes to his bride there", "its oil is cheap", "the bay would look bare"),
    *("its lens is a wonder of glass", "the coast guard sleeps in it"),
)


@pytest.fixture(scope="module")
def lighthouse(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """Fourteen invented writers on one matter."""
    folder = tmp_path_factory.mktemp("lighthouse")
    for number, reason in enumerate(REASONS, 10):
        head = f"title: On the lamp\nauthors: Writer{number} Quill\ndate: 20{number}\n"
        head += f"publication: The {'Lamp' if number % 2 else 'Bell'}\n"
        text = f"The Lintel lighthouse should be kept, since {reason}."
        (folder / f"a{number}.md").write_text(f"---\n{head}---\n\n{text}\n", encoding="utf-8")
    opened = Assistant.open(documents=folder, index=tmp_path_factory.mktemp("index"))
    yield opened
    opened.close()


def citations(answer: Answer) -> list[int]:
    return [quote.citation for view in answer.viewpoints for quote in view.quotes]


def test_six_are_shown_and_more_gives_the_next_until_nothing_is_left(lighthouse: Assistant) -> None:
    first = lighthouse.ask(QUESTION)
    second = lighthouse.ask(QUESTION, after=first)
    third = lighthouse.ask(QUESTION, after=second)
    assert [len(each.viewpoints) for each in (first, second, third)] == [6, 6, 2]
    assert [each.more for each in (first, second, third)] == [8, 2, 0]
    seen = [*first.articles, *second.articles, *third.articles]
    assert sorted(seen) == [record.article_id for record in lighthouse.records]
    assert [*citations(first), *citations(second), *citations(third)] == list(range(1, 15))
    assert third.shown_before == (*first.articles, *second.articles)
    assert Answer.from_dict(third.to_dict()) == third
    last = lighthouse.ask(QUESTION, after=third)
    assert (last.answered, last.viewpoints, last.more, last.notes) == (True, (), 0, (NOTHING_MORE,))
    assert "14 articles bear on this; 14 were shown before." in last.to_markdown()


def test_the_answer_says_on_top_how_many_articles_bear_on_the_question(lighthouse: Assistant) -> None:
    searched, *_ = lighthouse.stream(QUESTION)
    assert isinstance(searched, Searched)
    assert (searched.bearing, searched.shown, searched.before) == (14, 6, 0)
    assert "14 articles bear on this; 6 are shown." in lighthouse.ask(QUESTION).to_markdown()


def test_everything_is_shown_at_once_where_that_is_asked_for(lighthouse: Assistant) -> None:
    first = lighthouse.ask(QUESTION)
    whole = lighthouse.ask(QUESTION, show_all=True)
    assert (len(whole.articles), whole.more) == (14, 0)
    assert whole.articles[:6] == first.articles
    rest = lighthouse.ask(QUESTION, after=first, show_all=True)
    assert rest.articles == whole.articles[6:]


@pytest.mark.parametrize(
    "words", ["more", "What else?", "And who else?", "Show me more, please.", "continue"]
)
def test_a_bare_request_for_more_continues_the_answer_before_it(lighthouse: Assistant, words: str) -> None:
    first = lighthouse.ask(QUESTION)
    history: tuple[Turn, ...] = (Turn(question=QUESTION, answer=first),)
    second = lighthouse.ask(words, history=history)
    assert (second.question, second.standalone_question) == (words, QUESTION)
    assert second.viewpoints == lighthouse.ask(QUESTION, after=first).viewpoints
    third = lighthouse.ask("Show all", history=(*history, Turn(question=words, answer=second)))
    assert not {*third.articles} & {*first.articles, *second.articles}
    assert (len(third.articles), third.more) == (2, 0)


def test_what_is_continued_keeps_its_filters_unless_the_reader_gives_others(lighthouse: Assistant) -> None:
    scope = Scope(publications=("The Bell",))
    first = lighthouse.ask(QUESTION, scope=scope)
    assert (len(first.articles), first.more) == (6, 1)
    second = lighthouse.ask("more", history=(Turn(question=QUESTION, answer=first),))
    assert (second.scope, len(second.articles), second.more) == (scope, 1, 0)
    assert second == lighthouse_like(second, lighthouse.ask("more", after=first))
    other = lighthouse.ask(QUESTION, after=first, scope=Scope(publications=("The Lamp",)))
    assert len(other.articles) == 6


def lighthouse_like(known: Answer, other: Answer) -> Answer:
    """The other answer with the times of a known one."""
    return Answer.from_dict({**other.to_dict(), "timings_ms": dict(known.timings_ms)})


def test_of_a_question_that_was_declined_more_is_no_answer(lighthouse: Assistant) -> None:
    first = lighthouse.ask("What does a kilo of saffron cost in Lisbon?")
    assert not first.answered
    second = lighthouse.ask("more", history=(Turn(question=first.question, answer=first),))
    assert (second.answered, second.viewpoints, second.reason) == (False, (), first.reason)


def test_after_an_answer_in_plain_text_more_is_a_question_like_any_other(lighthouse: Assistant) -> None:
    turn = Turn(question=QUESTION, answer="Several writers want to keep it.")
    assert lighthouse.ask("more", history=(turn,)).shown_before == ()
