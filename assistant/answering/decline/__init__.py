"""Declining: gates that tell, each from evidence, that no article answers a question."""

from assistant.answering.decline.decline import Decline, clearly_nearer, decline
from assistant.answering.decline.sought import without

__all__ = ["Decline", "clearly_nearer", "decline", "without"]
