# Every target sets up what it needs: on a fresh machine `make demo` and `make test` are all there is.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
BENCH := ../shared/bench
OUT := out
export OMP_NUM_THREADS ?= 1

.DEFAULT_GOAL := help
.PHONY: help demo test check format lint types imports gate bench bench-speed install-matrix clean

help: ## lists the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  %-16s %s\n", $$1, $$2}'

$(VENV)/runtime: pyproject.toml hatch_build.py constraints.txt
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Setting up the environment in $(VENV) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	@touch $@

$(VENV)/dev: $(VENV)/runtime
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@

demo: $(VENV)/runtime ## reads the bundled example reports and shows their ledger
	@mkdir -p $(OUT)
	@$(BIN)/reportedly demo --ledger $(OUT)/demo.db -o $(OUT)/demo.html

test: $(VENV)/dev ## runs every test
	$(BIN)/python -m pytest -q

check: $(VENV)/dev lint types imports gate test ## formatting, lint, types, import contracts, quality floors, tests

format: $(VENV)/dev ## formats the code
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

lint: $(VENV)/dev ## formatting and lint, changing nothing
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: $(VENV)/dev ## mypy, strict
	$(BIN)/mypy

imports: $(VENV)/dev ## the import contracts: data flows one way
	$(BIN)/lint-imports

gate: $(VENV)/dev ## quality floors on our own small gold set
	$(BIN)/python -m eval.gate

bench: $(VENV)/dev ## measures every benchmark task beside the published figures (about ten minutes)
	@mkdir -p $(OUT)/bench
	$(BIN)/python -m benchmarks table --bench $(BENCH) --out $(OUT)/bench

bench-speed: $(VENV)/dev ## times extraction against the bare parser in one run, and where the time goes
	$(BIN)/python -m benchmarks speed --data $(BENCH)/casualties_fakes/dev.jsonl

install-matrix: ## installs the package on every Python that pyenv offers, and asks it for help
	bash .ci/install-matrix

clean: ## removes the environment and what was written
	rm -rf $(VENV) $(OUT) build dist src/*.egg-info
