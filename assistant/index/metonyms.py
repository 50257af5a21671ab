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
_DEMONYMS = {
    "belgium": "belgian belgians",
    "britain": "britons",
    "cyprus": "cypriot cypriots",
    "denmark": "danish danes",
    "finland": "finnish finns",
    "france": "french",
    "ireland": "irish",
    "netherlands": "dutch",
    "norway": "norwegian norwegians",
    "poland": "polish poles",
    "scotland": "scottish scots",
    "spain": "spanish spaniards",
    "sweden": "swedish swedes",
    "switzerland": "swiss",
    "turkey": "turkish turks",
    "wales": "welsh",
}
"""Adjectives and peoples that do not begin as their states do; others are told by their letters."""
WRITTEN_OUT = {"united states": "america", "united kingdom": "britain", "european union": "eu"}
NAMED_AS = STATE | WRITTEN_OUT | {name: state for state, names in _DEMONYMS.items() for name in names.split()}
"""The state that a folded name or adjective stands for in a sentence; a search knows `STATE` alone."""
