#!/bin/bash
# Two people, two configurations, one stick: as the page of the README tells it.
. "$(dirname "$0")/../cli/lib.bash"
mkdir -p anna bert stick
at() { # at WHO ARGUMENT …
    local who=$1
    shift
    XDG_DATA_HOME=$work/$who WIJK_FILE=$work/$who/kolenkit.db run --person "$who" "$@"
}
text() { XDG_DATA_HOME=$work/$1 WIJK_FILE=$work/$1/kolenkit.db "$WIJK" export all --to "$work/$1.json" >/dev/null && echo "$work/$1.json"; }

at anna init anna/kolenkit.db --demo
at anna sites name "laptop Anna"
check "Anna names her copy" done_well
words=$(sed -n 's/^[a-z]*: //p' out)
check "her copy has eight words" test "$(echo "$words" | wc -w)" = 8
at anna pack stick/anna.wijk
check "she packs all" done_well
check "only she can read the file" test "$(stat -c %a stick/anna.wijk)" = 600
at anna pack anna/kolenkit.db
check "a pack never goes over a programme file" refused

at bert take stick/anna.wijk
check "Bert does not know her" refused
check "and sees her words" said "$words"
check "no empty file is left behind" test -z "$(ls bert | grep kolenkit)"
at bert take stick/anna.wijk --trust
check "he takes the pack all the same, after a call" done_well
check "both have the same" cmp "$(text anna)" "$(text bert)"
at bert take stick/anna.wijk --json
check "once more changes nothing" json 'd["applied"] == 0 and d["known"] == d["acts"] and d["again"]'
at bert sites name "laptop Bert"

at anna flag '!! Dak lekt'
anna_code=$(grep -o 'K-[0-9a-z]*' out)
at bert flag '!! Lift kapot'
bert_code=$(grep -o 'K-[0-9a-z]*' out)
check "two codes made apart are two" test "$anna_code" != "$bert_code"
at anna set K-3 'title=Title of Anna'
at bert set K-3 'title=Title of Bert'
at bert pack stick/bert.wijk --for "laptop Anna" --json
check "Bert packs what Anna lacks, sealed" json 'd["acts"] == 2 and d["sealed"]'
check "which nobody else can read" test "$(grep -ac 'Title of Bert' stick/bert.wijk)" = 0
before=$(sha256sum <anna/kolenkit.db)
at anna take stick/bert.wijk -n --json
check "Anna looks first" json 'd["applied"] == 2 and len(d["disagreements"]) == 1'
check "which changes nothing" test "$before" = "$(sha256sum <anna/kolenkit.db)"
at anna take stick/bert.wijk --trust
check "and takes it" done_well
check "a backup was made" test -n "$(ls anna/kolenkit.backups/*take*)"
at anna conflicts --json
check "one field is in dispute, with both values" \
    json 'sorted(v["value"] for v in d["disagreements"][0]["values"]) == ["Title of Anna", "Title of Bert"]'
at anna resolve K-3 --take theirs
check "Anna gives in" done_well
at anna conflicts --json
check "nobody disagrees any more" json 'd["disagreements"] == []'
at anna exchange stick
check "Anna puts what Bert lacks on the stick" done_well
at bert exchange stick
check "Bert takes it" done_well
check "both have the same again" cmp "$(text anna)" "$(text bert)"
at bert conflicts --json
check "he has no dispute either" json 'd["disagreements"] == []'

# Both start the same meeting; every line of both is kept.
for who in anna bert; do
    at $who meeting start 14
    at $who meeting note 14 "heard by $who"
    check "$who starts meeting 14 and types" done_well
done
at anna exchange stick
at bert exchange stick
at anna exchange stick
for who in anna bert; do
    at $who meeting start 14
    check "$who cannot start it again" refused
    check "and is told to type on" said 'type on'
    at $who meeting agenda 14 --json
    check "$who has both lines under one item" \
        json 'sorted(e["text"] for i in d["agenda"] for e in i["entries"]) == ["heard by anna", "heard by bert"]'
done
at anna meeting close 14
at anna exchange stick
at bert exchange stick
at bert meeting note 14 "too late"
check "closed by one it is closed for the other" refused

# Both keep a meeting and close it before they know of the other's.
for who in anna bert; do
    at $who meeting new --on '2026-11-24 16:00'
    at $who meeting start 15
    at $who meeting note 15 "#Taken by $who"
    at $who meeting close 15
    check "$who closes a meeting" done_well
    at $who meeting decisions --json
    eval "${who}_decision=$(python3 -c 'import json; d = json.load(open("out"))[0]; print(d["number"], d["letter"] or "", sep="")')"
    at $who meeting decisions
    check "the list of $who has its number" printed "$(eval "echo \$${who}_decision") "
    at $who meeting minutes 15
    check "and so have the minutes" printed "$(eval "echo \$${who}_decision"):** Taken by $who"
    at $who meeting decisions --format csv
    check "and the list as CSV" printed "$(eval "echo \$${who}_decision");2026-11-24"
done
check "two decisions made apart have two numbers" test "$anna_decision" != "$bert_decision"
check "at home without letters" test -z "$(tr -d 0-9 <<<"$anna_decision")"
check "elsewhere with them" test -n "$(tr -d 0-9 <<<"$bert_decision")"
at anna exchange stick
at bert exchange stick
at anna exchange stick
at anna meeting decisions
check "both stand in one list" grep -qE "(^| )$anna_decision .*Taken by anna" out
check "with their own numbers" grep -qE "(^| )$bert_decision .*Taken by bert" out
at bert undo
at anna exchange stick
at anna sites role "laptop Bert" bureau
at anna flag '!! Secret of the group'
secret=$(grep -o 'K-[0-9a-z]*' out)
at anna pack stick/bureau.wijk --for "laptop Bert" --json
check "what is of the group alone is withheld from the bureau" json 'd["withheld"] >= 1'
at bert take stick/bureau.wijk --json
check "the bureau takes it" json 'd["applied"] == 1 and d["withheld"] == 1'
check "and does not have it" test "$(grep -ac 'Secret of the group' bert/kolenkit.db)" = 0
at bert check --history
check "its history can be checked all the same" done_well
at bert check
check "and its tables" done_well
at anna set "$secret" visibility=public
at bert pack stick/wish.wijk --for "laptop Anna"
at anna take stick/wish.wijk
at anna pack stick/public.wijk --for "laptop Bert"
at bert take stick/public.wijk --json
check "once it may go it comes" json 'd["filled"] == 1'
check "whole" cmp "$(text anna)" "$(text bert)"
at bert check
check "and in order" done_well

at bert undo
check "undo takes the take back" done_well
at bert list problem --where 'title~Secret' --json
check "what it brought is gone or as before" json 'all(p["visibility"] != "public" for p in d)'
at bert sites distrust "laptop Anna"
at anna flag '!! Later'
at anna pack stick/late.wijk --for "laptop Bert"
before=$(sha256sum <bert/kolenkit.db)
at bert take stick/late.wijk --trust
check "a pack of who is distrusted is refused" refused
check "in a sentence that says so" said "distrusted"
at bert exchange stick --trust
check "in a folder too" test "$(grep -c 'Later' <(XDG_DATA_HOME=$work/bert WIJK_FILE=$work/bert/kolenkit.db "$WIJK" list problem --json))" = 0
at bert take stick/late.wijk
check "and the file is as it was" test "$before" = "$(sha256sum <bert/kolenkit.db)"
finish
