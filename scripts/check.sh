#!/usr/bin/env bash
# What must hold before the tests: format, lints on both sides, types of the browser tests, and
# the architecture.
set -euo pipefail
# shellcheck source=scripts/environment.sh
source "$(dirname "$0")/environment.sh"

scripts/setup.sh
cargo fmt --all --check
scripts/architecture.py --self-test
scripts/architecture.py
end2end/node_modules/.bin/tsc --project end2end
cargo clippy "${everything[@]}" --all-targets -- --deny warnings
cargo clippy --package app --lib --no-default-features --features hydrate -- --deny warnings
