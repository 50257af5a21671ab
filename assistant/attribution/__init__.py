"""Whose view each sentence of an article is: its voice's, or that of a source whom it reports."""

from assistant.attribution.attribute import attribute
from assistant.attribution.attribution import Attribution, AttributionOf, Holder, attribution_at
from assistant.attribution.reports import Report, reports
from assistant.attribution.speaker import Speaker, speaker_of

__all__ = [
    "Attribution",
    "AttributionOf",
    "Holder",
    "Report",
    "Speaker",
    "attribute",
    "attribution_at",
    "reports",
    "speaker_of",
]
