#!/bin/sh
# Everything that must hold: formatting, lints, documentation, licences, the shape of the house, all tests.
# Needs a Rust toolchain and a C++ compiler; what else it could use and does not find, it names at the end.
set -u
cd "$(dirname "$0")" || exit 1

# A fresh clone has nothing to build upon, and what is kept for a next build costs time.
[ -e target ] || export CARGO_INCREMENTAL=0

log=$(mktemp) || exit 1
trap 'rm -f "$log"' EXIT
skipped=""
failed=""

# One check: its name, then its command. All run, so that one failure does not hide the next.
check() {
    name=$1
    shift
    printf '\n== %s\n' "$name"
    "$@" || failed="$failed
  $name: $*"
}

# A component of the toolchain, brought where rustup can.
component() {
    cargo "$1" --version >/dev/null 2>&1 && return 0
    command -v rustup >/dev/null 2>&1 && rustup component add "$2" >/dev/null 2>&1 && return 0
    skipped="$skipped
  $2: not installed, and rustup could not bring it"
    return 1
}

component fmt rustfmt && check formatting cargo fmt --all -- --check
component clippy clippy && check lints cargo clippy --workspace --all-targets -- -D warnings
check documentation env RUSTDOCFLAGS="-D warnings" cargo doc --workspace --no-deps
if command -v cargo-deny >/dev/null 2>&1; then
    check "licences, sources, bans" cargo deny check licenses sources bans
else
    skipped="$skipped
  cargo-deny: not installed; a test compares the licences of all dependencies with deny.toml"
fi

# What the tests print is shown as it comes and kept, to count the tests that found no raw files to read.
tests() {
    { cargo test --workspace --no-fail-fast 2>&1; echo $? >"$log.code"; } | tee "$log"
    code=$(cat "$log.code")
    rm -f "$log.code"
    return "$code"
}
check tests tests
absent=$(grep -c '^SKIPPED' "$log")
[ "$absent" -eq 0 ] || skipped="$skipped
  tests that read raw published files, which are not here: $absent"

printf '\n'
[ -z "$skipped" ] || printf 'Skipped:%s\n' "$skipped"
if [ -n "$failed" ]; then
    printf 'Failed:%s\n' "$failed"
    exit 1
fi
echo "All checks hold."
