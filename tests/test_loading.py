import importlib
import sys

import pytest

from assistant.loading import standing_in, without


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


def test_a_stand_in_is_found_within_and_the_module_itself_after(tmp_path, monkeypatch):
    (tmp_path / "tollbooth.py").write_text("toll = 2", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    with standing_in("tollbooth", toll=0):
        assert importlib.import_module("tollbooth").toll == 0
    assert importlib.import_module("tollbooth").toll == 2
    del sys.modules["tollbooth"]


def test_nothing_stands_in_for_a_module_that_is_loaded():
    with standing_in("sys", argv=None):
        assert importlib.import_module("sys") is sys
    assert sys.argv is not None and sys.modules["sys"] is sys
