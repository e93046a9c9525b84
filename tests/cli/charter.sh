#!/bin/bash
# The bureau from the shell: the charter by neighbourhood, what is missing, what is in the way, one sheet, links.
. "$(dirname "$0")/lib.bash"

"$WIJK" init "$WIJK_FILE" --demo >/dev/null

run charter --json
check "the list is JSON" done_well
check "by number, with code, efforts and gaps" json '[a["code"] for a in d][:3] == ["C-12", "C-27", "C-31"] and d[1]["efforts"] == 3 and d[1]["gaps"] == ["blocked"]'
run charter list --json --where 'theme=LER'
check "a filter" json '[a["code"] for a in d] == ["C-48", "C-55"]'
run charter gaps --json
check "only those that miss something" json '{a["code"]: a["gaps"] for a in d} == {"C-12": ["blocked"], "C-27": ["blocked"], "C-55": ["blocked"], "C-73": ["no effort", "due soon"], "C-104": ["no effort"]}'
run charter matrix --json
check "every agreement has a cell for every neighbourhood" json 'len(d) == 9 and all(len(a["neighbourhoods"]) == 2 for a in d)'
check "a cell says how many, the light and what is in the way" json 'd[1]["neighbourhoods"][0] == {"area": "Voorbeeldbuurt", "efforts": 3, "blockers": 2, "light": "red", "linked": True}'
run charter matrix
check "for people too" printed '▼ 3 ‼'
run charter blockers --json
check "by ministry, the gravest first" json '[(b["agreement"], b["problem"]) for b in d][:3] == [("C-55", "K-4"), ("C-12", "K-7"), ("C-12", "K-9")]'
run charter sheet C-27
check "a sheet" done_well
check "with the question" printed 'What does Ministerie voor wijken (voorbeeld) do so that this is out of the way: K-2'
run charter sheet 73 --json
check "a number is enough" json 'd["code"] == "C-73" and d["efforts"] == [] and d["areas"][0]["title"] == "Voorbeeldbuurt"'
check "the status has its history" json '[h["status"] for h in d["history"]] == ["not started"]'
run signals --json
check "due without an effort is a signal" json '[s["about"] for s in d if s["entity"] == "agreement"] == ["C-73"]'

run charter link C-73 I-18 -n
check "a dry run links nothing" done_well
run charter link C-73 I-18
check "link" done_well
run charter link C-73 I-18
check "twice is refused" refused
run charter sheet C-73 --json
check "the effort is there" json '[e["code"] for e in d["efforts"]] == ["I-18"] and d["gaps"] == []'
run charter unlink C-73 I-18
check "unlink" done_well
run undo
check "and back" done_well
run charter link C-73 K-1
check "a problem is not linked" refused
run charter sheet C-99
check "an unknown agreement is refused" refused
run charter agenda C-27
check "without a theme meeting there is no agenda" refused
run add meeting 'kind=theme meeting' 'starts=2026-12-09 14:00' theme=WRK
run add meeting 'kind=theme meeting' 'starts=2026-12-02 14:00'
run charter agenda C-27
check "the next theme meeting of its theme" printed 'On the agenda of'
run charter agenda C-27
check "twice is refused" refused
run charter sheet C-27 --json
check "the sheet says so" json 'len(d["meetings"]) == 1'
run charter nonsense
check "another word is wrong usage" used_wrongly
run charter gaps now
check "a word too many as well" used_wrongly

run add agreement number=12 'text=Twice'
check "a number is of one agreement" refused
run add agreement number=149 'text=New'
check "a new one" done_well
run show C-149 --json
check "is called by its number" json 'd["code"] == "C-149" and d["number"] == 149'
run set C-149 number=150
check "and keeps it" refused
printf 'number;text;due\n150;Honderdvijftig;2027-01-01\n149;Anders;\n12;Dubbel;\n12;Nog eens;\n' >"$HOME/charter.csv"
run import "$HOME/charter.csv" --as agreement
check "rows of a table are found by their numbers" printed 'new: 1, changed: 2'
run show C-150 --json
check "the new one has its code" json 'd["text"] == "Honderdvijftig"'
run show C-149 --json
check "the other is changed" json 'd["text"] == "Anders"'
run check
check "the file is whole" done_well
finish
