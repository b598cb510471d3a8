# Stoop: `make demo` shows it, `make test` proves it, `make setup` only installs.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

PYTHON ?= $(shell for python in python3 python3.11 python3.12 python3.13 /usr/bin/python3; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && break; done)
RUN := .venv/bin/python
SERVE ?= 1
PORT ?= 8000

.PHONY: help setup setup-test demo bench-cut bench-sync bench-report test lint types schema suite suite-postgis chaos clean

help:  ## say what can be made
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 16

# Installing ----------------------------------------------------------------------------------

APT := DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=300
AS_ROOT := $(shell [ "$$(id -u)" = 0 ] || echo sudo -E)

# Installs those of the named Debian packages that are missing; says nothing when none is.
define debian
	@missing=$$(for name in $(1); do \
		dpkg-query -W -f='$${Status}' $$name 2>/dev/null | grep -q 'ok installed' || echo $$name; done); \
	if [ -n "$$missing" ]; then \
		echo "installing" $$missing; \
		$(AS_ROOT) env $(APT) update; \
		$(AS_ROOT) env $(APT) install -y --no-install-recommends $$missing > /dev/null; \
	fi
endef

.PHONY: debian-run debian-test
debian-run:
	$(call debian,libsqlite3-mod-spatialite ca-certificates)
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || $(MAKE) -s debian-venv

.PHONY: debian-venv
debian-venv:
	$(call debian,python3 python3-venv)

# Our tests start clusters of their own, so PostgreSQL must not start one when it is installed.
# libatomic1 is for the driver of the browser tests, the fonts for what the browser draws.
debian-test: debian-run
	$(call debian,postgresql-common)
	@$(AS_ROOT) sed -i 's/^#\?create_main_cluster.*/create_main_cluster = false/' \
		/etc/postgresql-common/createcluster.conf
	$(call debian,postgresql postgresql-15-postgis-3 chromium libatomic1 fonts-liberation)

.venv/bin/python: | debian-run
	$(PYTHON) -m venv .venv

.venv/runtime.stamp: requirements.lock | .venv/bin/python
	$(RUN) -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r $<
	@touch $@

.venv/bench.stamp: tests/bench/requirements.lock | .venv/runtime.stamp
	$(RUN) -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r $<
	@touch $@

.venv/test.stamp: tests/requirements.lock | .venv/runtime.stamp
	$(RUN) -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r $<
	@touch $@

# Building the pages needs Node; where there is none, the wheel brings one.
.venv/web.stamp: backend/web/requirements.lock | .venv/bin/python
	@{ command -v npm && node -e 'process.exit(parseInt(process.versions.node) < 20)'; } > /dev/null 2>&1 \
		|| $(RUN) -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r $<
	@touch $@

# Stock RxDB, with which the tests sync; npm writes the file that says what it installed.
RXDB := tests/chaos/rxdb_client
$(RXDB)/node_modules/.package-lock.json: $(RXDB)/package-lock.json | .venv/web.stamp
	@$(RUN) -m tests.chaos.node ci
	@touch $@

setup: debian-run .venv/runtime.stamp .venv/web.stamp  ## install what running needs, and build the web files
	@$(RUN) manage.py build_web

setup-test: debian-test .venv/test.stamp .venv/web.stamp $(RXDB)/node_modules/.package-lock.json  ## install what testing needs as well
	@$(RUN) manage.py build_web

# Running -------------------------------------------------------------------------------------

demo: setup  ## the main job on a synthetic city, then a site to click through (SERVE=0: without)
	@$(RUN) manage.py demo --port $(PORT) $(if $(filter 0,$(SERVE)),--no-serve)

BENCH ?= --precincts $(CITY)/precincts.geojson --streets $(CITY)/streets.geojson --addresses $(CITY)/addresses.csv
CITY := fixtures/synthetic_city

bench-cut: .venv/bench.stamp  ## our cut beside other methods on the synthetic city (BENCH="--precincts …": on yours)
	@$(RUN) manage.py bench_cut $(BENCH)

bench-sync: debian-test .venv/bench.stamp  ## our sync beside other ways of taking in knocks (RACE="--contenders ours")
	@$(RUN) -m tests.bench.sync $(RACE)

KNOCKS ?= 10000000

bench-report: debian-test .venv/bench.stamp  ## dashboards over ten million knocks, beside plain SQL (KNOCKS=100000: fewer)
	@$(RUN) -m tests.with_postgis $(RUN) -m tests.bench.report $(KNOCKS)

# Testing -------------------------------------------------------------------------------------

test: setup-test lint types schema suite suite-postgis  ## everything that has to hold

lint:
	$(RUN) -m ruff check .
	$(RUN) -m ruff format --check .

types:
	$(RUN) -m mypy

schema:
	$(RUN) manage.py makemigrations --check --dry-run
	$(RUN) manage.py check --deploy --fail-level WARNING
	$(RUN) manage.py spectacular --validate --fail-on-warn --file /dev/null

suite:  ## the suite on SpatiaLite
	$(RUN) -m pytest -n 2 --dist worksteal -q

suite-postgis:  ## what uses the database, on a throw-away PostGIS
	$(RUN) -m tests.with_postgis $(RUN) -m pytest -n 2 --dist worksteal -q --database-only

CHAOS ?= --minutes 20

chaos: setup-test  ## faults, kills and restores for as long as asked (CHAOS="--seed 7 --steps 100000")
	$(RUN) -m tests.chaos $(CHAOS)
	$(RUN) -m tests.with_postgis $(RUN) -m tests.chaos $(CHAOS)

clean:  ## remove what was installed, built and stored here
	rm -rf .venv .var backend/web/dist backend/web/node_modules $(RXDB)/node_modules
