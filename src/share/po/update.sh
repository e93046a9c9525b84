#!/bin/sh
# Takes the messages of the source into wijk.pot and the catalogues beside it. Nothing but the messages is in
# them, in the order of their text, so that two people's work merges.
set -eu
export LC_ALL=C.UTF-8
cd "$(dirname "$0")/../../.."
po=src/share/po
find src include -name '*.[ch]' | LC_ALL=C sort |
    xgettext --files-from=- --language=C --from-code=UTF-8 --keyword --keyword=_ --keyword=N_ --keyword=ngettext:1,2 \
        --no-location --sort-output --package-name=wijk --output=- |
    sed -e '1,/^$/{
        /^#/d
        /^"POT-Creation-Date/d
        /^"Project-Id-Version/s/: .*\\n/: wijk\\n/
        s/CHARSET/UTF-8/
    }' >"$po/wijk.pot"
for catalogue in "$po"/*.po; do
    msgmerge --quiet --no-fuzzy-matching --no-location --sort-output "$catalogue" "$po/wijk.pot" --output-file="$catalogue.new"
    msgattrib --no-obsolete --no-location --sort-output "$catalogue.new" --output-file="$catalogue"
    rm "$catalogue.new"
    printf '%s: ' "$catalogue"
    msgfmt --statistics --output-file=/dev/null "$catalogue"
done
