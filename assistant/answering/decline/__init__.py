"""When nothing here answers: gates that each need evidence before a question is declined."""

from assistant.answering.decline.evidence import Evidence, silence
from assistant.answering.decline.naming import unknown_names

__all__ = ["Evidence", "silence", "unknown_names"]
