"""Answers in a chat model's words: asked for, read as they stream, verified, and only then shown."""

from assistant.generation.drafting import messages
from assistant.generation.further import Further
from assistant.generation.writing import Outcome, Writer, Written

__all__ = ["Further", "Outcome", "Writer", "Written", "messages"]
