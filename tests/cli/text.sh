#!/bin/bash
# What is printed for people: safe for a terminal, aligned, in the language.
. "$(dirname "$0")/lib.bash"

"$WIJK" init "$WIJK_FILE" --area Voorbeeldbuurt >/dev/null
evil=$'rood \e[31m\a\u202e einde'
run add goal theme=WON statement="$evil"
check "text with escapes is taken" done_well
run list goal --json
check "it is stored as it was typed" json 'd[0]["statement"] == "rood \x1b[31m\x07\u202e einde"'
safe() { ! grep -qP '[\x00-\x08\x0b-\x1f\x7f]|\xE2\x80\xAE' out err; }
for command in "list goal" "show WON-1" "status" "search rood" "history" "history WON-1" ""; do
    run $command
    check "no escape is printed by: wijk $command" safe
    check "it is done: wijk $command" test "$status" = 0
done
run show "$evil"
check "nor in a sentence about it" safe
run -n set WON-1 statement="$evil!"
check "nor by -n" safe
run undo
check "nor by undo" safe

"$WIJK" add partner name='Één' >/dev/null
"$WIJK" add partner name='日本' kind=school >/dev/null
run list partner
column() { python3 - <<'END'
import unicodedata
width = lambda s: sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in s)
lines = open("out", encoding="utf-8").read().splitlines()
at = width(lines[0][:lines[0].index("Kind")])
for line in lines[1:]:
    prefix = ""
    while width(prefix) < at:
        prefix += line[len(prefix)]
    assert width(prefix) == at and prefix.endswith(" ") and line[len(prefix)] != " ", line
END
}
check "columns are aligned by width" column

# Dutch: numbers and dates follow the language.
"$WIJK" add goal theme=WON statement="Doel" >/dev/null
code=$("$WIJK" list goal --where statement=Doel --json | python3 -c 'import json, sys; print(json.load(sys.stdin)[0]["code"])')
"$WIJK" add indicator goal="$code" name="Meting" unit=% >/dev/null
echo 'language = "nl";' >"$XDG_CONFIG_HOME/wijk/wijk.conf"
run log "$code.1" 1234.5
check "a point is read in Dutch too" test "$status" = 0
run list measurement
check "numbers are printed in Dutch" printed "1234,5"
check "dates too" printed "24 nov 2026"
run list measurement --json
check "JSON knows no language" json 'd[0]["value"] == 1234.5'
run log "$code.1" 4.715
check "ambiguous in Dutch" refused
check "with the Dutch readings" said "4,7150"
run log "$code.1" 4,7150
check "exact in Dutch" test "$status" = 0

# On a terminal of 40 columns every line fits.
if command -v script >/dev/null; then
    script -qec "stty cols 40 rows 20; '$WIJK' list goal" /dev/null </dev/null >out 2>err
    fits() { python3 -c '
import sys
lines = open("out", encoding="utf-8").read().replace("\r", "").splitlines()
sys.exit(not lines or any(len(line) > 40 for line in lines))'; }
    check "a table is cut to the terminal" fits
else
    skip "a table is cut to the terminal" "there is no script(1)"
fi
finish
