"""What a question asks for: made to stand alone, its filters read, the topic left to search for."""

from assistant.question.understanding import Query, understand

__all__ = ["Query", "understand"]
