"""Samples of outside test sets."""

import argparse

from eval.sample import add_sample, sampled


def options(*arguments: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    add_sample(parser, "letters")
    return parser.parse_args(arguments)


def test_without_a_size_or_with_a_large_one_everything_is_taken() -> None:
    assert sampled("abc", options()) == ("a", "b", "c")
    assert sampled("abc", options("--sample", "4")) == ("a", "b", "c")


def test_a_sample_keeps_the_order_and_depends_on_the_seed_alone() -> None:
    letters = "abcdefghijklmnopqrstuvwxyz"
    first = sampled(letters, options("--sample", "9"))
    assert first == sampled(letters, options("--sample", "9", "--seed", "0"))
    assert first != sampled(letters, options("--sample", "9", "--seed", "1"))
    assert len(first) == 9 and list(first) == sorted(first)
