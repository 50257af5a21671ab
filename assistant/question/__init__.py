"""What a question asks for: made to stand alone, its filters read, the topic left to search for."""

from assistant.question.understanding import Understood, understand

__all__ = ["Understood", "understand"]
