#!/bin/bash
# Meetings from the shell: planned, kept, closed; decisions and actions over all of them.
. "$(dirname "$0")/lib.bash"

"$WIJK" init "$WIJK_FILE" --demo >/dev/null

run meeting new --on '2026-11-24 14:00' --place 'Huis van de Wijk' -n
check "a dry run plans nothing" done_well
before=$("$WIJK" meeting list --json | grep -c '"number"')
run meeting new --on '2026-11-24 14:00' --place 'Huis van de Wijk' --json
check "new" done_well
check "it has a number, a status and a place" json 'd["status"] == "draft" and d["number"] > 0 and d["place"] == "Huis van de Wijk"'
check "the agenda begins with the opening and ends with any other business" json 'd["agenda"][0]["subject"] == "opening" and d["agenda"][-1]["subject"] == "other business"'
check "problems that are high or critical are on it" json 'any(i["about"] == "K-7" for i in d["agenda"])'
check "members are invited" json 'len(d["attendance"]) > 5 and {p["state"] for p in d["attendance"]} == {"invited"}'
run meeting list --json
check "one more meeting in the list" json "len(d) == $before + 1"

run meeting agenda add 'Jeugd aan het woord' --json
check "add an item" json '[i["title"] for i in d["agenda"]][-2] == "Jeugd aan het woord"'
run meeting agenda time 1 12 --json
check "time of an item" json 'd["agenda"][0]["minutes"] == 12'
run meeting agenda rename 1 Welkom --json
check "rename an item" json 'd["agenda"][0]["title"] == "Welkom"'
run meeting agenda move 1 2 --json
check "move an item" json 'd["agenda"][1]["title"] == "Welkom"'
run meeting agenda move 2 1
run meeting agenda drop 2 --json
check "drop an item" done_well
run meeting agenda propose --json
check "what was dropped is proposed and not on the agenda" json 'any(not p["on_agenda"] for p in d) and any(p["on_agenda"] for p in d)'
run meeting agenda drop 99
check "an item that is not there" refused

run meeting note 'te vroeg'
check "a line before it began is refused" refused
run meeting start --json
check "start" json 'd["status"] == "running" and d["item"] == 1'
run meeting start
check "starting twice is refused with a sentence" refused
check "and says that every line is kept" said 'every line'
run meeting attendance all
check "everybody is present" printed present
run meeting attendance VZ excused --json
check "one is excused" json '[p["state"] for p in d["attendance"] if p["initials"] == "VZ"] == ["excused"]'
run meeting attendance VZ nonsense
check "an unknown state" used_wrongly

run meeting note 'Lab meldt vertraging, bevroren grond' --json
check "note" json 'd["kind"] == "note" and d["entity"] is None'
run meeting note '!! Grondproef te laat @Niemand ^vr' --json
check "problem" json 'd["entity"] == "problem" and d["code"].startswith("K-") and d["unknown_name"] == "Niemand"'
run meeting note '*Lab bellen over datum @SE ^vr' --json
check "action" json 'd["entity"] == "action" and d["code"].startswith("A-")'
action=$(python3 -c 'import json; print(json.load(open("out"))["code"])')
run meeting note '#We wachten op het lab &I-4' --json
check "decision" json 'd["entity"] == "decision"'
run meeting note '=14,2 1okt O+S: test &WON-1.1.2' --json
check "measurement" json 'd["entity"] == "measurement"'
run meeting note '=1.234 &WON-1.1.1'
check "a number that can be read in two ways is refused" refused
run meeting note '=14,2'
check "a figure of nothing in particular is refused" refused
run meeting note '*Nog iets ^ooit' -n
check "a dry run shows the echo" printed 'Would add: action'
run list measurement --json --where 'source=O+S value=14.2'
check "a measurement knows its meeting" json 'len(d) == 1 and d[0]["meeting"]'
run meeting note 14 mensen aanwezig
check "words of which the first is a number are a line" done_well
run meeting agenda --json
check "all stands under the item now" json 'len(d["agenda"][0]["entries"]) == 6'
entry=$(python3 -c 'import json; print(json.load(open("out"))["agenda"][0]["entries"][0]["id"])')
run meeting change "$entry" 'Lab meldt vertraging'
check "change a line" done_well
run meeting strike "$entry"
check "strike a line" done_well
run undo
check "undo brings it back" done_well
run meeting agenda --json
check "as it was changed" json 'd["agenda"][0]["entries"][0]["text"] == "Lab meldt vertraging"'
run history --json
check "acts say what was written" printed 'Lab bellen over datum'

