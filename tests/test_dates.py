import calendar
import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.dates import PublicationDate
from assistant.errors import AssistantError, InvalidDate

# A slow machine is no failure.

DAYS = st.dates()
DATES = DAYS.flatmap(lambda day: st.sampled_from([4, 7, 10]).map(lambda length: day.isoformat()[:length]))


@given(DAYS)
def test_a_day_is_an_interval_of_one_day(day):
    date = PublicationDate(day.isoformat())
    assert (date.first, date.last, str(date)) == (day, day, day.isoformat())


@given(DAYS)
def test_a_month_reaches_from_its_first_to_its_last_day(day):
    date = PublicationDate(day.isoformat()[:7])
    assert date.first == day.replace(day=1)
    assert date.last == day.replace(day=calendar.monthrange(day.year, day.month)[1])


@given(DAYS)
def test_a_year_reaches_from_january_to_december(day):
    date = PublicationDate(day.isoformat()[:4])
    assert (date.first, date.last) == (datetime.date(day.year, 1, 1), datetime.date(day.year, 12, 31))


@given(DATES, DATES)
def test_dates_are_ordered_by_their_first_day_the_less_precise_first(one, other):
    def key(iso):
        return PublicationDate(iso).first, len(iso)

    assert (PublicationDate(one) < PublicationDate(other)) == (key(one) < key(other))


@pytest.mark.parametrize(
    ("iso", "text"),
    [
        ("2018", "2018"),
        ("2018-09", "September 2018"),
        ("2018-09-13", "13 September 2018"),
        ("2020-02-29", "29 February 2020"),
        ("2025-12-01", "1 December 2025"),
    ],
)
def test_a_date_is_written_as_precisely_as_it_is_known(iso, text):
    assert PublicationDate(iso).text == text


def test_months_have_their_english_names():
    assert " ".join(PublicationDate(f"2018-{month:02}").text for month in range(1, 13)) == (
        "January 2018 February 2018 March 2018 April 2018 May 2018 June 2018 "
        "July 2018 August 2018 September 2018 October 2018 November 2018 December 2018"
    )


@pytest.mark.parametrize(
    "iso",
    ["", "18", "2018-9", "2018-13", "2018-00", "2018-02-30", "2019-02-29", "0000", "2018-09-17T10:00"]
    + [" 2018", "2018\n", "٢٠١٨", "last spring", "2018-09-", "20180917"],
)
def test_what_is_no_date_is_refused_by_name(iso):
    with pytest.raises(InvalidDate) as error:
        PublicationDate(iso)
    assert isinstance(error.value, AssistantError)
    assert str(error.value).startswith(f"{iso!r} is not a date: ")
    assert len(str(error.value).splitlines()) == 1


@given(st.text())
def test_any_text_is_a_date_with_ordered_ends_or_refused(text):
    try:
        date = PublicationDate(text)
    except InvalidDate:
        return
    assert date.first <= date.last
