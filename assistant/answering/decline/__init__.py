"""Declining: gates that tell, each from evidence, that no article answers a question."""

from assistant.answering.decline.decline import STRANGE, Decline, decline, everyday_nearness
from assistant.answering.decline.naming import unknown_names

__all__ = ["STRANGE", "Decline", "decline", "everyday_nearness", "unknown_names"]
