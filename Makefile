# Each target does its own set-up in .venv. Needs Python 3.11 or newer; `make test` also a Chromium, `make pdf` also Pango.
.DEFAULT_GOAL := book
.PHONY: book pdf test check lab lock clean
.DELETE_ON_ERROR:

PYTHON ?= python3
PAPER ?= a4
WORKERS ?= 2
VENV := .venv
BIN := $(VENV)/bin
export PYTHONPATH := book
export PYTHONDONTWRITEBYTECODE := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1

book: $(VENV)/.installed
	@echo "== building the book"
	@PATH="$(CURDIR)/$(BIN):$$PATH" jupyter-book build . -W --keep-going
	@echo "== done: open _build/html/index.html"

pdf: book
	@book/pdf/find-pango.sh
	@$(BIN)/python -m borderreport pdf --paper $(PAPER)

# FAST=1 leaves out what is slow, and tests the pages of `make book` instead of a book built from nothing.
test: $(VENV)/.tests-installed $(if $(FAST),book)
	@./tests/find-chromium.sh
	@$(if $(FAST),REPORT_BOOK=_build/html) $(BIN)/python -m pytest -n $(WORKERS) $(if $(FAST),-m "not slow")

check: $(VENV)/.installed
	@$(BIN)/python -m borderreport check

lab: $(VENV)/.installed
	@echo "== opening the chapters: choose one, then Open With > Notebook"
	@cd book && PATH="$(CURDIR)/$(BIN):$$PATH" PYTHONPATH=. jupyter lab $$([ "$$(id -u)" = 0 ] && echo --allow-root)

lock: $(VENV)/.installed
	@$(BIN)/python -m pip install -q uv
	@for f in requirements tests/requirements; do \
		$(BIN)/uv pip compile --upgrade --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -q $$f.in -o $$f.txt && echo "wrote $$f.txt"; done

clean:
	rm -rf _build $(VENV) .pytest_cache

$(VENV)/bin/python:
	@command -v $(PYTHON) >/dev/null || { echo "error: no $(PYTHON): the report needs Python 3.11 or newer; install it, or name one with make PYTHON=..."; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "error: $$($(PYTHON) --version) is too old: the report needs Python 3.11 or newer; install it, or name one with make PYTHON=..."; exit 1; }
	@echo "== making $(VENV)"
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo "error: $(PYTHON) has no venv module, which isolates the report's libraries; on Debian: apt-get install python3-venv"; exit 1; }

$(VENV)/.installed: requirements.txt | $(VENV)/bin/python
	@echo "== installing requirements.txt (a few minutes the first time)"
	@$(BIN)/python -m pip install --require-hashes --no-deps --progress-bar off -r requirements.txt
	@$(BIN)/python -m pip check
	@touch $@

$(VENV)/.tests-installed: tests/requirements.txt $(VENV)/.installed
	@echo "== installing tests/requirements.txt"
	@$(BIN)/python -m pip install -q --require-hashes --no-deps -r tests/requirements.txt
	@touch $@
