#!/bin/bash
# Lessons from the shell: list, those like some words, one, adopting, links.
. "$(dirname "$0")/lib.bash"

"$WIJK" init "$WIJK_FILE" --demo >/dev/null

run lessons --json
check "the list is JSON" json 'sorted(l["code"] for l in d) == ["L-1", "L-2", "L-3", "L-4"]'
run lessons list --json --where 'theme=WON'
check "a filter" json 'sorted(l["code"] for l in d) == ["L-1", "L-3"]'
run lessons search vochtklachten in portieken --json
check "lessons like some words" json '[l["code"] for l in d] == ["L-1"] and d[0]["likeness"] == 2'
run lessons search
check "no words is wrong usage" used_wrongly
run lessons show L-4 --json
check "one, with its source and who adopted it" json 'd["source_kind"] == "alliance partner" and d["adoptions"][0]["area"] == "Voorbeeldbuurt" and d["about"] == ["I-13 Taalvisite"]'
run lessons adopt L-3 --on 2026-11-02
check "adopt" printed 'not known yet what became of it'
run lessons adopt L-3
check "twice is refused" refused
run lessons adopt L-3 --outcome 'In the first week'
check "unless it says what became of it" printed 'In the first week'
run lessons show L-3 --json
check "one adoption, with its date" json '[(a["adopted_on"], a["outcome"]) for a in d["adoptions"]] == [("2026-11-02", "In the first week")]'
run lessons adopt L-3 --on someday
check "a day that is none is refused" refused
run lessons link L-3 C-12
check "link" printed 'about C-12'
run lessons link L-3 C-12
check "twice is refused" refused
run lessons show L-9
check "an unknown lesson is refused" refused
run lessons teach
check "another word is wrong usage" used_wrongly
run list effort --json --where 'kind=experiment'
check "experiments are a kind of effort" json '[e["code"] for e in d] == ["I-15", "I-23"]'
run check
check "the file is whole" done_well
finish
