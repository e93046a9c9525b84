#!/bin/bash
# -n shows and changes nothing, whatever the command; what would be refused is refused.
. "$(dirname "$0")/lib.bash"

"$WIJK" init "$WIJK_FILE" --demo >/dev/null
"$WIJK" add theme code=TST name=Test >/dev/null
"$WIJK" undo >/dev/null
"$WIJK" list goal --csv --numbers iso >goals.csv
sed -i 's/Wonen/Wonen/; s/Bewoners/Mensen/' goals.csv
cp "$WIJK_FILE" as-it-was.db
before=$(everything before)
unchanged() { [ "$status" = 0 ] && cmp "$WIJK_FILE" as-it-was.db && cmp "$before" "$(everything after)"; }
dry() {
    run -n "$@"
    check "-n $1 changes nothing" unchanged
    check "-n $1 says something" test -s out
}
dry add goal theme=WON statement=Nieuw
dry add effort title=Nieuw goal=WON-1
dry set WON-1 statement=Anders
dry delete WON-1
dry log WON-1.2 6,5
dry flag '!! Iets ^vr' --on I-1
dry redo
dry import goals.csv --as goal
check "-n import tells what would change" printed "would change"
dry check --rebuild
dry export all --to nowhere
check "-n export writes nothing" test ! -e nowhere
dry backup copy.db
check "-n backup copies nothing" test ! -e copy.db
dry restore as-it-was.db
check "no backup was made" test "$(ls programme.backups programme.db.backups 2>/dev/null | grep -c asked)" = 0
run -n init new.db --demo
check "-n init makes nothing" test ! -e new.db
run undo -n
check "-n undo" unchanged
run -n set WON-1 statement=
check "-n refuses what would be refused" refused
run -n init "$WIJK_FILE"
check "-n init over a file is refused" refused
finish
