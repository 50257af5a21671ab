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
        ("the mayor of Ansel", "Mayor of Ansel"),
        ("people who vote against me", "People who vote against me"),
    ],
)
def test_one_name_in_two_forms(one: str, other: str) -> None:
    assert (same(one, other), same(other, one)) == (True, True)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ann Birk", "Bo Birk"),
        ("Ann", "Ann Ash"),
        ("", "Ann Ash"),
        ("the mayor of Ansel", "the mayor"),
        ("the mayor of Ansel", "Ansel"),
        ("critics of Ann Ash", "Ann Ash"),
        ("Ash's critics", "Ash"),
        ("the farmers in Brell", "the farmers in Ansel"),
    ],
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
