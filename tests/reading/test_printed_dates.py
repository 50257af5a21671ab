import datetime
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.errors import InvalidDate
from assistant.reading.dates import AMBIGUOUS, UNREADABLE, printed_date


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("1018-05-03", "1018-05-03"),
        ("20180903T101500Z", "2018-09-03"),
        ("2018.9.3.", "2018-09-03"),
        ("09/2018", "2018-09"),
        ("03/03/2018", "2018-03-03"),
        ("3. 9. 2018.", "2018-09-03"),
        ("Mon, 3 Sep 2018 23:30:00 -0800", "2018-09-03"),
        ("Thursday 3 May 2018, 10.15 Uhr", "2018-05-03"),
        ("May 2018", "2018-05"),
        ("le 1er mai 2018", "2018-05-01"),
        ("mardi 12 février 2019", "2019-02-12"),
        ("3 мая 2018 г.", "2018-05-03"),
        ("3. маја 2018.", "2018-05-03"),
        ("2018. május 3.", "2018-05-03"),
        ("3 Mayıs 2018", "2018-05-03"),
        ("3 Μαΐου 2018", "2018-05-03"),
        ("3. toukokuuta 2018", "2018-05-03"),
        ("٣ سبتمبر 2018", "2018-09-03"),
        ("2018年9月", "2018-09"),
    ],
)
def test_a_date_is_read_as_precisely_as_it_is_printed(text, iso):
    assert printed_date(text).iso == iso


@pytest.mark.parametrize(
    ("text", "language", "iso"),
    [
        ("12. listopada 2018.", "hr", "2018-10-12"),
        ("12 listopada 2018", "pl", "2018-11-12"),
        ("3.9.2018", "de", "2018-09-03"),
        ("3 Mai 2018", "en", "2018-05-03"),
        ("maja 2018", "sr", "2018-05"),
        ("maja 2018", "hr", "2018-05"),
        ("5 septembra 2018", None, "2018-09-05"),
    ],
)
def test_the_article_s_language_tells_what_is_not_the_same_in_all(text, language, iso):
    assert printed_date(text, language).iso == iso


@pytest.mark.parametrize("language", ["en", None])
@pytest.mark.parametrize("word", ["Novel", "Mayor", "Maine", "Marsh", "Junior", "Major", "Decay"])
def test_a_word_like_a_month_beside_a_year_is_no_date(word, language):
    with pytest.raises(InvalidDate):
        printed_date(f"{word} 2018", language)


def test_a_month_of_another_language_than_the_article_s_stands_beside_a_day():
    with pytest.raises(InvalidDate):
        printed_date("Mars 2018", "en")
    assert printed_date("3 mars 2018", "en").iso == "2018-03-03"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("03/09/2018", AMBIGUOUS),
        ("3.9.2018", AMBIGUOUS),
        ("12 listopada 2018", "its month is not the same in every language: write YYYY-MM-DD"),
        ("2018-02-30", "there is no such day"),
        ("31 June 2018", "there is no such day"),
        ("2018-W53", "there is no such week"),
        ("2019-W01", "the week lies in two years"),
        *(
            (text, UNREADABLE)
            for text in (
                *("", "n.d.", "on", "12", "May", "3 May", "yesterday", "1535932800", "03.09.18", "2018-2019"),
                *(
                    "c. 1850",
                    "Spring 2019",
                    "2018-W36-8",
                    "44 BC",
                    "May 2018 or 2019",
                    "3 4 May 2018",
                    "x" * 99,
                ),
            )
        ),
    ],
)
def test_a_date_that_is_not_clear_is_none(text, reason):
    with pytest.raises(InvalidDate) as error:
        printed_date(text)
    assert str(error.value) == reason


@given(st.dates(min_value=datetime.date(1000, 1, 1)))
def test_every_day_is_read_back_from_the_usual_forms(day):
    forms = ("{0:%Y-%m-%d}", "{0:%Y%m%d}", "{0.day} {0:%B} {0:%Y}", "{0:%b} {0.day}, {0:%Y}", "{0:%Y/%m/%d}")
    assert {printed_date(form.format(day)).iso for form in forms} == {day.isoformat()}


@given(st.text(st.sampled_from("0123456789-/.:, Mayof")) | st.text())
def test_any_text_gives_a_date_whose_year_it_prints_or_a_reason(text):
    try:
        date = printed_date(text)
    except InvalidDate as error:
        assert len(str(error).splitlines()) == 1
    else:
        digits = "".join(str(int(char)) for char in text if char.isdecimal())
        assert date.iso[:4] in digits


@pytest.mark.parametrize("unit", [" ", "1 ", ":", "May ", "1/", ",", "a'", "T00"])
def test_no_text_takes_long(unit):
    began = time.perf_counter()
    with pytest.raises(InvalidDate):
        printed_date(unit * 100_000)
    assert time.perf_counter() - began < 1


@pytest.mark.parametrize(
    ("week", "date"),
    [("2018-W36-2", "2018-09-04"), ("2018-W36", "2018-09"), ("2018W362", "2018-09-04"), ("2018-W35", "2018")],
)
def test_of_a_week_the_day_the_month_or_the_year_is_known(week, date):
    assert printed_date(week).iso == date
