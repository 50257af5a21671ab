"""Settings: read once from the environment (prefix ASSISTANT_), then passed down."""

from __future__ import annotations

from pathlib import Path

from pydantic import AliasChoices, Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """Everything that can be set from outside, with its default."""

    model_config = SettingsConfigDict(
        env_prefix="ASSISTANT_", frozen=True, extra="ignore", env_ignore_empty=True, populate_by_name=True
    )

    documents: Path = Path("documents")
    """The folder of articles."""
    index: Path | None = None
    """The index folder; by default `.index` inside the documents folder."""
    chroma_url: str | None = None
    """A Chroma server to keep the vectors in, instead of the index folder."""
    embeddings: str = "minilm"
    """`minilm`, or `openai:MODEL`."""
    model: str | None = None
    """The chat model: `gpt-…`, or `provider:model`; none with no key means answers by extraction."""
    openai_api_key: SecretStr | None = Field(
        None, validation_alias=AliasChoices("openai_api_key", "OPENAI_API_KEY")
    )
    openai_base_url: str | None = Field(
        None, validation_alias=AliasChoices("openai_base_url", "OPENAI_BASE_URL")
    )
    temperature: float = 0.0
    max_tokens: int = 2_000
    timeout: float = 60.0
    """Seconds to wait for the chat model."""
    retries: int = 2

    @property
    def index_folder(self) -> Path:
        return self.index or self.documents / ".index"
