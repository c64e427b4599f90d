# The commands of this project. `make help` lists them; docs/operations.md explains them.

PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin
CATALOGUES := $(patsubst %.po,%.mo,$(wildcard locale/*/LC_MESSAGES/*.po))
TYPED := $(foreach app,positions consultations home platform/accounts platform/notifications platform/shared platform/demo,\
  $(wildcard $(app)/actions $(app)/queries $(app)/queries.py $(app)/rules.py $(app)/tasks.py $(app)/periodic.py))
FONT_SOURCES := $(wildcard platform/shared/fonts.py platform/shared/management/commands/build_fonts.py)

export PORT
export MITSTIMME_MODE ?= embedded
export PYTHONUNBUFFERED = 1

.DEFAULT_GOAL := help
.PHONY: help install demo test test-slow lint format bench screenshots

help: ## List these commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sort | awk -F ':.*## ' '{printf "  make %-12s %s\n", $$1, $$2}'

install: .venv/.installed static/fonts/.built $(CATALOGUES) ## Make the virtual environment, install, build fonts and catalogues

demo: install ## Load the demo federation once and serve it: make demo PORT=8001
	@MITSTIMME_MODE=demo $(BIN)/python manage.py serve

test: install .venv/.installed-tests ## Run every test but the slow ones, on SQLite, then on PostgreSQL, Redis and a real worker
	@$(BIN)/python -m tests.run -m "not slow"

test-slow: install .venv/.installed-tests ## Run the slow tests, on both stacks
	@$(BIN)/python -m tests.run -m slow

lint: install .venv/.installed-tests ## Check style, templates, dependencies between apps, migrations and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/djlint --quiet --lint templates
	PYTHONPATH=platform:. $(BIN)/lint-imports
	$(BIN)/python manage.py makemigrations --check --dry-run
	$(BIN)/mypy $(TYPED)

format: install .venv/.installed-tests ## Bring the code into form
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: install .venv/.installed-tests ## Measure the speed beside yardsticks (docs/bench.md)
	@$(BIN)/python -m tests.bench

screenshots: install .venv/.installed-tests ## Take pictures of the pages into screenshots/
	@$(BIN)/python -m tests.screenshots

# --- What the commands need, made once and again when its source changes --------------------------------------------------

.venv/.installed: requirements.txt
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("Mitstimme needs Python 3.11 or newer, and $(PYTHON) is %d.%d. Name another one: make install PYTHON=python3.12" % sys.version_info[:2])'
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@echo "Installing what Mitstimme runs on (a minute or two, only once) …"
	@$(BIN)/python -m pip install -qq --disable-pip-version-check -r requirements.txt
	@touch $@

.venv/.installed-tests: tests/requirements.txt requirements.txt .venv/.installed
	@echo "Installing what the tests need (a minute, only once) …"
	@$(BIN)/python -m pip install -qq --disable-pip-version-check -r tests/requirements.txt
	@touch $@

static/fonts/.built: .venv/.installed $(FONT_SOURCES)
	@$(BIN)/python manage.py build_fonts
	@touch $@

%.mo: %.po .venv/.installed
	@$(BIN)/pybabel --quiet compile --input-file $< --output-file $@