run meeting next --json
check "next" json 'd["item"] == 2 and d["agenda"][0]["status"] == "done"'
run meeting next --item 4 --json
check "to another item" json 'd["item"] == 4'
run meeting next --back --json
check "and back" json 'd["item"] == 3'
run meeting carry 3 --json
check "carry an item over" json 'd["agenda"][2]["status"] == "carried" and d["item"] is not None'
run meeting context --item 5 --json
check "the context of an item" done_well
run meeting close --json
check "close" json 'd["status"] == "closed" and d["closed_at"]'
check "what is to be completed" json 'any(c["name"] == "Niemand" for c in d["to_complete"])'
check "the decision has a number" json 'any(e["kind"] == "decision" and int(e["code"]) > 0 for i in d["agenda"] for e in i["entries"])'
run meeting close
check "closing twice is refused" refused
run meeting note 'te laat'
check "a line in a closed meeting is refused" refused
run meeting complete --json
check "complete" json 'len(d) >= 2 and all(c["reason"] for c in d)'

run meeting decisions --json
check "decisions of all meetings, numbered" json 'd[0]["text"] == "We wachten op het lab" and d[0]["number"] > 0 and d[0]["about"].startswith("I-4")'
run meeting actions --json
check "actions" json "any(a['code'] == '$action' and a['owed_by'] for a in d)"
run meeting done "$action" --json
check "done" json 'd["status"] == "done" and d["done_on"] == "2026-11-24"'
run meeting actions --json
check "then it is no open action" json "not [a for a in d if a['code'] == '$action']"
run meeting carry "$action" +1w
check "what is done is not carried over" refused
run meeting done K-7
check "a problem is no action" refused
run meeting since --json
check "since" json '"changes" in d and d["meeting"]'
run meeting new --on 2026-12-08 --json
check "the next one proposes the minutes" json 'd["agenda"][1]["subject"] == "minutes"'
check "and what was carried over" json 'any(i["subject"] not in ("opening", "minutes") for i in d["agenda"])'

# Minutes that cannot be written: a sentence, and no half file.
number_of=$("$WIJK" meeting list --json | python3 -c 'import json, sys; print(max(m["number"] for m in json.load(sys.stdin) if m["status"] == "closed"))')
mkdir closed full
chmod 500 closed
if [ "$(id -u)" = 0 ]; then
    skip "a folder that cannot be written in" "root writes everywhere"
else
    run meeting minutes "$number_of" --to closed/m.md
    check "a folder that cannot be written in" refused
fi
run meeting minutes "$number_of" --to /proc/m.md
check "a place where no file can be" refused
run meeting minutes "$number_of" --to none/m.md
check "a folder that is not there" refused
if mount -t tmpfs -o size=4k,nr_inodes=8 tmpfs full 2>/dev/null; then
    head -c 4096 /dev/zero >full/fill
    run meeting minutes "$number_of" --to full/m.md
    check "a full disk" refused
    check "leaves nothing behind" test "$(ls full)" = fill
    umount full
else
    skip "a full disk" "no file system can be mounted here"
fi

# An own template with an error: told with its place, and no meeting stays open for it.
mkdir -p "$XDG_CONFIG_HOME/wijk"
printf '# {{kind}}\n\n{{titel}}\n' >my.md
echo "minutes_template = \"$work/my.md\"" >"$XDG_CONFIG_HOME/wijk/wijk.conf"
run meeting start
run meeting minutes
check "minutes with an error in the template are refused" refused
check "with its line" said 'my.md, line 3, column 1'
run meeting close
check "closing works" test "$status" = 0
check "and tells the error once" test "$(grep -c 'my.md, line 3, column 1' err)" = 1
check "and what was done instead" said 'standard template was used instead'
run meeting minutes
check "the minutes are there" printed '# Minutes of the'
for template in '{{#each items}}{{#each items}}{{/each}}{{/each}}' '{{#each items}}' '{{nothing}}'; do
    printf '%s' "$template" >my.md
    run meeting minutes --draft
    check "a template that is wrong is refused: $template" refused
done
rm "$XDG_CONFIG_HOME/wijk/wijk.conf"

run meeting start 9999
check "a number that is none" refused
run meeting dance
check "an unknown verb" used_wrongly
run meeting new --on nooit
check "a date that is none" refused
run help meeting
check "help tells the verbs" printed 'attendance [NUMBER]'
run check
check "the file is whole" done_well
finish
