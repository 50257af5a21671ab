"""How long Slack waits for a chat model."""

import threading

import pytest

from assistant.answers import Answer
from assistant.events import Finished, Searched
from assistant.scopes import Extent, Scope
from assistant.slack.patience import timed

SEARCHED = Searched("Why?", Scope(), Extent())
FINISHED = Finished(Answer(question="Why?", standalone_question="Why?", answered=False))


def test_what_ends_in_time_comes_as_it_is():
    assert list(timed(iter((SEARCHED, FINISHED)), 60)) == [SEARCHED, FINISHED]


def test_once_the_time_is_over_that_is_told_once():
    told = threading.Event()

    def slow():
        yield SEARCHED
        told.wait(60)
        yield FINISHED

    events = timed(slow(), 0.05)
    assert (next(events), next(events)) == (SEARCHED, None)
    told.set()
    assert list(events) == [FINISHED]


def test_what_goes_wrong_is_raised_where_the_events_are_read_after_what_came_is_shown():
    def broken():
        yield SEARCHED
        raise ValueError("broken")

    events = timed(broken(), 60)
    assert (next(events), next(events)) == (SEARCHED, None)
    with pytest.raises(ValueError, match="broken"):
        next(events)
