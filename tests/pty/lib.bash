# For tests of the whole program on a real terminal, which tmux is: a home and a tmux server of its own, `begin`, which
# starts the program on a terminal of some size, and `shows`, which waits for what must come to stand on it.
# usage: . "$(dirname "$0")/lib.bash"
set -u
command -v tmux >/dev/null || { echo "1..0 # SKIP tmux is not installed" && exit 0; }
WIJK=${WIJK:-$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)/build/wijk}
export WIJK_LOCALE_DIR=${WIJK_LOCALE_DIR:-$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)/build/locale}
work=$(mktemp -d)
on() { tmux -L "wijk-test-$$" -f /dev/null -u "$@"; }
trap 'on kill-server 2>/dev/null; rm -rf "$work"' EXIT
export HOME=$work/home XDG_CONFIG_HOME=$work/config XDG_DATA_HOME=$work/data TMUX_TMPDIR=$work
export LC_ALL=C.UTF-8 LANGUAGE=en WIJK_TODAY=2026-11-25
unset TMUX WIJK_CONFIG WIJK_FILE NO_COLOR COLORTERM
mkdir -p "$HOME"
cd "$work" || exit 1
number=0 sessions=0
"$WIJK" init example.db --demo >init.out 2>&1 || { cat init.out && exit 1; }

# What stands around the program: a shell that does not put the terminal in order by itself (an interactive one does),
# so that what is found afterwards is what the program left.
cat >around.sh <<'AROUND'
ulimit -c 0
stty -g >before
bash -c 'echo $$ >pid; exec "$@"' - "$@" 2>err
status=$?
stty -g >after
echo "left with $status"
exec cat
AROUND

# ---- one test ----
# check NAME FUNCTION: one result; the screen and the last complaint stand below a failure.
check() {
    number=$((number + 1))
    if "$2" >checked 2>&1; then
        echo "ok $number - $1"
    else
        echo "not ok $number - $1"
        { cat checked err && screen; } 2>/dev/null | sed 's/^/# /' | head -60
    fi
    [ $sessions = 0 ] || on kill-session -t "s$sessions" 2>/dev/null
}
finish() { echo "1..$number"; }

# ---- the terminal ----
# open WIDTH HEIGHT COMMAND …: a terminal of that size with the command in it.
open() {
    local size=(-x "$1" -y "$2")
    shift 2
    rm -f before after err pid
    sessions=$((sessions + 1))
    on new-session -d -s "s$sessions" "${size[@]}" -- "$@"
}
# begin WIDTH HEIGHT [CHANGE …]: the program there on a fresh copy of the example, its environment changed as `env` does.
begin() {
    local width=$1 height=$2
    shift 2
    rm -f x.db*
    cp example.db x.db
    open "$width" "$height" bash around.sh env "$@" "$WIJK" x.db
}
typed() { on send-keys -t "s$sessions" "$@"; }
letters() { on send-keys -t "s$sessions" -l -- "$1"; }
bytes() { on send-keys -t "s$sessions" -H $(printf '%b' "$1" | od -An -v -tx1); }
resize() { on resize-window -t "s$sessions" -x "$1" -y "$2"; }
screen() { on capture-pane -p -t "s$sessions"; }
is() { [ "$(on display-message -p -t "s$sessions" "$1")" = "$2" ]; }

# ---- waiting ----
# becomes CONDITION …: waits until the condition holds; on a busy machine that may take a while, but it ends.
becomes() {
    local try
    for ((try = 0; try < 200; try++)); do
        ! "$@" || return 0
        sleep 0.05
    done
    echo "did not come: $*"
    return 1
}
has() { screen | grep -qF -- "$1"; }
lacks() { ! has "$1"; }
shows() { becomes has "$1"; }

# ---- what is looked at ----
held() { is '#{alternate_on} #{mouse_standard_flag} #{mouse_sgr_flag}' '1 1 1'; }
released() { is '#{alternate_on} #{cursor_flag} #{mouse_any_flag} #{mouse_sgr_flag} #{keypad_flag}' '0 1 0 0 0'; }
# Nothing of the program is left: the modes of the line, the screen, the cursor, the mouse.
whole() {
    becomes released && shows 'left with' && cmp before after && becomes lacks 'NEEDS ATTENTION'
}
send_signal() { kill "-$1" "$(cat pid)"; }
# json COMMAND … EXPRESSION: the Python expression on what the command printed, `d`, is true.
json() {
    "$WIJK" "${@:1:$#-1}" --file x.db --json >json.out &&
        python3 -c 'import json, sys; d = json.load(open("json.out")); sys.exit(not eval(sys.argv[1]))' "${@: -1}"
}
