"""Answers in a chat model's words: asked for, read as they stream, verified, and only then shown."""

from assistant.generation.drafting import messages
from assistant.generation.writing import Outcome, Written, write

__all__ = ["Outcome", "Written", "messages", "write"]
