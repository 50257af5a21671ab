"""Measures of speed: `python -m eval.bench`."""
