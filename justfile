# `just` lists these recipes.

_default:
    @just --list

# What CI runs.
check:
    sh check.sh

# All tests.
test:
    cargo test --workspace

# Formatting, lints, documentation; licences, sources and advisories.
lint:
    cargo fmt --all -- --check
    cargo clippy --workspace --all-targets -- -D warnings
    RUSTDOCFLAGS="-D warnings" cargo doc --workspace --no-deps
    cargo deny check

# Rewrite what is generated: schemas, reference pages, expected outputs.
bless:
    MONAZITE_BLESS=1 cargo test --workspace

# Past price shocks run again and scored: the joint draws of market parameters and the page of backtests.
prices:
    cargo run --release -p monazite-io --example prices 512 data/recipe/market_draws.csv docs/backtests.md

# Property tests on cases that nobody has seen: a fresh seed, shown first, and more cases. A case that fails becomes a test.
nightly cases="1000":
    #!/bin/sh
    set -eu
    PROPTEST_RNG_SEED=$(od -An -N4 -tu4 /dev/urandom | tr -d ' ')
    PROPTEST_CASES={{cases}}
    export PROPTEST_RNG_SEED PROPTEST_CASES
    echo "PROPTEST_RNG_SEED=$PROPTEST_RNG_SEED PROPTEST_CASES=$PROPTEST_CASES"
    cargo test --workspace -- --include-ignored

# Speed.
bench:
    cargo bench --workspace

# The book and the documentation of the code.
docs:
    mdbook build docs
    cargo doc --workspace --no-deps
