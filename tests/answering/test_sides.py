"""Sides: who is for and who is against, from the records alone, in invented articles."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from assistant.answering.assistant import Assistant
from assistant.answers import Answer, Turn
from assistant.generation.chat_model import chat_model
from assistant.scopes import Scope
from assistant.settings import Settings
from assistant.wording.lines import decline_lines, searched_lines
from assistant.wording.positions import SIDE_UNKNOWN, UNSORTED, arranged, unrecorded
from tests.model_server import quoting

BRIDGE = "The bridge of Brell should be built"
RUIN = "The bridge of Brell would ruin the ferry"
MARKET = "The market of Oakham should be closed"
REFUSE = "The council should keep refusing the bridge of Brell"
ARTICLES = {
    "ash": (
        "Ann Ash",
        "It must be built before the winter, whatever it costs. The toll will pay for the bridge of Brell.",
        [(BRIDGE, "for", None, "It must be built before the winter, whatever it costs.")],
    ),
    "birk": (
        "Bo Birk",
        "They talk of the bridge of Brell again. I am against it. The fishermen want the bridge of Brell.",
        [
            (BRIDGE, "against", None, "I am against it."),
            (BRIDGE, "for", "The fishermen", "The fishermen want the bridge of Brell."),
        ],
    ),
    "cole": (
        "Cy Cole",
        "A bridge of Brell may come, but only with a path for walkers. Without one it should be left alone.",
        [(BRIDGE, "mixed", None, "A bridge of Brell may come, but only with a path for walkers.")],
    ),
    "dorn": (
        "Di Dorn",
        "The bridge of Brell would end the ferry within a year. The council is right to say no to a bridge.",
        [
            (RUIN, "for", None, "The bridge of Brell would end the ferry within a year."),
            (REFUSE, "for", None, "The council is right to say no to a bridge."),
        ],
    ),
    "fell": (
        "Flo Fell",
        "It rained in Oakham. Mayor Gil Gosse rightly called closing the market of Oakham a folly.",
        [
            (
                MARKET,
                "against",
                None,
                "Mayor Gil Gosse rightly called closing the market of Oakham a folly.",
            ),
            (
                MARKET,
                "against",
                "Gil Gosse",
                "Mayor Gil Gosse rightly called closing the market of Oakham a folly.",
            ),
        ],
    ),
    "eder": (
        "Eva Eder",
        "The plans for the bridge of Brell were drawn in 1911. They hang in the town hall.",
        [],
    ),
}

DATES = {"fell": "2019-03-01"}


def write(folder: Path, articles: dict) -> Path:
    folder.mkdir()
    for name, (author, text, positions) in articles.items():
        lines = [
            "---",
            f"title: The bridge, by {author}",
            f"authors: [{author}]",
            f"date: {DATES.get(name, '2021-05-02')}",
        ]
        lines += ["positions:"] if positions else []
        for on, stance, holder, quote in positions:
            lines += [f"- on: {on}", f"  stance: {stance}", f"  quote: {quote}"]
            lines += [f"  holder: {holder}"] if holder else []
        (folder / f"{name}.md").write_text("\n".join((*lines, "---", text)), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def sided(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    place = tmp_path_factory.mktemp("sided")
    opened = Assistant.open(documents=write(place / "documents", ARTICLES), index=place / "index")
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def unsided(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    place = tmp_path_factory.mktemp("unsided")
    without = {name: (author, text, []) for name, (author, text, _) in ARTICLES.items()}
    opened = Assistant.open(documents=write(place / "documents", without), index=place / "index")
    yield opened
    opened.close()


def stances(answer: Answer) -> dict[str | None, str | None]:
    return {view.speaker: view.stance for view in answer.viewpoints}


def test_who_is_against_is_answered_by_those_who_are(sided):
    answer = sided.ask("Who opposes the bridge of Brell?")
    assert stances(answer) == {"Bo Birk": "against"}
    [view] = answer.viewpoints
    assert view.quotes[0].text == "I am against it."
    assert (view.position.on, view.position.basis) == (BRIDGE, "record")
    assert answer.sides.to_dict() == {
        **{"on": BRIDGE, "asked": "against", "basis": "record"},
        **{"for": 1, "against": 1, "mixed": 1, "none": 0, "not_read": 2},
    }


def test_who_is_for_brings_the_source_that_an_article_reports(sided):
    answer = sided.ask("Who supports the bridge of Brell?")
    held = {(view.speaker, view.reported): view.stance for view in answer.viewpoints}
    assert held == {("Ann Ash", False): "for", ("fishermen", True): "for"}


def test_a_question_of_whether_shows_every_side_and_what_was_not_read(sided):
    answer = sided.ask("Should the bridge of Brell be built?")
    assert {"Ann Ash": "for", "Bo Birk": "against", "Cy Cole": "mixed"}.items() <= stances(answer).items()
    assert all(stances(answer).get(name) is None for name in ("Di Dorn", "Eva Eder"))


def test_neither_a_consequence_nor_a_contrary_is_taken_for_the_matter(sided):
    for question in ("Who supports the bridge of Brell?", "Who opposes the bridge of Brell?"):
        answer = sided.ask(question)
        assert {view.position.on for view in answer.viewpoints} == {BRIDGE}


def test_what_a_proposition_says_whole_is_its_own_matter(sided):
    answer = sided.ask("Who thinks that the bridge of Brell would ruin the ferry?")
    assert stances(answer) == {"Di Dorn": "for"}


def test_a_follow_up_turns_to_the_other_side(sided):
    first = sided.ask("Who supports the bridge of Brell?")
    history = (Turn(question=first.question, answer=first),)
    for question in ("And who is against?", "Who opposes it?", "what speaks against it"):
        assert stances(sided.ask(question, history=history)) == {"Bo Birk": "against"}


def test_a_filter_keeps_a_side_to_the_articles_it_admits(sided):
    answer = sided.ask("Who opposes the bridge of Brell?", scope=Scope(people=("Ann Ash",)))
    assert stances(answer) == {"Ann Ash": "for"}
    assert (answer.sides.against, answer.sides.for_) == (0, 1)


@pytest.mark.parametrize(
    "question", ["Should the bridge of Brell be built?", "Who is for the bridge of Brell?"]
)
def test_a_filter_on_a_side_leaves_the_views_on_that_side_alone(sided, question):
    answer = sided.ask(question, scope=Scope(side="against"), show_all=True)
    assert [(view.speaker, view.stance, view.quotes[0].text) for view in answer.viewpoints] == [
        ("Bo Birk", "against", "I am against it.")
    ]
    assert (answer.sides.for_, answer.sides.against, answer.sides.not_read) == (0, 1, 0)
    assert (answer.searched.articles, answer.more) == (1, 0)
    assert "Your filters: the side against." in searched_lines(answer)
    assert answer.notes == ()


def test_a_model_words_no_view_under_a_filter_on_a_side(sided, model_server):
    model_server.plays(quoting)
    model = chat_model(Settings(model="scripted", openai_base_url=model_server.url, retries=0))
    assistant = Assistant(sided._index, sided._settings, model)
    question, scope = "Should the bridge of Brell be built?", Scope(side="against")
    assert assistant.ask(question).engine != "extractive"
    answer = assistant.ask(question, scope=scope)
    assert (answer.engine, answer.viewpoints) == ("extractive", sided.ask(question, scope=scope).viewpoints)


def test_where_nobody_is_on_the_side_filtered_by_the_filter_is_told_to_be_why(sided):
    answer = sided.ask(
        "Should the bridge of Brell be built?", scope=Scope(people=("Ann Ash",), side="against")
    )
    assert (answer.answered, answer.viewpoints) == (False, ())
    assert answer.reason == "filtered_out"


def test_a_filter_on_a_side_leaves_nothing_out_where_no_side_is_known(unsided):
    for question in ("Should the bridge of Brell be built?", "What does the toll pay for?"):
        answer = unsided.ask(question, scope=Scope(side="for"))
        assert answer.articles == unsided.ask(question).articles
        assert answer.notes == (f"{UNSORTED}. {SIDE_UNKNOWN}",)
    listed = unsided.ask("List the articles", scope=Scope(side="for"))
    assert (listed.listing.articles != (), listed.notes) == (True, (SIDE_UNKNOWN,))


def test_another_question_has_the_words_of_a_position_first_and_is_not_sorted(sided):
    answer = sided.ask("What does Bo Birk say about the bridge of Brell?")
    view = next(view for view in answer.viewpoints if view.speaker == "Bo Birk")
    assert view.quotes[0].text == "I am against it."
    assert answer.sides is None


def test_an_answer_with_sides_comes_back_from_its_json(sided):
    answer = sided.ask("Who opposes the bridge of Brell?")
    assert Answer.from_dict(answer.to_dict()) == answer
    [view] = answer.to_dict()["viewpoints"]
    quote = view["quotes"][0]
    assert view["stance"] == "against"
    assert view["position"]["quote"] == {"citation": 1, "start": quote["start"], "end": quote["end"]}


@pytest.mark.parametrize(
    "question", ["Who opposes the bridge of Brell?", "Should the bridge of Brell be built?"]
)
def test_without_positions_no_side_is_claimed_and_one_line_says_so(unsided, question):
    answer = unsided.ask(question)
    assert answer.viewpoints
    assert {view.stance for view in answer.viewpoints} == {None}
    assert (answer.sides, sum(note.startswith(UNSORTED) for note in answer.notes)) == (None, 1)


def test_a_question_that_asks_for_no_side_is_told_nothing_of_sides(unsided):
    answer = unsided.ask("When were the plans for the bridge of Brell drawn?")
    assert not any(note.startswith(UNSORTED) for note in answer.notes)


def test_a_proposition_on_something_else_is_not_met(sided):
    answer = sided.ask("Who opposes the bridge of Oakham?")
    assert answer.sides is None


def test_what_else_keeps_the_side_that_was_asked_for(sided):
    first = sided.ask("Who opposes the bridge of Brell?")
    more = sided.ask("What else?", history=(Turn(question=first.question, answer=first),))
    assert more.sides.asked == "against"
    assert {"Ann Ash": "for", "Cy Cole": "mixed"}.items() <= stances(more).items()


def test_all_of_it_is_the_side_asked_for_and_then_the_others(sided):
    whole = sided.ask("Who opposes the bridge of Brell?", show_all=True)
    assert whole.viewpoints[0].speaker == "Bo Birk"
    assert (whole.more, {view.record.article_id for view in whole.viewpoints}) == (
        0,
        set(ARTICLES) - {"fell"},
    )


def test_under_a_side_stands_nothing_but_the_words_that_show_it(sided):
    answer = sided.ask("Should the bridge of Brell be built?")
    [ash] = [view for view in answer.viewpoints if view.speaker == "Ann Ash"]
    assert [quote.text for quote in ash.quotes] == ["It must be built before the winter, whatever it costs."]


def test_two_who_hold_the_same_quote_are_both_shown(sided):
    answer = sided.ask("Who opposes closing the market of Oakham?")
    held = [(view.speaker, view.reported, view.stance) for view in answer.viewpoints]
    assert held == [("Flo Fell", False, "against"), ("Gil Gosse", True, "against")]
    assert {view.quotes[0].text for view in answer.viewpoints} == {
        "Mayor Gil Gosse rightly called closing the market of Oakham a folly."
    }


def test_a_year_in_a_side_question_keeps_other_years_away(sided):
    answer = sided.ask("Who in 2020 was against the bridge of Brell?")
    assert (answer.answered, answer.reason, answer.understood.since) == (False, "filtered_out", "2020")


def write_many(folder: Path, stances: dict[str, str], passing: int) -> Path:
    """Articles that name the tram of Brell much and take no side, and some that take one in a few words."""
    articles = {}
    for name, stance in stances.items():
        text = f"In the end {name.title()} Ash is {stance} a free ride of that kind."
        position = ("The tram of Brell should be free", stance, None, text)
        articles[name] = (f"{name.title()} Ash", text, [position])
    said = "A free tram of Brell was on the agenda of the council of Brell in week"
    articles |= {f"note{at}": (f"Nell Note{at}", f"{said} {at}.", []) for at in range(passing)}
    return write(folder, articles)


def ask_many(tmp_path: Path, question: str, stances: dict[str, str]) -> Answer:
    folder = write_many(tmp_path / "documents", stances, 9)
    with closing(Assistant.open(documents=folder, index=tmp_path / "index")) as opened:
        return opened.ask(question)


def test_where_nobody_is_on_the_side_asked_for_the_other_side_stands_first(tmp_path):
    answer = ask_many(tmp_path, "Who supports a free tram of Brell?", {"ada": "against", "bea": "against"})
    assert (answer.sides.asked, answer.sides.for_, answer.sides.against) == ("for", 0, 2)
    assert [view.stance for view in answer.viewpoints[:3]] == ["against", "against", None]
    assert not any(note.startswith(UNSORTED) for note in answer.notes)


def test_both_sides_are_shown_before_what_was_not_read(tmp_path):
    stances = dict.fromkeys(("ada", "bea", "cleo", "dora", "edda", "fay"), "for") | {"gro": "against"}
    answer = ask_many(tmp_path, "Who is for and who is against a free tram of Brell?", stances)
    assert [view.stance for view in answer.viewpoints] == ["for"] * 5 + ["against"]


def test_whoever_asks_for_both_sides_is_not_shown_the_only_one_that_is_known_alone(tmp_path):
    stances = dict.fromkeys(("ada", "bea", "cleo", "dora", "edda", "fay"), "against")
    answer = ask_many(tmp_path, "Who is for and who is against a free tram of Brell?", stances)
    assert {view.stance for view in answer.viewpoints} == {"against", None}


def test_citation_numbers_ascend_in_the_order_in_which_sides_are_shown(tmp_path):
    stances = {"ada": "against", "bea": "for", "cleo": "against", "dora": "for"}
    answer = ask_many(tmp_path, "Who is for and who is against a free tram of Brell?", stances)
    shown = [view for _, views in arranged(answer) for view in views]
    assert shown == list(answer.viewpoints)
    numbers = [quote.citation for view in shown for quote in view.quotes]
    assert numbers == list(range(1, len(numbers) + 1))


@pytest.fixture(scope="module")
def asked_of(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """On the quay of Brell: one article in which only somebody else is for its sale, one against it."""
    quay = "The quay of Brell should be sold to the brewery"
    articles = {
        "hall": (
            "Hal Hall",
            "Mayor Gil Gosse wants the quay of Brell sold. None has asked what selling the quay would cost.",
            [(quay, "for", "Gil Gosse", "Mayor Gil Gosse wants the quay of Brell sold.")],
        ),
        "ives": (
            "Ida Ives",
            "Nobody should sell what cannot be bought again. The brewery is rich, the quay of Brell is old.",
            [(quay, "against", None, "Nobody should sell what cannot be bought again.")],
        ),
    }
    place = tmp_path_factory.mktemp("asked_of")
    opened = Assistant.open(documents=write(place / "documents", articles), index=place / "index")
    yield opened
    opened.close()


@pytest.mark.parametrize(
    "question",
    [
        "Is Hall for selling the quay of Brell?",
        "Does Hal Hall support a sale of the quay?",
        "Is Hall for or against selling the quay?",
    ],
)
def test_whether_somebody_is_for_it_is_not_told_by_the_side_of_another(asked_of, question):
    answer = asked_of.ask(question)
    assert answer.answered
    assert answer.sides is None
    assert {(view.speaker, view.stance) for view in answer.viewpoints} == {("Hal Hall", None)}
    assert answer.notes.count(unrecorded(["Hal Hall"])) == 1


def test_whether_somebody_is_for_it_is_told_by_his_own_position(asked_of):
    answer = asked_of.ask("Is Ives for selling the quay of Brell?")
    assert (answer.sides.for_, answer.sides.against) == (0, 1)
    assert answer.viewpoints[0].quotes[0].text == "Nobody should sell what cannot be bought again."


@pytest.mark.parametrize(
    "question",
    [
        *(
            "Is Ives for it?",
            "Does Hal Hall support that?",
            "Who is against it?",
            "Does anyone support this?",
        ),
        *(
            "Why is Brell against it?",
            "What does Oakton think of that?",
            "Would the Council of Brell accept it?",
        ),
    ],
)
def test_what_it_is_is_asked_where_nothing_before_tells(asked_of, question):
    answer = asked_of.ask(question)
    assert (answer.answered, answer.reason, answer.viewpoints) == (False, "unclear", ())
    assert decline_lines(answer) == (decline_lines(answer)[0],)
    assert searched_lines(answer) == ()
    greeted = (Turn(question="Hello", answer=asked_of.ask("Hello")),)
    assert asked_of.ask(question, history=greeted).reason == "unclear"


def test_what_it_is_is_not_asked_where_a_question_before_tells(asked_of):
    first = asked_of.ask("Who opposes selling the quay of Brell?")
    answer = asked_of.ask("Is Ives for it?", history=(Turn(question=first.question, answer=first),))
    assert stances(answer) == {"Ida Ives": "against"}


@pytest.mark.parametrize(
    "question", ["Is it right to sell the quay of Brell?", "Who thinks that the quay of Brell is old?"]
)
def test_what_it_is_is_not_asked_where_the_question_tells(asked_of, question):
    assert asked_of.ask(question).answered
