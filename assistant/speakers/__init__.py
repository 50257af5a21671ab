"""Who holds a view: in each sentence of an article, its voice or someone whose view is reported."""

from assistant.speakers.holders import Holder, holders
from assistant.speakers.reports import Report, reports
from assistant.speakers.speaker import Speaker, speaker_of

__all__ = ["Holder", "Report", "Speaker", "holders", "reports", "speaker_of"]
