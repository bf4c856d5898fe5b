#!/usr/bin/env bash
# Tries for long what the tests try a few times, and prints a table of it:
#   scripts/torture.sh        everything, hours
#   scripts/torture.sh 5      five percent of it
#   scripts/torture.sh 5 race only the tests of that name
set -euo pipefail
# shellcheck source=scripts/environment.sh
source "$(dirname "$0")/environment.sh"

scripts/setup.sh
BOOKWELL_ROUNDS=${1:-long}
BOOKWELL_TABLE=$(mktemp)
export BOOKWELL_ROUNDS BOOKWELL_TABLE
engine=$CARGO_TARGET_DIR/engine
CARGO_TARGET_DIR=$engine cargo build --release --locked --manifest-path server/tests/engine/Cargo.toml
export BOOKWELL_ENGINE=$engine/release/engine
failed=0
# One after another: each wants the machine for itself.
cargo test "${everything[@]}" --no-fail-fast --test torture --test security -- --include-ignored --test-threads 1 "${@:2}" || failed=$?
printf '\n| what | tried | result | seconds |\n|---|---:|---|---:|\n'
cat "$BOOKWELL_TABLE"
rm "$BOOKWELL_TABLE"
exit "$failed"
