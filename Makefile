# Everything from nothing. `make` alone lists the targets.

PYTHON ?= python3
PIP := .venv/bin/python -m pip --disable-pip-version-check --quiet
MANAGE := .venv/bin/python manage.py
NPM := build/clients/node_modules/.package-lock.json

# The settings a developer may have exported must not reach the tests.
CLEAN := env -u ALLOWED_HOSTS -u BIND -u DATABASE_URL -u DATA_DIR -u DEBUG -u DEMO -u PORT \
	-u FAST_WORKER -u OIDC_DOMAINS -u OIDC_ROLES -u OIDC_URL -u SECRET_KEY -u SITE_URL \
	-u STAFF_MFA_REQUIRED -u STATIC_ROOT -u TRUSTED_PROXIES -u WEB_CONCURRENCY

.DEFAULT_GOAL := help
.PHONY: help run test check bench format lock messages packages
.DELETE_ON_ERROR:

help: ## List these targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' Makefile

run: .venv/run ## Serve the page on http://127.0.0.1:8000, with a demo, until Ctrl-C
	$(MANAGE) collectstatic --noinput --verbosity 0
	$(MANAGE) serve

test: .venv/dev packages $(NPM) ## Run every test, on SQLite and on PostgreSQL, and in a browser
	$(CLEAN) .venv/bin/pytest --at-least 900
	$(CLEAN) .venv/bin/python -m tests.services .venv/bin/pytest --at-least 500 \
		-m "database and not slow_once"

check: .venv/dev ## Check format, style, types, imports, migrations and deployment
	.venv/bin/ruff format --check .
	.venv/bin/ruff check .
	find templates -name '*.html' -print0 | xargs -0 .venv/bin/djade --check --target-version 6.1
	.venv/bin/mypy .
	.venv/bin/lint-imports
	$(CLEAN) DATA_DIR=build/check $(MANAGE) makemigrations --check --dry-run
	$(CLEAN) DATA_DIR=build/check SITE_URL=https://status.example.com EMAIL_URL=smtp://localhost \
		$(MANAGE) check --deploy --fail-level WARNING

bench: .venv/dev packages $(NPM) ## Run the benchmarks, and print how they compare with their limits
	for file in $$(grep -l __main__ benchmarks/*.py); do \
		.venv/bin/python -m benchmarks.$$(basename $$file .py) || exit 1; \
	done

format: .venv/dev ## Format the code and the templates
	.venv/bin/ruff format .
	.venv/bin/ruff check --fix .
	find templates -name '*.html' -print0 | xargs -0 .venv/bin/djade --target-version 6.1

messages: .venv/dev packages ## Find the words to translate, and compile what is translated
	$(MANAGE) makemessages --all --no-location --no-obsolete --no-wrap \
		--ignore .venv --ignore build --ignore tests
	for file in locale/*/LC_MESSAGES/django.po; do \
		msgfmt --check-format --output-file $${file%.po}.mo $$file || exit 1; \
	done

lock: build/uv/bin/uv ## Choose the newest versions of what pyproject.toml asks for
	build/uv/bin/uv pip compile --quiet --upgrade --universal --python-version 3.12 \
		--generate-hashes --no-annotate --no-header pyproject.toml --output-file requirements/run.txt
	build/uv/bin/uv pip compile --quiet --upgrade --universal --python-version 3.12 \
		--generate-hashes --no-annotate --no-header pyproject.toml --group dev \
		--constraint requirements/run.txt --output-file requirements/dev.txt

packages:
	.ci/packages

# `.venv/run` and `.venv/dev` are stamps: made when all that the lock file names is installed.
.venv/run: requirements/run.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 12))' || { \
		echo 'This needs Python 3.12 or newer: make $(MAKECMDGOALS) PYTHON=/path/to/python3.13'; exit 1; }
	@.venv/bin/python -c 'import pip, sys; sys.exit(sys.version_info < (3, 12))' 2> /dev/null \
		|| $(PYTHON) -m venv --clear .venv
	$(PIP) install --require-hashes --requirement $<
	touch $@

.venv/dev: requirements/dev.txt .venv/run
	$(PIP) install --require-hashes --requirement $<
	touch $@

$(NPM): tests/npm/package-lock.json | packages
	mkdir -p build/clients
	cp tests/npm/package.json tests/npm/package-lock.json build/clients
	npm ci --prefix build/clients --ignore-scripts --silent
	touch $@

build/uv/bin/uv:
	$(PYTHON) -m venv build/uv
	build/uv/bin/pip --quiet install uv
