#!/bin/sh
# Every message of the source is in every catalogue, translated, not fuzzy, with the same format directives.
set -eu
required=yes # yes: an untranslated message fails; no: it is only counted
export LC_ALL=C.UTF-8
cd "$(dirname "$0")/../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
src/share/po/update.sh --print >"$work/wijk.pot"
number=0
for catalogue in src/share/po/*.po; do
    language=$(basename "$catalogue" .po)
    number=$((number + 1))
    if msgfmt --check --output-file=/dev/null "$catalogue" 2>"$work/faults"; then
        echo "ok $number - $language: every translation fits its message"
    else
        echo "not ok $number - $language: every translation fits its message"
        sed 's/^/# /' "$work/faults"
    fi
    number=$((number + 1))
    msgmerge --quiet --no-fuzzy-matching "$catalogue" "$work/wijk.pot" --output-file="$work/$language.po"
    msgattrib --untranslated --no-obsolete "$work/$language.po" >"$work/missing"
    msgattrib --only-fuzzy --no-obsolete "$work/$language.po" >>"$work/missing"
    count=$(grep -c '^msgid "' "$work/missing" || true)
    headers=$(grep -c '^msgid ""$' "$work/missing" || true)
    # A long message also begins with an empty line, but is followed by text and not by msgstr.
    long=$(grep -A1 '^msgid ""$' "$work/missing" | grep -c '^"' || true)
    count=$((count - headers + long))
    if [ "$count" = 0 ]; then
        echo "ok $number - $language: every message is translated"
    elif [ "$required" = no ]; then
        echo "ok $number - $language: every message is translated # SKIP $count are not yet"
    else
        echo "not ok $number - $language: every message is translated ($count are not)"
        sed 's/^/# /' "$work/missing"
    fi
done
echo "1..$number"
