# Two commands suffice: `make demo` and `make test`. Both take for granted only
# make, Python >= 3.11 with its venv module, and the package registry.

HOST ?= 127.0.0.1
PORT ?= 5000
JOBS ?= 2
VENV := .venv
PY := $(VENV)/bin/python
TIMELINE := $(VENV)/bin/timeline
PIP := $(PY) -m pip --disable-pip-version-check
# Wheels only: nothing that a package brings along runs at install time.
INSTALL := $(PIP) install --quiet --only-binary :all: --constraint constraints.txt

.DELETE_ON_ERROR:
.PHONY: help demo test lint format constraints clean

help:
	@echo 'make demo         install, load the seed articles, serve them on http://$(HOST):$(PORT)'
	@echo 'make test         install what tests need; lint, types, all tests, the wheel'
	@echo 'make lint         ruff and mypy alone'
	@echo 'make format       let ruff write the format'
	@echo 'make constraints  renew constraints.txt from the bounds in pyproject.toml'
	@echo 'make clean        remove what the others made'

# The first Python that is new enough; PYTHON=... chooses another.
$(VENV)/.made:
	@for candidate in $(PYTHON) python3 python3.14 python3.13 python3.12 python3.11; do \
	  if "$$candidate" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' \
	      >/dev/null 2>&1; then \
	    echo "Making $(VENV) with $$("$$candidate" --version)"; \
	    "$$candidate" -m venv $(VENV) && touch $@ && exit 0; exit 1; \
	  fi; \
	done; \
	echo 'No Python >= 3.11 with venv found: install one (Debian: apt-get install python3 python3-venv) or say make PYTHON=/path/to/python' >&2; \
	exit 1

# Build isolation would fetch an unpinned backend: the pinned one is installed first.
$(VENV)/.package: $(VENV)/.made pyproject.toml constraints.txt
	@echo 'Installing Timeline into $(VENV)'
	@$(INSTALL) hatchling editables
	@$(INSTALL) --no-build-isolation --editable .
	@touch $@

$(VENV)/.tests: $(VENV)/.package
	@echo 'Installing what the tests need into $(VENV)'
	@$(INSTALL) --no-build-isolation --editable '.[test]'
	@touch $@

demo: $(VENV)/.package
	@$(TIMELINE) load seeds/ --db demo.db
	@$(TIMELINE) serve --db demo.db --host $(HOST) --port $(PORT)

# Playwright drives the system's Chromium; its own download is not used.
.PHONY: chromium
chromium:
	@if command -v chromium >/dev/null 2>&1; then exit 0; fi; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then \
	  echo 'Installing Chromium with apt-get'; \
	  export DEBIAN_FRONTEND=noninteractive; \
	  apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium >/dev/null; \
	else \
	  echo 'The browser tests need Chromium: install the package chromium (Debian: sudo apt-get install chromium)' >&2; \
	  exit 1; \
	fi

lint: $(VENV)/.tests
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .
	@$(PY) -m mypy

test: $(VENV)/.tests chromium lint
	@$(PY) -m pytest --numprocesses $(JOBS) --dist loadgroup

format: $(VENV)/.tests
	@$(PY) -m ruff format .
	@$(PY) -m ruff check --fix .

constraints: $(VENV)/.made
	@rm -rf build/constraints && mkdir -p build
	@$(PY) -m venv build/constraints
	@build/constraints/bin/python -m pip install --quiet --only-binary :all: hatchling editables
	@build/constraints/bin/python -m pip install --quiet --only-binary :all: --no-build-isolation '.[test]'
	@{ echo '# Exact versions that demo, tests and CI install; every one has a wheel.'; \
	   echo '# Renewed with `make constraints`, never by hand.'; \
	   build/constraints/bin/python -m pip freeze --exclude timeline-articles; } > constraints.txt
	@rm -rf build/constraints

clean:
	@rm -rf $(VENV) build dist demo.db demo.db-wal demo.db-shm .mypy_cache .ruff_cache .pytest_cache .hypothesis
	@find timeline tests benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +
