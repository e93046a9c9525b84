#!/bin/bash
# The README and sample.conf say what the program says: the keys, the configuration, and every command.
# `tests/lint/readme.sh --write` brings both up to date.
set -u
cd "$(dirname "$0")/../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
wijk() { HOME=$work XDG_CONFIG_HOME=$work XDG_DATA_HOME=$work LC_ALL=C.UTF-8 LANGUAGE=en "${WIJK:-build/wijk}" "$@"; }
number=0
same() { # name, what the page has, what the program says
    number=$((number + 1))
    if [ -s "$3" ] && diff -u "$2" "$3" >"$work/diff"; then echo "ok $number - $1"; else
        echo "not ok $number - $1: tests/lint/readme.sh --write writes it anew"
        sed 's/^/# /' "$work/diff" | head -40
    fi
}
between() { sed -n "/^<!-- $1: begin/,/^<!-- $1: end/p" README.md | sed '1d;$d'; }

wijk keys | sed -e '/./,$!d' >"$work/keys"
wijk config --dump >"$work/sample"

if [ "${1:-}" = --write ]; then
    sed -i -e "/^<!-- keys: begin/r $work/keys" -e '/^<!-- keys: begin/,/^<!-- keys: end/{/^<!-- keys:/!d}' README.md
    cp "$work/sample" sample.conf
    exit
fi

between keys >"$work/page"
same "the keys in the README are those of 'wijk keys'" "$work/page" "$work/keys"
same "sample.conf is what 'wijk config --dump' prints" sample.conf "$work/sample"

# The commands: the first column of the table of that section, against the program's own help.
sed -n '/^## Command line/,/^## Import/ s/^| `\([a-z]*\)` |.*/\1/p' README.md >"$work/page"
wijk help | sed -n '/^  Command/,/^$/ s/^  \([a-z]*\) .*/\1/p' >"$work/commands"
same "the README names every command, in the order of 'wijk help'" "$work/page" "$work/commands"

# What the examples use exists: options of commands, variables, targets of make, files of the source.
number=$((number + 1))
{
    for command in $(cat "$work/commands"); do wijk help "$command"; done
    wijk help
} >"$work/help"
missing=
for option in $(grep -E '`wijk |^wijk ' README.md | grep -oE ' --[a-z-]+' | sort -u); do
    grep -qe "$option" "$work/help" || missing="$missing $option"
done
for target in $(grep -oE '(`|^)make [a-z][a-z-]+' README.md | cut -d' ' -f2 | sort -u); do
    grep -qE "^$target:|^\.PHONY:.* $target( |$)" Makefile || missing="$missing make-$target"
done
for file in $(grep -oE '\b(src|include|tests|schema)/[a-z/_]+\.(c|h|sh|sql)\b' README.md | sort -u); do
    [ -e "$file" ] || missing="$missing $file"
done
[ -z "$missing" ] && echo "ok $number - what the README names exists" ||
    echo "not ok $number - what the README names exists, but:$missing"
echo "1..$number"
