"""The attribution model: its examples, its training, its figures."""
