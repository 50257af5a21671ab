# Everything is kept in .venv; nothing is installed or cached outside this folder.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

export UV_PROJECT_ENVIRONMENT := $(VENV)
export UV_CACHE_DIR ?= $(CURDIR)/$(VENV)/cache/uv
export UV_PYTHON_DOWNLOADS := never

.DEFAULT_GOAL := help
.PHONY: help install chat test check format eval bench interop clean

help: ## list the targets
	@awk -F':.*## ' '/^[a-z]+:.*## / { printf "make %-9s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

install: $(VENV)/.installed ## set up .venv and nothing else

$(VENV)/.installed: pyproject.toml uv.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed; name one with: make PYTHON=python3.12"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || \
		{ echo "Python's venv module is missing; on Debian: apt install python3-venv"; rm -rf $(VENV); exit 1; }
	@test -x $(BIN)/uv || $(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	$(BIN)/uv sync --frozen --quiet
	@touch $@

chat: install ## set up, index documents/ and open the web chat
	@$(BIN)/assistant serve --open

test: install ## run all tests
	$(BIN)/pytest

check: install ## formatting, lint, types and layout
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/pytest --quiet tests/test_layout.py

format: install ## format the code
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

eval: install ## ask every case, compare with the baseline, write the page, hold to the floors
	$(BIN)/python -m eval run --name latest --fresh
	$(BIN)/python -m eval report latest --against baseline
	$(BIN)/python -m eval floors latest

bench: install ## measure start-up, answers, indexing and the embedder
	$(BIN)/python -m eval.bench

interop: install ## answer beside a real model server that writes gibberish (compiles it: minutes)
	$(BIN)/python -m eval.interop

clean: ## remove .venv and the index of documents/
	rm -rf $(VENV) documents/.index
