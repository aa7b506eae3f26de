# `make check` is all of CI, nothing more, nothing less.
PYTHON ?= .venv/bin/python
JOBS ?= auto

.PHONY: check format format-check lint types layers test coverage docs docs-check bench profile corpora fuzz audit

check: format-check lint types layers coverage docs-check

format:
	$(PYTHON) -m ruff format .
	$(PYTHON) -m ruff check --fix .

format-check:
	$(PYTHON) -m ruff format --check .

lint:
	$(PYTHON) -m ruff check .

types:
	$(PYTHON) -m mypy

layers:
	$(dir $(PYTHON))lint-imports

test:
	$(PYTHON) -m pytest -n $(JOBS)

# Branch coverage: 100 % for what decides, 95 % overall.
CORE = */policycheck/regimes/*,*/policycheck/policy/*,*/policycheck/engine.py,*/policycheck/applied.py,*/policycheck/source.py,*/policycheck/yaml_faults.py,*/policycheck/document.py,*/policycheck/frozen.py,*/policycheck/schema.py,*/policycheck/law.py,*/policycheck/rule.py,*/policycheck/suppression.py,*/policycheck/evidence.py
coverage:
	$(PYTHON) -m pytest -q -n $(JOBS) --cov --cov-report=
	$(PYTHON) -m coverage report --include='$(CORE)' --fail-under=100 --skip-covered --show-missing
	$(PYTHON) -m coverage report --fail-under=95 --skip-covered

docs:
	$(PYTHON) scripts/docs.py

docs-check:
	$(PYTHON) -m pytest -q tests/test_docs.py

# Against check-jsonschema, jsonschema, jsonschema-rs and ajv-cli; needs a package registry.
bench:
	$(PYTHON) benchmarks/run.py .bench

# Where the time goes, without a rival.
profile:
	$(PYTHON) benchmarks/profiled.py

# Round trips and counts on a folder of other tools' documents: make corpora FOLDER=...
corpora:
	$(PYTHON) scripts/corpora.py $(FOLDER)

# Every property on made-up inputs, long; what failed is tried first the next time.
MINUTES ?= 10
SEED ?= 0
fuzz:
	$(PYTHON) -m fuzz --minutes $(MINUTES) --seed $(SEED)

# Known vulnerabilities of what a user installs; needs a package registry. What cannot be
# audited fails as well.
audit:
	rm -rf .audit
	$(PYTHON) -m venv .audit/installed
	.audit/installed/bin/python -m pip install -q .
	.audit/installed/bin/python -m pip freeze --exclude policycheck > .audit/requirements.txt
	$(PYTHON) -m venv .audit/tool
	.audit/tool/bin/python -m pip install -q pip-audit
	.audit/tool/bin/python -m pip_audit --strict --no-deps --disable-pip -r .audit/requirements.txt
