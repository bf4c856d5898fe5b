# Sourced by the other scripts: the folder they work in, where tools are and where builds go.
# shellcheck shell=bash disable=SC2034
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit

export PATH="${CARGO_HOME:-$HOME/.cargo}/bin:$PATH"
# Outside of the clone: the database engine takes long to compile, and outlives it there.
export CARGO_TARGET_DIR="${CARGO_TARGET_DIR:-$HOME/.cache/bookwell/target}"

# Everything is built, tested and measured with these features: the engine is compiled once.
everything=(--workspace --features app/ssr)
wasm=wasm32-unknown-unknown

has_wasm() {
  [[ -d "$("$@" --print sysroot)/lib/rustlib/$wasm/lib" ]]
}

# The toolchain that set-up makes of Debian's packages where rustup has no wasm target.
use_wasm_toolchain() {
  has_wasm rustc || export RUSTUP_TOOLCHAIN=debian
}
