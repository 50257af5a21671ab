"""An answer beside a real model server, where `make interop` has set one up."""

from __future__ import annotations

from pathlib import Path

import pytest

from eval.interop import ENVIRONMENT, asked, serving, wrong

PYTHON = ENVIRONMENT / "bin" / "python"


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.skipif(not PYTHON.exists(), reason="`make interop` has not set up a model server here")
def test_beside_a_small_real_model_every_quote_is_true_and_no_view_is_lost(tmp_path: Path) -> None:
    with serving(PYTHON) as url:
        answer, without = asked(url, tmp_path)
    assert wrong(answer, without) == ""
    assert without.viewpoints
