# `make book` builds the book, `make test` tests it; each makes .venv from requirements.lock first.
# Variables: EDITIONS="en ru kk", RENDERER=auto|quarto|embedded, PYTHON=python3.12, QUARTO=off,
# DATA=synthetic (the chapters on made-up questionnaires, in outputs/synthetic/), DATA=microdata
# (on the questionnaires in data/restricted/, in outputs/microdata/), WAVES=2024,2026,
# CELL_SECONDS=600 (the longest that a cell of a notebook may take), FORMATS="html pdf" (what a book
# is made as besides its pages; all when not given), WARM=0 (ordinary kernels instead of forks of a
# process that has the libraries loaded), CLUSTER=tcp://host:8786 (a Dask cluster for what takes long),
# PORT=8000 (preview), DIR=/path (publish), ARGS="-k claims" (test, quick, bench, the four reviews;
# reproduce: ARGS=--against-book compares one clone with the book that is built).

SHELL := /bin/sh
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

EDITIONS ?= en ru kk
RENDERER ?= auto
FORMATS ?=
WARM ?= 1
CLUSTER ?=
PORT ?= 8000
DIR ?=
ARGS ?=
DATA ?= published
WAVES ?=
# Of the command line alone: in WSL the environment has a NAME.
NAME :=
PAGE :=
REMOVE :=
FORCE :=
export EDITIONS RENDERER FORMATS WARM CLUSTER DIR NAME
export CIVIC_VOICE_DATA := $(DATA)
export CIVIC_VOICE_WAVES := $(WAVES)

VENV := .venv
BIN := $(VENV)/bin
export PATH := $(CURDIR)/$(BIN):$(PATH)
# The environment is the lock's, not the caller's; texts and paths are in UTF-8 in any locale.
export PYTHONUTF8 := 1
# Bytecode is kept, or every process would compile the sources anew.
unexport PYTHONPATH PYTHONHOME PYTHONDONTWRITEBYTECODE

READY := $(VENV)/.complete
PYTHONS := $(or $(PYTHON),python3.11 python3.12 python3.13 python3 python)
MIN := import sys; sys.exit(sys.version_info < (3, 11))

.PHONY: help
help: ## list these targets
	@echo "make TARGET [EDITIONS="en ru kk"] [RENDERER=auto|quarto|embedded] [PYTHON=python3.12]"
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  %-10s %s\n", $$1, $$2 }' Makefile

.PHONY: book
book: $(READY) $(VENV)/.quarto-tried ## build the book: outputs/book/<language>/index.html, PDF, EPUB and DOCX
	@$(BIN)/python -m helpers build

.PHONY: test
test: $(READY) ## run all tests on all cores; builds the three editions with the embedded renderer
	@$(BIN)/python -m pytest -n auto --dist worksteal $(ARGS)

.PHONY: quick
quick: lint check ## what to run before a commit: lint, check and the quick tests, in little more than a minute
	@$(BIN)/python -m pytest -n auto --dist worksteal -m "not slow" $(ARGS)

.PHONY: check
check: $(READY) ## check the published data, translations, pages and sources
	@$(BIN)/python -m helpers check

.PHONY: instruments
instruments: $(READY) ## questionnaires as XLSForms, printed forms and lists to paste: outputs/instruments
	@$(BIN)/python -m helpers instruments $(ARGS)

.PHONY: lab
lab: $(READY) ## open the notebooks in JupyterLab
	@JUPYTER_PATH="$(CURDIR)/src/helpers/workshop/assets$${JUPYTER_PATH:+:$$JUPYTER_PATH}" \
		$(BIN)/python -m jupyterlab --LabApp.default_url=/lab/tree/notebooks \
		$(if $(filter 0,$(shell id -u)),--allow-root)

.PHONY: preview
preview: $(READY) $(VENV)/.quarto-tried ## serve the book and rebuild it when a source changes
	@$(BIN)/python -m helpers preview --port $(PORT)

