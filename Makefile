# Every target is one verb of tools/dev.py, which runs the same on Windows.
# Arguments: make demo ARGS="--no-serve --as-of 2026-03-31"
PYTHON ?= python3
ARGS ?=

.PHONY: demo serve test lint bench gallery assets clean

demo serve test lint bench gallery assets clean:
	@$(PYTHON) tools/dev.py $@ $(ARGS)
