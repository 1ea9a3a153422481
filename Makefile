# What a user types. Each target sets itself up; `make help` lists them.
SHELL := /bin/sh
PY := .venv/bin/python
UV := $(PY) -m uv
PORT ?= 8000

.PHONY: help demo test check browser bench lock messages
help: ## What can be typed
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/'

# .venv with the first Python >= 3.12 that this machine has, and exactly the hashed requirements.
.venv/bin/python:
	@sh scripts/find-python -m venv .venv
	@$(PY) -m pip install --quiet uv

.venv/base: requirements/base.txt requirements/build.txt | .venv/bin/python
	@$(UV) pip install --quiet --require-hashes --build-constraints requirements/build.txt -r requirements/base.txt
	@touch $@

.venv/dev: requirements/dev.txt requirements/build.txt | .venv/bin/python
	@$(UV) pip install --quiet --require-hashes --build-constraints requirements/build.txt -r requirements/dev.txt
	@touch $@ .venv/base

lock: | .venv/bin/python ## Renew the hashed requirements
	for name in base dev; do $(UV) pip compile --upgrade --quiet --universal --python-version 3.12 --generate-hashes \
		--no-emit-index-url --no-header requirements/$$name.in -o requirements/$$name.txt; done
