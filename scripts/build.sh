#!/usr/bin/env bash
# Builds the server and the site, and lays them out in one folder as they are shipped:
#   scripts/build.sh             target/dev, in the profile that the tests use
#   scripts/build.sh --release   dist, optimised and with compressed copies of each file
set -euo pipefail
# shellcheck source=scripts/environment.sh
source "$(dirname "$0")/environment.sh"

if [[ "${1:-}" == --release ]]; then
  bundle=dist built=$CARGO_TARGET_DIR/release
  leptos=(--release --precompress) server=(--release)
else
  bundle=target/dev built=$CARGO_TARGET_DIR/debug
  leptos=() server=()
fi

# The wasm has one name in all clones: another clone's must not pass for this one's.
forget_wasm_of_other_clones() {
  local owner=$CARGO_TARGET_DIR/front/owner
  [[ "$PWD" == "$(cat "$owner" 2>/dev/null)" ]] && return
  rm -f "$CARGO_TARGET_DIR/front/$wasm"/*/{,deps/}frontend.wasm
  mkdir -p "$CARGO_TARGET_DIR/front"
  echo "$PWD" >"$owner"
}

# What the site is made of: with all of it unchanged there is nothing to build.
site_inputs() {
  find app style public .cargo Cargo.toml Cargo.lock scripts/build.sh -type f -print0 |
    sort --zero-terminated | xargs --null sha256sum | sha256sum
}

build_site() {
  local inputs
  inputs=$(site_inputs)
  [[ "$inputs" == "$(cat "$bundle/site.inputs" 2>/dev/null)" ]] && return
  rm -f "$bundle/site.inputs"
  forget_wasm_of_other_clones
  (
    use_wasm_toolchain
    unset LEPTOS_SITE_ROOT
    cargo leptos build --frontend-only "${leptos[@]}"
  )
  rm -rf "$bundle/site"
  mv target/site "$bundle/site"
  cp "$built/hash.txt" "$bundle/hash.txt"
  echo "$inputs" >"$bundle/site.inputs"
}

build_server() {
  cargo build "${everything[@]}" "${server[@]}"
  cmp -s "$built/server" "$bundle/server" || cp --remove-destination "$built/server" "$bundle/server"
}

mkdir -p "$bundle" "$CARGO_TARGET_DIR"
# Clones share the target folder: one build at a time, so that each takes its own results.
exec 9>"$CARGO_TARGET_DIR/build.lock"
flock 9
build_site
build_server
