# On a fresh machine with Python and make: `make demo` shows the main job, `make test` proves it.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check
LOCK := requirements/dev.txt
COMPILE := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-header --no-annotate --no-config
INSTALLED := $(VENV)/.installed
READY := $(VENV)/.ready
DEMO := .demo/spool
SUPPLY := .supply
IMAGE ?= wiredesk
PYTHON_IMAGE ?= python:3.13-slim

# Each of the many processes would compile all of the sources: five times as long a start.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help setup demo test check format bench bench-check bench-summaries chaos chaos-compose soak fuzz schemas lock licenses image image-check image-twice sbom audit clean

help: ## show what there is
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-16s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(READY) ## make the virtual environment .venv, from the lock

$(INSTALLED): $(LOCK)
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Wiredesk needs Python 3.11 or newer; try: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
		{ echo "this Python has no venv module; on Debian and Ubuntu: apt install python3-venv" >&2; exit 1; }
	@rm -rf $(VENV)
	$(PYTHON) -m venv $(VENV)
	$(PIP) install --no-deps --require-hashes -r $(LOCK)
	@touch $@

$(READY): $(INSTALLED) pyproject.toml
	$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

demo: $(READY) ## process the samples in seeds/ and show what comes out
	@rm -rf .demo && mkdir -p $(DEMO)/inbox
	$(BIN)/python seeds/drop.py --huge $(DEMO)/inbox
	WIREDESK_LOG_LEVEL=error $(BIN)/wiredesk run $(DEMO) --until-idle
	$(BIN)/wiredesk tail --spool $(DEMO) -n 100
	$(BIN)/wiredesk failed list --spool $(DEMO)
	$(BIN)/wiredesk status --spool $(DEMO)

test: $(READY) ## run all tests
	$(BIN)/python -m pytest -n auto --maxprocesses 8 --dist loadfile

check: $(READY) ## lint, formatting, types, generated files: what CI checks
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m schemas.contract --check
	$(BIN)/python -m worker.settings_table --check
	$(BIN)/python -m worker.formats_page --check
	$(BIN)/python -m worker.metrics_page --check
	$(BIN)/python -m worker.alerts_page --check

format: $(READY) ## format the sources, mend what can be mended by itself
	$(BIN)/ruff check --fix-only --quiet .
	$(BIN)/ruff format --quiet .

bench: $(READY) ## measure, beside baselines of the same run: PARTS="pipeline latency" ARTICLES=8000
	$(PIP) install --no-deps --require-hashes -r requirements/bench.txt
	$(BIN)/python -m benchmarks $(PARTS) $(if $(ARTICLES),--articles $(ARTICLES)) --json benchmarks/results.json

bench-check: $(READY) ## measure again; fails where a ratio is much worse than in benchmarks/results.json: PARTS="scale backlog"
	$(PIP) install --no-deps --require-hashes -r requirements/bench.txt
	$(BIN)/python -m benchmarks $(PARTS) $(if $(ARTICLES),--articles $(ARTICLES)) --check

bench-summaries: $(READY) ## ROUGE, speed and memory of summaries beside other methods: CORPUS=texts.jsonl
	$(PIP) install --no-deps --require-hashes -r requirements/bench.txt
	$(BIN)/python -m benchmarks.summarize $(CORPUS)

chaos: $(READY) ## kill processes at every named place and at random; count what is lost: KILLS=100 SEED=1
	$(BIN)/python -m tests.chaos --kills $(or $(KILLS),100) $(if $(SEED),--seed $(SEED))

chaos-compose: $(READY) ## the same with containers, under load, from a clean engine: MINUTES=5 SEED=1
	$(BIN)/python -m tests.chaos.fleet_run --minutes $(or $(MINUTES),5) $(if $(SEED),--seed $(SEED))

soak: $(READY) ## a steady load: do memory, files and latency stay flat? MINUTES=30 RATE=20 (files a second)
	$(BIN)/python -m tests.soak --minutes $(or $(MINUTES),30) --rate $(or $(RATE),20)

