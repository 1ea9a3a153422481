# What a user types. Each target sets itself up; `make help` lists them.
SHELL := /bin/sh
PORT ?= 8000
ENTRIES ?=
BENCH ?= pages
VAR := $(or $(BLOOM_VAR),var)
PY := .venv/bin/python
CHROMIUM := $(shell command -v chromium || command -v chromium-browser || command -v google-chrome)
MESSAGES := makemessages --locale zh_Hans --add-location file --no-obsolete --ignore .venv --ignore var --ignore tests --ignore bench

.PHONY: help demo test check browser bench lock messages FORCE
help: ## What can be typed
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/'

# --- Setting up: .venv with the first Python >= 3.12 of this machine, and in it exactly the hashed requirements -------

.venv/uv: requirements/uv.txt scripts/find-python
	@sh scripts/find-python -m venv .venv
	@$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/uv.txt
	@touch $@

INSTALL = $(PY) -m uv pip install --quiet --compile-bytecode --require-hashes --build-constraints requirements/build.txt -r

.venv/base: .venv/uv requirements/base.txt requirements/build.txt
	@echo "Installing what Bloom needs …"
	@$(INSTALL) requirements/base.txt
	@touch $@

.venv/dev: .venv/uv requirements/dev.txt requirements/build.txt
	@echo "Installing what its tests need …"
	@$(INSTALL) requirements/dev.txt
	@touch $@ .venv/base

# --- The demonstration: SQLite and files in var/, whatever else the environment says -----------------------------------

DEMO = env -u DATABASE_URL -u BLOOM_PRODUCTION -u BLOOM_DEBUG -u BLOOM_REDIS_URL -u BLOOM_INDEX -u BLOOM_MAIL_URL BLOOM_SITE_URL=http://127.0.0.1:$(PORT)

demo: .venv/base ## The conference, the competition and the matchmaking at http://127.0.0.1:8000 (PORT=…, ENTRIES=94000)
	@$(MAKE) --no-print-directory -j2 $(VAR)/matchmaking $(VAR)/collected
	@$(DEMO) sh scripts/serve-demo $(PORT) $(VAR)

# Made anew where the database is gone, with an organiser's account of its own.
$(VAR)/loaded: requirements/base.txt conference/loading.py $(wildcard */migrations/*.py */data/* conference/demo/*) \
		$(if $(wildcard $(VAR)/bloom.sqlite3),,FORCE) | .venv/base
	@mkdir -p $(VAR)
	@test -f $(VAR)/bloom.sqlite3 || rm -f $(VAR)/demo-password $(VAR)/competition $(VAR)/matchmaking
	@echo "Preparing the database …"
	@$(DEMO) $(PY) manage.py migrate --verbosity 0
	@$(DEMO) $(PY) manage.py load_demo
	@test -f $(VAR)/demo-password || \
		$(DEMO) $(PY) manage.py make_organiser organiser@example.org --password-file $(VAR)/demo-password >/dev/null
	@touch $@

# With another number of entries than it was made with, the command says what to do. The stamp holds what was asked for.
# The matchmaking is loaded by the same process, because to start one takes a second.
OTHER_ENTRIES = $(filter-out $(shell cat $(VAR)/competition 2>/dev/null),$(ENTRIES))
$(VAR)/competition: $(VAR)/loaded $(wildcard competition/loading/*.py competition/illustrative/* competition/demo/*) \
		$(if $(OTHER_ENTRIES),FORCE) | .venv/base
	@$(LOAD_MATCHMAKING) $(if $(OTHER_ENTRIES),--entries $(ENTRIES))
	@$(if $(ENTRIES),echo $(ENTRIES) >,touch) $@
	@touch $(VAR)/matchmaking

# In a folder that was made before there was a matchmaking.
LOAD_MATCHMAKING = $(DEMO) $(PY) manage.py load_matchmaking_demo --password-file $(VAR)/demo-password
$(VAR)/matchmaking: $(VAR)/competition | .venv/base
	@test -f $@ || $(LOAD_MATCHMAKING)
	@touch $@

# While the database is prepared, which everything else waits for: so it stands back.
$(VAR)/collected: requirements/base.txt website/static_files.py website/apps.py $(shell find static -type f) | .venv/base
	@mkdir -p $(VAR)
	@echo "Collecting the static files …"
	@$(DEMO) nice $(PY) manage.py collectstatic --noinput --clear --verbosity 0
	@touch $@

# --- Tests and checks --------------------------------------------------------------------------------------------------

test: .venv/dev ## The tests, on SQLite and again on PostgreSQL (which need not be installed)
	@echo "On SQLite:"
	@$(PY) -m pytest -q -n 2
	@echo "On PostgreSQL:"
	@$(PY) -m pytest -q -n 2 -p tests.postgresql
ifdef CHROMIUM
	@echo "The browser tests are a run of their own: make browser (with $(CHROMIUM))."
else
	@echo "No Chromium was found, so the browser tests cannot run here: install it (apt install chromium), then make browser."
endif

browser: .venv/dev ## The tests that drive Chromium
ifdef CHROMIUM
	@$(PY) -m pytest -q -n 2 -m browser
else
	@echo "No Chromium was found: install it, for instance with apt install chromium." >&2; exit 1
endif

check: .venv/dev ## Style, formats, layers, migrations, production settings, templates, translations
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .
	@.venv/bin/lint-imports
	@$(PY) manage.py makemigrations --check --dry-run
	@env BLOOM_PRODUCTION=1 BLOOM_SECRET_KEY=$$($(PY) -c 'import secrets; print(secrets.token_urlsafe(64))') \
		BLOOM_HOSTS=bloom.example.org BLOOM_SITE_URL=https://bloom.example.org \
		BLOOM_MAIL_URL=smtps://mail.example.org BLOOM_MAIL_FROM=bloom@example.org \
		BLOOM_CERTIFICATE_KEY=$$($(PY) -c 'from competition.certificate.signing import new_key; print(new_key())') \
		$(PY) manage.py check --deploy --fail-level WARNING
	@find templates -name '*.html' -exec .venv/bin/djade --check {} +
	@$(PY) scripts/check_translations.py

bench: .venv/dev ## How fast it is: the public pages beside a static file (BENCH="winners explorer …", see bench/)
	@for name in $(BENCH); do $(PY) -m bench.$$name || exit; done

# --- For developers ----------------------------------------------------------------------------------------------------

messages: .venv/dev ## Collect the texts to translate, and compile what is translated
	@$(PY) manage.py $(MESSAGES)
	@$(PY) manage.py compilemessages --locale zh_Hans --ignore .venv --ignore var

COMPILE = $(PY) -m uv pip compile $(UPGRADE) --quiet --universal --python-version 3.12 --generate-hashes --no-emit-index-url --no-header
lock: .venv/uv ## Renew the hashed requirements (UPGRADE= keeps the versions they have)
	@for name in uv base dev; do $(COMPILE) requirements/$$name.in -o requirements/$$name.txt; done
lock: UPGRADE ?= --upgrade
