"""The model of side questions: its training examples, its network and its ONNX graph."""
