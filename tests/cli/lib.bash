# For tests of the command line: a home of its own, `check`, and `run`, which keeps what the program said.
# usage: . "$(dirname "$0")/lib.bash"
set -u
WIJK=${WIJK:-$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)/build/wijk}
work=$(mktemp -d)
trap 'chmod -R u+rwX "$work" 2>/dev/null; rm -rf "$work"' EXIT
export HOME=$work/home XDG_CONFIG_HOME=$work/config XDG_DATA_HOME=$work/data LC_ALL=C.UTF-8 LANGUAGE=en
export WIJK_TODAY=2026-11-24 WIJK_FILE=$work/programme.db
unset WIJK_CONFIG
mkdir -p "$HOME" "$XDG_CONFIG_HOME/wijk"
cd "$work" || exit 1
number=0

# check NAME COMMAND …: one result; what was said last stands below a failure.
check() {
    local name=$1
    shift
    number=$((number + 1))
    if "$@" >"$work/checked" 2>&1; then
        echo "ok $number - $name"
    else
        echo "not ok $number - $name"
        sed 's/^/# /' "$work/checked" "$work/out" "$work/err" 2>/dev/null | head -30
    fi
}
skip() { number=$((number + 1)) && echo "ok $number - $1 # SKIP $2"; }
finish() { echo "1..$number"; }

# run ARGUMENT …: the program, with its status in $status and what it printed in out and err.
run() {
    "$WIJK" "$@" >"$work/out" 2>"$work/err" </dev/null
    status=$?
}
done_well() { [ "$status" = 0 ] && [ ! -s "$work/err" ]; }
# Refused: status 1, exactly one line, which begins with "wijk: ".
refused() { [ "$status" = 1 ] && [ "$(wc -l <"$work/err")" = 1 ] && grep -q '^wijk: ' "$work/err"; }
used_wrongly() {
    [ "$status" = 2 ] && [ "$(wc -l <"$work/err")" = 1 ] && grep -q "^wijk: .*wijk help" "$work/err" && [ ! -s "$work/out" ]
}
printed() { grep -qF -- "$1" "$work/out"; }
said() { grep -qF -- "$1" "$work/err"; }
# json EXPRESSION: the document in out is JSON, and the Python expression on it, `d`, is true.
json() { python3 -c 'import json, sys; d = json.load(open(sys.argv[1])); sys.exit(not eval(sys.argv[2]))' "$work/out" "$1"; }
# Everything in the file, as text that can be compared.
everything() { "$WIJK" export all --to "$work/all-$1.json" >/dev/null && echo "$work/all-$1.json"; }
