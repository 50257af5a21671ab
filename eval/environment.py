"""Environments beside the project's own, for what a measurement needs and the project does not."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path


def python_with(
    modules: Sequence[str], *, packages: Sequence[str], environment: Path, variables: Mapping[str, str] = {}
) -> Path:
    """The interpreter of an environment that has `modules`; `packages` are installed where they are missing.

    `variables` are set for pip. Ends the program where it cannot install them.
    """
    python = environment.absolute() / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", str(environment)], check=True)
    find = f"import importlib.util as u; assert all(map(u.find_spec, {list(modules)!r}))"
    if subprocess.run([str(python), "-c", find], stderr=subprocess.DEVNULL, check=False).returncode:
        print(f"Installing {' and '.join(packages)} into {str(environment)!r} …", file=sys.stderr)
        pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *packages]
        if subprocess.run(pip, stdout=sys.stderr, env={**os.environ, **variables}, check=False).returncode:
            raise SystemExit(
                f"{packages[0]} could not be installed into {str(environment)!r}; pip's error is above"
            )
    return python
