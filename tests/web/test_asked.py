from dataclasses import replace

from assistant.answers import Answer
from assistant.scopes import Scope
from assistant.web.exchange import Asked

OWN = Scope(people=("Ann Ash", "Bo Birk"), since="2018-05")
READ = Scope(people=("Bo Birk",), publications=("Tide",), since="2018", until="2019")
ASKED = Asked(question="What did Birk write in the Tide in 2018 and 2019?", scope=OWN)


def test_a_question_is_not_literal_until_a_filter_is_taken_away():
    assert not ASKED.literal
    assert ASKED.searched == OWN


def test_the_filters_kept_are_joined_with_the_readers_own():
    again = ASKED.without(READ, 1)
    assert again.literal
    assert (again.kept, again.dropped) == (
        Scope(people=("Bo Birk",), since="2018", until="2019"),
        Scope(publications=("Tide",)),
    )
    assert again.searched == Scope(people=("Bo Birk",), since="2018-05", until="2019")


def test_of_people_who_disagree_the_readers_own_count():
    again = ASKED.without(Scope(people=("Cy Cole",), since="2018"), 1)
    assert again.searched == OWN


def test_filters_can_be_taken_away_one_after_the_other_or_all_at_once():
    first = ASKED.without(READ, 0)
    rest = first.without(first.kept, 1)
    assert (rest.kept, rest.dropped) == (
        Scope(publications=("Tide",)),
        Scope(people=("Bo Birk",), since="2018", until="2019"),
    )
    assert ASKED.without(READ, None).dropped == rest.without(rest.kept, None).dropped == READ


def test_an_answer_to_a_literal_question_shows_what_was_kept_as_read_from_it():
    answer = Answer(question="?", standalone_question="?", answered=True, scope=OWN, understood=READ)
    assert ASKED.restored(answer) == answer
    again = ASKED.without(READ, None)
    assert again.restored(answer).understood == Scope()
    assert again.restored(answer).scope == OWN


def test_a_question_asked_again_without_a_filter_begins_anew():
    answer = Answer(question="?", standalone_question="?", answered=True)
    more = replace(ASKED, after=answer)
    assert more.without(READ, None).after is None
