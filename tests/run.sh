#!/bin/bash
# Runs the tests: `tests/run.sh` all of them, `tests/run.sh units cli …` those tiers, `tests/run.sh FILE …` those files.
#
# A test is a program or a script that prints TAP; the unit tests (cmocka) run with ASan and UBSan. A line a file, what
# a failing file printed below it, and at the end "N passed, N failed". A file that crashes, that hangs, that prints no
# result or fewer than it planned has failed, whatever else it says.
set -u
cd "$(dirname "$0")/.."
tiers="units cli exchange script golden fault pty site lint"
limit=${TEST_SECONDS:-300} # for one file

# ---- one file ------------------------------------------------------------------------------------------------
if [ "${1:-}" = --one ]; then
    results=$2 file=$3
    result=$results/${file//\//_}
    home=$(mktemp -d "${TMPDIR:-/tmp}/wijk-test-XXXXXX")
    began=${EPOCHREALTIME/[.,]/}
    { HOME=$home TMPDIR=$home timeout --kill-after=5 "$limit" "./$file" </dev/null >"$result.out" 2>&1; } 2>/dev/null
    status=$?
    seconds=$(awk -v spent=$((${EPOCHREALTIME/[.,]/} - began)) 'BEGIN { printf "%.1f", spent / 1000000 }')
    chmod -R u+rwX "$home" 2>/dev/null
    rm -rf "$home"
    passed=$(grep -aEc '^ok( |$)' "$result.out")
    skipped=$(grep -aEc '^not ok [0-9]+ # SKIP' "$result.out") # as cmocka has it
    failed=$(($(grep -aEc '^not ok( |$)' "$result.out") - skipped))
    planned=$(sed -nE 's/^1\.\.([0-9]+).*/\1/p' "$result.out" | awk '{ sum += $1 } END { print sum + 0 }')
    why=
    if [ $status = 124 ] || [ $status = 137 ]; then
        why="stopped after $limit seconds"
    elif [ $status != 0 ] && [ "$failed" = 0 ]; then
        why="ended with status $status"
    elif [ $((passed + failed + skipped)) = 0 ] && ! grep -aq '^1\.\.0 # SKIP' "$result.out"; then
        why="printed no result"
    elif [ "$planned" -gt $((passed + failed + skipped)) ]; then
        why="printed $((passed + failed)) of $planned results"
    fi
    [ -z "$why" ] || failed=$((failed + 1))
    echo "$passed $failed" >"$result.count"
    {
        [ "$failed" = 0 ] && word=ok || word=FAILED
        printf '%-6s  %-46s %4d passed %3d failed %6ss%s\n' \
            $word "${file#build/}" "$passed" "$failed" "$seconds" "${why:+  ($why)}"
        [ "$failed" = 0 ] || tail -n 200 "$result.out" | sed 's/^/        | /'
    } >"$result.line"
    cat "$result.line"
    exit 0
fi

# ---- all of them ---------------------------------------------------------------------------------------------
results=build/results
rm -rf "$results"
mkdir -p "$results"
for variable in $(compgen -e | grep -E '^(WIJK_|LC_|XDG_)') LANG LANGUAGE MAKEFLAGS MFLAGS MAKELEVEL NO_COLOR; do
    unset "$variable"
done
asan=${ASAN_BUILD:-build/asan}
export LC_ALL=C.UTF-8 WIJK=${TEST_PROGRAM:-$PWD/build/wijk} WIJK_LOCALE_DIR=$PWD/build/locale CMOCKA_MESSAGE_OUTPUT=TAP \
    ASAN_OPTIONS=detect_leaks=1:abort_on_error=0 UBSAN_OPTIONS=print_stacktrace=1 \
    LSAN_OPTIONS=suppressions=$PWD/tests/data/leaks.supp:print_suppressions=0

# A build that fails is a test that failed, and leaves no older program behind to be tested.
build() {
    echo "building $1"
    shift
    make -j2 WERROR=1 "$@" >"$results/build.log" 2>&1 && return
    grep -aE -A4 'error|warning|\*\*\*|undefined' "$results/build.log" | head -60 | sed 's/^/        | /'
    echo "0 1" >"$results/build_$#_$RANDOM.count"
    echo "FAILED  make $*"
}

files_of() {
    case $1 in
    units) for source in tests/unit/*/test_*.c; do echo "$asan/${source%.c}"; done ;;
    */*) echo "$1" ;;
    *) for source in tests/"$1"/*; do
        case $source in
        */test_*.c) echo "build/${source%.c}" ;;
        *.sh | *.py) [ ! -x "$source" ] || echo "$source" ;;
        esac
    done ;;
    esac
}

[ $# -gt 0 ] || set -- $tiers
wanted=" $* "
case $wanted in *" units "* | *" $asan/"*)
    build "the unit tests with ASan and UBSan" CC="${ASAN_CC:-gcc}" BUILD="$asan" \
        SANITIZE=address,undefined CFLAGS='-O1 -g' --keep-going units
    ;;
esac
if [ "$wanted" = " units " ]; then
    build "the translations" build/locale/nl/LC_MESSAGES/wijk.mo
else
    build "the program" --keep-going all tiers benched
fi
for tier in "$@"; do
    jobs=2
    [ "$tier" != lint ] || jobs=1 # these use both processors themselves
    files_of "$tier" | xargs -r -d '\n' -P $jobs -n 1 "$0" --one "$results"
done
cat "$results"/*.count 2>/dev/null |
    awk '{ passed += $1; failed += $2 }
         END { printf "%d passed, %d failed\n", passed, failed; exit failed > 0 || passed == 0 }'
