import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.scopes import Scope
from assistant.slack.asking import Asking, TokenError, asking, mentioned


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("<@U0ASKERBOT> Should the ferry close?", Asking("Should the ferry close?")),
        ("<@U0ASKERBOT|asker>, hello <@U0BO> and <!here>", Asking(", hello and")),
        ("by:marrow what of the ferry?", Asking("what of the ferry?", Scope(people=("marrow",)))),
        ("What of it, BY:Marrow?", Asking("What of it,", Scope(people=("Marrow",)))),
        (
            'by:"Ottoline Marrow" by:pellworm by:pellworm in:“Aster Weekly” since:2019-03 until:2020-01-31 x',
            Asking(
                "x",
                Scope(
                    people=("Ottoline Marrow", "pellworm"),
                    publications=("Aster Weekly",),
                    since="2019-03",
                    until="2020-01-31",
                ),
            ),
        ),
        ("by:„Ann Ash“ x", Asking("x", Scope(people=("Ann Ash",)))),
        ('by:"Ann Ash', Asking("", Scope(people=("Ann Ash",)))),
        ("since:2020. And?", Asking("And?", Scope(since="2020"))),
        ("a &lt;b&gt; &amp;amp; c", Asking("a <b> &amp; c")),
        (
            "<https://mole.example/a|the Mole> <https://mole.example/b>",
            Asking("the Mole https://mole.example/b"),
        ),
        ("in <#C0FERRIES|ferries>", Asking("in ferries")),
        ("A letter from: the mayor", Asking("A letter from: the mayor")),
        ("Written by: who?", Asking("Written by: who?")),
        ("Open since: 2018?", Asking("Open since: 2018?")),
        ("It was written by:", Asking("It was written by:")),
        ("Written by:? Or not?", Asking("Written by:? Or not?")),
        ("until:\u00a02018 in:\n2019", Asking("until: 2018 in: 2019")),
        ("standby:me at 10:30", Asking("standby:me at 10:30")),
        ("one\n\ntwo", Asking("one two")),
        ("half \ud83d a character", Asking("half ? a character")),
        ("", Asking("")),
    ],
)
def test_a_message_is_read_as_a_question_with_filters(text, read):
    assert asking(text) == read


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('x by:""', 'by: needs its value right after the colon, as in by:surname or by:"Full Name".'),
        (
            "x since:last-year",
            "since: does not understand 'last-year'; write since:2022, since:2022-05 or since:2022-05-31.",
        ),
        (
            f"until:{'9' * 60}",
            f"until: does not understand '{'9' * 40}'; write until:2022, until:2022-05 or until:2022-05-31.",
        ),
        ("since:2020 since:2021", "since: can stand only once in a question."),
        (
            "since:2021 until:2020-12",
            "Nothing lies between since:2021 and until:2020-12; the other way round?",
        ),
        ("x" + " by:b" * 21, "There are 21 filters in the question; 20 are the most."),
        (f"by:{'x' * 201}", "by: has a value of 201 characters; 200 are the most."),
        ("from:marrow", 'from: is not a filter here; write by:surname or by:"Full Name".'),
        ("before:2020", "before: is not a filter here; write until:2022, until:2022-05 or until:2022-05-31."),
        (
            "publication:Mole",
            'publication: is not a filter here; write in:name or in:"Name of the publication".',
        ),
    ],
)
def test_a_wrong_token_is_told_in_one_line(text, told):
    with pytest.raises(TokenError) as raised:
        asking(text)
    assert str(raised.value) == told


def test_dates_that_overlap_are_no_contradiction():
    assert asking("since:2020 until:2020-05 x").scope == Scope(since="2020", until="2020-05")


@given(st.text(st.sampled_from('<>@!#|U1 byins:since2"“”&;?a\n'), max_size=60))
def test_whatever_is_written_is_a_question_or_one_line(text):
    try:
        read = asking(text)
    except TokenError as error:
        assert "\n" not in str(error)
    else:
        assert not re.search(r"(?<!\S)(by|in|since|until):[“”\"\w]", read.question)
        assert mentioned(text).isdisjoint(read.question.split())


def test_forty_thousand_characters_are_read_to_the_end():
    question = "ferry? " * 5_714
    assert asking(f"{question}by:marrow") == Asking(question.strip(), Scope(people=("marrow",)))
