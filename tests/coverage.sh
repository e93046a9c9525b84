#!/bin/bash
# Runs the unit tests of the coverage build and sums, by layer and by file, the lines they ran.
set -u
cd "$(dirname "$0")/.."
build=build/coverage
find $build -name '*.gcda' -delete
failed=0
export LC_ALL=C.UTF-8
for test in $build/tests/unit/*/test_*; do
    [ -x "$test" ] && [ "${test%.d}" = "$test" ] || continue
    home=$(mktemp -d)
    HOME=$home TMPDIR=$home "$test" >/dev/null 2>&1 </dev/null || { echo "failed: $test" >&2; failed=1; }
    rm -rf "$home"
done
find $build/obj -name '*.gcno' | sort | while read -r notes; do
    source=${notes#"$build/obj/"}
    gcov -n -o "$(dirname "$notes")" "$notes" 2>/dev/null |
        awk -v wanted="src/${source%.gcno}.c" '
            /^File / { file = substr($2, 2, length($2) - 2) }
            /^Lines executed:/ && file == wanted { split($0, part, /[:% ]+/); print wanted, part[3], part[5]; file = "" }'
done | awk '{
        split($1, part, "/"); layer = part[2]; ran = $2 * $3 / 100
        lines[layer] += $3; done[layer] += ran; total += $3; sum += ran
        printf "  %5.1f %%  %5d lines  %s\n", $2, $3, $1
    }
    END {
        print ""
        for (layer in lines) printf "%7.1f %%  %5d lines  %s\n", 100 * done[layer] / lines[layer], lines[layer], layer
        if (total) printf "%7.1f %%  %5d lines  all\n", 100 * sum / total, total
    }'
exit $failed
