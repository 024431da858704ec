# The desk's everyday commands. `make` alone prints them.

.DEFAULT_GOAL := help
.NOTPARALLEL:
.DELETE_ON_ERROR:

BIN := .venv/bin
# Tests run on as many processes as there are cores, but not on so many that browsers and databases starve.
PROCESSES ?= 4
PYTEST := $(BIN)/pytest -n auto --maxprocesses $(PROCESSES) --dist worksteal
INSTALL := $(BIN)/uv pip install --quiet --python $(BIN)/python --compile-bytecode
OURS := desk migrations tests benchmarks

# As pip does, trust the certificates that this machine trusts: a newsroom's proxy has its own.
export UV_SYSTEM_CERTS := 1
# Tests and commands start many processes; without bytecode each would compile all modules anew.
unexport PYTHONDONTWRITEBYTECODE

##@ Try it

.PHONY: run
run: .venv/run.stamp ## Set up and open a filled desk at http://localhost:5000
	@$(BIN)/desk demo

##@ Before a commit

.PHONY: test
test: .venv/dev.stamp ## Set up and run all tests, in a browser where Chromium is installed
	@$(PYTEST)

.PHONY: check
check: test lint types migrations postgresql resolve ## Everything that .ci/run does once its servers are there

.PHONY: lint
lint: .venv/dev.stamp ## Style, imports, habits that bite
	@$(BIN)/ruff check $(OURS)
	@$(BIN)/ruff format --check $(OURS)

.PHONY: types
types: .venv/dev.stamp ## mypy --strict
	@$(BIN)/mypy

.PHONY: migrations
migrations: .venv/dev.stamp ## Migrations up, checked, one down and up again, on SQLite and PostgreSQL
	@$(BIN)/pytest -q tests/migrations

.PHONY: postgresql
postgresql: .venv/dev.stamp ## What touches the database once more, on the PostgreSQL of DESK_TEST_POSTGRESQL_URL
	@DESK_TEST_DATABASE=postgresql $(PYTEST) -q tests/services tests/jobs

.PHONY: resolve
resolve: .venv/dev.stamp ## Can plain `pip install .` find all it needs, with our pins among it?
	@$(BIN)/uv pip compile --quiet pyproject.toml --all-extras --constraint requirements/run.txt -o .venv/resolved.txt
	@echo "Plain installation resolves to $$(grep -c == .venv/resolved.txt) packages; make run needs $$(grep -c == requirements/run.txt)."

##@ Make

.PHONY: format
format: .venv/dev.stamp ## Lay out the code and mend what can be mended
	@$(BIN)/ruff check --fix $(OURS)
	@$(BIN)/ruff format $(OURS)

.PHONY: wheel
wheel: .venv/dev.stamp ## Build a wheel into dist/
	@$(BIN)/uv build --wheel --no-build-isolation --python $(BIN)/python --out-dir dist

.PHONY: words
words: .venv/dev.stamp ## Bring the catalogs of translations in step with what pages say
	@$(BIN)/python -m tests.words

.PHONY: pictures
pictures: .venv/dev.stamp ## Take the documentation's pictures from a freshly filled desk
	@$(BIN)/python -m tests.browser.pictures

.PHONY: clean
clean: ## Remove the environment, caches and builds; the desk's data stay
	rm -rf .venv dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find desk migrations tests -name __pycache__ -prune -exec rm -rf {} +

.PHONY: help
help: ## Print this
	@awk 'BEGIN { FS = ":.*## " } \
	  /^##@ / { printf "\n%s\n", substr($$0, 5) } \
	  /^[a-z]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
	@echo

# The environment. A stamp is newer than what it was made from, so a second `make run` installs nothing.

.venv/bin/python:
	@for python in $(PYTHON) python3 python3.14 python3.13 python3.12 python3.11; do \
	  if $$python -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
	    echo "Setting up with $$($$python --version) …"; exec $$python -m venv .venv; \
	  fi; \
	done; \
	echo "The desk needs Python 3.11 or newer with its venv module (Debian: python3-venv), and none was found;" \
	  "name one with: make PYTHON=/path/to/python3 …" >&2; \
	exit 1

.venv/build.stamp: requirements/build.txt | .venv/bin/python
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps -r requirements/build.txt
	@touch $@

.venv/run.stamp: requirements/run.txt requirements/overrides.txt pyproject.toml .venv/build.stamp
	@$(INSTALL) --override requirements/overrides.txt -r requirements/run.txt
	@$(INSTALL) --no-build-isolation --no-deps -e .
	@touch $@

.venv/dev.stamp: requirements/dev.txt .venv/run.stamp
	@$(INSTALL) --override requirements/overrides.txt -r requirements/dev.txt
	@touch $@
