"""Who holds a view: in each sentence of an article, its voice or someone whose view is reported."""

from assistant.attribution.holders import Holder, holders
from assistant.attribution.reports import Report, reports
from assistant.attribution.speaker import Speaker, speaker_of

__all__ = ["Holder", "Report", "Speaker", "holders", "reports", "speaker_of"]
