from dataclasses import dataclass, replace

from assistant.answers import Answer, Quote, Viewpoint
from assistant.articles import Record
from assistant.events import Finished, added, event_data

FIRST, LATER = (
    Quote(citation=number, text=text, start=number * 100, end=number * 100 + len(text), verdict="verbatim")
    for number, text in ((1, "It should not be built."), (4, "The mudflats would vanish."))
)
KNOWN = Viewpoint(
    record=Record(article_id="marrow-2019", title="The Tide"),
    speaker="Ottoline Marrow",
    reported=False,
    quotes=(FIRST,),
    claim="She is against it.",
)


def test_all_of_a_viewpoint_is_new_that_was_not_shown():
    assert added(KNOWN, None) == KNOWN


def test_of_a_viewpoint_that_was_shown_only_what_joined_it_is_new():
    grown = replace(KNOWN, quotes=(FIRST, LATER))
    assert added(grown, KNOWN) == replace(KNOWN, quotes=(LATER,), claim=None)
    assert added(replace(KNOWN, claim="She wavers."), KNOWN) == replace(KNOWN, quotes=(), claim="She wavers.")


def test_nothing_is_new_in_a_viewpoint_that_did_not_change():
    assert added(KNOWN, KNOWN) is None


def test_an_event_as_data_has_its_name_and_its_fields():
    answer = Answer(question="Why?", standalone_question="Why?", answered=True, viewpoints=(KNOWN,))
    assert event_data(Finished(answer)) == {"event": "Finished", "answer": answer.to_dict()}


def test_an_event_of_any_form_becomes_data():
    @dataclass(frozen=True)
    class Moved:
        numbers: tuple[int, ...]
        views: tuple[Viewpoint, ...]
        why: str | None = None

    data = {"event": "Moved", "numbers": [1, 2], "views": [KNOWN.to_dict()], "why": None}
    assert event_data(Moved((1, 2), (KNOWN,))) == data
