# Every target works on a machine that has Python 3.11+ and make; `make` alone prints the list.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
INSTALLER := $(VENV)/.installer
SAMPLE_PRACTICE := integrations/simulated/practice.toml
PYTEST := $(BIN)/python -m pytest
ARGS ?=

# The tests start many processes, and each would compile the whole house anew.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help install lock demo chat serve worker test test-all soak sim promises transcripts lint format \
        format-check types imports dependencies security templates check diagrams docs-check \
        bench bench-peers told understand migrate doctor clean

help:  ## Print this list
	@awk 'BEGIN {FS = ":.*## "} /^[a-z-]+:.*## / {printf "  make %-13s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

# --- the environment -------------------------------------------------------------------------

install: $(READY)  ## Create .venv and install everything from the hashed locks

$(INSTALLER): requirements/bootstrap.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo 'Frontdesk needs Python 3.11 or newer: make install PYTHON=/path/to/python3.11' >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/bootstrap.lock
	@touch $@

# uv is fast; where its own network settings do not fit the machine, pip does the same with pip's.
$(READY): $(INSTALLER) requirements/dev.lock pyproject.toml
	$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements/dev.lock \
	  || $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.lock
	$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	@touch $@

COMPILE := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
           --no-header --no-emit-index-url --no-emit-find-links $(if $(UPGRADE),--upgrade)

lock: $(INSTALLER)  ## Write requirements/*.lock again (UPGRADE=1 takes newer versions)
	$(COMPILE) requirements/bootstrap.in --output-file requirements/bootstrap.lock
	$(COMPILE) pyproject.toml --all-extras --output-file requirements/base.lock
	$(COMPILE) pyproject.toml --all-extras --group dev --constraint requirements/base.lock --output-file requirements/dev.lock
	$(COMPILE) requirements/peers.in --output-file requirements/peers.lock

# --- running it ------------------------------------------------------------------------------

demo: $(READY)  ## Try it in this terminal: you are a patient, the queue shows as it changes
	$(BIN)/frontdesk demo $(ARGS)

chat: $(READY)  ## Talk to it in the terminal as a patient
	$(BIN)/frontdesk chat $(ARGS)

serve: $(READY)  ## Run the web process with its workers
	$(BIN)/frontdesk serve $(ARGS)

worker: $(READY)  ## Run an extra worker
	$(BIN)/frontdesk worker $(ARGS)

migrate: $(READY)  ## Bring the database to the current schema
	$(BIN)/frontdesk migrate $(ARGS)

doctor: $(READY)  ## Print the effective settings and test each integration
	$(BIN)/frontdesk doctor $(ARGS)

# --- tests -----------------------------------------------------------------------------------

test: $(READY)  ## Run the fast tests: no network, no services (ARGS= goes to pytest)
	$(PYTEST) -n 2 $(ARGS)

test-all: test  ## Run the fast tests, then those that need more than Python
	$(PYTEST) -n 2 -m service $(ARGS)

soak: $(READY)  ## Run the long tests by hand: many more examples, many more turns
	$(PYTEST) -n 2 -m 'not service and not live' --hypothesis-profile soak --timeout 0 $(ARGS)

sim: $(READY)  ## Play universes with faults (SEED=n one, SEEDS=n many, BUG=name with a planted bug)
	PYTHONHASHSEED=0 $(BIN)/python -m tests.simulation $(if $(SEED),--seed $(SEED)) $(if $(SEEDS),--seeds $(SEEDS)) \
	  $(if $(BUG),--bug $(BUG))

promises: $(READY)  ## Try every promise and its planted bug; prints one table (ARGS=--quick, --full, P1 ...)
	PYTHONHASHSEED=0 $(BIN)/python -m tests.promises $(ARGS)

transcripts: $(READY)  ## Write the golden transcripts again; read the diff before committing
	$(PYTEST) tests/dialogs --update-transcripts $(ARGS)

PEERS := .venv-peers
$(PEERS)/.ready: $(INSTALLER) requirements/peers.lock
	$(PYTHON) -m venv $(PEERS)
	$(BIN)/uv pip install --quiet --python $(PEERS)/bin/python --require-hashes -r requirements/peers.lock \
	  || $(PEERS)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/peers.lock
	@touch $@

bench-peers: $(READY) $(PEERS)/.ready  ## Measure the engine beside five others, in an environment of theirs
	$(BIN)/python -m tests.bench.peers

bench: $(READY)  ## Measure load and latency; prints ratios against a floor
	$(BIN)/python -m tests.bench $(ARGS)

told: $(READY)  ## Which ways of the dialogs no transcript tells; drawn into var/dialogs.md
	mkdir -p var
	$(BIN)/python -m tests.dialogs.told var/dialogs.md

understand: $(READY)  ## Score how texts are understood, by category: ROWS=folder of rows
	$(BIN)/python -m tests.measure $(or $(ROWS),$(error make understand ROWS=the folder of rows)) $(ARGS)

# --- checks ----------------------------------------------------------------------------------

check: format-check lint types imports dependencies security templates docs-check  ## Run every check but the tests

format: $(READY)  ## Format the code and sort the imports
	$(BIN)/ruff check --select I --fix-only --quiet .
	$(BIN)/ruff format .

format-check: $(READY)
	$(BIN)/ruff format --check .

lint: $(READY)  ## Run ruff's rules
	$(BIN)/ruff check .

types: $(READY)  ## Run pyright, strict, over all four packages
	$(BIN)/pyright

imports: $(READY)  ## Check that every import points down (import-linter)
	$(BIN)/lint-imports

dependencies: $(READY)
	$(BIN)/deptry .

security: $(READY)
	$(BIN)/bandit --quiet --configfile pyproject.toml --recursive assistant dialogs integrations

templates: $(READY)
	$(BIN)/frontdesk dialogs check
	$(BIN)/frontdesk dialogs walk
	$(BIN)/frontdesk practice check $(SAMPLE_PRACTICE)

docs-check: $(READY)  ## Check that pictures are fresh and everything public is documented
	$(BIN)/frontdesk dialogs draw --check
	$(PYTEST) -q tests/architecture/test_docs.py tests/architecture/test_words.py

diagrams: $(READY)  ## Draw the dialogs again
	$(BIN)/frontdesk dialogs draw

clean:  ## Remove the environment, caches and local data under var/
	rm -rf $(VENV) var build dist .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
