#!/bin/bash
# Wrong usage: status 2, one line with a hint, nothing printed; and help.
. "$(dirname "$0")/lib.bash"

"$WIJK" init "$WIJK_FILE" --demo >/dev/null
wrong() { # arguments
    run "$@"
    check "wrong usage: $*" used_wrongly
}
wrong nonsense
wrong nonsense words
wrong --no-such-option
wrong list --no-such-option
wrong init
wrong init a b
wrong list
wrong list goals theme
wrong list gaol
wrong list goal --csv --json
wrong list goal --where
wrong list goal --csv --numbers fr
wrong list goal --demo
wrong show
wrong show WON-1 WON-2
wrong add
wrong add goal
wrong add gaol name=x
wrong add goal statement
wrong set WON-1
wrong set WON-1 statement
wrong delete
wrong log
wrong log WON-1.2
wrong flag
wrong status now
wrong problems now
wrong problems --queue --sort due
wrong signals now
wrong escalate K-1
wrong decide K-1
wrong handback K-1
wrong merge K-1
wrong search
wrong history WON-1 WON-2
wrong undo 2
wrong redo 2
wrong import
wrong import file
wrong import file --as nothing
wrong export
wrong export goal
wrong export goal --to goals.txt
wrong export all --to all.csv
wrong check file
wrong backup a b
wrong restore
wrong keys x
wrong config x
wrong help nonsense
wrong keys --json
wrong -f
wrong -f a -f b list goal
wrong --dry-run=yes undo

for command in init list show add set delete log flag status problems signals escalate decide handback merge search history undo redo import export check \
    backup restore keys config help; do
    run help $command
    check "help $command" done_well
    check "help $command shows how" printed "wijk $command"
    run $command --help
    check "$command --help" done_well
done
for entity in area area_code theme partner person programme membership goal indicator target measurement effort \
    contribution effort_partner budget_line milestone problem comment view; do
    run help $entity
    check "help $entity" done_well
done
run help
check "help" done_well
check "help names the commands" printed "restore"
run --version
check "--version" test "$(cat out)" = "wijk $(sed -n 's/^VERSION := //p' "$OLDPWD/Makefile")"
run help --man
check "help --man" done_well
check "it is roff, with the keys and the options" grep -q '^\.TH WIJK 1' out
run help --complete
check "help --complete" done_well
check "it has commands and entities" grep -qx 'list goal' out
run keys
check "keys" done_well
check "it is a Markdown table" grep -q '^|' out
run config
check "config" done_well
run config --dump
check "config --dump" cmp out "$OLDPWD/sample.conf"
finish
