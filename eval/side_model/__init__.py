"""The model of side questions: its training examples and its training."""
