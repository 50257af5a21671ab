"""Writes a language model of random weights, half a megabyte in GGUF: it reads any text and writes gibberish.

Two layers of the llama architecture over single bytes; run by file name, in the server's environment.
"""

import sys
from importlib import import_module

import numpy as np

# By name, because the package is found in the environment of the server alone.
gguf = import_module("gguf")

WIDTH, HEADS, LAYERS, INNER, CONTEXT = 64, 4, 2, 128, 16_384
SPECIAL = [b"<unk>", b"<s>", b"</s>"]
BYTES = [f"<0x{byte:02X}>".encode() for byte in range(256)]
SIGNS = [sign.encode() for sign in ("\u2581", *map(chr, range(33, 127)))]
CHAT = "{% for m in messages %}{{ m['role'] }}: {{ m['content'] }}\n{% endfor %}assistant:"


def main() -> None:
    """Write the model to the path given."""
    writer = gguf.GGUFWriter(sys.argv[1], "llama")
    describe(writer)
    for name, shape in weights().items():
        random = np.random.default_rng(len(name)).normal(size=shape) * 0.1
        writer.add_tensor(name, (np.ones(shape) if "norm" in name else random).astype(np.float32))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def describe(writer: object) -> None:
    """The measures of the model and its vocabulary of bytes and signs."""
    tokens, kind = [*SPECIAL, *BYTES, *SIGNS], gguf.TokenType
    facts = {
        "name": "tiny",
        "context_length": CONTEXT,
        "embedding_length": WIDTH,
        "block_count": LAYERS,
        "feed_forward_length": INNER,
        "head_count": HEADS,
        "head_count_kv": HEADS,
        "layer_norm_rms_eps": 1e-5,
        "rope_dimension_count": WIDTH // HEADS,
        "vocab_size": len(tokens),
        "file_type": 0,
        "tokenizer_model": "llama",
        "token_list": tokens,
        "token_scores": [0.0] * len(tokens),
        "token_types": [kind.UNKNOWN, kind.CONTROL, kind.CONTROL]
        + [kind.BYTE] * len(BYTES)
        + [kind.NORMAL] * len(SIGNS),
        "unk_token_id": 0,
        "bos_token_id": 1,
        "eos_token_id": 2,
        "add_bos_token": True,
        "chat_template": CHAT,
    }
    for name, value in facts.items():
        getattr(writer, f"add_{name}")(value)


def weights() -> dict[str, tuple[int, ...]]:
    """The shape of every tensor, by its name."""
    words = len(SPECIAL) + len(BYTES) + len(SIGNS)
    layer = {
        **dict.fromkeys(("attn_norm", "ffn_norm"), (WIDTH,)),
        **dict.fromkeys(("attn_q", "attn_k", "attn_v", "attn_output"), (WIDTH, WIDTH)),
        **dict.fromkeys(("ffn_gate", "ffn_up"), (INNER, WIDTH)),
        "ffn_down": (WIDTH, INNER),
    }
    layers = {
        f"blk.{number}.{name}.weight": shape for number in range(LAYERS) for name, shape in layer.items()
    }
    ends = {
        "token_embd.weight": (words, WIDTH),
        "output_norm.weight": (WIDTH,),
        "output.weight": (words, WIDTH),
    }
    return ends | layers


if __name__ == "__main__":
    main()
