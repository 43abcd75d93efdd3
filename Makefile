# The daily commands. Everything is made inside this folder; `make clean` takes it away again.

PYTHON = .venv/bin/python
export PATH := $(PATH):$(CURDIR)/.venv/bin
export NO_MKDOCS_2_WARNING = 1
export PIP_DISABLE_PIP_VERSION_CHECK = 1
export PIP_ROOT_USER_ACTION = ignore
PIP = "$(PYTHON)" -m pip install --quiet --require-hashes -r
TOOLS = widgets/node_modules/.bin
NPM = npm ci --ignore-scripts --no-audit --no-fund --loglevel=error --prefix

.DEFAULT_GOAL := help
.PHONY: help serve site pdf test check lint-prose corpus bench format screenshots icons lighthouse clean venv project tests-project runtime node-tools bench-tools lighthouse-tools chromium

help: ## list these targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/make \1\t\2/p' Makefile | expand -t 20

serve: project runtime ## build the site and serve it at http://127.0.0.1:8000/, again at every change
	@echo "Building; the guide will be at http://127.0.0.1:8000/ (Ctrl+C ends it)"
	@$(PYTHON) -m mkdocs serve

site: project runtime ## build the site into site/
	@$(PYTHON) -m mkdocs build --strict
	@echo "The site is in site/"

pdf: site chromium ## build the site with the whole guide as a PDF on it
	@.venv/bin/followthrough pdf site

test: tests-project node-tools chromium ## run every test, in Chromium too
	@$(PYTHON) -m pytest -n 2

check: tests-project node-tools ## check the style and the types of the code, change nothing
	@$(PYTHON) -m ruff check .
	@$(PYTHON) -m ruff format --check .
	@$(PYTHON) -m mypy
	@npm --prefix widgets run --silent types
	@$(TOOLS)/eslint --config widgets/eslint.config.mjs .
	@$(TOOLS)/stylelint --config widgets/stylelint.config.mjs "{docs,site_build,widgets}/**/*.css"

lint-prose: tests-project ## print the reading grade of every page of the guide; fail above grade 8
	@$(PYTHON) -m tests.prose

corpus: tests-project ## measure how often the checks are right about labelled messages
	@$(PYTHON) -m tests.corpus

bench: tests-project node-tools bench-tools chromium ## measure time, bytes and memory against plain Pyodide (10 minutes)
	@$(PYTHON) -m tests.bench $(PARTS)

lighthouse: tests-project runtime lighthouse-tools chromium ## judge the built pages as Lighthouse does (2 to 6 minutes)
	@$(PYTHON) -m tests.lighthouse

format: tests-project ## put the Python code into the project's format
	@$(PYTHON) -m ruff check --fix-only --quiet .
	@$(PYTHON) -m ruff format --quiet .

screenshots: tests-project runtime chromium ## take the README's pictures from a fresh build
	@$(PYTHON) -m tests.browser.screenshots

icons: tests-project chromium ## draw the icons from the logo
	@$(PYTHON) -m tests.browser.icons

clean: ## delete everything that was built or installed here
	rm -rf .venv site build widgets/node_modules tests/bench/node_modules tests/lighthouse/node_modules .pytest_cache .ruff_cache .mypy_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# What follows installs. A copy of each lock stands beside what it installed, so that a second run has nothing to do.

venv:
	@test -x $(PYTHON) && $(PYTHON) -c "import pip" 2>/dev/null || { \
	  for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	    "$$python" -c "import sys; sys.exit(sys.version_info < (3, 11))" 2>/dev/null && break; python=; \
	  done; \
	  test -n "$$python" || { echo "Python 3.11 or newer is needed; none was found." >&2; exit 1; }; \
	  "$$python" -c "import ensurepip, venv" 2>/dev/null || { \
	    test "$$(id -u)" = 0 && command -v apt-get >/dev/null || { \
	      echo "Python's venv module is missing. On Debian: apt-get install python3-venv" >&2; exit 1; }; \
	    echo "Installing python3-venv"; \
	    apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends \
	      -o DPkg::Lock::Timeout=300 python3-venv >/dev/null; }; \
	  echo "Making .venv with $$python"; \
	  rm -rf .venv && "$$python" -m venv .venv; }

project: venv
	@cmp -s site_build/requirements.txt .venv/site.lock || { \
	  echo "Installing what builds the site"; \
	  $(PIP) site_build/requirements.txt && cp site_build/requirements.txt .venv/site.lock; }
	@$(INSTALL_PROJECT)

tests-project: venv
	@cmp -s tests/requirements.txt .venv/tests.lock || { \
	  echo "Installing what the tests need"; \
	  $(PIP) tests/requirements.txt && cp tests/requirements.txt .venv/tests.lock \
	  && cp site_build/requirements.txt .venv/site.lock; }
	@$(INSTALL_PROJECT)

INSTALL_PROJECT = cmp -s pyproject.toml .venv/project.toml || { \
  $(PYTHON) -m pip install --quiet --no-deps --no-build-isolation -e . && cp pyproject.toml .venv/project.toml; }

# Any npm will do, since it only downloads, but a site's Python is trimmed in Node; where there is none, a wheel brings one.
FIND_NODE = { npm --version && node -e "process.exit(parseInt(process.versions.node) < 20 ? 1 : 0)"; } >/dev/null 2>&1 \
  || test -x .venv/bin/node || { \
  echo "Installing Node from PyPI, since there is none, or an old one"; $(PIP) site_build/requirements-node.txt; }

runtime: venv
	@$(FIND_NODE)
	@cmp -s widgets/package-lock.json widgets/node_modules/.runtime.lock || { \
	  echo "Getting the Pyodide runtime"; \
	  $(NPM) widgets --omit=dev && cp widgets/package-lock.json widgets/node_modules/.runtime.lock; }

node-tools: venv
	@$(FIND_NODE)
	@cmp -s widgets/package-lock.json widgets/node_modules/.tools.lock || { \
	  echo "Getting the Pyodide runtime, and what checks our modules"; \
	  $(NPM) widgets && cp widgets/package-lock.json widgets/node_modules/.tools.lock \
	  && cp widgets/package-lock.json widgets/node_modules/.runtime.lock; }

bench-tools: venv
	@$(FIND_NODE)
	@cmp -s tests/bench/package-lock.json tests/bench/node_modules/.lock || { \
	  echo "Getting MicroPython, to measure against"; \
	  $(NPM) tests/bench && cp tests/bench/package-lock.json tests/bench/node_modules/.lock; }

lighthouse-tools: venv
	@$(FIND_NODE)
	@cmp -s tests/lighthouse/package-lock.json tests/lighthouse/node_modules/.lock || { \
	  echo "Getting Lighthouse"; \
	  $(NPM) tests/lighthouse && cp tests/lighthouse/package-lock.json tests/lighthouse/node_modules/.lock; }

chromium: tests-project
	@chromium --version >/dev/null 2>&1 || google-chrome --version >/dev/null 2>&1 || { \
	  if test "$$(id -u)" = 0 && command -v apt-get >/dev/null; then \
	    echo "Installing Chromium"; \
	    apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends \
	      -o DPkg::Lock::Timeout=300 chromium >/dev/null; \
	  else \
	    $(PYTHON) -m playwright install chromium; \
	  fi; }
