#!/bin/sh
# Prints the files of schema/ (or of the folder given, with its templates/) as the elements of a C table, {"name", lines}, so that the
# program carries them with it. Lines and not one literal: C promises 4095 characters a literal and no more.
set -eu
export LC_ALL=C
folder=${1:-$(dirname "$0")/../../schema}
[ -d "$folder" ] || exit 0
cd "$folder"
for file in *.sql views/* demo/* templates/*; do
    [ -f "$file" ] || continue
    printf '{"%s", (const char *const[]){\n' "$file"
    awk '
        function put(part, end) {
            gsub(/\\/, "&&", part)
            gsub(/["?]/, "\\\\&", part) # the question mark for the sake of trigraphs
            gsub(/\t/, "\\t", part)
            gsub(/\r/, "\\r", part)
            print "\"" part end "\","
        }
        {
            rest = $0
            while (length(rest) > 1500) { # cut before a byte that begins a character
                for (cut = 1500; substr(rest, cut + 1, 1) ~ /[\200-\277]/ && cut > 1490;)
                    cut--
                put(substr(rest, 1, cut), "")
                rest = substr(rest, cut + 1)
            }
            put(rest, "\\n")
        }' "$file"
    printf 'NULL}},\n'
done
