# Everything starts here. Only python3 (3.11 or newer, with venv) is needed; tools/start.py makes the environment.
# PYTHON=python3.13 make test   runs with that Python, in an environment of its own.

PYTHON ?= python3
PORT ?= 8000
ARGS ?=
# .venv belongs to the default Python; a Python that was named gets .venv-<version>.
OWN_VENV := $(if $(filter file,$(origin PYTHON)),,--own-venv)
START = @$(PYTHON) tools/start.py $(OWN_VENV)

export PORT

.DEFAULT_GOAL := help
.PHONY: help run test test-postgres axe check format messages lock bench

help: ## Show this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1|\2/p' $(MAKEFILE_LIST) | while IFS='|' read -r name text; do printf '  make %-15s %s\n' "$$name" "$$text"; done

run: ## Start the portal with its demo content at http://127.0.0.1:8000 (PORT=8010 make run)
	$(START) run

test: ## Run the tests on SQLite, in a browser too where Chromium is found (ARGS="-k healthz")
	$(START) test $(ARGS)

test-postgres: ## Run the tests on PostgreSQL: on DATABASE_URL, else on a throwaway server
	$(START) test-postgres $(ARGS)

axe: ## Look for accessibility faults on every page in each language, theme and width (about an hour)
	$(START) axe $(ARGS)

check: ## Check format, lint, types, migrations, deployment settings, catalogues and locks
	$(START) check

format: ## Put Python and templates into the project's format
	$(START) format

messages: ## Bring locale/*/LC_MESSAGES/django.po into step with the source
	$(START) messages

lock: ## Resolve pyproject.toml anew into requirements/*.txt (needs uv)
	$(START) lock

bench: ## Measure pages, admin and API against a bare floor
	$(START) bench $(ARGS)
