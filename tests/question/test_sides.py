"""Side questions, in wordings that stand nowhere in the table and were written after it was fixed."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

import numpy as np
import pytest

from assistant.encoder.cross_encoder import Shares
from assistant.encoder.encoder import Encoder
from assistant.encoder.minilm import MiniLM
from assistant.index.propositions import Propositions, distinct
from assistant.positions import Position
from assistant.question.frames import Reader, matter
from assistant.question.mentions import known_names
from assistant.question.side_model import side_model
from assistant.question.sides import SideQuestion, side_question

BRIDGE = "The bridge of Brell should be built"
TRAM = "The tram of Oakton should be free"
FERRY = "The ferry of Brell should be kept"
OTHERS = (
    "The bridge of Brell would ruin the fishermen",
    "The council should keep refusing the bridge of Brell",
    "A free tram would be a waste of money",
)
FOR = (
    "Which pundits endorse the bridge of Brell?",
    "Who argues that the bridge of Brell makes sense?",
    "Who speaks in support of the bridge of Brell?",
    "Is there a champion of the bridge of Brell?",
    "What is said in favour of the bridge of Brell?",
    "Who applauds the bridge of Brell?",
    "Whom does the bridge of Brell please?",
    "Give me everyone who favours the bridge of Brell.",
    "What are the benefits of the bridge of Brell?",
    "Who promotes the bridge of Brell?",
)
AGAINST = (
    "Which pundits condemn the bridge of Brell?",
    "Who argues that the bridge of Brell makes no sense?",
    "Who speaks in opposition to the bridge of Brell?",
    "Is there an enemy of the bridge of Brell?",
    "What is said against the bridge of Brell?",
    "Who deplores the bridge of Brell?",
    "Who resists the bridge of Brell?",
    "Give me everyone who rejects the bridge of Brell.",
    "What are the drawbacks of the bridge of Brell?",
    "Who finds fault with the bridge of Brell?",
)
BOTH = (
    "Ought the bridge of Brell to be built?",
    "Would the bridge of Brell be a wise choice?",
    "Is building the bridge of Brell a mistake or not?",
    "Who backs and who fights the bridge of Brell?",
    "How are the writers split over the bridge of Brell?",
)
NEITHER = (
    "What did the council decide on the bridge of Brell?",
    "How long is the bridge of Brell?",
    "Who drew the bridge of Brell?",
    "When will the bridge of Brell open?",
    "Why was the bridge of Brell put off?",
    "What would the bridge of Brell do to the fishermen?",
    "Which article tells of the bridge of Brell?",
)


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return Encoder(MiniLM.open(), MiniLM.identifier)


@pytest.fixture(scope="module")
def propositions(encoder: Encoder) -> Propositions:
    texts = (BRIDGE, TRAM, FERRY, *OTHERS)
    taken = [("a", Position(on=text, stance="for", start=0, end=1)) for text in texts]
    return Propositions(taken, encoder.documents(distinct(position for _, position in taken)))


def read(question: str, encoder: Encoder, propositions: Propositions, standalone: str = "") -> SideQuestion:
    text = standalone or question
    reader = Reader(known_names(()), datetime.date(2026, 1, 1), encoder, encoder.query)
    return side_question(text, question, propositions, reader, side_model())


def test_no_side_is_taken_for_its_contrary_and_most_are_known(encoder, propositions):
    found = {
        wording: (asked, read(wording, encoder, propositions).asks)
        for asked, wordings in (("for", FOR), ("against", AGAINST), ("both", BOTH))
        for wording in wordings
    }
    contrary = [wording for wording, pair in found.items() if set(pair) == {"for", "against"}]
    told = {wording: pair for wording, pair in found.items() if pair[1]}
    right = {wording for wording, (asked, read) in found.items() if asked == read}
    assert not contrary
    assert len(told) >= 0.7 * len(found), found.keys() - told.keys()
    assert len(right) >= 0.5 * len(found), found.keys() - right


def test_what_asks_for_no_side_is_not_taken_for_a_side_question(encoder, propositions):
    taken = [wording for wording in NEITHER if read(wording, encoder, propositions).asks]
    assert len(taken) <= 1, taken


@pytest.mark.parametrize(
    "question",
    [
        "recent views on the bridge of Brell",
        "latest thinking on the bridge of Brell",
        "newest comments on the bridge of Brell",
        "What are the most recent opinions about the bridge of Brell?",
        "Views of the bridge of Brell, please",
        "Which opinions on the bridge of Brell are new?",
    ],
)
def test_views_and_words_on_time_ask_for_no_side(question, encoder, propositions):
    assert read(question, encoder, propositions).asks is None


def test_the_matter_is_met_by_the_proposition_that_demands_it_alone(encoder, propositions):
    found = {
        wording: read(wording, encoder, propositions).propositions for wording in (*FOR, *AGAINST, *BOTH)
    }
    other = {wording: met for wording, met in found.items() if met not in ((), (BRIDGE,))}
    assert len(other) <= 1, other
    assert sum(met == (BRIDGE,) for met in found.values()) >= 0.6 * len(found), found


def test_a_bare_matter_meets_the_proposition_that_names_more(encoder, propositions):
    assert read("Who opposes the bridge?", encoder, propositions) == SideQuestion("against", (BRIDGE,))


@pytest.mark.parametrize(
    "question", ["Who opposes the bridge of Oakton?", "Who opposes Brell?", "Should the quay be sold?"]
)
def test_another_matter_meets_none(question, encoder, propositions):
    assert read(question, encoder, propositions).propositions == ()


@pytest.mark.parametrize(
    "question",
    [
        "Who is against the construction of the bridge of Brell?",
        "Who opposes a bridge for Brell being erected?",
        "Who rejects constructing the Brell bridge?",
    ],
)
def test_a_matter_in_other_words_meets_the_proposition(question, encoder, propositions):
    assert read(question, encoder, propositions) == SideQuestion("against", (BRIDGE,))


@pytest.mark.parametrize(
    "question",
    [
        "Who opposes the school of Brell?",
        "Who is against the taxes of Brell?",
        "Who supports the mayor of Oakton?",
        "Who is for more police in Brell?",
    ],
)
def test_another_matter_of_the_same_name_meets_none(question, encoder, propositions):
    assert read(question, encoder, propositions).propositions == ()


def test_what_is_denied_is_not_told_apart(encoder, propositions):
    assert read("Who is not against the bridge?", encoder, propositions) == SideQuestion("both", (BRIDGE,))


def test_of_a_proposition_to_oppose_something_no_side_is_told_by_who_wants_the_thing(encoder):
    keep = "The council should keep opposing a bridge at Brell"
    one = Propositions([("a", Position(on=keep, stance="for", start=0, end=1))], encoder.documents([keep]))
    assert read("Who wants a bridge at Brell?", encoder, one).asks in ("both", None)
    assert read("Who says the council should keep opposing a bridge at Brell?", encoder, one).asks == "for"


def test_a_consequence_is_met_by_who_asks_for_it(encoder, propositions):
    question = "Who thinks that the bridge of Brell would ruin the fishermen?"
    assert read(question, encoder, propositions) == SideQuestion("for", (OTHERS[0],))


def test_of_a_follow_up_the_side_is_its_own_and_the_matter_the_earlier_one(encoder, propositions):
    question = "And who is against?"
    earlier = "Who supports the bridge of Brell?"
    found = read(question, encoder, propositions, f"{question} ({earlier})")
    assert found == SideQuestion("against", (BRIDGE,))


def test_words_of_the_frame_are_no_matter():
    assert matter("Who is in favour of the bridge of Brell?") == {"bridg", "brell"}


def test_propositions_near_to_a_matter_that_is_none_of_them_are_told(encoder, propositions):
    found = read("Who opposes a tunnel between Brell and Oakton?", encoder, propositions)
    assert (found.asks, found.propositions) == ("against", ())
    assert set(found.near) <= {BRIDGE, TRAM, FERRY, *OTHERS}


@pytest.mark.parametrize(
    ("question", "side"),
    [
        ("What are the arguments against the bridge of Brell?", "against"),
        ("Who thinks that the bridge of Brell should not be built?", "against"),
        ("Who insists that the bridge of Brell be built?", "for"),
    ],
)
def test_one_side_is_told_by_plain_words(question, side, encoder, propositions):
    assert read(question, encoder, propositions).asks == side


class Doubting:
    """A model that takes each question for one that hardly asks for a side."""

    def read(self, question: str, texts: Sequence[str]) -> Shares:
        return np.array([[0.15, 0.15, 0.05, 0.65]] * len(texts), np.float32)


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("Who is for a tunnel?", "for"),
        ("Who opposes the tunnel?", "against"),
        ("Who dug the tunnel?", None),
        ("Who warned the mayor of the tunnel in May?", None),
    ],
)
def test_plain_words_ask_for_a_side_whatever_the_model_makes_of_them(question, asks, encoder, propositions):
    reader = Reader(known_names(()), datetime.date(2026, 1, 1), encoder, encoder.query)
    found = side_question(question, question, propositions, reader, Doubting())
    assert (found.asks, found.propositions) == (asks, ())
