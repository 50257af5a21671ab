"""Vectors that the package ships: `python -m eval.kept_vectors` writes them anew."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from assistant.encoder import everyday
from assistant.encoder.encoder import Encoder, encoder
from assistant.encoder.kept import kept_vectors
from assistant.question import intents
from assistant.settings import Settings

EXAMPLES = tuple(text for wordings in intents.examples().values() for text in wordings)


@pytest.fixture(scope="module")
def built_in() -> Encoder:
    return encoder(Settings())


@pytest.mark.parametrize(("file", "texts"), [(everyday.VECTORS, everyday.KINDS), (intents.VECTORS, EXAMPLES)])
def test_no_start_encodes_the_texts_of_the_package(
    built_in: Encoder, file: Path, texts: Sequence[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    made = built_in.documents(texts)
    monkeypatch.setattr(Encoder, "documents", lambda *_: pytest.fail("other texts than those kept"))
    np.testing.assert_allclose(kept_vectors(file, texts, built_in), made, atol=1e-3)


def test_other_texts_are_encoded(built_in: Encoder) -> None:
    texts = ("Who keeps the ferry?",)
    found = kept_vectors(everyday.VECTORS, texts, built_in)
    np.testing.assert_allclose(found, built_in.documents(texts), atol=1e-6)
