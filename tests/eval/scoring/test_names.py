"""Names in other forms, alone and in joint bylines."""

from __future__ import annotations

import pytest

from eval.scoring.names import fits, people, same


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ann Ash", "ann ash"),
        ("Ash", "Ann Ash"),
        ("Dag Durich", "Dag Dúrich"),
        ("Dr. Ann Ash", "Ann B. Ash"),
        ("the bakers", "Bakers"),
        ("His critics", "critics"),
    ],
)
def test_one_name_in_two_forms(one: str, other: str) -> None:
    assert (same(one, other), same(other, one)) == (True, True)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Ann Birk", "Bo Birk"), ("Ann", "Ann Ash"), ("", "Ann Ash"), ("the mayor of Ansel", "the mayor")],
)
def test_two_names(one: str, other: str) -> None:
    assert (same(one, other), same(other, one)) == (False, False)


def test_joint_authors_fit_only_together_and_in_any_order() -> None:
    byline = "Ann Ash, Bo Birk and Cy Cole"
    assert people(byline) == ("Ann Ash", "Bo Birk", "Cy Cole")
    assert [fits(name, byline) for name in (byline, "Cole, Birk, and A. Ash", "Ann Ash and Bo Birk", "")] == [
        True,
        True,
        False,
        False,
    ]


def test_nobody_fits_only_nobody() -> None:
    assert (fits("", ""), fits("Ann Ash", ""), fits("", "Ann Ash")) == (True, False, False)
