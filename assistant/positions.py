"""Positions: the side that somebody takes on a proposition, with the words that show it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from assistant.data import Data

Side = Literal["for", "against", "mixed"]
Stance = Literal["for", "against", "mixed", "none"]
"""A side, or that none is taken; where nobody read whether one is, there is no stance."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Position(Data):
    """A side that a person or a group takes in an article."""

    on: str
    """The proposition: a full positive sentence, "The ferry of Brell should be kept"."""
    stance: Side
    start: int
    end: int
    """Where the words that show it stand in `Article.text`: whole sentences."""
    holder: str | None = None
    """Who takes it, as those words name them; None: the article's voice."""
    basis: str = "record"
    """Who says so: the article's `record`, or `model NAME` where one read it there."""
    read_by: str | None = None
    """Who read it in the article, and…"""
    read_on: str | None = None
    """…when: YYYY, YYYY-MM or YYYY-MM-DD."""
