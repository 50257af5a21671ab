"""Settings: read once from the environment (prefix ASSISTANT_), then passed down."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal, Self

from pydantic import AliasChoices, BeforeValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from assistant.errors import SettingsError

STATE_FOLDER = ".state"
"""The folder of answers and feedback inside the documents folder."""


def _separated(value: object) -> object:
    if isinstance(value, str):
        return tuple(part.strip() for part in value.split(",") if part.strip())
    return value


SEPARATED = BeforeValidator(_separated)
"""Several values in one variable, separated by commas."""


class Environment(BaseSettings):
    """Settings of one part of the program, as the environment gives them."""

    model_config = SettingsConfigDict(
        env_prefix="ASSISTANT_", frozen=True, extra="ignore", env_ignore_empty=True, populate_by_name=True
    )

    @classmethod
    def of_environment(cls, **given: Any) -> Self:
        """The settings, with those that are `given`; `SettingsError` names the first that cannot be used."""
        try:
            return cls(**given)
        except ValidationError as error:
            first = error.errors()[0]
            name = str(first["loc"][0])
            variable = name if name.isupper() else f"{cls.model_config['env_prefix']}{name.upper()}"
            raise SettingsError(f"{variable} is {first['input']!r}: {first['msg'].lower()}") from None


class Settings(Environment):
    """What can be set from outside, with its default.

    Read elsewhere: ASSISTANT_DEBUG by `commands.command`.
    """

    documents: Path = Path("documents")
    """The folder of articles."""
    follow_links: bool = False
    """Read articles to which symbolic links lead out of the folder."""
    add_private: bool = False
    """Let `assistant add` read pages of this machine and of private networks, too."""
    index: Path | None = None
    """The index folder; by default `.index` inside the documents folder."""
    state: Path | None = None
    """The file of answers and what readers said of them; by default `.state/assistant.db` in `documents`."""
    state_limit: int = Field(500, ge=1, le=1_000_000)
    """Megabytes that file may have."""
    chroma_url: str | None = None
    """A Chroma server to keep the vectors in, instead of the index folder."""
    embeddings: str = "minilm"
    """`minilm`, or `openai:MODEL`."""
    model: str | None = None
    """The chat model: `gpt-…`, the name that a server of your own gives it, or `provider:model` through
    LangChain's `init_chat_model`. Without a model and a key, answers are extracted."""
    verifier_model: str | None = None
    """The model that grades whether quotes bear out what the chat model wrote; by default the chat model
    itself. `none`: nothing is graded, and its words are marked as not checked for meaning."""
    openai_api_key: SecretStr | None = Field(
        None, validation_alias=AliasChoices("openai_api_key", "OPENAI_API_KEY")
    )
    """With a key, a chat model words the answers."""
    openai_base_url: str | None = Field(
        None, validation_alias=AliasChoices("openai_base_url", "OPENAI_BASE_URL")
    )
    """An OpenAI-compatible server (Ollama, vLLM, llama.cpp, …), which needs no key: see docs/models.md."""
    temperature: float | None = Field(None, ge=0, le=2)
    """Of the chat model; by default its server's own."""
    reasoning_effort: Literal["none", "minimal", "low", "medium", "high"] | None = None
    """How long a model thinks that speaks OpenAI's protocol; by default as long as its server lets it."""
    max_tokens: int = Field(2_000, gt=0)
    """Tokens that the chat model may write in one call, beside those of its thoughts."""
    timeout: float = Field(60.0, gt=0, le=86_400)
    """Seconds that all calls to the chat model behind one answer may take together."""
    max_calls: int = Field(5, ge=0, le=20)
    """Calls to the chat model behind one answer."""
    token_budget: int = Field(40_000, gt=0)
    """Tokens that all those calls may read and write together."""
    context_tokens: int | None = Field(None, gt=0)
    """Tokens the chat model can read and write in one call; by default what its server tells. Set it for
    servers that cut silently."""
    retries: int = Field(2, ge=0, le=20)
    """How often a failed call to the chat model is tried again."""

    @classmethod
    def read(cls, *, documents: Path | str | None = None, index: Path | str | None = None) -> Self:
        """The settings of the environment, with the folders that are given; raises `SettingsError`."""
        return cls.of_environment().within(documents=documents, index=index)

    def within(self, *, documents: Path | str | None = None, index: Path | str | None = None) -> Self:
        """The settings with the folders that are given."""
        folders = {"documents": documents, "index": index}
        return self.model_copy(
            update={name: Path(folder) for name, folder in folders.items() if folder is not None}
        )

    @property
    def index_folder(self) -> Path:
        return self.index or self.documents / ".index"

    @property
    def state_file(self) -> Path:
        return self.state or self.documents / STATE_FOLDER / "assistant.db"
