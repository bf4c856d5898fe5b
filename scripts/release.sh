#!/usr/bin/env bash
# Fills dist with what an operator copies: server, hash.txt, site and plans.
set -euo pipefail
# shellcheck source=scripts/environment.sh
source "$(dirname "$0")/environment.sh"

scripts/setup.sh
scripts/build.sh --release
rm -rf dist/plans
cp -R plans dist/plans
find dist/site/pkg -name '*.wasm.br' -printf 'dist: the wasm is %s bytes in brotli\n'
du --summarize --human-readable dist
