#!/bin/sh
# Takes the messages of the source into wijk.pot and the catalogues beside it; with --print it only prints what
# wijk.pot would be. Nothing but the messages is in them, in the order of their text, so that two people's work merges.
set -eu
export LC_ALL=C.UTF-8
cd "$(dirname "$0")/../../.."
po=src/share/po

messages() {
    find src include -name '*.[ch]' | LC_ALL=C sort |
        xgettext --files-from=- --language=C --from-code=UTF-8 --keyword --keyword=_ --keyword=N_ \
            --keyword=ngettext:1,2 --no-location --sort-output --package-name=wijk --output=- |
        sed -e '1,/^$/{
            /^#/d
            /^"POT-Creation-Date/d
            s/^"Project-Id-Version: .*/"Project-Id-Version: wijk\\n"/
            s/CHARSET/UTF-8/
        }'
}

if [ "${1:-}" = --print ]; then
    messages
    exit
fi
messages >"$po/wijk.pot"
for catalogue in "$po"/*.po; do
    msgmerge --quiet --no-fuzzy-matching --no-location --sort-output --output-file="$catalogue.new" \
        "$catalogue" "$po/wijk.pot"
    msgattrib --no-obsolete --no-location --sort-output --output-file="$catalogue" "$catalogue.new"
    rm "$catalogue.new"
    printf '%s: ' "$catalogue" >&2
    msgfmt --statistics --output-file=/dev/null "$catalogue"
done
