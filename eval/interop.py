"""`python -m eval.interop`: a real OpenAI-compatible server, a model of random weights, a true answer.

A check by hand, not part of the tests, since it compiles llama-cpp-python, which takes minutes. That lives in
an environment of its own, made on demand inside the checkout. The model writes gibberish; what a reader then
gets must be an answer by extraction, with a note that says why.
"""

from __future__ import annotations

import argparse
import json
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

from assistant.answering.assistant import Assistant
from assistant.answers import Answer
from assistant.generation.chat_model import chat_model
from assistant.settings import Settings
from eval.environment import python_with

CHECKOUT = Path(__file__).resolve().parents[1]
QUESTION = "Should the tidal barrage be built?"
PACKAGES = ("llama-cpp-python[server]==0.3.36", "gguf==0.19.0")
BUILD = "-DGGML_NATIVE=OFF -DGGML_OPENMP=OFF -DLLAVA_BUILD=OFF -DLLAMA_BUILD_TOOLS=OFF"
WRITTEN = 200
"""Tokens that the model writes."""
_SECONDS_TO_START = 60.0


def main() -> None:
    """Ask one question over the invented articles of the tests and check the answer."""
    parser = argparse.ArgumentParser(prog="python -m eval.interop", description=__doc__)
    parser.add_argument(
        "--env", type=Path, default=CHECKOUT / ".venv-interop", help="the server's environment"
    )
    python = python_with(
        ("llama_cpp", "gguf"),
        packages=PACKAGES,
        environment=parser.parse_args().env,
        variables={"CMAKE_ARGS": BUILD},
    )
    with tempfile.TemporaryDirectory() as scratch:
        model, port = Path(scratch) / "tiny.gguf", free_port()
        subprocess.run(
            [str(python), str(Path(__file__).with_name("random_model.py")), str(model)], check=True
        )
        log = (Path(scratch) / "server.log").open("w")
        server = subprocess.Popen(
            [str(python), "-m", "llama_cpp.server", "--model", str(model), "--n_ctx", "16384"]
            + ["--host", "127.0.0.1", "--port", str(port)],
            stdout=log,
            stderr=log,
        )
        try:
            wait_for(f"http://127.0.0.1:{port}/v1/models", server)
            answer = asked(port, Path(scratch) / "index")
        finally:
            # Asked to end, it would first write its gibberish to the last token.
            server.kill()
            server.wait()
            log.close()
    report(answer)


def asked(port: int, index: Path) -> Answer:
    """The answer, with the random model as the chat model."""
    settings = Settings(
        model="tiny", openai_base_url=f"http://127.0.0.1:{port}/v1", temperature=1, max_tokens=WRITTEN
    )
    assistant = Assistant.open(
        documents=CHECKOUT / "tests" / "articles", index=index, model=chat_model(settings)
    )
    answer = assistant.ask(QUESTION)
    for view in answer.viewpoints:
        article = assistant.article(view.record.article_id)
        if article is None or article.record != view.record:
            raise SystemExit(f"a view has another record than its article {view.record.article_id!r}")
        for quote in view.quotes:
            if article.text[quote.start : quote.end] != quote.text:
                raise SystemExit(f"{quote.text!r} does not stand in {view.record.article_id!r}")
    assistant.close()
    return answer


def report(answer: Answer) -> None:
    """Print what came of it; end with an error where it is not what must come of gibberish."""
    print(answer.to_markdown())
    usage = answer.usage
    print(json.dumps({"engine": answer.engine, "notes": answer.notes, "usage": usage and usage.to_dict()}))
    if answer.engine != "extractive" or not answer.viewpoints or not answer.notes:
        raise SystemExit("an answer by extraction, with a note, was expected")
    if usage is None:
        raise SystemExit("the server sent no word, so nothing was checked; its answer was expected")


def free_port() -> int:
    """A port of the loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(url: str, server: subprocess.Popen[bytes]) -> None:
    """Return once the server answers."""
    deadline = time.monotonic() + _SECONDS_TO_START
    while time.monotonic() < deadline and server.poll() is None:
        try:
            urllib.request.urlopen(url, timeout=5).close()
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
        else:
            return
    raise SystemExit("the server did not start")


if __name__ == "__main__":
    main()
