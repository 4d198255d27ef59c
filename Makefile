# make report: every country in statutes/ to reports/<ISO>.pdf, and reports/comparison.pdf.   make test: every check.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
OUT ?= reports
LOCK := uv.lock pyproject.toml scripts/prepare.py
export VENV

GOLD ?= ../shared/gold
CORPUS ?= ../shared/corpus
.PHONY: help report test check fuzz mutation bench accuracy pictures lock clean
.DELETE_ON_ERROR:

help: ## this list
	@grep -hE '^[a-z]+:.*##' Makefile | sed 's/:.*## /\t/'

$(VENV)/.run: $(LOCK)
	@$(PYTHON) scripts/prepare.py
	@touch $@

$(VENV)/.dev: $(LOCK)
	@$(PYTHON) scripts/prepare.py --dev
	@touch $@ $(VENV)/.run

report: $(VENV)/.run ## the gap report of every country and the comparison (OUT=folder)
	@$(BIN)/legal-gap doctor --install >/dev/null || true
	@$(BIN)/legal-gap report --output $(OUT)

test: $(VENV)/.dev ## style, types and every test
	@$(BIN)/legal-gap doctor --install >/dev/null || true
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/mypy --strict legal_gap
	@$(BIN)/python -m pytest -n 2 --dist worksteal

check: $(VENV)/.run ## the examples inside every data file
	@$(BIN)/legal-gap check

fuzz: $(VENV)/.dev ## long property tests of the readers
	@$(BIN)/python benchmarks/fuzz.py 5000
	@HYPOTHESIS_PROFILE=fuzz $(BIN)/python -m pytest -n 2 -m hypothesis

mutation: $(VENV)/.dev ## does a test fail when a line of the engine is changed?
	@$(BIN)/python scripts/mutation.py

bench: $(VENV)/.run ## seconds and memory of each stage
	@$(BIN)/python scripts/bench.py
	@$(BIN)/python benchmarks/reports.py
	@$(BIN)/python benchmarks/readers.py speed memory large

accuracy: $(VENV)/.run ## measure against reference answers (GOLD=folder CORPUS=folder) and write it into the README
	@$(BIN)/python scripts/accuracy.py $(GOLD) $(CORPUS)

pictures: $(VENV)/.dev ## the page pictures in the README
	@$(BIN)/python scripts/pictures.py

lock: ## after a change of dependencies: uv.lock and the same pins for pip
	@uv lock --quiet
	@uv export --quiet --frozen --no-dev --no-emit-project --no-header -o requirements.txt
	@uv export --quiet --frozen --no-emit-project --no-header -o requirements-dev.txt

clean: ## remove the environment and everything that was made
	@rm -rf $(VENV) dist build reports/*.pdf reports/*.html reports/*.json
