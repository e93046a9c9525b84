#!/bin/bash
# The planning from the shell: what is planned when, who has too much at once, moving a date.
. "$(dirname "$0")/lib.bash"

"$WIJK" init "$WIJK_FILE" --demo >/dev/null

run planning --json
check "the planning is JSON" json '{l["kind"] for l in d["lines"]} >= {"effort", "milestone", "agreement"}'
check "an effort stands before its milestones" json '[l["kind"] for l in d["lines"]][:3] == ["effort", "milestone", "milestone"] and d["lines"][0]["code"] == "I-1"'
check "what was moved says what it was" json 'any(l["first_ends"] and l["first_ends"] < l["ends"] for l in d["lines"] if l["kind"] == "milestone")'
check "partners with too much at once" json 'd["at_once"] == 5 and d["crowded"][0]["partner"].startswith("Welzijnsorganisatie") and d["crowded"][0]["efforts"] > 5'
run planning --from 2029-01-01 --to 2030-12-31 --json
check "between two days" json '[l["code"] for l in d["lines"] if l["kind"] == "effort"] == ["I-18"]'
run planning
check "for people" printed 'Too much at once: Welzijnsorganisatie'
run planning --from someday
check "a day that is none is refused" refused
run planning move I-1 2027-09-01 Te weinig vakmensen
check "move" done_well
run show I-1 --json
check "the date and the reason are there" json 'd["ends"] == "2027-09-01" and any("vakmensen" in c["text"] for c in d["comment"])'
run planning --json
check "and what it was" json 'd["lines"][0]["first_ends"] == "2027-06-30" and d["lines"][0]["moved"] == 1'
run undo
check "one undo takes both back" done_well
run show I-1 --json
check "so it is as it was" json 'd["ends"] == "2027-06-30" and not any("vakmensen" in c["text"] for c in d.get("comment", []))'
run planning move I-1 2027-09-01
check "without a reason is wrong usage" used_wrongly
run planning move I-11 2027-09-01 Waarom
check "what is done is not moved" refused
run planning move K-1 2027-09-01 Waarom
check "a problem is not moved here" refused
run planning shift
check "another word is wrong usage" used_wrongly
run check
check "the file is whole" done_well
finish
