#!/bin/bash
# Taking packs at the edges: into files that are not there, and of a copy whose changes were made twice.
. "$(dirname "$0")/lib.bash"
mkdir -p anna bert carla
at() { # at WHO ARGUMENT …
    local who=$1
    shift
    XDG_DATA_HOME=$work/$who WIJK_FILE=$work/$who/programme.db run --person "$who" "$@"
}
nothing() { ! ls "$1"/programme*; } # beside the key of the computer, which may stay

at anna init anna/programme.db --demo
at anna pack one.pack
check "Anna packs all" done_well

# ---- nothing is left of what was not taken ----
at carla take one.pack
check "a pack of an unknown copy is refused" refused
check "and leaves no file" nothing carla
head -c 3000 one.pack >cut.pack
at carla take cut.pack --trust
check "a pack that is cut off is refused" refused
check "and leaves no file" nothing carla
mkdir packs
cp cut.pack packs/cut.wijk
at carla take packs --trust
check "a folder with nothing but such packs leaves no file" nothing carla
at carla take missing.pack
check "a pack that is not there is refused" refused
check "and leaves no file" nothing carla
: >carla/programme.db
at carla take cut.pack --trust
check "a file that was there, empty, stays" test -e carla/programme.db
rm -f carla/programme.db*
cp one.pack packs/one.wijk
at carla take packs --trust
check "where one pack of a folder is taken, the file stays" test -s carla/programme.db
at carla check
check "and is sound" done_well

# ---- a machine that was put back makes a change twice ----
at bert take one.pack --trust
check "Bert takes the pack" done_well
cp anna/programme.db before.db
cp -r anna/wijk before.keys
at anna flag 'Lift broken'
at anna pack two.pack
cat before.db >anna/programme.db
cp before.keys/* anna/wijk/
at anna flag 'Roof leaks'
at anna pack three.pack
at bert take two.pack
check "the first is taken" done_well
at bert sites --json
check "nothing was made twice yet" json 'all(site["forks"] == 0 for site in d)'
at bert take three.pack --json
check "the other contradicts it" json 'd["forked"] == 1 and d["applied"] == 0'
at bert sites --json
check "sites tells whose" json '[site["forks"] for site in d if not site["own"]] == [1]'
at bert sites
check "in words too" printed "1 change of it contradicts one that is here"

# ---- two copies each make a meeting: their numbers are told apart ----
mkdir -p fay gus
at fay init fay/programme.db --demo
at fay pack fay.pack
at gus take fay.pack --trust
at gus meeting new --on 2026-12-08
check "Gus makes a meeting" done_well
at fay meeting new --on 2026-12-09
at fay pack fay.pack --since all
at gus pack gus.pack --since all
at gus take fay.pack
at fay take gus.pack --trust
cp out took
at fay sites --json
letters=$(python3 -c 'import json; print([s["letters"] for s in json.load(open("out")) if not s["own"]][0])')
check "a copy without a name is called by its letters" grep -q "a pack of $letters, made" took
for who in fay gus; do
    at $who meeting agenda 15
    check "$who: the number alone is that of the copy where the programme was made" printed " 15 · 9 Dec"
    at $who meeting agenda "15$letters"
    check "$who: the other has the letters of its copy" printed " 15$letters · 8 Dec"
    at $who meeting agenda 14
    check "$who: where there is one, it has no letters" printed " 14 ·"
done
at gus meeting start "15$letters"
at gus meeting close "15$letters"
at gus meeting minutes "15$letters" --format md
check "minutes have the letters too" printed "15$letters"

# ---- memory does not grow with the pack (it was 60 MB) ----
mkdir -p dora erik
python3 -c 'print("name,kind"); [print(f"Partner {i} of the exchange,school") for i in range(100000)]' >many.csv
at dora init dora/programme.db
at dora import many.csv --as partner
at dora pack many.pack --since all
check "100,000 rows are packed" done_well
megabytes=$(XDG_DATA_HOME=$work/erik python3 - "$WIJK" <<'END'
import os, resource, subprocess, sys
subprocess.run([sys.argv[1], "-f", "erik/programme.db", "take", "many.pack", "--trust"], stdout=subprocess.DEVNULL, check=True)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024)
END
)
echo "# $megabytes MB"
check "and taken in little memory" test "$megabytes" -lt 42
finish