fuzz: $(READY) ## search for inputs that break a reader: SECONDS=60 for each, CORPUS=folder to go on
	$(PIP) install --no-deps --require-hashes -r requirements/fuzz.txt
	$(BIN)/python -m tests.fuzz --seconds $(or $(SECONDS),60) $(if $(CORPUS),--corpus $(CORPUS))

schemas: $(READY) ## write schemas/generated and the tables in docs/ anew
	$(BIN)/python -m schemas.contract
	$(BIN)/python -m worker.settings_table
	$(BIN)/python -m worker.formats_page
	$(BIN)/python -m worker.metrics_page
	$(BIN)/python -m worker.alerts_page

lock: $(READY) ## resolve the dependencies anew into requirements/
	$(COMPILE) --upgrade pyproject.toml --group dev -o requirements/dev.txt
	$(COMPILE) --constraints requirements/dev.txt pyproject.toml --extra llm --extra otel --extra web -o requirements/run.txt
	$(COMPILE) --constraints requirements/dev.txt --group build -o requirements/build.txt
	$(COMPILE) --constraints requirements/dev.txt --group bench -o requirements/bench.txt
	$(COMPILE) --constraints requirements/dev.txt --group examples -o requirements/examples.txt
	$(COMPILE) --constraints requirements/dev.txt --group fuzz -o requirements/fuzz.txt
	$(COMPILE) --group supply -o requirements/supply.txt

licenses: $(READY) ## what runs, and under which licence, as the installed packages state it
	@$(BIN)/python requirements/licenses.py

image: ## build the container image: IMAGE=wiredesk PYTHON_IMAGE=python:3.13-slim
	docker build --quiet --tag $(IMAGE) --build-arg PYTHON_IMAGE=$(PYTHON_IMAGE) \
		--build-arg REVISION=$$(git rev-parse HEAD) \
		--build-arg CREATED=$$(git show --no-patch --format=%cI HEAD) .

image-check: image ## size, user, labels, and what must not be in the image
	$(PYTHON) deploy/image/check.py $(IMAGE) $(PYTHON_IMAGE)

image-twice: ## build the image twice without a cache, and compare what is inside
	@for each in one two; do \
		docker build --quiet --no-cache --tag $(IMAGE)-$$each --build-arg PYTHON_IMAGE=$(PYTHON_IMAGE) . && \
		$(PYTHON) deploy/image/check.py --contents $(IMAGE)-$$each $(PYTHON_IMAGE) >$(IMAGE)-$$each.sha256; \
	done
	@diff $(IMAGE)-one.sha256 $(IMAGE)-two.sha256 && echo "the same $$(wc -l <$(IMAGE)-one.sha256) files"
	@rm -f $(IMAGE)-one.sha256 $(IMAGE)-two.sha256; docker rmi --force $(IMAGE)-one $(IMAGE)-two >/dev/null

$(SUPPLY)/.installed: requirements/run.txt requirements/supply.txt
	@rm -rf $(SUPPLY)
	$(PYTHON) -m venv $(SUPPLY)/run
	$(PYTHON) -m venv $(SUPPLY)/tools
	$(SUPPLY)/run/bin/python -m pip --quiet --disable-pip-version-check install --no-deps --require-hashes -r requirements/run.txt
	$(SUPPLY)/run/bin/python -m pip --quiet --disable-pip-version-check uninstall --yes setuptools pip
	$(SUPPLY)/tools/bin/python -m pip --quiet --disable-pip-version-check install --no-deps --require-hashes -r requirements/supply.txt
	@touch $@

sbom: $(SUPPLY)/.installed ## what runs, with licences, as CycloneDX: sbom.cdx.json
	$(SUPPLY)/tools/bin/cyclonedx-py environment $(SUPPLY)/run --pyproject pyproject.toml \
		--output-reproducible --output-format JSON --output-file sbom.cdx.json

audit: $(SUPPLY)/.installed ## known weaknesses of what runs; fails where one cannot be asked for
	$(SUPPLY)/tools/bin/pip-audit --strict --disable-pip --require-hashes --progress-spinner off -r requirements/run.txt

clean: ## remove what setup, demo and the tools have made
	rm -rf $(VENV) .demo .pytest_cache .mypy_cache .ruff_cache .hypothesis .examples .fuzz $(SUPPLY) sbom.cdx.json dist
