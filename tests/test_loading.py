import importlib
import sys

import pytest

from assistant.loading import without


def test_a_library_takes_a_module_for_missing_within_and_finds_it_after(tmp_path, monkeypatch):
    (tmp_path / "tollbooth.py").write_text("", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    with without("tollbooth"), pytest.raises(ImportError):
        importlib.import_module("tollbooth")
    assert importlib.import_module("tollbooth") is sys.modules.pop("tollbooth")


def test_a_module_that_is_loaded_stays():
    with without("sys"):
        assert importlib.import_module("sys") is sys
    assert sys.modules["sys"] is sys
