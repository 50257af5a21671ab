"""What the package ships of its own texts: `python -m eval.kept_vectors` writes it anew."""

from __future__ import annotations

import numpy as np
import pytest

from assistant.encoder import everyday
from assistant.encoder.encoder import Encoder, encoder
from assistant.encoder.everyday import KINDS
from assistant.encoder.kept import kept
from assistant.question import intents
from assistant.question.intents import examples, together, trained
from assistant.settings import Settings


@pytest.fixture(scope="module")
def built_in() -> Encoder:
    return encoder(Settings())


def test_the_kept_vectors_of_the_everyday_kinds_are_those_of_the_built_in_encoder(built_in: Encoder) -> None:
    found = kept(everyday.VECTORS, KINDS, built_in)
    assert found is not None
    np.testing.assert_allclose(found["vectors"], built_in.documents(KINDS), atol=1e-5)


def test_what_is_kept_of_the_intents_is_made_of_their_examples(built_in: Encoder) -> None:
    found = kept(intents.VECTORS, intents.made_of(), built_in)
    assert found is not None
    texts = [text for wordings in examples().values() for text in wordings]
    np.testing.assert_allclose(found["vectors"], built_in.documents(texts), atol=1e-3)
    of = np.array([name[0] for name, wordings in examples().items() for _ in wordings])
    for groups in together():
        names = [name for name in examples() if name[0] in groups]
        made = trained(found["vectors"][np.isin(of, groups)], names)
        np.testing.assert_allclose(found[" ".join(groups)], made, atol=1e-4)


@pytest.mark.parametrize("others", [KINDS[1:], (*KINDS, "Who keeps the ferry?")])
def test_nothing_is_kept_of_other_texts(built_in: Encoder, others: tuple[str, ...]) -> None:
    assert kept(everyday.VECTORS, others, built_in) is None
