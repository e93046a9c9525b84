#!/bin/bash
# The coordinator from the shell: the queue, signals, the ladder, doubles.
. "$(dirname "$0")/lib.bash"

"$WIJK" init "$WIJK_FILE" --demo >/dev/null

run problems --queue --json
check "the queue is JSON" done_well
check "the highest score comes first" json 'len(d) > 5 and [r["score"] for r in d] == sorted((r["score"] for r in d), reverse=True)'
check "nothing in it is closed" json 'not [r for r in d if r["status"] in ("solved", "rejected")]'
check "the score is the product of its parts" json 'all(abs(p["severity"] * p["age"] * p["level"] * p["overdue"] * p["charter"] - r["score"]) < 0.01 for r in d for p in [r["score_parts"]])'
check "the sum is said in words" json 'next(r for r in d if r["code"] == "K-15")["score_words"] == "severity 4 × age 2.81 (181 days) × level national 2 = 22.5"'
run problems --queue --json --where 'severity>=4'
check "a filter goes on top" json 'd and all(r["severity"] == 4 and "score" in r for r in d)'
run problems --queue
check "for people it begins with the score" printed '22.5  K-15'
run problems --json
check "without --queue there is no score" json 'd and "score" not in d[0]'

run signals --json
check "signals are JSON" done_well
check "each has a kind, a reason, and what it is about" json 'len(d) > 10 and all(s["kind"] and s["reason"] and s["about"] and "since" in s for s in d)'
check "K-7 is open too long" json '[s["reason"] for s in d if s["about"] == "K-7"] == ["critical, nobody has taken it for 12 days"]'
check "a question the city board has not answered is one" json '[s["reason"] for s in d if s["kind"] == "undecided"] != [] or any("city board" in s["reason"] for s in d)'
run signals
check "signals for people" printed 'critical, nobody has taken it for 12 days'

run escalate K-7 bureau --question 'Who pays?' -n
check "a dry run escalates nothing" done_well
run show K-7 --json
check "the level is what it was" json 'd["level"] == "group" and d["escalation"] == []'
run escalate K-7 bureau --question 'Who pays?'
check "escalate" done_well
run list escalation --json --where 'problem=K-7'
check "the clock of the level gives the date" json '[(e["from_level"], e["to_level"], e["decide_by"], e["question"]) for e in d] == [("group", "bureau", "2026-12-22", "Who pays?")]'
run show K-7 --json
check "the level follows" json 'd["level"] == "bureau"'
run escalate K-7 district --question 'Who pays?'
check "down is refused" refused
run escalate K-7 city board --question 'Then who?' --by +2w
check "up again, by a date, with a level of two words" done_well
run decide K-7 --outcome 'The city pays'
check "decide" done_well
run decide K-7 --outcome 'Again'
check "twice is refused" refused
run list escalation --json --where 'problem=K-7'
check "both have an outcome" json 'sorted(e["outcome"] for e in d) == ["The city pays", "handed on to: city board"]'
run handback K-7 --reason 'Now paint it'
check "hand back" done_well
run show K-7 --json
check "the level goes down" json 'd["level"] == "bureau"'
run escalate WON-1 bureau --question 'Who?'
check "a goal is not escalated" refused
run escalate K-7 mayor --question 'Who?'
check "an unknown level is wrong usage" used_wrongly
run escalate K-7 national
check "without a question too" used_wrongly
run escalate K-7 national --question 'Who?' --by 2020-01-01
check "a date that is past is refused" refused

run merge K-16 K-5
check "merge problems" done_well
run show K-16 --json
check "the double is rejected, and says of what" json 'd["status"] == "rejected" and d["duplicate_of"] == "K-5"'
run merge K-5 K-16
check "into a closed one is refused" refused
run merge K-5 WON-1
check "two kinds are refused" refused
run merge WON-1 WON-2
check "goals are refused" refused
before=$("$WIJK" list problem --json --where 'owner="Politie, wijkteam"' | grep -c '"code"')
run merge 'partner:Politie, wijkteam' 'partner:Basisschool De Voorbeeldboom'
check "merge partners" done_well
run list problem --json --where 'owner="Basisschool De Voorbeeldboom"'
check "what was the one's is the other's" json "len(d) == $before + 1"
run list partner --json
check "the double is gone" json 'not [p for p in d if p["name"] == "Politie, wijkteam"]'
run undo
check "undo takes the merge back" done_well
run list partner --json
check "both are there again" json 'len([p for p in d if p["name"] == "Politie, wijkteam"]) == 1'
run check
check "the file is whole" done_well
finish
