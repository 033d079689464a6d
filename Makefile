# Everything below needs Python >= 3.11 and pip. `make check` also needs what .ci/run installs.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
export PYTHONPATH := src
export PYTHONDONTWRITEBYTECODE := 1

.PHONY: default demo test check lint gold docs clean

default: test

$(VENV)/.ready: requirements.lock
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "dateline needs Python 3.11 or newer; found " + sys.version.split()[0] + ". Run: make PYTHON=python3.12 $(MAKECMDGOALS)")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

demo: $(VENV)/.ready
	$(BIN)/dateline read samples/launch/twin.txt --published 2026-01-04
	@for name in twin altered-weekday altered-figures altered-actor altered-order altered-sparse; do \
	  echo; echo "row checklist of $$name.txt"; \
	  $(BIN)/dateline eval card samples/launch/$$name.txt samples/launch/$$name.expect.yaml || exit 1; \
	done

test: lint
	$(BIN)/python -m pytest -m "not services"

check: $(VENV)/.ready
	$(BIN)/python -m pytest -m services

lint: $(VENV)/.ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

gold: $(VENV)/.ready
	$(BIN)/dateline eval gold

docs: $(VENV)/.ready
	$(BIN)/python docs/generate.py

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
