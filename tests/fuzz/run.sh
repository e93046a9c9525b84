#!/bin/bash
# Runs each fuzzer for the seconds given, on all it found before; the first input that breaks one ends it.
set -u
cd "$(dirname "$0")/../.."
seconds=${1:-10} failed=0
for source in tests/fuzz/fuzz_*.c; do
    name=$(basename "$source" .c)
    corpus=build/fuzz/corpus/$name
    mkdir -p "$corpus"
    log=build/fuzz/$name.log
    if ASAN_OPTIONS=detect_leaks=1 LSAN_OPTIONS=suppressions=$PWD/tests/data/leaks.supp:print_suppressions=0 \
        "build/fuzz/tests/fuzz/$name" -max_total_time="$seconds" -max_len=4096 -timeout=5 -rss_limit_mb=512 \
        -artifact_prefix="build/fuzz/$name-" "$corpus" >"$log" 2>&1; then
        printf 'ok      %-16s %s\n' "$name" "$(grep -E '^Done' "$log" | tail -1)"
    else
        failed=$((failed + 1))
        printf 'FAILED  %s\n' "$name"
        tail -40 "$log" | sed 's/^/        | /'
    fi
done
exit $((failed > 0))
