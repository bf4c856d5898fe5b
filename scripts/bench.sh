#!/usr/bin/env bash
# Measures, in the profile that the tests use; arguments go to the benchmark.
set -euo pipefail
# shellcheck source=scripts/environment.sh
source "$(dirname "$0")/environment.sh"

scripts/setup.sh
# cargo's own bench profile builds in another folder: it would compile the engine once more.
cargo bench "${everything[@]}" --profile dev -- "$@"
