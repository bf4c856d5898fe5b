#!/usr/bin/env bash
# All tests: Rust's, then the browser's against the built server; arguments go to Playwright.
set -euo pipefail
# shellcheck source=scripts/environment.sh
source "$(dirname "$0")/environment.sh"

scripts/setup.sh
cargo test "${everything[@]}" --no-fail-fast
scripts/build.sh
cd end2end
npx playwright test "$@"
