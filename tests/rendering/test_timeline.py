import re
from dataclasses import replace
from html import unescape

import pytest

from assistant.answers import Answer, Quote, Viewpoint
from assistant.articles import Record
from assistant.dates import PublicationDate
from assistant.rendering.html import exchange_html
from assistant.rendering.timeline import Point, timeline_html, timeline_svg

PLACES = re.compile(r'<svg x="([\d.]+)%" y="(\d+)"')


def points(*dates: str) -> list[Point]:
    return [Point(PublicationDate(date), date, f"/{date}") for date in dates]


def view(number: int, date: str | None, **more: object) -> Viewpoint:
    record = Record(
        article_id=f"a-{number}",
        title=f"Piece {number}",
        authors=("Ann Ash",),
        date=PublicationDate.read(date),
    )
    quote = Quote(citation=number, text="Words.", start=0, end=6)
    return Viewpoint(record=record, speaker="Ann Ash", reported=False, quotes=(quote,), **more)


def answer(*views: Viewpoint) -> Answer:
    return Answer(question="Q?", standalone_question="Q?", answered=True, viewpoints=views)


def test_dates_stand_from_left_to_right_in_proportion_to_their_days():
    places = [
        float(x) for x, _ in PLACES.findall(timeline_svg(points("2018-01-01", "2019-01-01", "2022-01-01")))
    ]
    assert places == [3.0, pytest.approx(26.5, abs=0.1), 97.0]


def test_a_month_or_a_year_is_drawn_as_long_as_it_is():
    drawn = timeline_svg(points("2018", "2019-12-31"))
    assert '<line class="span" x1="3.0%" x2="49.94%"' in drawn
    assert drawn.count('class="span"') == 1


def test_marks_that_would_cover_each_other_stand_one_above_the_other():
    heights = [y for _, y in PLACES.findall(timeline_svg(points("2018-01-01", "2018-01-02", "2024-01-01")))]
    assert heights == ["25", "10", "25"]


def test_the_scale_names_few_years_or_months():
    def labels(*dates: str) -> list[str]:
        return re.findall(r"<text [^>]*>([^<]*)</text>", timeline_svg(points(*dates)))

    assert labels("2018-09", "2022-03-01") == ["2019", "2020", "2021", "2022"]
    assert labels("2018-01-15", "2018-04-20") == ["Feb 2018", "Mar 2018", "Apr 2018"]
    assert labels("1750", "2020") == ["1750", "1800", "1850", "1900", "1950", "2000"]


@pytest.mark.parametrize("dates", [("0001", "9999-12-31"), ("9999-12-31",), ("2018-05-01", "2018-05-01")])
def test_any_dates_can_be_drawn(dates):
    assert timeline_svg(points(*dates)).count("<title>") == len(dates)


def test_a_line_of_time_is_told_to_those_who_do_not_see_it_and_its_sides_by_shape():
    drawn = timeline_svg([replace(each, stance="for") for each in points("2018", "2020-05-01")])
    assert 'role="group" aria-label="2 articles by date, 2018 to 1 May 2020"' in drawn
    assert "<figcaption>2018 to 1 May 2020 · ▲ for</figcaption>" in drawn
    told = timeline_svg([replace(each, stance="for") for each in points("2018")], on="Tolls <are> fair")
    assert "· ▲ for: “Tolls &#60;are&#62; fair”</figcaption>" in told


def test_an_answer_has_one_where_two_dates_are_known_with_its_rows_by_date():
    two = answer(view(1, "2020-05-01"), view(2, "2018"), view(3, None))
    rows = re.findall(r'<th scope="row">(.*?)</th>', timeline_html(two, turn=1))
    assert rows == ["2018", "1 May 2020"]
    assert timeline_html(answer(view(1, "2018"), view(2, "2018"), view(3, None)), turn=1) == ""
    assert "timeline" in exchange_html(two, turn=1)
    assert "timeline" not in exchange_html(two, turn=1, whole=False)


def test_its_marks_and_rows_lead_to_the_citations_and_tell_the_side() -> None:
    both = answer(view(1, "2020-05-01", stance="for"), view(2, "2018", stance="none"))
    drawn = timeline_html(both, turn=3)
    assert re.findall(r'<a href="(.*?)" tabindex="-1"><title>(.*?)</title>', drawn) == [
        ("#src-3-2", "2018: Ann Ash, Piece 2"),
        ("#src-3-1", "1 May 2020: Ann Ash, Piece 1 (for)"),
    ]
    assert re.findall(r"<td>(.*?)</td>", drawn) == [
        "Ann Ash",
        '<a href="#src-3-2">Piece 2</a>',
        "Ann Ash (for)",
        '<a href="#src-3-1">Piece 1</a>',
    ]


def test_a_timeline_that_was_asked_for_is_open() -> None:
    both = answer(view(1, "2018"), view(2, "2019"))
    assert timeline_html(both, turn=1).startswith('<details class="timeline"><summary>')
    assert timeline_html(replace(both, order="timeline"), turn=1).startswith(
        '<details class="timeline" open>'
    )


def test_titles_and_names_are_no_markup():
    evil = "<script>alert(1)</script>${x}"
    named = view(1, "2018")
    named = replace(named, record=replace(named.record, title=evil), speaker=evil)
    drawn = timeline_html(answer(named, view(2, "2020")), turn=1)
    assert "<script" not in drawn and "${" not in drawn
    assert unescape(drawn).count(evil) == 4
