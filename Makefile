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
.PHONY: help coverage serve site previous pdf test check lint-prose corpus bench audit fuzz webkit format screenshots icons lighthouse clean venv project tests-project runtime node-tools bench-tools lighthouse-tools chromium firefox faketime

help: ## list these targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/make \1\t\2/p' Makefile | expand -t 20

serve: project runtime ## build the site and serve it at http://127.0.0.1:8000/, again at every change
	@echo "Building; the guide will be at http://127.0.0.1:8000/ (Ctrl+C ends it)"
	@$(PYTHON) -m mkdocs serve

site: project runtime ## build the site into site/
	@$(PYTHON) -m mkdocs build --strict
	@echo "The site is in site/"

previous: project ## get the files of the site at SITE_URL that pages still open in browsers need, into previous/
	@.venv/bin/followthrough previous "$(SITE_URL)" previous

pdf: site chromium ## build the site with the whole guide as a PDF on it
	@.venv/bin/followthrough pdf site

test: tests-project node-tools chromium firefox faketime ## run every test, in Chromium and Firefox too
	@$(PYTHON) -m pytest -n 2 --dist worksteal -m "not alone" --cov=widgets --cov-report=term tests/unit
	@$(PYTHON) -m pytest -n 2 --dist worksteal -m "not alone" --ignore=tests/unit
	@$(PYTHON) -m pytest -m alone

coverage: tests-project node-tools ## say which lines and branches all tests but the browsers' take (a quarter of an hour)
	@$(PYTHON) -m pytest -n 2 --cov --cov-report=term --cov-fail-under=0 --ignore=tests/browser

check: check-code check-prose check-site ## check code, prose, workflows and the built site; change nothing

