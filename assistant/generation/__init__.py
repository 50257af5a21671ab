"""Answers in a chat model's words: asked for, read, verified, and only then shown."""

from assistant.generation.nearness import Nearness
from assistant.generation.prompting import Reader
from assistant.generation.screen import Screen
from assistant.generation.writing import Outcome, Writer

__all__ = ["Nearness", "Outcome", "Reader", "Screen", "Writer"]
