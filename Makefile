# Thi Đua. `make` alone lists the targets.
.DEFAULT_GOAL := help
SHELL := /bin/sh
PYTHON ?= python3
BIN := .venv/bin
UV := $(BIN)/uv
RUN := $(BIN)/python -m
export UV_PROJECT_ENVIRONMENT := .venv
# Certificates of the machine: an office behind its own gateway has them there.
export UV_SYSTEM_CERTS := 1

help: ## list the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

.venv/ready: pyproject.toml uv.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Thi Đua needs Python 3.11 or newer; $(PYTHON) is older or missing (PYTHON=... make demo)"; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' \
		|| { echo "This Python has no venv module; on Debian: apt install python3-venv"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@test -x $(UV) || $(BIN)/python -m pip install --quiet --disable-pip-version-check 'uv>=0.9'
	@$(UV) sync --locked --all-groups --all-extras --quiet
	@touch $@

setup: .venv/ready ## install what the project needs into .venv

demo: .venv/ready ## start the demo authority on http://127.0.0.1:8000 (Ctrl-C stops, data stays)
	@$(BIN)/thidua demo

test: .venv/ready ## everything a contributor must pass: lint, types, layers, tests, browser, Spark
	@$(MAKE) --no-print-directory check
	@$(RUN) scripts.browser
	@$(RUN) scripts.java
	@$(RUN) scripts.softhsm
	@$(BIN)/pytest -n 2 --dist loadgroup

check: .venv/ready ## lint, format, types and layers, without tests
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo

fmt: .venv/ready ## format and mend what ruff can mend
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

coverage: .venv/ready ## tests with branch coverage of the rules and the domain
	@$(BIN)/pytest -n 2 --dist loadgroup -m "not journey" --cov --cov-report=term

mutation: .venv/ready ## change every number, operator and date of the rules: a test must see each
	@$(RUN) tests.law.mutation

bench: .venv/ready ## measure: verdicts, lists, pages at 100,000 dossiers, certificates (ONLY=pages)
	@$(RUN) bench $(ONLY)

docs: .venv/ready ## write the generated pages (workflow, permissions, law coverage)
	@$(BIN)/thidua docs

.PHONY: help setup demo test check fmt coverage mutation bench docs