.PHONY: section
section: $(READY) ## begin a section of your own: NAME=my_question; PAGE=1 makes its page anew, REMOVE=1 takes it away
	@$(BIN)/python -m helpers section $(if $(PAGE),--page) $(if $(REMOVE),--remove) \
		$(if $(FORCE),--force) -- "$$NAME"

.PHONY: publish
publish: $(if $(DIR),book,$(READY)) ## copy the finished book to DIR=/path/to/site, or update an earlier copy
	@$(BIN)/python -m helpers publish "$$DIR"

.PHONY: reproduce
reproduce: $(READY) ## build twice from two clean clones and print what differs
	@$(BIN)/python -m helpers reproduce $(ARGS)

.PHONY: export
export: $(READY) ## the data for SPSS, Stata, Excel, R and archives, chapters as single files: outputs/export
	@$(BIN)/python -m helpers export

.PHONY: dossier
dossier: book ## what a data editor asks for: outputs/dossier and its zip (two clean runs: 10 minutes)
	@$(BIN)/python -m helpers dossier $(ARGS)

.PHONY: sheet
sheet: book ## photograph every page on one contact sheet (needs Chromium)
	@$(BIN)/python -m helpers sheet $(ARGS)

.PHONY: weights
weights: book ## weigh every page: bytes, requests, first paint (needs Chromium)
	@$(BIN)/python -m helpers weights $(ARGS)

.PHONY: axe
axe: book ## ask axe-core about the accessibility of every page (needs Chromium)
	@$(BIN)/python -m helpers axe $(ARGS)

.PHONY: parity
parity: $(READY) $(VENV)/.quarto-tried ## compare what Quarto and the embedded renderer make of the book
	@$(BIN)/python -m helpers build --renderer embedded
	@$(BIN)/python -m helpers parity $(ARGS)

.PHONY: bench
bench: $(READY) ## measure the book and its helpers against what people use: benchmarks/README.md
	@$(BIN)/python benchmarks/compare.py --write $(ARGS)

.PHONY: lint
lint: $(READY) ## check style, formatting and what may import what
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/lint-imports --no-cache --no-logo

.PHONY: translations
translations: $(READY) ## bring locale/ in step with the English pages and list what is left
	@$(BIN)/python -m helpers translations

.PHONY: spelling
spelling: $(READY) ## list words of the translations that hunspell does not know
	@$(BIN)/python -m helpers spelling

.PHONY: lock
lock: $(READY) ## pin the dependencies of pyproject.toml anew in requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	@$(BIN)/uv pip compile pyproject.toml --all-extras --universal --python-version 3.11 \
		--generate-hashes --no-emit-index-url --no-header --quiet -o requirements.lock
	@echo "requirements.lock is new; the next make sets up .venv again."

.PHONY: clean
clean: ## remove outputs and caches
	@find outputs -mindepth 1 -maxdepth 1 ! -name README.md -exec rm -rf {} +
	@find . -path ./$(VENV) -prune -o \( -name __pycache__ -o -name .ipynb_checkpoints \) \
		-type d -prune -exec rm -rf {} +
	@rm -rf .pytest_cache .ruff_cache .hypothesis .pytask

.PHONY: distclean
distclean: clean ## remove .venv too
	@rm -rf $(VENV)

# The stamp is written last: an interrupted set-up begins again. An explicit PYTHON is compared
# with the environment's on every call, otherwise only a new lock makes it anew.
$(READY): requirements.lock $(if $(PYTHON),always)
	@for python in $(PYTHONS); do \
		if "$$python" -c '$(MIN)' 2>/dev/null; then \
			PYTHONPATH=src exec "$$python" -B -m helpers.workshop.environment $(if $(PYTHON),--exact-python); \
		fi; \
	done; \
	echo "No Python 3.11 or newer (tried $(PYTHONS)). Install one," \
		"or name it: make PYTHON=/path/to/python3" >&2; exit 1

# One attempt per environment; its absence is a notice, never an error.
$(VENV)/.quarto-tried: $(READY)
	@test -e $@ || $(BIN)/python -m helpers.workshop.environment --quarto

.PHONY: always
always:
