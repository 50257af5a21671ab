"""Title, authors, date and publication of a bare text, chosen among what its edges mention."""

from __future__ import annotations

import pytest

from assistant.articles import Record
from assistant.reading.article import parse_article
from assistant.reading.mentions import Mention
from assistant.reading.ranking import chosen, edges, key, together

PROSE = (
    "The weir at Ormsey has stood for two hundred years, and nobody who has watched the eels climb it in May "
    "can want it gone. The council says that it costs too much.\n\n"
    "It costs less than the bypass did, and the bypass has never fed a heron. I would keep the weir, mend "
    "the gate, and let the anglers pay for the lamps.\n"
)


def record(text: str) -> Record:
    return parse_article(text.encode(), "weir", name="weir").record


def test_a_paper_from_a_pdf_has_its_title_and_author() -> None:
    found = record(
        "ORMSEY RIVER REVIEW\nVolume 12, Issue 3\n14 March 2019\n\nWhy the weir should stay\n\n"
        f"Tamsin Okafor-Lyle\nUniversity of Ormsey\n\n{PROSE}"
    )
    assert found.title == "Why the weir should stay"
    assert found.authors == ("Tamsin Okafor-Lyle",)
    assert found.date is not None
    assert found.date.iso == "2019-03-14"


@pytest.mark.parametrize(
    "line",
    [
        "Photograph: Bo Birk",
        "Edited by Bo Birk",
        "Copyright 2011 Bo Birk",
        "Printed from the archive on 4 May 2011",
        "Highlight on page 4, added on 4 May 2011",
        "Dear Bo Birk,",
    ],
)
def test_who_is_named_for_another_reason_is_no_author(line: str) -> None:
    found = record(f"Why the weir should stay\n\n{line}\n\n{PROSE}")
    assert (found.authors, found.date) == ((), None)


def test_the_line_under_a_title_is_no_part_of_it() -> None:
    assert record(f"Why the weir should stay\n========\n\n{PROSE}").title == "Why the weir should stay"


def test_a_title_that_opens_as_a_credit_is_one() -> None:
    assert record(f"Sent by Mistake\n\n{PROSE}").title == "Sent by Mistake"


def test_who_reviewed_or_translated_a_text_is_not_its_title() -> None:
    assert (
        record(f"The Weir, by Tamsin Lyle. Ormsey Press, 240 pp.\n\nReviewed by Bo Birk\n\n{PROSE}").title
        == "weir"
    )


def test_a_year_by_itself_is_no_date() -> None:
    assert record(f"Why the weir should stay\n\nTamsin Lyle\n2019\n\n{PROSE}").date is None


def test_a_text_of_prose_alone_has_nothing_invented() -> None:
    found = record(PROSE)
    assert (found.title, found.authors, found.date, found.publication) == ("weir", (), None, None)


def test_an_empty_text_has_no_edges() -> None:
    found = edges("", "en")
    assert (found.title, found.authors, found.date, found.publication) == (None, None, None, None)


def mention(value: str, line: int, *features: str, whole: bool = True) -> Mention:
    return Mention("authors", value, line, line, set(features), whole=whole)


WEIGHTS = {"": -1.0, "by": 3.0, "photo": -4.0}


def test_candidates_and_none_share_one_probability() -> None:
    best = chosen([mention("Ann Ash", 1, "by"), mention("Bo Birk", 5, "photo")], WEIGHTS)
    assert best is not None
    assert best.mentions[0].value == "Ann Ash"
    odds = 7.389056, 0.006738
    assert best.probability == pytest.approx(odds[0] / (1 + sum(odds)), rel=1e-4)


def test_mentions_of_one_value_add_up() -> None:
    once = chosen([mention("Ann Ash", 1)], WEIGHTS)
    twice = chosen([mention("Ann Ash", 1), mention("Dr Ann Ash", 9)], WEIGHTS)
    assert once is not None
    assert twice is not None
    assert twice.probability > once.probability
    assert key(mention("Dr Ann Ash", 9)) == key(mention("Ann Ash", 1))


def test_joint_authors_stand_in_their_order() -> None:
    found = together([mention("Cy Elm", 2, "by"), mention("Ann Ash", 1, "by"), mention("Bo", 30)], WEIGHTS)
    assert found is not None
    assert [each.value for each in found.mentions] == ["Cy Elm", "Ann Ash"]


def test_nothing_is_chosen_of_nothing() -> None:
    assert chosen([], WEIGHTS) is None
    assert together([], WEIGHTS) is None
