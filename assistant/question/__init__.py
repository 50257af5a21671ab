"""What a question asks for: made to stand alone, its filters read, the topic left to search for."""

from assistant.question.query import Query
from assistant.question.understanding import understand

__all__ = ["Query", "understand"]
