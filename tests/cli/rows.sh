#!/bin/bash
# Rows from the command line: made, listed, shown, changed, logged, flagged, deleted, undone.
. "$(dirname "$0")/lib.bash"

run init "$WIJK_FILE" --area "Voorbeeldbuurt"
check "init makes a file" done_well
check "only its owner may read it" test "$(stat -c %a "$WIJK_FILE")" = 600
run list programme --json
check "init --area makes the programme" json 'len(d) == 1 and d[0]["area"] == "Voorbeeldbuurt"'
run init "$WIJK_FILE"
check "init over a file is refused" refused

run add goal theme=WON statement="Droge woningen"
check "add" done_well
check "add tells the code" printed "WON-1"
run add goal theme=WON statement="Meer groen" --json
check "add --json prints the row" json 'd["code"] == "WON-2" and d["statement"] == "Meer groen"'
run add indicator goal=WON-1 name="Vochtklachten" unit=% direction=lower
check "add under a goal, by its code" done_well
run add target indicator=WON-1.1 due=2030-12-31 operator="at most" value=11,5
check "add with a decimal comma" done_well
run list target --json
check "the number is a number" json 'd[0]["value"] == 11.5 and d[0]["indicator"] == "WON-1.1"'
run add effort title="Vochtteam" goal=WON-1
check "add effort with goal= links it" done_well
run list contribution --json
check "the contribution is there" json 'len(d) == 1 and d[0]["goal"] == "WON-1" and d[0]["effort"] == "I-1"'
"$WIJK" add partner name=Fonds >/dev/null
run add budget_line effort=I-1 year=2026 funder=Fonds planned=12,50 committed=1,234.5 --json
check "amounts with either decimal mark" json 'd["planned"] == 12.5 and d["committed"] == 1234.5'
run add budget_line effort=I-1 year=2027 funder=Fonds planned=12,505
check "a group of three in an amount" done_well
run list budget_line --where year=2027 --json
check "is thousands" json 'd[0]["planned"] == 12505'
run add goal theme=NIX statement=x
check "an unknown reference is refused" refused
run add goal colour=red
check "an unknown field is refused" refused
run add goal theme=WON
check "a missing field is refused" refused
run add target indicator=WON-1.1 due=2029-01-01 value=4.715
check "an ambiguous number is refused" refused
check "with both readings" said "4.7150"
run add target indicator=WON-1.1 due=31-2-2029 value=4
check "a day that does not exist is refused" refused

run list goal
check "list" done_well
check "list has the goals" printed "Droge woningen"
run list goal --where "theme=WON groen" --json
check "list --where" json '[g["code"] for g in d] == ["WON-2"]'
run list goal --sort -code --json
check "list --sort, from high to low" json '[g["code"] for g in d] == ["WON-2", "WON-1"]'
run list goal --json
check "unknown is null, and there is an id" json 'd[0]["owner"] is None and len(d[0]["id"]) == 36'
run list goal --csv --numbers iso
check "list --csv has the header" test "$(head -c 22 out)" = "id;programme;parent;le"
run list goal --where "colour=red"
check "a filter on an unknown field is refused" refused
run list goal --sort colour
check "sorting by an unknown field is refused" refused

run show WON-1
check "show" done_well
check "show has what is linked" printed "Vochtklachten"
run show won-1 --json
check "show --json, in any case" json 'd["code"] == "WON-1" and len(d["indicator"]) == 1 and d["goal"] == []'
run show "goal:Meer groen" --json
check "show ENTITY:NAME" json 'd["code"] == "WON-2"'
id=$(python3 -c 'import json; print(json.load(open("out"))["id"])')
run show "$id" --json
check "show by id" json 'd["code"] == "WON-2"'
run show WON-9
check "show of nothing is refused" refused

run set WON-2 statement="Veel meer groen" due=2030-01-01
check "set" done_well
run show WON-2 --json
check "set changed the fields" json 'd["statement"] == "Veel meer groen" and d["due"] == "2030-01-01"'
run set WON-2 due=2030-01-01
check "set says when nothing had to change" printed 'It was so already: Goal WON-2 Veel meer groen'
run set WON-2 due=
check "a field is made unknown" done_well
run show WON-2 --json
check "it is null then" json 'd["due"] is None'
run set WON-2 statement=
check "a required field cannot be" refused
run set WON-2 code=WON-7
check "a given code does not change" refused

