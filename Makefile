# Two commands: `make run` and `make test`. Everything they need they install themselves.
SHELL := /bin/bash
export PATH := $(CURDIR)/.venv/bin:$(PATH)
export HOST ?= 127.0.0.1
export PORT ?= 8000
export INSTANCE_DIR ?= $(CURDIR)/instance
# Processes start by the dozen; what Python compiled once is kept, whatever the shell says.
export PYTHONDONTWRITEBYTECODE :=
DEMO ?= 1
PYTEST = pytest -q --dist loadfile --no-loadscope-reorder

.PHONY: run test sure lint bench setup setup-test lock messages screenshot clean

run: setup
	flask --app wsgi db upgrade
ifeq ($(DEMO),1)
	flask --app wsgi demo load
	SHOW_EXAMPLE_ACCOUNTS=1 honcho start --no-prefix --no-colour
else
	flask --app wsgi demo prepare
	honcho start --no-prefix --no-colour
endif

test: setup-test lint
# A browser waits for its next picture a fifth of the time: three of them keep two processors busy.
	$(PYTEST) -n 3 -m "not alone"
	$(PYTEST) -n 2 -m "not alone and not journey and not architecture" --database postgresql
	pytest -q -m alone

sure: setup-test lint
	$(PYTEST) -n 2 -m "not journey and not slow and not alone"

lint:
	ruff check .
	ruff format --check .
	mypy & types=$$!; lint-imports --no-logo && wait $$types

bench: setup-test
	npm ci --prefix bench --silent --no-audit --no-fund
	python -m bench

setup:
	tools/setup.sh run

setup-test:
	tools/setup.sh test

# Pins all dependencies anew, with hashes and without index addresses.
lock: setup-test
	tools/lock.sh

# Takes new messages over into the German catalogue.
messages:
	tools/messages.sh

# The picture of the README.
screenshot: setup-test
	python -m tools.screenshot

clean:
	rm -rf .venv node_modules app/static/dist
