"""Attacks on the running product: `python -m eval.attack`, or `make attack`."""
