"""The forms in which references are given."""

from typing import Literal

Style = Literal["chicago", "chicago-note", "apa", "mla"]
CiteForm = Literal["bibtex", "ris", "csl", Style]
