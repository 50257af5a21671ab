from __future__ import annotations

import datetime
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.question import understand
from assistant.question.periods import TimePhrase, counted, time_phrases
from tests.question.conversations import RECORDS

TODAY = datetime.date(2026, 1, 15)


@pytest.mark.parametrize(
    ("text", "word", "since", "until"),
    [
        ("in 2018", "in", "2018", "2018"),
        ("in Sept. 2018", "in", "2018-09", "2018-09"),
        ("on 4 September 2018", "in", "2018-09-04", "2018-09-04"),
        ("on September 4th, 2018", "in", "2018-09-04", "2018-09-04"),
        ("on 2018-09-04", "in", "2018-09-04", "2018-09-04"),
        ("since May 2019", "since", "2019-05", None),
        ("before January 2019", "before", None, "2018-12"),
        ("before 1 March 2020", "before", None, "2020-02-29"),
        ("after December 2018", "after", "2019-01", None),
        ("until 2020", "until", None, "2020"),
        ("up until 2020", "until", None, "2020"),
        ("up to and including 2020", "until", None, "2020"),
        ("pre-2018", "before", None, "2017"),
        ("post-2018", "after", "2019", None),
        ("from 2018 to 2020", "between", "2018", "2020"),
        ("between 2018 and 2020", "between", "2018", "2020"),
        ("between August and October 2020", "between", "2020-08", "2020-10"),
        ("between November and February 2021", "between", "2020-11", "2021-02"),
        ("from 3 August to 5 October 2020", "between", "2020-08-03", "2020-10-05"),
        ("from 2018 onwards", "since", "2018", None),
        ("2018–2020", "between", "2018", "2020"),
        ("in the autumn of 2018", "in", "2018-09", "2018-11"),
        ("in late 2018", "in", "2018-09", "2018-12"),
        ("in mid-2018", "in", "2018-05", "2018-08"),
        ("of 2018", "of", "2018", "2018"),
        ("2018", "", "2018", "2018"),
        ("in 1787", "in", "1787", "1787"),
        ("in March 1066", "in", "1066-03", "1066-03"),
        ("since 1848", "since", "1848", None),
        ("in the 1850s", "in", "1850", "1859"),
        ("in the 19th century", "in", "1801", "1900"),
        ("before the 1990s", "before", None, "1989"),
        ("in the early 1850s", "in", "1850", "1852"),
        ("in the nineteenth century", "in", "1801", "1900"),
        ("in the late 18th century", "in", "1767", "1800"),
        ("in the first half of the 19th century", "in", "1801", "1850"),
        ("at the end of 2018", "in", "2018-09", "2018-12"),
        ("in the first quarter of 2019", "in", "2019-01", "2019-03"),
        ("after the 2018 flood", "after", "2018", None),
        ("on or before 4 March 2018", "until", None, "2018-03-04"),
        ("in or before 2018", "until", None, "2018"),
        ("not later than 2018", "until", None, "2018"),
        ("not after 2018", "until", None, "2018"),
        ("on or after 4 March 2018", "since", "2018-03-04", None),
        ("in or after 2018", "since", "2018", None),
        ("not before 2018", "since", "2018", None),
        ("no earlier than 2018", "since", "2018", None),
        ("not until 2018", "since", "2018", None),
        ("except in 2018", "except", None, None),
        ("other than in 2018", "except", None, None),
        ("not in 2021", "except", None, None),
        ("excluding 2018", "except", None, None),
        ("excluding 2018 to 2020", "except", None, None),
        ("between 2015 and now", "since", "2015", None),
        ("in 2018 or later", "since", "2018", None),
        ("in 2018 and after", "since", "2018", None),
        ("from 2018 until now", "since", "2018", None),
        ("from 2018 to the present day", "since", "2018", None),
        ("2018 onwards", "since", "2018", None),
        ("2018 or earlier", "until", None, "2018"),
        ("from March 2018 or earlier", "until", None, "2018-03"),
        ("last summer", "in", "2025-06", "2025-08"),
        ("this spring", "in", "2026-03", "2026-05"),
        ("last week", "in", "2026-01-05", "2026-01-11"),
        ("in the last week", "in", "2026-01-08", None),
        ("in the last year", "in", "2025-01-15", None),
        ("in the past decade", "in", "2016-01-15", None),
        ("in the last couple of years", "in", "2024-01-15", None),
        ("in the past two decades", "in", "2006-01-15", None),
        ("twenty-five years ago", "in", "2001", "2001"),
        ("thirty one months ago", "in", "2023-06", "2023-06"),
        ("a couple of years ago", "in", "2024", "2024"),
        ("in 2015–18", "in", "2015", "2018"),
        ("in 2015-18", "in", "2015", "2018"),
        ("in 1914/15", "in", "1914", "1915"),
        ("in 2010-12", "in", "2010-12", "2010-12"),
        ("two years ago", "in", "2024", "2024"),
        ("last month", "in", "2025-12", "2025-12"),
        ("this year", "in", "2026", "2026"),
        ("in the last two years", "in", "2024-01-15", None),
        ("in the past 3 months", "in", "2025-10-15", None),
        ("this decade", "in", "2020", "2029"),
        ("last century", "in", "1901", "2000"),
        ("in the nineties", "in", "1990", "1999"),
        ("in the early '90s", "in", "1990", "1992"),
        ("before the ’90s", "before", None, "1989"),
        ("around 2018", "in", "2017", "2019"),
        ("around May 2018", "in", "2018-04", "2018-06"),
        ("earlier than 2018", "before", None, "2017"),
        ("newer than 2018", "after", "2019", None),
        ("not older than 2018", "since", "2018", None),
        ("nothing after 2018", "until", None, "2018"),
        ("in the 1930's", "in", "1930", "1939"),
        ("in the noughties", "in", "2000", "2009"),
        ("in Q3 2018", "in", "2018-07", "2018-09"),
        ("since '17", "since", "2017", None),
    ],
)
def test_a_phrase_means_a_first_and_a_last_date(
    text: str, word: str, since: str | None, until: str | None
) -> None:
    relative = bool(re.search(r"\b(?:ago|last|past|this)\b", text))
    end = len(text.removesuffix(" flood"))
    assert time_phrases(text, TODAY) == (TimePhrase((0, end), word, since, until, relative),)