.PHONY: check-code check-prose check-site java
check-code: tests-project node-tools
	@$(PYTHON) -m ruff check .
	@$(PYTHON) -m ruff format --check .
	@$(PYTHON) -m mypy
	@npm --prefix widgets run --silent types
	@$(TOOLS)/eslint --config widgets/eslint.config.mjs .
	@$(TOOLS)/stylelint --config widgets/stylelint.config.mjs "{docs,site_build,widgets}/**/*.css"
	@$(PYTHON) -m codespell_lib
	@.venv/bin/actionlint $(WORKFLOWS:%=%/*.yml)
	@.venv/bin/zizmor --offline --quiet --no-progress $(WORKFLOWS)

check-prose: tests-project node-tools
	@rm -rf build/prose && .venv/bin/followthrough export build/prose >/dev/null
	@$(PYTHON) -m codespell_lib build/prose/docs/*.md build/prose/docs/*/*.md build/prose/docs/*/*/*.md
	@$(PYTHON) -m tests.grammar build/prose/docs .github

# In a folder named like the repository, since that is where the pages will be.
check-site: tests-project node-tools java
	@rm -rf build/pages && SITE_URL=https://example.org/followthrough/ \
	  $(PYTHON) -m mkdocs build --strict --quiet --site-dir build/pages/followthrough
	@java -jar widgets/node_modules/vnu-jar/build/dist/vnu.jar --skip-non-html --errors-only \
	  --filterpattern "$(THEME_FAULTS)" build/pages/followthrough
	@.venv/bin/lychee --config tests/lychee.toml --root-dir "$(CURDIR)/build/pages" "build/pages/followthrough/**/*.html"

WORKFLOWS = .github/workflows site_build/starter/dot-github/workflows
# What Material writes, and every browser forgives; that our own labels have their controls, axe tells in tests/browser.
THEME_FAULTS = .*Attribute .autocomplete. is only allowed when the input type is.*|.*Bad value .. for attribute .tabindex.*|$\
  .*The value of the .for. attribute of the .label. element must be the ID.*

lint-prose: tests-project ## print the reading grade of every page of the guide; fail above grade 8
	@$(PYTHON) -m tests.prose

corpus: tests-project ## measure how often the checks are right about labelled messages
	@$(PYTHON) -m tests.corpus

bench: tests-project node-tools bench-tools chromium ## measure time, bytes and memory against plain Pyodide (10 minutes)
	@$(PYTHON) -m tests.bench $(PARTS)

mutants: tests-project ## count the changes to FILES of the engine that no unit test notices (hours for all)
	@$(PYTHON) -m tests.mutants $(FILES)

wheel: tests-project ## build the package into dist/
	@rm -rf dist && $(PYTHON) -m hatchling build --target wheel

holidays: tests-project ## take the newest public holidays and time zones into the locks
	@for name in holidays tzdata; do \
	  newest=$$(echo $$name | .venv/bin/uv pip compile --quiet --no-header --no-annotate - | sed -n "s/^$$name==//p"); \
	  sed "s/\"$$name==[^\"]*\"/\"$$name==$$newest\"/" pyproject.toml > .venv/new.toml && cp .venv/new.toml pyproject.toml; \
	done
	@$(MAKE) --no-print-directory lock

lock: tests-project ## write the locks of the Python packages anew from pyproject.toml
	@$(LOCK) --extra build --output-file site_build/requirements.txt
	@$(LOCK) --extra build --extra test --output-file tests/requirements.txt

LOCK = .venv/bin/uv pip compile pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes \
  --no-annotate --no-header --no-emit-index-url
.PHONY: mutants wheel holidays lock architecture

lighthouse: tests-project runtime lighthouse-tools chromium ## judge the built pages as Lighthouse does (2 to 6 minutes)
	@$(PYTHON) -m tests.lighthouse

audit: tests-project node-tools bench-tools ## ask what is known against the packages and workflows in use
	@cmp -s tests/requirements-audit.txt .venv/audit.lock || { \
	  $(PIP) tests/requirements-audit.txt && cp tests/requirements-audit.txt .venv/audit.lock; }
	@$(PYTHON) -m tests.audit

fuzz: tests-project runtime ## try inputs that nobody thought of, for SECONDS (60) a target
	@cmp -s tests/requirements-fuzz.txt .venv/fuzz.lock || { \
	  $(PIP) tests/requirements-fuzz.txt && cp tests/requirements-fuzz.txt .venv/fuzz.lock; }
	@$(PYTHON) -m tests.fuzz $(SECONDS)

webkit: tests-project runtime ## run the main stories in WebKit
	@cmp -s tests/requirements-webkit.txt .venv/webkit.lock || { \
	  $(PIP) tests/requirements-webkit.txt && cp tests/requirements-webkit.txt .venv/webkit.lock; }
	@command -v WebKitWebDriver >/dev/null && command -v xvfb-run >/dev/null || { \
	  echo "Installing WebKit's driver"; \
	  apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends \
	    -o DPkg::Lock::Timeout=300 webkit2gtk-driver xvfb xauth >/dev/null; }
	@xvfb-run -a $(PYTHON) -m pytest -q tests/webkit

format: tests-project ## put the Python code into the project's format
	@$(PYTHON) -m ruff check --fix-only --quiet .
	@$(PYTHON) -m ruff format --quiet .

screenshots: tests-project runtime chromium ## take the README's pictures from a fresh build
	@$(PYTHON) -m tests.browser.screenshots

architecture: tests-project ## draw the picture of the rooms from the imports
	@$(PYTHON) -m tests.architecture

icons: tests-project chromium ## draw the icons from the logo
	@$(PYTHON) -m tests.browser.icons

clean: ## delete everything that was built or installed here
	rm -rf .venv site build dist widgets/node_modules tests/bench/node_modules tests/lighthouse/node_modules .pytest_cache .ruff_cache .mypy_cache .hypothesis .coverage*
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

java:
	@java -version >/dev/null 2>&1 || { \
	  test "$$(id -u)" = 0 && command -v apt-get >/dev/null || { \
	    echo "The HTML checker needs Java 11 or newer. On Debian: apt-get install default-jre-headless" >&2; exit 1; }; \
	  echo "Installing Java, for the HTML checker"; \
	  apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends \
	    -o DPkg::Lock::Timeout=300 default-jre-headless >/dev/null; }

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

firefox: tests-project
	@firefox-esr --version >/dev/null 2>&1 || firefox --version >/dev/null 2>&1 || { \
	  if test "$$(id -u)" = 0 && command -v apt-get >/dev/null; then \
	    echo "Installing Firefox"; \
	    apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends \
	      -o DPkg::Lock::Timeout=300 firefox-esr >/dev/null; \
	  else \
	    $(PYTHON) -m playwright install firefox; \
	  fi; }

# It tells a build another day, where it can be had; elsewhere two builds are compared on one.
faketime:
	@faketime --version >/dev/null 2>&1 || test "$$(id -u)" != 0 || ! command -v apt-get >/dev/null || { \
	  echo "Installing faketime"; \
	  apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends \
	    -o DPkg::Lock::Timeout=300 faketime >/dev/null; }
