# Everything is kept in .venv; nothing is installed or cached outside this folder.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

export UV_PROJECT_ENVIRONMENT := $(VENV)
export UV_CACHE_DIR ?= $(CURDIR)/$(VENV)/cache/uv
export UV_PYTHON_DOWNLOADS := never
# Tests start hundreds of processes: byte code is written once, not compiled in each.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help install chat test test-all check format eval bench attack interop clean

help: ## list the targets
	@awk -F':.*## ' '/^[a-z-]+:.*## / { printf "make %-9s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

install: $(VENV)/.installed ## set up .venv with the developers' tools

$(VENV)/.installed: $(VENV)/.uv pyproject.toml uv.lock
	$(BIN)/uv sync --frozen --quiet --all-extras
	@touch $@ $(VENV)/.readers

# What readers need and nothing else. Byte code comes with the first start: all of it would be 140 MB.
# --inexact leaves the developers' tools where they are.
$(VENV)/.readers: $(VENV)/.uv pyproject.toml uv.lock
	$(BIN)/uv sync --frozen --quiet --all-extras --inexact --no-default-groups --group model --no-compile-bytecode
	@touch $@

$(VENV)/.uv:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed; name one with: make PYTHON=python3.12"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || \
		{ echo "Python's venv module is missing; on Debian: apt install python3-venv"; rm -rf $(VENV); exit 1; }
	@test -x $(BIN)/uv || $(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	@touch $@

chat: $(VENV)/.readers ## set up what readers need, index documents/ and open the web chat
	@$(BIN)/assistant serve --open

test: install ## run the fast tests
	$(BIN)/pytest --numprocesses 2 --dist loadscope -m "not slow and not browser"

test-all: install ## run every test, in a browser and the examples in docstrings too
	$(BIN)/pytest --numprocesses 2 --dist loadscope --no-loadscope-reorder --hypothesis-profile ci -m "not browser" --doctest-modules --ignore tests/browser tests assistant eval
	$(BIN)/pytest --numprocesses 2 --dist loadscope --hypothesis-profile ci tests/browser || \
		{ echo "Once more what failed in the browser, alone: on busy cores a page may be late."; \
		$(BIN)/pytest --last-failed --last-failed-no-failures none --hypothesis-profile ci tests/browser; }

check: install ## formatting, lint, types, layout
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
	$(BIN)/python -m eval.docs

bench: install ## measure start-up, answers, indexing and the embedder
	$(BIN)/python -m eval.bench

attack: install ## attack the running product, on this machine alone: what was tried, what held
	$(BIN)/python -m eval.attack

interop: install ## answer beside a real model server and a small real model (200 MB, once)
	$(BIN)/python -m eval.interop

clean: ## remove .venv and the index of documents/
	rm -rf $(VENV) documents/.index
