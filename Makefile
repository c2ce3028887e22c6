# Each target does its own set-up in .venv. Needs Python 3.11 or newer; `make test` also a Chromium, `make pdf` also Pango.
.DEFAULT_GOAL := book
.PHONY: book pdf test check bench lab lock clean venv tests-venv
.DELETE_ON_ERROR:

PYTHON ?= python3
PAPER ?= a4
WORKERS ?= 2
VENV := .venv
BIN := $(VENV)/bin
# The shells that start Python, such as pyenv's, read no file of the user.
unexport BASH_ENV ENV CDPATH
# -I: Python must start whatever PYTHON* variables say. RUN then runs it in an environment of the report's own.
RUN := $(BIN)/python -I book/borderreport/isolation.py
SETUP := -I -B book/borderreport/setup

book: venv
	@$(RUN) -m borderreport build

pdf: book
	@book/pdf/find-pango.sh
	@$(RUN) -m borderreport pdf --paper $(PAPER)

# FAST=1 leaves out what is slow, and tests the pages of `make book` instead of a book built from nothing.
test: tests-venv $(if $(FAST),book)
	@./tests/find-chromium.sh
	@$(if $(FAST),REPORT_BOOK=_build/html) $(RUN) -m pytest -n $(WORKERS) $(if $(FAST),-m "not slow")

check: venv
	@$(RUN) -m borderreport check

bench: venv
	@./tests/find-chromium.sh
	@book/pdf/find-pango.sh
	@$(RUN) -m borderreport bench

lab: venv
	@$(RUN) -m borderreport lab

lock: venv
	@$(BIN)/python $(SETUP) run -m pip install -q uv
	@for f in requirements tests/requirements; do \
		$(BIN)/python $(SETUP) run -m uv pip compile --upgrade --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -q $$f.in -o $$f.txt && echo "wrote $$f.txt"; done

clean:
	rm -rf _build $(VENV) .pytest_cache

# Asks .venv's own Python whether these requirements are installed in it. If it does not say so, another readies it.
define ready
$(BIN)/python $(SETUP) ready $(1) 2>/dev/null || { \
	command -v $(PYTHON) >/dev/null || { echo "error: no $(PYTHON): the report needs Python 3.11 or newer; install it, or name one with make PYTHON=..."; exit 1; }; \
	$(PYTHON) -E -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "error: $$($(PYTHON) --version) is too old: the report needs Python 3.11 or newer; install it, or name one with make PYTHON=..."; exit 1; }; \
	$(PYTHON) $(SETUP) install $(1); }
endef

venv:
	@$(call ready,requirements.txt)

tests-venv:
	@$(call ready,requirements.txt tests/requirements.txt)
