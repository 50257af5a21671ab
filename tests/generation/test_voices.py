"""How an overview may count the voices of an answer."""

import pytest

from assistant.answers import Stance, Viewpoint
from assistant.articles import Record
from assistant.dates import PublicationDate
from assistant.generation.sides import Segment
from assistant.generation.voices import Voices, without_counts


def held(speaker: str, stance: Stance | None, year: str = "2018", reported: bool = False) -> Viewpoint:
    record = Record(article_id=f"{speaker}-{year}", title="T", date=PublicationDate(year))
    return Viewpoint(record=record, speaker=speaker, reported=reported, quotes=(), stance=stance)


ASH, BIRK, COLE = held("Ann Ash", "for"), held("Bo Birk", "for"), held("Cy Cole", "against")
DEE, UNION = held("Di Dee", "mixed"), held("the union", "against", reported=True)
LATER = held("Ann Ash", "against", "2021")
UNSURE = held("Ed Eel", None)


def right(text: str, cited: tuple[Viewpoint, ...], *others: Viewpoint) -> bool:
    voices = Voices((*cited, *others), "Should Oakton build a bridge?")
    return voices.bear_out([Segment(text, cited)])


@pytest.mark.parametrize(
    ("text", "cited", "others"),
    [
        ("Two authors support a bridge", (ASH, BIRK), (COLE,)),
        ("Two voices oppose a bridge", (COLE, UNION), (ASH,)),
        ("One author opposes a bridge", (COLE,), (UNION, ASH)),
        ("Most are for it", (ASH, BIRK), (COLE,)),
        ("All agree", (ASH, BIRK), ()),
        ("Half of the voices support it", (ASH, BIRK), (COLE, UNION)),
        ("Nobody opposes it", (ASH,), (DEE,)),
        ("Both fear for the river", (COLE, UNION), (ASH,)),
        ("Two writers fear for the river", (ASH, UNSURE), ()),
        ("There is no consensus", (ASH,), (COLE,)),
        ("The authors disagree", (ASH, COLE), ()),
        ("Only Cole is against it", (COLE,), (ASH, DEE)),
        ("Two bridges stand", (ASH,), ()),
    ],
)
def test_a_right_count_is_borne_out(
    text: str, cited: tuple[Viewpoint, ...], others: tuple[Viewpoint, ...]
) -> None:
    assert right(text, cited, *others)


@pytest.mark.parametrize(
    ("text", "cited", "others"),
    [
        ("Three authors support a bridge", (ASH, BIRK), (COLE,)),
        ("Two authors oppose a bridge", (COLE, UNION), (ASH,)),
        ("One voice supports a bridge", (ASH,), (BIRK,)),
        ("Two passages support it", (ASH, BIRK), ()),
        ("Most are for it", (ASH,), (COLE, DEE)),
        ("All agree", (ASH, BIRK), (DEE,)),
        ("All agree", (ASH, BIRK), (UNSURE,)),
        ("Nobody opposes it", (ASH,), (UNION,)),
        ("Nobody opposes it", (ASH,), (UNSURE,)),
        ("Both fear for the river", (ASH,), (COLE,)),
        ("On balance they are for it", (ASH, COLE), ()),
        ("There is a broad consensus", (ASH, COLE), ()),
        ("There is no consensus", (ASH, BIRK), ()),
        ("The authors disagree", (ASH, BIRK), ()),
        ("Only Ash is for it", (ASH,), (BIRK,)),
        ("Several authors support it", (ASH, BIRK), ()),
    ],
)
def test_a_wrong_one_is_not(text: str, cited: tuple[Viewpoint, ...], others: tuple[Viewpoint, ...]) -> None:
    assert not right(text, cited, *others)


@pytest.mark.parametrize(
    ("segments", "ordered"),
    [
        ([("Ash was first for it", ASH), ("and later against it", LATER)], True),
        ([("Ash is now against it", LATER), ("and was earlier for it", ASH)], True),
        ([("Ash was first against it", LATER), ("and later for it", ASH)], False),
        ([("Ash was for it", LATER), ("and then against it", ASH)], False),
        ([("Ash was first for it", ASH), ("and later Cole against it", COLE)], True),
    ],
)
def test_what_one_voice_said_first_is_dated_first(
    segments: list[tuple[str, Viewpoint]], ordered: bool
) -> None:
    voices = Voices([view for _, view in segments])
    assert voices.bear_out([Segment(text, (view,)) for text, view in segments]) is ordered


def test_only_numbers_that_count_voices_are_taken_out() -> None:
    assert without_counts("Two authors oppose three bridges") == "They oppose three bridges"
