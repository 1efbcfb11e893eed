# The two commands: `make site` and `make test`. Both set everything up first.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
export NO_MKDOCS_2_WARNING := 1

.PHONY: help setup site serve release test check pytest browser node bench lock lowest other picture screens accept clean

help: ## Show the targets
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

setup: $(READY) ## Make the virtual environment from the locked, hashed requirements

$(READY): .ci/requirements.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Python 3.11 or newer is needed; name one with: make PYTHON=/path/to/python3.11"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { \
	  echo "The venv module is missing; on Debian and Ubuntu: apt install python3-venv"; exit 1; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r .ci/requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $(READY)

site: setup ## Validate the data and build site/
	$(BIN)/npcev build

serve: setup ## Serve the site at 127.0.0.1:8000 and rebuild on every change
	$(BIN)/npcev serve

release: setup ## Pack what is published into dist/; TAG=v... refuses another version
	$(BIN)/npcev release $(if $(TAG),--tag "$$TAG")

test: check pytest $(if $(CI),screens) ## Run every check and every test

check: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/npcev fmt --check
	$(BIN)/npcev validate

pytest: setup browser node
	$(BIN)/pytest -n auto

browser:
	@.ci/browser

node: ## Install the tools that run on Node.js, as .ci/package-lock.json locks them
	@.ci/node

bench: setup ## Measure speed and size as ratios
	$(BIN)/python -m bench.run

accept: setup ## Rewrite the golden pages and generated docs after looking at them
	$(BIN)/pytest -q --accept tests/render tests/test_docs.py tests/test_worked_pages.py

other: setup ## Compare all exports with those of another Python, where one is here; OTHER names it
	@.ci/other-python $(OTHER)

picture: site browser ## Take the picture of the README from the real site
	PYTHONPATH=. $(BIN)/python .ci/picture.py

screens: site browser ## Take pictures of every kind of page into build/screens
	PYTHONPATH=. $(BIN)/python .ci/screens.py

lock: ## Renew the locked requirements (needs uv)
	uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes \
	  --no-header --no-annotate --quiet --output-file .ci/requirements.txt
	uv pip compile pyproject.toml --group test --universal --python-version 3.11 --generate-hashes \
	  --no-header --no-annotate --quiet --resolution lowest-direct --output-file .ci/requirements-lowest.txt

lowest: browser node ## Run the tests on the lowest versions that pyproject.toml allows
	$(PYTHON) -m venv .venv-lowest
	.venv-lowest/bin/python -m pip install --quiet --require-hashes -r .ci/requirements-lowest.txt
	.venv-lowest/bin/python -m pip install --quiet --no-deps .
	.venv-lowest/bin/pytest -n auto

clean: ## Remove what was built, not the environment
	rm -rf site .site.next .site.old build dist