@pytest.mark.parametrize(
    ("decade", "years", "first"),
    [
        ("the twenties", (1890, 2026), "2020"),
        ("the thirties", (1890, 2026), "1930"),
        ("the nineties", (1850, 1925), "1890"),
        ("the nineties", (1991, 1995), "1990"),
        ("the twenties", (2015, 2019), "2020"),
        ("the thirties", None, "1930"),
    ],
)
def test_a_decade_without_its_century_is_the_last_of_the_articles_or_else_of_all(
    decade: str, years: tuple[int, int] | None, first: str
) -> None:
    (found,) = time_phrases(decade, TODAY, years)

    assert found.since == first


@pytest.mark.parametrize(
    "text", ["2000 crowns a day", "more than 1950 houses", "around 2000 people", "in their thirties"]
)
def test_a_number_of_things_or_of_years_lived_is_no_time(text: str) -> None:
    assert time_phrases(text, TODAY, (1998, 2025)) == ()


@pytest.mark.parametrize("text", ["Quell 2017 tolls", "Birk 2005 reeds"])
def test_a_number_that_an_article_may_be_from_is_a_year_before_things_that_measure_nothing(text: str) -> None:
    assert len(time_phrases(text, TODAY, (1998, 2025))) == 1


@pytest.mark.parametrize("text", ["2018 elections", "2018 articles", "2018 writers", "the 2018 tolls"])
def test_a_year_before_a_plural_of_events_or_writings_or_behind_an_article_is_a_time(text: str) -> None:
    (found,) = time_phrases(text, TODAY)

    assert found.since == "2018"


@pytest.mark.parametrize("text", ["in 2018 and now", "in 2018 or after the flood", "in 2018 and later"])
def test_only_what_closes_a_time_leaves_it_open(text: str) -> None:
    (found,) = time_phrases(f"{text} in the hills", TODAY)

    assert (found.since, found.until) == ("2018", "2018")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("in last year’s budget", "last year’s"),
        ("on 2018's budget", "2018's"),
        ("of the 2018 flood", "2018"),
        ("of the 2018–20 drought", "2018–20"),
        ("on the pre-2018 budget", "pre-2018"),
    ],
)
def test_a_time_that_describes_a_noun_is_told_from_one_that_opens(text: str, words: str) -> None:
    (found,) = time_phrases(text, TODAY)

    assert (found.word, text[slice(*found.span)]) == ("", words)


@pytest.mark.parametrize("text", ["in last year's paper", "in 2025's budget speech", "during 2025's debate"])
def test_a_time_that_owns_what_was_said_or_printed_opens(text: str) -> None:
    (found,) = time_phrases(text, TODAY)

    assert (found.word, found.since) == ("in", "2025")


@pytest.mark.parametrize("text", ["ſix years ago", "sıx years ago", "in ſept", "ſince then"])
def test_a_word_in_other_letters_is_no_time(text: str) -> None:
    assert time_phrases(text, TODAY) == ()


def test_any_year_of_the_articles_is_one_wherever_it_stands() -> None:
    text = "essays of 1863, resolution 1244"

    assert time_phrases(text, TODAY) == ()
    assert [phrase.since for phrase in time_phrases(text, TODAY, (1850, 1870))] == ["1863"]


def test_times_named_one_by_one_stay_apart_and_share_their_word() -> None:
    for text in ("in May 2018, 2019 and 2020", "in May 2018, in 2019, and 2020"):
        found = time_phrases(text, TODAY)

        assert [phrase.word for phrase in found] == ["in"] * 3
        assert [phrase.since for phrase in found] == ["2018-05", "2019", "2020"]


