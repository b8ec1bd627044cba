# make setup | run | test | check | screenshots | bench      (make help lists all)
#
# Needs Python 3.11 or newer, make and the package registries; nothing else.

SHELL := /bin/sh
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

VENV := .venv
PY := $(VENV)/bin/python
PIP := $(PY) -m pip --disable-pip-version-check install --quiet --require-hashes
# The npm inside the environment; its own node goes first, whatever else is installed.
NPM := PATH="$(CURDIR)/$(VENV)/bin:$$PATH" $(VENV)/bin/npm

# A stamp carries the sum of the files it was made from, so a new checkout of the
# same requirements installs nothing and a changed one does.
sum = $(shell cat $(1) 2>/dev/null | cksum | cut -d' ' -f1)
RUNTIME := $(VENV)/.runtime-$(call sum,requirements.txt)
DEV := $(VENV)/.dev-$(call sum,requirements.txt requirements-dev.txt)
PARTS := $(VENV)/.front-end-$(call sum,package-lock.json .build/vendor.py requirements.txt)

HOST ?= 127.0.0.1
PORT ?= 8050
# One worker process a core of the smallest machine this is run on.
TEST_WORKERS ?= 2
export HOST PORT

.PHONY: help setup run test check fix screenshots bench strings lock dev front-end clean

help: ## List these targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 22

setup: $(RUNTIME) front-end ## Build .venv from the pinned requirements, and assets/vendor

dev: setup $(DEV)

$(PY):
	@found=; for python in "$$PYTHON" python3.11 python3.12 python3.13 python3 python; do \
	  [ -n "$$python" ] || continue; \
	  if "$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; \
	  then found=$$python; break; fi; done; \
	[ -n "$$found" ] || { echo "Python 3.11 or newer is needed: install it, or name it with PYTHON=..."; exit 1; }; \
	echo "Building $(VENV) with $$("$$found" --version)"; \
	"$$found" -m venv --clear $(VENV) || { rm -rf $(VENV); \
	  echo "This Python cannot make environments: on Debian install python3-venv."; exit 1; }

$(RUNTIME): | $(PY)
	@echo "Installing the pinned requirements"
	@$(PIP) -r requirements.txt
	@rm -f $(VENV)/.runtime-*; touch $@

$(DEV): | $(RUNTIME)
	@echo "Installing what the tests and checks need"
	@$(PIP) -r requirements.txt -r requirements-dev.txt
	@rm -f $(VENV)/.dev-*; touch $@

# The pages work without these parts (the charts fall back to the bundle inside the
# plotly package), so a registry that cannot be reached is no reason to stop.
front-end: $(RUNTIME)
	@if [ ! -e $(PARTS) ] || [ ! -d assets/vendor ] || [ ! -d node_modules ]; then \
	  echo "Building the front-end parts"; \
	  if $(NPM) ci --silent --no-progress && $(PY) .build/vendor.py; \
	  then rm -f $(VENV)/.front-end-*; touch $(PARTS); \
	  else echo "The front-end parts could not be built; going on without them."; fi; fi

# Without a store of one's own, the demonstration store is served.
run: setup ## Serve on http://127.0.0.1:8050 (HOST, PORT, DATABASE_URL from the environment)
	@if [ -z "$$DATABASE_URL" ] && [ ! -e data/store/coterminous.db ]; then \
	  $(PY) -m data demo --if-missing || exit 1; \
	  DATABASE_URL=sqlite:///data/store/demonstration.db; export DATABASE_URL; fi; \
	echo "Serving on http://$(HOST):$(PORT)  (Ctrl+C stops)"; \
	exec $(PY) -m gunicorn --config .gunicorn.conf.py app:server

test: dev ## Run the whole suite, browser tests included
	@$(PY) -m tests.browser.chromium --install || true
	@$(PY) -m pytest -n $(TEST_WORKERS) --dist loadgroup $(ARGS)

check: dev ## Lint, format, types, import rules, licences and advisories
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .
	@$(PY) -m mypy . .build/vendor.py
	@$(VENV)/bin/lint-imports --no-logo
	@$(PY) -m tests.dependencies

fix: dev ## Format and mend what the linter can
	@$(PY) -m ruff format .
	@$(PY) -m ruff check --fix .

strings: dev ## Extract every message into dashboard/locale, keeping translations
	@$(PY) -m tests.catalogue --update

screenshots: dev ## Draw docs/screenshots from the demonstration store
	@$(PY) -m tests.browser.chromium --install
	@$(PY) -m tests.browser.screenshots

bench: dev ## Measure each page, and the compare page built the usual way
	@$(PY) -m tests.bench $(ARGS)
	@$(PY) -m tests.bench.false_alarms

# No address of an index goes into the lock files, and pip's own settings stay out.
LOCK := $(VENV)/bin/uv pip compile --quiet --universal --python-version 3.11 \
	--generate-hashes --no-header --no-emit-index-url --no-emit-find-links
lock: dev ## Pin the requirements anew (ARGS=--upgrade for newer versions)
	@$(LOCK) $(ARGS) requirements.in -o requirements.txt
	@$(LOCK) $(ARGS) requirements-dev.in -o requirements-dev.txt
	@$(NPM) install --package-lock-only --silent

clean: ## Remove everything that was built, the stores included
	rm -rf $(VENV) node_modules assets/vendor data/store .cache \
	  .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
