"""How a model's views take their places among those that were chosen without it."""

from dataclasses import replace

from assistant.answers import Viewpoint
from assistant.articles import Article
from assistant.events import ViewpointReady, ViewpointReplaced, exchanged
from assistant.generation.protocol import REFUSAL
from assistant.generation.screen import Screen
from tests.generation.oakton import (
    ALL,
    BIRK,
    BRIDGE,
    COSTS,
    DRAY,
    FERRY,
    FERRYMEN,
    GO,
    NO_BRIDGE,
    OWN,
    TRADE,
    Grader,
    citing,
    quote,
    summary,
    written,
)


def chosen(article: Article, *words: str, first: int, speaker: str, reported: bool = False) -> Viewpoint:
    """A view that was chosen without the model."""
    quotes = tuple(quote(article, number, each, None, None) for number, each in enumerate(words, first))
    return Viewpoint(record=article.record, speaker=speaker, reported=reported, quotes=quotes)


ASH = chosen(FERRY, GO, first=1, speaker="Ann Ash")
DORA = chosen(FERRY, DRAY, first=2, speaker="Dora Dray", reported=True)
BO = chosen(BRIDGE, NO_BRIDGE, first=3, speaker="Bo Birk")
SCREEN = Screen(viewpoints=(ASH, DORA, BO))


def numbers(views: tuple[Viewpoint, ...]) -> list[list[tuple[int, str]]]:
    return [[(each.citation, each.text) for each in view.quotes] for view in views]


def test_a_view_in_the_models_words_takes_the_place_of_the_same_persons_and_no_others() -> None:
    reply = citing(f"{OWN}.1", claim="Ash finds the ferry dear.") + summary(f"Ash is for it [{OWN}.1].")
    outcome = written(reply, verifier=Grader(), screen=SCREEN)
    (event,) = outcome.events
    assert isinstance(event, ViewpointReplaced)
    assert (event.replaced, event.viewpoint.claim) == ((1,), "Ash finds the ferry dear.")
    assert numbers(outcome.viewpoints) == [[(4, COSTS)], [(2, DRAY)], [(3, NO_BRIDGE)]]
    assert (outcome.written, outcome.summary) == (1, "Ash is for it [4].")
    assert exchanged(SCREEN.viewpoints, event) == outcome.viewpoints


def test_a_quote_that_is_on_screen_keeps_its_number() -> None:
    reply = citing(f"{BIRK}.1-2", claim="Birk wants to wait.") + citing(f"{OWN}.2", claim="It must go.")
    outcome = written(reply + summary(REFUSAL), verifier=Grader(), screen=SCREEN)
    assert numbers(outcome.viewpoints) == [[(4, BRIDGE.text)], [(1, GO)], [(2, DRAY)]]


def test_a_view_without_words_of_the_models_own_adds_its_quotes_to_the_same_persons() -> None:
    reply = (
        citing(f"{OWN}.1", f"{OWN}.2") + citing(f"{BIRK}.1") + summary(f"They differ [{OWN}.1][{BIRK}.1].")
    )
    outcome = written(reply.replace("They", "Views"), verifier=Grader(), screen=SCREEN)
    assert all(isinstance(event, ViewpointReady) for event in outcome.events)
    assert [view.key for view in outcome.viewpoints] == [ASH.key, DORA.key, BO.key]
    assert {each.citation for view in outcome.viewpoints for each in view.quotes} >= {1, 2, 3}
    assert outcome.summary and outcome.summary.endswith("[3].")


def test_words_that_were_given_to_somebody_else_stay_where_they_stood() -> None:
    reply = citing(f"{FERRYMEN}.2", speaker="The poor") + summary(f"It is a robbery [{FERRYMEN}.2].")
    outcome = written(reply, verifier=Grader(), screen=SCREEN)
    assert (outcome.viewpoints, outcome.summary) == (SCREEN.viewpoints, "It is a robbery [2].")


def test_a_view_of_a_further_person_is_added() -> None:
    reply = citing(f"{FERRYMEN}.1", speaker="ferrymen", claim="The ferrymen fear for their trade.")
    outcome = written(reply + summary(REFUSAL), verifier=Grader(), screen=SCREEN)
    assert numbers(outcome.viewpoints) == [[(4, TRADE)], [(1, GO)], [(2, DRAY)], [(3, NO_BRIDGE)]]


def test_no_more_views_are_written_than_may_be() -> None:
    reply = "".join(
        (citing(f"{OWN}.1", claim="It is dear."), citing(f"{BIRK}.1", claim="It is early."), summary(REFUSAL))
    )
    outcome = written(reply, verifier=Grader(), screen=Screen(most=1))
    assert (outcome.written, outcome.notes) == (
        1,
        ("1 further view by the chat model was left out: so many are not shown at once.",),
    )


def test_views_of_another_article_are_not_exchanged() -> None:
    other = replace(ALL[2], quotes=(replace(ALL[2].quotes[0], citation=1),))
    assert exchanged((ASH,), ViewpointReplaced((1,), other)) == (ASH, other)


def test_a_view_chosen_twice_in_the_words_on_screen_is_one_that_the_model_wrote() -> None:
    outcome = written(citing(f"{OWN}.2") + citing(f"{OWN}.2") + summary(REFUSAL), screen=SCREEN)
    assert (outcome.events, outcome.written, len(outcome.viewpoints)) == ((), 1, 3)
