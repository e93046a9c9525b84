#!/bin/bash
# A text is erased by law: everywhere, for good, and the history says who and why.
. "$(dirname "$0")/lib.bash"

"$WIJK" init "$WIJK_FILE" --demo >/dev/null
"$WIJK" add person name="Zebedeus Rumpel" phone=06-99887766 email=rumpel@example.org >/dev/null
"$WIJK" set "person:Zebedeus Rumpel" phone=06-11223344 >/dev/null
run erase "person:Zebedeus Rumpel" phone
check "the reason must be said" used_wrongly
run erase "person:Zebedeus Rumpel" partner --why "asked"
check "only a text can be erased" refused
run erase "person:Zebedeus Rumpel" phone --why "06-11223344 is wrong"
check "the reason must not say it" refused
run -n erase "person:Zebedeus Rumpel" phone --why "asked by himself"
check "-n erases nothing" grep -q 06-11223344 "$WIJK_FILE"
run erase "person:Zebedeus Rumpel" phone --why "asked by himself"
check "erase" done_well
check "it says how often" printed "in 2 changes"
check "the first is gone from the file" eval '! grep -q 06-99887766 "$WIJK_FILE"'
check "the second is gone from the file" eval '! grep -q 06-11223344 "$WIJK_FILE"'
run history "person:Zebedeus Rumpel"
check "history says that it was erased" printed "(erased)"
check "history says why" printed "asked by himself"
run erase "person:Zebedeus Rumpel" name --why "asked by himself"
check "a required text is erased" done_well
check "its name is gone from the file" eval '! grep -qi rumpel "$WIJK_FILE" || grep -c rumpel@example "$WIJK_FILE"'
check "it names the backups that hold it" printed "This backup still holds it"
run check
check "the file is in order" done_well
run show "person:(erased)"
check "a word stands for the name" done_well
"$WIJK" undo >/dev/null 2>&1
"$WIJK" undo >/dev/null 2>&1
run list person --json
check "undo does not bring it back" eval '! grep -q -e "06-99887766" -e "Zebedeus" out'
finish
