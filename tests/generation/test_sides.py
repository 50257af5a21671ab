"""Which side a sentence gives somebody, beside the one they take."""

import time

import pytest

from assistant.generation.sides import Segment, matter, sides_fit
from tests.generation.test_voices import ASH, BIRK, COLE, DEE, LATER, UNSURE

ASKED = matter("Should Oakton build a bridge?")


@pytest.mark.parametrize(
    "text",
    [
        "Ash and Birk support a bridge",
        "Ash supports it, Cole opposes it",
        "Unlike Cole, Ash is for a bridge",
        "Ash, unlike Cole, favours the bridge",
        "Neither Cole nor the union supports a bridge",
        "Ash opposes a toll but supports a bridge",
        "Ash rejects the fears of Cole",
        "Ash does not oppose the bridge",
        "Ash expects Cole to oppose it",
        "Against the bridge is Cole",
        "Supporters such as Ash and Birk see a gain",
        "Support comes from Ash, while Cole is against it",
        "Dee supports it under one condition",
        "Eel opposes it",
        "Ash backs those who reject the ferry",
    ],
)
def test_a_side_that_is_taken_may_be_given(text: str) -> None:
    assert sides_fit(Segment(text, (ASH, BIRK, COLE, DEE, UNSURE)), ASKED)


@pytest.mark.parametrize(
    "text",
    [
        "Ash and Cole support a bridge",
        "Ash opposes it, Cole supports it",
        "Cole is firmly in favour of the bridge",
        "Ash, once against a bridge",
        "Against the bridge are Ash and Birk",
        "Supporters such as Cole see a gain",
        "Support comes from Cole",
        "Opponents, among them Birk, see a loss",
        "Ash rejects the plan",
    ],
)
def test_the_opposite_side_may_not(text: str) -> None:
    assert not sides_fit(Segment(text, (ASH, BIRK, COLE)), ASKED)


def test_who_changed_sides_may_be_given_either() -> None:
    both = Segment("Ash was for a bridge and is now against it", (ASH, LATER))
    assert sides_fit(both, ASKED)


@pytest.mark.parametrize(
    "text", ["Ash " * 2_000, "Ash, " * 2_000, "Ash and Birk " * 700 + "support", "for " * 2_500]
)
def test_a_long_sentence_ends(text: str) -> None:
    start = time.process_time()
    sides_fit(Segment(text, (ASH, COLE)), ASKED)
    assert time.process_time() - start < 20
