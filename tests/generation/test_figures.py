import pytest

from assistant.generation.figures import number, states_all
from assistant.generation.places import times_stand


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        ("120,000 boats", "120 000 boats"),
        ("120.000 boats", "120,000 boats"),
        ("1.5 million", "1,500,000"),
        ("1.5 million", "one and a half million"),
        ("two boats", "2 boats"),
        ("24 boats", "two dozen boats"),
        ("six boats", "half a dozen boats"),
        ("225 boats", "two hundred and twenty-five boats"),
        ("half of them", "50% of them"),
        ("ten percent", "10 per cent"),
        ("10 per cent", "10 to 15 per cent"),
        ("two thirds", "2/3 is two-thirds"),
        ("for a decade", "for ten years"),
        ("18 months", "an 18-month plan"),
        ("the 1990s", "in 1994"),
        ("the nineties", "the 1990s"),
        ("the 21st century", "the twenty-first century"),
        ("hundreds of boats", "400 boats"),
        ("it doubled", "twice the price"),
        ("on the 13th", "13 September"),
        ("one should first ask", "nobody asks"),
        ("most of them", "a majority of them"),
        ("€5", "5 euros"),
    ],
)
def test_an_equal_number_in_another_writing_stands_in_the_text(sentence: str, text: str) -> None:
    assert states_all(sentence, text)


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        ("12,000 boats", "120,000 boats"),
        ("1.5 boats", "1.5 million boats"),
        ("40 boats", "40 per cent of the boats"),
        ("40 per cent", "40 boats"),
        ("12 years", "12 months"),
        ("a third of it", "the first of it, and a half"),
        ("the third boat", "three boats"),
        ("the 1980s", "in 1994"),
        ("hundreds of boats", "30 boats"),
        ("thousands", "hundreds"),
        ("it tripled", "it doubled"),
        ("5 euros", "5 crowns"),
        ("most of them", "some of them"),
        ("a century", "a decade"),
        ("12 boats", "12 September"),
        ("one year", "one boat"),
    ],
)
def test_another_number_or_unit_does_not(sentence: str, text: str) -> None:
    assert not states_all(sentence, text)


def test_number_words_are_counted() -> None:
    assert [number(words) for words in ("two dozen", "Seven", "12", "boats")] == [24, 7, 12, None]


@pytest.mark.parametrize(
    ("sentence", "text", "stands"),
    [
        ("It fell last fall.", "It fell in the past autumn.", True),
        ("It fell last year.", "It fell next year.", False),
        ("It fell in summer.", "It fell in winter.", False),
        ("Wars spring from it, and Rome may fall; the idea is now the last word.", "", True),
    ],
)
def test_seasons_and_relative_times_have_to_stand_in_the_text(sentence: str, text: str, stands: bool) -> None:
    assert times_stand(sentence, text) is stands
