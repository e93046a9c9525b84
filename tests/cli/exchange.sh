#!/bin/bash
# Import, export, check, backup, restore.
. "$(dirname "$0")/lib.bash"

"$WIJK" init "$WIJK_FILE" --demo >/dev/null
run export goal --to goals.csv
check "export to CSV" done_well
check "it begins with a byte order mark" test "$(head -c 3 goals.csv | od -An -tx1 | tr -d ' \n')" = efbbbf
run export goal --to goals.json --where theme=WON
check "export of a filter to JSON" done_well
check "it is JSON" python3 -m json.tool goals.json
run export all --to folder
check "export all to a folder" done_well
check "a file an entity" test -s folder/10-goal.csv
run export all --to all.json --json
check "export all to JSON" json 'd["rows"] > 500'
run export goal --to no/such/folder/goals.csv
check "a missing folder is refused" refused
before=$(everything before)

for from in folder all.json; do
    run -f "copy-$from.db" init "copy-$from.db"
    run -f "copy-$from.db" import "$from" --as all --json
    check "import $from --as all" json 'd["bad"] == 0 and d["created"] > 300'
    "$WIJK" -f "copy-$from.db" export all --to "back-$from.json" >/dev/null
    check "it gives an equal programme" cmp "$before" "back-$from.json"
done

printf 'name;kind\nNieuwe partner;school\n;school\n' >partners.csv
run import partners.csv --as partner
check "import takes the good rows" printed "new: 1"
check "and says where the bad ones are" printed "line 3"
check "which is done" test "$status" = 0
run undo
check "undo takes the import back" done_well
run list partner --where "Nieuwe" --json
check "its rows are gone" json 'd == []'
run import partners.csv --as partner --strict
check "--strict refuses all" refused
run list partner --where "Nieuwe" --json
check "nothing was imported" json 'd == []'
run import partners.csv --as partner -n --json
check "-n --json counts" json 'd["dry_run"] and d["created"] == 1 and d["bad"] == 1 and d["errors"][0]["line"] == 3'
run import missing.csv --as partner
check "a missing file is refused" refused
printf 'indicator;taken_on;value\nWON-1.2;2026-01-01;1.234\n' >figures.csv
run import figures.csv --as measurement
check "numbers with separators need --numbers" refused
run import figures.csv --as measurement --numbers iso
check "and are read by it" done_well
run list measurement --where "indicator=WON-1.2 taken_on=2026-01-01" --json
check "as it says" json 'd[0]["value"] == 1.234'

run check
check "check" done_well
run check --json
check "check --json" json 'd["sound"] and d["findings"] == [] and d["rows"] > 300'
run check --rebuild
check "check --rebuild of a sound file" done_well
check "leaves the same programme" test -n "$before"
python3 - "$WIJK_FILE" <<'END'
import sqlite3, sys
c = sqlite3.connect(sys.argv[1])
c.execute("UPDATE goal SET statement = 'vervalst' WHERE code = 'WON-1'")
c.commit()
END
run check
check "check finds what was changed behind the journal's back" test "$status" = 1
check "with one sentence" refused
run check --rebuild
check "check --rebuild repairs it" test "$status" = 0
run show WON-1 --json
check "the statement is back" json 'd["statement"] != "vervalst"'
run check
check "and the file is in order" done_well

run backup copy.db
check "backup FILE" done_well
check "only its owner may read it" test "$(stat -c %a copy.db)" = 600
run backup copy.db
check "backup over a file is refused" refused
run backup
check "backup beside the file" done_well
check "it tells where" test -s "$(sed 's/^Copied to //' out)"
before=$(everything before)
"$WIJK" add theme code=TST name=Test >/dev/null
run restore copy.db
check "restore" test "$status" = 0
check "the programme is that of the backup" cmp "$before" "$(everything after)"
run restore missing.db
check "restore of a missing file is refused" refused
printf 'no database' >text.db
run restore text.db
check "restore of another kind of file is refused" refused
check "the file is as it was" cmp "$before" "$(everything after)"
# ---- several rows of a kind without names ----
"$WIJK" init "$work/ladder.db" --demo >/dev/null
printf 'problem;from_level;to_level;asked_on;question;decide_by\nK-7;group;district;2026-11-02;Who paints?;2026-12-01\nK-2;group;district;2026-11-02;Who looks for them?;2026-12-01\nK-2;district;bureau;2026-11-09;And then?;2026-12-11\n' >"$work/ladder.csv"
run -f "$work/ladder.db" import "$work/ladder.csv" --as escalation --json
check "several escalations without ids" json 'd["created"] == 3 and d["bad"] == 0'
run -f "$work/ladder.db" import "$work/ladder.csv" --as escalation --json
check "and the same again is the same" json 'd["created"] == 0 and d["same"] == 3'
printf 'problem;from_level;to_level;asked_on;question\nK-99;group;district;2026-11-02;Who?\n' >"$work/wrong.csv"
run -f "$work/ladder.db" import "$work/wrong.csv" --as escalation --strict
check "--strict refuses a file with a bad row" [ "$status" = 1 ]
run -f "$work/ladder.db" import "$work/wrong.csv" --as escalation --strict -n
check "also in a dry run" [ "$status" = 1 ]
run -f "$work/ladder.db" import "$work/wrong.csv" --as escalation -n
check "without it a bad row is reported" [ "$status" = 0 ]

finish
