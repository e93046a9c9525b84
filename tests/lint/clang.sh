#!/bin/bash
# clang finds nothing to warn of either, in the program and in the tests.
cd "$(dirname "$0")/../.."
if make -j2 CC=clang BUILD=build/clang WERROR=1 --keep-going all units tiers >build/clang.log 2>&1; then
    echo "ok 1 - clang builds without a warning"
else
    echo "not ok 1 - clang builds without a warning"
    grep -E -A3 'error|warning|\*\*\*' build/clang.log | head -60 | sed 's/^/# /'
fi
echo "1..1"
