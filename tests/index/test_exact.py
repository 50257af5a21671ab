import numpy as np
import pytest

from assistant.index.exact import FILE, Exact
from assistant.index.filters import Filter

VECTORS = np.random.default_rng(1).normal(size=(60, 8)).astype(np.float32)
VECTORS /= np.linalg.norm(VECTORS, axis=1, keepdims=True)


@pytest.fixture
def exact(tmp_path):
    Exact.write(tmp_path, 60, (VECTORS[:50], VECTORS[50:]))
    return Exact.open(tmp_path / FILE, {Filter(): None}.__getitem__)


@pytest.mark.parametrize("limit", [0, 1, 10, 60, 99])
def test_the_nearest_come_first_with_their_cosines(exact, limit):
    cosines = VECTORS @ VECTORS[7]
    expected = np.argsort(-cosines)[:limit]
    rows, found = exact.nearest(VECTORS[7], limit, Filter())
    assert rows.tolist() == expected.tolist()
    np.testing.assert_allclose(found, cosines[expected], atol=1e-6)


def test_vectors_come_in_the_order_asked(exact):
    np.testing.assert_array_equal(exact.vectors([9, 2, 30]), VECTORS[[9, 2, 30]])
    assert exact.vectors([]).shape == (0, 8)


def test_an_index_without_passages_has_no_vectors(tmp_path):
    assert Exact.write(tmp_path, 0, ()).shape == (0, 0)
