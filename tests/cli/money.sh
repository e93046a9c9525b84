#!/bin/bash
# money: budget lines added up.
. "$(dirname "$0")/lib.bash"
run init "$WIJK_FILE" --demo
run money theme
check "money by theme" done_well
check "has the total" printed Total
run money effort --json
check "JSON adds up to the cent" json 'abs(sum(round(r["planned"] * 100) for r in d["rows"]) - round(d["total"]["planned"] * 100)) == 0 and len(d["lines"]) > 10'
run money --national
check "national money names its efforts and goals" printed "WRK-1.2"
run money --year 2026 --json
check "one year only" json 'all(line["year"] == 2026 for line in d["lines"]) and len(d["lines"]) > 0'
run money colour
check "an unknown division is wrong usage" used_wrongly
run money --year soon
check "a wrong year is wrong usage" used_wrongly
run money thema
check "a Dutch word is understood" done_well
finish
