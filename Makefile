# Builds of all clones go here: the database engine is compiled once, not once a clone.
export CARGO_TARGET_DIR ?= $(HOME)/.cache/bookwell/target

.PHONY: help setup run test check bench torture release clean-data

help: ## list what can be made
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 14

setup: ## install what is missing
	@scripts/setup.sh

run: ## set up, build and serve; ARGS="--address 127.0.0.1:8080" goes to the server
	@scripts/run.sh $(ARGS)

test: ## run every test, the browser's too; ARGS goes to Playwright
	@scripts/test.sh $(ARGS)

check: ## format, lints and the rules of the architecture
	@scripts/check.sh

bench: ## measure; ARGS goes to the benchmark
	@scripts/bench.sh $(ARGS)

torture: ## try for hours what the tests try a few times; ARGS="5" for five percent of it
	@scripts/torture.sh $(ARGS)

release: ## fill dist/ with what is shipped: optimised, hashed, compressed
	@scripts/release.sh

clean-data: ## delete the database and the outbox of `make run`
	rm -rf data
