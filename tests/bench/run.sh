#!/bin/bash
# Prints the figures, each beside its floor, as a Markdown table. BENCH_LONG=1 also imports and exports a million rows
# and listens for wake-ups over more than a minute. The files to measure on are built once, and again when their
# builder or what it builds on changes.
set -eu
cd "$(dirname "$0")/../.."
export LC_ALL=C.UTF-8 LANGUAGE=en WIJK_TODAY=2009-11-27 WIJK_LOCALE_DIR=$PWD/build/locale TERM=xterm-256color
unset WIJK_FILE WIJK_CONFIG NO_COLOR COLORTERM
files=build/bench
mkdir -p $files
export HOME=$PWD/$files/home XDG_CONFIG_HOME=$PWD/$files/home/config XDG_DATA_HOME=$PWD/$files/home/data
rm -rf "$HOME"
mkdir -p "$XDG_CONFIG_HOME" "$XDG_DATA_HOME"

stamp=$(cat tests/bench/city.c tests/bench/builder*.h tests/bench/words.h schema/*.sql src/store/body*.c src/domain/entities.c | sha256sum)
if [ "$(cat $files/stamp 2>/dev/null)" != "$stamp" ]; then
    rm -rf $files/*.wijk* $files/stamp
    build/tests/bench/city $files/small.wijk small >$files/small.built
    build/tests/bench/city $files/city.wijk city >$files/city.built
    echo "$stamp" >$files/stamp
fi
exec python3 tests/bench/table.py $files
