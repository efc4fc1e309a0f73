#!/usr/bin/env bash
# Fuzzes one target for some seconds: fuzz/run.sh TARGET [SECONDS]. Needs `cargo install cargo-fuzz`; see docs/fuzzing.md.
set -eu
target=$1
seconds=${2:-60}
cd "$(dirname "$0")"
# libFuzzer's instrumentation needs unstable flags; the compiler of the project is a stable one.
export RUSTC_BOOTSTRAP=1
# The front end recurses as deep as the source nests: the command gives it 256 MiB of stack.
ulimit -s 524288
mkdir -p "corpus/$target"
i=0
# Seeds: the golden programs, each under a short name; libFuzzer adds what it finds.
find ../testdata -name '*.go' -size -24k | sort | while read -r f; do
    i=$((i + 1))
    cp "$f" "corpus/$target/seed$i"
done
exec cargo fuzz run --sanitizer none "$target" -- -max_total_time="$seconds" -max_len=30000 -timeout=10 -rss_limit_mb=4096 -len_control=0
