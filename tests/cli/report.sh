#!/bin/bash
# report: the quarter of a neighbourhood, from the standard template or one's own.
. "$(dirname "$0")/lib.bash"
run init "$WIJK_FILE" --demo
run report
check "the last whole quarter" done_well
check "says which" printed "report on quarter 3 of 2026"
check "cause, consequence and correction are there" printed "- Correction: "
run report 2026-Q4 --to report.html
check "as a page" done_well
check "that is well-formed" python3 -c 'import sys, xml.dom.minidom; xml.dom.minidom.parse(sys.argv[1])' report.html
check "for its owner only" test "$(stat -c %a report.html)" = 600
run report 2026-Q9
check "a quarter that is none is wrong usage" used_wrongly
run report --to report.doc
check "another ending is wrong usage" used_wrongly
run report --to nowhere/report.md
check "a folder that is not there is refused" refused
printf 'Only {{heading}}\n{{#each parts}}{{nothing}}{{/each}}\n' >own.md
echo "report_template = \"$work/own.md\"" >"$XDG_CONFIG_HOME/wijk/wijk.conf"
run report
check "a wrong template is refused" refused
check "with its line" said "own.md, line 2, column 16"
printf 'Only {{heading}}\n' >own.md
run report
check "a template of one's own" printed "Only Voorbeeldbuurt"
finish
