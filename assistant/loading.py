"""Loading of libraries without what they load or do for others than this package."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any, cast


@contextmanager
def without(*modules: str) -> Iterator[None]:
    """Have imports of modules that are not loaded yet fail, as where they are not installed."""
    unloaded = set(modules) - sys.modules.keys()
    sys.modules |= dict.fromkeys(unloaded, cast(Any, None))  # which makes their imports fail
    try:
        yield
    finally:
        for name in unloaded:
            del sys.modules[name]


@contextmanager
def standing_in(module: str, **names: Any) -> Iterator[None]:
    """Have imports find `names` in the place of a module that is not loaded yet, and so nothing it loads."""
    if module in sys.modules:
        yield
        return
    sys.modules[module] = ModuleType(module)
    vars(sys.modules[module]).update(names)
    try:
        yield
    finally:
        del sys.modules[module]