@pytest.mark.parametrize(
    ("text", "today", "since", "until"),
    [
        ("this winter", "2026-01-15", "2025-12", "2026-02"),
        ("last winter", "2026-01-15", "2024-12", "2025-02"),
        ("this winter", "2026-12-15", "2026-12", "2027-02"),
        ("last winter", "2026-12-15", "2025-12", "2026-02"),
        ("last winter", "2026-03-15", "2025-12", "2026-02"),
    ],
)
def test_a_winter_goes_on_into_the_next_year(text: str, today: str, since: str, until: str) -> None:
    (found,) = time_phrases(text, datetime.date.fromisoformat(today))

    assert (found.since, found.until) == (since, until)


def test_the_last_week_of_a_month_is_not_told_from_today() -> None:
    found = time_phrases("in the last week of August 2018", TODAY)

    assert [(phrase.word, phrase.since, phrase.relative) for phrase in found] == [("of", "2018-08", False)]


@pytest.mark.parametrize(
    ("text", "since", "until"),
    [
        ("Articles from 2019", "2019", "2019"),
        ("Articles from before 2019", None, "2018"),
        ("And from after 2019?", "2020", None),
        ("Which articles by Birk are from 2019?", "2019", "2019"),
        ("Views on dams from 2019", "2019", "2019"),
        ("What did people from 2019 say?", "2019", "2019"),
        ("Authors from 2019", "2019", "2019"),
        ("And from 2019?", "2019", "2019"),
        ("Opinions on the price of the old ferry from spring 2019", "2019-03", "2019-05"),
        ("What views on dams did they hold from 2019?", "2019", None),
        ("What was written from 2019?", "2019", None),
        ("Articles from 2019 on", "2019", None),
        ("Articles from 2019 on the dam", "2019", "2019"),
    ],
)
def test_writings_from_a_year_are_of_that_year_unless_it_goes_on(
    text: str, since: str | None, until: str | None
) -> None:
    (found,) = time_phrases(text, TODAY)

    assert (found.since, found.until) == (since, until)


@pytest.mark.parametrize(
    "text",
    [
        "in 20189",
        "2018-year",
        "resolution 1244",
        "in 1244 villages",
        "No. 10",
        "who may march",
        "on 31 February 2018",
        "1,200 boats",
        "17:00",
    ],
)
def test_what_is_no_date_is_not_read_as_one(text: str) -> None:
    dates = [phrase for phrase in time_phrases(text, TODAY) if phrase.since and len(phrase.since) == 10]

    assert dates == [] and all(text[phrase.span[0] : phrase.span[1]] for phrase in time_phrases(text, TODAY))


@given(st.text(alphabet="in since before and to of 0123456789-–MaySept.,?", max_size=80))
def test_phrases_stand_apart_in_order_and_inside_the_text(text: str) -> None:
    places = [place for phrase in time_phrases(text, TODAY) for place in phrase.span]

    assert places == sorted(places)
    assert all(0 <= place <= len(text) for place in places)


@pytest.mark.parametrize(
    ("text", "base", "expected"),
    [
        ("And seven years later?", "2018-09", "And in 2025?"),
        ("And a year later?", "2018", "And in 2019?"),
        ("And 2 months later?", "2018-12", "And in February 2019?"),
        ("What of the year before?", "2018", "What of in 2017?"),
        ("And two months later?", "2018", "And two months later?"),
        ("And in March?", "2018-09", "And in March 2018?"),
        ("What was said that year?", "2018-09", "What was said in 2018?"),
        ("And until then?", "2018", "And until 2018?"),
        ("Who paid a year later on credit?", "2018", "Who paid in 2019 on credit?"),
        ("Seven years of rain", "2018", "Seven years of rain"),
    ],
)
def test_a_distance_in_time_becomes_a_date(text: str, base: str, expected: str) -> None:
    assert counted(text, base, base) == expected


@pytest.mark.parametrize(
    ("question", "since", "until"),
    [
        ("Was anybody for the dam before 2020?", None, "2019"),
        ("What about the dam before 2020?", None, "2019"),
        ("How was the dam seen since 2019?", "2019", None),
        ("What was the case for the dam after 2018?", "2019", None),
        ("What did twentieth-century writers think about the dam?", "1901", "2000"),
        ("What was said about the flood last year?", "2025", "2025"),
        ("Did people vote for the dam before 2020?", None, None),
        ("Was the dam safe before 2020?", None, None),
        ("Was the dam built before 2020?", None, None),
    ],
)
def test_a_time_beside_opinions_tells_when_they_were_written(
    question: str, since: str | None, until: str | None
) -> None:
    found = understand(question, (), RECORDS, today=TODAY)

    assert (found.scope.since, found.scope.until) == (since, until)
