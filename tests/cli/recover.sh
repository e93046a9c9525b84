#!/bin/bash
# A damaged file is read into a new one; the old one stays as it is.
. "$(dirname "$0")/lib.bash"

"$WIJK" init "$WIJK_FILE" --demo >/dev/null
cp "$WIJK_FILE" damaged.db
yes noise | dd of=damaged.db bs=4096 count=1 conv=notrunc status=none iflag=fullblock
cp damaged.db as-it-was.db
run -n recover damaged.db new.db
check "-n recover makes nothing" test "$status" = 0 -a ! -e new.db
run recover damaged.db new.db
check "recover goes past a bad first page" done_well
check "it says what came back" printed "Goals: 20 back"
check "it says what became of the history" printed "stays in the old file"
check "the damaged file is not written" cmp damaged.db as-it-was.db
WIJK_FILE=new.db run check
check "the new file is sound" done_well
WIJK_FILE=new.db run list measurement --json
mv out recovered.json
run list measurement --json
check "rows are what they were, ids too" cmp out recovered.json
run recover damaged.db new.db
check "an existing file is not overwritten" refused
run recover "$0" other.db
check "a stranger is refused" refused
check "nothing is left of that" test ! -e other.db
run recover damaged.db another.db --json
check "the report in JSON" json 'd["rows"] > 600 and d["lost"] == 0'
finish
