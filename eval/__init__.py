"""The evaluation of answers: cases, outside benchmarks and their measures."""
