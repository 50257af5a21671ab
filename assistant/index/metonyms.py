"""Capitals and seats of power that stand for their states in writing on politics."""

from __future__ import annotations

_STATES = {
    "america": "american americans washington",
    "albania": "tirana",
    "austria": "vienna",
    "bosnia": "sarajevo",
    "britain": "british london uk",
    "bulgaria": "sofia",
    "china": "beijing",
    "croatia": "zagreb",
    "eu": "brussels",
    "france": "paris",
    "germany": "berlin",
    "greece": "athens",
    "hungary": "budapest",
    "italy": "rome",
    "kosovo": "pristina",
    "macedonia": "skopje",
    "montenegro": "podgorica",
    "poland": "warsaw",
    "romania": "bucharest",
    "russia": "moscow kremlin",
    "serbia": "belgrade",
    "slovenia": "ljubljana",
    "spain": "madrid",
    "turkey": "ankara",
    "ukraine": "kyiv kiev",
}
STATE = {name: state for state, names in _STATES.items() for name in names.split()}
"""The state that a folded word stands for."""