run log WON-1.1 14,2 --on 2026-10-01 --source O+S --note "eerste meting" --status provisional
check "log" done_well
run list measurement --json
check "the measurement has everything" json 'd[0]["value"] == 14.2 and d[0]["taken_on"] == "2026-10-01" and d[0]["source"] == "O+S" and d[0]["note"] == "eerste meting" and d[0]["status"] == "provisional"'
run log WON-1.1 13.9 --json
check "log with a point, today" json 'd["value"] == 13.9 and d["taken_on"] == "2026-11-24"'
run log WON-1.1 4.715
check "log refuses an ambiguous number" refused
run log WON-1.1 4.7150
check "and takes it when it is exact" done_well
run log WON-1.1 veel
check "log refuses words for a number" refused
run log WON-1.1 12 --on 2027-01-01
check "log refuses a date to come" refused
run log WON-1.1 12 --on gisterenochtend
check "log refuses what is no date" refused
run log WON-1.1 12 --status rood
check "log refuses an unknown status" refused
run log WON-1 12
check "log on a goal is refused" refused
run log WON-1.1 -3
check "a negative number is no option" done_well

run flag '!!! Lekkage in blok 2 ^2026-12-01' --on I-1 --json
check "flag" json 'd["code"] == "K-1" and d["severity"] == 4 and d["effort"] == "I-1" and d["due"] == "2026-12-01"'
run flag 'Geen sleutel'
check "flag without a sign" done_well
run flag '* dit is een actie'
check "flag refuses another kind of line" refused
run flag 'x ^ooitmisschien'
check "flag refuses what was not understood" refused
run problems --json
check "problems" json '{p["code"] for p in d} == {"K-1", "K-2"}'
run set K-1 status=waiting
check "a status that may not follow is refused" refused
run status --json
check "status has goals with light and reason" json 'all(g["reason"] and g["light"] for t in d["themes"] for g in t["goals"])'
run search vocht --json
check "search" json 'len(d) >= 2 and all(h["title"] for h in d)'
run search zzzz
check "a search without result is no failure" done_well

before=$(everything before)
run delete WON-1
check "delete" done_well
check "delete tells what goes along" printed "and"
run show WON-1
check "it is gone" refused
run undo
check "undo in another process" done_well
check "all is back" cmp "$before" "$(everything after)"
run redo
check "redo" done_well
run show WON-1
check "it is gone again" refused
run redo
check "nothing to redo is refused" refused
run undo
run history WON-1 --json
check "history of a row" json 'len(d) > 0 and all(l["person"] for l in d)'
run history
check "history of everything" done_well
run --person "M. de Boer" add theme code=TST name=Test
run history theme:Test --json
check "--person" json 'd[0]["person"] == "M. de Boer"'
# ---- lights that ask why ----
"$WIJK" init "$work/why.db" --demo >/dev/null
run -f "$work/why.db" set WON-2 light=red cause='No money'
check "a light that is red asks why" printed 'still to be completed: consequence=… correction=…'
run -f "$work/why.db" complete --json
check "what is left is on the list to complete" json '[(c["kind"], c["fields"]) for c in d if c["about"] == "WON-2"] == [("light", ["consequence", "correction"])]'
run -f "$work/why.db" complete
check "and for people" printed 'red without consequence, correction'
run -f "$work/why.db" set WON-2 consequence='It stops' correction='Ask'
check "filled in, it says no more" done_well
run -f "$work/why.db" complete --json
check "and it is off the list" json 'not [c for c in d if c["about"] == "WON-2"]'
run -f "$work/why.db" flag 'Rats in the yard @Pietersen'
run -f "$work/why.db" complete --json
check "a name that is nobody known is kept" json 'len([c for c in d if c["kind"] == "name" and "Pietersen" in c["reason"]]) == 1'

finish
