"""Answers in a chat model's words: asked for, read as they stream, verified, and only then shown."""

from assistant.answering.writing.drafting import messages
from assistant.answering.writing.writing import Outcome, Written, write

__all__ = ["Outcome", "Written", "messages", "write"]
