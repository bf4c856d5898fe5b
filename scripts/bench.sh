#!/usr/bin/env bash
# Measures what is shipped, built with optimisation; arguments go to the benchmark:
#   scripts/bench.sh                            everything, on a directory of 25,000 roles
#   scripts/bench.sh --roles 5000 --only page   a part of it
#   scripts/bench.sh --quick                    the demonstration, in the profile that the tests use
set -euo pipefail
# shellcheck source=scripts/environment.sh
source "$(dirname "$0")/environment.sh"

scripts/setup.sh
if [[ " $* " == *" --quick "* ]]; then
  profile=dev bundle=target/dev
  scripts/build.sh
else
  profile=release bundle=dist
  scripts/build.sh --release
fi
export BOOKWELL_SERVER="$PWD/$bundle/server" LEPTOS_SITE_ROOT="$PWD/$bundle/site"
# cargo's own bench profile builds in another folder: it would compile the engine once more. Of
# this one all but the benchmark itself is built already.
cargo bench "${everything[@]}" --profile "$profile" --bench portal -- "$@"
