#!/bin/bash
# Which file and which configuration: found, missing, wrong; and the overview without a terminal.
. "$(dirname "$0")/lib.bash"

"$WIJK" init "$WIJK_FILE" --demo >/dev/null
cp "$WIJK_FILE" as-it-was.db
run
check "without a terminal the overview is printed" done_well
check "it names the programme" printed "Voorbeeldbuurt"
check "it has the themes" printed "Veiligheid"
run "$WIJK_FILE"
check "the file can be named" done_well
check "looking changes nothing" cmp "$WIJK_FILE" as-it-was.db

mv "$WIJK_FILE" other.db
run list goal
check "a missing file is refused" refused
run missing.db
check "a missing file, named for the screens" refused
run -f other.db list goal
check "-f" done_well
WIJK_FILE='' run list goal
check "without any file a sentence says how to name one" refused
check "the sentence names the ways" said "WIJK_FILE"
echo "file = \"$work/other.db\";" >"$XDG_CONFIG_HOME/wijk/wijk.conf"
WIJK_FILE='' run list goal
check "the file of the configuration" done_well
rm "$XDG_CONFIG_HOME/wijk/wijk.conf"
run -f no/such/folder/x.db list goal
check "a missing folder is refused" refused
run -f . list goal
check "a folder is refused" refused
mv other.db "$WIJK_FILE"

echo "this is not a database, however long it goes on" >text.db
run -f text.db list goal
check "a file that is no database is refused" refused
python3 -c 'import sqlite3; c = sqlite3.connect("foreign.db"); c.execute("CREATE TABLE t (a)"); c.commit()'
run -f foreign.db list goal
check "a database of another program is refused" refused
cp "$WIJK_FILE" newer.db
python3 -c 'import sqlite3; c = sqlite3.connect("newer.db"); c.execute("PRAGMA user_version = 9999"); c.commit()'
run -f newer.db list goal
check "a file of a newer version is refused" refused
check "the sentence says so" said "newer"
head -c 20000 "$WIJK_FILE" >short.db
run -f short.db list goal
check "a file that was cut off is refused" refused
: >empty.db
run -f empty.db list goal
check "an empty file is refused" refused

# A file that may only be read: by somebody who is not root, for whom every file can be written.
cp "$WIJK_FILE" fixed.db
chmod 444 fixed.db
chmod 755 "$work" "$HOME"
above=$PWD # the reader must be able to come here, through folders that the tests made for themselves
while [ "$above" != / ]; do
    [ ! -O "$above" ] || chmod a+x "$above"
    above=$(dirname "$above")
done
chmod -R a+rwX "$XDG_CONFIG_HOME" && mkdir -p "$XDG_DATA_HOME" && chmod -R a+rwX "$XDG_DATA_HOME"
as=()
[ "$(id -u)" != 0 ] || as=(setpriv --reuid=65534 --regid=65534 --clear-groups)
as_reader() { ! "${as[@]}" test -w fixed.db && "${as[@]}" "$WIJK" --version >/dev/null 2>&1 && "${as[@]}" test -r fixed.db; }
if as_reader 2>/dev/null; then
    "${as[@]}" "$WIJK" -f fixed.db list goal >out 2>err
    status=$?
    check "a read-only file can be read" done_well
    "${as[@]}" "$WIJK" -f fixed.db add theme code=TST name=Test >out 2>err
    status=$?
    check "and not changed" grep -q 'read-only' err
    check "which is a refusal" test $status = 1
else
    skip "a read-only file" "nobody here may only read"
fi

configured() { # text of the configuration
    printf '%s\n' "$1" >"$XDG_CONFIG_HOME/wijk/wijk.conf"
    run list goal
}
configured 'language = "nl"
file = '
check "a configuration with a syntax error is refused" refused
check "with file and line" grep -q 'wijk.conf:[0-9]' err
configured 'mouse = "perhaps";'
check "a value of the wrong type is refused" refused
configured 'colours = "dark";'
check "an unknown option warns" grep -q '^wijk: .*colours' err
check "and does no harm" test "$status" = 0
configured 'file = '
run --version
check "--version needs no configuration" done_well
run help list
check "nor does help" done_well
run config --dump
check "nor does config --dump" done_well
rm "$XDG_CONFIG_HOME/wijk/wijk.conf"
run -c missing.conf list goal
check "a configuration that was named must be there" refused
WIJK_CONFIG=$work/missing.conf run list goal
check "by WIJK_CONFIG too" refused
WIJK_TODAY=yesterday run list goal
check "a day that is none is refused" refused
run --programme Nergens list goal
check "an unknown programme is refused" refused
run --programme Voorbeeldbuurt list goal
check "a programme by its area" done_well

"$WIJK" list goal >/dev/full 2>err </dev/null
status=$?
check "a full disk behind standard output" refused
python3 - "$WIJK" <<'END'
import os, subprocess, sys
read, write = os.pipe()
os.close(read)
with open("err", "wb") as err:
    code = subprocess.run([sys.argv[1], "list", "measurement"], stdout=write, stderr=err, stdin=subprocess.DEVNULL).returncode
open("code", "w").write(str(code))
END
status=$(cat code)
check "a closed standard output" refused
finish
