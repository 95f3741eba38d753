# Two commands are all that is needed: `make demo` and `make test`.
# Everything else stands behind them. Only Python 3.11 or newer has to be there beforehand.

PYTHON ?= $(shell for name in python3 python3.14 python3.13 python3.12 python3.11; do \
	  $$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 \
	    && { echo $$name; break; }; done)
BIN := .venv/bin
export PYTHONDONTWRITEBYTECODE ?=

.DEFAULT_GOAL := help
.PHONY: help demo test setup lint bench bench-reading serve lock messages python

help: ## what can be done here
	@echo "Retning"
	@echo
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1 \2/p' $(MAKEFILE_LIST) | \
	  awk '{ printf "  %s %-13s", $$1, $$2; $$1 = $$2 = ""; print $$0 }'

demo: setup ## sets everything up and opens a demonstration on http://localhost:8000
	@RETNING_MODE=demo RETNING_DATA_DIR="$${RETNING_DATA_DIR:-var/demo}" $(BIN)/retning demo

test: python ## runs every check and every test
	@$(PYTHON) -m tools.test

setup: python ## installs what the demonstration needs (again only where something changed)
	@$(PYTHON) -m tools.setup demo

lint: python ## style, types, import contracts, templates, locks and catalogue
	@$(PYTHON) -m tools.setup test
	@$(BIN)/python -m tools.lint

bench: python ## measures what the README claims
	@$(PYTHON) -m tools.setup test
	@$(BIN)/python -m benchmarks

bench-reading: python ## measures how well and how fast documents are read
	@$(PYTHON) -m tools.setup test
	@$(BIN)/python -m benchmarks read repair reading reading_pdf

serve: setup ## runs web and worker with the settings of the environment
	@$(BIN)/retning serve

lock: python ## pins the newest allowed packages, with hashes
	@$(PYTHON) -m tools.setup demo
	@$(BIN)/python -m tools.lock

messages: python ## gathers the messages to translate into the Danish catalogue
	@$(PYTHON) -m tools.setup demo
	@$(BIN)/python tools/messages.py

python:
	@test -n "$(PYTHON)" || { \
	  echo "Retning needs Python 3.11 or newer. Install it, or name it: make demo PYTHON=/path/to/python3" >&2; \
	  exit 1; }
