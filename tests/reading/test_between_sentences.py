"""References, cries, dashes and numbers between sentences are no part of the one that follows."""

import pytest

from assistant.reading.blocks import blocks
from assistant.reading.sentences import sentences


def parted(text: str, language: str = "en") -> list[str]:
    return [text[start:end] for start, end in sentences(text, language)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            'Walk humbly to the ferry." (Tides 6: 8) This day marks a start.',
            ['Walk humbly to the ferry." (Tides 6: 8)', "This day marks a start."],
        ),
        ("“Keep it.” (Ash 1990, 5). We agree.", ["“Keep it.” (Ash 1990, 5).", "We agree."]),
        ("He asked “Why?” (Ash 1990) and left.", ["He asked “Why?” (Ash 1990) and left."]),
        ("Keep it. (Ash 1990) was read.", ["Keep it.", "(Ash 1990) was read."]),
    ],
)
def test_a_reference_belongs_to_the_quotation_before_it(text: str, found: list[str]) -> None:
    assert parted(text) == found


@pytest.mark.parametrize("cry", ["(Hear, hear.)", "(Applause)", "(Loud cheers and laughter)", "[Laughter]"])
def test_what_happens_between_sentences_is_apart_and_never_quoted(cry: str) -> None:
    text = f"We keep the ferry. {cry} The pier is ours."

    assert parted(text) == ["We keep the ferry.", cry, "The pier is ours."]
    (block,) = blocks(text, markdown=False)
    assert [text[start:end] for start, end in block.sentences] == ["We keep the ferry.", "The pier is ours."]


@pytest.mark.parametrize(
    "sentence", ["(Perhaps) Birk was right.", "(Some) ferries sail.", "(Allegedly) I was there."]
)
def test_a_bracket_that_opens_a_sentence_stays_in_it(sentence: str) -> None:
    assert parted(f"The pier is old. {sentence}") == ["The pier is old.", sentence]


@pytest.mark.parametrize("dash", ["-- ", "— ", "– ", "—"])
def test_a_dash_before_a_sentence_is_no_part_of_it(dash: str) -> None:
    text = f"We have a ferry. {dash}From this pier it sails -- daily."

    assert parted(text) == ["We have a ferry.", "From this pier it sails -- daily."]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("(4) Honouring the pier, we stay.", ["Honouring the pier, we stay."]),
        (
            "We act. (4) The pier is old. (5) The ferry leaks.",
            ["We act.", "The pier is old.", "The ferry leaks."],
        ),
        ("We act. a) The pier is old. b) It leaks.", ["We act.", "The pier is old.", "It leaks."]),
        (
            "There are two: 1. The pier is old. 2. The ferry leaks.",
            ["There are two:", "The pier is old.", "The ferry leaks."],
        ),
    ],
)
def test_what_numbers_a_sentence_is_no_part_of_it(text: str, found: list[str]) -> None:
    assert parted(text) == found


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Am 5. Mai fuhr sie.", "de"),
        ("It has (a) a pier, (b) a ferry.", "en"),
        ("There are two: (a) The pier; (b) The ferry.", "en"),
        ("The pier (see no. 5) The Mole calls old.", "en"),
    ],
)
def test_a_number_in_a_sentence_stays_in_it(text: str, language: str) -> None:
    assert "".join(parted(text, language)).replace(" ", "") == text.replace(" ", "")
