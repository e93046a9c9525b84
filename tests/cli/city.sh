#!/bin/bash
# The builder of the files to measure on: a city of a thousandth is in order, and always the same.
. "$(dirname "$0")/lib.bash"
builder=$(dirname "$WIJK")/tests/bench/city
[ -x "$builder" ] || builder=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)/build/tests/bench/city

check "the builder makes a small city" "$builder" "$WIJK_FILE" 1000
run check --json
check "check finds it in order" test "$status" = 0
run list programme --json
check "it has the seventeen programmes" json 'len(d) == 17'
run list problem --json
check "it has problems in all statuses" json 'len({p["status"] for p in d}) == 6'
first=$(everything first)
"$builder" again.db 1000 >/dev/null
"$WIJK" -f again.db export all --to again.json >/dev/null
check "it is the same every time" cmp "$first" again.json
finish
