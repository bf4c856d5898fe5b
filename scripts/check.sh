#!/usr/bin/env bash
# What must hold before the tests: format, lints on both sides, types of the browser tests, what the
# program is made of, and the architecture.
set -euo pipefail
# shellcheck source=scripts/environment.sh
source "$(dirname "$0")/environment.sh"

scripts/setup.sh
cargo fmt --all --check
scripts/architecture.py --self-test
scripts/architecture.py
end2end/node_modules/.bin/tsc --project end2end
# Advisories are left out: their database is not everywhere to be had.
cargo deny --locked --features app/ssr --log-level error check --hide-inclusion-graph \
  --allow no-license-field --allow duplicate bans licenses sources
cargo clippy "${everything[@]}" --all-targets -- --deny warnings
cargo clippy --package app --lib --no-default-features --features hydrate -- --deny warnings
