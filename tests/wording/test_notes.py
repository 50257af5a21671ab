from dataclasses import replace

import pytest

from assistant.answers import Answer, Edition, Sides, Viewpoint
from assistant.articles import Record
from assistant.dates import PublicationDate
from assistant.positions import Position
from assistant.wording.lines import (
    marks,
    notes,
)
from assistant.wording.positions import (
    UNCHECKED_NOTE,
    shared,
    shared_line,
)

ASH = Record(article_id="ash", title="The Ferry", authors=("Ann Ash",), publication="Tide")
VIEW = Viewpoint(record=ASH, speaker="Ann Ash", reported=False, quotes=())
DIGEST = replace(VIEW, record=replace(ASH, form="digest", coverage="opening"))
KEPT = "The ferry should be kept"
SIDE = Position(on=KEPT, stance="for", start=0, end=9, read_by="Cy Cole", read_on="2026-11-29")
FOR = replace(VIEW, position=SIDE, stance="for")
LATER = replace(FOR, position=replace(SIDE, read_on="2026-11-30"))
UNREAD = replace(FOR, position=replace(SIDE, read_by=None, read_on=None))
GRADED = replace(VIEW, claim="She would keep it.", claim_check="supported")
UNGRADED = replace(GRADED, claim_check="unchecked")


def answer(*views: Viewpoint, on: str = "") -> Answer:
    sides = Sides(on=on) if on else None
    return Answer(question="", standalone_question="", answered=True, viewpoints=views, sides=sides)


def told(*views: Viewpoint, on: str = "") -> tuple[str, list[tuple[str, ...]]]:
    """The sentence above the views, and the notes of each."""
    above = shared(answer(*views, on=on))
    return shared_line(above), [notes(view, above) for view in views]


def test_what_all_views_have_in_common_is_told_once_above_them():
    line = (
        "Unless a view says otherwise: summary, not the author's words · only the opening is available here."
    )
    assert told(DIGEST, DIGEST) == (line, [(), ()])


def test_a_view_unlike_most_says_so_itself():
    line = (
        "Unless a view says otherwise: summary, not the author's words · only the opening is available here."
    )
    other = ("the author's own words", "the whole text is available here")
    assert told(DIGEST, VIEW, DIGEST) == (line, [(), other, ()])


@pytest.mark.parametrize("views", [(DIGEST,), (DIGEST, VIEW), (DIGEST, VIEW, VIEW)])
def test_what_one_view_or_half_of_them_have_is_told_at_each(views):
    own = ("summary, not the author's words", "only the opening is available here")
    assert told(*views) == ("", [own, *[()] * (len(views) - 1)])


def test_who_read_the_sides_is_told_once_and_where_somebody_else_did_at_that_view():
    line = "Unless a view says otherwise: side read by Cy Cole on 29 November 2026."
    later, unread = ("side read by Cy Cole on 30 November 2026",), ("side as the record gives it",)
    assert told(FOR, FOR, LATER, UNREAD, VIEW, FOR, on=KEPT) == (line, [(), (), later, unread, (), ()])


def test_on_what_a_side_is_is_told_where_the_answer_does_not():
    read = "side read by Cy Cole on 29 November 2026"
    assert told(FOR) == ("", [(f"for “{KEPT}”", read)])
    assert told(FOR, FOR, on="The mole should go")[1] == [(f"for “{KEPT}”",)] * 2
    assert told(FOR, on=KEPT) == ("", [(read,)])


def test_words_that_nobody_checked_are_told_of_the_views_that_have_some():
    line = f"Unless a view says otherwise: {UNCHECKED_NOTE}."
    checked = ("in the model's words, checked for meaning",)
    assert told(UNGRADED, UNGRADED, VIEW, GRADED) == (line, [(), (), (), checked])
    assert told(GRADED, GRADED) == ("", [(), ()])


def test_a_list_that_is_not_grouped_tells_the_side_of_each_view():
    above = shared(answer(FOR, FOR, on=KEPT))
    assert marks(FOR, above) == ("stance: for",)
    assert marks(replace(VIEW, stance="mixed")) == ("stance: mixed",)


def test_other_places_of_the_same_text_are_told_each_once_where_they_differ():
    places = [("Tide", None), ("Post", "2019-05"), ("Post", "2019-05"), ("Quay", None), (None, None)]
    others = tuple(
        Edition(article_id=str(number), publication=name, date=date and PublicationDate(date), url=None)
        for number, (name, date) in enumerate(places)
    )
    view = replace(VIEW, stance="for", also_in=others)
    assert marks(view) == ("also published in Post (May 2019) and Quay (undated)", "stance: for")
    assert marks(replace(VIEW, also_in=others[:1])) == ()
