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
