"""Errors whose message says what happened, then what to do."""

from __future__ import annotations

import logging

_logger = logging.getLogger(__name__)

APOLOGY = "Something went wrong here, and it was not your question. Please try once more."


class AssistantError(Exception):
    """Base class; the message is one line, fit to be shown to whoever runs the assistant."""

    for_readers = True
    """Whether readers of the web chat and of Slack are shown the message. Where it is false, it may name
    files, addresses and commands of the machine, about which no reader can do anything."""


class SettingsError(AssistantError):
    """A setting in the environment has a value that cannot be used."""

    for_readers = False


class InvalidDate(AssistantError, ValueError):
    """A date is not of the form YYYY, YYYY-MM or YYYY-MM-DD."""


class DocumentsError(AssistantError):
    """The documents folder is missing or cannot be read."""

    for_readers = False


class SearchIndexError(AssistantError):
    """The index cannot be used as it is."""

    for_readers = False


class IndexMismatch(SearchIndexError):
    """The index was made by another embedder, splitter or schema than the one in use."""


class IndexBusy(SearchIndexError):
    """Another process is writing this index."""


class IndexUnreachable(SearchIndexError):
    """The index cannot be opened at the moment, whether it is there or not."""


class EmbeddingsError(AssistantError):
    """The embeddings server did not give vectors."""


class ModelMissing(AssistantError):
    """The embedding model's files are not installed or not the expected ones."""

    for_readers = False


class ChatModelError(AssistantError):
    """The chat model could not be set up, or did not answer."""

    for_readers = False


def told_of(error: Exception, apology: str = APOLOGY) -> str:
    """What a reader is told; to be called where the error is caught, since what is not told is logged."""
    if isinstance(error, AssistantError) and error.for_readers:
        return str(error)
    _logger.error("a request failed", exc_info=error)
    return apology
