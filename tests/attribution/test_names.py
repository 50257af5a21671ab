"""Under which name a speaker is shown."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Held = Callable[..., tuple[str | None, bool]]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Karin Holt left in May. Holt believes that ferries are doomed.", "Karin Holt"),
        ("Karin Holt left in May. She considers ferries doomed.", "Karin Holt"),
        ("Karin Holt left in May. Ferries, she thinks, have a future.", "Karin Holt"),
        ("Karin Holt left in May. The flood, for her, was a punishment.", "Karin Holt"),
        ("Karin Holt laughed. “Ferries are doomed,” she said.", "Karin Holt"),
        ("Karin Holt and Petra Lind agree that ferries are doomed.", "Karin Holt and Petra Lind"),
    ],
)
def test_a_surname_or_a_pronoun_becomes_the_full_name(held: Held, text: str, speaker: str) -> None:
    assert held(text) == (speaker, True)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The mayor's spokesman, Lew Orme, called the dam a gift.", "Lew Orme"),
        ("Governor Tilda Rook warned on Friday that the dam was leaking.", "Tilda Rook"),
        ("In Lund Mayor Tilda Rook warned that the dam was leaking.", "Tilda Rook"),
        ("Secretary of State Karin Rook warned that the dam was leaking.", "Karin Rook"),
        ("The surveyor Ida Brun thinks the road doomed.", "Ida Brun"),
        ("The mayors, Lars Beck and Olga Lind, warned that ships are leaving.", "Lars Beck and Olga Lind"),
        ("Presidents Beck and Lind think that ships are leaving.", "Beck and Lind"),
    ],
)
def test_a_description_gives_way_to_the_name_beside_it(held: Held, text: str, speaker: str) -> None:
    assert held(text) == (speaker, True)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The clerk told us that the pier was rotten. He wants it closed at once.", "clerk"),
        ("Pilots distrust the new buoy. It drifts, they say, with every tide.", "pilots"),
        ("The league has published a programme. It demands free ferries for all.", "league"),
        ("The shopkeepers want a toll. Most of them say that roads are noisy.", "shopkeepers"),
    ],
)
def test_a_pronoun_stands_for_the_last_group_or_described_person(held: Held, text: str, speaker: str) -> None:
    assert held(text) == (speaker, True)


def test_a_pronoun_that_fits_nobody_names_nobody(held: Held) -> None:
    assert held("They say that the boat is to stop.") == (None, True)


def test_a_group_is_shown_without_its_article_and_in_lower_case(held: Held) -> None:
    assert held("The older drivers insist that the road was better.") == ("older drivers", True)
    assert held("Fishermen fear the dam.") == ("fishermen", True)


def test_a_people_keeps_its_capital(held: Held) -> None:
    text = "The Ruvian coast is long. Ruvians think it too long."
    assert held(text) == ("Ruvians", True)


def test_the_place_before_a_subject_is_no_part_of_it(held: Held) -> None:
    assert held("In Lund the Seamen's League refused it at once.") == ("Seamen's League", True)
    assert held("On 31 July Marl's council rejected the idea of a toll.") == ("Marl's council", True)


def test_a_name_is_spelled_as_in_the_record(held: Held) -> None:
    text = "Mr. Tamm says that the dam leaks."
    assert held(text, kind="report", speakers=("Otto Gray",), authors=("Boris Tamm",))[0] == "Boris Tamm"
