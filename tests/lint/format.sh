#!/bin/bash
# Every C file is as clang-format 14 would write it.
cd "$(dirname "$0")/../.."
formatter=$(command -v clang-format-14 || command -v clang-format)
if said=$(find src include tests -name '*.[ch]' -print0 | xargs -0 "$formatter" --dry-run -Werror 2>&1); then
    echo "ok 1 - the C files are formatted"
else
    echo "not ok 1 - the C files are formatted"
    grep -E '^[^ ].*error' <<<"$said" | cut -d: -f1,2 | sort -u | head -40 | sed 's/^/# /'
fi
echo "1..1"
