"""What models think aloud, in the forms of their families."""

import pytest

from assistant.generation.chat_model import chat_model
from assistant.generation.thoughts import spoken
from assistant.settings import Settings
from tests.generation.oakton import ALL, BIRK, COSTS, GOOD, OWN, Grader, from_model, view, written
from tests.model_server import ModelServer, Reply

THOUGHT = "Let me see. A first try:\n" + view(BIRK, COSTS, claim="Everybody wants a bridge.") + "No, wrong."
FORMS = {
    "in tags": "<think>\n{}\n</think>\n\n{}",
    "with the opening tag in the template": "{}\n</think>\n\n{}",
    "in other tags": "<thinking>{}</thinking>{}",
    "in a namespace": "<seed:think>{}</seed:think>{}",
    "in brackets": "[THINK]{}[/THINK]{}",
    "in triangles": "◁think▷{}◁/think▷{}",
    "in a channel": "<|channel|>analysis<|message|>{}<|end|><|start|>assistant<|channel|>final<|message|>{}",
    "in a channel with its form": (
        "<|channel|>analysis<|message|>{}<|end|><|start|>assistant"
        "<|channel|>final <|constrain|>json<|message|>{}<|return|>"
    ),
    "in a channel without marks": "analysis{}assistantfinal{}",
    "twice": "<think>Hm.</think><think>{}</think>{}",
    "with the tag in its own words": "<think>I must end with </think> and then answer. {}</think>{}",
}


@pytest.mark.parametrize("form", FORMS)
def test_nothing_of_a_thought_is_read(form: str) -> None:
    assert written(FORMS[form].format(THOUGHT, GOOD), verifier=Grader()).viewpoints == ALL


def test_a_thought_without_an_end_is_no_answer() -> None:
    assert spoken(f"<think>{THOUGHT}") == ""
    outcome = written(f"<think>{THOUGHT}")
    assert (outcome.viewpoints, outcome.notes) == (
        (),
        ("The chat model did not answer in the form asked for, so the answer was chosen without it.",),
    )


def test_thoughts_beside_the_text_are_not_read(model_server: ModelServer) -> None:
    model_server.plays(Reply(GOOD, thought=THOUGHT))
    model = chat_model(Settings(model="any", openai_base_url=model_server.url))
    assert model is not None
    assert from_model(model, verifier=Grader()).viewpoints == ALL


def test_what_is_no_thought_stays() -> None:
    text = f"I think </b> {view(OWN, COSTS)} <thinker> [think]"
    assert spoken(text) == text
