import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.scopes import Scope, in_words, parts, together

names = st.lists(st.text(min_size=1, max_size=5), max_size=3).map(tuple)
dates = st.sampled_from([None, "2018", "2018-09", "2018-09-14"])


def test_filters_are_named_in_the_order_people_publications_dates():
    scope = Scope(people=("Ann Ash", "Cy Cole"), publications=("Tide",), since="2018", until="2020-06")
    assert in_words(scope) == "Ann Ash and Cy Cole; Tide; 2018 to June 2020"
    assert in_words(Scope()) == ""


@pytest.mark.parametrize(
    ("since", "until", "words"),
    [
        ("2018-09", "2018-09", "September 2018"),
        ("2018-09-14", None, "since 14 September 2018"),
        (None, "2019", "until 2019"),
        ("2017", "2025", "2017 to 2025"),
    ],
)
def test_dates_are_told_as_readers_write_them(since, until, words):
    assert in_words(Scope(since=since, until=until)) == words


def test_a_scope_falls_into_people_publications_and_its_dates_as_one():
    scope = Scope(people=("Ann Ash", "Cy Cole"), publications=("Tide",), since="2018", until="2020")
    assert parts(scope) == (
        Scope(people=("Ann Ash",)),
        Scope(people=("Cy Cole",)),
        Scope(publications=("Tide",)),
        Scope(since="2018", until="2020"),
    )


@given(st.builds(Scope, people=names, publications=names, since=dates, until=dates))
def test_the_parts_of_a_scope_together_are_the_scope(scope):
    assert together(parts(scope)) == scope
