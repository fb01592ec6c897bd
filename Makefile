# What a developer runs. `make` alone prints what there is.
# Another Python: make run PYTHON=/path/to/python3.13 · another port: PORT=8123 make run

PYTHON ?= python3
SITE := $(PYTHON) scripts/environment.py site
DEV := $(PYTHON) scripts/environment.py dev

.DEFAULT_GOAL := help
.PHONY: help run test race lint demo screenshots superuser messages migrations openapi client example plugin lock lighthouse elasticsearch

help:  ## This list
	@awk 'BEGIN {FS = ":.*## "} /^[a-z]+:.*## / {printf "  make %-13s %s\n", $$1, $$2}' Makefile

run:  ## Serve the site with its demo at http://localhost:8000 (PORT=8123 make run: another port)
	@$(SITE) scripts/run.py

test:  ## Run every test on SQLite, then on PostgreSQL where it is found (ARGS="-k search": some of them)
	@$(DEV) scripts/run_tests.py $(ARGS)

race:  ## Show under load what must hold: many at once, killed workers, a failing database (needs PostgreSQL)
	@$(DEV) scripts/run_race.py $(ARGS)

lint:  ## Check style, templates, import contracts and types (ARGS=--fix: repair what can be)
	@$(DEV) scripts/lint.py $(ARGS)

demo:  ## Load the demo content (ARGS="--base-year 2026 --today 2026-03-01")
	@$(SITE) manage.py migrate --verbosity 0
	@$(SITE) manage.py demo $(ARGS)

screenshots:  ## Draw every page type of a running site into var/screenshots (needs Chromium)
	@$(DEV) scripts/screenshots.py $(ARGS)

superuser:  ## Make a user who may do everything
	@$(SITE) manage.py migrate --verbosity 0
	@$(SITE) manage.py createsuperuser

messages:  ## Collect texts into the Swedish catalogues and compile them
	@$(DEV) scripts/messages.py $(ARGS)

migrations:  ## Make migrations; those of the installable apps on the oldest Wagtail they promise
	@$(DEV) scripts/migrations.py $(ARGS)

openapi:  ## Write the description of the content interface to docs/openapi.json (ARGS=--check: only compare)
	@$(DEV) scripts/openapi.py $(ARGS)

client:  ## Write the TypeScript client of the content interface from docs/openapi.json (ARGS=--check: only compare)
	@$(DEV) scripts/client.py $(ARGS)

example:  ## Serve the example front end at http://localhost:3000, from the running site (needs Node 20; FRONT_PORT, API_URL)
	@$(SITE) scripts/front.py $(ARGS)

plugin:  ## Build the wheel and show it in new Wagtail sites (ARGS=--wheel: only build; ARGS=--all: every combination)
	@$(DEV) scripts/plugin.py $(ARGS)

lock:  ## Lock requirements/*.in anew (ARGS=--upgrade: to the newest versions)
	@$(DEV) scripts/lock.py $(ARGS)

lighthouse:  ## Measure every page type of a running site with Lighthouse (needs Node 20 and Chromium)
	@$(DEV) scripts/lighthouse.py $(ARGS)

elasticsearch:  ## Fetch and run Elasticsearch on this machine (needs Maven and Java 17; ES_PORT=0: any free port)
	@$(SITE) scripts/elasticsearch_node.py $(ARGS)
