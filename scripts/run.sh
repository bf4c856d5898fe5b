#!/usr/bin/env bash
# Sets up, builds what changed and serves; arguments go to the server.
set -euo pipefail
# shellcheck source=scripts/environment.sh
source "$(dirname "$0")/environment.sh"

scripts/setup.sh
scripts/build.sh
exec target/dev/server "$@"
